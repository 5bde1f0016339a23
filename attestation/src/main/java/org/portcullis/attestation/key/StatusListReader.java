package org.portcullis.attestation.key;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.math.BigInteger;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
  /** The schema of a list has 3 levels; an unknown member may have more. */
  private static final int MAX_DEPTH = 32;

  /**
   * Names are neither interned nor put into a table that outlives the list, since here they are
   * data. No single text is too long: it would empty the list, whose length is bounded anyway.
   */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNameLength(StatusList.MAX_BYTES)
                  .maxStringLength(StatusList.MAX_BYTES)
                  .maxNumberLength(StatusList.MAX_BYTES)
                  .build())
          .build();

  /** A serial number has at most 20 bytes (RFC 5280); longer ones exist, absurd ones do not. */
  private static final Pattern HEX = Pattern.compile("[0-9A-Fa-f]{1,128}");

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final byte[] json;
  private final Instant fetchedAt;
  private final List<BigInteger> revoked = new ArrayList<>();
  private final List<BigInteger> suspended = new ArrayList<>();
  private int unusableKeys;
  private boolean found;

  StatusListReader(byte[] json, Instant fetchedAt) {
    this.json = json;
    this.fetchedAt = fetchedAt;
  }

  Reading<StatusList> read() {
    try (JsonParser parser = JSON.createParser(text())) {
      document(parser);
      if (!found) {
        return new Reading.Unreadable<>(1, 1, "the list has no member `entries`");
      }
      return new Reading.Read<>(
          new StatusList(
              ListedSerials.of(revoked, suspended), unusableKeys, fetchedAt, Sha256.over(json)));
    } catch (Misplaced e) {
      return unreadable(e.location, e.detail);
    } catch (StreamConstraintsException e) {
      return unreadable(e.getLocation(), "the list is nested more than " + MAX_DEPTH + " deep");
    } catch (JsonProcessingException e) {
      return unreadable(e.getLocation(), "the list is no valid json");
    } catch (CharacterCodingException e) {
      return new Reading.Unreadable<>(0, 0, "the list is no valid utf-8");
    } catch (IOException e) {
      return new Reading.Unreadable<>(0, 0, "the list can't be read");
    }
  }

  /**
   * The text, strictly UTF-8: a parser that guesses another encoding might see another list. A byte
   * order mark is what editors leave in a list that was written by hand.
   */
  private Reader text() {
    boolean marked =
        json.length >= BYTE_ORDER_MARK.length
            && Arrays.equals(
                json, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
    int start = marked ? BYTE_ORDER_MARK.length : 0;
    return new InputStreamReader(
        new ByteArrayInputStream(json, start, json.length - start),
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT));
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
      boolean isSuspended = isSuspended(parser);
      if (serial.isPresent()) {
        (isSuspended ? suspended : revoked).add(serial.get());
      } else {
        unusableKeys++;
      }
    }
  }

  /** Always hexadecimal, also where there is no letter in it: factory serials look like that. */
  private static Optional<BigInteger> serial(String key) {
    String digits = key.strip();
    int start = 0;
    while (start < digits.length() - 1 && digits.charAt(start) == '0') {
      start++;
    }
    String significant = digits.substring(start);
    return HEX.matcher(significant).matches()
        ? Optional.of(new BigInteger(significant, 16))
        : Optional.empty();
  }

  /** Anything but a single clear SUSPENDED is a revocation. */
  private static boolean isSuspended(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return false;
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
    return suspended && !other;
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
