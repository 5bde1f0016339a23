package org.portcullis.rules;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.portcullis.facts.BootKeyMatch;
import org.portcullis.facts.Effect;
import org.portcullis.facts.EligibilityCase;
import org.portcullis.facts.Finding;
import org.portcullis.facts.ReasonCode;
import org.portcullis.facts.SecurityLevel;
import org.portcullis.facts.SignalState;
import org.portcullis.facts.VerifiedBootState;
import org.portcullis.fixtures.mint.CaseMint;
import org.portcullis.rules.bundle.BundledRuleSets;
import org.portcullis.rules.bundle.EffectiveParameters;
import org.portcullis.rules.bundle.RuleSetBundle;
import org.portcullis.rules.confine.CheckReport;
import org.portcullis.rules.confine.Declarations;
import org.portcullis.rules.confine.RuleSetConfinement;

/**
 * The standard rule set under its defaults and presets, evaluated by the condition tree alone, and
 * the cases in which each of them has something to decide.
 */
final class Presets {
  static final String DEFAULT = "default";
  static final String STRICT = "strict";
  static final String LAB = "lab";
  static final List<String> ALL = List.of(DEFAULT, STRICT, LAB);

  private static final Map<String, RuleSet> SETS = new TreeMap<>();

  static {
    RuleSetBundle bundle = BundledRuleSets.standard();
    SETS.put(DEFAULT, with(bundle, EffectiveParameters.defaults(bundle.manifest())));
    SETS.put(STRICT, with(bundle, BundledRuleSets.strict().parameters()));
    SETS.put(LAB, with(bundle, BundledRuleSets.lab().parameters()));
  }

  private Presets() {}

  static RuleSet of(String preset) {
    RuleSet set = SETS.get(preset);
    if (set == null) {
      throw new AssertionError(preset);
    }
    return set;
  }

  /** The standard rules with other values. */
  static RuleSet with(String json) {
    RuleSetBundle bundle = BundledRuleSets.standard();
    return with(bundle, Standard.parameters(bundle, json));
  }

  private static RuleSet with(RuleSetBundle bundle, EffectiveParameters parameters) {
    CheckReport report =
        RuleSetConfinement.check(
            bundle.rules(), new Declarations(bundle.manifest().codes(), parameters.values()));
    RuleTable table = new RuleTable(((CheckReport.Clean) report).tree(), bundle.manifest().codes());
    return new RuleSet(
        bundle, parameters, table, new TreeEvaluator(table), new TreeEvaluator(table));
  }

  /** A case that the preset finds good, with one to three components drawn anew. */
  static EligibilityCase nearlyGood(String preset, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    EligibilityCase drawn = CaseMint.nearlyGood(random);
    return switch (preset) {
      case STRICT -> strict(drawn);
      case LAB -> lab(drawn, random.nextInt(4));
      default -> drawn;
    };
  }

  /** Exchanges what an ordinary device has for what the strict preset asks for. */
  private static EligibilityCase strict(EligibilityCase drawn) {
    EligibilityCase facts = drawn;
    if (facts.keyAttestation().state() != SignalState.VERIFIED) {
      return facts;
    }
    if (facts.keyAttestation().securityLevel() == SecurityLevel.TRUSTED_ENVIRONMENT) {
      facts = CaseMint.with(facts, "keyAttestation.securityLevel", SecurityLevel.STRONG_BOX);
    }
    return facts.keyAttestation().bootState() == VerifiedBootState.VERIFIED
        ? CaseMint.with(facts, "keyAttestation.bootKey", BootKeyMatch.PINNED)
        : facts;
  }

  /** Moves the device to the lab channel, and unlocks it or boots its own system there. */
  private static EligibilityCase lab(EligibilityCase drawn, int kind) {
    EligibilityCase facts = drawn;
    if (facts.channel().name().equals("stable")) {
      facts = CaseMint.with(facts, "channel.name", "lab");
    }
    if (facts.release().channel().equals("stable")) {
      facts = CaseMint.with(facts, "release.channel", "lab");
    }
    if (facts.keyAttestation().state() != SignalState.VERIFIED) {
      return facts;
    }
    return switch (kind) {
      case 0 -> CaseMint.with(facts, "keyAttestation.deviceLocked", false);
      case 1 -> CaseMint.with(facts, "keyAttestation.bootKey", BootKeyMatch.NOT_PINNED);
      case 2 -> CaseMint.with(facts, "keyAttestation.securityLevel", SecurityLevel.SOFTWARE);
      default -> facts;
    };
  }

  /** The codes with which an evaluation denies or defers, the rules' and the engine's. */
  static Set<String> reasons(Evaluation evaluation) {
    return evaluation.findings().stream()
        .filter(finding -> finding.effect() == Effect.DENY || finding.effect() == Effect.DEFER)
        .map(Finding::reason)
        .map(ReasonCode::value)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Whether Java itself refuses the case. */
  static boolean isFloored(Evaluation evaluation) {
    return reasons(evaluation).stream()
        .anyMatch(code -> code.startsWith("portcullis.") && !code.contains(".layer-unsatisfied."));
  }
}
