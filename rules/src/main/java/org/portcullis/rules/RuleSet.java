package org.portcullis.rules;

import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.portcullis.facts.Digest;
import org.portcullis.facts.EligibilityCase;
import org.portcullis.rules.bundle.EffectiveParameters;
import org.portcullis.rules.bundle.RuleSetBundle;
import org.portcullis.rules.bundle.RuleSetManifest;
import org.portcullis.rules.bundle.SemanticVersion;
import org.portcullis.rules.confine.Condition;
import org.portcullis.rules.confine.FactPath;
import org.portcullis.rules.internal.FiredRules;

/**
 * A rule set that is checked, compiled, primed and ready. Immutable and thread-safe. Each case is
 * evaluated twice, by Drools and by the condition tree; if they disagree, or if one of them fails,
 * the outcome is {@code INDETERMINATE}, which is never eligible, with a finding that says so.
 */
public final class RuleSet implements AutoCloseable {
  private final RuleSetManifest manifest;
  private final Digest digest;
  private final EffectiveParameters parameters;
  private final RuleTable table;
  private final Combiner combiner;
  private final Evaluator deciding;
  private final Evaluator checking;
  private volatile boolean closed;

  RuleSet(
      RuleSetBundle bundle,
      EffectiveParameters parameters,
      RuleTable table,
      Evaluator deciding,
      Evaluator checking) {
    this.manifest = bundle.manifest();
    this.digest = bundle.digest();
    this.parameters = parameters;
    this.table = table;
    this.deciding = deciding;
    this.checking = checking;
    this.combiner = new Combiner(table, manifest.requiredLayers(), digest, parameters.digest());
  }

  /**
   * Loads a folder with the default values of its parameters.
   *
   * @param folder a folder of {@code ruleset.json} and {@code rules/*.drl}
   * @return the rule set, or all that is wrong with it
   */
  public static RuleSetLoading load(Path folder) {
    return RuleSetLoader.load(folder);
  }

  /**
   * Loads a folder with a file of values.
   *
   * @param folder a folder of {@code ruleset.json} and {@code rules/*.drl}
   * @param parameters a JSON object from parameter to value
   * @return the rule set, or all that is wrong with it
   */
  public static RuleSetLoading load(Path folder, Path parameters) {
    return RuleSetLoader.load(folder, parameters);
  }

  /**
   * Loads a bundle with the default values of its parameters.
   *
   * @param bundle the bundle
   * @return the rule set, or all that is wrong with it
   */
  public static RuleSetLoading load(RuleSetBundle bundle) {
    return RuleSetLoader.load(bundle, EffectiveParameters.defaults(bundle.manifest()));
  }

  /**
   * Loads a bundle.
   *
   * @param bundle the bundle
   * @param parameters the values of its parameters
   * @return the rule set, or all that is wrong with it
   */
  public static RuleSetLoading load(RuleSetBundle bundle, EffectiveParameters parameters) {
    return RuleSetLoader.load(bundle, parameters);
  }

  /**
   * The name of the rule set.
   *
   * @return an identifier
   */
  public String id() {
    return manifest.id();
  }

  /**
   * The version, for people; what a decision cites is {@link #digest}.
   *
   * @return the version
   */
  public SemanticVersion version() {
    return manifest.version();
  }

  /**
   * What the rule set declares.
   *
   * @return the declarations
   */
  public RuleSetManifest manifest() {
    return manifest;
  }

  /**
   * The digest of the bundle.
   *
   * @return the SHA-256 of the shipped manifest
   */
  public Digest digest() {
    return digest;
  }

  /**
   * The values of the parameters that are compiled in.
   *
   * @return the values, with their canonical form and digest
   */
  public EffectiveParameters parameters() {
    return parameters;
  }

  /**
   * The paths of the case that its rules read, with the values that are compiled in. What no rule
   * reads can change no finding of a rule; the floor reads more, whatever the rule set.
   *
   * @return sorted paths such as {@code keyAttestation.osPatch.yearMonth}
   */
  public SortedSet<String> reads() {
    return table.rules().stream()
        .flatMap(numbered -> numbered.rule().condition().leaves().stream())
        .filter(leaf -> !(leaf instanceof Condition.In in && in.literals().isEmpty()))
        .flatMap(leaf -> leaf.paths().stream())
        .map(FactPath::text)
        .collect(
            Collectors.collectingAndThen(
                Collectors.toCollection(TreeSet::new), Collections::unmodifiableSortedSet));
  }

  /**
   * Evaluates a case: a pure function of the case, the rule set and its parameters.
   *
   * @param facts the case
   * @return the evaluation
   * @throws IllegalStateException if the rule set is closed
   */
  public Evaluation evaluate(EligibilityCase facts) {
    if (closed) {
      throw new IllegalStateException("the rule set is closed");
    }
    Set<EngineReason> errors = EnumSet.noneOf(EngineReason.class);
    FiredRules fired = evaluate(deciding, facts, errors);
    FiredRules checked = evaluate(checking, facts, errors);
    if (!fired.equals(checked)) {
      if (errors.isEmpty()) {
        errors.add(EngineReason.EVALUATORS_DISAGREE);
      }
      // What at least one of them found is reported; the outcome is no longer theirs.
      fired.addAll(checked);
    }
    return combiner.combine(facts, CaseDigest.of(facts), fired, errors);
  }

  /** Ends the rule set. Whoever shares it makes sure that no evaluation is under way. */
  @Override
  public void close() {
    closed = true;
    if (deciding instanceof DroolsEvaluator drools) {
      drools.close();
    }
  }

  @Override
  public String toString() {
    return manifest.id() + " " + manifest.version() + " " + digest;
  }

  private FiredRules evaluate(
      Evaluator evaluator, EligibilityCase facts, Set<EngineReason> errors) {
    try {
      return evaluator.evaluate(facts);
    } catch (EvaluationFailedException e) {
      errors.add(EngineReason.EVALUATION_FAILED);
      return table.none();
    }
  }
}
