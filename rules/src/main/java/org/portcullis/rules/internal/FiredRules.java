package org.portcullis.rules.internal;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The set of the rules that fired, by number. It is what compiled rules report to, and what both
 * evaluators answer. Not thread-safe.
 */
public final class FiredRules {
  private final long[] words;

  /**
   * The empty set.
   *
   * @param rules how many rules there are; they are numbered from 0
   */
  public FiredRules(int rules) {
    words = new long[(rules + 63) >> 6];
  }

  /**
   * Adds a rule.
   *
   * @param rule its number
   */
  public void fired(int rule) {
    words[rule >> 6] |= 1L << rule;
  }

  /** Takes all rules out. */
  public void clear() {
    Arrays.fill(words, 0);
  }

  /**
   * Adds the rules of another set.
   *
   * @param other a set over the same rules
   */
  public void addAll(FiredRules other) {
    for (int i = 0; i < words.length; i++) {
      words[i] |= other.words[i];
    }
  }

  /**
   * Whether a rule fired.
   *
   * @param rule its number
   * @return whether it is in the set
   */
  public boolean contains(int rule) {
    return (words[rule >> 6] & 1L << rule) != 0;
  }

  /**
   * Whether two sets have a rule in common.
   *
   * @param other a set over the same rules
   * @return whether they have
   */
  public boolean intersects(FiredRules other) {
    for (int i = 0; i < words.length; i++) {
      if ((words[i] & other.words[i]) != 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * The next rule of the set.
   *
   * @param from where to begin, 0 or more
   * @return the lowest number that is not below it, or -1 if there is none
   */
  public int next(int from) {
    int index = from >> 6;
    if (index >= words.length) {
      return -1;
    }
    long word = words[index] & -1L << from;
    while (word == 0) {
      if (++index == words.length) {
        return -1;
      }
      word = words[index];
    }
    return (index << 6) + Long.numberOfTrailingZeros(word);
  }

  /**
   * How many rules fired.
   *
   * @return the size of the set
   */
  public int size() {
    int size = 0;
    for (long word : words) {
      size += Long.bitCount(word);
    }
    return size;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FiredRules that && Arrays.equals(words, that.words);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(words);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{");
    for (int rule = next(0); rule >= 0; rule = next(rule + 1)) {
      text.append(text.length() > 1 ? "," : "").append(rule);
    }
    return text.append('}').toString();
  }
}
