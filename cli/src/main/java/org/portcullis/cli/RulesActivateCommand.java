package org.portcullis.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.portcullis.engine.activation.Activation;
import org.portcullis.engine.activation.ActivationScope;
import org.portcullis.engine.activation.ActivationState;
import org.portcullis.engine.activation.Stage;
import org.portcullis.release.envelope.Envelope;
import org.portcullis.release.envelope.SoftwareSigner;
import org.portcullis.release.json.Diagnostic;
import org.portcullis.release.json.Reading;
import org.portcullis.release.json.StrictJson;
import org.portcullis.rules.bundle.BundleVerifier;
import org.portcullis.rules.bundle.RuleSetBundle;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code portcullis rules activate}: puts a rule set in force, signed by enough people. */
@Command(
    name = "activate",
    versionProvider = VersionText.class,
    description = {
      "Puts a signed rule set in force for one tenant, product and channel, or in shadow, or out of"
          + " force.",
      "",
      "With a folder, a new activation is made and signed with every --key. With the file of one,"
          + " more signatures are added. Then it goes to --out for the next signer, or into --store:"
          + " what is verified, checked, tested and recorded takes effect in every engine"
          + " that looks there.",
      ""
    },
    footer = {
      "",
      "Changing values alone is an activation of the same folder with other --params or --preset.",
      "Exits 0 if it is accepted or written, 1 if it is refused, with the reason (what was in force"
          + " stays so), 2 if the command line, a file, the store or the audit log can't be used."
    })
