package org.portcullis.attestation.key;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A chain as base64 without PEM blocks. Line breaks mean nothing, because a certificate says itself
 * how long it is; so one rule reads a certificate per line, wrapped lines, and several certificates
 * in one text. Padding ends a run, which must end with a certificate.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4648#section-4">RFC 4648, section 4</a>
 */
final class Base64Chain {
  private final String text;
  private final List<byte[]> certificates = new ArrayList<>(CertificateChain.MAX_CERTIFICATES);
  private final StringBuilder run = new StringBuilder();
  private int decoded;
  private int line = 1;
  private int runLine = 1;

  private Base64Chain(String text) {
    this.text = text;
  }

  static List<byte[]> read(String text) throws Refusal {
    return new Base64Chain(text).readAll();
  }

  private List<byte[]> readAll() throws Refusal {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        line++;
      } else if (!isSpace(c)) {
        if (c != '=' && endsWithPadding()) {
          endRun();
        }
        take(c);
      }
    }
    if (!run.isEmpty()) {
      endRun();
    }
    return certificates;
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\r';
  }

  private boolean endsWithPadding() {
    return !run.isEmpty() && run.charAt(run.length() - 1) == '=';
  }

  private void take(char c) throws Refusal {
    boolean digit = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (!digit && c != '+' && c != '/' && c != '=') {
      throw malformed(line, "a character that base64 does not have");
    }
    if (run.isEmpty()) {
      runLine = line;
    }
    run.append(c);
  }

  /** A run is decoded only once it is known to be within the limits. */
  private void endRun() throws Refusal {
    if (run.length() % 4 != 0) {
      throw malformed(line, "the base64 is cut off or not padded");
    }
    ChainLimits.requireTotal(decoded + (run.length() / 4 - 1) * 3L);
    byte[] der;
    try {
      der = Base64.getDecoder().decode(run.toString());
    } catch (IllegalArgumentException e) {
      throw malformed(line, "the padding is wrong");
    }
    decoded += der.length;
    run.setLength(0);
    int start = runLine;
    DerChain.split(der, ChainForm.BASE64, offset -> "from line " + start + " on", certificates);
  }

  private Refusal malformed(int place, String cause) {
    return ChainForm.BASE64.malformed(certificates.size(), "line " + place, cause);
  }
}
