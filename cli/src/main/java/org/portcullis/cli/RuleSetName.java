package org.portcullis.cli;

import java.util.Optional;
import org.portcullis.facts.Digest;
import org.portcullis.rules.bundle.RuleSetBundle;
import org.portcullis.rules.bundle.RuleSetStore;
import org.portcullis.rules.bundle.StoredBundle;

/**
 * A rule set as answers name it.
 *
 * @param digest its digest
 * @param bundle the rule set itself, if it is at hand
 */
record RuleSetName(Digest digest, Optional<RuleSetBundle> bundle) {
  static RuleSetName of(RuleSetBundle bundle) {
    return new RuleSetName(bundle.digest(), Optional.of(bundle));
  }

  /** A digest, with the name that the store knows for it. */
  static RuleSetName of(Digest digest, RuleSetStore store) {
    return new RuleSetName(
        digest,
        store.get(digest) instanceof StoredBundle.Found found
            ? Optional.of(found.bundle())
            : Optional.empty());
  }

  String toText() {
    return bundle
        .map(b -> b.manifest().id() + " " + b.manifest().version() + ", digest " + digest)
        .orElse("digest " + digest);
  }

  JsonLine toJson() {
    return new JsonLine()
        .put("id", bundle.map(b -> b.manifest().id()))
        .put("version", bundle.map(b -> b.manifest().version().toString()))
        .put("sequence", bundle.map(b -> b.manifest().sequence()))
        .put("digest", digest.hex())
        .put("policyDigest", bundle.map(b -> b.policyDigest().hex()));
  }
}
