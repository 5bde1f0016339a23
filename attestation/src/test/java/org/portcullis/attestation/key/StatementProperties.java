package org.portcullis.attestation.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.portcullis.fixtures.mint.AttestationStatement;
import org.portcullis.fixtures.mint.Authorizations;
import org.portcullis.fixtures.mint.Der;

/** Reading what was minted gives what was minted: every tag, every value, every unknown. */
@SuppressWarnings({
  "ReferenceEquality",
  "EnumOrdinal"
}) // one certain member is damaged, not those equal to it
class StatementProperties {
  private static final AttestationStatement STATEMENT = Minted.factory().statement();

  @Property(tries = 300, edgeCases = net.jqwik.api.EdgeCasesMode.NONE)
  void read_minted_isTheIdentity(
      @ForAll("lists") List<MintedMember> software, @ForAll("lists") List<MintedMember> hardware)
      throws Refusal {
    KeyDescription read =
        Statements.read(STATEMENT.software(s -> list(software)).hardware(h -> list(hardware)));

    requireEqual(read.software(), software);
    requireEqual(read.hardware(), hardware);
  }

  @Property(tries = 100, edgeCases = net.jqwik.api.EdgeCasesMode.NONE)
  void read_anyOrder_isTheSameList(@ForAll("lists") List<MintedMember> members, @ForAll long order)
      throws Refusal {
    List<MintedMember> shuffled = new ArrayList<>(members);
    Collections.shuffle(shuffled, new Random(order));
    Authorizations list = Authorizations.empty();
    for (MintedMember member : shuffled) {
      list = list.append(member.tag(), member.inner());
    }
    Authorizations minted = list;
    Oddities oddities = new Oddities();
    AuthorizationList read = Statements.read(STATEMENT.hardware(h -> minted), oddities).hardware();

    for (MintedMember member : members) {
      AuthorizationTag<?> tag = AuthorizationTag.of(member.tag());
      if (tag != null) {
        assertThat(read.get(tag)).isEqualTo(new Member.Present<>(member.value()));
      }
    }
    assertThat(oddities.toList().contains(OUT_OF_ORDER)).isEqualTo(!isAscending(shuffled));
  }

  private static boolean isAscending(List<MintedMember> members) {
    List<Integer> tags = members.stream().map(MintedMember::tag).toList();
    return tags.equals(tags.stream().sorted().toList());
  }

  private static final Oddity OUT_OF_ORDER =
      new Oddity(Oddity.Kind.TAGS_OUT_OF_ORDER, new Where(0, "hardware"));

  @Property(tries = 300)
  void read_heads_isTheIdentity(
      @ForAll @IntRange(min = 1) int version,
      @ForAll @IntRange(max = 2) int attestationLevel,
      @ForAll @IntRange int keyMint,
      @ForAll @IntRange(max = 2) int keyMintLevel,
      @ForAll @Size(max = 200) byte[] challenge,
      @ForAll @Size(max = 20) byte[] uniqueId)
      throws Refusal {
    KeyDescription read =
        Statements.read(
            STATEMENT
                .attestationVersion(version)
                .keyMintVersion(keyMint)
                .levels(attestationLevel, keyMintLevel)
                .challenge(challenge)
                .uniqueId(uniqueId));

    assertThat(read.attestationVersion()).isEqualTo(version);
    assertThat(read.keyMintVersion()).isEqualTo(keyMint);
    assertThat(read.attestationSecurityLevel()).isEqualTo(SecurityLevel.values()[attestationLevel]);
    assertThat(read.keyMintSecurityLevel()).isEqualTo(SecurityLevel.values()[keyMintLevel]);
    assertThat(read.challenge()).isEqualTo(Bytes.of(challenge));
    assertThat(read.hasUniqueId()).isEqualTo(uniqueId.length > 0);
  }

  /** Any damage to any member is malformed or refused, and leaves the other members as they are. */
  @Property(tries = 200, edgeCases = net.jqwik.api.EdgeCasesMode.NONE)
  void read_oneMemberWithAByteMore_isMalformedAlone(
      @ForAll("lists") List<MintedMember> members, @ForAll long which) throws Refusal {
    List<MintedMember> known =
        members.stream().filter(m -> AuthorizationTag.of(m.tag()) != null).toList();
    if (known.isEmpty()) {
      return;
    }
    MintedMember damaged = known.get(new Random(which).nextInt(known.size()));
    byte[] inner = java.util.Arrays.copyOf(damaged.inner(), damaged.inner().length + 2);
    inner[damaged.inner().length] = Der.nul()[0];
    AuthorizationList read =
        Statements.read(STATEMENT.hardware(h -> list(members).set(damaged.tag(), inner)))
            .hardware();

    for (MintedMember member : known) {
      AuthorizationTag<?> tag = java.util.Objects.requireNonNull(AuthorizationTag.of(member.tag()));
      if (member == damaged) {
        assertThat(read.get(tag).isMalformed()).isTrue();
      } else {
        assertThat(read.get(tag)).isEqualTo(new Member.Present<>(member.value()));
      }
    }
  }

  private static Authorizations list(List<MintedMember> members) {
    Authorizations list = Authorizations.empty();
    for (MintedMember member : members) {
      list = member.in(list);
    }
    return list;
  }

  private static void requireEqual(AuthorizationList read, List<MintedMember> minted) {
    List<UnknownTag> unknownTags = new ArrayList<>();
    List<UnknownValue> unknownValues = new ArrayList<>();
    List<AuthorizationTag<?>> tags = new ArrayList<>();
    minted.stream()
        .sorted(java.util.Comparator.comparingInt(MintedMember::tag))
        .forEach(
            member -> {
              AuthorizationTag<?> tag = AuthorizationTag.of(member.tag());
              if (tag == null) {
                unknownTags.add(new UnknownTag(member.tag(), (Bytes) member.value()));
              } else {
                tags.add(tag);
                assertThat(read.get(tag)).isEqualTo(new Member.Present<>(member.value()));
                member.unknown().forEach(n -> unknownValues.add(new UnknownValue(tag, n)));
              }
            });
    assertThat(read.tags()).containsExactlyElementsOf(tags);
    assertThat(read.unknownTags()).isEqualTo(unknownTags);
    assertThat(read.unknownValues()).isEqualTo(unknownValues);
  }

  @Provide
  Arbitrary<List<MintedMember>> lists() {
    return MintedMember.lists();
  }
}
