package org.portcullis.rules.bundle;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.portcullis.release.json.JsonValue;
import org.portcullis.release.json.JsonValue.JsonArray;
import org.portcullis.release.json.JsonValue.JsonObject;
import org.portcullis.release.json.JsonValue.JsonText;
import org.portcullis.release.json.Reading;
import org.portcullis.release.json.StrictJson;

/**
 * The texts that the tests of a rule set give to components of their cases, and so every constant
 * that they name. A file that is no JSON names none.
 */
final class TestedConstants {
  private static final String CASE = "case";
  private static final String TESTS = "tests";
  private static final String SET = "set";

  private final Set<String> names = new HashSet<>();

  private TestedConstants() {}

  static Set<String> of(List<BundleFile> tests) {
    TestedConstants constants = new TestedConstants();
    for (BundleFile test : tests) {
      if (StrictJson.read(test.path(), test.content())
          instanceof Reading.Parsed<JsonObject> parsed) {
        constants.addFile(parsed.value());
      }
    }
    return constants.names;
  }

  private void addFile(JsonObject file) {
    addMember(file, CASE);
    JsonValue.Member tests = file.members().get(TESTS);
    if (tests != null && tests.value() instanceof JsonArray array) {
      for (JsonValue test : array.items()) {
        if (test instanceof JsonObject object) {
          addMember(object, SET);
        }
      }
    }
  }

  private void addMember(JsonObject object, String name) {
    JsonValue.Member member = object.members().get(name);
    if (member != null) {
      add(member.value());
    }
  }

  private void add(JsonValue value) {
    if (value instanceof JsonText text) {
      names.add(text.value());
    } else if (value instanceof JsonArray array) {
      array.items().forEach(this::add);
    } else if (value instanceof JsonObject object) {
      object.members().values().forEach(member -> add(member.value()));
    }
  }
}
