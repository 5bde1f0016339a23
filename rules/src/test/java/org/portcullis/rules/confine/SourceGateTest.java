package org.portcullis.rules.confine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SourceGateTest {
  private static List<String> refusals(byte[] content) {
    DiagnosticSink sink = new DiagnosticSink();
    Optional<SourceText> text = new SourceGate("f", sink).pass(content);
    assertThat(text.isEmpty()).isEqualTo(sink.errors() > 0);
    return sink.sorted().stream().map(each -> each.position() + " " + each.code()).toList();
  }

  private static List<String> refusals(String content) {
    return refusals(content.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void pass_everyAllowedCharacter_passes() {
    StringBuilder all = new StringBuilder("\t\n");
    for (char c = ' '; c <= '~'; c++) {
      // Brackets are balanced here, and a backslash is not allowed.
      all.append(c == '\\' ? ' ' : c);
    }
    assertThat(refusals(all.toString())).isEmpty();
  }

  @Test
  void pass_everyOtherSingleByte_isRefused() {
    for (int c = 0; c < 0x80; c++) {
      boolean allowed = c == '\n' || c == '\t' || (c >= ' ' && c < 0x7F && c != '\\');
      assertThat(refusals(new byte[] {'a', (byte) c})).hasSize(allowed ? 0 : 1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\u00e4", "\u202e", "\u200b", "\u00a0", "\uFF08", "\u2028", "\ud83d\ude00"})
  void pass_beyondAscii_isRefusedInCommentsToo(String character) {
    assertThat(refusals("x\n// a" + character + character))
        .containsExactly("f:2:5 forbidden-character", "f:2:6 forbidden-character");
  }

  @Test
  void pass_byteOrderMarkCarriageReturnBackslash_areRefused() {
    assertThat(refusals("\ufeffa\r\nb\\"))
        .containsExactly(
            "f:1:1 forbidden-character", "f:1:3 forbidden-character", "f:2:2 forbidden-character");
  }

  @ParameterizedTest
  @ValueSource(strings = {"C0AF", "EDA080", "F4908080", "FF", "80", "C3", "E282"})
  void pass_noUtf8_isRefusedWhereItBegins(String hex) {
    byte[] bad = java.util.HexFormat.of().parseHex(hex);
    byte[] content = Arrays.copyOf("a\nbc".getBytes(StandardCharsets.US_ASCII), 4 + bad.length);
    System.arraycopy(bad, 0, content, 4, bad.length);
    assertThat(refusals(content)).contains("f:2:3 not-utf8");
  }

  @Test
  void pass_tooLargeFile_isRefusedUnread() {
    byte[] largest = new byte[SourceGate.MAX_BYTES];
    Arrays.fill(largest, (byte) ' ');
    assertThat(refusals(largest)).isEmpty();
    assertThat(refusals(new byte[SourceGate.MAX_BYTES + 1]))
        .containsExactly("f:1:1 file-too-large");
  }

  @Test
  void pass_manyForbiddenCharacters_areReportedUpToALimit() {
    assertThat(refusals("\u00e4".repeat(1_000))).hasSize(100);
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "[", "{"})
  void pass_depth_isBounded(String bracket) {
    assertThat(refusals(bracket.repeat(16))).isEmpty();
    assertThat(refusals("\n" + bracket.repeat(17))).containsExactly("f:2:17 too-deep");
  }

  @Test
  void pass_depthInComment_counts() {
    assertThat(refusals("// " + "(".repeat(17))).containsExactly("f:1:20 too-deep");
  }

  @Test
  void pass_depthHiddenByCommentOrText_isFound() {
    assertThat(refusals("(".repeat(10) + "/*" + ")".repeat(10) + "*/" + "(".repeat(10)))
        .containsExactly("f:1:31 too-deep");
    assertThat(refusals("(".repeat(10) + "\"" + ")".repeat(10) + "\"" + "(".repeat(10)))
        .containsExactly("f:1:29 too-deep");
  }
}
