package org.portcullis.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.portcullis.facts.Effect;
import org.portcullis.facts.EligibilityCase;
import org.portcullis.facts.Field;
import org.portcullis.facts.ReasonCode;
import org.portcullis.facts.RuleId;
import org.portcullis.release.json.SourcePosition;
import org.portcullis.rules.confine.CheckReport;
import org.portcullis.rules.confine.CheckedRule;
import org.portcullis.rules.confine.CodeDeclaration;
import org.portcullis.rules.confine.Condition;
import org.portcullis.rules.confine.ConditionTree;
import org.portcullis.rules.confine.Consequence;
import org.portcullis.rules.confine.Declarations;
import org.portcullis.rules.confine.DrlPrinter;
import org.portcullis.rules.confine.FactPath;
import org.portcullis.rules.confine.RandomTrees;
import org.portcullis.rules.confine.RuleSetConfinement;
import org.portcullis.rules.confine.RuleSource;
import org.portcullis.rules.internal.FiredRules;

/**
 * What stands beside a rule never changes what it finds: neither other rules, their number, order
 * and files, nor facts that it doesn't read. By default Drools breaks this with an index over the
 * literals that several rules compare one field with.
 */
final class UnrelatedRulesProperties {
  private static final int CASES = 60;
  private static final SourcePosition NOWHERE = new SourcePosition("rules/own.drl", 1, 1);

  /** Few rules of all shapes, beside many that compare the fields of the first ones. */
  @Property(tries = 12)
  void findings_ofARule_areThoseThatItHasAlone(
      @ForAll long seed, @ForAll @IntRange(min = 11, max = 60) int others)
      throws EvaluationFailedException {
    Rules random = new Rules(seed);
    List<CheckedRule> own = random.tree(4).rules();
    List<CheckedRule> all = new ArrayList<>(own);
    all.addAll(named("other", random.tree(others).rules()));
    all.addAll(named("field", onTheSameFields(own, random)));
    List<EligibilityCase> cases = new ArrayList<>();
    ConditionTree tree = new ConditionTree(all);
    for (int i = 0; i < CASES; i++) {
      cases.add(random.facts(tree));
    }
    List<Set<String>> alone = fired(own, own, cases);
    assertThat(fired(random.shuffled(all), own, cases)).isEqualTo(alone);
    List<CheckedRule> fewer = random.shuffled(all).subList(0, all.size() / 2);
    List<CheckedRule> mixed = new ArrayList<>(fewer);
    own.stream().filter(rule -> !fewer.contains(rule)).forEach(mixed::add);
    assertThat(fired(mixed, own, cases)).isEqualTo(alone);
  }

  /** For each comparison of the rules with a literal: four more rules on the field. */
  private static List<CheckedRule> onTheSameFields(List<CheckedRule> own, Rules random) {
    List<CheckedRule> more = new ArrayList<>();
    for (CheckedRule rule : own) {
      for (Condition.Leaf leaf : rule.condition().leaves()) {
        if (leaf instanceof Condition.CompareLiteral compare) {
          for (int i = 0; i < 4; i++) {
            Condition other =
                new Condition.CompareLiteral(
                    compare.path(),
                    compare.operator(),
                    random.literal(compare.path().type()),
                    NOWHERE);
            more.add(
                new CheckedRule(
                    rule.id(), new Condition.And(List.of(other)), rule.consequence(), NOWHERE));
          }
        }
      }
    }
    return more;
  }

  private static List<CheckedRule> named(String prefix, List<CheckedRule> rules) {
    List<CheckedRule> named = new ArrayList<>();
    for (CheckedRule rule : rules) {
      named.add(
          new CheckedRule(
              new RuleId(prefix + "/r" + named.size()),
              rule.condition(),
              rule.consequence(),
              rule.position()));
    }
    return named;
  }

  /** Which of some rules fire in each case when Drools is given all of them. */
  private static List<Set<String>> fired(
      List<CheckedRule> all, List<CheckedRule> watched, List<EligibilityCase> cases)
      throws EvaluationFailedException {
    RuleTable table = new RuleTable(new ConditionTree(all), Map.of());
    Set<RuleId> ids = watched.stream().map(CheckedRule::id).collect(Collectors.toSet());
    List<Set<String>> answers = new ArrayList<>();
    try (DroolsEvaluator drools = RuleSetCompiler.compile(table)) {
      for (EligibilityCase facts : cases) {
        FiredRules fired = drools.evaluate(facts);
        answers.add(
            table.rules().stream()
                .filter(rule -> fired.contains(rule.number()) && ids.contains(rule.rule().id()))
                .map(rule -> rule.rule().id().value())
                .collect(Collectors.toCollection(TreeSet::new)));
      }
    }
    return answers;
  }

