package org.portcullis.cli;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.portcullis.engine.activation.Activation;
import org.portcullis.engine.activation.ActivationScope;
import org.portcullis.engine.activation.ActivationState;
import org.portcullis.engine.activation.Stage;
import org.portcullis.facts.Digest;
import org.portcullis.release.json.JsonValue.JsonObject;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** What a new activation says. */
final class ActivationOptions {
  @Option(
      names = "--scope",
      paramLabel = "TENANT/PRODUCT/CHANNEL",
      converter = Converters.Scope.class,
      description = "For whom; a host with one tenant calls it default.")
  private Optional<ActivationScope> scope = Optional.empty();

  @Option(
      names = "--stage",
      paramLabel = "STAGE",
      converter = Converters.StageName.class,
      description =
          "staged (known), shadow (evaluated beside), active (decides; the default) or retired.")
  private Optional<Stage> stage = Optional.empty();

  @Option(
      names = "--sequence",
      paramLabel = "N",
      description = "Rises with each activation of a scope. Default: the next after the store's.")
  private Optional<Long> sequence = Optional.empty();

  @Option(
      names = "--not-before",
      paramLabel = "INSTANT",
      converter = Converters.PointInTime.class,
      description = "The first moment at which it may be accepted.")
  private Optional<Instant> notBefore = Optional.empty();

  @Option(
      names = "--expires",
      paramLabel = "INSTANT",
      converter = Converters.PointInTime.class,
      description = "When it ends; nothing is eligible from then on. Default: never.")
  private Optional<Instant> expires = Optional.empty();

  @Option(
      names = "--reference",
      paramLabel = "NAME",
      converter = Converters.Identifier.class,
      description = "What people know the change by, such as the number of a ticket.")
  private Optional<String> reference = Optional.empty();

  boolean isGiven() {
    return scope.isPresent()
        || stage.isPresent()
        || sequence.isPresent()
        || notBefore.isPresent()
        || expires.isPresent()
        || reference.isPresent();
  }

  ActivationScope requiredScope(CommandLine command) {
    return scope.orElseThrow(() -> new WrongUsage(command, "`--scope` is missing"));
  }

  boolean hasSequence() {
    return sequence.isPresent();
  }

  /** The next sequence of a scope. */
  static long next(Optional<ActivationState> state) {
    return state.map(known -> known.last().activation().sequence() + 1).orElse(1L);
  }

  /**
   * The activation.
   *
   * @param following the sequence, unless one was given
   * @throws Complaint if its parts don't fit each other
   */
  Activation activation(
      CommandLine command, Digest ruleSet, JsonObject parameters, long following) {
    return make(
        () ->
            new Activation(
                requiredScope(command),
                sequence.orElse(following),
                stage.orElse(Stage.ACTIVE),
                ruleSet,
                parameters,
                notBefore,
                expires,
                reference));
  }

  /** What {@link Activation} says of its parts is for the person who typed them. */
  static Activation make(Supplier<Activation> maker) {
    Activation activation;
    try {
      activation = maker.get();
    } catch (IllegalArgumentException e) {
      throw new Complaint("the activation: " + e.getMessage());
    }
    if (activation.write().length > Activation.MAX_LENGTH) {
      throw new Complaint(
          "the activation: its values are longer than " + Activation.MAX_LENGTH + " bytes");
    }
    return activation;
  }
}
