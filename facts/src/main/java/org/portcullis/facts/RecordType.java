package org.portcullis.facts;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/** A record of facts: its components in the order of their frozen numbers. */
public final class RecordType {
  private final Class<? extends Record> javaType;
  private final boolean signal;
  private final List<Field> fields;
  private final Function<Values, ? extends Record> constructor;

  private RecordType(Builder<?> builder, Function<Values, ? extends Record> constructor) {
    this.javaType = builder.javaType;
    this.signal = builder.signal;
    this.fields = List.copyOf(builder.fields);
    this.constructor = constructor;
  }

  /**
   * The simple name, as rules write it.
   *
   * @return for example {@code KeyAttestationFacts}
   */
  public String name() {
    return javaType.getSimpleName();
  }

  /**
   * The Java type.
   *
   * @return the record's class
   */
  public Class<? extends Record> javaType() {
    return javaType;
  }

  /**
   * Whether the record begins with a {@link SignalState}.
   *
   * @return whether its other components are guarded
   */
  public boolean isSignal() {
    return signal;
  }

  /**
   * The components in the order of their numbers, which is the order of the record.
   *
   * @return an unmodifiable list
   */
  public List<Field> fields() {
    return fields;
  }

  /**
   * The component of a name.
   *
   * @param name any text
   * @return the component, or empty if there is none of that name
   */
  public Optional<Field> field(String name) {
    return fields.stream().filter(field -> field.name().equals(name)).findFirst();
  }

  /**
   * Makes a record from its components.
   *
   * @param components one value for each of {@link #fields()}, of the type that {@link Field#read}
   *     gives
   * @return the record
   * @throws IllegalArgumentException if their number or a value is wrong, or if they contradict
   *     each other
   */
  public Record construct(List<?> components) {
    if (components.size() != fields.size()) {
      throw new IllegalArgumentException(name() + " has " + fields.size() + " components");
    }
    try {
      return constructor.apply(new Values(components));
    } catch (ClassCastException e) {
      throw new IllegalArgumentException("a component of " + name() + " has another type", e);
    }
  }

  /**
   * Makes a signal that is not verified from its head; every other component is neutral: 0, false,
   * the constant of number 0, the empty set, {@link Identifiers#NONE}, a nested signal that was not
   * evaluated.
   *
   * @param head one value for each component of which {@link Field#isHeader()} is true, in order
   * @return the record
   * @throws IllegalArgumentException if this is no signal, or the head demands values
   */
  public Record constructUnverified(List<?> head) {
    if (!signal) {
      throw new IllegalArgumentException(name() + " is no signal");
    }
    List<Object> components = new ArrayList<>(head);
    fields.stream().skip(head.size()).forEach(field -> components.add(neutral(field.type())));
    return construct(components);
  }

  private static Object neutral(FieldType type) {
    if (type instanceof FieldType.IntType) {
      return 0;
    } else if (type instanceof FieldType.LongType) {
      return 0L;
    } else if (type instanceof FieldType.BooleanType) {
      return false;
    } else if (type instanceof FieldType.EnumeratedType enumerated) {
      return enumerated.type().constants().get(0);
    } else if (type instanceof FieldType.EnumeratedSetType) {
      return Set.of();
    } else if (type instanceof FieldType.NestedType nested) {
      return nested.type().constructUnverified(List.of(SignalState.NOT_EVALUATED));
    }
    return Identifiers.NONE;
  }

  @Override
  public String toString() {
    return name();
  }

  /** The components of a record to be made, read by place. */
  static final class Values {
    private final List<?> components;

    Values(List<?> components) {
      this.components = components;
    }

    int integer(int place) {
      return (Integer) components.get(place);
    }

    long number(int place) {
      return (Long) components.get(place);
    }

    boolean truth(int place) {
      return (Boolean) components.get(place);
    }

    <T> T value(int place, Class<T> type) {
      return type.cast(components.get(place));
    }

    <T> Set<T> set(int place, Class<T> type) {
      Set<T> typed = new LinkedHashSet<>();
      for (Object element : (Set<?>) components.get(place)) {
        typed.add(type.cast(element));
      }
      return typed;
    }
  }

  static <T extends Record> Builder<T> of(Class<T> javaType) {
    return new Builder<>(javaType, false);
  }

