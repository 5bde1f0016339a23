package org.portcullis.attestation.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.portcullis.attestation.key.FieldQuirks.at;
import static org.portcullis.attestation.key.FieldQuirks.rejected;
import static org.portcullis.attestation.key.FieldQuirks.sameFacts;
import static org.portcullis.attestation.key.FieldQuirks.strongBox;
import static org.portcullis.attestation.key.FieldQuirks.verified;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.portcullis.fixtures.mint.AttestationStatement;
import org.portcullis.fixtures.mint.CertificateSpec;
import org.portcullis.fixtures.mint.ChainMint;
import org.portcullis.fixtures.mint.Der;
import org.portcullis.fixtures.mint.KeyKind;
import org.portcullis.fixtures.mint.KeyMint;
import org.portcullis.fixtures.mint.MintedAuthority;
import org.portcullis.fixtures.mint.MintedKey;
import org.portcullis.fixtures.mint.ProvisioningInfo;
import org.portcullis.fixtures.mint.SignatureScheme;

/**
 * What certificates of genuine devices do oddly, row by row; see {@link FieldQuirks}. Long because
 * it is a list: a named test for each row.
 */
class FieldQuirksPathTest {
  private static final Instant LONG_AGO = Instant.parse("2016-05-26T16:28:52Z");
  private static final Instant EXPIRED = Instant.parse("2026-05-24T16:28:52Z");
  private static final Instant LATER = Instant.parse("2046-01-01T00:00:00Z");
  private static final String CRL_POINTS = "2.5.29.31";
  private static final String KNOX = "1.3.6.1.4.1.236.11.3.23.7";

  @Test
  @DisplayName("1: the root certificate expired")
  void verify_rootExpired_isVerifiedByItsKey() {
    for (ChainMint sound : List.of(Minted.factory(), Minted.remote())) {
      ChainMint expired = sound.root(c -> c.validity(LONG_AGO, EXPIRED));
      sameFacts(expired, sound);
      sameFacts(expired.root(c -> c.validity(LATER, LATER)), sound);
    }

    MintedKey other = MintedKey.derive(KeyKind.P384, FieldQuirks.SEED.child("root"));
    rejected(
        Minted.factory().root(c -> c.key(other).validity(LONG_AGO, EXPIRED)),
        KeyAttestationReason.ROOT_UNKNOWN,
        3,
        "subjectPublicKeyInfo");
  }

  @Test
  @DisplayName("2: issuers expired in a living factory device")
  void verify_factoryIssuersExpired_areNotedAndRemoteOnesRefused() {
    ChainMint expired =
        Minted.factory()
            .at(1, c -> c.validity(LONG_AGO, EXPIRED))
            .at(2, c -> c.validity(LONG_AGO, EXPIRED));
    sameFacts(
        expired,
        Minted.factory(),
        at(Oddity.Kind.ISSUER_EXPIRED, 1, "notAfter"),
        at(Oddity.Kind.ISSUER_EXPIRED, 2, "notAfter"));

    for (int i = 1; i <= 3; i++) {
      rejected(
          Minted.remote().at(i, c -> c.validity(LONG_AGO, Minted.NOW.minusSeconds(1))),
          KeyAttestationReason.ISSUER_EXPIRED,
          i,
          "notAfter");
    }
    for (int i = 1; i <= 2; i++) {
      rejected(
          Minted.factory().at(i, c -> c.validity(Minted.NOW.plusSeconds(1), LATER)),
          KeyAttestationReason.ISSUER_NOT_YET_VALID,
          i,
          "notBefore");
    }
    rejected(
        KeyAttestationVerifier.builder()
            .anchors(Minted.anchors())
            .build()
            .verify(Minted.chain(expired), Minted.expectation().build(), Minted.NOW),
        KeyAttestationReason.ISSUER_EXPIRED,
        2,
        "notAfter");
  }

