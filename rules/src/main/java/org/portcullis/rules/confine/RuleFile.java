package org.portcullis.rules.confine;

import java.util.List;
import java.util.Optional;
import org.portcullis.release.json.SourcePosition;

/**
 * What one file holds.
 *
 * @param packageName its package, or an empty text
 * @param packagePosition where the package is named
 * @param rules its rules in the order of the text
 */
record RuleFile(String packageName, SourcePosition packagePosition, List<NamedRule> rules) {
  RuleFile {
    rules = List.copyOf(rules);
  }

  /**
   * A rule by the name that is written, whether or not that is a rule id.
   *
   * @param name as written
   * @param position where the rule begins
   * @param rule the rule, unless it is refused
   */
  record NamedRule(String name, SourcePosition position, Optional<CheckedRule> rule) {}
}
