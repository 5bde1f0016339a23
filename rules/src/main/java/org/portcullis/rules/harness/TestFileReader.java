package org.portcullis.rules.harness;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.portcullis.facts.EligibilityCase;
import org.portcullis.release.json.JsonValue;
import org.portcullis.release.json.JsonValue.JsonArray;
import org.portcullis.release.json.JsonValue.JsonObject;
import org.portcullis.release.json.ObjectReader;
import org.portcullis.release.json.Printable;
import org.portcullis.release.json.Problems;
import org.portcullis.rules.bundle.EffectiveParameters;
import org.portcullis.rules.bundle.RuleSetManifest;

/** Reads one file of tests strictly: all that is wrong is reported at once, with its place. */
final class TestFileReader {
  private static final int FORMAT = 1;
  private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}]{1,200}");

  private final RuleSetManifest manifest;
  private final EffectiveParameters under;
  private final Problems problems;
  private final ExpectationReader expectations;
  private final CaseChanges changes;
  private final Set<String> names = new HashSet<>();

  /** What the tests of a file begin with. */
  private record Base(JsonObject text, EligibilityCase facts, EffectiveParameters parameters) {}

  TestFileReader(RuleSetManifest manifest, EffectiveParameters under, Problems problems) {
    this.manifest = manifest;
    this.under = under;
    this.problems = problems;
    this.expectations = new ExpectationReader(manifest, problems);
    this.changes = new CaseChanges(problems);
  }

  /** The tests; fewer than are written if something is wrong, which is reported. */
  List<RuleSetTest> read(JsonObject file) {
    ObjectReader reader = new ObjectReader(file, problems);
    reader.number("format", FORMAT, FORMAT);
    Optional<EffectiveParameters> parameters = parameters(reader, under);
    Optional<JsonObject> text = reader.object("case");
    Optional<EligibilityCase> facts = text.flatMap(object -> CaseJson.readCase(object, problems));
    Optional<JsonArray> tests = reader.array("tests");
    reader.finish();
    tests.ifPresent(this::checkSize);
    if (parameters.isEmpty() || facts.isEmpty() || tests.isEmpty()) {
      return List.of();
    }
    Base base = new Base(text.orElseThrow(), facts.get(), parameters.get());
    return tests.get().items().stream()
        .limit(RuleSetTests.MAX_TESTS_OF_FILE)
        .flatMap(item -> test(item, base).stream())
        .toList();
  }

  private void checkSize(JsonArray tests) {
    if (tests.items().isEmpty()) {
      problems.error(tests.position(), "no-test", "a file of tests must have one");
    } else if (tests.items().size() > RuleSetTests.MAX_TESTS_OF_FILE) {
      problems.error(
          tests.position(),
          "too-many-tests",
          "more than " + RuleSetTests.MAX_TESTS_OF_FILE + " tests in a file");
    }
  }

  private Optional<RuleSetTest> test(JsonValue item, Base base) {
    if (!(item instanceof JsonObject object)) {
      problems.error(item.position(), "wrong-type", "a test must be an object, not " + item.kind());
      return Optional.empty();
    }
    ObjectReader reader = new ObjectReader(object, problems);
    Optional<String> name = name(reader);
    Optional<EligibilityCase> facts = facts(reader, base);
    Optional<EffectiveParameters> parameters = parameters(reader, base.parameters());
    Optional<Expectation> expected = reader.object("expect").flatMap(expectations::read);
    reader.finish();
    return name.isPresent() && facts.isPresent() && parameters.isPresent() && expected.isPresent()
        ? Optional.of(
            new RuleSetTest(
                name.get(), object.position(), facts.get(), parameters.get(), expected.get()))
        : Optional.empty();
  }

  private Optional<String> name(ObjectReader reader) {
    Optional<String> name = reader.text("name");
    if (name.isEmpty()) {
      return name;
    }
    if (name.get().isBlank() || !NAME.matcher(name.get()).matches()) {
      problems.error(
          reader.position("name"),
          "bad-value",
          "`name` must be a line of 1 to 200 characters, not all blank");
      return Optional.empty();
    }
    if (!names.add(name.get())) {
      problems.error(
          reader.position("name"),
          "duplicate-test",
          "a test `" + Printable.of(name.get()) + "` stands in this file already");
      return Optional.empty();
    }
    return name;
  }

  private Optional<EligibilityCase> facts(ObjectReader reader, Base base) {
    if (!reader.has("set")) {
      return Optional.of(base.facts());
    }
    return reader
        .object("set")
        .flatMap(set -> changes.apply(base.text(), set))
        .flatMap(changed -> CaseJson.readCase(changed, problems));
  }

  private Optional<EffectiveParameters> parameters(ObjectReader reader, EffectiveParameters under) {
    return reader.has("params")
        ? reader.object("params").flatMap(values -> under.with(manifest, values, problems))
        : Optional.of(under);
  }
}
