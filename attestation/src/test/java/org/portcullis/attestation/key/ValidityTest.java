package org.portcullis.attestation.key;

import static org.portcullis.attestation.key.FieldQuirks.at;
import static org.portcullis.attestation.key.FieldQuirks.verified;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.fixtures.mint.ChainMint;

/** Both ends of a validity belong to it (RFC 5280, section 4.1.2.5). */
class ValidityTest {
  @ParameterizedTest
  @CsvSource({"0, 0", "-1, 0", "0, 1"})
  void verify_leafAtTheEndsOfItsValidity_isVerifiedAndNotNoted(int from, int until) {
    verified(valid(from, until));

    Minted.verified(
        Minted.verify(valid(from, until), KeyAttestationExpectation.Builder::enforceLeafValidity));
  }

  @ParameterizedTest
  @CsvSource({"1, 2, notBefore", "-2, -1, notAfter", "0, -1, notAfter", "1, -1, notBefore"})
  void verify_leafOneSecondOutside_isNotedAtTheEndThatItMissed(int from, int until, String end) {
    verified(valid(from, until), at(Oddity.Kind.LEAF_OUTSIDE_VALIDITY, 0, end));

    FieldQuirks.rejected(
        Minted.verify(valid(from, until), KeyAttestationExpectation.Builder::enforceLeafValidity),
        KeyAttestationReason.LEAF_OUTSIDE_VALIDITY,
        0,
        "validity");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void verify_issuerAtBothEndsOfItsValidity_isVerifiedAndNotNoted(int index) {
    verified(Minted.remote().at(index, c -> c.validity(Minted.NOW, Minted.NOW)));
  }

  private static ChainMint valid(int from, int until) {
    return Minted.factory()
        .leaf(c -> c.validity(Minted.NOW.plusSeconds(from), Minted.NOW.plusSeconds(until)));
  }
}
