package org.portcullis.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.portcullis.release.envelope.KeyRole;
import org.portcullis.release.envelope.RoleKey;
import org.portcullis.release.json.Diagnostic;
import org.portcullis.rules.bundle.BundleVerdict;
import org.portcullis.rules.bundle.BundleVerifier;
import org.portcullis.rules.bundle.RuleSetBundle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code portcullis rules verify}: whether enough people vouch for a shipped rule set. */
@Command(
    name = "verify",
    versionProvider = VersionText.class,
    description = {
      "Verifies a shipped rule set: its signatures first, then every file, its validity and its"
          + " rules.",
      ""
    },
    footer = {
      "",
      "The keys are those of the role `policy`. Exits 0 if it is verified, 1 if it is refused, with"
          + " the reason, 2 if the folder or the keys can't be read."
    })
final class RulesVerifyCommand implements ToolCommand {
  /** The role whose keys sign rule sets. */
  static final String ROLE = "policy";

  private final Surroundings surroundings;

  @Parameters(paramLabel = "DIR", description = "The folder of the rule set in its shipped form.")
  private Path folder = Path.of("");

  @Option(
      names = "--keys",
      paramLabel = "FILE",
      required = true,
      description = "Whose signatures count (JSON): roles, their keys and thresholds.")
  private Path keys = Path.of("");

  @Mixin private final CommonOptions common = new CommonOptions();

  RulesVerifyCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public ExitCode answer() {
    InputFiles files = new InputFiles(surroundings.directory());
    Instant now = common.instant(surroundings.clock());
    KeyFiles keyFiles = new KeyFiles(surroundings, files);
    KeyRole role = KeyFiles.role(keys, keyFiles.roles(keys), ROLE);
    BundleVerdict verdict = BundleVerifier.verify(files.folder(folder), role, now);
    if (verdict instanceof BundleVerdict.Verified verified) {
      print(verified);
      return ExitCode.YES;
    }
    print((BundleVerdict.Refused) verdict);
    return ExitCode.NO;
  }

  private void print(BundleVerdict.Verified verified) {
    RuleSetBundle bundle = verified.bundle();
    List<String> signers = verified.signers().stream().map(RoleKey::label).toList();
    Optional<String> from = bundle.manifest().notBefore().map(Instant::toString);
    Optional<String> until = bundle.manifest().expires().map(Instant::toString);
    if (common.isJson()) {
      surroundings.printLine(
          new JsonLine()
              .put("result", "verified")
              .put("reason", Optional.empty())
              .put("ruleSet", RuleSetName.of(bundle).toJson())
              .put("signers", signers)
              .put("notBefore", from)
              .put("expires", until)
              .put("diagnostics", List.of())
              .toString());
      return;
    }
    new Answer("verified: " + bundle.manifest().id() + " " + bundle.manifest().version())
        .row("sequence", String.valueOf(bundle.manifest().sequence()))
        .row("digest", bundle.digest().hex())
        .row("policy digest", bundle.policyDigest().hex())
        .row("signed by", String.join(", ", signers))
        .row("valid from", from)
        .row("expires", until.orElse("never"))
        .print(surroundings);
  }

  private void print(BundleVerdict.Refused refused) {
    List<Diagnostic> diagnostics = RuleSetFiles.below(folder, refused.diagnostics());
    if (!common.isJson()) {
      new Answer("refused: " + refused.reason()).findings(diagnostics).print(surroundings);
      return;
    }
    surroundings.printLine(
        new JsonLine()
            .put("result", "refused")
            .put("reason", refused.reason().name())
            .put("ruleSet", Optional.empty())
            .put("signers", List.of())
            .put("notBefore", Optional.empty())
            .put("expires", Optional.empty())
            .put("diagnostics", diagnostics.stream().map(RulesCheckCommand::json).toList())
            .toString());
  }
}
