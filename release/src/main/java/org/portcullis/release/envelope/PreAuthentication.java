package org.portcullis.release.envelope;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * What is signed: type and payload, each with its length before it, so that neither can be taken
 * for the other.
 *
 * @see <a
 *     href="https://github.com/secure-systems-lab/dsse/blob/v1.0.2/protocol.md#signature-definition">DSSE
 *     1.0.2, signature definition</a>
 */
final class PreAuthentication {
  private PreAuthentication() {}

  static byte[] encode(String payloadType, byte[] payload) {
    byte[] type = payloadType.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(ascii("DSSEv1 " + type.length + " "));
    out.writeBytes(type);
    out.writeBytes(ascii(" " + payload.length + " "));
    out.writeBytes(payload);
    return out.toByteArray();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
