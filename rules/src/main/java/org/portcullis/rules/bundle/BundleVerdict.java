package org.portcullis.rules.bundle;

import java.util.List;
import org.portcullis.release.envelope.RoleKey;
import org.portcullis.release.json.Diagnostic;

/** What became of a signed bundle. */
public sealed interface BundleVerdict {
  /**
   * Enough keys vouch for it, it is whole, valid now, and its rules pass the check.
   *
   * @param bundle the bundle
   * @param signers the keys that signed it, in the order of the role
   */
  record Verified(RuleSetBundle bundle, List<RoleKey> signers) implements BundleVerdict {
    /**
     * Copies the keys.
     *
     * @param bundle the bundle
     * @param signers the keys that signed it
     */
    public Verified {
      signers = List.copyOf(signers);
    }
  }

  /**
   * It must not be used.
   *
   * @param reason why
   * @param diagnostics the same in words, with places; at least one
   */
  record Refused(BundleRefusal reason, List<Diagnostic> diagnostics) implements BundleVerdict {
    /**
     * Copies the diagnostics.
     *
     * @param reason why
     * @param diagnostics at least one
     */
    public Refused {
      diagnostics = List.copyOf(diagnostics);
    }
  }
}