  /** Begins a signal: {@code state, source, rejection} take the numbers 0, 1, 2. */
  static <T extends Record> Builder<T> signal(
      Class<T> javaType,
      Function<T, SignalState> state,
      Function<T, SignalSource> source,
      Function<T, RejectionClass> rejection) {
    return new Builder<>(javaType, true)
        .header(0, "state", Field.Header.STATE, VocabularyEnums.SIGNAL_STATE, state)
        .header(1, "source", Field.Header.SOURCE, VocabularyEnums.SIGNAL_SOURCE, source)
        .header(2, "rejection", Field.Header.REJECTION, VocabularyEnums.REJECTION, rejection);
  }

  /** Begins a signal that is part of another: it has a state and no source of its own. */
  static <T extends Record> Builder<T> partSignal(
      Class<T> javaType, Function<T, SignalState> state) {
    return new Builder<>(javaType, true)
        .header(0, "state", Field.Header.STATE, VocabularyEnums.SIGNAL_STATE, state);
  }

  /** Collects the components; each is read through a reference to its accessor, not reflection. */
  static final class Builder<T extends Record> {
    private final Class<T> javaType;
    private final boolean signal;
    private final List<Field> fields = new ArrayList<>();

    private Builder(Class<T> javaType, boolean signal) {
      this.javaType = javaType;
      this.signal = signal;
    }

    private Builder<T> header(
        int number,
        String name,
        Field.Header header,
        EnumType type,
        Function<T, ? extends Enum<?>> reader) {
      boolean guarded = header == Field.Header.SOURCE;
      return add(
          number,
          name,
          new FieldType.EnumeratedType(type),
          header,
          guarded,
          owner -> type.number(reader.apply(owner)),
          reader);
    }

    Builder<T> integer(int number, String name, ToIntFunction<T> reader) {
      return value(
          number,
          name,
          new FieldType.IntType(),
          reader::applyAsInt,
          owner -> reader.applyAsInt(owner));
    }

    Builder<T> number(int number, String name, ToLongFunction<T> reader) {
      return value(
          number, name, new FieldType.LongType(), reader, owner -> reader.applyAsLong(owner));
    }

    Builder<T> truth(int number, String name, Predicate<T> reader) {
      return value(
          number,
          name,
          new FieldType.BooleanType(),
          owner -> reader.test(owner) ? 1 : 0,
          reader::test);
    }

    Builder<T> enumerated(
        int number, String name, EnumType type, Function<T, ? extends Enum<?>> reader) {
      return value(
          number,
          name,
          new FieldType.EnumeratedType(type),
          owner -> type.number(reader.apply(owner)),
          reader);
    }

    Builder<T> enumeratedSet(
        int number,
        String name,
        EnumType type,
        Function<T, ? extends Set<? extends Enum<?>>> reader) {
      return object(number, name, new FieldType.EnumeratedSetType(type), reader);
    }

    Builder<T> identifier(int number, String name, Function<T, String> reader) {
      return object(number, name, new FieldType.IdentifierType(), reader);
    }

    Builder<T> nested(
        int number, String name, RecordType type, Function<T, ? extends Record> reader) {
      return object(number, name, new FieldType.NestedType(type), reader);
    }

    RecordType constructedBy(Function<Values, T> constructor) {
      return new RecordType(this, constructor);
    }

    private Builder<T> object(int number, String name, FieldType type, Function<T, ?> reader) {
      return value(
          number,
          name,
          type,
          owner -> {
            throw new UnsupportedOperationException(name + " is no number");
          },
          reader);
    }

    private Builder<T> value(
        int number,
        String name,
        FieldType type,
        ToLongFunction<T> longReader,
        Function<T, ?> objectReader) {
      return add(number, name, type, Field.Header.VALUE, signal, longReader, objectReader);
    }

    private Builder<T> add(
        int number,
        String name,
        FieldType type,
        Field.Header header,
        boolean guarded,
        ToLongFunction<T> longReader,
        Function<T, ?> objectReader) {
      if (number != fields.size()) {
        throw new IllegalStateException("numbers of " + javaType + " must rise one by one");
      }
      fields.add(
          new Field(
              number, name, type, header, guarded, erasedLong(longReader), erased(objectReader)));
      return this;
    }

    /** Readers stand on the path of every decision, so they are not wrapped once more. */
    @SuppressWarnings("unchecked") // a reader is only ever given a record of its own type
    private static ToLongFunction<Object> erasedLong(ToLongFunction<?> reader) {
      return (ToLongFunction<Object>) reader;
    }

    @SuppressWarnings("unchecked") // as above
    private static Function<Object, Object> erased(Function<?, ?> reader) {
      return (Function<Object, Object>) reader;
    }
  }
}
