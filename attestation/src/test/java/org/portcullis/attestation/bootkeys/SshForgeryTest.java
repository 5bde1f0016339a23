package org.portcullis.attestation.bootkeys;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.ECPoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.attestation.key.Bytes;

/** Signatures that a careless check would take. */
class SshForgeryTest {
  private static final String SPACE = "portcullis boot keys";
  private static final byte[] MESSAGE = "a list\n".getBytes(StandardCharsets.US_ASCII);
  private static final SshSigner SIGNER = new SshSigner("forgery");

  /** The order of the base point of Ed25519 (RFC 8032, 5.1). */
  private static final BigInteger ED25519_ORDER =
      BigInteger.ONE.shiftLeft(252).add(new BigInteger("27742317777372353535851937790883648493"));

  private static final ECDomainParameters P256 =
      new ECDomainParameters(CustomNamedCurves.getByName("P-256"));
  private static final BigInteger SECRET = BigInteger.valueOf(0x5EC2E7L);

  @Test
  void require_ed25519ScalarBeyondTheOrder_isRefused() throws SshException {
    byte[] blob = SIGNER.blob(SPACE, "", "sha512", MESSAGE);
    require(SshKey.ofLine(SIGNER.line()), blob);
    byte[] scalar = reversed(Arrays.copyOfRange(blob, blob.length - 32, blob.length));
    byte[] larger = new BigInteger(1, scalar).add(ED25519_ORDER).toByteArray();
    byte[] padded = new byte[32];
    System.arraycopy(larger, 0, padded, 32 - larger.length, larger.length);
    System.arraycopy(reversed(padded), 0, blob, blob.length - 32, 32);

    refused(SshKey.ofLine(SIGNER.line()), blob);
  }

  /** Under such a key a signature of zeros would hold for every message. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0100000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"
      })
  void require_ed25519KeyOfSmallOrder_vouchesForNothing(String point) {
    byte[] key =
        SshWire.join(SshWire.string(SshKey.ED25519), SshWire.string(Bytes.ofHex(point).toArray()));
    for (String commitment :
        new String[] {point, "01" + "00".repeat(31), "ec" + "ff".repeat(30) + "7f"}) {
      byte[] zeros = SshWire.join(Bytes.ofHex(commitment).toArray(), new byte[32]);
      byte[] blob = frame(key, "sha512", SshKey.ED25519, zeros);

      assertThatThrownBy(() -> require(SshKey.ofLine(line(SshKey.ED25519, key)), blob))
          .isInstanceOf(SshException.class);
    }
  }

  @Test
  void require_signatureUnderAKeyThatItBringsItself_isRefused() throws SshException {
    byte[] foreign = new SshSigner("foreign").blob(SPACE, "", "sha512", MESSAGE);
    byte[] own = SIGNER.blob(SPACE, "", "sha512", MESSAGE);
    byte[] mixed = foreign.clone();
    // the pinned key in the frame, the foreign signature behind it
    System.arraycopy(own, 10, mixed, 10, 4 + 51);

    refused(SshKey.ofLine(SIGNER.line()), foreign);
    refused(SshKey.ofLine(SIGNER.line()), mixed);
  }

  @Test
  void require_ecdsa_holdsInOneEncodingOfItsNumbersAlone() throws SshException {
    byte[] key = ecdsaKey();
    SshKey pinned = SshKey.ofLine(line(SshKey.ECDSA, key));
    BigInteger[] numbers = ecdsa();
    byte[] r = numbers[0].toByteArray();
    byte[] s = numbers[1].toByteArray();

    require(pinned, ecdsaFrame(key, r, s));
    refused(pinned, ecdsaFrame(key, new byte[1], s));
    refused(pinned, ecdsaFrame(key, r, new byte[1]));
    refused(pinned, ecdsaFrame(key, new byte[0], new byte[0]));
    refused(pinned, ecdsaFrame(key, numbers[0].negate().toByteArray(), s));
    refused(pinned, ecdsaFrame(key, r, numbers[1].negate().toByteArray()));
    refused(pinned, ecdsaFrame(key, numbers[0].add(P256.getN()).toByteArray(), s));
    refused(pinned, ecdsaFrame(key, r, numbers[1].add(P256.getN()).toByteArray()));
    refused(pinned, ecdsaFrame(key, SshWire.join(new byte[1], r), s));
    refused(pinned, ecdsaFrame(key, r, SshWire.join(new byte[1], s)));
    refused(pinned, ecdsaFrame(key, SshWire.join(new byte[40], r), s));
    refused(
        pinned,
        frame(
            key,
            "sha256",
            SshKey.ECDSA,
            SshWire.join(SshWire.string(r), SshWire.string(s), new byte[1])));
  }

  /** Else one key would have two encodings, and a pin could be there twice. */
  @Test
  void ofLine_ecdsaKeyInAnotherEncoding_isRefused() {
    ECPoint point = P256.getG().multiply(SECRET).normalize();
    byte[] hybrid = point.getEncoded(false);
    hybrid[0] = (byte) (6 + (hybrid[hybrid.length - 1] & 1));

    for (byte[] encoded : new byte[][] {point.getEncoded(true), hybrid}) {
      assertThatThrownBy(() -> SshKey.ofLine(line(SshKey.ECDSA, ecdsaKey(encoded))))
          .isInstanceOf(SshException.class)
          .hasMessage("the key's point is not uncompressed");
    }
  }

