package org.portcullis.engine.activation;

import java.util.LinkedHashMap;
import java.util.Map;
import org.portcullis.release.json.CanonicalJson;
import org.portcullis.release.json.JsonValue;
import org.portcullis.release.json.JsonValue.JsonNumber;
import org.portcullis.release.json.JsonValue.JsonObject;
import org.portcullis.release.json.JsonValue.JsonText;
import org.portcullis.release.json.SourcePosition;

/** Writes an activation in its one form. */
final class ActivationWriter {
  private static final SourcePosition NOWHERE = new SourcePosition(Activation.FILE, 1, 1);

  private final Map<String, JsonValue.Member> members = new LinkedHashMap<>();

  private ActivationWriter() {}

  static byte[] write(Activation activation) {
    return new ActivationWriter().json(activation);
  }

  private byte[] json(Activation activation) {
    put("format", new JsonNumber(NOWHERE, Activation.FORMAT));
    put("tenant", activation.scope().tenant());
    put("product", activation.scope().product());
    put("channel", activation.scope().channel());
    put("sequence", new JsonNumber(NOWHERE, activation.sequence()));
    put("stage", activation.stage().name());
    put("ruleSet", activation.ruleSet().hex());
    put("params", activation.parameters());
    activation.notBefore().ifPresent(instant -> put("notBefore", instant.toString()));
    activation.expires().ifPresent(instant -> put("expires", instant.toString()));
    activation.reference().ifPresent(text -> put("reference", text));
    return CanonicalJson.write(new JsonObject(NOWHERE, members));
  }

  private void put(String name, String text) {
    put(name, new JsonText(NOWHERE, text));
  }

  private void put(String name, JsonValue value) {
    members.put(name, new JsonValue.Member(NOWHERE, value));
  }
}