  /** More than three rules on one field with literals, as an index would take them. */
  @Property(tries = 8)
  void findings_ofManyRulesOnOneField_areThoseOfEachAlone(@ForAll long seed)
      throws EvaluationFailedException {
    Rules random = new Rules(seed);
    List<CheckedRule> rules = new ArrayList<>();
    for (FactPath path : random.somePaths(6)) {
      for (int i = 0; i < 6; i++) {
        rules.add(
            new CheckedRule(
                new RuleId("one/r" + rules.size()),
                new Condition.And(List.of(random.compare(path))),
                new Consequence(Effect.NOTE, new ReasonCode("one.field"), 0),
                NOWHERE));
      }
    }
    List<EligibilityCase> cases = new ArrayList<>();
    ConditionTree tree = new ConditionTree(rules);
    for (int i = 0; i < CASES; i++) {
      cases.add(random.facts(tree));
    }
    List<Set<String>> together = fired(rules, rules, cases);
    List<Set<String>> apart = new ArrayList<>();
    cases.forEach(facts -> apart.add(new TreeSet<>()));
    for (CheckedRule rule : rules.subList(0, 6)) {
      List<Set<String>> alone = fired(List.of(rule), List.of(rule), cases);
      for (int i = 0; i < CASES; i++) {
        boolean joined = together.get(i).contains(rule.id().value());
        assertThat(joined).isEqualTo(!alone.get(i).isEmpty());
        apart.get(i).addAll(alone.get(i));
      }
    }
    assertThat(apart).anyMatch(each -> !each.isEmpty());
  }

  /** The whole way from texts: how the rules lie in files decides nothing. */
  @Property(tries = 10)
  void findings_ofRulesInFiles_areThoseOfOneFile(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 5) int files)
      throws EvaluationFailedException {
    Rules random = new Rules(seed);
    List<CheckedRule> rules = new RandomTrees(new Random(seed)).tree(20).rules();
    ConditionTree one = read(List.of(rules));
    List<CheckedRule> shuffled = random.shuffled(rules);
    List<List<CheckedRule>> shares = new ArrayList<>();
    for (int i = 0; i < files; i++) {
      shares.add(shuffled.subList(shuffled.size() * i / files, shuffled.size() * (i + 1) / files));
    }
    ConditionTree several = read(shares);
    List<EligibilityCase> cases = new ArrayList<>();
    for (int i = 0; i < CASES; i++) {
      cases.add(random.facts(one));
    }
    assertThat(fired(several.rules(), several.rules(), cases))
        .isEqualTo(fired(one.rules(), one.rules(), cases));
  }

  private static ConditionTree read(List<List<CheckedRule>> shares) {
    Map<ReasonCode, CodeDeclaration> codes = new HashMap<>();
    List<RuleSource> sources = new ArrayList<>();
    for (List<CheckedRule> share : shares) {
      String text = DrlPrinter.print(new ConditionTree(share), "portcullis.policy.random");
      sources.add(
          new RuleSource(
              "rules/f" + sources.size() + ".drl", text.getBytes(StandardCharsets.UTF_8)));
      for (CheckedRule rule : share) {
        codes.put(rule.consequence().reason(), declared(rule.consequence()));
      }
    }
    CheckReport report = RuleSetConfinement.check(sources, new Declarations(codes, Map.of()));
    assertThat(report).as(report.diagnostics().toString()).isInstanceOf(CheckReport.Clean.class);
    return ((CheckReport.Clean) report).tree();
  }

  private static CodeDeclaration declared(Consequence consequence) {
    return new CodeDeclaration(
        consequence.reason(),
        consequence.effect(),
        Optional.empty(),
        CodeDeclaration.Audience.OPERATOR,
        "a text");
  }

  /** All that a rule doesn't read may change. */
  @Property(tries = 12)
  void findings_ofARule_ignoreFactsThatItDoesNotRead(@ForAll long seed)
      throws EvaluationFailedException {
    Rules random = new Rules(seed);
    ConditionTree tree = random.tree(12);
    RuleTable table = new RuleTable(tree, Map.of());
    int compared = 0;
    try (DroolsEvaluator drools = RuleSetCompiler.compile(table)) {
      for (RuleTable.NumberedRule rule : table.rules()) {
        for (int i = 0; i < 10; i++) {
          EligibilityCase before = random.facts(tree);
          Map<String, Object> read = read(rule.rule().condition(), before);
          EligibilityCase after = random.facts(tree, read);
          // A signal in another state keeps no values, so that a case may differ from its draft.
          if (read(rule.rule().condition(), after).equals(read)) {
            compared += before.equals(after) ? 0 : 1;
            assertThat(drools.evaluate(after).contains(rule.number()))
                .as("%s", ConditionText.of(rule.rule().condition()))
                .isEqualTo(drools.evaluate(before).contains(rule.number()));
          }
        }
      }
    }
    assertThat(compared).isPositive();
  }

  private static Map<String, Object> read(Condition condition, EligibilityCase facts) {
    Map<String, Object> values = new TreeMap<>();
    for (Condition.Leaf leaf : condition.leaves()) {
      for (FactPath path : leaf.paths()) {
        Object value = facts;
        for (Field field : path.fields()) {
          value = field.read(value);
        }
        values.put(path.text(), value);
      }
    }
    return values;
  }
}
