package org.portcullis.facts;

/**
 * The rollout's answer for this device and release; never the device's bucket.
 *
 * @param stage how far the release has come
 * @param admitted whether the exposure reaches this device
 * @param securityPending whether a security release waits for this device that it can install as it
 *     is; one that needs another release first would otherwise wait for the very release that waits
 *     for it
 * @param deferredSeconds time since the release was first deferred for this device in whole
 *     seconds; 0 if never
 */
public record RolloutFacts(
    RolloutStage stage, boolean admitted, boolean securityPending, long deferredSeconds) {
  /** No rollout. */
  public static final RolloutFacts NONE = new RolloutFacts(RolloutStage.UNKNOWN, false, false, 0);

  /**
   * Checks ranges.
   *
   * @param stage the {@code stage} component
   * @param admitted the {@code admitted} component
   * @param securityPending the {@code securityPending} component
   * @param deferredSeconds the {@code deferredSeconds} component
   * @throws IllegalArgumentException if a number is negative
   */
  public RolloutFacts {
    Signals.checkNotNegative("deferredSeconds", deferredSeconds);
  }
}
