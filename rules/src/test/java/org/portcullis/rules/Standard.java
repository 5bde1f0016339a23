package org.portcullis.rules;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.portcullis.facts.EligibilityCase;
import org.portcullis.fixtures.mint.CaseMint;
import org.portcullis.release.json.Reading;
import org.portcullis.rules.bundle.BundleFile;
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
  /** The rules that the defaults of the parameters switch off. */
  static final Set<String> SWITCHED_OFF =
      Set.of(
          "attestation/strong-box-required",
          "attestation/substitute-missing",
          "attestation/without-hardware",
          "device/model-held",
          "integrity/device",
          "integrity/required",
          "integrity/strong",
          "integrity/unavailable",
          "lab/allowances",
          "lab/device",
          "lab/software-key",
          "transport/no-certificate",
          "transport/required",
          "transport/unavailable");

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

  /** The rule set with its rules in other files or in another order. */
  static RuleSetBundle withRules(List<RuleSource> rules) {
    List<BundleFile> files = new ArrayList<>();
    BundledRuleSets.standard().files().stream()
        .filter(file -> !file.path().startsWith("rules/"))
        .forEach(files::add);
    rules.forEach(rule -> files.add(new BundleFile(rule.file(), rule.content())));
    Reading<RuleSetBundle> bundle =
        RuleSetBundle.of(manifest().getBytes(StandardCharsets.UTF_8), files);
    if (bundle instanceof Reading.Parsed<RuleSetBundle> parsed) {
      return parsed.value();
    }
    throw new AssertionError(bundle.toString());
  }

  /** Writes the rule set into an empty folder, as its author has it. */
  static void write(Path folder) throws IOException {
    for (BundleFile file : BundledRuleSets.standard().files()) {
      Path path = folder.resolve(file.path());
      Files.createDirectories(path.getParent());
      Files.write(path, file.content());
    }
    Files.writeString(folder.resolve(RuleSetBundle.MANIFEST), manifest());
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
