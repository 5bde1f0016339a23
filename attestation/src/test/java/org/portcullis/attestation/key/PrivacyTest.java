package org.portcullis.attestation.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.portcullis.attestation.key.internal.DerException;
import org.portcullis.fixtures.mint.Authorizations;
import org.portcullis.fixtures.mint.ChainMint;
import org.portcullis.fixtures.mint.Der;
import org.portcullis.fixtures.mint.KeyMint;
import org.portcullis.fixtures.mint.Seed;

/** Nothing that names a device, and no challenge, comes out of a verifier in any way. */
class PrivacyTest {
  private static final String SERIAL = "ZX1G22KHQK";
  private static final String IMEI = "356938035643809";
  private static final String SECOND = "490154203237518";
  private static final String MEID = "A100000009296F";

  @ParameterizedTest
  @EnumSource(ChainMint.Shape.class)
  void verify_chainWithAllIdentifiers_saysNoneInAnyForm(ChainMint.Shape shape) throws DerException {
    ChainMint mint = identified(mint(shape), PrivacyTest::identifiers);
    Secrets secrets = PrivacyRun.requireSilent(Minted.verifier(), Minted.chain(mint), Minted.NOW);

    assertThat(secrets.identifiers()).isEqualTo(9);
  }

  /** Neither a wrong type nor a repetition makes an identifier evidence. */
  @Test
  void verify_identifiersThatAreMalformedOrRepeated_areNotKeptAsEvidence() throws DerException {
    ChainMint mistyped =
        identified(
            Minted.factory(),
            list ->
                list.set(KeyMint.ATTESTATION_ID_IMEI, Der.sequence(Der.octets(ascii(IMEI))))
                    .set(KeyMint.ATTESTATION_ID_MEID, new byte[] {0x0c, 2, 'A', '1', 5, 0}));
    ChainMint repeated =
        identified(
            Minted.factory(),
            list ->
                identifiers(list).append(KeyMint.ATTESTATION_ID_IMEI, Der.octets(ascii(SECOND))));

    PrivacyRun.requireSilent(Minted.verifier(), Minted.chain(mistyped), Minted.NOW);
    PrivacyRun.requireSilent(Minted.verifier(), Minted.chain(repeated), Minted.NOW);
  }

  /** Otherwise the tests above would prove nothing. */
  @Test
  void requireAbsent_whatIsSaid_isFound() throws DerException {
    ChainMint mint = identified(Minted.factory(), PrivacyTest::identifiers);
    Secrets secrets = Secrets.of(Minted.chain(mint));

    for (String leak : new String[] {IMEI, SECOND, SERIAL, MEID, mint.mint().serial(1)}) {
      assertThatThrownBy(() -> secrets.requireAbsent("so " + leak + " it is"))
          .isInstanceOf(AssertionError.class);
    }
    assertThatThrownBy(() -> secrets.requireAbsent(ascii("so " + IMEI + " it is")))
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> secrets.requireAbsent(Bytes.of(Minted.CHALLENGE).toHex()))
        .isInstanceOf(AssertionError.class);
  }

  private static ChainMint mint(ChainMint.Shape shape) {
    return switch (shape) {
      case FACTORY -> Minted.factory();
      case REMOTE -> Minted.remote();
      case SOFTWARE -> Minted.software();
    };
  }

  private static ChainMint identified(ChainMint mint, UnaryOperator<Authorizations> change) {
    return mint.statement(s -> s.uniqueId(Seed.of("unique id").bytes(16)))
        .hardware(change)
        .software(change);
  }

  private static Authorizations identifiers(Authorizations list) {
    return list.text(KeyMint.ATTESTATION_ID_SERIAL, SERIAL)
        .text(KeyMint.ATTESTATION_ID_IMEI, IMEI)
        .text(KeyMint.ATTESTATION_ID_MEID, MEID)
        .text(KeyMint.ATTESTATION_ID_SECOND_IMEI, SECOND);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
  }
}
