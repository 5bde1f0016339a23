package org.portcullis.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.portcullis.attestation.key.Bytes;
import org.portcullis.attestation.key.TrustAnchors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code portcullis attest}: whether Key Attestation chains are authentic, and what they say. */
@Command(
    name = "attest",
    versionProvider = VersionText.class,
    description = {
      "Verifies Android Key Attestation chains and prints what they say.",
      "",
      "A verified chain is authentic; it says nothing about the device being good: an unlocked"
          + " bootloader is verified evidence that policy then judges.",
      ""
    },
    footer = {
      "",
      "Exits 1 if any chain is rejected, 2 if a file can't be read; the other chains are judged all"
          + " the same.",
      "With --format json each chain is one line; a member whose value is unknown is null, and what"
          + " a rejected chain claims stands apart under `claims`, since nobody vouches for it."
    })
final class AttestCommand implements ToolCommand {
  private final Surroundings surroundings;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "CHAIN",
      arity = "0..*",
      description = {
        "Certificate chains, leaf first, each in one of these forms, told apart by how they begin:",
        "- PEM blocks, with any text between them",
        "- DER, one certificate or several after one another",
        "- base64 of DER: a certificate on each line, or wrapped, or all in one text",
        "- a JSON array of base64 (WebAuthn, JOSE), or an object with such an array as `x5c`"
      })
  private List<Path> chains = List.of();

  @Option(
      names = "--challenge",
      paramLabel = "HEX",
      converter = Converters.Challenge.class,
      description = "The challenge that the statement must have, in hexadecimal digits.")
  private Optional<Bytes> challenge = Optional.empty();

  @Option(
      names = "--any-challenge",
      description = "Take any challenge: such a chain may be a replayed one.")
  private boolean anyChallenge;

  @Option(
      names = "--batch",
      paramLabel = "FILE",
      description =
          "Read the chains from JSON Lines: `chain` and `anchors` are paths beside that file, `at`"
              + " an instant, `challenge` hexadecimal digits; all but `chain` are optional, and the"
              + " options stand in for them. Without any challenge it isn't checked.")
  private Optional<Path> batch = Optional.empty();

  @Option(
      names = "--explain",
      description =
          "Tell every check, certificate by certificate, with its outcome, and what can be done.")
  private boolean explain;

  @Mixin private final EvidenceOptions evidence = new EvidenceOptions();
  @Mixin private final CommonOptions common = new CommonOptions();

  AttestCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public ExitCode answer() {
    checkUsage();
    InputFiles files = new InputFiles(surroundings.directory());
    Instant now = common.instant(surroundings.clock());
    TrustAnchors anchors = evidence.anchors(files);
    AttestRun run =
        new AttestRun(
            surroundings,
            common.isJson(),
            explain,
            evidence.lists(files, now, surroundings::complain),
            files);
    if (batch.isPresent()) {
      new AttestBatch(run, files, batch.get(), challenge, anchors, now)
          .judge(evidence::requireNamedBy);
    } else {
      evidence.requireNamedBy(anchors.statusLists());
      chains.forEach(chain -> run.judge(new AttestRun.Task(chain, chain, challenge, anchors, now)));
    }
    return run.exitCode();
  }

  private void checkUsage() {
    if (batch.isPresent() != chains.isEmpty()) {
      throw usage(
          batch.isPresent()
              ? "`--batch` takes no further CHAIN"
              : "a CHAIN or `--batch` is missing");
    }
    if (challenge.isPresent() && anyChallenge) {
      throw usage("`--challenge` and `--any-challenge` exclude each other");
    }
    if (batch.isEmpty() && challenge.isEmpty() && !anyChallenge) {
      throw usage("`--challenge` or `--any-challenge` is missing");
    }
  }

  private WrongUsage usage(String message) {
    return new WrongUsage(spec.commandLine(), message);
  }
}