  /** {@link FactoryExceptionTest} has each form that is refused. */
  @Test
  @DisplayName("3: an attestation certificate with CA:FALSE")
  void verify_attestationCertificateNotAuthority_isNotedInFactoryChainsAlone() {
    sameFacts(
        Minted.factory().attestation(CertificateSpec::notAuthority),
        Minted.factory(),
        at(Oddity.Kind.ISSUER_NOT_CA, 1, "basicConstraints"));

    rejected(
        Minted.factory().at(2, CertificateSpec::notAuthority),
        KeyAttestationReason.ISSUER_NOT_CA,
        2,
        "basicConstraints");
    for (int i = 1; i <= 3; i++) {
      rejected(
          Minted.remote().at(i, CertificateSpec::notAuthority),
          KeyAttestationReason.ISSUER_NOT_CA,
          i,
          "basicConstraints");
    }
  }

  @Test
  @DisplayName("4: a critical flag 0x01")
  void verify_criticalFlagOfOne_isNotedAndTheSignatureCheckedOverTheBytesAsTheyCame() {
    ChainMint sound = strongBox(ChainMint.Shape.FACTORY);
    ChainMint odd = sound.leaf(c -> c.oddlyCriticalExtension("2.5.29.15", keyUsage()));
    sameFacts(odd, sound, at(Oddity.Kind.BOOLEAN_NOT_DER, 0, "extensions"));

    List<byte[]> encodedAgain = odd.mint().certificates();
    setFlag(encodedAgain.get(0), (byte) 0xff);
    rejected(
        sound.attestation(c -> c.oddlyCriticalExtension("2.5.29.30", Der.sequence())),
        KeyAttestationReason.ISSUER_CRITICAL_EXTENSION,
        1,
        "extensions");
    rejected(
        Minted.verify(TestChains.ofDer(encodedAgain)),
        KeyAttestationReason.SIGNATURE_INVALID,
        0,
        "signatureValue");
  }

  @Test
  @DisplayName("5: a NULL in an ECDSA algorithm identifier")
  void verify_ecdsaWithNull_isNoted() {
    ChainMint sound = strongBox(ChainMint.Shape.FACTORY);
    sameFacts(
        sound.leaf(CertificateSpec::nullParameters),
        sound,
        at(Oddity.Kind.ALGORITHM_WITH_NULL, 0, "signatureAlgorithm"));

    rejected(
        sound.leaf(c -> c.nullParameters().signedWith(SignatureScheme.ECDSA_SHA1)),
        KeyAttestationReason.ALGORITHM_NOT_ALLOWED,
        0,
        "signatureAlgorithm");
  }

  @Test
  @DisplayName("6: cRLDistributionPoints of one byte")
  void verify_undecodableExtensionThatNobodyNeeds_isNotedAlone() {
    Oddity undecodable = at(Oddity.Kind.EXTENSION_UNDECODABLE, 0, "extensions");
    sameFacts(
        Minted.factory().leaf(c -> c.extension(CRL_POINTS, false, new byte[1])),
        Minted.factory(),
        undecodable);
    sameFacts(
        Minted.factory().leaf(c -> c.extension(CRL_POINTS, false, Der.sequence())),
        Minted.factory());
    sameFacts(
        Minted.factory().leaf(c -> c.extension(CRL_POINTS, true, new byte[1])),
        Minted.factory(),
        undecodable,
        at(Oddity.Kind.LEAF_CRITICAL_EXTENSION, 0, "extensions"));

    rejected(
        Minted.factory().attestation(c -> c.extension(CRL_POINTS, true, new byte[1])),
        KeyAttestationReason.ISSUER_CRITICAL_EXTENSION,
        1,
        "extensions");
    rejected(
        Minted.factory().attestation(c -> c.extension("2.5.29.19", true, new byte[1])),
        KeyAttestationReason.CERTIFICATE_MALFORMED,
        1,
        "basicConstraints");
  }

  @Test
  @DisplayName("8: a leaf named \"A Keymaster Key\"")
  void verify_leafOfAnyName_isVerified() {
    for (String name : List.of("CN=A Keymaster Key", "CN=AKeymasterKey", "CN=StrongBox,T=TEE")) {
      sameFacts(Minted.factory().leaf(c -> c.subject(name)), Minted.factory());
    }

    rejected(
        Minted.factory().attestation(c -> c.subject("T=StrongBox,SERIALNUMBER=ab12")),
        KeyAttestationReason.SECURITY_LEVEL_MISMATCH,
        0,
        "attestationSecurityLevel");
  }

