package org.portcullis.facts;

/**
 * What the server or the device must do if the release is offered.
 *
 * @param code what
 * @param withinSeconds how soon, in seconds; 0 for no limit
 */
public record Obligation(ReasonCode code, long withinSeconds) {
  /**
   * Checks the range.
   *
   * @param code the {@code code} component
   * @param withinSeconds the {@code withinSeconds} component
   * @throws IllegalArgumentException if the limit is negative
   */
  public Obligation {
    Signals.checkNotNegative("withinSeconds", withinSeconds);
  }
}
