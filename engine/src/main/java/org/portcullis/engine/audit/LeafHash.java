package org.portcullis.engine.audit;

import org.portcullis.facts.Digest;

/** Hashes an entry as the leaf of a Merkle tree. */
final class LeafHash {
  private LeafHash() {}

  /**
   * SHA-256(0x00 ‖ entry).
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc6962#section-2.1">RFC 6962, 2.1</a>
   */
  static Digest of(byte[] entry) {
    byte[] leaf = new byte[entry.length + 1];
    System.arraycopy(entry, 0, leaf, 1, entry.length);
    return Digest.of(leaf);
  }
}
