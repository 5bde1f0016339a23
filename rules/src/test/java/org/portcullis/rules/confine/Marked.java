package org.portcullis.rules.confine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.portcullis.release.json.SourcePosition;

/**
 * A text in which {@code §} stands before each token that must be complained about. The marks are
 * taken out before the check; where they stood must be exactly where the complaints are.
 */
record Marked(String text, List<SourcePosition> marks) {
  static Marked of(String marked) {
    StringBuilder text = new StringBuilder();
    List<SourcePosition> marks = new ArrayList<>();
    int line = 1;
    int column = 1;
    for (int i = 0; i < marked.length(); i++) {
      char c = marked.charAt(i);
      if (c == '§') {
        marks.add(new SourcePosition(Samples.FILE, line, column));
        continue;
      }
      text.append(c);
      line += c == '\n' ? 1 : 0;
      column = c == '\n' ? 1 : column + 1;
    }
    return new Marked(text.toString(), List.copyOf(marks));
  }

  /** Checks that the text is refused with these codes, one at each mark, and with no others. */
  void assertRefused(Declarations declarations, String... codes) {
    CheckReport report =
        RuleSetConfinement.check(List.of(Samples.source(Samples.FILE, text)), declarations);
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < codes.length; i++) {
      expected.add(marks.get(i) + " " + codes[i]);
    }
    assertThat(report).as(report.diagnostics().toString()).isInstanceOf(CheckReport.Refused.class);
    assertThat(report.diagnostics().stream().map(each -> each.position() + " " + each.code()))
        .as(report.diagnostics().toString())
        .containsExactlyElementsOf(expected);
    assertThat(codes).hasSameSizeAs(marks);
  }
}
