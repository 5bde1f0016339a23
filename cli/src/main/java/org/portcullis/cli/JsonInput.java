package org.portcullis.cli;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.portcullis.release.json.Diagnostic;
import org.portcullis.release.json.JsonValue.JsonObject;
import org.portcullis.release.json.ObjectReader;
import org.portcullis.release.json.Problems;
import org.portcullis.release.json.Reading;
import org.portcullis.release.json.StrictJson;

/** Reading JSON objects strictly: what all input files of this tool share. */
final class JsonInput {
  private JsonInput() {}

  /**
   * Reads an object.
   *
   * @param file what places call it
   * @param content the bytes
   * @param parse takes the object apart and reports what is wrong; may be empty only then
   */
  static <T> Reading<T> read(
      String file, byte[] content, BiFunction<JsonObject, Problems, Optional<T>> parse) {
    Reading<JsonObject> json = StrictJson.read(file, content);
    if (json instanceof Reading.Refused<JsonObject> refused) {
      return new Reading.Refused<>(refused.diagnostics());
    }
    Problems problems = new Problems();
    Optional<T> value = parse.apply(((Reading.Parsed<JsonObject>) json).value(), problems);
    return problems.result(value::orElseThrow);
  }

  /**
   * What was read.
   *
   * @throws Complaint with the last error; those before it are reported at once
   */
  static <T> T require(Surroundings surroundings, Reading<T> reading) {
    if (reading instanceof Reading.Parsed<T> parsed) {
      return parsed.value();
    }
    throw refusal(surroundings, ((Reading.Refused<T>) reading).diagnostics());
  }

  /** All errors: the last one to be thrown, those before it reported at once. */
  static Complaint refusal(Surroundings surroundings, List<Diagnostic> errors) {
    errors.stream()
        .limit(errors.size() - 1L)
        .forEach(error -> surroundings.complain(Texts.withSuggestion(error)));
    return Complaint.about(errors.get(errors.size() - 1));
  }

  /** A text member that must be there, converted; the converter's refusal is reported. */
  static <T> Optional<T> text(
      ObjectReader reader, Problems problems, String name, Function<String, T> converter) {
    return reader
        .text(name)
        .flatMap(
            text -> {
              try {
                return Optional.of(converter.apply(text));
              } catch (Complaint | IllegalArgumentException e) {
                problems.error(reader.position(name), "bad-value", String.valueOf(e.getMessage()));
                return Optional.empty();
              }
            });
  }

  /** A text member that may be missing, converted. */
  static <T> Optional<T> optionalText(
      ObjectReader reader, Problems problems, String name, Function<String, T> converter) {
    return reader.has(name) ? text(reader, problems, name, converter) : Optional.empty();
  }
}
