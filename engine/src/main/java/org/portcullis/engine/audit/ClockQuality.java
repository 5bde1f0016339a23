package org.portcullis.engine.audit;

/** How a decision's time relates to the times already in the log. */
public enum ClockQuality {
  /** Not before any recorded time. */
  ADVANCING,

  /**
   * Before the latest recorded time, within the permitted skew; the latest recorded time was used.
   */
  HELD,

  /**
   * Before the latest recorded time by more than the permitted skew; the latest recorded time was
   * used, and what is valid for a time only was not trusted.
   */
  STEPPED_BACK
}
