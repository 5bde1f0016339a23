package org.portcullis.release.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.portcullis.release.json.JsonValue.JsonObject;

final class StrictJsonTest {
  private static Reading<JsonObject> read(byte[] content) {
    return StrictJson.read("f", content);
  }

  private static List<String> errors(String json) {
    return errors(json.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> errors(byte[] content) {
    assertThat(read(content)).isInstanceOf(Reading.Refused.class);
    return ((Reading.Refused<JsonObject>) read(content))
        .diagnostics().stream().map(Diagnostic::toString).toList();
  }

  @Test
  void write_anyObject_isSortedAndWithoutWhiteSpace() {
    String json = "{ \"b\": [1, -2, true, {}], \"a\": \"\\u00e9\\n\\\"\\\\\", \"c\": [] }";
    Reading<JsonObject> reading = read(json.getBytes(StandardCharsets.UTF_8));
    byte[] canonical = CanonicalJson.write(((Reading.Parsed<JsonObject>) reading).value());
    assertThat(new String(canonical, StandardCharsets.UTF_8))
        .isEqualTo("{\"a\":\"é\\u000a\\\"\\\\\",\"b\":[1,-2,true,{}],\"c\":[]}");
  }

  @Test
  void read_notUtf8_isRefusedAtTheByte() {
    byte[] content = "{\n\"a\": \"??\"}".getBytes(StandardCharsets.UTF_8);
    content[8] = (byte) 0xff;
    assertThat(errors(content)).containsExactly("f:2:7: error not-utf8: not UTF-8");
    assertThat(errors(new byte[] {'{', (byte) 0xc3}))
        .containsExactly("f:1:2: error not-utf8: not UTF-8");
  }

  @Test
  void read_byteOrderMark_isRefused() {
    assertThat(errors("\uFEFF{}"))
        .containsExactly("f:1:1: error byte-order-mark: a byte order mark");
  }

  @Test
  void read_unpairedSurrogate_isRefused() {
    assertThat(errors("{\"a\": \"\\ud800\"}"))
        .containsExactly("f:1:7: error bad-value: an unpaired surrogate");
    assertThat(errors("{\"\\ud800\": \"a\", \"\\udbff\": \"b\"}"))
        .containsExactly(
            "f:1:2: error bad-value: an unpaired surrogate",
            "f:1:17: error bad-value: an unpaired surrogate");
  }

  @Test
  void read_textAfterTheEnd_isRefused() {
    assertThat(errors("{} {}"))
        .containsExactly("f:1:4: error json-malformed: text after the end of the object");
    assertThat(errors("{} x")).hasSize(1);
  }

  @Test
  void read_deepNesting_isRefused() {
    assertThat(errors("{\"a\":" + "[".repeat(40) + "]".repeat(40) + "}"))
        .containsExactly("f:1:38: error json-malformed: nested deeper than 32 levels");
    assertThat(errors("{\"a\":" + "[".repeat(100_000))).hasSize(1);
  }

  @Test
  void read_longText_isRefused() {
    assertThat(errors(new byte[StrictJson.MAX_LENGTH + 1]))
        .containsExactly("f:1:1: error too-large: longer than 1048576 bytes");
  }

  @Test
  void read_manyValues_isRefused() {
    assertThat(errors("{\"a\": [" + "1,".repeat(110_000) + "1]}"))
        .singleElement()
        .asString()
        .contains("more than 100000 values");
  }

  @Test
  void read_longNumberOrName_isRefusedInOwnWords() {
    assertThat(errors("{\"a\": 1234567890123456789012}"))
        .singleElement()
        .asString()
        .endsWith("error json-malformed: a number or name that is too long");
    assertThat(errors("{\"" + "a".repeat(60_000) + "\": 1}"))
        .singleElement()
        .asString()
        .endsWith("error json-malformed: a number or name that is too long");
  }

  @Test
  void read_manyProblems_areCut() {
    assertThat(errors("{\"a\": [" + "null,".repeat(500) + "1]}")).hasSize(100);
  }

  @Test
  void read_comments_singleQuotesAndTrailingCommas_areRefused() {
    for (String json : List.of("{/**/}", "{'a': 1}", "{\"a\": 1,}", "{a: 1}", "{\"a\": 01}")) {
      assertThat(errors(json))
          .as(json)
          .singleElement()
          .asString()
          .matches("f:1:[1-9]: error json-malformed: unexpected character `.`");
    }
    assertThat(errors("{\"a\": NaN}"))
        .containsExactly("f:1:10: error json-malformed: unknown word `NaN`");
    assertThat(errors("{\"a\": 1,}"))
        .containsExactly("f:1:9: error json-malformed: unexpected character `}`");
  }

  @Test
  void printable_hostileText_isCutAndHarmless() {
    assertThat(Printable.of("a`b\u202e\n")).isEqualTo("a?b??");
    assertThat(Printable.of("x".repeat(100))).isEqualTo("x".repeat(64) + "...");
  }
}
