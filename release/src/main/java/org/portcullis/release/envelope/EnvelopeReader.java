package org.portcullis.release.envelope;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.portcullis.release.json.JsonValue;
import org.portcullis.release.json.JsonValue.JsonArray;
import org.portcullis.release.json.JsonValue.JsonObject;
import org.portcullis.release.json.ObjectReader;
import org.portcullis.release.json.Problems;
import org.portcullis.release.json.Reading;
import org.portcullis.release.json.StrictJson;

/**
 * Reads envelopes. Nobody is asked to finish an object: unknown members are to be ignored.
 *
 * @see <a href="https://github.com/secure-systems-lab/dsse/blob/v1.0.2/envelope.md#parsing-rules">
 *     DSSE 1.0.2, parsing rules</a>
 */
final class EnvelopeReader {
  private static final int MAX_KEY_ID = 256;

  /** Room for algorithms to come; only what is well formed is ever checked. */
  private static final int MAX_SIGNATURE = 8192;

  private final Problems problems = new Problems();

  private EnvelopeReader() {}

  static Reading<Envelope> read(String file, byte[] content) {
    Reading<JsonObject> json = StrictJson.read(file, content);
    if (json instanceof Reading.Parsed<JsonObject> parsed) {
      return new EnvelopeReader().envelope(parsed.value());
    }
    return new Reading.Refused<>(((Reading.Refused<JsonObject>) json).diagnostics());
  }

  private Reading<Envelope> envelope(JsonObject root) {
    ObjectReader reader = new ObjectReader(root, problems);
    Optional<byte[]> payload = base64(reader, "payload", Envelope.MAX_PAYLOAD);
    Optional<String> type = payloadType(reader);
    List<EnvelopeSignature> signatures = signatures(reader);
    return problems.result(
        () -> new Envelope(type.orElseThrow(), payload.orElseThrow(), signatures));
  }

  private Optional<String> payloadType(ObjectReader reader) {
    Optional<String> type = reader.text("payloadType");
    if (type.isPresent() && !Envelope.isPayloadType(type.get())) {
      problems.error(
          reader.position("payloadType"),
          "bad-value",
          "`payloadType` must be 1 to "
              + Envelope.MAX_PAYLOAD_TYPE
              + " printable ASCII characters without space");
    }
    return type;
  }

  private List<EnvelopeSignature> signatures(ObjectReader reader) {
    List<EnvelopeSignature> signatures = new ArrayList<>();
    Optional<JsonArray> array = reader.array("signatures");
    if (array.isPresent() && array.get().items().size() > Envelope.MAX_SIGNATURES) {
      problems.error(
          array.get().position(),
          "too-many",
          "more than " + Envelope.MAX_SIGNATURES + " signatures");
      return signatures;
    }
    for (JsonValue item : array.map(JsonArray::items).orElse(List.of())) {
      signature(item).ifPresent(signatures::add);
    }
    return signatures;
  }

  private Optional<EnvelopeSignature> signature(JsonValue item) {
    if (!(item instanceof JsonObject object)) {
      problems.error(
          item.position(), "wrong-type", "a signature must be an object, not " + item.kind());
      return Optional.empty();
    }
    ObjectReader reader = new ObjectReader(object, problems);
    String keyId = reader.has("keyid") ? reader.text("keyid").orElse("") : "";
    if (keyId.length() > MAX_KEY_ID) {
      problems.error(
          reader.position("keyid"),
          "bad-value",
          "`keyid` is longer than " + MAX_KEY_ID + " characters");
    }
    return base64(reader, "sig", MAX_SIGNATURE).map(bytes -> new EnvelopeSignature(keyId, bytes));
  }

  private Optional<byte[]> base64(ObjectReader reader, String name, int limit) {
    Optional<String> text = reader.text(name);
    Optional<byte[]> bytes = text.flatMap(Base64Text::either);
    if (text.isPresent() && bytes.isEmpty()) {
      problems.error(
          reader.position(name), "bad-base64", "`" + name + "` is not base64 with its padding");
    }
    if (bytes.isPresent() && bytes.get().length > limit) {
      problems.error(
          reader.position(name), "too-large", "`" + name + "` is longer than " + limit + " bytes");
    }
    return bytes;
  }
}
