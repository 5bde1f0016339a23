package org.portcullis.attestation.bootkeys;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.portcullis.attestation.key.Reading;

/** Whatever comes in as pins, list or signature, reading it ends with a value or a cause. */
class BootKeysFuzz {
  private static final Instant NOW = Instant.parse("2026-11-25T00:00:00Z");
  private static final Instant END = Instant.parse("2027-06-01T00:00:00Z");
  private static final SshSigner SIGNER = new SshSigner("fuzz");
  private static final BootKeyVendor GRAPHENE = vendor(BootKeyVendor.Form.GRAPHENEOS);
  private static final BootKeyVendor PORTCULLIS = vendor(BootKeyVendor.Form.PORTCULLIS);
  private static final byte[] LIST =
      ("{\"timestamp\":1790000000,\"verifiedBootKeys\":[\"" + "ab".repeat(32) + "\"]}")
          .getBytes(StandardCharsets.US_ASCII);
  private static final byte[] SIGNATURE = SIGNER.sign("attestation keys", LIST);

  @FuzzTest
  void pins(byte[] input) {
    requireTyped(BootKeyPins.read(input));
  }

  /** Signed, so that everything behind the signature is reached. */
  @FuzzTest
  void list(byte[] input) {
    for (BootKeyVendor vendor : new BootKeyVendor[] {GRAPHENE, PORTCULLIS}) {
      String namespace = vendor == GRAPHENE ? "attestation keys" : "portcullis boot keys";
      Reading<VendorList> reading = vendor.read(input, SIGNER.sign(namespace, input), NOW);
      requireTyped(reading);
      if (reading instanceof Reading.Read<VendorList> read
          && read.value().keys().stream()
              .anyMatch(k -> k.until().isAfter(read.value().expires()))) {
        throw new AssertionError("a key outlives its list");
      }
      if (reading instanceof Reading.Read<VendorList> read && read.value().expires().isAfter(END)) {
        throw new AssertionError("a list outlives its signer");
      }
    }
  }

  @FuzzTest
  void signature(byte[] input) {
    Reading<VendorList> reading = GRAPHENE.read(LIST, input, NOW);
    requireTyped(reading);
    if (reading instanceof Reading.Read && !isTheSignature(input)) {
      throw new AssertionError("a made-up signature holds");
    }
  }

  /** The same signature in other lines, or with words around it, remains what it is. */
  private static boolean isTheSignature(byte[] input) {
    return Arrays.equals(decoded(input), decoded(SIGNATURE));
  }

  private static byte[] decoded(byte[] armored) {
    String text = new String(armored, StandardCharsets.ISO_8859_1);
    String begin = "-----BEGIN SSH SIGNATURE-----";
    int from = text.indexOf(begin) + begin.length();
    return Base64.getMimeDecoder().decode(text.substring(from, text.indexOf("-----END", from)));
  }

  private static BootKeyVendor vendor(BootKeyVendor.Form form) {
    return BootKeyVendor.of(
        "acme",
        form,
        List.of(
            BootKeySigner.atAnyTime(new SshSigner("former").line()),
            new BootKeySigner(SIGNER.line(), Instant.MIN, END)),
        Duration.ofDays(400));
  }

  private static void requireTyped(Reading<?> reading) {
    if (reading instanceof Reading.Unreadable<?> unreadable
        && (unreadable.detail().isBlank()
            || unreadable.detail().length() > 400
            || !unreadable.detail().chars().allMatch(c -> c >= ' ' && c < 0x7F))) {
      throw new AssertionError("unreadable without a cause in one line");
    }
  }
}
