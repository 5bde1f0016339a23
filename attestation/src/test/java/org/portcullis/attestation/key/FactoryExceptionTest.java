package org.portcullis.attestation.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.portcullis.fixtures.mint.AttestationStatement;
import org.portcullis.fixtures.mint.CertificateSpec;
import org.portcullis.fixtures.mint.ChainMint;
import org.portcullis.fixtures.mint.Der;
import org.portcullis.fixtures.mint.KeyKind;
import org.portcullis.fixtures.mint.MintedKey;
import org.portcullis.fixtures.mint.Seed;

/**
 * Under an anchor of factory chains the attestation certificate may say that it is no issuer, in
 * one form alone; what an application can make of that is refused.
 */
class FactoryExceptionTest {
  private static final String BASIC_CONSTRAINTS = "2.5.29.19";
  private static final String KEY_USAGE = "2.5.29.15";
  private static final int KEY_AGREEMENT = 0x08;
  private static final MintedKey FORGED =
      MintedKey.derive(KeyKind.P256, Seed.of("factory exception"));
  private static final KeyAttestationVerifier VERIFIER =
      KeyAttestationVerifier.builder().anchors(Minted.anchors(Provisioning.FACTORY)).build();

  @Test
  void verify_attestationCertificateForMessagesOnly_isVerifiedAndNoted() {
    byte[] explicitFalse = Der.sequence(Der.boolOctet(0));
    for (ChainMint mint :
        List.of(
            issuer(CertificateSpec::notAuthority),
            issuer(c -> c.notAuthority().extension(BASIC_CONSTRAINTS, true, explicitFalse)))) {
      assertThat(Minted.verified(verify(mint)).oddities())
          .containsExactly(new Oddity(Oddity.Kind.ISSUER_NOT_CA, new Where(1, "basicConstraints")));
    }
  }

  @Test
  void verify_sameUnderAnAnchorOfAnyForm_isRejected() {
    ChainMint mint = issuer(CertificateSpec::notAuthority);
    KeyAttestationResult result =
        KeyAttestationVerifier.builder()
            .anchors(Minted.anchors())
            .build()
            .verify(Minted.chain(mint), Minted.expectation().build(), Minted.NOW);

    requireNotIssuer(result);
  }

  @TestFactory
  Stream<DynamicTest> verify_attestationCertificateOfAnotherForm_isRejected() {
    OptionalInt none = OptionalInt.empty();
    byte[] looseTrue = Der.sequence(Der.boolOctet(1));
    byte[] depthAlone = Der.sequence(Der.integer(0));
    return Stream.of(
        refused(
            "authority without keyCertSign",
            c -> c.basicConstraints(true, none).keyUsage(CertificateSpec.DIGITAL_SIGNATURE)),
        refused(
            "authority without key usage",
            c -> c.basicConstraints(true, none).withoutExtension(KEY_USAGE)),
        refused("no authority with keyCertSign", c -> c.basicConstraints(false, none)),
        refused(
            "no authority with digitalSignature and keyCertSign",
            c ->
                c.notAuthority()
                    .keyUsage(CertificateSpec.DIGITAL_SIGNATURE | CertificateSpec.CERT_SIGN)),
        refused(
            "no authority with digitalSignature and keyAgreement",
            c -> c.notAuthority().keyUsage(CertificateSpec.DIGITAL_SIGNATURE | KEY_AGREEMENT)),
        refused("no authority with keyAgreement", c -> c.notAuthority().keyUsage(KEY_AGREEMENT)),
        refused(
            "no authority without key usage", c -> c.notAuthority().withoutExtension(KEY_USAGE)),
        refused("no constraints", c -> c.notAuthority().withoutExtension(BASIC_CONSTRAINTS)),
        refused(
            "neither extension",
            c -> c.withoutExtension(BASIC_CONSTRAINTS).withoutExtension(KEY_USAGE)),
        refused("loose true", c -> c.notAuthority().extension(BASIC_CONSTRAINTS, true, looseTrue)),
        refused(
            "a depth alone", c -> c.notAuthority().extension(BASIC_CONSTRAINTS, true, depthAlone)));
  }

  /** The holder of an attested key puts a certificate with an invented statement below its leaf. */
  @Test
  void verify_statementSignedByAnAttestedKey_isRejectedAsExtraStatement() {
    requireRejected(below(Minted.factory()), KeyAttestationReason.CHAIN_EXTRA_STATEMENT, 1);
    requireRejected(
        below(Minted.factory().withoutRoot()), KeyAttestationReason.CHAIN_EXTRA_STATEMENT, 1);
    requireRejected(
        below(issuer(CertificateSpec::notAuthority)),
        KeyAttestationReason.CHAIN_EXTRA_STATEMENT,
        1);
  }

  @Test
  void verify_statementSignedByALeafWithoutStatement_isRejectedByTheLength() {
    requireRejected(
        below(Minted.factory().leaf(FactoryExceptionTest::withoutStatement)),
        KeyAttestationReason.CHAIN_SHAPE_UNKNOWN,
        -1);
  }

  /**
   * Where the length is right too, the leaf in the attestation certificate's place is no issuer.
   */
  @Test
  void verify_leafInTheAttestationCertificatesPlace_isRejectedAsNoIssuer() {
    ChainMint shortened = Minted.factory().remove(1);

    requireRejected(below(shortened), KeyAttestationReason.CHAIN_EXTRA_STATEMENT, 1);
    requireNotIssuer(verify(below(shortened.leaf(FactoryExceptionTest::withoutStatement))));
  }

  private static CertificateSpec withoutStatement(CertificateSpec certificate) {
    return certificate.withoutExtension(AttestationStatement.EXTENSION);
  }

  private static ChainMint below(ChainMint chain) {
    byte[] invented = Minted.factory().statement().encoded();
    return chain.insert(
        0,
        CertificateSpec.leaf(FORGED, CertificateSpec.DIGITAL_SIGNATURE)
            .extension(AttestationStatement.EXTENSION, false, invented));
  }

  private static DynamicTest refused(String name, UnaryOperator<CertificateSpec> change) {
    return DynamicTest.dynamicTest(name, () -> requireNotIssuer(verify(issuer(change))));
  }

  private static void requireNotIssuer(KeyAttestationResult result) {
    KeyAttestationResult.Rejected rejected = Minted.rejected(result);
    assertThat(rejected.reason()).isEqualTo(KeyAttestationReason.ISSUER_NOT_CA);
    assertThat(rejected.where()).isEqualTo(new Where(1, "basicConstraints"));
  }

  private static void requireRejected(ChainMint mint, KeyAttestationReason reason, int at) {
    KeyAttestationResult.Rejected rejected = Minted.rejected(verify(mint));
    assertThat(rejected.reason()).as(rejected.detail()).isEqualTo(reason);
    assertThat(rejected.where().certificate()).isEqualTo(at);
  }

  private static ChainMint issuer(UnaryOperator<CertificateSpec> change) {
    return Minted.factory().attestation(change);
  }

  private static KeyAttestationResult verify(ChainMint mint) {
    return VERIFIER.verify(Minted.chain(mint), Minted.expectation().build(), Minted.NOW);
  }
}
