package org.portcullis.attestation.bootkeys;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.portcullis.attestation.internal.JsonException;
import org.portcullis.attestation.internal.JsonValue;
import org.portcullis.attestation.internal.ObjectReader;
import org.portcullis.attestation.key.Sha256;

/**
 * What a vendor's list says, in either form.
 *
 * @param issued when the vendor made it
 * @param expires when it ends, {@link Instant#MAX} if it doesn't say
 * @param keys its entries, one or more
 */
record ListContent(Instant issued, Instant expires, List<BootKey> keys) {
  /** The end of the year 9999, which no list outlives and no form of time overflows. */
  private static final long LAST_SECOND = 253_402_300_799L;

  ListContent {
    keys = List.copyOf(keys);
  }

  /** The form of this project: {@code {"vendor", "issued", "expires", "keys": [...]}}. */
  static ListContent ofPortcullis(JsonValue.Members root, String vendor) throws JsonException {
    ObjectReader reader = new ObjectReader(root);
    JsonValue named = reader.required("vendor");
    if (!reader.name("vendor").equals(vendor)) {
      throw JsonException.at(named, "the list is of another vendor than `" + vendor + "`");
    }
    Instant issued = reader.instant("issued");
    Instant expires = reader.instant("expires");
    if (issued.getEpochSecond() > LAST_SECOND) {
      throw JsonException.at(reader.required("issued"), "`issued` is beyond the year 9999");
    }
    if (!issued.isBefore(expires)) {
      throw JsonException.at(reader.required("expires"), "`expires` is later than `issued`");
    }
    List<BootKey> keys = new ArrayList<>();
    for (JsonValue item : reader.items("keys")) {
      keys.add(BootKeyJson.read(ObjectReader.of(item, "a key"), vendor));
    }
    reader.finish();
    requireSome(root, keys);
    return new ListContent(issued, expires, keys);
  }

  /**
   * The form of GrapheneOS: {@code {"verifiedBootKeys": [...], "timestamp": n}}. Its schema leaves
   * room for other members, which mean nothing here.
   *
   * @see <a href="https://grapheneos.org/articles/attestation-compatibility-guide">GrapheneOS,
   *     attestation compatibility guide</a>
   */
  static ListContent ofGrapheneOs(JsonValue.Members root, String vendor) throws JsonException {
    ObjectReader reader = new ObjectReader(root);
    Instant issued = timestamp(reader.required("timestamp"));
    Set<Sha256> digests = new LinkedHashSet<>();
    for (JsonValue item : reader.items("verifiedBootKeys")) {
      digests.add(BootKeyJson.digest(item));
    }
    List<BootKey> keys =
        digests.stream()
            .map(
                digest ->
                    new BootKey(
                        vendor,
                        Set.of(),
                        BootKey.HARDWARE,
                        digest,
                        Instant.MIN,
                        Instant.MAX,
                        List.of()))
            .toList();
    requireSome(root, keys);
    return new ListContent(issued, Instant.MAX, keys);
  }

  private static Instant timestamp(JsonValue value) throws JsonException {
    if (value instanceof JsonValue.Whole whole
        && whole.value() > 0
        && whole.value() <= LAST_SECOND) {
      return Instant.ofEpochSecond(whole.value());
    }
    throw JsonException.at(value, "`timestamp` is a number of seconds since 1970");
  }

  private static void requireSome(JsonValue root, List<BootKey> keys) throws JsonException {
    if (keys.isEmpty()) {
      throw JsonException.at(root, "the list has no key");
    }
  }
}
