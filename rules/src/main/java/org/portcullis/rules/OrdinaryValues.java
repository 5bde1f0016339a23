package org.portcullis.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.portcullis.facts.Field;
import org.portcullis.facts.FieldType;
import org.portcullis.facts.RecordType;
import org.portcullis.facts.Vocabulary;
import org.portcullis.rules.confine.FactPath;

/** Values of all paths that say as little as the records admit, all signals verified. */
final class OrdinaryValues {
  private static final ValueDomains DOMAINS = new ValueDomains(List.of());

  private final Map<String, Object> values = new HashMap<>();

  private OrdinaryValues() {}

  /** The values by path. */
  static Map<String, Object> make() {
    OrdinaryValues ordinary = new OrdinaryValues();
    ordinary.settle(Vocabulary.root(), List.of());
    return Map.copyOf(ordinary.values);
  }

  /** Finds values that every record admits, innermost records first. */
  private void settle(RecordType type, List<Field> prefix) {
    List<FactPath> own = new ArrayList<>();
    for (Field field : type.fields()) {
      List<Field> path = new ArrayList<>(prefix);
      path.add(field);
      if (field.type() instanceof FieldType.NestedType nested) {
        settle(nested.type(), path);
      } else {
        own.add(new FactPath(path));
      }
    }
    own.forEach(path -> values.put(path.text(), ValueDomains.neutral(path.type())));
    // A value that says nothing may be none that the record admits, as month 0. The state stays
    // verified: from another one, no single step leads back.
    for (FactPath path : own) {
      if (!path.last().isState() && !isAdmitted(type, prefix)) {
        replace(path, type, prefix);
      }
    }
  }

  private void replace(FactPath path, RecordType type, List<Field> prefix) {
    Object before = value(path);
    for (Object candidate : DOMAINS.of(path)) {
      values.put(path.text(), candidate);
      if (isAdmitted(type, prefix)) {
        return;
      }
    }
    values.put(path.text(), before);
  }

  private boolean isAdmitted(RecordType type, List<Field> prefix) {
    return CaseAssembler.record(type, prefix, this::value).isPresent();
  }

  private Object value(FactPath path) {
    Object value = values.get(path.text());
    return value == null ? ValueDomains.neutral(path.type()) : value;
  }
}
