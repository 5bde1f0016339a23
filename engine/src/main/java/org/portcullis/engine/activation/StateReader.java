package org.portcullis.engine.activation;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.portcullis.release.envelope.Envelope;
import org.portcullis.release.json.CanonicalJson;
import org.portcullis.release.json.JsonValue;
import org.portcullis.release.json.JsonValue.JsonArray;
import org.portcullis.release.json.JsonValue.JsonObject;
import org.portcullis.release.json.ObjectReader;
import org.portcullis.release.json.Problems;
import org.portcullis.release.json.Reading;
import org.portcullis.release.json.StrictJson;

/** Reads the JSON form of a state. */
final class StateReader {
  private final Problems problems = new Problems();

  private StateReader() {}

  static Reading<ActivationState> read(String file, byte[] content) {
    Reading<JsonObject> json = StrictJson.read(file, content);
    return json instanceof Reading.Parsed<JsonObject> parsed
        ? new StateReader().read(parsed.value())
        : new Reading.Refused<>(((Reading.Refused<JsonObject>) json).diagnostics());
  }

  private Reading<ActivationState> read(JsonObject object) {
    ObjectReader root = new ObjectReader(object, problems);
    root.number("format", StateWriter.FORMAT, StateWriter.FORMAT);
    Optional<Long> revision = root.number("revision", 1, Long.MAX_VALUE);
    List<AcceptedActivation> acts = root.array("acts").map(this::acts).orElse(List.of());
    root.finish();
    if (!problems.isEmpty()) {
      return new Reading.Refused<>(problems.sorted());
    }
    try {
      return new Reading.Parsed<>(new ActivationState(revision.orElseThrow(), acts));
    } catch (IllegalArgumentException e) {
      problems.error(root.position("acts"), "bad-value", String.valueOf(e.getMessage()));
      return new Reading.Refused<>(problems.sorted());
    }
  }

  private List<AcceptedActivation> acts(JsonArray array) {
    List<AcceptedActivation> acts = new ArrayList<>();
    for (JsonValue item : array.items()) {
      if (item instanceof JsonObject object) {
        act(object).ifPresent(acts::add);
      } else {
        problems.error(item.position(), "wrong-type", "an object expected, not " + item.kind());
      }
    }
    return acts;
  }

  private Optional<AcceptedActivation> act(JsonObject object) {
    ObjectReader reader = new ObjectReader(object, problems);
    Optional<Instant> acceptedAt = reader.text("acceptedAt").flatMap(text -> instant(reader, text));
    Optional<Envelope> envelope =
        reader
            .object("envelope")
            .flatMap(
                json -> take(Envelope.read(json.position().file(), CanonicalJson.write(json))));
    reader.finish();
    return acceptedAt.isPresent() && envelope.isPresent()
        ? take(AcceptedActivation.of(acceptedAt.get(), envelope.get()))
        : Optional.empty();
  }

  private Optional<Instant> instant(ObjectReader reader, String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeParseException e) {
      problems.error(reader.position("acceptedAt"), "bad-value", "`acceptedAt` is no instant");
      return Optional.empty();
    }
  }

  private <T> Optional<T> take(Reading<T> reading) {
    if (reading instanceof Reading.Refused<T> refused) {
      problems.addAll(refused.diagnostics());
      return Optional.empty();
    }
    return Optional.of(((Reading.Parsed<T>) reading).value());
  }
}
