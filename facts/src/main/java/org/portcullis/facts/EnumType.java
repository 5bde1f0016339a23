package org.portcullis.facts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An enum of the vocabulary with the frozen numbers of its constants. */
// The ordinal is only a place in an array of this run; what is written is the frozen number.
@SuppressWarnings("EnumOrdinal")
public final class EnumType {
  private final Class<? extends Enum<?>> javaType;
  private final Map<String, Enum<?>> byName = new LinkedHashMap<>();
  private final List<Enum<?>> constants = new ArrayList<>();
  private final Map<Integer, Enum<?>> byNumber = new LinkedHashMap<>();
  private final int[] numbers;

  private EnumType(Class<? extends Enum<?>> javaType, int size) {
    this.javaType = javaType;
    this.numbers = new int[size];
  }

  /** Freezes the numbers 0, 1, 2, … of the constants in the order given. */
  @SafeVarargs
  static <E extends Enum<E>> EnumType of(Class<E> javaType, E... frozen) {
    int size = javaType.getEnumConstants().length;
    EnumType type = new EnumType(javaType, size);
    for (E constant : frozen) {
      int number = type.constants.size();
      type.numbers[constant.ordinal()] = number;
      type.constants.add(constant);
      type.byNumber.put(number, constant);
      type.byName.put(constant.name(), constant);
    }
    if (type.byName.size() != size) {
      throw new IllegalStateException("every constant of " + javaType + " needs one number");
    }
    return type;
  }

  /**
   * The simple name, as rules write it.
   *
   * @return for example {@code SignalState}
   */
  public String name() {
    return javaType.getSimpleName();
  }

  /**
   * The Java type.
   *
   * @return the enum's class
   */
  public Class<? extends Enum<?>> javaType() {
    return javaType;
  }

  /**
   * The constants in the order of their numbers.
   *
   * @return an unmodifiable list
   */
  public List<Enum<?>> constants() {
    return List.copyOf(constants);
  }

  /**
   * The frozen number of a constant.
   *
   * @param constant a constant of this enum
   * @return its number, 0 or more
   */
  public int number(Enum<?> constant) {
    return numbers[constant.ordinal()];
  }

  /**
   * The constant of a number.
   *
   * @param number any number
   * @return the constant, or empty if the number is not registered
   */
  public Optional<Enum<?>> constant(int number) {
    return Optional.ofNullable(byNumber.get(number));
  }

  /**
   * The constant of a name.
   *
   * @param name any text
   * @return the constant, or empty if there is none of that name
   */
  public Optional<Enum<?>> constant(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  @Override
  public String toString() {
    return name();
  }
}
