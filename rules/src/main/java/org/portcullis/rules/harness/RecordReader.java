package org.portcullis.rules.harness;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.portcullis.facts.EnumType;
import org.portcullis.facts.Field;
import org.portcullis.facts.FieldType;
import org.portcullis.facts.Identifiers;
import org.portcullis.facts.RecordType;
import org.portcullis.facts.RejectionClass;
import org.portcullis.facts.SignalSource;
import org.portcullis.facts.SignalState;
import org.portcullis.release.json.JsonValue;
import org.portcullis.release.json.JsonValue.JsonObject;
import org.portcullis.release.json.JsonValue.JsonText;
import org.portcullis.release.json.ObjectReader;
import org.portcullis.release.json.Printable;
import org.portcullis.release.json.Problems;
import org.portcullis.release.json.SourcePosition;

/** Reads records of facts by the vocabulary's table. */
final class RecordReader {
  private static final String SOURCE = "source";
  private static final String REJECTION = "rejection";
  private static final Pattern COMPONENT = Pattern.compile("`([A-Za-z]+)`.*");
  private static final Set<SignalState> JUDGED =
      EnumSet.of(SignalState.VERIFIED, SignalState.REJECTED);

  private final Problems problems;

  RecordReader(Problems problems) {
    this.problems = problems;
  }

  Optional<Record> read(RecordType type, JsonObject object) {
    ObjectReader members = new ObjectReader(object, problems);
    if (!type.isSignal()) {
      return make(type, components(type.fields(), members, Optional.empty()), false, members);
    }
    Optional<Object> state = value(type.fields().get(0), members);
    if (state.isEmpty()) {
      return Optional.empty();
    }
    SignalState stated = (SignalState) state.get();
    boolean headOnly = stated != SignalState.VERIFIED;
    List<Field> fields =
        type.fields().stream().filter(field -> !headOnly || field.isHeader()).toList();
    List<Object> values = components(fields, members, Optional.of(stated));
    if (headOnly) {
      refuseGuarded(type, stated, members);
    }
    return values.size() == fields.size() ? make(type, values, headOnly, members) : finish(members);
  }

  private List<Object> components(
      List<Field> fields, ObjectReader members, Optional<SignalState> state) {
    List<Object> values = new ArrayList<>(fields.size());
    for (Field field : fields) {
      Optional<Object> fallback =
          members.has(field.name())
              ? Optional.empty()
              : state.flatMap(stated -> fallback(field, stated));
      Optional<Object> value = fallback.isPresent() ? fallback : value(field, members);
      value.ifPresent(values::add);
    }
    return values;
  }

  /** What a head's component means when it is left out, where it may be. */
  private static Optional<Object> fallback(Field field, SignalState state) {
    if (field.name().equals(SOURCE) && field.isHeader() && !JUDGED.contains(state)) {
      return Optional.of(SignalSource.NOBODY);
    }
    if (field.name().equals(REJECTION) && field.isHeader() && state != SignalState.REJECTED) {
      return Optional.of(RejectionClass.NONE);
    }
    return Optional.empty();
  }

  private static void refuseGuarded(RecordType type, SignalState state, ObjectReader members) {
    for (Field field : type.fields()) {
      if (!field.isHeader()) {
        members.refuse(
            field.name(), "a signal in state " + state + " has no `" + field.name() + "`");
      }
    }
  }

  private Optional<Record> make(
      RecordType type, List<Object> values, boolean headOnly, ObjectReader members) {
    members.finish();
    if (!headOnly && values.size() != type.fields().size()) {
      return Optional.empty();
    }
    try {
      return Optional.of(headOnly ? type.constructUnverified(values) : type.construct(values));
    } catch (IllegalArgumentException e) {
      contradiction(String.valueOf(e.getMessage()), members);
      return Optional.empty();
    }
  }

  private Optional<Record> finish(ObjectReader members) {
    members.finish();
    return Optional.empty();
  }

  /** Reports what the record's constructor refuses, at the component that it names, if any. */
  private void contradiction(String message, ObjectReader members) {
    Matcher named = COMPONENT.matcher(message);
    SourcePosition position = members.position(named.matches() ? named.group(1) : "");
    problems.error(position, "bad-value", message);
  }

  private Optional<Object> value(Field field, ObjectReader members) {
    String name = field.name();
    FieldType type = field.type();
    if (type instanceof FieldType.IntType) {
      return members
          .number(name, Integer.MIN_VALUE, Integer.MAX_VALUE)
          .map(number -> number.intValue());
    } else if (type instanceof FieldType.LongType) {
      return members.number(name, Long.MIN_VALUE, Long.MAX_VALUE).map(number -> number);
    } else if (type instanceof FieldType.BooleanType) {
      return members.truth(name).map(truth -> truth);
    } else if (type instanceof FieldType.EnumeratedType enumerated) {
      return members
          .text(name)
          .flatMap(text -> constant(enumerated.type(), text, members.position(name)));
    } else if (type instanceof FieldType.EnumeratedSetType set) {
      return members.array(name).flatMap(array -> constants(set.type(), array));
    } else if (type instanceof FieldType.NestedType nested) {
      return members.object(name).flatMap(object -> read(nested.type(), object));
    }
    return members.text(name).flatMap(text -> identifier(name, text, members.position(name)));
  }

  private Optional<Object> identifier(String name, String text, SourcePosition position) {
    if (!Identifiers.isIdentifier(text)) {
      problems.error(
          position, "bad-value", "`" + name + "` must have the shape [a-z0-9][a-z0-9._-]{0,63}");
      return Optional.empty();
    }
    return Optional.of(text);
  }

  private Optional<Object> constant(EnumType type, String name, SourcePosition position) {
    Optional<Enum<?>> constant = type.constant(name);
    if (constant.isEmpty()) {
      List<String> known = type.constants().stream().map(Enum::name).toList();
      problems.unknown(
          position,
          "unknown-constant",
          "`" + Printable.of(name) + "` is no constant of " + type,
          name,
          known);
    }
    return constant.map(found -> found);
  }

  private Optional<Object> constants(EnumType type, JsonValue.JsonArray array) {
    Set<Object> found = new LinkedHashSet<>();
    int refused = 0;
    for (JsonValue item : array.items()) {
      Optional<Object> constant =
          item instanceof JsonText text
              ? constant(type, text.value(), text.position())
              : Optional.empty();
      if (!(item instanceof JsonText)) {
        problems.error(
            item.position(),
            "wrong-type",
            "a constant of " + type + " expected, not " + item.kind());
      }
      if (constant.isEmpty()) {
        refused++;
      } else if (!found.add(constant.get())) {
        problems.error(item.position(), "bad-value", "`" + constant.get() + "` stands here twice");
        refused++;
      }
    }
    return refused == 0 ? Optional.of(found) : Optional.empty();
  }
}
