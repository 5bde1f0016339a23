package org.portcullis.rules.confine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.portcullis.facts.EnumType;
import org.portcullis.facts.Field;
import org.portcullis.facts.FieldType;
import org.portcullis.facts.RecordType;
import org.portcullis.facts.Vocabulary;

/** Every name of the vocabulary, misspelt once: refused in its place, with the name meant. */
final class MisspellingTest {
  private static final Declarations DENY = Samples.declarations("test.deny");

  static Stream<String> paths() {
    return Names.PATHS.stream();
  }

  @ParameterizedTest
  @MethodSource("paths")
  void check_everyPathMisspelt_isRefusedWithTheRightOne(String path) {
    int dot = path.lastIndexOf('.') + 1;
    String last = path.substring(dot);
    String misspelt = path.substring(0, dot) + "§" + last.substring(0, 1) + "q" + last.substring(1);
    assertSuggestion(Samples.denying(misspelt + " == 1"), "unknown-path", path);
    if (dot > 0) {
      String head = path.substring(0, path.indexOf('.'));
      String other = "§" + head + "x" + path.substring(head.length());
      assertSuggestion(Samples.denying(other + " == 1"), "unknown-path", path);
    }
  }

  static Stream<EnumType> enums() {
    return Vocabulary.enums().stream();
  }

  @ParameterizedTest
  @MethodSource("enums")
  void check_everyConstantMisspelt_isRefusedWithTheRightOne(EnumType type) {
    String test = test(type);
    for (Enum<?> constant : type.constants()) {
      String name = constant.name();
      String misspelt = name.substring(0, 2) + "Q" + name.substring(2);
      assertSuggestion(
          Samples.denying(test + type.name() + ".§" + misspelt),
          "unknown-constant",
          type.name() + "." + name);
    }
  }

  @ParameterizedTest
  @MethodSource("enums")
  void check_everyTypeMisspelt_isRefusedWithTheRightOne(EnumType type) {
    String misspelt = type.name().substring(0, 3) + "q" + type.name().substring(3);
    String constant = "." + type.constants().get(0).name();
    assertSuggestion(
        Samples.denying(test(type) + "§" + misspelt + constant), "unknown-enum", type.name());
    String name = "org.portcullis.facts." + type.name();
    String imported =
        Samples.denying("device.sequence == 1")
            .replace("import " + name + "\n", "import §org.portcullis.facts." + misspelt + "\n");
    assertSuggestion(imported, "unknown-import", name);
  }

  @Test
  void check_codeVerbAndPatternMisspelt_areRefusedWithTheRightOne() {
    String text = Samples.denying("device.sequence == 1");
    assertSuggestion(text.replace("\"test.deny\"", "§\"test.denyy\""), "unknown-code", "test.deny");
    assertSuggestion(text.replace(".deny(", ".§dney("), "unknown-verb", "deny");
    assertSuggestion(
        text.replace("EligibilityCase(", "§EligibiltyCase("), "unknown-type", "EligibilityCase");
    assertSuggestion(
        Samples.denying("device.sequence == params.§hugee"), "unknown-parameter", "params.huge");
  }

  private static void assertSuggestion(String marked, String code, String suggestion) {
    Marked.of(marked).assertRefused(DENY, code);
    CheckReport report = Samples.check(Marked.of(marked).text());
    assertThat(report.diagnostics())
        .map(each -> each.suggestion().orElse(""))
        .containsExactly(suggestion);
  }

  /** A path of the enum with its operator, ready for a constant. */
  private static String test(EnumType type) {
    return Names.PATHS.stream()
        .filter(path -> isOf(path, type))
        .findFirst()
        .map(path -> path + (isSet(path) ? " contains " : " == "))
        .orElseThrow();
  }

  private static boolean isOf(String path, EnumType type) {
    FieldType found = type(path);
    return found.equals(new FieldType.EnumeratedType(type))
        || found.equals(new FieldType.EnumeratedSetType(type));
  }

  private static boolean isSet(String path) {
    return type(path) instanceof FieldType.EnumeratedSetType;
  }

  private static FieldType type(String path) {
    RecordType record = Vocabulary.root();
    FieldType type = new FieldType.NestedType(record);
    for (String name : path.split("\\.", -1)) {
      Field field = ((FieldType.NestedType) type).type().field(name).orElseThrow();
      type = field.type();
    }
    return type;
  }
}
