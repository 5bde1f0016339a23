package org.portcullis.rules.confine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.portcullis.facts.EnumType;
import org.portcullis.facts.Field;
import org.portcullis.facts.FieldType;
import org.portcullis.facts.RecordType;
import org.portcullis.facts.Vocabulary;
import org.portcullis.rules.Findings;

/** The names of the vocabulary and of the one global, as rule files write them. */
final class Names {
  /** The only type that a pattern may have. */
  static final String ROOT = Vocabulary.root().name();

  static final String GLOBAL = "findings";
  static final String GLOBAL_TYPE = Findings.class.getName();

  /** Every path to a value, sorted. */
  static final List<String> PATHS = paths();

  /** What may be imported: the full name by the simple name. */
  static final Map<String, String> IMPORTS = imports();

  static final List<String> ENUMS = Vocabulary.enums().stream().map(EnumType::name).toList();

  private Names() {}

  private static List<String> paths() {
    List<String> paths = new ArrayList<>();
    collect("", Vocabulary.root(), paths);
    return paths.stream().sorted().toList();
  }

  private static void collect(String prefix, RecordType type, List<String> paths) {
    for (Field field : type.fields()) {
      if (field.type() instanceof FieldType.NestedType nested) {
        collect(prefix + field.name() + ".", nested.type(), paths);
      } else {
        paths.add(prefix + field.name());
      }
    }
  }

  private static Map<String, String> imports() {
    Map<String, String> imports = new TreeMap<>();
    imports.put(ROOT, Vocabulary.root().javaType().getName());
    Vocabulary.enums().forEach(type -> imports.put(type.name(), type.javaType().getName()));
    return Map.copyOf(imports);
  }
}
