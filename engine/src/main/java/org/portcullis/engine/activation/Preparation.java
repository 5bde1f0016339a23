package org.portcullis.engine.activation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.portcullis.facts.Digest;
import org.portcullis.release.envelope.KeyRole;
import org.portcullis.release.json.Diagnostic;
import org.portcullis.release.json.Problems;
import org.portcullis.rules.RuleSet;
import org.portcullis.rules.RuleSetLoading;
import org.portcullis.rules.bundle.BundleRefusal;
import org.portcullis.rules.bundle.BundleVerdict;
import org.portcullis.rules.bundle.BundleVerifier;
import org.portcullis.rules.bundle.EffectiveParameters;
import org.portcullis.rules.bundle.RuleSetBundle;
import org.portcullis.rules.bundle.StoredBundle;

/** From the digest in an activation to the rule set that is ready to judge. */
final class Preparation {
  /** The role in a keys file whose keys sign rule sets. */
  private static final String ROLE = "policy";

  private final ActivationAuthority authority;
  private final Probe probe = new Probe();

  Preparation(ActivationAuthority authority) {
    this.authority = authority;
  }

  /** A rule set with its values, compiled and probed, and what its author should look at. */
  record Prepared(RuleSet ruleSet, List<Diagnostic> warnings) {}

  Prepared prepare(Activation activation, Instant now) throws RefusedActivationException {
    RuleSetBundle bundle = bundle(activation, now);
    EffectiveParameters values = values(activation, bundle);
    RuleSetLoading loading = RuleSet.load(bundle, values);
    if (loading instanceof RuleSetLoading.Refused refused) {
      throw RefusedActivationException.of(
          ActivationRefusal.RULE_SET_REFUSED, refused.diagnostics());
    }
    RuleSetLoading.Loaded loaded = (RuleSetLoading.Loaded) loading;
    probe(bundle, loaded.ruleSet());
    return new Prepared(loaded.ruleSet(), loaded.warnings());
  }

  /** Closes the rule set unless the probe went well, whatever came of it. */
  private void probe(RuleSetBundle bundle, RuleSet ruleSet) throws RefusedActivationException {
    boolean passed = false;
    try {
      probe.run(bundle, ruleSet);
      passed = true;
    } catch (RuntimeException | StackOverflowError e) {
      throw new RefusedActivationException(
          ActivationRefusal.PROBE_FAILED, "the probe failed: " + e.getClass().getName());
    } finally {
      if (!passed) {
        ruleSet.close();
      }
    }
  }

  private RuleSetBundle bundle(Activation activation, Instant now)
      throws RefusedActivationException {
    StoredBundle stored = stored(activation.ruleSet());
    if (stored instanceof StoredBundle.Damaged damaged) {
      throw RefusedActivationException.of(
          refusal(BundleVerifier.reason(damaged.diagnostics())), damaged.diagnostics());
    }
    if (stored instanceof StoredBundle.Found found) {
      if (!found.bundle().digest().equals(activation.ruleSet())) {
        throw new RefusedActivationException(
            ActivationRefusal.RULE_SET_DAMAGED,
            "the store gives another rule set than " + activation.ruleSet());
      }
      return verified(found, now);
    }
    throw new RefusedActivationException(
        ActivationRefusal.RULE_SET_MISSING,
        "no rule set " + activation.ruleSet() + " is in the store");
  }

  private StoredBundle stored(Digest ruleSet) throws RefusedActivationException {
    try {
      return authority.ruleSets().get(ruleSet);
    } catch (RuntimeException e) {
      throw new RefusedActivationException(
          ActivationRefusal.STORE_UNAVAILABLE, "the store of rule sets failed");
    }
  }

  private RuleSetBundle verified(StoredBundle.Found found, Instant now)
      throws RefusedActivationException {
    Optional<KeyRole> role = authority.keys().role(ROLE);
    if (role.isEmpty()) {
      throw new RefusedActivationException(
          ActivationRefusal.RULE_SET_FORGED, "the keys have no role `" + ROLE + "`");
    }
    if (found.signatures().isEmpty()) {
      throw new RefusedActivationException(
          ActivationRefusal.RULE_SET_UNSIGNED, "the rule set has no signatures");
    }
    BundleVerdict verdict =
        BundleVerifier.verify(found.bundle(), found.signatures().get(), role.get(), now);
    if (verdict instanceof BundleVerdict.Refused refused) {
      throw RefusedActivationException.of(refusal(refused.reason()), refused.diagnostics());
    }
    return ((BundleVerdict.Verified) verdict).bundle();
  }

  private static ActivationRefusal refusal(BundleRefusal reason) {
    return switch (reason) {
      case UNSIGNED -> ActivationRefusal.RULE_SET_UNSIGNED;
      case MALFORMED_ENVELOPE, WRONG_PAYLOAD_TYPE, SIGNATURES_INVALID ->
          ActivationRefusal.RULE_SET_FORGED;
      case THRESHOLD_NOT_MET -> ActivationRefusal.RULE_SET_UNDER_SIGNED;
      case MANIFEST_DIFFERS, FILE_MISSING, FILE_CHANGED, FILE_UNLISTED, MALFORMED_MANIFEST ->
          ActivationRefusal.RULE_SET_DAMAGED;
      case WRONG_VOCABULARY, WRONG_SEMANTICS -> ActivationRefusal.RULE_SET_INCOMPATIBLE;
      case NOT_YET_VALID -> ActivationRefusal.RULE_SET_NOT_YET_VALID;
      case EXPIRED -> ActivationRefusal.RULE_SET_EXPIRED;
      case REFUSED_RULES -> ActivationRefusal.RULE_SET_REFUSED;
    };
  }

  private static EffectiveParameters values(Activation activation, RuleSetBundle bundle)
      throws RefusedActivationException {
    Problems problems = new Problems();
    Optional<EffectiveParameters> values =
        EffectiveParameters.defaults(bundle.manifest())
            .with(bundle.manifest(), activation.parameters(), problems);
    if (values.isEmpty()) {
      throw RefusedActivationException.of(ActivationRefusal.PARAMETERS_REFUSED, problems.sorted());
    }
    return values.get();
  }
}
