package org.portcullis.release.json;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.portcullis.release.json.JsonValue.JsonArray;
import org.portcullis.release.json.JsonValue.JsonNumber;
import org.portcullis.release.json.JsonValue.JsonObject;
import org.portcullis.release.json.JsonValue.JsonText;
import org.portcullis.release.json.JsonValue.JsonTruth;

/**
 * Takes the members of an object by name. What is missing or of another type is reported, and
 * {@link #finish} reports the members that nobody asked for. Not thread-safe.
 */
public final class ObjectReader {
  private static final Pattern INSTANT =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\dZ");

  private final JsonObject object;
  private final Problems problems;
  private final Set<String> asked = new LinkedHashSet<>();

  /**
   * A reader.
   *
   * @param object the object
   * @param problems where errors go
   */
  public ObjectReader(JsonObject object, Problems problems) {
    this.object = object;
    this.problems = problems;
  }

  /**
   * Whether the object has a member; asks for it.
   *
   * @param name its name
   * @return whether it is there
   */
  public boolean has(String name) {
    asked.add(name);
    return object.members().containsKey(name);
  }

  /**
   * Where a member's value stands.
   *
   * @param name its name
   * @return the place of the value, or of the object if the member is missing
   */
  public SourcePosition position(String name) {
    JsonValue.Member member = object.members().get(name);
    return member == null ? object.position() : member.value().position();
  }

  /**
   * Refuses a member that has no place here, if it is there; asks for it.
   *
   * @param name its name
   * @param message why, one line
   */
  public void refuse(String name, String message) {
    asked.add(name);
    JsonValue.Member member = object.members().get(name);
    if (member != null) {
      problems.error(member.position(), "unexpected-member", message);
    }
  }

  /**
   * A member of any type that must be there.
   *
   * @param name its name
   * @return its value, or empty if it is missing, which is reported
   */
  public Optional<JsonValue> value(String name) {
    asked.add(name);
    JsonValue.Member member = object.members().get(name);
    if (member == null) {
      problems.error(object.position(), "missing-member", "`" + name + "` is missing");
      return Optional.empty();
    }
    return Optional.of(member.value());
  }

  /**
   * A text that must be there.
   *
   * @param name its name
   * @return the text, or empty if it is missing or no text, which is reported
   */
  public Optional<String> text(String name) {
    return typed(name, JsonText.class, "a text").map(JsonText::value);
  }

  /**
   * A whole number that must be there.
   *
   * @param name its name
   * @param minimum the lowest value, inclusive
   * @param maximum the highest value, inclusive
   * @return the number, or empty if it is missing, none or out of bounds, which is reported
   */
  public Optional<Long> number(String name, long minimum, long maximum) {
    Optional<JsonNumber> number = typed(name, JsonNumber.class, "a whole number");
    if (number.isPresent() && (number.get().value() < minimum || number.get().value() > maximum)) {
      problems.error(
          number.get().position(),
          "bad-value",
          "`" + name + "` must be " + minimum + " to " + maximum);
      return Optional.empty();
    }
    return number.map(JsonNumber::value);
  }

  /**
   * A truth value that must be there.
   *
   * @param name its name
   * @return the value, or empty if it is missing or none, which is reported
   */
  public Optional<Boolean> truth(String name) {
    return typed(name, JsonTruth.class, "true or false").map(JsonTruth::value);
  }

  /**
   * An instant that must be there, in the one form {@code 2026-01-31T23:59:59Z}: other spellings of
   * RFC 3339 are read differently by different libraries, or not at all.
   *
   * @param name its name
   * @return the instant, of whole seconds, or empty if it is missing or none, which is reported
   */
  public Optional<Instant> instant(String name) {
    Optional<String> text = text(name);
    Optional<Instant> instant = text.flatMap(ObjectReader::parseInstant);
    if (text.isPresent() && instant.isEmpty()) {
      problems.error(
          position(name),
          "bad-value",
          "`" + name + "` must be an instant such as 2026-01-31T23:59:59Z");
    }
    return instant;
  }

  private static Optional<Instant> parseInstant(String text) {
    try {
      return INSTANT.matcher(text).matches() ? Optional.of(Instant.parse(text)) : Optional.empty();
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /**
   * An object that must be there.
   *
   * @param name its name
   * @return the object, or empty if it is missing or none, which is reported
   */
  public Optional<JsonObject> object(String name) {
    return typed(name, JsonObject.class, "an object");
  }

  /**
   * An array that must be there.
   *
   * @param name its name
   * @return the array, or empty if it is missing or none, which is reported
   */
  public Optional<JsonArray> array(String name) {
    return typed(name, JsonArray.class, "an array");
  }

  /** Reports the members that nobody asked for. */
  public void finish() {
    object
        .members()
        .forEach(
            (name, member) -> {
              if (!asked.contains(name)) {
                problems.unknown(
                    member.position(),
                    "unknown-member",
                    "unknown member `" + Printable.of(name) + "`",
                    name,
                    asked);
              }
            });
  }

  private <T extends JsonValue> Optional<T> typed(String name, Class<T> type, String expected) {
    Optional<JsonValue> value = value(name);
    if (value.isPresent() && !type.isInstance(value.get())) {
      problems.error(
          value.get().position(),
          "wrong-type",
          "`" + name + "` must be " + expected + ", not " + value.get().kind());
      return Optional.empty();
    }
    return value.map(type::cast);
  }
}
