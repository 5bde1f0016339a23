package org.portcullis.attestation.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.fixtures.mint.AttestationStatement;
import org.portcullis.fixtures.mint.Authorizations;
import org.portcullis.fixtures.mint.ChainMint;
import org.portcullis.fixtures.mint.Der;
import org.portcullis.fixtures.mint.KeyMint;
import org.portcullis.fixtures.mint.Seed;

/** Each bound of a statement: what is at it is read, and one more is not. */
class StatementBoundsTest {
  private static final int FREE_TAG = 2000;
  private static final int DIGEST_BYTES = 32;
  private static final String APPLICATION = "software.attestationApplicationId";

  @ParameterizedTest
  @ValueSource(strings = {"hardware", "software"})
  void verify_list_hasAtMost64Members(String list) {
    KeyAttestationResult.Verified most = Minted.verified(Minted.verify(filled(list, 64)));
    KeyDescription read = most.description();
    AuthorizationList members = list.equals("hardware") ? read.hardware() : read.software();
    assertThat(members.tags().size() + members.unknownTags().size()).isEqualTo(64);

    KeyAttestationResult.Rejected rejected = Minted.rejected(Minted.verify(filled(list, 65)));
    assertThat(rejected.failures().get(0))
        .isEqualTo(
            new Failure(
                KeyAttestationReason.STATEMENT_MALFORMED,
                new Where(0, list),
                "has more than 64 members"));
  }

  private static ChainMint filled(String list, int members) {
    return list.equals("hardware")
        ? Minted.factory().hardware(h -> filled(h, members))
        : Minted.factory().software(s -> filled(s, members));
  }

  private static Authorizations filled(Authorizations list, int members) {
    Authorizations filled = list;
    for (int tag = FREE_TAG; filled.tags().size() < members; tag++) {
      filled = filled.append(tag, Der.nul());
    }
    return filled;
  }

  @Test
  void verify_set_hasAtMost64Elements() {
    assertThat(digests(64).value().orElseThrow()).hasSize(64);
    assertMalformed(digests(65), "is a set of more than 64 elements");
  }

  private static void assertMalformed(Member<?> member, String cause) {
    assertThat(member).isInstanceOf(Member.Malformed.class);
    assertThat(((Member.Malformed<?>) member).cause()).isEqualTo(cause);
  }

  private static Member<Set<Long>> digests(int count) {
    long[] numbers = LongStream.range(0, count).toArray();
    ChainMint mint =
        Minted.factory().hardware(h -> h.set(KeyMint.DIGEST, Der.setOfIntegers(numbers)));
    return Minted.verified(Minted.verify(mint))
        .description()
        .hardware()
        .get(AuthorizationTag.DIGEST);
  }

  @Test
  void verify_applicationId_hasAtMost32Packages() {
    assertThat(application(id(32, 1, 4)).packages()).hasSize(32);
    assertMalformed(id(33, 1, 4), "is a set of more than 32 elements");
  }

  @Test
  void verify_applicationId_hasAtMost10Signatures() {
    assertThat(application(id(1, 10, 4)).signatureDigests()).hasSize(10);
    assertMalformed(id(1, 11, 4), "is a set of more than 10 elements");
  }

  @Test
  void verify_applicationId_hasAtMost1024Bytes() {
    int rest = id(1, 1, 1000).length - 1000;
    byte[] largest = id(1, 1, 1024 - rest);
    byte[] tooLarge = id(1, 1, 1025 - rest);

    assertThat(largest).hasSize(1024);
    assertThat(application(largest).packages().get(0).name()).hasSize(1024 - rest);
    assertThat(tooLarge).hasSize(1025);
    assertMalformed(tooLarge, "is longer than 1024 bytes");
  }

  /** An application with names of a length, told apart by how they begin. */
  private static byte[] id(int packages, int signatures, int nameLength) {
    byte[][] infos =
        IntStream.range(0, packages)
            .mapToObj(i -> Der.sequence(name(i, nameLength), Der.integer(1)))
            .toArray(byte[][]::new);
    byte[][] digests =
        IntStream.range(0, signatures)
            .mapToObj(i -> Der.octets(Seed.of("signer " + i).bytes(DIGEST_BYTES)))
            .toArray(byte[][]::new);
    return Der.sequence(Der.setOf(infos), Der.setOf(digests));
  }

