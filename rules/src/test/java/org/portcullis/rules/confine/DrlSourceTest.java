package org.portcullis.rules.confine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.release.json.Diagnostic;

final class DrlSourceTest {
  private static List<String> disagreements(String text) {
    DiagnosticSink sink = new DiagnosticSink();
    DrlSource source = new DrlSource(new SourceText("f", text), sink);
    source.checkAgreement(source.parse().orElseThrow());
    return sink.sorted().stream().map(each -> each.position() + " " + each.code()).toList();
  }

  private static List<String> syntaxErrors(String text) {
    DiagnosticSink sink = new DiagnosticSink();
    assertThat(new DrlSource(new SourceText("f", text), sink).parse()).isEmpty();
    return sink.sorted().stream().map(Diagnostic::toString).toList();
  }

  @Test
  void checkAgreement_plainRule_agrees() {
    assertThat(
            disagreements(
                Samples.denying("device.sequence in ( 1, 2 ) && device.model not in ( \"a\" )")))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"i > 5 && < 20", "i ( > 5 && < 20 )"})
  void checkAgreement_whatLevelTenDoesNotRead_disagrees(String constraint) {
    assertThat(
            disagreements("package p\n\n  rule \"a\" when A( " + constraint + " ) then x; end\n"))
        .hasSize(1)
        .allMatch(each -> each.endsWith(" parsers-disagree"));
  }

  @Test
  void parse_nestingBeyondTheStack_isRefused() {
    String nested = "(".repeat(20_000) + "a == 1" + ")".repeat(20_000);
    assertThat(syntaxErrors("package p rule \"a\" when A( " + nested + " ) then x; end"))
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rule",
        "rule \"a\" when",
        "package",
        "package p rule \"a\" when A( b == ) then x; end"
      })
  void parse_brokenText_isRefusedInOurWords(String text) {
    assertThat(syntaxErrors(text))
        .hasSize(1)
        .allMatch(each -> each.matches("f:\\d+:\\d+: error syntax: unexpected (`.*`|end of file)"));
  }

  @Test
  void parse_textAfterTheEnd_isNamed() {
    assertThat(syntaxErrors("package p\nrule \"a\" when A( b == 1 ) then x; end\n  foo\n"))
        .containsExactly("f:3:3: error syntax: unexpected `foo`");
  }
}