  @Test
  void require_signatureOfAnotherTypeThanTheKey_isRefused() throws SshException {
    byte[] blob = SIGNER.blob(SPACE, "", "sha512", MESSAGE);
    byte[] key = Arrays.copyOfRange(blob, 14, 14 + 51);
    byte[] raw = Arrays.copyOfRange(blob, blob.length - 64, blob.length);

    require(SshKey.ofLine(SIGNER.line()), frame(key, "sha512", SshKey.ED25519, raw));
    for (String type : new String[] {"", "ssh-rsa", "sk-ssh-ed25519@openssh.com", SshKey.ECDSA}) {
      refused(SshKey.ofLine(SIGNER.line()), frame(key, "sha512", type, raw));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, 1 << 24})
  void require_lengthBeyondTheBytes_isCutOff(int length) throws SshException {
    byte[] blob = SIGNER.blob(SPACE, "", "sha512", MESSAGE);
    for (int place : new int[] {10, 14, 65, 65 + 24}) {
      byte[] lying = blob.clone();
      for (int i = 0; i < 4; i++) {
        lying[place + i] = (byte) (length >> (24 - 8 * i));
      }
      refused(SshKey.ofLine(SIGNER.line()), lying);
    }
  }

  @Test
  void require_armor_isOneBlockAndNothingElseCounts() throws SshException {
    SshKey key = SshKey.ofLine(SIGNER.line());
    String good = armor(SIGNER.blob(SPACE, "", "sha512", MESSAGE));
    String foreign = armor(new SshSigner("foreign").blob(SPACE, "", "sha512", MESSAGE));

    SshSignature.require(
        Set.of(key), SPACE, MESSAGE, ascii("a word before\r\n" + good + "one after"));
    SshSignature.require(Set.of(key), SPACE, MESSAGE, ascii(good.replace("\n", "\r\n")));
    for (String wrong :
        new String[] {
          good + good,
          foreign + good,
          good + foreign,
          good.replace("-----END SSH", "-----END PGP"),
          good.replace("-----END SSH SIGNATURE-----\n", ""),
          good.replace("BEGIN SSH SIGNATURE", "BEGIN SSH SIGNATURE "),
          good.replaceFirst("=*\n-----END", "*\n-----END"),
          good.replaceFirst("U1NI", "U1N I")
        }) {
      assertThatThrownBy(() -> SshSignature.require(Set.of(key), SPACE, MESSAGE, ascii(wrong)))
          .as(wrong)
          .isInstanceOf(SshException.class);
    }
  }

  private static byte[] ecdsaKey() {
    return ecdsaKey(P256.getG().multiply(SECRET).normalize().getEncoded(false));
  }

  private static byte[] ecdsaKey(byte[] point) {
    return SshWire.join(
        SshWire.string(SshKey.ECDSA), SshWire.string("nistp256"), SshWire.string(point));
  }

  private static BigInteger[] ecdsa() {
    ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
    signer.init(true, new ECPrivateKeyParameters(SECRET, P256));
    return signer.generateSignature(
        Bytes.of(
                SshWire.join(
                    ascii("SSHSIG"),
                    SshWire.string(SPACE),
                    SshWire.string(""),
                    SshWire.string("sha256"),
                    SshWire.string(Bytes.of(MESSAGE).sha256().value().toArray())))
            .sha256()
            .value()
            .toArray());
  }

  private static byte[] ecdsaFrame(byte[] key, byte[] r, byte[] s) {
    return frame(key, "sha256", SshKey.ECDSA, SshWire.join(SshWire.string(r), SshWire.string(s)));
  }

  private static byte[] frame(byte[] key, String hash, String type, byte[] signature) {
    return SshWire.join(
        ascii("SSHSIG"),
        new byte[] {0, 0, 0, 1},
        SshWire.string(key),
        SshWire.string(SPACE),
        SshWire.string(""),
        SshWire.string(hash),
        SshWire.string(SshWire.join(SshWire.string(type), SshWire.string(signature))));
  }

  private static String line(String type, byte[] key) {
    return type + " " + Base64.getEncoder().encodeToString(key);
  }

  private static String armor(byte[] blob) {
    return new String(SshSigner.armored(blob), StandardCharsets.US_ASCII);
  }

  private static void require(SshKey key, byte[] blob) throws SshException {
    SshSignature.require(Set.of(key), SPACE, MESSAGE, SshSigner.armored(blob));
  }

  private static void refused(SshKey key, byte[] blob) {
    assertThatThrownBy(() -> require(key, blob)).isInstanceOf(SshException.class);
  }

  private static byte[] reversed(byte[] bytes) {
    byte[] other = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      other[i] = bytes[bytes.length - 1 - i];
    }
    return other;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