  @Test
  @DisplayName("9: a leaf whose issuer lacks the title")
  void verify_leafIssuerWithoutTitle_isNoted() {
    String shortened = Minted.factory().certificates().get(1).subject().replaceFirst("T=TEE,", "");
    sameFacts(
        Minted.factory().leaf(c -> c.issuer(shortened)),
        Minted.factory(),
        at(Oddity.Kind.LEAF_ISSUER_NAME, 0, "issuer"));

    String above = Minted.factory().certificates().get(2).subject().replaceFirst("T=TEE,", "");
    rejected(
        Minted.factory().attestation(c -> c.issuer(above)),
        KeyAttestationReason.ISSUER_NAME_MISMATCH,
        1,
        "issuer");
  }

  @Test
  @DisplayName("10: a leaf that names its grandparent as issuer")
  void verify_leafIssuerIsGrandparent_isNotedWhileTheParentSigned() {
    ChainMint sound = strongBox(ChainMint.Shape.FACTORY);
    CertificateSpec grandparent = sound.certificates().get(2);
    ChainMint odd = sound.leaf(c -> c.issuer(grandparent.subject()));
    sameFacts(odd, sound, at(Oddity.Kind.LEAF_ISSUER_NAME, 0, "issuer"));

    rejected(
        odd.leaf(c -> c.signedBy(grandparent.key())),
        KeyAttestationReason.SIGNATURE_INVALID,
        0,
        "signatureValue");
  }

  @Test
  @DisplayName("13: a leaf valid from 1960, 1965 or 2001")
  void verify_leafFromBeforeItsDevice_isVerified() {
    ChainMint sound = strongBox(ChainMint.Shape.FACTORY);
    for (String from :
        List.of("1960-01-01T00:00:00Z", "1965-10-09T00:00:00Z", "2001-01-01T00:00:00Z")) {
      sameFacts(sound.leaf(c -> c.validity(Instant.parse(from), LATER)), sound);
    }

    ChainMint ahead = sound.leaf(c -> c.validity(Minted.NOW.plusSeconds(1), LATER));
    sameFacts(ahead, sound, at(Oddity.Kind.LEAF_OUTSIDE_VALIDITY, 0, "notBefore"));
    rejected(
        Minted.verify(ahead, KeyAttestationExpectation.Builder::enforceLeafValidity),
        KeyAttestationReason.LEAF_OUTSIDE_VALIDITY,
        0,
        "validity");
  }

  @Test
  @DisplayName("14: a leaf valid until 1969, before it began")
  void verify_leafUntil1969_isNotedAndAnIssuerRefused() {
    Instant until = Instant.parse("1969-12-31T23:59:59Z");
    ChainMint odd = Minted.factory().leaf(c -> c.validity(Instant.EPOCH, until));
    sameFacts(odd, Minted.factory(), at(Oddity.Kind.LEAF_OUTSIDE_VALIDITY, 0, "notAfter"));

    rejected(
        Minted.verify(odd, KeyAttestationExpectation.Builder::enforceLeafValidity),
        KeyAttestationReason.LEAF_OUTSIDE_VALIDITY,
        0,
        "validity");
    rejected(
        Minted.remote().attestation(c -> c.validity(Instant.EPOCH, until)),
        KeyAttestationReason.ISSUER_EXPIRED,
        1,
        "notAfter");
  }

  @Test
  @DisplayName("26: Samsung's Knox extension beside the statement")
  void verify_knoxExtension_isLeftAlone() {
    byte[] knox = Der.sequence(Der.octets(new byte[32]), Der.integer(4), Der.integer(5));
    sameFacts(
        Minted.factory().leaf(c -> c.extension(KNOX, false, knox)),
        Minted.factory(),
        new Oddity(Oddity.Kind.KNOX_EXTENSION, Where.leaf("extensions")));

    byte[] statement = Minted.factory().statement().encoded();
    rejected(
        Minted.factory()
            .leaf(
                c ->
                    c.withoutExtension(AttestationStatement.EXTENSION)
                        .extension(KNOX, false, statement)),
        KeyAttestationReason.STATEMENT_MISSING,
        0,
        "extensions");
  }

