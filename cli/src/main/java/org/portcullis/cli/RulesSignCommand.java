package org.portcullis.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.portcullis.release.envelope.Envelope;
import org.portcullis.release.envelope.SoftwareSigner;
import org.portcullis.release.files.DurableFiles;
import org.portcullis.release.json.Diagnostic;
import org.portcullis.release.json.Reading;
import org.portcullis.release.json.Severity;
import org.portcullis.rules.bundle.BundleSigning;
import org.portcullis.rules.bundle.EffectiveParameters;
import org.portcullis.rules.bundle.RuleSetBundle;
import org.portcullis.rules.bundle.ShippedFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code portcullis rules sign}: vouches for a rule set with a private key. */
@Command(
    name = "sign",
    versionProvider = VersionText.class,
    description = {
      "Signs a rule set, once its check is clean and its tests pass.",
      "",
      "The folder that its author writes is not signed itself: --out gets the shipped form, whose"
          + " ruleset.json lists every file with its SHA-256, and signatures.json. Whoever signs"
          + " after the first gives that folder, and the signature is added to it.",
      ""
    },
    footer = {
      "",
      "Exits 0 if it is signed, 1 if the rule set is refused, its tests fail or it has none, 2 if a"
          + " file can't be read or written, or the key has signed already."
    })
final class RulesSignCommand implements ToolCommand {
  private final Surroundings surroundings;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "DIR",
      description = "The folder of the rule set, as its author writes it or as it is shipped.")
  private Path folder = Path.of("");

  @Option(
      names = "--key",
      paramLabel = "FILE",
      required = true,
      description = "The private key: PKCS#8 in PEM, Ed25519 or ECDSA P-256. May be repeated.")
  private List<Path> keys = List.of();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the shipped form is written to: a new or an empty folder.")
  private Optional<Path> out = Optional.empty();

  @Mixin private final CommonOptions common = new CommonOptions();

  RulesSignCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public ExitCode answer() {
    InputFiles files = new InputFiles(surroundings.directory());
    List<SoftwareSigner> signers = new KeyFiles(surroundings, files).signers(keys);
    Reading<RuleSetBundle> reading = new RuleSetFiles(files).bundle(folder);
    if (reading instanceof Reading.Refused<RuleSetBundle> refused) {
      return refused(refused.diagnostics());
    }
    RuleSetBundle bundle = ((Reading.Parsed<RuleSetBundle>) reading).value();
    checkOut(files, bundle);
    Envelope signed = sign(files, bundle, signers);
    RuleSetTrial.Result result =
        new RuleSetTrial(surroundings, folder)
            .run(bundle, EffectiveParameters.defaults(bundle.manifest()));
    if (!result.isPassed()) {
      refused(result.diagnostics(), "not signed: " + result.summary(bundle));
      return ExitCode.NO;
    }
    write(files, bundle, signed);
    print(bundle, signed, signers);
    return ExitCode.YES;
  }

  /** What can't be used at all is told before the rules are compiled, which takes time. */
  private void checkOut(InputFiles files, RuleSetBundle bundle) {
    if (bundle.isShipped() && out.isPresent()) {
      throw new WrongUsage(
          spec.commandLine(),
          "`--out` is for the folder that an author writes; a shipped one is signed where it is");
    }
    if (!bundle.isShipped() && out.isEmpty()) {
      throw new WrongUsage(
          spec.commandLine(), "`--out` is missing: where the shipped form is written to");
    }
    out.ifPresent(target -> requireEmpty(files, target));
  }

  private static void requireEmpty(InputFiles files, Path target) {
    Path folder = files.resolve(target);
    if (Files.isDirectory(folder)) {
      try (Stream<Path> entries = Files.list(folder)) {
        if (entries.findAny().isPresent()) {
          throw Complaint.about(target, "is not empty");
        }
      } catch (IOException e) {
        throw Complaint.about(target, InputFiles.cause(e));
      }
    } else if (Files.exists(folder)) {
      throw Complaint.about(target, "is a file, not a folder");
    }
  }

  /** The signatures; they leave this process only once the check has said yes. */
  private Envelope sign(InputFiles files, RuleSetBundle bundle, List<SoftwareSigner> signers) {
    Optional<Envelope> existing =
        bundle.isShipped()
            ? SignedBundle.read(surroundings, files, folder, bundle).signatures()
            : Optional.empty();
    return existing
        .map(envelope -> KeyFiles.sign(envelope, signers))
        .orElseGet(
            () -> KeyFiles.sign(BundleSigning.PAYLOAD_TYPE, bundle.manifestBytes(), signers));
  }

  private void write(InputFiles files, RuleSetBundle bundle, Envelope signatures) {
    Path target = out.orElse(folder);
    Path resolved = files.resolve(target);
    try {
      if (!bundle.isShipped()) {
        DurableFiles.createDirectories(resolved);
        ShippedFolder.write(bundle, resolved);
      }
      ShippedFolder.writeSignatures(signatures, resolved);
    } catch (IOException e) {
      throw Complaint.about(target, "the signed rule set can't be written");
    }
  }

  private ExitCode refused(List<Diagnostic> errors) {
    if (RuleSetFiles.isUnreadable(errors)) {
      throw JsonInput.refusal(surroundings, errors);
    }
    refused(
        errors, "not signed: refused, " + RulesCheckCommand.count(errors, Severity.ERROR, "error"));
    return ExitCode.NO;
  }

  private void refused(List<Diagnostic> diagnostics, String headline) {
    if (common.isJson()) {
      surroundings.printLine(
          new JsonLine()
              .put("result", "not signed")
              .put("ruleSet", Optional.empty())
              .put("folder", Optional.empty())
              .put("signedBy", List.of())
              .put("signatures", 0)
              .put("diagnostics", diagnostics.stream().map(RulesCheckCommand::json).toList())
              .toString());
    } else {
      new Answer(headline).findings(diagnostics).print(surroundings);
    }
  }

  private void print(RuleSetBundle bundle, Envelope signed, List<SoftwareSigner> signers) {
    RuleSetName name = RuleSetName.of(bundle);
    Path target = out.orElse(folder);
    List<String> ids = signers.stream().map(signer -> signer.key().keyId()).toList();
    if (common.isJson()) {
      surroundings.printLine(
          new JsonLine()
              .put("result", "signed")
              .put("ruleSet", name.toJson())
              .put("folder", target.toString())
              .put("signedBy", ids)
              .put("signatures", signed.signatures().size())
              .put("diagnostics", List.of())
              .toString());
      return;
    }
    Answer answer =
        new Answer(
            "signed: "
                + bundle.manifest().id()
                + " "
                + bundle.manifest().version()
                + " in "
                + target);
    answer.row("digest", bundle.digest().hex());
    answer.row("policy digest", bundle.policyDigest().hex());
    ids.forEach(id -> answer.row("key", id));
    answer.row("signatures", String.valueOf(signed.signatures().size())).print(surroundings);
  }
}
