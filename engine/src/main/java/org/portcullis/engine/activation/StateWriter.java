package org.portcullis.engine.activation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.portcullis.release.json.CanonicalJson;
import org.portcullis.release.json.JsonValue;
import org.portcullis.release.json.JsonValue.JsonArray;
import org.portcullis.release.json.JsonValue.JsonNumber;
import org.portcullis.release.json.JsonValue.JsonObject;
import org.portcullis.release.json.JsonValue.JsonText;
import org.portcullis.release.json.Reading;
import org.portcullis.release.json.SourcePosition;
import org.portcullis.release.json.StrictJson;

/** Writes the JSON form of a state. */
final class StateWriter {
  static final int FORMAT = 1;

  private static final SourcePosition NOWHERE = new SourcePosition("state", 1, 1);

  private StateWriter() {}

  static byte[] write(ActivationState state) {
    List<JsonValue> acts = state.acts().stream().<JsonValue>map(StateWriter::act).toList();
    return CanonicalJson.write(
        object(
            Map.of(
                "format", new JsonNumber(NOWHERE, FORMAT),
                "revision", new JsonNumber(NOWHERE, state.revision()),
                "acts", new JsonArray(NOWHERE, acts))));
  }

  private static JsonObject act(AcceptedActivation act) {
    return object(
        Map.of(
            "acceptedAt",
            new JsonText(NOWHERE, act.acceptedAt().toString()),
            "envelope",
            parsed(act.envelope().write())));
  }

  /** What an envelope wrote is JSON. */
  private static JsonObject parsed(byte[] json) {
    return ((Reading.Parsed<JsonObject>) StrictJson.read("envelope", json)).value();
  }

  private static JsonObject object(Map<String, JsonValue> values) {
    Map<String, JsonValue.Member> members = new LinkedHashMap<>();
    values.forEach((name, value) -> members.put(name, new JsonValue.Member(NOWHERE, value)));
    return new JsonObject(NOWHERE, members);
  }
}
