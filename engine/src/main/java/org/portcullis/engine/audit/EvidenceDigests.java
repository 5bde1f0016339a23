package org.portcullis.engine.audit;

import java.util.Map;
import org.portcullis.facts.Digest;

/**
 * The digests of the evidence that a decision rests on.
 *
 * @param byKind one digest for each kind that was there; copied
 */
public record EvidenceDigests(Map<EvidenceKind, Digest> byKind) {
  /** No evidence, as of a case that a host made of facts alone. */
  public static final EvidenceDigests NONE = new EvidenceDigests(Map.of());

  /**
   * Copies the map.
   *
   * @param byKind the {@code byKind} component
   */
  public EvidenceDigests {
    byKind = Map.copyOf(byKind);
  }
}
