package org.portcullis.release.envelope;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * Base64 read strictly: padded, without white space, without bits beyond the last byte, so that
 * bytes have one text in an alphabet.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4648#section-4">RFC 4648, 4 and 5</a>
 */
final class Base64Text {
  private Base64Text() {}

  static String write(byte[] content) {
    return Base64.getEncoder().encodeToString(content);
  }

  /** Reads the standard alphabet. */
  static Optional<byte[]> standard(String text) {
    return decode(text, Base64.getDecoder(), Base64.getEncoder());
  }

  /** Reads either the standard alphabet or the one for URLs, never a mixture. */
  static Optional<byte[]> either(String text) {
    return standard(text).or(() -> decode(text, Base64.getUrlDecoder(), Base64.getUrlEncoder()));
  }

  private static Optional<byte[]> decode(
      String text, Base64.Decoder decoder, Base64.Encoder encoder) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    try {
      byte[] content = decoder.decode(encoded);
      return Arrays.equals(encoder.encode(content), encoded)
          ? Optional.of(content)
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
