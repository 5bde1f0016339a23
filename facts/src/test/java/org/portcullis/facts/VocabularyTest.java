package org.portcullis.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class VocabularyTest {
  @Test
  void table_everyRecord_namesItsComponentsInOrder() {
    for (RecordType type : recordTypes().values()) {
      List<String> declared =
          Arrays.stream(type.javaType().getRecordComponents())
              .map(RecordComponent::getName)
              .toList();
      assertThat(type.fields()).extracting(Field::name).as(type.name()).isEqualTo(declared);
    }
  }

  @Test
  void table_everyComponent_hasTheTypeOfTheRecord() {
    for (RecordType type : recordTypes().values()) {
      for (RecordComponent component : type.javaType().getRecordComponents()) {
        Field field = type.field(component.getName()).orElseThrow();
        assertThat(javaType(field.type())).as(type + "." + field).isEqualTo(component.getType());
      }
    }
  }

  @Test
  void table_everySignal_guardsAllButStateAndRejection() {
    for (RecordType type : recordTypes().values()) {
      for (Field field : type.fields()) {
        boolean free = field.isState() || (field.isHeader() && field.name().equals("rejection"));
        assertThat(field.isGuarded()).as(type + "." + field).isEqualTo(type.isSignal() && !free);
      }
    }
  }

  @Test
  void table_everyEnumOfAComponent_isRegistered() {
    for (RecordType type : recordTypes().values()) {
      for (Field field : type.fields()) {
        if (field.type() instanceof FieldType.EnumeratedType enumerated) {
          assertThat(Vocabulary.enumType(enumerated.type().name())).hasValue(enumerated.type());
        }
      }
    }
  }

  @Test
  void numbers_ofVocabularyOne_areFrozen() {
    assertThat(describe()).isEqualTo(golden("vocabulary-1.txt"));
  }

  private static Map<String, RecordType> recordTypes() {
    Map<String, RecordType> types = new LinkedHashMap<>();
    collect(Vocabulary.root(), types);
    return types;
  }

  private static void collect(RecordType type, Map<String, RecordType> types) {
    if (types.put(type.name(), type) == null) {
      for (Field field : type.fields()) {
        if (field.type() instanceof FieldType.NestedType nested) {
          collect(nested.type(), types);
        }
      }
    }
  }

  private static Class<?> javaType(FieldType type) {
    if (type instanceof FieldType.IntType) {
      return int.class;
    } else if (type instanceof FieldType.LongType) {
      return long.class;
    } else if (type instanceof FieldType.BooleanType) {
      return boolean.class;
    } else if (type instanceof FieldType.EnumeratedType enumerated) {
      return enumerated.type().javaType();
    } else if (type instanceof FieldType.EnumeratedSetType) {
      return java.util.Set.class;
    } else if (type instanceof FieldType.NestedType nested) {
      return nested.type().javaType();
    }
    return String.class;
  }

  private static String describe() {
    List<String> lines = new ArrayList<>();
    for (RecordType type : recordTypes().values()) {
      lines.add("record " + type.name());
      type.fields()
          .forEach(
              field ->
                  lines.add("  " + field.number() + " " + field.name() + " " + kind(field.type())));
    }
    for (EnumType type : Vocabulary.enums()) {
      lines.add("enum " + type.name());
      type.constants()
          .forEach(constant -> lines.add("  " + type.number(constant) + " " + constant.name()));
    }
    return String.join("\n", lines) + "\n";
  }

  private static String kind(FieldType type) {
    if (type instanceof FieldType.EnumeratedType enumerated) {
      return enumerated.type().name();
    } else if (type instanceof FieldType.EnumeratedSetType set) {
      return "set of " + set.type().name();
    } else if (type instanceof FieldType.NestedType nested) {
      return nested.type().name();
    }
    return type.getClass().getSimpleName().replace("Type", "").toLowerCase(java.util.Locale.ROOT);
  }

  private static String golden(String name) {
    try (InputStream in =
        Objects.requireNonNull(VocabularyTest.class.getResourceAsStream("/" + name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
