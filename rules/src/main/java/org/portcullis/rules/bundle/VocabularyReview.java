package org.portcullis.rules.bundle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.portcullis.facts.EnumType;
import org.portcullis.facts.FieldType;
import org.portcullis.facts.VocabularyHistory;
import org.portcullis.release.json.Diagnostic;
import org.portcullis.release.json.Severity;
import org.portcullis.rules.confine.CheckedRule;
import org.portcullis.rules.confine.Condition;
import org.portcullis.rules.confine.ConditionTree;
import org.portcullis.rules.confine.FactPath;
import org.portcullis.rules.confine.Operator;

/**
 * Holds a rule set against a vocabulary that has grown since it was written. A constant that came
 * since makes {@code !=}, {@code not in} and {@code not contains} hold where nobody thought of it:
 * each such condition is named, and the rule set is refused unless a test of its own names the
 * constant. A component that came since is read by no rule of the older vocabulary.
 */
public final class VocabularyReview {
  private final VocabularyRange range;
  private final VocabularyHistory history;
  private final Set<String> tested;

  private VocabularyReview(VocabularyRange range, VocabularyHistory history, Set<String> tested) {
    this.range = range;
    this.history = history;
    this.tested = tested;
  }

  /**
   * Whether a range of versions suits a vocabulary: it lies in the line of the vocabulary's version
   * and begins at or below that version.
   *
   * @param range what the rule set was written for
   * @param history the vocabulary
   * @return why it does not suit, in one line; or empty
   */
  public static Optional<String> refusal(VocabularyRange range, VocabularyHistory history) {
    int now = history.version();
    if (history.line(range.lowest()) != history.line(range.highest())) {
      return Optional.of(
          "the range reaches across version "
              + history.line(range.highest())
              + " of the vocabulary, which was a break");
    }
    if (range.lowest() > now || history.line(range.lowest()) != history.line(now)) {
      return Optional.of("the vocabulary of this library is " + now);
    }
    return Optional.empty();
  }

  /**
   * Looks at every condition of a rule set that was written for older versions.
   *
   * @param tree the rules
   * @param range what they were written for
   * @param history the vocabulary
   * @param tested the names of the constants that the tests of the rule set name
   * @return an error for each condition that a newer constant meets untested and for each read of a
   *     newer component; a warning for each condition that a tested one meets; sorted by place
   */
  public static List<Diagnostic> review(
      ConditionTree tree, VocabularyRange range, VocabularyHistory history, Set<String> tested) {
    if (history.version() <= range.highest()) {
      return List.of();
    }
    VocabularyReview review = new VocabularyReview(range, history, tested);
    return tree.rules().stream()
        .map(CheckedRule::condition)
        .flatMap(condition -> condition.leaves().stream())
        .flatMap(review::review)
        .sorted()
        .toList();
  }

  private Stream<Diagnostic> review(Condition.Leaf leaf) {
    List<Diagnostic> found = new ArrayList<>();
    for (FactPath path : leaf.paths()) {
      Integer since = history.components().get(path.text());
      if (since != null && since > range.highest()) {
        found.add(
            diagnostic(
                leaf,
                Severity.ERROR,
                "newer-component",
                "`" + path.text() + "` is there since version " + since + ends()));
      }
    }
    if (isNegative(leaf)) {
      enumOf(leaf.path()).ifPresent(type -> reviewConstants(leaf, type, found));
    }
    return found.stream();
  }

  private void reviewConstants(Condition.Leaf leaf, EnumType type, List<Diagnostic> found) {
    history
        .constants()
        .forEach(
            (name, since) -> {
              if (name.startsWith(type.name() + ".") && since > range.highest()) {
                found.add(constant(leaf, name, since));
              }
            });
  }

  private Diagnostic constant(Condition.Leaf leaf, String name, int since) {
    boolean known = tested.contains(name.substring(name.indexOf('.') + 1));
    return diagnostic(
        leaf,
        known ? Severity.WARNING : Severity.ERROR,
        "newer-constant",
        "this may hold for `"
            + name
            + "`, which is there since version "
            + since
            + ends()
            + (known ? "" : "; no test of the rule set names it"));
  }

  private String ends() {
    return "; the range of the rule set ends with " + range.highest();
  }

  private static boolean isNegative(Condition.Leaf leaf) {
    if (leaf instanceof Condition.CompareLiteral compare) {
      return compare.operator() == Operator.NOT_EQUAL;
    } else if (leaf instanceof Condition.ComparePaths compare) {
      return compare.operator() == Operator.NOT_EQUAL;
    } else if (leaf instanceof Condition.In in) {
      return in.negated() && !in.literals().isEmpty();
    }
    return ((Condition.Contains) leaf).negated();
  }

  private static Optional<EnumType> enumOf(FactPath path) {
    if (path.type() instanceof FieldType.EnumeratedType enumerated) {
      return Optional.of(enumerated.type());
    }
    return path.type() instanceof FieldType.EnumeratedSetType set
        ? Optional.of(set.type())
        : Optional.empty();
  }

  private static Diagnostic diagnostic(
      Condition.Leaf leaf, Severity severity, String code, String message) {
    return new Diagnostic(leaf.position(), severity, code, message, Optional.empty());
  }
}
