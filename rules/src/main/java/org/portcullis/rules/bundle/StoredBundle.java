package org.portcullis.rules.bundle;

import java.util.List;
import java.util.Optional;
import org.portcullis.release.envelope.Envelope;
import org.portcullis.release.json.Diagnostic;

/** What a store has under a digest. */
public sealed interface StoredBundle {
  /**
   * A bundle that has the digest.
   *
   * @param bundle the bundle
   * @param signatures the envelope that was kept with it, not verified; or empty
   */
  record Found(RuleSetBundle bundle, Optional<Envelope> signatures) implements StoredBundle {}

  /** Nothing. */
  record Absent() implements StoredBundle {}

  /**
   * Something that is not the bundle, and must not be used.
   *
   * @param diagnostics what is wrong, with places; at least one
   */
  record Damaged(List<Diagnostic> diagnostics) implements StoredBundle {
    /**
     * Copies the diagnostics.
     *
     * @param diagnostics at least one
     */
    public Damaged {
      diagnostics = List.copyOf(diagnostics);
    }
  }
}
