package org.portcullis.release.json;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.portcullis.release.json.JsonValue.JsonArray;
import org.portcullis.release.json.JsonValue.JsonNumber;
import org.portcullis.release.json.JsonValue.JsonObject;
import org.portcullis.release.json.JsonValue.JsonText;
import org.portcullis.release.json.JsonValue.JsonTruth;

/**
 * The one form of a JSON value: members sorted by name, no white space, UTF-8, and only the quote,
 * the backslash and control characters escaped.
 */
public final class CanonicalJson {
  private final StringBuilder out = new StringBuilder();

  private CanonicalJson() {}

  /**
   * The canonical form.
   *
   * @param value the value
   * @return its bytes; the places play no part
   */
  public static byte[] write(JsonValue value) {
    CanonicalJson writer = new CanonicalJson();
    writer.append(value);
    return writer.out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void append(JsonValue value) {
    if (value instanceof JsonObject object) {
      append(object);
    } else if (value instanceof JsonArray array) {
      append(array);
    } else if (value instanceof JsonText text) {
      append(text.value());
    } else if (value instanceof JsonNumber number) {
      out.append(number.value());
    } else if (value instanceof JsonTruth truth) {
      out.append(truth.value());
    }
  }

  private void append(JsonObject object) {
    out.append('{');
    String separator = "";
    for (Map.Entry<String, JsonValue.Member> member : new TreeMap<>(object.members()).entrySet()) {
      out.append(separator);
      append(member.getKey());
      out.append(':');
      append(member.getValue().value());
      separator = ",";
    }
    out.append('}');
  }

  private void append(JsonArray array) {
    out.append('[');
    for (Iterator<JsonValue> items = array.items().iterator(); items.hasNext(); ) {
      append(items.next());
      if (items.hasNext()) {
        out.append(',');
      }
    }
    out.append(']');
  }

  private void append(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < 0x20) {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
