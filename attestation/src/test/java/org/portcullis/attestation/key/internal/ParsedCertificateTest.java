package org.portcullis.attestation.key.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.portcullis.fixtures.mint.Der;
import org.portcullis.fixtures.mint.KeyKind;
import org.portcullis.fixtures.mint.MintedKey;
import org.portcullis.fixtures.mint.Seed;

/** Each part of a certificate has the one form that DER gives it, but for what devices send. */
class ParsedCertificateTest {
  private static final byte[] ECDSA = Der.oid("1.2.840.10045.4.3.2");
  private static final byte[] RSA = Der.oid("1.2.840.113549.1.1.11");
  private static final byte[] NAME =
      Der.sequence(Der.setInOrder(Der.sequence(Der.oid("2.5.4.3"), text(0x0c, "device"))));
  private static final byte[] DATES =
      Der.sequence(text(0x17, "250101000000Z"), text(0x17, "350101000000Z"));
  private static final byte[] KEY = MintedKey.derive(KeyKind.P256, Seed.of("parsed")).spki();
  private static final byte[] SIGNATURE = Der.bits(Der.sequence(Der.integer(1), Der.integer(1)));
  private static final byte[] VERSION = Der.explicit(0, Der.integer(2));
  private static final byte[] SERIAL = Der.integer(7);

  @Test
  void read_plainCertificate_isRead() throws DerException {
    ParsedCertificate read = ParsedCertificate.read(with(Der.sequence(ECDSA)));

    assertThat(read.scheme()).isEqualTo(SignatureScheme.ECDSA_SHA256);
    assertThat(read.hasLooseAlgorithm()).isFalse();
    assertThat(read.serial()).isEqualTo(7);
  }

  @Test
  void read_algorithmWithNullOrNothing_isReadAndNotedForEcdsa() throws DerException {
    assertThat(looseAlgorithm(Der.sequence(ECDSA, Der.nul()))).isTrue();
    assertThat(looseAlgorithm(Der.sequence(RSA, Der.nul()))).isFalse();
    assertThat(looseAlgorithm(Der.sequence(RSA))).isFalse();
  }

  /** An algorithm that isn't on the list has parameters of its own, and is refused for itself. */
  @Test
  void read_unknownAlgorithmWithParameters_isOther() throws DerException {
    byte[] pss = Der.sequence(Der.oid("1.2.840.113549.1.1.10"), Der.sequence());

    assertThat(ParsedCertificate.read(with(pss)).scheme()).isEqualTo(SignatureScheme.OTHER);
  }

  @TestFactory
  Stream<DynamicTest> read_partInAnotherForm_isRefusedThere() {
    byte[] algorithm = Der.sequence(ECDSA);
    return Stream.of(
        refused("signatureAlgorithm", with(Der.sequence(ECDSA, new byte[] {5, 1, 0}))),
        refused("signatureAlgorithm", with(Der.sequence(ECDSA, Der.sequence()))),
        refused("signatureAlgorithm", with(Der.sequence(RSA, Der.oid("1.2.3")))),
        refused("signatureAlgorithm", with(Der.sequence(ECDSA, Der.nul(), Der.nul()))),
        refused("signatureAlgorithm", whole(algorithm, Der.sequence(ECDSA, Der.nul()), SIGNATURE)),
        refused("version", of(Der.explicit(0, Der.integer(1)), SERIAL, algorithm, DATES, KEY)),
        refused(
            "version", of(Der.explicit(0, new byte[] {2, 2, 0, 2}), SERIAL, algorithm, DATES, KEY)),
        refused("version", of(new byte[0], SERIAL, algorithm, DATES, KEY)),
        refused("serialNumber", of(VERSION, new byte[] {2, 2, 0, 7}, algorithm, DATES, KEY)),
        refused("serialNumber", of(VERSION, new byte[] {2, 2, -1, -7}, algorithm, DATES, KEY)),
        refused("serialNumber", of(VERSION, new byte[] {2, 0}, algorithm, DATES, KEY)),
        refused("signatureValue", whole(algorithm, algorithm, new byte[] {3, 2, 1, 2})),
        refused("signatureValue", whole(algorithm, algorithm, new byte[] {3, 1, 0})),
        refused(
            "notBefore",
            of(
                VERSION,
                SERIAL,
                algorithm,
                Der.sequence(text(0x17, "2501010000Z"), text(0x17, "350101000000Z")),
                KEY)),
        refused(
            "notAfter",
            of(
                VERSION,
                SERIAL,
                algorithm,
                Der.sequence(text(0x17, "250101000000Z"), text(0x18, "20350230000000Z")),
                KEY)));
  }

  private static DynamicTest refused(String field, byte[] certificate) {
    return DynamicTest.dynamicTest(
        field,
        () -> {
          DerException refusal =
              catchThrowableOfType(DerException.class, () -> ParsedCertificate.read(certificate));
          assertThat(refusal).extracting(DerException::field).isEqualTo(field);
        });
  }

  private static boolean looseAlgorithm(byte[] algorithm) throws DerException {
    return ParsedCertificate.read(with(algorithm)).hasLooseAlgorithm();
  }

  private static byte[] with(byte[] algorithm) {
    return whole(algorithm, algorithm, SIGNATURE);
  }

  private static byte[] whole(byte[] inner, byte[] outer, byte[] signature) {
    return Der.sequence(signed(VERSION, SERIAL, inner, DATES, KEY), outer, signature);
  }

  private static byte[] of(
      byte[] version, byte[] serial, byte[] algorithm, byte[] dates, byte[] key) {
    return Der.sequence(signed(version, serial, algorithm, dates, key), algorithm, SIGNATURE);
  }

  private static byte[] signed(
      byte[] version, byte[] serial, byte[] algorithm, byte[] dates, byte[] key) {
    return Der.sequence(version, serial, algorithm, NAME, dates, NAME, key);
  }

  private static byte[] text(int identifier, String value) {
    byte[] text = Der.octets(value.getBytes(StandardCharsets.US_ASCII));
    text[0] = (byte) identifier;
    return text;
  }
}
