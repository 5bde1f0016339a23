package org.portcullis.rules.bundle;

import java.io.IOException;
import java.util.SortedSet;
import org.portcullis.facts.Digest;
import org.portcullis.release.envelope.Envelope;

/**
 * Keeps bundles by their digests, for as long as any record cites them: nothing is changed or
 * deleted. Safe for use by many threads and processes.
 */
public interface RuleSetStore {
  /**
   * Keeps a bundle. One that is there already is left as it is.
   *
   * @param bundle the bundle
   * @return its digest
   * @throws IOException if it can't be kept, or is there and damaged
   */
  Digest put(RuleSetBundle bundle) throws IOException;

  /**
   * Keeps a bundle with its signatures. No digest covers these: they are added to those that it
   * has, of which none is lost, so that people may sign apart.
   *
   * @param bundle the bundle
   * @param signatures the envelope of this bundle; not verified here
   * @return the bundle's digest
   * @throws IOException if it can't be kept, is there and damaged, or has no room for more
   * @throws IllegalArgumentException if the envelope is of something else
   */
  Digest put(RuleSetBundle bundle, Envelope signatures) throws IOException;

  /**
   * Finds a bundle. What is found is read and verified again, byte for byte.
   *
   * @param digest the digest of a bundle
   * @return the bundle, or that it is not there, or how it is damaged
   */
  StoredBundle get(Digest digest);

  /**
   * The digests of all bundles, damaged ones among them.
   *
   * @return sorted by their hexadecimal form
   * @throws IOException if the store can't be read
   */
  SortedSet<Digest> list() throws IOException;
}