final class RulesActivateCommand implements ToolCommand {
  private final Surroundings surroundings;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "DIR|FILE",
      description = "The folder of a shipped rule set, or the file of an activation.")
  private Path subject = Path.of("");

  @Mixin private final ActivationOptions options = new ActivationOptions();
  @Mixin private final ParameterOptions parameters = new ParameterOptions();

  @Option(
      names = "--rules",
      paramLabel = "DIR",
      description =
          "With the file of an activation: the folder of the shipped rule set that it names, if the"
              + " store hasn't got it.")
  private Optional<Path> rules = Optional.empty();

  @Mixin private final DeliveryOptions delivery = new DeliveryOptions();
  @Mixin private final CommonOptions common = new CommonOptions();

  RulesActivateCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public ExitCode answer() {
    CommandLine command = spec.commandLine();
    delivery.check(command);
    parameters.check(command);
    InputFiles files = new InputFiles(surroundings.directory());
    if (Files.isDirectory(files.resolve(subject))) {
      return ofFolder(command, files);
    }
    if (!Files.exists(files.resolve(subject))) {
      throw files.missing(subject, "no such file or folder");
    }
    return ofFile(command, files);
  }

  private ExitCode ofFolder(CommandLine command, InputFiles files) {
    if (rules.isPresent()) {
      throw new WrongUsage(command, "`--rules` is for the file of an activation");
    }
    ActivationScope scope = options.requiredScope(command);
    delivery.requireKey(command);
    List<SoftwareSigner> signers = new KeyFiles(surroundings, files).signers(delivery.keyFiles());
    Reading<RuleSetBundle> reading = new RuleSetFiles(files).bundle(subject);
    if (reading instanceof Reading.Refused<RuleSetBundle> refused) {
      return refused(refused.diagnostics());
    }
    SignedBundle bundle =
        shipped(files, subject, ((Reading.Parsed<RuleSetBundle>) reading).value());
    ParameterOptions.Values values =
        JsonInput.require(surroundings, parameters.read(files, subject, bundle.bundle()));
    Activation activation =
        options.activation(
            command,
            bundle.bundle().digest(),
            values.written(),
            nextSequence(command, files, scope));
    Envelope signed = KeyFiles.sign(Activation.PAYLOAD_TYPE, activation.write(), signers);
    return deliver(files, activation, signed, Optional.empty(), Optional.of(bundle));
  }

  private SignedBundle shipped(InputFiles files, Path folder, RuleSetBundle bundle) {
    if (!bundle.isShipped()) {
      throw Complaint.about(
          folder,
          "is what its author writes; make the shipped form with `portcullis rules sign`, and"
              + " activate that");
    }
    return SignedBundle.read(surroundings, files, folder, bundle);
  }

  private long nextSequence(CommandLine command, InputFiles files, ActivationScope scope) {
    if (options.hasSequence()) {
      return 1;
    }
    Path path =
        delivery
            .store()
            .orElseThrow(
                () ->
                    new WrongUsage(
                        command,
                        "`--sequence` is missing; with `--store` it is the next after the store's"));
    if (delivery.out().isEmpty() && !Files.exists(files.resolve(path))) {
      return 1;
    }
    StoreFolder store =
        delivery.out().isEmpty() ? StoreFolder.make(files, path) : StoreFolder.open(files, path);
    Optional<ActivationState> state = store.state(scope);
    if (state.isEmpty()) {
      store
          .near(scope)
          .ifPresent(
              near ->
                  surroundings.complain(
                      "warning: nothing was ever activated in `"
                          + scope
                          + "`, but in `"
                          + near
                          + "`"));
    }
    return ActivationOptions.next(state);
  }

  private ExitCode refused(List<Diagnostic> errors) {
    if (RuleSetFiles.isUnreadable(errors)) {
      throw JsonInput.refusal(surroundings, errors);
    }
    new ActivationReport(surroundings, common.isJson())
        .refused(
            BundleVerifier.reason(errors).name(),
            "the rule set can't be activated",
            Optional.empty(),
            errors);
    return ExitCode.NO;
  }

  private ExitCode ofFile(CommandLine command, InputFiles files) {
    if (options.isGiven() || parameters.isGiven()) {
      throw new WrongUsage(
          command,
          "the file of an activation says scope, stage, sequence, values and dates itself; make a"
              + " new one from the folder");
    }
    byte[] content = files.read(subject, StrictJson.MAX_LENGTH);
    List<SoftwareSigner> signers = new KeyFiles(surroundings, files).signers(delivery.keyFiles());
    Optional<SignedBundle> bundle =
        rules.map(
            folder ->
                shipped(
                    files, folder, new RuleSetFiles(files).requireBundle(surroundings, folder)));
    if (signers.isEmpty()) {
      // Whatever it is, the engine says so and records it.
      return new ActivationDelivery(surroundings, files, delivery, common).apply(content, bundle);
    }
    Envelope envelope = JsonInput.require(surroundings, Envelope.read(subject.toString(), content));
    Activation activation = activation(envelope);
    bundle.ifPresent(given -> requireNamed(activation, given));
    return deliver(
        files, activation, KeyFiles.sign(envelope, signers), Optional.of(subject), bundle);
  }

  /** Nobody signs what isn't an activation, whatever it says it is. */
  private Activation activation(Envelope envelope) {
    if (!envelope.payloadType().equals(Activation.PAYLOAD_TYPE)) {
      throw Complaint.about(
          subject,
          "is an envelope of `"
              + envelope.payloadType()
              + "`, not of `"
              + Activation.PAYLOAD_TYPE
              + "`");
    }
    Reading<Activation> reading = Activation.read(envelope.unverifiedPayload());
    if (reading instanceof Reading.Refused<Activation> refused) {
      throw Complaint.about(
          subject,
          "holds no activation: " + Texts.printable(refused.diagnostics().get(0).message()));
    }
    return ((Reading.Parsed<Activation>) reading).value();
  }

  private void requireNamed(Activation activation, SignedBundle given) {
    if (!activation.ruleSet().equals(given.bundle().digest())) {
      throw Complaint.about(
          rules.orElseThrow(),
          "is the rule set "
              + given.bundle().digest()
              + ", not "
              + activation.ruleSet()
              + ", which the activation names");
    }
  }

  private ExitCode deliver(
      InputFiles files,
      Activation activation,
      Envelope signed,
      Optional<Path> replaced,
      Optional<SignedBundle> bundle) {
    ActivationDelivery way = new ActivationDelivery(surroundings, files, delivery, common);
    if (delivery.out().isPresent()) {
      RuleSetName name = new RuleSetName(activation.ruleSet(), bundle.map(SignedBundle::bundle));
      return way.write(activation, name, signed, replaced);
    }
    boolean needed = activation.stage() != Stage.RETIRED;
    return way.apply(signed.write(), bundle.filter(given -> needed));
  }
}
