package org.portcullis.attestation.bootkeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.portcullis.attestation.bootkeys.BootMatch.Build;
import org.portcullis.attestation.bootkeys.BootMatch.Cause;
import org.portcullis.attestation.bootkeys.BootMatch.NotPermitted;
import org.portcullis.attestation.bootkeys.BootMatch.Permitted;
import org.portcullis.attestation.key.Bytes;
import org.portcullis.attestation.key.RootOfTrust;
import org.portcullis.attestation.key.SecurityLevel;
import org.portcullis.attestation.key.Sha256;
import org.portcullis.attestation.key.VerifiedBootState;

class BootKeyCatalogueTest {
  private static final SecurityLevel TEE = SecurityLevel.TRUSTED_ENVIRONMENT;
  private static final SecurityLevel STRONG_BOX = SecurityLevel.STRONG_BOX;
  private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant UNTIL = Instant.parse("2027-01-01T00:00:00Z");
  private static final Instant NOW = Instant.parse("2026-11-25T00:00:00Z");
  private static final Sha256 KEY = digest(1);
  private static final Sha256 OTHER = digest(2);
  private static final Bytes ZERO = Bytes.of(new byte[32]);
  private static final Bytes NONE = Bytes.of(new byte[0]);

  @Test
  void match_severalDigestsOfAModel_holdEachAtItsLevel() {
    BootKeyCatalogue catalogue =
        BootKeyCatalogue.builder().pin("slate", TEE, KEY).pin("slate", STRONG_BOX, OTHER).build();

    assertThat(catalogue.match("slate", TEE, root(KEY), NOW)).isEqualTo(host());
    assertThat(catalogue.match("slate", STRONG_BOX, root(OTHER), NOW)).isEqualTo(host());
    assertThat(catalogue.match("slate", STRONG_BOX, root(KEY), NOW))
        .isEqualTo(new NotPermitted(Cause.OTHER_DEVICE));
    assertThat(catalogue.match("slate", SecurityLevel.SOFTWARE, root(KEY), NOW))
        .isEqualTo(new NotPermitted(Cause.OTHER_DEVICE));
    assertThat(catalogue.match("slate", TEE, root(digest(3)), NOW))
        .isEqualTo(new NotPermitted(Cause.KEY_UNKNOWN));
  }

  @Test
  void match_model_countsOnlyWhereItIsKnown() {
    BootKeyCatalogue catalogue = BootKeyCatalogue.builder().pin("slate", KEY).build();

    assertThat(catalogue.match("slate", TEE, root(KEY), NOW)).isEqualTo(host());
    assertThat(catalogue.match("Slate", TEE, root(KEY), NOW))
        .isEqualTo(new NotPermitted(Cause.OTHER_DEVICE));
    assertThat(catalogue.matchAnyModel(TEE, root(KEY), NOW)).isEqualTo(host());
    assertThat(catalogue.matchAnyModel(TEE, root(OTHER), NOW))
        .isEqualTo(new NotPermitted(Cause.KEY_UNKNOWN));
  }

  @Test
  void match_entryWithoutModels_isForAnyModel() {
    BootKeyCatalogue catalogue = of(key(Set.of(), List.of()));

    assertThat(catalogue.match("anything", TEE, root(KEY), NOW))
        .isEqualTo(new Permitted("acme", Build.NOT_TRACKED, ""));
  }

  @Test
  void match_dates_includeTheFirstInstantAndNotTheLast() {
    BootKeyCatalogue catalogue = of(key(Set.of(), List.of()));

    assertThat(catalogue.matchAnyModel(TEE, root(KEY), FROM)).isInstanceOf(Permitted.class);
    assertThat(catalogue.matchAnyModel(TEE, root(KEY), UNTIL.minusNanos(1)))
        .isInstanceOf(Permitted.class);
    for (Instant outside : List.of(FROM.minusNanos(1), UNTIL)) {
      assertThat(catalogue.matchAnyModel(TEE, root(KEY), outside))
          .isEqualTo(new NotPermitted(Cause.NOT_IN_USE));
    }
    assertThat(
            BootKeyCatalogue.builder()
                .pin("a", KEY)
                .build()
                .matchAnyModel(TEE, root(KEY), Instant.MAX))
        .isEqualTo(host());
  }

  @Test
  void match_builds_areKnownUnknownWithdrawnOrNotStated() {
    BootKeyCatalogue catalogue =
        of(
            key(
                Set.of(),
                List.of(
                    new BootBuild("old", digest(8), true),
                    new BootBuild("new", digest(9), false))));

    assertThat(catalogue.matchAnyModel(TEE, root(KEY, digest(9).value()), NOW))
        .isEqualTo(new Permitted("acme", Build.KNOWN, "new"));
    assertThat(catalogue.matchAnyModel(TEE, root(KEY, digest(8).value()), NOW))
        .isEqualTo(new Permitted("acme", Build.WITHDRAWN, "old"));
    assertThat(catalogue.matchAnyModel(TEE, root(KEY, digest(7).value()), NOW))
        .isEqualTo(new Permitted("acme", Build.UNKNOWN, ""));
    for (Bytes none : List.of(ZERO, NONE, Bytes.of(new byte[] {1}))) {
      assertThat(catalogue.matchAnyModel(TEE, root(KEY, none), NOW))
          .isEqualTo(new Permitted("acme", Build.NOT_STATED, ""));
    }
  }

  @Test
  void match_severalEntries_withdrawalWinsInEitherOrder() {
    BootKey pin =
        new BootKey(
            "host",
            Set.of(),
            BootKey.HARDWARE,
            KEY,
            FROM,
            UNTIL,
            List.of(new BootBuild("mine", digest(8), false)));
    BootKey list = key(Set.of(), List.of(new BootBuild("old", digest(8), true)));

    for (BootKeyCatalogue catalogue : List.of(of(pin, list), of(list, pin))) {
      assertThat(catalogue.matchAnyModel(TEE, root(KEY, digest(8).value()), NOW))
          .isEqualTo(new Permitted("acme", Build.WITHDRAWN, "old"));
    }
  }

