package org.portcullis.rules.confine;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Whatever the bytes are: an answer, and in an accepted tree nothing but the vocabulary. */
final class ConfinementFuzz {
  private static final Declarations DECLARATIONS = Samples.declarations("test.deny");

  @FuzzTest(maxDuration = "30s")
  void check_anyFile_neverThrows(byte[] content) {
    check(content);
  }

  @FuzzTest(maxDuration = "30s")
  void check_anyConstraintAndConsequence_neverThrows(FuzzedDataProvider data) {
    String constraint = data.consumeAsciiString(300);
    String text =
        Samples.denying(constraint).replace("findings.deny", data.consumeRemainingAsAsciiString());
    check(text.getBytes(StandardCharsets.UTF_8));
    check(Samples.denying(constraint).getBytes(StandardCharsets.UTF_8));
  }

  private static void check(byte[] content) {
    CheckReport report =
        RuleSetConfinement.check(List.of(new RuleSource(Samples.FILE, content)), DECLARATIONS);
    if (report instanceof CheckReport.Clean clean) {
      clean.tree().rules().forEach(rule -> assertVocabulary(rule.condition()));
    } else {
      assertThat(report.diagnostics()).isNotEmpty();
    }
  }

  private static void assertVocabulary(Condition condition) {
    if (condition instanceof Condition.And and) {
      and.parts().forEach(ConfinementFuzz::assertVocabulary);
    } else if (condition instanceof Condition.Or or) {
      or.parts().forEach(ConfinementFuzz::assertVocabulary);
    } else if (condition instanceof Condition.Leaf leaf) {
      assertThat(Names.PATHS).contains(leaf.path().text());
      if (leaf instanceof Condition.ComparePaths paths) {
        assertThat(Names.PATHS).contains(paths.other().text());
      }
    }
  }
}
