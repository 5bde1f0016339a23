package org.portcullis.release.envelope;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.portcullis.release.json.CanonicalJson;
import org.portcullis.release.json.JsonValue;
import org.portcullis.release.json.JsonValue.JsonArray;
import org.portcullis.release.json.JsonValue.JsonObject;
import org.portcullis.release.json.JsonValue.JsonText;
import org.portcullis.release.json.JsonValue.Member;
import org.portcullis.release.json.SourcePosition;

/** Writes envelopes. */
final class EnvelopeWriter {
  /** What is written has no place yet. */
  private static final SourcePosition NOWHERE = new SourcePosition("", 1, 1);

  private EnvelopeWriter() {}

  static byte[] write(Envelope envelope) {
    List<JsonValue> signatures =
        envelope.signatures().stream().map(EnvelopeWriter::signature).toList();
    return CanonicalJson.write(
        object(
            Map.of(
                "payload", text(Base64Text.write(envelope.unverifiedPayload())),
                "payloadType", text(envelope.payloadType()),
                "signatures", new JsonArray(NOWHERE, signatures))));
  }

  private static JsonValue signature(EnvelopeSignature signature) {
    Map<String, JsonValue> members = new TreeMap<>();
    signature.keyId().ifPresent(keyId -> members.put("keyid", text(keyId)));
    members.put("sig", text(Base64Text.write(signature.bytes())));
    return object(members);
  }

  private static JsonObject object(Map<String, JsonValue> values) {
    Map<String, Member> members = new TreeMap<>();
    values.forEach((name, value) -> members.put(name, new Member(NOWHERE, value)));
    return new JsonObject(NOWHERE, members);
  }

  private static JsonText text(String value) {
    return new JsonText(NOWHERE, value);
  }
}
