package org.portcullis.facts;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What became of a vocabulary over its versions. A version is either a break, which removes,
 * renames or changes the meaning of something, or an addition of components and constants. Versions
 * from one break up to the next are one line.
 *
 * @param version the version that it has now, 1 or more
 * @param breaks the versions that were breaks; 1 is the first of them
 * @param constants since which version a constant is there, by {@code Enum.CONSTANT}; what is not
 *     listed was there from the beginning of its line
 * @param components since which version a component is there, by its path; likewise
 */
public record VocabularyHistory(
    int version,
    Set<Integer> breaks,
    Map<String, Integer> constants,
    Map<String, Integer> components) {
  /**
   * Checks and copies.
   *
   * @param version the version that it has now
   * @param breaks the versions that were breaks
   * @param constants since which version a constant is there
   * @param components since which version a component is there
   * @throws IllegalArgumentException if version 1 is no break, or something is newer than now
   */
  public VocabularyHistory {
    breaks = Collections.unmodifiableSet(new TreeSet<>(breaks));
    constants = Collections.unmodifiableMap(new TreeMap<>(constants));
    components = Collections.unmodifiableMap(new TreeMap<>(components));
    int now = version;
    if (!breaks.contains(1)
        || breaks.stream().anyMatch(each -> each < 1 || each > now)
        || constants.values().stream().anyMatch(each -> each > now)
        || components.values().stream().anyMatch(each -> each > now)) {
      throw new IllegalArgumentException("a history begins with 1 and ends with its version");
    }
  }

  /**
   * The line that a version belongs to.
   *
   * @param of a version, 1 or more; one after now belongs to the line of now
   * @return the last break at or below it
   */
  public int line(int of) {
    return breaks.stream().filter(each -> each <= of).max(Integer::compare).orElse(1);
  }
}
