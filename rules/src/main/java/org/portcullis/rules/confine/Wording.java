package org.portcullis.rules.confine;

import java.util.Collection;
import java.util.stream.Collectors;
import org.portcullis.release.json.Nearest;

/** How diagnostics quote what was written and name what may have been meant. */
final class Wording {
  private static final int MAX_QUOTED = 80;
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

  /** {@code want one of} at most five candidates, the nearest first. */
  static String wantOneOf(String written, Collection<String> candidates) {
    String listed =
        candidates.stream()
            .sorted(Nearest.byDistance(written))
            .limit(MAX_ALTERNATIVES)
            .map(Wording::quote)
            .collect(Collectors.joining(", "));
    String more = candidates.size() > MAX_ALTERNATIVES ? ", ..." : "";
    return (candidates.size() == 1 ? "want " : "want one of ") + listed + more;
  }
}
