package org.portcullis.rules.confine;

import java.util.List;
import java.util.stream.Collectors;
import org.portcullis.facts.Field;
import org.portcullis.facts.FieldType;

/**
 * A path of record components from {@code EligibilityCase} to a value that is no record.
 *
 * @param fields the components, outermost first; at least one
 */
public record FactPath(List<Field> fields) {
  /**
   * Copies the components.
   *
   * @param fields the components, outermost first; at least one
   */
  public FactPath {
    fields = List.copyOf(fields);
  }

  /**
   * The component that is read.
   *
   * @return the last field
   */
  public Field last() {
    return fields.get(fields.size() - 1);
  }

  /**
   * The type of the value.
   *
   * @return any type but a nested one
   */
  public FieldType type() {
    return last().type();
  }

  /**
   * The path as rules write it.
   *
   * @return for example {@code keyAttestation.osPatch.yearMonth}
   */
  public String text() {
    return fields.stream().map(Field::name).collect(Collectors.joining("."));
  }

  @Override
  public String toString() {
    return text();
  }
}
