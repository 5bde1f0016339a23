package org.portcullis.engine.activation;

/**
 * What came of evaluating a rule set beside the active one.
 *
 * @param compared decisions that both judged, 0 or more
 * @param differed those of them whose outcomes differ
 * @param gained those of the differing ones in which only the shadow says eligible
 * @param lost those of the differing ones in which only the active one says eligible
 */
public record ShadowCount(long compared, long differed, long gained, long lost) {
  /** Nothing was compared. */
  public static final ShadowCount NONE = new ShadowCount(0, 0, 0, 0);

  /**
   * Checks that the parts are no more than the whole.
   *
   * @param compared the {@code compared} component
   * @param differed the {@code differed} component
   * @param gained the {@code gained} component
   * @param lost the {@code lost} component
   * @throws IllegalArgumentException if one is negative, or a part more than its whole
   */
  public ShadowCount {
    boolean negative = compared < 0 || differed < 0 || gained < 0 || lost < 0;
    if (negative || differed > compared || gained > differed || lost > differed - gained) {
      throw new IllegalArgumentException("the counts contradict each other");
    }
  }
}
