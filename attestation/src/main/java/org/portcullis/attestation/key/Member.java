package org.portcullis.attestation.key;

import java.util.Optional;

/**
 * A member of an authorization list, or an extension that a certificate need not have: absent, a
 * value, or there but malformed. The three are never mixed up: a malformed member is not an absent
 * one.
 *
 * @param <T> the type of its value
 */
public sealed interface Member<T> {
  /**
   * The value, if there is a well-formed one.
   *
   * @return the value, or empty for an absent or malformed member
   */
  Optional<T> value();

  /**
   * Whether the member isn't there.
   *
   * @return true for {@link Absent}
   */
  default boolean isAbsent() {
    return this instanceof Absent;
  }

  /**
   * Whether the member is there but unusable.
   *
   * @return true for {@link Malformed}
   */
  default boolean isMalformed() {
    return this instanceof Malformed;
  }

  /**
   * A member that isn't there.
   *
   * @param <T> the type that its value would have
   */
  record Absent<T>() implements Member<T> {
    @Override
    public Optional<T> value() {
      return Optional.empty();
    }
  }

  /**
   * A well-formed member.
   *
   * @param content its value
   * @param <T> the type of the value
   */
  record Present<T>(T content) implements Member<T> {
    @Override
    public Optional<T> value() {
      return Optional.of(content);
    }
  }

  /**
   * A member that is not what the schema demands.
   *
   * @param raw its bytes; none for a device identifier, whose type is {@link Withheld}, nor where
   *     the bytes are too many or well-formed parts are too much together
   * @param cause what is wrong, one line
   * @param <T> the type that its value would have
   */
  record Malformed<T>(Bytes raw, String cause) implements Member<T> {
    @Override
    public Optional<T> value() {
      return Optional.empty();
    }
  }
}
