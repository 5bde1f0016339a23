package org.portcullis.attestation.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.portcullis.fixtures.mint.ChainMint;
import org.portcullis.fixtures.mint.KeyKind;
import org.portcullis.fixtures.mint.MintedKey;
import org.portcullis.fixtures.mint.Seed;

/** Results are values: equal if they say the same. */
class ResultEqualityTest {
  private static final byte[] NULL = {5, 0};
  private static final Instant TOO_EARLY = Instant.parse("2020-01-01T00:00:00Z");

  @Test
  void verified_sameChain_isEqual() {
    requireEqual(Minted.verify(Minted.factory()), Minted.verify(Minted.factory()));
  }

  @Test
  void rejected_sameChain_isEqual() {
    requireEqual(early(Minted.factory()), early(Minted.factory()));
  }

  @ParameterizedTest
  @MethodSource("others")
  void verified_anotherChain_differs(ChainMint other) {
    assertThat(Minted.verify(other)).isNotEqualTo(Minted.verify(Minted.factory()));
  }

  /** The statement of a chain, taken alone: here no digest of the chain tells them apart. */
  @ParameterizedTest
  @MethodSource("statements")
  void statement_thatSaysOtherwise_differs(ChainMint other) {
    KeyDescription one = Minted.verified(Minted.verify(Minted.factory())).description();
    KeyDescription two = Minted.verified(Minted.verify(other)).description();

    assertThat(two).isNotEqualTo(one);
  }

  /** What a rejected chain claims, taken alone. */
  @ParameterizedTest
  @MethodSource("claims")
  void claims_thatSayOtherwise_differ(ChainMint other) {
    UnverifiedClaims one = Minted.rejected(early(Minted.factory())).claims();
    UnverifiedClaims two = Minted.rejected(early(other)).claims();

    assertThat(two).isNotEqualTo(one);
  }

  static Stream<ChainMint> others() {
    return Stream.of(Minted.remote(), Minted.factory().withoutRoot());
  }

  static Stream<ChainMint> statements() {
    return Stream.of(
        Minted.factory().hardware(list -> list.osVersion(150_000)),
        Minted.factory().software(list -> list.osVersion(150_000)),
        Minted.factory().hardware(list -> list.set(9_999, NULL)),
        purpose(42));
  }

  @Test
  void statement_withAnotherUnknownValue_differs() {
    assertThat(Minted.verified(Minted.verify(purpose(42))).description())
        .isNotEqualTo(Minted.verified(Minted.verify(purpose(43))).description());
  }

  private static ChainMint purpose(int unknown) {
    return Minted.factory().hardware(list -> list.purpose(2, 3, unknown));
  }

  static Stream<ChainMint> claims() {
    return Stream.of(
        Minted.factory().hardware(list -> list.osVersion(150_000)),
        Minted.factory().leafKey(MintedKey.derive(KeyKind.P256, Seed.of("another leaf"))),
        Minted.remote());
  }

  private static KeyAttestationResult early(ChainMint mint) {
    return Minted.verifier()
        .build()
        .verify(Minted.chain(mint), Minted.expectation().build(), TOO_EARLY);
  }

  private static void requireEqual(KeyAttestationResult one, KeyAttestationResult other) {
    assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
  }
}