  @Test
  @DisplayName("29: ProvisioningInfo botched or absent")
  void verify_provisioningInfoAbsentOrUndecodable_isNoReason() {
    List<Object> sound = withoutInfo(verified(Minted.remote()));
    ChainMint absent =
        Minted.remote().attestation(c -> c.withoutExtension(ProvisioningInfo.EXTENSION));
    assertThat(verified(absent).chain().provisioningInfo().isAbsent()).isTrue();
    assertThat(withoutInfo(verified(absent))).isEqualTo(sound);
    for (byte[] botched : List.of(new byte[0], new byte[] {(byte) 0xbf}, new byte[] {0x05, 0x00})) {
      ChainMint odd =
          Minted.remote().attestation(c -> c.extension(ProvisioningInfo.EXTENSION, false, botched));
      KeyAttestationResult.Verified read = Minted.verified(Minted.verify(odd));
      assertThat(read.chain().provisioningInfo().isMalformed()).isTrue();
      assertThat(withoutInfo(read)).isEqualTo(sound);
    }

    byte[] info = ProvisioningInfo.issued(8).encoded();
    ChainMint factory =
        Minted.factory().attestation(c -> c.extension(ProvisioningInfo.EXTENSION, false, info));
    assertThat(Minted.verified(Minted.verify(factory)).chain().provisioning())
        .isEqualTo(Provisioning.FACTORY);
  }

  private static List<Object> withoutInfo(KeyAttestationResult.Verified verified) {
    List<Object> facts = new ArrayList<>(VerifiedFacts.of(verified));
    assertThat(facts.remove(verified.chain().provisioningInfo())).isTrue();
    return facts;
  }

  @Test
  @DisplayName("30: Droid CA3 younger than the attestation certificate")
  void verify_issuerYoungerThanItsSubject_isVerified() {
    Instant first = Minted.NOW.minusSeconds(500_000);
    Instant second = Minted.NOW.minusSeconds(1);
    ChainMint young =
        Minted.remote()
            .attestation(c -> c.validity(first, LATER))
            .at(2, c -> c.validity(second, LATER.minusSeconds(1)));
    sameFacts(young, Minted.remote());

    rejected(
        Minted.verifier()
            .build()
            .verify(Minted.chain(young), Minted.expectation().build(), second.minusSeconds(1)),
        KeyAttestationReason.ISSUER_NOT_YET_VALID,
        2,
        "notBefore");
  }

  @Test
  @DisplayName("31: an x5c that ends below the root")
  void verify_x5cWithoutRoot_isVerifiedAsWithIt() {
    byte[] x5c =
        WrittenChain.JSON_OBJECT.write(Minted.remote().withoutRoot().mint().certificates());
    CertificateChain chain = ((ChainReading.Read) CertificateChain.read(x5c)).chain();
    KeyAttestationResult.Verified rootless = Minted.verified(Minted.verify(chain));
    assertThat(rootless.chain().rootIncluded()).isFalse();
    assertThat(VerifiedFacts.of(rootless)).isEqualTo(VerifiedFacts.of(verified(Minted.remote())));

    String root = Minted.remote().certificates().get(4).subject();
    ChainMint foreign =
        MintedAuthority.of(FieldQuirks.SEED.child("foreign"))
            .remote()
            .root(c -> c.subject(root).issuer(root))
            .challenge(Minted.CHALLENGE)
            .withoutRoot();
    rejected(foreign, KeyAttestationReason.ROOT_UNKNOWN, 3, "subjectPublicKeyInfo");
  }

