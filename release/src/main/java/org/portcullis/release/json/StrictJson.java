package org.portcullis.release.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.portcullis.release.json.JsonValue.JsonArray;
import org.portcullis.release.json.JsonValue.JsonNumber;
import org.portcullis.release.json.JsonValue.JsonObject;
import org.portcullis.release.json.JsonValue.JsonText;
import org.portcullis.release.json.JsonValue.JsonTruth;

/**
 * Reads one JSON object (RFC 8259) from bytes. UTF-8 only and without a byte order mark; a
 * duplicate member, a null, a fraction or anything after the object is an error with its place. At
 * most 1 MiB, 32 levels and 100,000 values.
 */
public final class StrictJson {
  /** The longest text that is read, in bytes. */
  public static final int MAX_LENGTH = 1 << 20;

  private static final int MAX_DEPTH = 32;
  private static final int MAX_VALUES = 100_000;
  private static final int MAX_NUMBER_LENGTH = 20;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxDocumentLength(MAX_LENGTH)
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(MAX_NUMBER_LENGTH)
                  .build())
          .build();

  private final String file;
  private final String text;
  private final JsonParser parser;
  private final Problems problems;
  private int values;

  private StrictJson(String file, String text, JsonParser parser, Problems problems) {
    this.file = file;
    this.text = text;
    this.parser = parser;
    this.problems = problems;
  }

  /**
   * Reads an object.
   *
   * @param file the name of the file, for the places
   * @param content the bytes; not kept
   * @return the object, or what is wrong; beyond the first syntax error nothing is read
   */
  public static Reading<JsonObject> read(String file, byte[] content) {
    Problems problems = new Problems();
    SourcePosition start = new SourcePosition(file, 1, 1);
    if (content.length > MAX_LENGTH) {
      problems.error(start, "too-large", "longer than " + MAX_LENGTH + " bytes");
      return new Reading.Refused<>(problems.sorted());
    }
    Optional<String> text = decode(file, content, problems);
    Optional<JsonValue> value = text.flatMap(decoded -> parse(file, decoded, problems));
    if (value.isPresent() && value.get() instanceof JsonObject object) {
      return problems.result(() -> object);
    }
    value.ifPresent(other -> wrongRoot(other, problems));
    return new Reading.Refused<>(problems.sorted());
  }

  private static void wrongRoot(JsonValue value, Problems problems) {
    problems.error(value.position(), "wrong-type", "an object expected, not " + value.kind());
  }

  private static Optional<String> decode(String file, byte[] content, Problems problems) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    CharBuffer text = CharBuffer.allocate(content.length);
    CoderResult result = decoder.decode(ByteBuffer.wrap(content), text, true);
    // Android has this method with another return type in CharBuffer
    Buffer written = text;
    written.flip();
    if (!result.isUnderflow()) {
      problems.error(end(file, text.toString()), "not-utf8", "not UTF-8");
      return Optional.empty();
    }
    if (text.length() > 0 && text.charAt(0) == '\uFEFF') {
      problems.error(new SourcePosition(file, 1, 1), "byte-order-mark", "a byte order mark");
      return Optional.empty();
    }
    return Optional.of(text.toString());
  }

  private static SourcePosition end(String file, String text) {
    int line = 1 + (int) text.chars().filter(c -> c == '\n').count();
    return new SourcePosition(file, line, text.length() - text.lastIndexOf('\n'));
  }

  private static Optional<JsonValue> parse(String file, String text, Problems problems) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      return new StrictJson(file, text, parser, problems).root();
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory can always be read", e);
    }
  }

  private Optional<JsonValue> root() throws IOException {
    try {
      if (parser.nextToken() == null) {
        problems.error(new SourcePosition(file, 1, 1), "json-malformed", "empty");
        return Optional.empty();
      }
      Optional<JsonValue> value = value();
      if (parser.nextToken() != null) {
        problems.error(position(), "json-malformed", "text after the end of the object");
      }
      return value;
    } catch (JsonProcessingException e) {
      // A limit that is passed has no place of its own.
      JsonLocation location = e.getLocation() == null ? parser.currentLocation() : e.getLocation();
      problems.error(place(file, location), "json-malformed", message(e, location));
      return Optional.empty();
    }
  }

  /** What is wrong, in words of our own: the parser's are meant for programmers. */
  private String message(JsonProcessingException e, JsonLocation location) {
    if (e instanceof TooManyValuesException) {
      return "more than " + MAX_VALUES + " values";
    } else if (e instanceof JsonEOFException) {
      return "unexpected end of the file";
    } else if (e instanceof StreamConstraintsException) {
      return parser.getParsingContext().getNestingDepth() > MAX_DEPTH
          ? "nested deeper than " + MAX_DEPTH + " levels"
          : "a number or name that is too long";
    }
    return unexpected((int) location.getCharOffset());
  }

  /** What stands at a place, or the word that ends there. */
  private String unexpected(int end) {
    if (end < 0 || end >= text.length()) {
      return "malformed";
    }
    int start = end;
    while (start > 0 && Character.isLetter(text.charAt(start - 1))) {
      start--;
    }
    return start < end
        ? "unknown word `" + Printable.of(text.substring(start, end)) + "`"
        : "unexpected character `" + Printable.of(text.substring(end, end + 1)) + "`";
  }

  /** Thrown within this class only. */
  private static final class TooManyValuesException extends JsonParseException {
    private static final long serialVersionUID = 1L;

    TooManyValuesException(JsonParser parser) {
      super(parser, "too many values", parser.currentTokenLocation());
    }
  }

  /** Reads the value that begins with the current token; a value of a wrong kind is reported. */
  private Optional<JsonValue> value() throws IOException {
    SourcePosition position = position();
    if (++values > MAX_VALUES) {
      throw new TooManyValuesException(parser);
    }
    JsonToken token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> Optional.of(object(position));
      case START_ARRAY -> Optional.of(array(position));
      case VALUE_STRING -> text(position);
      case VALUE_TRUE, VALUE_FALSE ->
          Optional.of(new JsonTruth(position, token == JsonToken.VALUE_TRUE));
      case VALUE_NUMBER_INT -> number(position);
      default -> {
        String kind = token == JsonToken.VALUE_NULL ? "null" : "a fraction";
        problems.error(position, "wrong-type", kind + " is no value here");
        yield Optional.empty();
      }
    };
  }

  private Optional<JsonValue> text(SourcePosition position) throws IOException {
    String text = parser.getText();
    return isText(text, position) ? Optional.of(new JsonText(position, text)) : Optional.empty();
  }

  /** What no UTF-8 can hold would have the canonical form of something else. */
  private boolean isText(String text, SourcePosition position) {
    boolean encodable = StandardCharsets.UTF_8.newEncoder().canEncode(text);
    if (!encodable) {
      problems.error(position, "bad-value", "an unpaired surrogate");
    }
    return encodable;
  }

  private Optional<JsonValue> number(SourcePosition position) throws IOException {
    if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      problems.error(position, "bad-value", "a number beyond 64 bits");
      return Optional.empty();
    }
    return Optional.of(new JsonNumber(position, parser.getLongValue()));
  }

  private JsonArray array(SourcePosition position) throws IOException {
    List<JsonValue> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      value().ifPresent(items::add);
    }
    return new JsonArray(position, items);
  }

  private JsonObject object(SourcePosition position) throws IOException {
    Map<String, JsonValue.Member> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      SourcePosition namePosition = position();
      String name = parser.currentName();
      parser.nextToken();
      Optional<JsonValue> value = value();
      if (members.containsKey(name)) {
        problems.error(
            namePosition, "duplicate-member", "`" + Printable.of(name) + "` stands here twice");
      } else if (isText(name, namePosition)) {
        value.ifPresent(present -> members.put(name, new JsonValue.Member(namePosition, present)));
      }
    }
    return new JsonObject(position, members);
  }

  private SourcePosition position() {
    return place(file, parser.currentTokenLocation());
  }

  private static SourcePosition place(String file, JsonLocation location) {
    return new SourcePosition(
        file, Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
  }
}
