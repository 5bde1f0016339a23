package org.portcullis.attestation.bootkeys;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Reads and writes the strings of the SSH protocols: a length of four bytes, then that many bytes.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4251#section-5">RFC 4251, 5</a>
 */
final class SshWire {
  private final ByteBuffer rest;
  private final String what;

  SshWire(byte[] content, String what) {
    this.rest = ByteBuffer.wrap(content);
    this.what = what;
  }

  byte[] bytes(int count) throws SshException {
    if (count < 0 || count > rest.remaining()) {
      throw new SshException(what + " is cut off");
    }
    byte[] bytes = new byte[count];
    rest.get(bytes);
    return bytes;
  }

  int number() throws SshException {
    return ByteBuffer.wrap(bytes(Integer.BYTES)).getInt();
  }

  byte[] string() throws SshException {
    return bytes(number());
  }

  String text() throws SshException {
    return new String(string(), StandardCharsets.ISO_8859_1);
  }

  void expectEnd() throws SshException {
    if (rest.hasRemaining()) {
      throw new SshException("bytes follow " + what);
    }
  }

  static byte[] string(byte[] content) {
    return ByteBuffer.allocate(Integer.BYTES + content.length)
        .putInt(content.length)
        .put(content)
        .array();
  }

  static byte[] string(String content) {
    return string(content.getBytes(StandardCharsets.ISO_8859_1));
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }
}
