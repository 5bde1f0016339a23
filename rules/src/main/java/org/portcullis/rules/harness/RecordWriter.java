package org.portcullis.rules.harness;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.portcullis.facts.EnumType;
import org.portcullis.facts.Field;
import org.portcullis.facts.FieldType;
import org.portcullis.facts.RecordType;
import org.portcullis.facts.SignalState;

/** Writes records of facts as JSON by the vocabulary's table; a text needs no escape there. */
final class RecordWriter {
  private final StringBuilder out = new StringBuilder();
  private int depth;

  void write(RecordType type, Record record) {
    append(type, record);
    out.append('\n');
  }

  String text() {
    return out.toString();
  }

  private void append(RecordType type, Record record) {
    boolean headOnly = type.isSignal() && type.fields().get(0).read(record) != SignalState.VERIFIED;
    List<Field> fields =
        type.fields().stream().filter(field -> !headOnly || field.isHeader()).toList();
    out.append('{');
    depth++;
    String separator = "";
    for (Field field : fields) {
      out.append(separator).append('\n').append("  ".repeat(depth));
      out.append('"').append(field.name()).append("\": ");
      append(field, record);
      separator = ",";
    }
    depth--;
    out.append('\n').append("  ".repeat(depth)).append('}');
  }

  private void append(Field field, Record owner) {
    FieldType type = field.type();
    Object value = field.read(owner);
    if (type instanceof FieldType.NestedType nested) {
      append(nested.type(), (Record) value);
    } else if (type instanceof FieldType.EnumeratedSetType set) {
      append(set.type(), (Set<?>) value);
    } else if (type instanceof FieldType.EnumeratedType) {
      out.append('"').append(((Enum<?>) value).name()).append('"');
    } else if (type instanceof FieldType.IdentifierType) {
      out.append('"').append(value).append('"');
    } else {
      out.append(value);
    }
  }

  private void append(EnumType type, Set<?> constants) {
    out.append(
        constants.stream()
            .map(constant -> (Enum<?>) constant)
            .sorted(Comparator.comparingInt(type::number))
            .map(constant -> '"' + constant.name() + '"')
            .collect(Collectors.joining(", ", "[", "]")));
  }
}
