package org.portcullis.rules.confine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.portcullis.facts.Effect;
import org.portcullis.facts.RuleId;

/** Turns one rule's descriptor, and the text that it covers, into a checked rule. */
final class RuleReader {
  private final FileScope scope;

  RuleReader(FileScope scope) {
    this.scope = scope;
  }

  /** The rule, or nothing if anything was reported. */
  Optional<CheckedRule> read(RuleDescr rule) {
    int before = scope.sink().errors();
    Optional<PatternDescr> pattern = new RuleGrammar(scope).check(rule);
    List<Condition> parts = new ArrayList<>();
    pattern.ifPresent(each -> constraints(each, parts));
    Optional<Consequence> consequence = consequence(rule);
    if (scope.sink().errors() == before && pattern.isPresent()) {
      new TokenAccount(scope.source(), scope.sink()).checkRule(rule, pattern.get());
    }
    if (scope.sink().errors() > before || consequence.isEmpty()) {
      return Optional.empty();
    }
    return checked(rule, new Condition.And(parts), consequence.get());
  }

  private Optional<CheckedRule> checked(
      RuleDescr rule, Condition condition, Consequence consequence) {
    int before = scope.sink().errors();
    checkCount(condition.leaves());
    new GuardCheck(scope.sink()).check(condition);
    new StateCheck(scope.sink(), consequence.effect()).check(condition);
    if (consequence.effect() == Effect.SATISFY) {
      new SatisfyCheck(scope).check(condition, consequence, scope.source().position(rule));
    }
    if (scope.sink().errors() == before) {
      new ContradictionCheck(scope).check(condition);
    }
    return scope.sink().errors() > before
        ? Optional.empty()
        : Optional.of(
            new CheckedRule(
                new RuleId(rule.getName()), condition, consequence, scope.source().position(rule)));
  }

  private void checkCount(List<Condition.Leaf> leaves) {
    if (leaves.size() > RuleSetConfinement.MAX_CONDITIONS) {
      scope
          .sink()
          .error(
              leaves.get(RuleSetConfinement.MAX_CONDITIONS).position(),
              "too-many-conditions",
              "the rule has "
                  + leaves.size()
                  + " conditions; want at most "
                  + RuleSetConfinement.MAX_CONDITIONS);
    }
  }

  private void constraints(PatternDescr pattern, List<Condition> parts) {
    for (BaseDescr constraint : pattern.getDescrs()) {
      int length = constraint.getEndCharacter() + 1 - constraint.getStartCharacter();
      if (length > ConstraintParser.MAX_LENGTH) {
        scope
            .sink()
            .error(
                scope.source().position(constraint),
                "constraint-too-long",
                "the constraint has "
                    + length
                    + " characters; want at most "
                    + ConstraintParser.MAX_LENGTH);
      } else {
        ConstraintParser.parse(scope, scope.source().range(constraint))
            .ifPresent(part -> ConstraintParser.addFlat(part, parts));
      }
    }
  }

  /** Reads from the first {@code then} after the condition to the last {@code end}. */
  private Optional<Consequence> consequence(RuleDescr rule) {
    if (!rule.getNamedConsequences().isEmpty() || rule.isQuery()) {
      return Optional.empty();
    }
    List<? extends BaseDescr> elements = rule.getLhs().getDescrs();
    int from =
        elements.isEmpty()
            ? rule.getStartCharacter()
            : elements.get(elements.size() - 1).getEndCharacter() + 1;
    TokenCursor cursor = scope.source().range(from, rule.getEndCharacter() + 1);
    Token then = cursor.next();
    while (!then.is("then") && !cursor.atEnd()) {
      then = cursor.next();
    }
    Token end = cursor.last();
    if (!then.is("then") || !end.is("end")) {
      scope.sink().error(scope.source().position(rule), "syntax", "want `then` and `end`");
      return Optional.empty();
    }
    return ConsequenceParser.parse(scope, scope.source().range(then.end(), end.offset()));
  }
}