  @Test
  @DisplayName("32: P-384 that signs with SHA-256, P-256 with SHA-384")
  void verify_hashOfAnotherSizeThanTheCurve_isVerified() {
    assertThat(Minted.factory().certificates().get(2).key().kind()).isEqualTo(KeyKind.P384);
    sameFacts(
        Minted.factory().attestation(c -> c.signedWith(SignatureScheme.ECDSA_SHA256)),
        Minted.factory());
    sameFacts(
        Minted.factory().leaf(c -> c.signedWith(SignatureScheme.ECDSA_SHA384)), Minted.factory());

    for (SignatureScheme other :
        List.of(SignatureScheme.ECDSA_SHA1, SignatureScheme.ECDSA_SHA512)) {
      rejected(
          Minted.factory().attestation(c -> c.signedWith(other)),
          KeyAttestationReason.ALGORITHM_NOT_ALLOWED,
          1,
          "signatureAlgorithm");
    }
  }

  @Test
  @DisplayName("38: an ML-DSA leaf")
  void verify_mlDsaLeaf_isVerifiedWithItsRawKeyAndNeverAnIssuer() {
    MintedKey key = MintedKey.derive(KeyKind.ML_DSA_65, FieldQuirks.SEED.child("ml-dsa"));
    ChainMint odd =
        strongBox(ChainMint.Shape.REMOTE)
            .statement(s -> s.attestationVersion(500).keyMintVersion(500))
            .leafKey(key);
    KeyAttestationResult.Verified verified = verified(odd);
    assertThat(verified.key().name()).isEqualTo("ML-DSA-65");
    assertThat(verified.key().subjectPublicKeyInfo()).isEqualTo(Bytes.of(key.spki()));
    assertThat(FieldQuirks.inHardware(verified, AuthorizationTag.ALGORITHM).value())
        .hasValue(KeyAlgorithm.ML_DSA);

    rejected(
        odd.hardware(h -> h.number(KeyMint.ML_DSA_VARIANT, 2)),
        KeyAttestationReason.KEY_MISMATCH,
        0,
        "hardware.mlDsaVariant");
    CertificateSpec signer = Minted.factory().certificates().get(2);
    rejected(
        Minted.factory().attestation(c -> c.key(key)).leaf(c -> c.signedBy(signer.key())),
        KeyAttestationReason.ALGORITHM_NOT_ALLOWED,
        1,
        "subjectPublicKeyInfo");
  }

  @Test
  @DisplayName("39: a leaked factory key, whose chain is valid and says anything")
  void verify_leakedKey_isRejectedOnceItsBatchOrItselfIsListed() {
    for (int i = 1; i <= 2; i++) {
      String serial = Minted.factory().mint().serial(i);
      rejected(listed(serial), KeyAttestationReason.CERTIFICATE_REVOKED, i, "serialNumber");
      Minted.verified(listed(new BigInteger(serial, 16).toString()));
    }
    String leaf = Minted.factory().mint().serial(0);
    assertThat(Minted.verified(listed(leaf)).oddities())
        .containsExactly(at(Oddity.Kind.LEAF_SERIAL_LISTED, 0, "serialNumber"));
  }

  private static KeyAttestationResult listed(String serial) {
    String json = "{\"entries\":{\"" + serial + "\":{\"status\":\"REVOKED\"}}}";
    return Minted.verifier()
        .statusList(RevocationSource.of(Minted.statusList(json, Minted.NOW)))
        .build()
        .verify(Minted.chain(Minted.factory()), Minted.expectation().build(), Minted.NOW);
  }

  /** A BIT STRING of digitalSignature. */
  private static byte[] keyUsage() {
    return new byte[] {0x03, 0x02, 0x07, (byte) 0x80};
  }

  private static void setFlag(byte[] certificate, byte flag) {
    byte[] before = {0x06, 0x03, 0x55, 0x1d, 0x0f, 0x01, 0x01, 0x01};
    for (int i = 0; i + before.length <= certificate.length; i++) {
      if (java.util.Arrays.equals(certificate, i, i + before.length, before, 0, before.length)) {
        certificate[i + before.length - 1] = flag;
        return;
      }
    }
    throw new AssertionError("no such flag");
  }
}
