package org.portcullis.rules;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.portcullis.facts.Vocabulary;
import org.portcullis.release.json.Diagnostic;
import org.portcullis.release.json.Printable;
import org.portcullis.release.json.Problems;
import org.portcullis.release.json.Reading;
import org.portcullis.release.json.Severity;
import org.portcullis.release.json.SourcePosition;
import org.portcullis.release.json.StrictJson;
import org.portcullis.rules.bundle.EffectiveParameters;
import org.portcullis.rules.bundle.RuleSetBundle;
import org.portcullis.rules.bundle.RuleSetFolder;
import org.portcullis.rules.bundle.VocabularyReview;
import org.portcullis.rules.confine.CheckReport;
import org.portcullis.rules.confine.Declarations;
import org.portcullis.rules.confine.RuleSetConfinement;

/** Reads, checks, compiles and primes a rule set, in this order. */
final class RuleSetLoader {
  private RuleSetLoader() {}

  static RuleSetLoading load(Path folder) {
    Reading<RuleSetBundle> bundle = RuleSetFolder.read(folder);
    if (bundle instanceof Reading.Refused<RuleSetBundle> refused) {
      return new RuleSetLoading.Refused(refused.diagnostics());
    }
    return RuleSet.load(((Reading.Parsed<RuleSetBundle>) bundle).value());
  }

  static RuleSetLoading load(Path folder, Path parameters) {
    Reading<RuleSetBundle> bundle = RuleSetFolder.read(folder);
    if (bundle instanceof Reading.Refused<RuleSetBundle> refused) {
      return new RuleSetLoading.Refused(refused.diagnostics());
    }
    return load(((Reading.Parsed<RuleSetBundle>) bundle).value(), parameters);
  }

  private static RuleSetLoading load(RuleSetBundle bundle, Path parameters) {
    String file = parameters.toString();
    Optional<byte[]> content = content(parameters);
    if (content.isEmpty()) {
      return refused(file, "unreadable", "the file can't be read");
    }
    Reading<EffectiveParameters> values =
        EffectiveParameters.read(bundle.manifest(), file, content.get());
    if (values instanceof Reading.Refused<EffectiveParameters> refused) {
      return new RuleSetLoading.Refused(refused.diagnostics());
    }
    return load(bundle, ((Reading.Parsed<EffectiveParameters>) values).value());
  }

  private static Optional<byte[]> content(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return Optional.of(in.readNBytes(StrictJson.MAX_LENGTH + 1));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** How checked rules become an evaluator. */
  interface Compiler {
    /** Compiles the rules; whatever it throws is a defect of ours. */
    DroolsEvaluator compile(RuleTable table);
  }

  static RuleSetLoading load(RuleSetBundle bundle, EffectiveParameters parameters) {
    return load(bundle, parameters, RuleSetCompiler::compile);
  }

  static RuleSetLoading load(
      RuleSetBundle bundle, EffectiveParameters parameters, Compiler compiler) {
    CheckReport report =
        RuleSetConfinement.check(
            bundle.rules(),
            new Declarations(
                bundle.manifest().codes(), parameters.values(), bundle.codePositions()));
    if (report instanceof CheckReport.Refused refused) {
      return new RuleSetLoading.Refused(refused.diagnostics());
    }
    Optional<String> property = RuleSetCompiler.overridingProperty();
    if (property.isPresent()) {
      return refused(
          RuleSetBundle.MANIFEST,
          "system-property",
          "the system property `" + property.get() + "` would change how rules are evaluated");
    }
    return review(bundle, parameters, (CheckReport.Clean) report, compiler);
  }

  /** Looks for what a newer vocabulary changes, before anything is compiled. */
  private static RuleSetLoading review(
      RuleSetBundle bundle,
      EffectiveParameters parameters,
      CheckReport.Clean clean,
      Compiler compiler) {
    List<Diagnostic> diagnostics = new ArrayList<>(clean.diagnostics());
    diagnostics.addAll(
        VocabularyReview.review(
            clean.tree(),
            bundle.manifest().vocabulary(),
            Vocabulary.history(),
            bundle.testedConstants()));
    return diagnostics.stream().anyMatch(each -> each.severity() == Severity.ERROR)
        ? new RuleSetLoading.Refused(diagnostics.stream().sorted().toList())
        : compile(bundle, parameters, new CheckReport.Clean(clean.tree(), diagnostics), compiler);
  }

  private static RuleSetLoading compile(
      RuleSetBundle bundle,
      EffectiveParameters parameters,
      CheckReport.Clean clean,
      Compiler compiler) {
    RuleTable table = new RuleTable(clean.tree(), bundle.manifest().codes());
    DroolsEvaluator drools;
    try {
      drools = compiler.compile(table);
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      return defect("the rule engine refused checked rules: " + e.getMessage());
    }
    boolean loaded = false;
    try {
      RuleSetLoading loading = prime(bundle, parameters, clean, table, drools);
      loaded = loading instanceof RuleSetLoading.Loaded;
      return loading;
    } catch (RuntimeException | StackOverflowError e) {
      return defect("priming failed: " + e.getClass().getName());
    } finally {
      if (!loaded) {
        drools.close();
      }
    }
  }

  private static RuleSetLoading prime(
      RuleSetBundle bundle,
      EffectiveParameters parameters,
      CheckReport.Clean clean,
      RuleTable table,
      DroolsEvaluator drools) {
    TreeEvaluator tree = new TreeEvaluator(table);
    PrimingCases priming =
        PrimingCases.search(table.rules().stream().map(RuleTable.NumberedRule::rule).toList());
    if (!Priming.agree(priming, comparisons(table), drools, tree)) {
      return defect("the two evaluators disagree on these rules");
    }
    LoadFindings findings = new LoadFindings(table, priming);
    Optional<Diagnostic> refusal = findings.refusal(tree);
    if (refusal.isPresent()) {
      return new RuleSetLoading.Refused(List.of(refusal.get()));
    }
    return new RuleSetLoading.Loaded(
        new RuleSet(bundle, parameters, table, drools, tree),
        findings.warnings(clean.diagnostics()));
  }

  private static int comparisons(RuleTable table) {
    return table.rules().stream()
        .mapToInt(numbered -> numbered.rule().condition().leaves().size())
        .sum();
  }

  private static RuleSetLoading defect(String message) {
    return refused(
        RuleSetBundle.MANIFEST,
        "internal-defect",
        "a defect of Portcullis, not of the rules: " + Printable.of(message));
  }

  private static RuleSetLoading refused(String file, String code, String message) {
    Problems problems = new Problems();
    problems.error(new SourcePosition(file, 1, 1), code, message);
    return new RuleSetLoading.Refused(problems.sorted());
  }
}
