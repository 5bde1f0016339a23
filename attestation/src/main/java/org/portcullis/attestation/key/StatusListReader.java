package org.portcullis.attestation.key;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a status list in one pass. Structure is strict: a text that isn't the expected JSON is no
 * list at all. Content errs on the safe side: an entry counts even if it is odd.
 *
 * @see <a
 *     href="https://developer.android.com/privacy-and-security/security-key-attestation#certificate_status">Android,
 *     certificate revocation status list</a>
 */
final class StatusListReader {
  private static final JsonFactory JSON = new JsonFactory();

  /** A serial number has at most 20 bytes (RFC 5280); longer ones exist, absurd ones do not. */
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{1,128}");

  private final byte[] json;
  private final Instant fetchedAt;
  private final Map<BigInteger, StatusList.Status> entries = new HashMap<>();
  private int unusableKeys;
  private boolean found;

  StatusListReader(byte[] json, Instant fetchedAt) {
    this.json = json;
    this.fetchedAt = fetchedAt;
  }

  Reading<StatusList> read() {
    try (JsonParser parser = JSON.createParser(json)) {
      document(parser);
      if (!found) {
        return new Reading.Unreadable<>(1, 1, "the list has no member `entries`");
      }
      return new Reading.Read<>(
          new StatusList(entries, unusableKeys, fetchedAt, Sha256.over(json)));
    } catch (Misplaced e) {
      return unreadable(e.location, e.detail);
    } catch (JsonProcessingException e) {
      return unreadable(e.getLocation(), "the list is no valid json");
    } catch (IOException e) {
      return new Reading.Unreadable<>(0, 0, "the list is no valid utf-8 json");
    }
  }

  private static Reading<StatusList> unreadable(@Nullable JsonLocation location, String detail) {
    return location == null
        ? new Reading.Unreadable<>(0, 0, detail)
        : new Reading.Unreadable<>(
            Math.max(location.getLineNr(), 0), Math.max(location.getColumnNr(), 0), detail);
  }

  private void document(JsonParser parser) throws IOException, Misplaced {
    require(parser, parser.nextToken(), JsonToken.START_OBJECT, "the list is no json object");
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean isEntries = parser.currentName().equals("entries");
      JsonToken value = parser.nextToken();
      if (isEntries) {
        require(parser, value, JsonToken.START_OBJECT, "`entries` is no json object");
        entries(parser);
      } else {
        parser.skipChildren();
      }
    }
    if (parser.nextToken() != null) {
      throw new Misplaced(parser.currentTokenLocation(), "something follows the list");
    }
  }

  private void entries(JsonParser parser) throws IOException {
    found = true;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      Optional<BigInteger> serial = serial(parser.currentName());
      StatusList.Status status = status(parser);
      if (serial.isPresent()) {
        entries.merge(serial.get(), status, StatusListReader::worse);
      } else {
        unusableKeys++;
      }
    }
  }

  /** Always hexadecimal, also where there is no letter in it: factory serials look like that. */
  private static Optional<BigInteger> serial(String key) {
    String digits = key.strip().toLowerCase(Locale.ROOT);
    return HEX.matcher(digits).matches()
        ? Optional.of(new BigInteger(digits, 16))
        : Optional.empty();
  }

  /** Anything but a single clear SUSPENDED is a revocation. */
  private static StatusList.Status status(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return StatusList.Status.REVOKED;
    }
    boolean suspended = false;
    boolean other = false;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean isStatus = parser.currentName().equals("status");
      JsonToken value = parser.nextToken();
      if (isStatus) {
        boolean saysSuspended =
            value == JsonToken.VALUE_STRING && parser.getText().equals("SUSPENDED");
        suspended |= saysSuspended;
        other |= !saysSuspended;
      }
      parser.skipChildren();
    }
    return suspended && !other ? StatusList.Status.SUSPENDED : StatusList.Status.REVOKED;
  }

  private static StatusList.Status worse(StatusList.Status one, StatusList.Status other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private static void require(
      JsonParser parser, @Nullable JsonToken actual, JsonToken expected, String detail)
      throws Misplaced {
    if (actual != expected) {
      throw new Misplaced(parser.currentTokenLocation(), detail);
    }
  }

  /** JSON that is no status list. */
  private static final class Misplaced extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient JsonLocation location;
    private final String detail;

    Misplaced(JsonLocation location, String detail) {
      super(detail, null, false, false);
      this.location = location;
      this.detail = detail;
    }
  }
}
