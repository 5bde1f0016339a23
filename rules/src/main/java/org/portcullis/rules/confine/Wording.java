package org.portcullis.rules.confine;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** How diagnostics quote what was written and name what may have been meant. */
final class Wording {
  private static final int MAX_QUOTED = 80;
  private static final int MAX_COMPARED = 128;
  private static final int MAX_ALTERNATIVES = 5;

  private Wording() {}

  /** The author's text in backticks, on one line and not too long. */
  static String quote(String text) {
    String shown = text.length() <= MAX_QUOTED ? text : text.substring(0, MAX_QUOTED) + "...";
    StringBuilder line = new StringBuilder("`");
    shown
        .chars()
        .forEach(
            c -> line.append(c >= ' ' && c <= '~' && c != '`' ? (char) c : c == '`' ? '\'' : ' '));
    return line.append('`').toString();
  }

  /** The nearest candidate, if it is near enough to have been meant. */
  static Optional<String> nearest(String written, Collection<String> candidates) {
    return candidates.stream()
        .min(byDistance(written))
        .filter(best -> distance(written, best) <= Math.max(1, written.length() / 3));
  }

  /** {@code want one of} at most five candidates, the nearest first. */
  static String wantOneOf(String written, Collection<String> candidates) {
    String listed =
        candidates.stream()
            .sorted(byDistance(written))
            .limit(MAX_ALTERNATIVES)
            .map(Wording::quote)
            .collect(Collectors.joining(", "));
    String more = candidates.size() > MAX_ALTERNATIVES ? ", ..." : "";
    return (candidates.size() == 1 ? "want " : "want one of ") + listed + more;
  }

  private static Comparator<String> byDistance(String written) {
    return Comparator.<String>comparingInt(candidate -> distance(written, candidate))
        .thenComparing(Comparator.naturalOrder());
  }

  /** How many letters must be added, dropped, changed or swapped with their neighbour. */
  static int distance(String left, String right) {
    String a = comparable(left);
    String b = comparable(right);
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        cost[i][j] = cost(cost, a, b, i, j);
      }
    }
    return cost[a.length()][b.length()];
  }

  private static String comparable(String text) {
    return text.substring(0, Math.min(text.length(), MAX_COMPARED)).toLowerCase(Locale.ROOT);
  }

  private static int cost(int[][] cost, String a, String b, int i, int j) {
    if (i == 0 || j == 0) {
      return i + j;
    }
    int changed = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int best = Math.min(changed, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, 1 + cost[i - 2][j - 2]) : best;
  }
}
