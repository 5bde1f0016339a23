package org.portcullis.attestation.internal;

import java.time.Instant;

/**
 * When something that an operator trusts counts.
 *
 * @param from the first instant, {@link Instant#MIN} if there is none
 * @param until the first instant after it, {@link Instant#MAX} if there is none
 */
public record TimeOfUse(Instant from, Instant until) {
  /**
   * Takes {@code from} and {@code until}, either of which may be missing.
   *
   * @param reader the object that has them
   * @return the time, which has an instant
   * @throws JsonException if one is no instant, or {@code until} isn't later
   */
  public static TimeOfUse read(ObjectReader reader) throws JsonException {
    TimeOfUse time =
        new TimeOfUse(reader.instant("from", Instant.MIN), reader.instant("until", Instant.MAX));
    if (!time.isSome()) {
      JsonValue place = reader.has("until") ? reader.required("until") : reader.object();
      throw JsonException.at(place, "`until` is later than `from`");
    }
    return time;
  }

  /**
   * Whether there is an instant in it.
   *
   * @return false if it ends where it begins, or before
   */
  public boolean isSome() {
    return from.isBefore(until);
  }

  /**
   * Whether it has begun.
   *
   * @param at the instant
   * @return true from the first instant on
   */
  public boolean hasBegun(Instant at) {
    return !at.isBefore(from);
  }

  /**
   * Whether it is over; {@link Instant#MAX} as the end stands for none.
   *
   * @param at the instant
   * @return true from the first instant after it on
   */
  public boolean isOver(Instant at) {
    return !at.isBefore(until) && !until.equals(Instant.MAX);
  }

  /**
   * Whether an instant is in it.
   *
   * @param at the instant
   * @return true if it has begun and isn't over
   */
  public boolean contains(Instant at) {
    return hasBegun(at) && !isOver(at);
  }
}
