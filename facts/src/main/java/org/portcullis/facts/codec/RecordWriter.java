package org.portcullis.facts.codec;

import java.util.List;
import java.util.Set;
import org.portcullis.facts.EnumType;
import org.portcullis.facts.Field;
import org.portcullis.facts.FieldType;
import org.portcullis.facts.RecordType;
import org.portcullis.facts.SignalState;

/**
 * Writes the records of one type. Every decision writes its case, so what the vocabulary's table
 * says is looked up once, when the writer is made, and not for each record.
 */
final class RecordWriter {
  private final Field[] fields;
  private final Step[] steps;
  private final boolean signal;
  private final int headLength;

  /** How one component is written. */
  private enum Step {
    NUMBER,
    TRUTH,
    TEXT,
    SET,
    RECORD
  }

  /** What a component of type {@code SET} or {@code RECORD} is written with; by place. */
  private final RecordWriter[] nested;

  private final EnumType[] sets;

  RecordWriter(RecordType type) {
    List<Field> declared = type.fields();
    fields = declared.toArray(Field[]::new);
    steps = new Step[fields.length];
    nested = new RecordWriter[fields.length];
    sets = new EnumType[fields.length];
    signal = type.isSignal();
    headLength = (int) declared.stream().takeWhile(Field::isHeader).count();
    for (int i = 0; i < fields.length; i++) {
      steps[i] = step(i, fields[i].type());
    }
  }

  private Step step(int place, FieldType type) {
    if (type instanceof FieldType.NestedType record) {
      nested[place] = new RecordWriter(record.type());
      return Step.RECORD;
    } else if (type instanceof FieldType.EnumeratedSetType set) {
      sets[place] = set.type();
      return Step.SET;
    } else if (type instanceof FieldType.IdentifierType) {
      return Step.TEXT;
    }
    return type instanceof FieldType.BooleanType ? Step.TRUTH : Step.NUMBER;
  }

  void write(CborWriter out, Object record) {
    boolean headOnly = signal && fields[0].read(record) != SignalState.VERIFIED;
    int written = headOnly ? headLength : fields.length;
    out.beginMap(written);
    for (int i = 0; i < written; i++) {
      Field field = fields[i];
      out.writeInteger(field.number());
      switch (steps[i]) {
        case NUMBER -> out.writeInteger(field.readLong(record));
        case TRUTH -> out.writeBoolean(field.readLong(record) != 0);
        case TEXT -> out.writeText((String) field.read(record));
        case SET -> writeSet(out, sets[i], (Set<?>) field.read(record));
        case RECORD -> nested[i].write(out, field.read(record));
      }
    }
  }

  private static void writeSet(CborWriter out, EnumType type, Set<?> constants) {
    int[] numbers = constants.stream().mapToInt(c -> type.number((Enum<?>) c)).sorted().toArray();
    out.beginArray(numbers.length);
    for (int number : numbers) {
      out.writeInteger(number);
    }
  }
}
