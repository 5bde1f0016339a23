package org.portcullis.release.envelope;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.portcullis.release.json.Diagnostic;
import org.portcullis.release.json.Reading;

/** Keys, roles and texts of the tests; the private keys are numbers that anyone can guess. */
final class Keys {
  static final String TYPE = "application/vnd.example.v1+json";
  static final byte[] PAYLOAD = "{\"format\":1}".getBytes(StandardCharsets.UTF_8);

  private static final String ED25519 = "302e020100300506032b657004220420";
  private static final String P256 =
      "3041020100301306072a8648ce3d020106082a8648ce3d030107042730250201010420";

  private Keys() {}

  static byte[] hex(String... digits) {
    return HexFormat.of().parseHex(String.join("", digits));
  }

  static byte[] join(byte[]... parts) {
    int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
    ByteBuffer joined = ByteBuffer.allocate(length);
    Arrays.stream(parts).forEach(joined::put);
    return joined.array();
  }

  /** A number as 32 bytes. */
  static byte[] scalar(BigInteger number) {
    return hex(String.format("%064x", number));
  }

  static byte[] reversed(byte[] bytes) {
    byte[] reversed = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      reversed[i] = bytes[bytes.length - 1 - i];
    }
    return reversed;
  }

  static byte[] ed25519Pkcs8(byte[] seed) {
    return join(hex(ED25519), seed);
  }

  static byte[] p256Pkcs8(BigInteger number) {
    return join(hex(P256), scalar(number));
  }

  static SoftwareSigner signer(byte[] pkcs8) {
    try {
      return SoftwareSigner.ofPkcs8(pkcs8);
    } catch (KeyException e) {
      throw new AssertionError(e);
    }
  }

  static SoftwareSigner ed25519(int number) {
    return signer(ed25519Pkcs8(scalar(BigInteger.valueOf(number))));
  }

  static SoftwareSigner p256(int number) {
    return signer(p256Pkcs8(BigInteger.valueOf(number)));
  }

  /** The even ones Ed25519, the odd ones ECDSA. */
  static SoftwareSigner any(int number) {
    return number % 2 == 0 ? ed25519(number + 1) : p256(number + 1);
  }

  static RoleKey named(SoftwareSigner signer, String name) {
    return new RoleKey(signer.key(), Optional.of(name));
  }

  /** The role of the keys {@link #any} 0 to {@code count - 1}, called k0, k1 and so on. */
  static KeyRole role(int threshold, int count) {
    List<RoleKey> keys = IntStream.range(0, count).mapToObj(i -> named(any(i), "k" + i)).toList();
    return new KeyRole("policy", threshold, keys);
  }

  static Envelope envelope(EnvelopeSigner... signers) {
    try {
      return Envelope.sign(TYPE, PAYLOAD, List.of(signers));
    } catch (SigningException e) {
      throw new AssertionError(e);
    }
  }

  static Envelope withSignatures(List<EnvelopeSignature> signatures) {
    return new Envelope(TYPE, PAYLOAD, signatures);
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String pem(String label, byte[] content) {
    return "-----BEGIN "
        + label
        + "-----\n"
        + Base64Text.write(content)
        + "\n-----END "
        + label
        + "-----\n";
  }

  static <T> T parsed(Reading<T> reading) {
    if (reading instanceof Reading.Parsed<T> parsed) {
      return parsed.value();
    }
    throw new AssertionError(((Reading.Refused<T>) reading).diagnostics());
  }

  static <T> List<String> errors(Reading<T> reading) {
    return reading instanceof Reading.Refused<T> refused
        ? refused.diagnostics().stream().map(Diagnostic::toString).toList()
        : List.of();
  }
}
