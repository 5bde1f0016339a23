package org.portcullis.release.envelope;

import java.util.Iterator;
import org.portcullis.release.json.Printable;

/**
 * The one block of a PEM text. Text around the block is explanatory; line ends and white space
 * within it play no part.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7468">RFC 7468</a>
 */
final class PemBlock {
  private static final String BEGIN = "-----BEGIN ";
  private static final String END = "-----END ";
  private static final String DASHES = "-----";

  /** What some programs write before a private key; the key says the same again. */
  private static final String PARAMETERS = "EC PARAMETERS";

  private final String label;
  private final String body;

  private PemBlock(String label, String body) {
    this.label = label;
    this.body = body;
  }

  static boolean isIn(String text) {
    return text.contains(BEGIN);
  }

  static PemBlock read(String text) throws KeyException {
    Iterator<String> lines = text.lines().map(String::strip).iterator();
    PemBlock block = next(lines);
    if (block.isLabelled(PARAMETERS)) {
      block = next(lines);
    }
    while (lines.hasNext()) {
      if (lines.next().startsWith(BEGIN)) {
        throw new KeyException(KeyProblem.BAD_TEXT, "more than one PEM block");
      }
    }
    return block;
  }

  private static PemBlock next(Iterator<String> lines) throws KeyException {
    while (lines.hasNext()) {
      String line = lines.next();
      if (line.startsWith(BEGIN)) {
        if (!line.endsWith(DASHES) || line.length() <= BEGIN.length() + DASHES.length()) {
          throw new KeyException(KeyProblem.BAD_TEXT, "a PEM begin line that is not finished");
        }
        String label = line.substring(BEGIN.length(), line.length() - DASHES.length());
        return new PemBlock(label, body(lines, END + label + DASHES));
      }
    }
    throw new KeyException(KeyProblem.BAD_TEXT, "no PEM block");
  }

  private static String body(Iterator<String> lines, String end) throws KeyException {
    StringBuilder body = new StringBuilder();
    while (lines.hasNext()) {
      String line = lines.next();
      if (line.equals(end)) {
        return body.toString();
      }
      if (line.startsWith(DASHES)) {
        throw new KeyException(KeyProblem.BAD_TEXT, "the PEM block ends otherwise than it begins");
      }
      body.append(line);
    }
    throw new KeyException(KeyProblem.BAD_TEXT, "the PEM block is cut off, it has no end line");
  }

  /** What the begin line says, fit for a message. */
  String label() {
    return Printable.of(label);
  }

  boolean isEncrypted() {
    return label.equals("ENCRYPTED PRIVATE KEY") || body.startsWith("Proc-Type:");
  }

  boolean isLabelled(String expected) {
    return label.equals(expected);
  }

  byte[] bytes() throws KeyException {
    return decode(body);
  }

  /** Decodes base64 with any white space. */
  static byte[] decode(String base64) throws KeyException {
    return Base64Text.standard(base64.replaceAll("\\s", ""))
        .orElseThrow(() -> new KeyException(KeyProblem.BAD_TEXT, "not base64 with its padding"));
  }
}
