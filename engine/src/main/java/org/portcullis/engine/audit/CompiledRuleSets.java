package org.portcullis.engine.audit;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.portcullis.engine.audit.ReplayResult.Reason;
import org.portcullis.facts.Digest;
import org.portcullis.release.json.Reading;
import org.portcullis.rules.Evaluations;
import org.portcullis.rules.RuleSet;
import org.portcullis.rules.RuleSetLoading;
import org.portcullis.rules.bundle.EffectiveParameters;
import org.portcullis.rules.bundle.RuleSetBundle;

/**
 * Compiles each pair of rule set and parameters once. The parameters come from the blobs beside the
 * log, or are the bundle's defaults if those have the digest.
 */
final class CompiledRuleSets implements ReplayRuleSets {
  private final Map<Digest, RuleSetBundle> bundles = new HashMap<>();
  private final Map<Key, Found> found = new HashMap<>();
  private final Map<Key, RuleSet> compiled = new HashMap<>();
  private final BlobStore blobs;

  private record Key(Digest ruleSet, Digest parameters) {}

  CompiledRuleSets(Collection<RuleSetBundle> bundles, BlobStore blobs) {
    bundles.forEach(bundle -> this.bundles.put(bundle.digest(), bundle));
    this.blobs = blobs;
  }

  @Override
  public synchronized Found find(Digest ruleSet, Digest parameters) {
    if (ruleSet.equals(Evaluations.NONE) && parameters.equals(Evaluations.NONE)) {
      return Found.of(Evaluations::unbound);
    }
    Key key = new Key(ruleSet, parameters);
    return found.computeIfAbsent(key, this::load);
  }

  private Found load(Key key) {
    RuleSetBundle bundle = bundles.get(key.ruleSet());
    if (bundle == null) {
      return Found.missing(
          Reason.RULE_SET_MISSING, "no rule set of this digest is at hand", key.ruleSet());
    }
    EffectiveParameters defaults = EffectiveParameters.defaults(bundle.manifest());
    if (defaults.digest().equals(key.parameters())) {
      return compile(key, bundle, defaults);
    }
    Optional<byte[]> canonical;
    try {
      canonical = blobs.get(key.parameters());
    } catch (IOException e) {
      return Found.missing(
          Reason.PARAMETERS_MISSING, "the parameters can't be read", key.parameters());
    }
    return canonical
        .map(bytes -> decode(key, bundle, bytes))
        .orElseGet(
            () ->
                Found.missing(
                    Reason.PARAMETERS_MISSING,
                    "no parameters of this digest are at hand",
                    key.parameters()));
  }

  private Found decode(Key key, RuleSetBundle bundle, byte[] canonical) {
    Reading<EffectiveParameters> reading =
        EffectiveParameters.fromCanonical(bundle.manifest(), canonical);
    if (reading instanceof Reading.Parsed<EffectiveParameters> parsed) {
      return compile(key, bundle, parsed.value());
    }
    return Found.missing(
        Reason.PARAMETERS_REFUSED, "the parameters are none of the rule set", key.parameters());
  }

  private Found compile(Key key, RuleSetBundle bundle, EffectiveParameters parameters) {
    RuleSetLoading loading = RuleSet.load(bundle, parameters);
    if (loading instanceof RuleSetLoading.Loaded loaded) {
      compiled.put(key, loaded.ruleSet());
      return Found.of(loaded.ruleSet()::evaluate);
    }
    return Found.missing(
        Reason.RULE_SET_REFUSED,
        ((RuleSetLoading.Refused) loading).diagnostics().get(0).message(),
        key.ruleSet());
  }

  @Override
  public synchronized void close() {
    compiled.values().forEach(RuleSet::close);
    compiled.clear();
    found.clear();
  }
}
