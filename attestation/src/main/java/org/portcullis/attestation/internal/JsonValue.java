package org.portcullis.attestation.internal;

import java.util.List;
import java.util.Map;

/** A value of a strictly read JSON text, with the place where it begins. */
public sealed interface JsonValue {
  /**
   * The line of its first character.
   *
   * @return 1 or more
   */
  int line();

  /**
   * The column of its first character.
   *
   * @return 1 or more
   */
  int column();

  /**
   * A string.
   *
   * @param line its line, from 1
   * @param column its column, from 1
   * @param value what it says
   */
  record Text(int line, int column, String value) implements JsonValue {}

  /**
   * A whole number of 64 bits.
   *
   * @param line its line, from 1
   * @param column its column, from 1
   * @param value the number
   */
  record Whole(int line, int column, long value) implements JsonValue {}

  /**
   * True or false.
   *
   * @param line its line, from 1
   * @param column its column, from 1
   * @param value which of them
   */
  record Truth(int line, int column, boolean value) implements JsonValue {}

  /**
   * An array.
   *
   * @param line its line, from 1
   * @param column its column, from 1
   * @param items its items in their order
   */
  record Items(int line, int column, List<JsonValue> items) implements JsonValue {
    /**
     * Copies the items.
     *
     * @param line its line, from 1
     * @param column its column, from 1
     * @param items its items in their order
     */
    public Items {
      items = List.copyOf(items);
    }
  }

  /**
   * An object.
   *
   * @param line its line, from 1
   * @param column its column, from 1
   * @param members its members by name; each name stands once
   */
  record Members(int line, int column, Map<String, Member> members) implements JsonValue {}

  /**
   * A member of an object.
   *
   * @param line the line of its name, from 1
   * @param column the column of its name, from 1
   * @param value its value
   */
  record Member(int line, int column, JsonValue value) {}
}
