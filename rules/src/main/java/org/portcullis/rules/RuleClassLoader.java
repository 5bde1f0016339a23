package org.portcullis.rules;

import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.portcullis.facts.EnumType;
import org.portcullis.facts.Field;
import org.portcullis.facts.FieldType;
import org.portcullis.facts.RecordType;
import org.portcullis.facts.Vocabulary;
import org.portcullis.rules.internal.FiredRules;

/**
 * The parent of all classes that are compiled from rules: it yields the vocabulary, the sink, what
 * Drools' own generated code needs, and nothing else. It is a second fence against mistakes; the
 * confinement is the boundary, since no class loader contains MVEL.
 */
final class RuleClassLoader extends ClassLoader {
  private static final Set<String> JDK =
      Set.of(
          "java.io.Serializable",
          "java.lang.Boolean",
          "java.lang.Class",
          "java.lang.Comparable",
          "java.lang.Enum",
          "java.lang.Exception",
          "java.lang.Integer",
          "java.lang.Long",
          "java.lang.Object",
          "java.lang.Record",
          "java.lang.RuntimeException",
          "java.lang.String",
          "java.lang.Throwable",
          "java.util.Collection",
          "java.util.Set");

  private static final Set<String> OWN =
      Stream.concat(Stream.of(FiredRules.class.getName()), vocabulary())
          .collect(Collectors.toUnmodifiableSet());

  private final ClassLoader source;

  RuleClassLoader() {
    super(null);
    this.source = RuleClassLoader.class.getClassLoader();
  }

  private static Stream<String> vocabulary() {
    return Stream.concat(
        records(Vocabulary.root()).map(RecordType::javaType).map(Class::getName),
        Vocabulary.enums().stream().map(EnumType::javaType).map(Class::getName));
  }

  private static Stream<RecordType> records(RecordType type) {
    Stream<RecordType> nested =
        type.fields().stream()
            .map(Field::type)
            .filter(FieldType.NestedType.class::isInstance)
            .flatMap(field -> records(((FieldType.NestedType) field).type()));
    return Stream.concat(Stream.of(type), nested);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!admits(name)) {
      throw new ClassNotFoundException(name);
    }
    return source.loadClass(name);
  }

  /** The compiler of consequences reads class files, so these pass the same fence. */
  @Override
  public @Nullable URL getResource(String name) {
    return admitsFile(name) ? source.getResource(name) : null;
  }

  @Override
  public @Nullable InputStream getResourceAsStream(String name) {
    return admitsFile(name) ? source.getResourceAsStream(name) : null;
  }

  @Override
  public Enumeration<URL> getResources(String name) {
    return Collections.emptyEnumeration();
  }

  private static boolean admitsFile(String name) {
    return name.endsWith(".class")
        && admits(name.substring(0, name.length() - ".class".length()).replace('/', '.'));
  }

  /**
   * An agent that instruments every class, as one that measures coverage, leaves a class of its own
   * in this package; the JDK has none of such a name.
   */
  private static boolean isAgents(String name) {
    return name.startsWith("java.lang.$");
  }

  private static boolean admits(String name) {
    return isAgents(name)
        || JDK.contains(name)
        || OWN.contains(name)
        || name.startsWith("org.drools.")
        || name.startsWith("org.kie.")
        || name.startsWith("org.mvel2.");
  }
}
