package org.portcullis.rules;

import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.portcullis.facts.EligibilityCase;
import org.portcullis.facts.EnumType;
import org.portcullis.facts.Vocabulary;
import org.portcullis.rules.internal.FiredRules;

/**
 * The parent of all classes that are compiled from rules: it yields the vocabulary, the sink, what
 * Drools' own generated code needs, and nothing else. It is a second fence against mistakes; the
 * confinement is the boundary, since no class loader contains MVEL.
 */
final class RuleClassLoader extends ClassLoader {
  private static final Set<String> PLATFORM =
      Stream.of(
              "Boolean",
              "Byte",
              "CharSequence",
              "Character",
              "Class",
              "Comparable",
              "Double",
              "Enum",
              "Error",
              "Exception",
              "Float",
              "IllegalArgumentException",
              "Integer",
              "Iterable",
              "Long",
              "Number",
              "Object",
              "Override",
              "Record",
              "RuntimeException",
              "Short",
              "String",
              "StringBuilder",
              "StringBuffer",
              "SuppressWarnings",
              "Deprecated",
              "FunctionalInterface",
              "SafeVarargs",
              "Throwable",
              "Void",
              "annotation.Annotation",
              "constant.Constable",
              "constant.ConstantDesc",
              "invoke.MethodHandles",
              "invoke.MethodHandles$Lookup",
              "invoke.TypeDescriptor",
              "invoke.TypeDescriptor$OfField",
              "reflect.AnnotatedElement",
              "reflect.GenericDeclaration",
              "reflect.Type")
          .map("java.lang."::concat)
          .collect(Collectors.toUnmodifiableSet());

  private static final Set<String> JDK =
      Set.of(
          "java.io.Serializable",
          "java.io.Externalizable",
          "java.io.ObjectInput",
          "java.io.ObjectOutput",
          "java.io.IOException",
          "java.util.Collection",
          "java.util.Enumeration",
          "java.util.List",
          "java.util.Map",
          "java.util.Set");

  private static final Set<String> OWN =
      Stream.concat(
              Stream.of(FiredRules.class.getName(), EligibilityCase.class.getName()), vocabulary())
          .collect(Collectors.toUnmodifiableSet());

  private final ClassLoader source;

  RuleClassLoader() {
    super(null);
    this.source = RuleClassLoader.class.getClassLoader();
  }

  private static Stream<String> vocabulary() {
    String records = EligibilityCase.class.getPackageName();
    Stream<String> nested =
        Stream.of(EligibilityCase.class.getRecordComponents())
            .map(component -> component.getType().getName())
            .filter(name -> name.startsWith(records));
    Stream<String> parts = Stream.of(org.portcullis.facts.PatchLevelFacts.class.getName());
    Stream<String> enums = Vocabulary.enums().stream().map(EnumType::javaType).map(Class::getName);
    return Stream.of(nested, parts, enums).flatMap(names -> names);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!admits(name)) {
      if (Boolean.getBoolean("portcullis.trace")) System.err.println("REFUSED " + name);
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

  private static boolean admits(String name) {
    return PLATFORM.contains(name)
        || JDK.contains(name)
        || OWN.contains(name)
        || name.startsWith("org.drools.")
        || name.startsWith("org.kie.")
        || name.startsWith("org.mvel2.");
  }
}
