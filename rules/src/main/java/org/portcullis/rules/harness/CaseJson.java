package org.portcullis.rules.harness;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.portcullis.facts.EligibilityCase;
import org.portcullis.facts.Field;
import org.portcullis.facts.FieldType;
import org.portcullis.facts.PolicyFacts;
import org.portcullis.facts.RecordType;
import org.portcullis.facts.Vocabulary;
import org.portcullis.release.json.JsonValue.JsonObject;
import org.portcullis.release.json.ObjectReader;
import org.portcullis.release.json.Problems;
import org.portcullis.release.json.Reading;
import org.portcullis.release.json.StrictJson;

/**
 * The JSON form of a case: one object with a member for each fact, and in each fact a member for
 * each component, by the names that rules use. Numbers are whole numbers, constants and identifiers
 * are texts, sets of constants are arrays. Unknown and missing members are errors, but for these:
 *
 * <ul>
 *   <li>A signal whose {@code state} is not {@code VERIFIED} is its head alone: {@code state},
 *       {@code source}, {@code rejection}. Every other component is neutral then and must not be
 *       written.
 *   <li>{@code source} may be left out where nobody judged the signal, so neither verified nor
 *       rejected it, and means {@code NOBODY}; {@code rejection} may be left out unless the state
 *       is {@code REJECTED}, and means {@code NONE}.
 *   <li>{@code vocabulary} and {@code policy} may be left out of the case, and mean the vocabulary
 *       of this library and a rule set in force: whoever decides sets them.
 * </ul>
 */
public final class CaseJson {
  private static final String POLICY = "policy";
  private static final String VOCABULARY = "vocabulary";

  private CaseJson() {}

  /**
   * Reads a case.
   *
   * @param file the name of the file, for the places
   * @param content the bytes, UTF-8
   * @return the case, or all that is wrong with the text
   */
  public static Reading<EligibilityCase> read(String file, byte[] content) {
    Reading<JsonObject> json = StrictJson.read(file, content);
    if (json instanceof Reading.Refused<JsonObject> refused) {
      return new Reading.Refused<>(refused.diagnostics());
    }
    Problems problems = new Problems();
    Optional<EligibilityCase> value =
        readCase(((Reading.Parsed<JsonObject>) json).value(), problems);
    return problems.result(value::orElseThrow);
  }

  /**
   * Reads one record of facts, as a larger text embeds it.
   *
   * @param type the record
   * @param object the JSON object
   * @param problems where errors go
   * @return the record, or empty if something is wrong, which is reported
   */
  public static Optional<Record> readRecord(RecordType type, JsonObject object, Problems problems) {
    return new RecordReader(problems).read(type, object);
  }

  /**
   * Writes a case, with two spaces of indentation and a member a line.
   *
   * @param value the case
   * @return the bytes, which {@link #read} reads as an equal case
   */
  public static byte[] write(EligibilityCase value) {
    RecordWriter writer = new RecordWriter();
    writer.write(Vocabulary.root(), value);
    return writer.text().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Writes one record of facts, indented like a case.
   *
   * @param type the record's type
   * @param value the record
   * @return one JSON object, without a line end after it
   */
  public static String writeRecord(RecordType type, Record value) {
    RecordWriter writer = new RecordWriter();
    writer.write(type, value);
    return writer.text().stripTrailing();
  }

  /** Reads a case that a larger text embeds; what is wrong is reported. */
  static Optional<EligibilityCase> readCase(JsonObject object, Problems problems) {
    ObjectReader members = new ObjectReader(object, problems);
    List<Object> facts = new ArrayList<>();
    for (Field field : Vocabulary.root().fields()) {
      readFact(field, members, problems).ifPresent(facts::add);
    }
    members.finish();
    return facts.size() == Vocabulary.root().fields().size()
        ? Optional.of((EligibilityCase) Vocabulary.root().construct(facts))
        : Optional.empty();
  }

  private static Optional<?> readFact(Field field, ObjectReader members, Problems problems) {
    if (field.name().equals(VOCABULARY)) {
      return members.has(VOCABULARY)
          ? members.number(VOCABULARY, Vocabulary.VERSION, Vocabulary.VERSION).map(Math::toIntExact)
          : Optional.of(Vocabulary.VERSION);
    }
    if (field.name().equals(POLICY) && !members.has(POLICY)) {
      return Optional.of(PolicyFacts.IN_FORCE);
    }
    RecordType type = ((FieldType.NestedType) field.type()).type();
    return members
        .object(field.name())
        .flatMap(fact -> new RecordReader(problems).read(type, fact));
  }
}
