package org.portcullis.cli;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.portcullis.engine.activation.AcceptedActivation;
import org.portcullis.engine.activation.Activation;
import org.portcullis.engine.activation.ActivationScope;
import org.portcullis.engine.activation.ActivationState;
import org.portcullis.engine.activation.Stage;
import org.portcullis.facts.Digest;
import org.portcullis.release.envelope.Envelope;
import org.portcullis.release.envelope.SoftwareSigner;
import org.portcullis.release.json.JsonValue.JsonObject;
import org.portcullis.release.json.SourcePosition;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code portcullis rules rollback}: goes back to what was in force before. */
@Command(
    name = "rollback",
    versionProvider = VersionText.class,
    description = {
      "Puts in force again what was active before, with the values that it had.",
      "",
      "Going back is an activation like any other, with the next sequence: it is signed, verified,"
          + " checked, tested and recorded.",
      ""
    },
    footer = {
      "",
      "Exits 0 if it is accepted or written, 1 if it is refused, with the reason (what was in force"
          + " stays so), 2 if there is nothing to go back to, or the command line, a file, the store"
          + " or the audit log can't be used."
    })
final class RulesRollbackCommand implements ToolCommand {
  private static final int LEAST_PREFIX = 4;

  private final Surroundings surroundings;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--scope",
      paramLabel = "TENANT/PRODUCT/CHANNEL",
      required = true,
      converter = Converters.Scope.class,
      description = "Where.")
  private ActivationScope scope = new ActivationScope("default", "none", "none");

  @Option(
      names = "--to",
      paramLabel = "DIGEST",
      description =
          "The rule set to go back to, by its digest or the beginning of it. Default: the one before"
              + " the active one. If it was never active here, it gets its declared defaults.")
  private Optional<String> to = Optional.empty();

  @Option(
      names = "--reference",
      paramLabel = "NAME",
      converter = Converters.Identifier.class,
      description = "What people know the change by, such as the number of a ticket.")
  private Optional<String> reference = Optional.empty();

  @Mixin private final DeliveryOptions delivery = new DeliveryOptions();
  @Mixin private final CommonOptions common = new CommonOptions();

  RulesRollbackCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** What to go back to. */
  private record Goal(Digest ruleSet, JsonObject parameters) {
    static Goal of(AcceptedActivation act) {
      return new Goal(act.activation().ruleSet(), act.activation().parameters());
    }
  }

  @Override
  public ExitCode answer() {
    CommandLine command = spec.commandLine();
    delivery.check(command);
    delivery.requireKey(command);
    if (delivery.store().isEmpty()) {
      throw new WrongUsage(command, "`--store` is missing, which knows what was active before");
    }
    InputFiles files = new InputFiles(surroundings.directory());
    List<SoftwareSigner> signers = new KeyFiles(surroundings, files).signers(delivery.keyFiles());
    StoreFolder store = StoreFolder.open(files, delivery.requiredStore());
    ActivationState state = store.requireState(scope);
    Activation activation = activation(state, goal(store, state));
    Envelope signed = KeyFiles.sign(Activation.PAYLOAD_TYPE, activation.write(), signers);
    ActivationDelivery way = new ActivationDelivery(surroundings, files, delivery, common);
    return delivery.out().isPresent()
        ? way.write(
            activation,
            RuleSetName.of(activation.ruleSet(), store.ruleSets()),
            signed,
            Optional.empty())
        : way.apply(signed.write(), Optional.empty());
  }

  private Activation activation(ActivationState state, Goal goal) {
    Activation activation =
        ActivationOptions.make(
            () ->
                new Activation(
                    scope,
                    ActivationOptions.next(Optional.of(state)),
                    Stage.ACTIVE,
                    goal.ruleSet(),
                    goal.parameters(),
                    Optional.empty(),
                    Optional.empty(),
                    reference));
    if (state.active().filter(act -> act.activation().isOfSameRules(activation)).isPresent()) {
      throw new Complaint("this is what is active in `" + scope + "` already");
    }
    return activation;
  }

  private Goal goal(StoreFolder store, ActivationState state) {
    if (to.isEmpty()) {
      return state
          .previous()
          .map(Goal::of)
          .orElseThrow(() -> new Complaint("nothing else was active in `" + scope + "` before"));
    }
    Digest digest = find(store, state, to.get());
    return state.acts().stream()
        .filter(act -> act.activation().stage() == Stage.ACTIVE)
        .filter(act -> act.activation().ruleSet().equals(digest))
        .reduce((earlier, later) -> later)
        .map(Goal::of)
        .orElseGet(
            () -> new Goal(digest, new JsonObject(new SourcePosition("params", 1, 1), Map.of())));
  }

  private static Digest find(StoreFolder store, ActivationState state, String prefix) {
    if (!prefix.matches("[0-9a-f]{" + LEAST_PREFIX + ",64}")) {
      throw new Complaint(
          "`--to`: `"
              + Texts.printable(prefix)
              + "` is no beginning of a digest; give at least "
              + LEAST_PREFIX
              + " lower-case hexadecimal digits");
    }
    SortedSet<String> found = new TreeSet<>();
    state.acts().forEach(act -> found.add(act.activation().ruleSet().hex()));
    try {
      store.ruleSets().list().forEach(digest -> found.add(digest.hex()));
    } catch (IOException e) {
      throw Complaint.about(store.shown(), "the rule sets can't be listed");
    }
    List<String> matching = found.stream().filter(hex -> hex.startsWith(prefix)).toList();
    if (matching.size() != 1) {
      throw new Complaint(
          "`--to`: "
              + (matching.isEmpty() ? "no rule set" : "more than one rule set")
              + " of the store begins with `"
              + prefix
              + "`"
              + (matching.isEmpty() ? "" : ": " + String.join(", ", matching)));
    }
    return Digest.fromHex(matching.get(0));
  }
}
