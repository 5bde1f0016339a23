package org.portcullis.attestation.key;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.portcullis.attestation.key.internal.DerException;

/**
 * Reads ProvisioningInfo: one CBOR map with integer keys that fills the extension. Bytes are
 * sliced, not decoded, so that no length that an item claims takes memory.
 *
 * @see ProvisioningInfo
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8949">RFC 8949</a>
 */
final class ProvisioningInfoReader {
  /** The most bytes of the map; real ones have up to 20. */
  static final int MAX_BYTES = 1024;

  /** The most levels of maps and arrays, the map itself being the first. */
  static final int MAX_DEPTH = 4;

  private static final long ISSUED = 1;
  private static final long MANUFACTURER = 3;
  private static final long ENTITY = 4;

  private static final int UNSIGNED = 0;
  private static final int NEGATIVE = 1;
  private static final int TEXT = 3;
  private static final int MAP = 5;

  /** The keys of strangers must not fill tables that outlive the parser. */
  private static final JsonFactory FACTORY =
      CBORFactory.builder()
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
          .build();

  private final byte[] bytes;
  private final JsonParser parser;
  private final List<ProvisioningInfo.Entry> entries = new ArrayList<>();
  private final Set<Long> keys = new HashSet<>();
  private @Nullable Long issued;
  private @Nullable String manufacturer;
  private @Nullable String entity;

  private ProvisioningInfoReader(byte[] bytes, JsonParser parser) {
    this.bytes = bytes;
    this.parser = parser;
  }

  /**
   * Reads the extension.
   *
   * @param content the content of its OCTET STRING
   * @return the info, or malformed with the cause
   */
  static Member<ProvisioningInfo> read(byte[] content) {
    if (content.length > MAX_BYTES) {
      return new Member.Malformed<>(
          Bytes.of(new byte[0]), "is longer than " + MAX_BYTES + " bytes");
    }
    try (JsonParser parser = FACTORY.createParser(content)) {
      return new Member.Present<>(new ProvisioningInfoReader(content, parser).map());
    } catch (DerException e) {
      return new Member.Malformed<>(Bytes.of(content), e.cause());
    } catch (IOException e) {
      return new Member.Malformed<>(Bytes.of(content), "is no cbor within the limits");
    }
  }

  private ProvisioningInfo map() throws IOException, DerException {
    if (parser.nextToken() != JsonToken.START_OBJECT || major(0) != MAP) {
      throw malformed("is no map");
    }
    JsonToken token = parser.nextToken();
    while (token == JsonToken.FIELD_NAME) {
      long key = key();
      parser.nextToken();
      int start = offset();
      known(key, start);
      parser.skipChildren();
      token = parser.nextToken();
      Bytes value = Bytes.of(Arrays.copyOfRange(bytes, start, offset()));
      entries.add(new ProvisioningInfo.Entry(key, value));
    }
    if (parser.currentLocation().getByteOffset() != bytes.length) {
      throw malformed("bytes after the end of the map");
    }
    return new ProvisioningInfo(entries, issued, manufacturer, entity);
  }

  /** Keeps the value of a key that has a meaning; one of another type makes the map malformed. */
  private void known(long key, int start) throws IOException, DerException {
    if (key == ISSUED) {
      require(start, UNSIGNED, "key 1 is no unsigned integer");
      issued = parser.getLongValue();
    } else if (key == MANUFACTURER) {
      require(start, TEXT, "key 3 is no text");
      manufacturer = parser.getText();
    } else if (key == ENTITY) {
      require(start, TEXT, "key 4 is no text");
      entity = parser.getText();
    }
  }

  /** The parser gives text and integer keys alike as names, and wraps integers of 64 bits. */
  private long key() throws IOException, DerException {
    int at = offset();
    boolean integer = major(at) == UNSIGNED || major(at) == NEGATIVE;
    if (!integer || isOf64Bits(at)) {
      throw malformed("a key is no integer of 63 bits");
    }
    long key = Long.parseLong(parser.currentName());
    if (!keys.add(key)) {
      throw malformed("a key is there twice");
    }
    return key;
  }

  private void require(int at, int major, String cause) throws DerException {
    if (major(at) != major || (major == UNSIGNED && isOf64Bits(at))) {
      throw malformed(cause);
    }
  }

  /** Where the current item begins. */
  private int offset() {
    return (int) parser.currentTokenLocation().getByteOffset();
  }

  private int major(int at) {
    return (bytes[at] & 0xff) >> 5;
  }

  private boolean isOf64Bits(int at) {
    return (bytes[at] & 0x1f) == 27 && bytes[at + 1] < 0;
  }

  private static DerException malformed(String cause) {
    return DerException.in("provisioningInfo", cause);
  }
}
