package org.portcullis.facts;

import java.util.function.Function;
import java.util.function.ToLongFunction;

/** A component of a fact: its frozen number, its name in rules, its type and how to read it. */
public final class Field {
  private final int number;
  private final String name;
  private final FieldType type;
  private final Header header;
  private final boolean guarded;
  private final ToLongFunction<Object> longReader;
  private final Function<Object, Object> objectReader;

  /** The part that a component plays in a signal. */
  enum Header {
    STATE,
    SOURCE,
    REJECTION,
    VALUE
  }

  Field(
      int number,
      String name,
      FieldType type,
      Header header,
      boolean guarded,
      ToLongFunction<Object> longReader,
      Function<Object, Object> objectReader) {
    this.number = number;
    this.name = name;
    this.type = type;
    this.header = header;
    this.guarded = guarded;
    this.longReader = longReader;
    this.objectReader = objectReader;
  }

  /**
   * The number under which the codec writes it; never reused.
   *
   * @return 0 to 23
   */
  public int number() {
    return number;
  }

  /**
   * The name of the record component.
   *
   * @return for example {@code deviceLocked}
   */
  public String name() {
    return name;
  }

  /**
   * The type.
   *
   * @return the type
   */
  public FieldType type() {
    return type;
  }

  /**
   * Whether this is the {@code state} of a signal.
   *
   * @return whether a test of it guards the other components
   */
  public boolean isState() {
    return header == Header.STATE;
  }

  /**
   * Whether a rule may read it only where it also tests that the signal is verified: every
   * component of a signal but its state and its rejection.
   *
   * @return whether reads must be guarded
   */
  public boolean isGuarded() {
    return guarded;
  }

  /**
   * Whether the codec writes it for every state of the signal: state, source and rejection.
   *
   * @return whether it is part of a signal's head
   */
  public boolean isHeader() {
    return header != Header.VALUE;
  }

  /**
   * Reads a number, a truth value (0 or 1) or the frozen number of an enum's constant.
   *
   * @param owner the record that holds the component
   * @return the value
   * @throws UnsupportedOperationException if the type is a text, a set or a record
   */
  public long readLong(Object owner) {
    return longReader.applyAsLong(owner);
  }

  /**
   * Reads the value as an object.
   *
   * @param owner the record that holds the component
   * @return an {@code Integer}, {@code Long}, {@code Boolean}, constant, set, text or record
   */
  public Object read(Object owner) {
    return objectReader.apply(owner);
  }

  @Override
  public String toString() {
    return name;
  }
}
