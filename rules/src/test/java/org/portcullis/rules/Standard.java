package org.portcullis.rules;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.portcullis.facts.EligibilityCase;
import org.portcullis.fixtures.mint.CaseMint;
import org.portcullis.release.json.Reading;
import org.portcullis.rules.bundle.BundledRuleSets;
import org.portcullis.rules.bundle.EffectiveParameters;
import org.portcullis.rules.bundle.RuleSetBundle;
import org.portcullis.rules.confine.CheckReport;
import org.portcullis.rules.confine.CheckedRule;
import org.portcullis.rules.confine.ConditionTree;
import org.portcullis.rules.confine.Declarations;
import org.portcullis.rules.confine.RuleSetConfinement;
import org.portcullis.rules.confine.RuleSource;

/** The standard rule set as tests need it: whole, in parts, with other evaluators. */
final class Standard {
  private Standard() {}

  static RuleSet load() {
    return loaded(RuleSet.load(BundledRuleSets.standard()));
  }

  static RuleSet loaded(RuleSetLoading loading) {
    if (loading instanceof RuleSetLoading.Loaded loaded) {
      return loaded.ruleSet();
    }
    throw new AssertionError(loading.toString());
  }

  static RuleSet with(String parameters) {
    RuleSetBundle bundle = BundledRuleSets.standard();
    return loaded(RuleSet.load(bundle, parameters(bundle, parameters)));
  }

  static EffectiveParameters parameters(RuleSetBundle bundle, String json) {
    Reading<EffectiveParameters> values =
        EffectiveParameters.read(
            bundle.manifest(), "params.json", json.getBytes(StandardCharsets.UTF_8));
    if (values instanceof Reading.Parsed<EffectiveParameters> parsed) {
      return parsed.value();
    }
    throw new AssertionError(values.toString());
  }

  static ConditionTree tree() {
    return tree(BundledRuleSets.standard());
  }

  static ConditionTree tree(RuleSetBundle bundle) {
    CheckReport report =
        RuleSetConfinement.check(
            bundle.rules(),
            new Declarations(
                bundle.manifest().codes(),
                EffectiveParameters.defaults(bundle.manifest()).values()));
    return ((CheckReport.Clean) report).tree();
  }

  static RuleTable table(ConditionTree tree) {
    return new RuleTable(tree, BundledRuleSets.standard().manifest().codes());
  }

  /** The rules that the predicate keeps, evaluated by the tree twice. */
  static RuleSet keeping(Predicate<CheckedRule> kept) {
    RuleTable table = table(new ConditionTree(tree().rules().stream().filter(kept).toList()));
    return evaluatedBy(table, new TreeEvaluator(table), new TreeEvaluator(table));
  }

  static RuleSet evaluatedBy(RuleTable table, Evaluator deciding, Evaluator checking) {
    RuleSetBundle bundle = BundledRuleSets.standard();
    return new RuleSet(
        bundle, EffectiveParameters.defaults(bundle.manifest()), table, deciding, checking);
  }

  static String manifest() {
    byte[] shipped = BundledRuleSets.standard().manifestBytes();
    String text = new String(shipped, StandardCharsets.UTF_8);
    return text.replaceFirst("\"files\":\\[[^]]*],", "");
  }

  static RuleSetBundle bundle(String manifest, List<RuleSource> rules) {
    Reading<RuleSetBundle> bundle =
        RuleSetBundle.read(manifest.getBytes(StandardCharsets.UTF_8), rules);
    if (bundle instanceof Reading.Parsed<RuleSetBundle> parsed) {
      return parsed.value();
    }
    throw new AssertionError(bundle.toString());
  }

  /** The good case with several components changed. */
  static EligibilityCase good(Map<String, Object> changes) {
    EligibilityCase facts = CaseMint.good();
    for (Map.Entry<String, Object> change : changes.entrySet()) {
      facts = CaseMint.with(facts, change.getKey(), change.getValue());
    }
    return facts;
  }

  /** The files of rules with the order of the rules in them changed. */
  static List<RuleSource> reordered(List<RuleSource> files, Rules random) {
    List<RuleSource> reordered = new ArrayList<>();
    for (RuleSource file : random.shuffled(files)) {
      String text = new String(file.content(), StandardCharsets.UTF_8);
      int first = text.indexOf("\nrule ");
      List<String> rules = List.of(text.substring(first + 1).split("(?<=\nend\n)", -1));
      String body = String.join("", random.shuffled(rules));
      reordered.add(
          new RuleSource(
              file.file(), (text.substring(0, first + 1) + body).getBytes(StandardCharsets.UTF_8)));
    }
    return reordered;
  }
}