  @Test
  void match_withdrawalInAnEntryOutOfUse_stillHolds() {
    BootKey pin =
        new BootKey("host", Set.of(), BootKey.HARDWARE, KEY, FROM, Instant.MAX, List.of());
    BootKey ended = key(Set.of(), List.of(new BootBuild("old", digest(8), true)));

    assertThat(of(pin, ended).matchAnyModel(TEE, root(KEY, digest(8).value()), UNTIL))
        .isEqualTo(new Permitted("acme", Build.WITHDRAWN, "old"));
    assertThat(of(pin, ended).matchAnyModel(TEE, root(KEY, digest(9).value()), UNTIL))
        .isEqualTo(host());
    assertThat(of(ended).matchAnyModel(TEE, root(KEY, digest(8).value()), UNTIL))
        .isEqualTo(new NotPermitted(Cause.NOT_IN_USE));
  }

  @Test
  void match_noKey_neverMatches() {
    BootKeyCatalogue catalogue = BootKeyCatalogue.builder().pin("a", KEY).build();

    for (Bytes none : List.of(ZERO, NONE, Bytes.of(new byte[31]), Bytes.of(new byte[33]))) {
      RootOfTrust root = new RootOfTrust(none, true, VerifiedBootState.SELF_SIGNED, ZERO);
      assertThat(catalogue.matchAnyModel(TEE, root, NOW)).isEqualTo(new NotPermitted(Cause.NO_KEY));
    }
    for (int length : new int[] {1, 20, 31, 33, 64}) {
      Bytes noDigest = Bytes.of(Arrays.copyOf(filled(), length));
      RootOfTrust root = new RootOfTrust(noDigest, true, VerifiedBootState.VERIFIED, ZERO);
      assertThat(catalogue.matchAnyModel(TEE, root, NOW))
          .isEqualTo(new NotPermitted(Cause.KEY_UNKNOWN));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BootKeyCatalogue.builder().pin("a", new Sha256(ZERO)))
        .withMessage("a boot key of zeros stands for none");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BootBuild("a", new Sha256(ZERO), false))
        .withMessage("a boot hash of zeros stands for none");
  }

  @ParameterizedTest
  @EnumSource
  void match_state_countsOnlyWhereVerifiedBootChecked(VerifiedBootState state) {
    BootKeyCatalogue catalogue = BootKeyCatalogue.builder().pin("a", KEY).build();
    RootOfTrust root = new RootOfTrust(KEY.value(), true, state, ZERO);
    boolean checked = state == VerifiedBootState.VERIFIED || state == VerifiedBootState.SELF_SIGNED;

    assertThat(catalogue.match("a", TEE, root, NOW))
        .isEqualTo(checked ? host() : new NotPermitted(Cause.NOT_CHECKED));
  }

  @Test
  void match_emptyCatalogue_permitsNothing() {
    assertThat(BootKeyCatalogue.NONE.matchAnyModel(TEE, root(KEY), NOW))
        .isEqualTo(new NotPermitted(Cause.KEY_UNKNOWN));
    assertThat(BootKeyCatalogue.NONE.keys()).isEmpty();
  }

  @Property(tries = 500)
  void match_anyOtherKey_isNotPermitted(@ForAll @Size(32) byte[] key) {
    BootKeyCatalogue catalogue = BootKeyCatalogue.builder().pin("a", KEY).build();
    RootOfTrust root = new RootOfTrust(Bytes.of(key), true, VerifiedBootState.SELF_SIGNED, ZERO);

    assertThat(catalogue.matchAnyModel(TEE, root, NOW) instanceof Permitted)
        .isEqualTo(Bytes.of(key).equals(KEY.value()));
  }

  @Test
  void bootKey_misuse_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> BootKeyCatalogue.builder().pin("", KEY));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BootKeyCatalogue.builder().pin("a\nb", KEY));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BootKeyCatalogue.builder().pin("a".repeat(129), KEY));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BootKeyCatalogue.builder().pin("a", SecurityLevel.SOFTWARE, KEY));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BootKey("a", Set.of(), Set.of(), KEY, FROM, UNTIL, List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new BootKey("a", Set.of(), BootKey.HARDWARE, KEY, UNTIL, UNTIL, List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new BootKey("A b", Set.of(), BootKey.HARDWARE, KEY, FROM, UNTIL, List.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> new BootBuild("", KEY, false));
  }

  private static BootKey key(Set<String> models, List<BootBuild> builds) {
    return new BootKey("acme", models, BootKey.HARDWARE, KEY, FROM, UNTIL, builds);
  }

  private static BootKeyCatalogue of(BootKey... keys) {
    BootKeyCatalogue.Builder builder = BootKeyCatalogue.builder();
    List.of(keys).forEach(builder::add);
    return builder.build();
  }

  private static BootMatch host() {
    return new Permitted("host", Build.NOT_TRACKED, "");
  }

  private static RootOfTrust root(Sha256 key) {
    return root(key, ZERO);
  }

  private static RootOfTrust root(Sha256 key, Bytes hash) {
    return new RootOfTrust(key.value(), true, VerifiedBootState.SELF_SIGNED, hash);
  }

  private static byte[] filled() {
    byte[] bytes = new byte[64];
    Arrays.fill(bytes, (byte) 7);
    return bytes;
  }

  private static Sha256 digest(int number) {
    return Sha256.ofHex(BootKeyVendorTest.digest(number));
  }
}
