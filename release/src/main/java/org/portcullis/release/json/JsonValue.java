package org.portcullis.release.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A JSON value with its place; there is no null and no fraction. */
public sealed interface JsonValue {
  /**
   * Where the value begins.
   *
   * @return the place of its first character
   */
  SourcePosition position();

  /**
   * What kind of value it is, for messages.
   *
   * @return for example {@code an object}
   */
  String kind();

  /**
   * An object.
   *
   * @param position where it begins
   * @param members its members by name, in the order of the text
   */
  record JsonObject(SourcePosition position, Map<String, Member> members) implements JsonValue {
    /**
     * Copies the members.
     *
     * @param position where it begins
     * @param members its members by name
     */
    public JsonObject {
      members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    @Override
    public String kind() {
      return "an object";
    }
  }

  /**
   * A member of an object.
   *
   * @param position where its name begins
   * @param value its value
   */
  record Member(SourcePosition position, JsonValue value) {}

  /**
   * An array.
   *
   * @param position where it begins
   * @param items its items
   */
  record JsonArray(SourcePosition position, List<JsonValue> items) implements JsonValue {
    /**
     * Copies the items.
     *
     * @param position where it begins
     * @param items its items
     */
    public JsonArray {
      items = List.copyOf(items);
    }

    @Override
    public String kind() {
      return "an array";
    }
  }

  /**
   * A text.
   *
   * @param position where it begins
   * @param value the text
   */
  record JsonText(SourcePosition position, String value) implements JsonValue {
    @Override
    public String kind() {
      return "a text";
    }
  }

  /**
   * A whole number of 64 bits.
   *
   * @param position where it begins
   * @param value the number
   */
  record JsonNumber(SourcePosition position, long value) implements JsonValue {
    @Override
    public String kind() {
      return "a whole number";
    }
  }

  /**
   * A truth value.
   *
   * @param position where it begins
   * @param value the value
   */
  record JsonTruth(SourcePosition position, boolean value) implements JsonValue {
    @Override
    public String kind() {
      return "a truth value";
    }
  }
}
