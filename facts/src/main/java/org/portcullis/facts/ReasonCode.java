package org.portcullis.facts;

import java.util.regex.Pattern;

/**
 * A namespaced reason, such as {@code channel.mismatch}. Codes of rule sets are declared in their
 * manifest; codes that begin with {@code portcullis.} are the engine's own.
 *
 * @param value {@code [a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*){1,3}}, at most 64 characters
 */
public record ReasonCode(String value) implements Comparable<ReasonCode> {
  /** The namespace of reasons that only Java gives. */
  public static final String RESERVED_PREFIX = "portcullis.";

  private static final int MAX_LENGTH = 64;
  private static final Pattern SHAPE = Pattern.compile("[a-z][a-z0-9-]*(\\.[a-z][a-z0-9-]*){1,3}");

  /**
   * Checks the shape.
   *
   * @param value the {@code value} component
   * @throws IllegalArgumentException if the text is no reason code
   */
  public ReasonCode {
    if (!isReasonCode(value)) {
      throw new IllegalArgumentException(
          "a reason code must have the shape [a-z][a-z0-9-]*(.[a-z][a-z0-9-]*){1,3}");
    }
  }

  /**
   * Whether a text has the shape of a reason code.
   *
   * @param text any text
   * @return whether it is one
   */
  public static boolean isReasonCode(String text) {
    return text.length() <= MAX_LENGTH && SHAPE.matcher(text).matches();
  }

  /**
   * Whether the code belongs to the engine.
   *
   * @return whether no rule set may declare it
   */
  public boolean isReserved() {
    return value.startsWith(RESERVED_PREFIX);
  }

  @Override
  public int compareTo(ReasonCode other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
