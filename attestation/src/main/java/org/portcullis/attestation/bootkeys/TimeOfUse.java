package org.portcullis.attestation.bootkeys;

import java.time.Instant;
import org.portcullis.attestation.internal.JsonException;
import org.portcullis.attestation.internal.ObjectReader;

/**
 * When something counts.
 *
 * @param from the first instant, {@link Instant#MIN} if there is none
 * @param until the first instant after it, {@link Instant#MAX} if there is none
 */
record TimeOfUse(Instant from, Instant until) {
  /** Takes {@code from} and {@code until}, either of which may be missing. */
  static TimeOfUse read(ObjectReader reader) throws JsonException {
    TimeOfUse time =
        new TimeOfUse(reader.instant("from", Instant.MIN), reader.instant("until", Instant.MAX));
    if (!time.isSome()) {
      throw JsonException.at(reader.object(), "`until` is later than `from`");
    }
    return time;
  }

  /** Whether there is an instant in it. */
  boolean isSome() {
    return from.isBefore(until);
  }

  /** Whether an instant is in it; {@link Instant#MAX} as the end stands for none. */
  boolean contains(Instant at) {
    return !at.isBefore(from) && (at.isBefore(until) || until.equals(Instant.MAX));
  }
}
