package org.portcullis.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.portcullis.release.json.Diagnostic;

/** An answer of several lines for people: findings, one line that says it all, and its details. */
final class Answer {
  private final List<String> before = new ArrayList<>();
  private final List<String> rows = new ArrayList<>();
  private final String headline;

  Answer(String headline) {
    this.headline = Texts.printable(headline);
  }

  /** What stands before the headline, as a compiler would print it. */
  Answer findings(List<Diagnostic> diagnostics) {
    diagnostics.forEach(each -> before.add(Texts.printable(each.toString())));
    return this;
  }

  Answer row(String name, String value) {
    rows.add("  " + String.format(Locale.ROOT, "%-17s", name) + Texts.printable(value));
    return this;
  }

  Answer row(String name, Optional<String> value) {
    value.ifPresent(present -> row(name, present));
    return this;
  }

  void print(Surroundings surroundings) {
    before.forEach(surroundings::printLine);
    surroundings.printLine(headline);
    rows.forEach(surroundings::printLine);
  }
}
