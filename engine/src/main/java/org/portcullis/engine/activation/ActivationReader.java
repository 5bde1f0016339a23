package org.portcullis.engine.activation;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.portcullis.facts.Digest;
import org.portcullis.facts.Identifiers;
import org.portcullis.release.json.JsonValue.JsonObject;
import org.portcullis.release.json.ObjectReader;
import org.portcullis.release.json.Printable;
import org.portcullis.release.json.Problems;
import org.portcullis.release.json.Reading;
import org.portcullis.release.json.StrictJson;

/** Reads an activation; all that is wrong with it is reported at once. */
final class ActivationReader {
  private static final int DIGEST_DIGITS = 2 * Digest.LENGTH;

  private final Problems problems = new Problems();
  private final ObjectReader root;

  private ActivationReader(JsonObject object) {
    this.root = new ObjectReader(object, problems);
  }

  static Reading<Activation> read(byte[] content) {
    Reading<JsonObject> json = StrictJson.read(Activation.FILE, content);
    return json instanceof Reading.Parsed<JsonObject> parsed
        ? new ActivationReader(parsed.value()).read()
        : new Reading.Refused<>(((Reading.Refused<JsonObject>) json).diagnostics());
  }

  private Reading<Activation> read() {
    root.number("format", Activation.FORMAT, Activation.FORMAT);
    Optional<String> tenant = identifier("tenant");
    Optional<String> product = identifier("product");
    Optional<String> channel = identifier("channel");
    Optional<Long> sequence = root.number("sequence", 1, Long.MAX_VALUE);
    Optional<Stage> stage = root.text("stage").flatMap(this::stage);
    Optional<Digest> ruleSet = root.text("ruleSet").flatMap(this::digest);
    Optional<JsonObject> parameters = root.object("params");
    Optional<Instant> notBefore = instant("notBefore");
    Optional<Instant> expires = instant("expires");
    Optional<String> reference = root.has("reference") ? identifier("reference") : Optional.empty();
    if (notBefore.isPresent() && expires.isPresent()) {
      holds(
          notBefore.get().isBefore(expires.get()),
          "expires",
          "`expires` must lie after `notBefore`");
    }
    root.finish();
    return problems.result(
        () ->
            new Activation(
                new ActivationScope(
                    tenant.orElseThrow(), product.orElseThrow(), channel.orElseThrow()),
                sequence.orElseThrow(),
                stage.orElseThrow(),
                ruleSet.orElseThrow(),
                parameters.orElseThrow(),
                notBefore,
                expires,
                reference));
  }

  private Optional<Instant> instant(String name) {
    return root.has(name) ? root.instant(name) : Optional.empty();
  }

  private Optional<String> identifier(String name) {
    return root.text(name)
        .filter(
            text ->
                holds(
                    Identifiers.isIdentifier(text),
                    name,
                    "`" + name + "` must have the shape [a-z0-9][a-z0-9._-]{0,63}"));
  }

  private Optional<Stage> stage(String text) {
    List<String> names = Arrays.stream(Stage.values()).map(Stage::name).toList();
    if (!names.contains(text)) {
      problems.unknown(
          root.position("stage"),
          "bad-value",
          "unknown stage `" + Printable.of(text) + "`; want one of " + String.join(", ", names),
          text,
          names);
      return Optional.empty();
    }
    return Optional.of(Stage.valueOf(text));
  }

  private Optional<Digest> digest(String text) {
    boolean shaped = text.matches("[0-9a-f]{" + DIGEST_DIGITS + "}");
    return holds(shaped, "ruleSet", "`ruleSet` must be 64 lower-case hexadecimal digits")
        ? Optional.of(Digest.fromHex(text))
        : Optional.empty();
  }

  private boolean holds(boolean condition, String name, String message) {
    if (!condition) {
      problems.error(root.position(name), "bad-value", message);
    }
    return condition;
  }
}
