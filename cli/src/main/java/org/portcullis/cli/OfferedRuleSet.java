package org.portcullis.cli;

import java.io.IOException;
import java.util.SortedSet;
import org.portcullis.facts.Digest;
import org.portcullis.release.envelope.Envelope;
import org.portcullis.rules.bundle.RuleSetBundle;
import org.portcullis.rules.bundle.RuleSetStore;
import org.portcullis.rules.bundle.StoredBundle;

/**
 * A store with one rule set more, which is not kept: so the engine sees, refuses and records what
 * nobody vouches for, and none of it comes to lie in the store.
 *
 * @param kept the store
 * @param offered the rule set
 */
record OfferedRuleSet(RuleSetStore kept, StoredBundle.Found offered) implements RuleSetStore {
  @Override
  public StoredBundle get(Digest digest) {
    return digest.equals(offered.bundle().digest()) ? offered : kept.get(digest);
  }

  @Override
  public Digest put(RuleSetBundle bundle) throws IOException {
    return kept.put(bundle);
  }

  @Override
  public Digest put(RuleSetBundle bundle, Envelope signatures) throws IOException {
    return kept.put(bundle, signatures);
  }

  @Override
  public SortedSet<Digest> list() throws IOException {
    return kept.list();
  }
}
