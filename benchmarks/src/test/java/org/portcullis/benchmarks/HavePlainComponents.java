package org.portcullis.benchmarks;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Set;

/**
 * Components are {@code int}, {@code long}, {@code boolean}, enums, identifiers, sets of enums or
 * identifiers, and records of facts: what rules can compare without surprise.
 */
final class HavePlainComponents extends ArchCondition<JavaClass> {
  /** Words of the rule language; a component of such a name could not be written. */
  private static final Set<String> OPERATORS =
      Set.of(
          "in",
          "contains",
          "matches",
          "not",
          "from",
          "end",
          "memberOf",
          "excludes",
          "soundslike",
          "str",
          "and",
          "or",
          "exists",
          "forall",
          "eval",
          "this",
          "null",
          "true",
          "false");

  HavePlainComponents() {
    super("have plain components");
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    for (RecordComponent component : type.reflect().getRecordComponents()) {
      boolean plain = isPlain(component.getGenericType());
      boolean sayable = !OPERATORS.contains(component.getName());
      events.add(
          new SimpleConditionEvent(
              type, plain && sayable, type.getSimpleName() + "." + component + " is not plain"));
    }
  }

  private static boolean isPlain(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type element = generic.getActualTypeArguments()[0];
      return generic.getRawType() == Set.class && (element == String.class || isEnum(element));
    }
    return type == int.class
        || type == long.class
        || type == boolean.class
        || type == String.class
        || isEnum(type)
        || isFact(type);
  }

  private static boolean isEnum(Type type) {
    return type instanceof Class<?> javaType && javaType.isEnum();
  }

  private static boolean isFact(Type type) {
    return type instanceof Class<?> javaType
        && javaType.isRecord()
        && javaType.getPackageName().equals("org.portcullis.facts");
  }
}
