package org.portcullis.attestation.internal;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Takes the members of a JSON object one by one; what nobody took is unknown and refused. */
public final class ObjectReader {
  private static final String INSTANT_FORM = "an instant such as `2026-04-10T00:00:00Z`";

  private final JsonValue.Members object;
  private final Set<String> taken = new HashSet<>();

  /**
   * A reader of an object.
   *
   * @param object the object
   */
  public ObjectReader(JsonValue.Members object) {
    this.object = object;
  }

  /**
   * A reader of a value that must be an object.
   *
   * @param value the value
   * @param what what the object is, for the message
   * @return the reader
   * @throws JsonException if it isn't an object
   */
  public static ObjectReader of(JsonValue value, String what) throws JsonException {
    if (value instanceof JsonValue.Members object) {
      return new ObjectReader(object);
    }
    throw JsonException.at(value, what + " is a json object");
  }

  /**
   * The object that is read.
   *
   * @return the object
   */
  public JsonValue.Members object() {
    return object;
  }

  /**
   * Whether there is a member of a name; doesn't take it.
   *
   * @param name the name
   * @return true if there is one
   */
  public boolean has(String name) {
    return object.members().containsKey(name);
  }

  /**
   * Takes a member.
   *
   * @param name its name
   * @return its value, or empty
   */
  public Optional<JsonValue> optional(String name) {
    taken.add(name);
    return Optional.ofNullable(object.members().get(name)).map(JsonValue.Member::value);
  }

  /**
   * Takes a member that must be there.
   *
   * @param name its name
   * @return its value
   * @throws JsonException if there is none
   */
  public JsonValue required(String name) throws JsonException {
    Optional<JsonValue> value = optional(name);
    if (value.isEmpty()) {
      throw JsonException.at(object, "the member `" + name + "` is missing");
    }
    return value.get();
  }

  /**
   * Takes a string of a form.
   *
   * @param name its name
   * @param reader makes the value of the string, or empty if it isn't of the form
   * @param form the form in words
   * @param <T> what it is
   * @return the value
   * @throws JsonException if there is none or it isn't of the form
   */
  public <T> T text(String name, Function<String, Optional<T>> reader, String form)
      throws JsonException {
    return text(required(name), "`" + name + "`", reader, form);
  }

  /**
   * Takes a string of a form that may be missing.
   *
   * @param name its name
   * @param reader makes the value of the string, or empty if it isn't of the form
   * @param form the form in words
   * @param <T> what it is
   * @return the value, or empty if there is none
   * @throws JsonException if it isn't of the form
   */
  public <T> Optional<T> optionalText(
      String name, Function<String, Optional<T>> reader, String form) throws JsonException {
    Optional<JsonValue> value = optional(name);
    return value.isEmpty()
        ? Optional.empty()
        : Optional.of(text(value.get(), "`" + name + "`", reader, form));
  }

  /**
   * A string of a form.
   *
   * @param value the value
   * @param what what it is, for the message
   * @param reader makes the value of the string, or empty if it isn't of the form
   * @param form the form in words
   * @param <T> what it is
   * @return the value
   * @throws JsonException if it isn't of the form
   */
  public static <T> T text(
      JsonValue value, String what, Function<String, Optional<T>> reader, String form)
      throws JsonException {
    if (value instanceof JsonValue.Text text) {
      Optional<T> read = reader.apply(text.value());
      if (read.isPresent()) {
        return read.get();
      }
    }
    throw JsonException.at(value, what + " is " + form);
  }

  /**
   * Takes a name.
   *
   * @param name the member's name
   * @return the name that it has
   * @throws JsonException if there is none or it has another form
   */
  public String name(String name) throws JsonException {
    return text(name, text -> Optional.of(text).filter(Names::isName), Names.FORM);
  }

  /**
   * Takes an instant that may be missing.
   *
   * @param name its name
   * @param otherwise what to return if it is missing
   * @return the instant
   * @throws JsonException if it has another form
   */
  public Instant instant(String name, Instant otherwise) throws JsonException {
    return optionalText(name, ObjectReader::parse, INSTANT_FORM).orElse(otherwise);
  }

  /**
   * Takes an instant.
   *
   * @param name its name
   * @return the instant
   * @throws JsonException if there is none or it has another form
   */
  public Instant instant(String name) throws JsonException {
    return text(name, ObjectReader::parse, INSTANT_FORM);
  }

  private static Optional<Instant> parse(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /**
   * Takes a truth value that may be missing.
   *
   * @param name its name
   * @return the value, false if it is missing
   * @throws JsonException if it is something else
   */
  public boolean truth(String name) throws JsonException {
    Optional<JsonValue> value = optional(name);
    if (value.isEmpty()) {
      return false;
    }
    if (value.get() instanceof JsonValue.Truth truth) {
      return truth.value();
    }
    throw JsonException.at(value.get(), "`" + name + "` is true or false");
  }

  /**
   * Takes an array that may be missing.
   *
   * @param name its name
   * @return its items, none if it is missing
   * @throws JsonException if it is something else
   */
  public List<JsonValue> items(String name) throws JsonException {
    Optional<JsonValue> value = optional(name);
    if (value.isEmpty()) {
      return List.of();
    }
    if (value.get() instanceof JsonValue.Items array) {
      return array.items();
    }
    throw JsonException.at(value.get(), "`" + name + "` is a json array");
  }

  /**
   * Refuses members that nobody took.
   *
   * @throws JsonException at the first of them
   */
  public void finish() throws JsonException {
    for (var member : object.members().entrySet()) {
      if (!taken.contains(member.getKey())) {
        throw new JsonException(
            member.getValue().line(),
            member.getValue().column(),
            "the member `" + Quoted.of(member.getKey()) + "` is unknown");
      }
    }
  }
}
