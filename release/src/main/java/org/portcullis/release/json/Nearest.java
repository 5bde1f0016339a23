package org.portcullis.release.json;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that a misspelt one may have meant. */
public final class Nearest {
  private static final int MAX_COMPARED = 128;

  private Nearest() {}

  /**
   * The nearest of the known names within a third of the length in edits.
   *
   * @param name the misspelt name
   * @param known the names that it may have meant
   * @return the nearest, the first in alphabetical order among equals, or empty if none is near
   */
  public static Optional<String> of(String name, Collection<String> known) {
    int limit = name.isEmpty() ? 0 : Math.max(1, name.length() / 3);
    return known.stream().min(byDistance(name)).filter(best -> distance(name, best) <= limit);
  }

  /**
   * The order in which to offer names to whoever misspelt one.
   *
   * @param written the misspelt name
   * @return the nearest name first, among equals in alphabetical order
   */
  public static Comparator<String> byDistance(String written) {
    return Comparator.<String>comparingInt(candidate -> distance(written, candidate))
        .thenComparing(Comparator.naturalOrder());
  }

  /**
   * How many letters must be added, dropped, changed or swapped with their neighbour, without
   * regard to case.
   */
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
