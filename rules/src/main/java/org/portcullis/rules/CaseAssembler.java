package org.portcullis.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.portcullis.facts.EligibilityCase;
import org.portcullis.facts.Field;
import org.portcullis.facts.FieldType;
import org.portcullis.facts.RecordType;
import org.portcullis.facts.RejectionClass;
import org.portcullis.facts.SignalSource;
import org.portcullis.facts.SignalState;
import org.portcullis.facts.Vocabulary;
import org.portcullis.rules.confine.FactPath;

/**
 * Makes a case from a choice of values. A signal that is not verified keeps its head alone, and
 * heads are mended where they contradict themselves; what a record still refuses makes no case.
 */
final class CaseAssembler {
  /** Chooses the value of a path, of the type that its component has. */
  interface Choice {
    /** The value. */
    Object of(FactPath path);
  }

  private final Choice choice;

  private CaseAssembler(Choice choice) {
    this.choice = choice;
  }

  /** The case, or empty if some record refuses its values. */
  static Optional<EligibilityCase> assemble(Choice choice) {
    return record(Vocabulary.root(), List.of(), choice).map(EligibilityCase.class::cast);
  }

  /** One record as it stands in a case under the given components. */
  static Optional<Record> record(RecordType type, List<Field> prefix, Choice choice) {
    try {
      return Optional.of(new CaseAssembler(choice).record(type, prefix));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Record record(RecordType type, List<Field> prefix) {
    List<Object> values = new ArrayList<>();
    for (Field field : type.fields()) {
      if (isHeadOnly(type, values) && !field.isHeader()) {
        return type.constructUnverified(mended(type, values));
      }
      values.add(value(field, prefix));
    }
    return type.construct(mended(type, values));
  }

  private static boolean isHeadOnly(RecordType type, List<Object> values) {
    return type.isSignal() && !values.isEmpty() && values.get(0) != SignalState.VERIFIED;
  }

  private Object value(Field field, List<Field> prefix) {
    List<Field> path = new ArrayList<>(prefix);
    path.add(field);
    if (field.type() instanceof FieldType.NestedType nested) {
      return record(nested.type(), path);
    }
    return choice.of(new FactPath(path));
  }

  /** Who judged a signal and why it was rejected follow its state. */
  private static List<Object> mended(RecordType type, List<Object> values) {
    boolean whole = type.isSignal() && type.fields().size() > 2 && type.fields().get(2).isHeader();
    if (!whole) {
      return values;
    }
    Object state = values.get(0);
    boolean rejected = state == SignalState.REJECTED;
    boolean judged = rejected || state == SignalState.VERIFIED;
    if (judged && values.get(1) == SignalSource.NOBODY) {
      values.set(1, SignalSource.PORTCULLIS);
    }
    if (rejected == (values.get(2) == RejectionClass.NONE)) {
      values.set(2, rejected ? RejectionClass.MALFORMED : RejectionClass.NONE);
    }
    return values;
  }
}
