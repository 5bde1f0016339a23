package org.portcullis.attestation.key.status;

import java.net.http.HttpHeaders;
import java.util.regex.Pattern;

/**
 * What identifies an edition of a resource to its server, for a conditional request.
 *
 * @param entityTag the {@code ETag} as it came, or an empty text
 * @param lastModified the {@code Last-Modified} as it came, or an empty text
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-8.8">RFC 9110, section 8.8</a>
 */
record Validators(String entityTag, String lastModified) {
  static final Validators NONE = new Validators("", "");

  private static final Pattern PLAIN = Pattern.compile("[\\x20-\\x7e]{1,512}");
  private static final String WEAK = "W/";

  /** Takes texts that are fit to be sent back and kept; others count as absent. */
  static Validators of(HttpHeaders headers) {
    return new Validators(plain(headers, "ETag"), plain(headers, "Last-Modified"));
  }

  private static String plain(HttpHeaders headers, String name) {
    return headers.firstValue(name).filter(Validators::isPlain).orElse("");
  }

  private static boolean isPlain(String text) {
    return PLAIN.matcher(text).matches();
  }

  /** Whether both can be sent back: those of a kept list are whatever stands there. */
  boolean areFit() {
    return (entityTag.isEmpty() || isPlain(entityTag))
        && (lastModified.isEmpty() || isPlain(lastModified));
  }

  boolean isEmpty() {
    return entityTag.isEmpty() && lastModified.isEmpty();
  }

  /** Whether an answer "not modified" may be about this edition: it need not say so. */
  boolean mayBe(Validators answered) {
    return answered.entityTag.isEmpty() || strong(answered.entityTag).equals(strong(entityTag));
  }

  /** Weak comparison, as RFC 9110, section 13.1.2, wants it for {@code If-None-Match}. */
  private static String strong(String entityTag) {
    return entityTag.startsWith(WEAK) ? entityTag.substring(WEAK.length()) : entityTag;
  }
}
