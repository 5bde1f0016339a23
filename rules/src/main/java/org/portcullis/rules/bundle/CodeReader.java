package org.portcullis.rules.bundle;

import java.util.Optional;
import org.portcullis.facts.Effect;
import org.portcullis.facts.Layer;
import org.portcullis.facts.ReasonCode;
import org.portcullis.release.json.JsonValue;
import org.portcullis.release.json.JsonValue.JsonObject;
import org.portcullis.release.json.ObjectReader;
import org.portcullis.release.json.Printable;
import org.portcullis.release.json.Problems;
import org.portcullis.rules.confine.CodeDeclaration;
import org.portcullis.rules.confine.CodeDeclaration.Audience;

/** Reads the declaration of one reason code. */
final class CodeReader {
  private final Problems problems;

  CodeReader(Problems problems) {
    this.problems = problems;
  }

  Optional<CodeDeclaration> read(String name, JsonValue.Member member) {
    Optional<ReasonCode> code = code(name, member);
    if (!(member.value() instanceof JsonObject object)) {
      problems.error(
          member.value().position(),
          "wrong-type",
          "`" + Printable.of(name) + "` must be an object, not " + member.value().kind());
      return Optional.empty();
    }
    ObjectReader reader = new ObjectReader(object, problems);
    Optional<Effect> effect = constant(reader, "effect", Effect.class);
    Optional<Layer> layer =
        reader.has("layer") ? constant(reader, "layer", Layer.class) : Optional.empty();
    Optional<Audience> audience = constant(reader, "audience", Audience.class);
    Optional<String> text = reader.text("text");
    reader.finish();
    if (effect.equals(Optional.of(Effect.SATISFY)) && !reader.has("layer")) {
      problems.error(
          object.position(), "missing-member", "`layer` is missing: what does it satisfy?");
    }
    boolean whole =
        code.isPresent() && effect.isPresent() && audience.isPresent() && text.isPresent();
    boolean layered = layer.isPresent() || !effect.equals(Optional.of(Effect.SATISFY));
    return whole && layered
        ? Optional.of(
            new CodeDeclaration(code.get(), effect.get(), layer, audience.get(), text.get()))
        : Optional.empty();
  }

  private Optional<ReasonCode> code(String name, JsonValue.Member member) {
    if (!ReasonCode.isReasonCode(name)) {
      problems.error(
          member.position(),
          "bad-value",
          "a reason code must have the shape [a-z][a-z0-9-]*(.[a-z][a-z0-9-]*){1,3}, which `"
              + Printable.of(name)
              + "` has not");
      return Optional.empty();
    }
    ReasonCode code = new ReasonCode(name);
    if (code.isReserved()) {
      problems.error(
          member.position(),
          "reserved-code",
          "codes that begin with `" + ReasonCode.RESERVED_PREFIX + "` are reserved");
      return Optional.empty();
    }
    return Optional.of(code);
  }

  private <E extends Enum<E>> Optional<E> constant(
      ObjectReader reader, String name, Class<E> type) {
    return reader
        .text(name)
        .flatMap(text -> EnumNames.find(type, text, reader.position(name), problems));
  }
}
