package org.portcullis.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.portcullis.facts.EligibilityCase;
import org.portcullis.facts.Field;
import org.portcullis.facts.FieldType;
import org.portcullis.rules.confine.FactPath;

/**
 * Reads the values of a set of paths from a case, each once: nested records first, then numbers
 * (also truth values and the frozen numbers of constants) and objects (identifiers and sets).
 */
final class FactPlan {
  /** How to read one value: a component of a record that was read before. */
  private record Step(int owner, Field field) {}

  private final Step[] records;
  private final Step[] numbers;
  private final Step[] objects;

  private FactPlan(Builder builder) {
    this.records = builder.records.toArray(Step[]::new);
    this.numbers = builder.numbers.toArray(Step[]::new);
    this.objects = builder.objects.toArray(Step[]::new);
  }

  /** The values of a case, by slot. */
  static final class Values {
    private final long[] numbers;
    private final Object[] objects;

    private Values(long[] numbers, Object[] objects) {
      this.numbers = numbers;
      this.objects = objects;
    }

    long number(int slot) {
      return numbers[slot];
    }

    Object object(int slot) {
      return objects[slot];
    }
  }

  Values read(EligibilityCase facts) {
    Object[] owners = new Object[records.length + 1];
    owners[0] = facts;
    for (int i = 0; i < records.length; i++) {
      owners[i + 1] = records[i].field.read(owners[records[i].owner]);
    }
    long[] longs = new long[numbers.length];
    for (int i = 0; i < longs.length; i++) {
      longs[i] = numbers[i].field.readLong(owners[numbers[i].owner]);
    }
    Object[] values = new Object[objects.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = objects[i].field.read(owners[objects[i].owner]);
    }
    return new Values(longs, values);
  }

  /** Collects paths and gives each its slot. */
  static final class Builder {
    private final List<Step> records = new ArrayList<>();
    private final List<Step> numbers = new ArrayList<>();
    private final List<Step> objects = new ArrayList<>();
    private final Map<String, Integer> slots = new HashMap<>();

    /** The slot of a path, among the numbers or among the objects by its type. */
    int slot(FactPath path) {
      Integer known = slots.get(path.text());
      if (known != null) {
        return known;
      }
      int owner = 0;
      StringBuilder prefix = new StringBuilder();
      for (Field field : path.fields().subList(0, path.fields().size() - 1)) {
        prefix.append(field.name()).append('.');
        owner = record(prefix.toString(), new Step(owner, field));
      }
      List<Step> steps = isNumber(path.type()) ? numbers : objects;
      steps.add(new Step(owner, path.last()));
      slots.put(path.text(), steps.size() - 1);
      return steps.size() - 1;
    }

    private int record(String prefix, Step step) {
      @Nullable Integer known = slots.get(prefix);
      if (known != null) {
        return known;
      }
      records.add(step);
      slots.put(prefix, records.size());
      return records.size();
    }

    FactPlan build() {
      return new FactPlan(this);
    }
  }

  static boolean isNumber(FieldType type) {
    return !(type instanceof FieldType.IdentifierType
        || type instanceof FieldType.EnumeratedSetType
        || type instanceof FieldType.NestedType);
  }
}
