package org.portcullis.facts.codec;

import org.portcullis.facts.EligibilityCase;

/** What bytes that claim to be a case turned out to be. */
public sealed interface CaseDecoding {
  /**
   * A case, whose canonical form is exactly the bytes that were read.
   *
   * @param value the case
   */
  record Decoded(EligibilityCase value) implements CaseDecoding {}

  /**
   * No case of this vocabulary.
   *
   * @param offset where, in bytes from the start
   * @param cause what is wrong, one line, nothing of the content
   */
  record Malformed(int offset, String cause) implements CaseDecoding {}
}
