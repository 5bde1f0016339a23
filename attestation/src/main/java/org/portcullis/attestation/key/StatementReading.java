package org.portcullis.attestation.key;

import java.util.List;

/**
 * The outcome of reading a statement by itself. Nothing of it is authenticated: anyone can write
 * such bytes.
 *
 * @see KeyDescription#parseUnverified(byte[])
 */
public sealed interface StatementReading {
  /**
   * A statement that could be read.
   *
   * @param description what it claims
   * @param oddities what is unusual about its encoding
   */
  record Read(KeyDescription description, List<Oddity> oddities) implements StatementReading {
    /**
     * Copies the list.
     *
     * @param description what it claims
     * @param oddities what is unusual about its encoding
     */
    public Read {
      oddities = List.copyOf(oddities);
    }
  }

  /**
   * Bytes that are no statement, for the same reason that a verifier would reject them.
   *
   * @param failure the reason, the field, such as {@code hardware.rootOfTrust}, and the cause
   */
  record Unreadable(Failure failure) implements StatementReading {}
}
