package org.portcullis.facts;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Any legal case, drawn over the vocabulary's table; test scope only. */
public final class GeneratedCases {
  private static final int[] EDGES = {0, 1, 2, 23, 24, 255, 256, 65_535, 65_536, 2_147_483_647};

  private GeneratedCases() {}

  /** Draws a case; components that contradict each other are drawn again. */
  public static EligibilityCase draw(RandomGenerator random) {
    return (EligibilityCase) record(random, Vocabulary.root());
  }

  private static Record record(RandomGenerator random, RecordType type) {
    while (true) {
      try {
        return type.construct(values(random, type));
      } catch (IllegalArgumentException contradiction) {
        if (type.isSignal() && random.nextInt(4) == 0) {
          return unverified(random, type);
        }
      }
    }
  }

  private static List<Object> values(RandomGenerator random, RecordType type) {
    List<Object> values = new ArrayList<>();
    for (Field field : type.fields()) {
      values.add(value(random, type, field));
    }
    return values;
  }

  private static Record unverified(RandomGenerator random, RecordType type) {
    while (true) {
      List<Object> head = new ArrayList<>();
      for (Field field : type.fields()) {
        if (field.isHeader()) {
          head.add(value(random, type, field));
        }
      }
      try {
        return type.constructUnverified(head);
      } catch (IllegalArgumentException contradiction) {
        // Drawn again.
      }
    }
  }

  private static Object value(RandomGenerator random, RecordType owner, Field field) {
    FieldType type = field.type();
    if (field.name().equals("vocabulary")) {
      return Vocabulary.VERSION;
    } else if (type instanceof FieldType.IntType) {
      return field.name().equals("yearMonth") || field.name().equals("osPatchFloor")
          ? (2000 + random.nextInt(100)) * 100 + 1 + random.nextInt(12)
          : smallOrEdge(random, owner);
    } else if (type instanceof FieldType.LongType) {
      return random.nextInt(8) == 0 ? random.nextLong(Long.MAX_VALUE) : (long) edge(random);
    } else if (type instanceof FieldType.BooleanType) {
      return random.nextBoolean();
    } else if (type instanceof FieldType.EnumeratedType enumerated) {
      return constant(random, enumerated.type());
    } else if (type instanceof FieldType.EnumeratedSetType set) {
      return constants(random, set.type());
    } else if (type instanceof FieldType.NestedType nested) {
      return record(random, nested.type());
    }
    return List.of(Identifiers.NONE, "a", "stable", "pixel-9.pro_x", "0" + "z".repeat(63))
        .get(random.nextInt(5));
  }

  private static int smallOrEdge(RandomGenerator random, RecordType owner) {
    return owner.name().equals("KeyAttestationFacts") ? edge(random) : random.nextInt(32);
  }

  private static int edge(RandomGenerator random) {
    return EDGES[random.nextInt(EDGES.length)];
  }

  private static Enum<?> constant(RandomGenerator random, EnumType type) {
    return type.constants().get(random.nextInt(type.constants().size()));
  }

  private static Set<Enum<?>> constants(RandomGenerator random, EnumType type) {
    Set<Enum<?>> constants = new LinkedHashSet<>();
    for (Enum<?> constant : type.constants()) {
      if (random.nextBoolean()) {
        constants.add(constant);
      }
    }
    return constants;
  }
}
