package org.portcullis.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.portcullis.release.json.CanonicalJson;
import org.portcullis.release.json.JsonValue.JsonObject;

/** One JSON object on one line, its members in the order of their adding. */
final class JsonLine {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final Map<String, Object> members = new LinkedHashMap<>();

  JsonLine put(String name, String value) {
    members.put(name, value);
    return this;
  }

  JsonLine put(String name, long value) {
    members.put(name, value);
    return this;
  }

  JsonLine put(String name, boolean value) {
    members.put(name, value);
    return this;
  }

  JsonLine put(String name, JsonLine value) {
    members.put(name, value);
    return this;
  }

  /** A JSON object that was read. */
  JsonLine put(String name, JsonObject value) {
    members.put(name, value);
    return this;
  }

  /** An array of texts, numbers, truth values or objects. */
  JsonLine put(String name, List<?> values) {
    members.put(name, List.copyOf(values));
    return this;
  }

  /** A text, number, truth value or object; null if it is empty. */
  JsonLine put(String name, Optional<?> value) {
    members.put(name, value.isPresent() ? value.get() : Optional.empty());
    return this;
  }

  @Override
  public String toString() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      write(json, this);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, Object value) throws IOException {
    if (value instanceof JsonLine line) {
      json.writeStartObject();
      for (Map.Entry<String, Object> member : line.members.entrySet()) {
        json.writeFieldName(member.getKey());
        write(json, member.getValue());
      }
      json.writeEndObject();
    } else if (value instanceof JsonObject object) {
      // Canonical JSON is in one line.
      json.writeRawValue(new String(CanonicalJson.write(object), StandardCharsets.UTF_8));
    } else if (value instanceof List<?> list) {
      json.writeStartArray();
      for (Object item : list) {
        write(json, item);
      }
      json.writeEndArray();
    } else if (value instanceof Number number) {
      json.writeNumber(number.longValue());
    } else if (value instanceof Boolean truth) {
      json.writeBoolean(truth);
    } else if (value instanceof String text) {
      json.writeString(text);
    } else {
      json.writeNull();
    }
  }
}
