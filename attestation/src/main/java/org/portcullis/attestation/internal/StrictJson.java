package org.portcullis.attestation.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads one JSON object (RFC 8259) that a person or a vendor wrote: UTF-8 without a byte order
 * mark, no member twice, no null, no fraction, nothing after the object. At most 1 MiB, 8 levels
 * and 50,000 values, so that memory is bounded by the text.
 */
public final class StrictJson {
  /** The most bytes of a text. */
  public static final int MAX_BYTES = 1 << 20;

  private static final int MAX_DEPTH = 8;
  private static final int MAX_VALUES = 50_000;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxDocumentLength(MAX_BYTES)
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(20)
                  .build())
          .build();

  private final JsonParser parser;
  private int values;

  private StrictJson(JsonParser parser) {
    this.parser = parser;
  }

  /**
   * Reads an object.
   *
   * @param content its bytes
   * @return the object
   * @throws JsonException with the place and cause of the first error
   */
  public static JsonValue.Members read(byte[] content) throws JsonException {
    if (content.length > MAX_BYTES) {
      throw new JsonException(0, 0, "the text has more than " + MAX_BYTES + " bytes");
    }
    try (JsonParser parser = JSON.createParser(decode(content))) {
      return new StrictJson(parser).document();
    } catch (JsonProcessingException e) {
      JsonLocation place = e.getLocation();
      throw place == null
          ? new JsonException(0, 0, "the text is nested too deep or has too long a number")
          : new JsonException(line(place), column(place), "the text is no valid json");
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory can always be read", e);
    }
  }

  private static String decode(byte[] content) throws JsonException {
    CharBuffer text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content));
    } catch (CharacterCodingException e) {
      throw new JsonException(0, 0, "the text is no utf-8");
    }
    if (text.length() > 0 && text.charAt(0) == '\uFEFF') {
      throw new JsonException(1, 1, "the text begins with a byte order mark");
    }
    return text.toString();
  }

  private JsonValue.Members document() throws IOException, JsonException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw here("a json object is expected");
    }
    JsonValue.Members members = members();
    if (parser.nextToken() != null) {
      throw here("something follows the object");
    }
    return members;
  }

  private JsonValue value() throws IOException, JsonException {
    if (++values > MAX_VALUES) {
      throw here("there are more than " + MAX_VALUES + " values");
    }
    JsonLocation place = parser.currentTokenLocation();
    int line = line(place);
    int column = column(place);
    return switch (parser.currentToken()) {
      case START_OBJECT -> members();
      case START_ARRAY -> items();
      case VALUE_STRING -> new JsonValue.Text(line, column, parser.getText());
      case VALUE_TRUE -> new JsonValue.Truth(line, column, true);
      case VALUE_FALSE -> new JsonValue.Truth(line, column, false);
      case VALUE_NUMBER_INT -> new JsonValue.Whole(line, column, number());
      default -> throw here("neither null nor a fraction is a value here");
    };
  }

  private long number() throws IOException, JsonException {
    if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      throw here("the number has more than 64 bits");
    }
    return parser.getLongValue();
  }

  private JsonValue.Items items() throws IOException, JsonException {
    JsonLocation place = parser.currentTokenLocation();
    List<JsonValue> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value());
    }
    return new JsonValue.Items(line(place), column(place), items);
  }

  private JsonValue.Members members() throws IOException, JsonException {
    JsonLocation place = parser.currentTokenLocation();
    Map<String, JsonValue.Member> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      JsonLocation at = parser.currentTokenLocation();
      String name = parser.currentName();
      if (members.containsKey(name)) {
        throw here("the member `" + Quoted.of(name) + "` is there twice");
      }
      parser.nextToken();
      members.put(name, new JsonValue.Member(line(at), column(at), value()));
    }
    return new JsonValue.Members(line(place), column(place), members);
  }

  private JsonException here(String detail) {
    JsonLocation place = parser.currentTokenLocation();
    return new JsonException(line(place), column(place), detail);
  }

  private static int line(JsonLocation place) {
    return Math.max(1, place.getLineNr());
  }

  private static int column(JsonLocation place) {
    return Math.max(1, place.getColumnNr());
  }
}
