package org.portcullis.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.portcullis.release.envelope.Envelope;
import org.portcullis.release.json.StrictJson;
import org.portcullis.rules.bundle.BundleSigning;
import org.portcullis.rules.bundle.RuleSetBundle;
import org.portcullis.rules.bundle.RuleSetFolder;

/**
 * A rule set with the signatures that lie beside it, which nobody has verified.
 *
 * @param bundle the rule set
 * @param signatures its signatures, if there are any
 */
record SignedBundle(RuleSetBundle bundle, Optional<Envelope> signatures) {
  /**
   * Reads the signatures beside a rule set.
   *
   * @throws Complaint if they can't be read, or are of another rule set
   */
  static SignedBundle read(
      Surroundings surroundings, InputFiles files, Path folder, RuleSetBundle bundle) {
    Path file = folder.resolve(RuleSetFolder.SIGNATURES);
    Optional<Envelope> envelope =
        files
            .readIfThere(file, StrictJson.MAX_LENGTH)
            .map(bytes -> JsonInput.require(surroundings, Envelope.read(file.toString(), bytes)));
    if (envelope.isPresent() && !BundleSigning.isOf(bundle, envelope.get())) {
      throw Complaint.about(file, "these are signatures of something else than this rule set");
    }
    return new SignedBundle(bundle, envelope);
  }
}