  private static byte[] name(int index, int length) {
    String start = "p" + index;
    String name = start + "x".repeat(length - start.length());
    return Der.octets(name.getBytes(StandardCharsets.US_ASCII));
  }

  private static AttestationApplicationId application(byte[] id) {
    KeyAttestationResult.Verified verified = verified(id);
    assertThat(verified.oddities()).isEmpty();
    return member(verified).value().orElseThrow();
  }

  private static void assertMalformed(byte[] id, String cause) {
    KeyAttestationResult.Verified verified = verified(id);
    assertThat(verified.oddities())
        .containsExactly(new Oddity(Oddity.Kind.MEMBER_MALFORMED, new Where(0, APPLICATION)));
    assertMalformed(member(verified), cause);
  }

  private static KeyAttestationResult.Verified verified(byte[] id) {
    return Minted.verified(
        Minted.verify(
            Minted.factory().software(s -> s.octets(KeyMint.ATTESTATION_APPLICATION_ID, id))));
  }

  private static Member<AttestationApplicationId> member(KeyAttestationResult.Verified verified) {
    return verified.description().software().get(AuthorizationTag.ATTESTATION_APPLICATION_ID);
  }

  @Test
  void verify_rootOfTrust_hasDigestsOfAtMost64Bytes() {
    byte[] longest = Seed.of("boot").bytes(64);
    byte[] tooLong = Seed.of("boot").bytes(65);
    var sound = org.portcullis.fixtures.mint.RootOfTrust.locked(longest).bootHash(longest);
    KeyAttestationResult.Verified verified =
        Minted.verified(Minted.verify(Minted.factory().hardware(h -> h.rootOfTrust(sound))));
    RootOfTrust root =
        FieldQuirks.inHardware(verified, AuthorizationTag.ROOT_OF_TRUST).value().orElseThrow();
    assertThat(root.verifiedBootKey()).isEqualTo(Bytes.of(longest));
    assertThat(root.verifiedBootHash()).isEqualTo(Bytes.of(longest));

    for (var odd : List.of(sound.bootKey(tooLong), sound.bootHash(tooLong))) {
      FieldQuirks.rejected(
          Minted.factory().hardware(h -> h.rootOfTrust(odd)),
          KeyAttestationReason.STATEMENT_MEMBER_MALFORMED,
          0,
          "hardware.rootOfTrust");
    }
  }

  @Test
  void verify_version_isANumberOf31Bits() {
    for (int member : new int[] {0, 2}) {
      Minted.verified(Minted.verify(withVersion(member, Integer.MAX_VALUE)));
      FieldQuirks.rejected(
          withVersion(member, Integer.MAX_VALUE + 1L),
          KeyAttestationReason.STATEMENT_MEMBER_MALFORMED,
          0,
          member == 0 ? "attestationVersion" : "keyMintVersion");
    }
  }

  private static ChainMint withVersion(int member, long version) {
    return Minted.factory().statement(s -> s.member(member, Der.integer(version)));
  }

  @Test
  void parseUnverified_statement_hasAtMost16KiB() {
    AttestationStatement statement = Minted.factory().statement();
    int rest = statement.challenge(new byte[16_000]).encoded().length - 16_000;
    int limit = 16 * 1024;

    StatementReading most =
        KeyDescription.parseUnverified(statement.challenge(new byte[limit - rest]).encoded());
    StatementReading more =
        KeyDescription.parseUnverified(statement.challenge(new byte[limit - rest + 1]).encoded());
    assertThat(((StatementReading.Read) most).description().challenge().length())
        .isEqualTo(limit - rest);
    assertThat(more)
        .isEqualTo(
            new StatementReading.Unreadable(
                new Failure(
                    KeyAttestationReason.STATEMENT_MALFORMED,
                    new Where(0, "keyDescription"),
                    "has more than 16384 bytes")));
  }
}
