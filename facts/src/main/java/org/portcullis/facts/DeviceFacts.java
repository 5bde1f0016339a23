package org.portcullis.facts;

/**
 * What the device claims of itself. Claims can only narrow what is offered.
 *
 * @param product the product it claims to be; an identifier
 * @param model the model it claims to be; an identifier
 * @param sequence the release sequence that it claims to run; 0 if unknown
 * @param rollbackIndex the rollback index that it claims; 0 if unknown
 */
public record DeviceFacts(String product, String model, long sequence, long rollbackIndex) {
  /** A device that claims nothing. */
  public static final DeviceFacts NONE = new DeviceFacts(Identifiers.NONE, Identifiers.NONE, 0, 0);

  /**
   * Checks identifiers and ranges.
   *
   * @param product the {@code product} component
   * @param model the {@code model} component
   * @param sequence the {@code sequence} component
   * @param rollbackIndex the {@code rollbackIndex} component
   * @throws IllegalArgumentException if a text is no identifier or a number is negative
   */
  public DeviceFacts {
    Identifiers.check("product", product);
    Identifiers.check("model", model);
    Signals.checkNotNegative("sequence", sequence);
    Signals.checkNotNegative("rollbackIndex", rollbackIndex);
  }
}
