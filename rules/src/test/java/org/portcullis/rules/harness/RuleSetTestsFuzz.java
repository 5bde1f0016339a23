package org.portcullis.rules.harness;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.portcullis.release.json.Reading;
import org.portcullis.rules.bundle.RuleSetManifest;

/** Any bytes give at least one test or diagnostics of their file. */
final class RuleSetTestsFuzz {
  private static final RuleSetManifest MANIFEST = SampleBundle.of().manifest();

  @FuzzTest(maxDuration = "30s")
  void read_anyBytes_isTestsOrDiagnostics(byte[] content) {
    Reading<List<RuleSetTest>> reading = RuleSetTests.read(MANIFEST, "tests/a.json", content);
    if (reading instanceof Reading.Parsed<List<RuleSetTest>> parsed) {
      assertThat(parsed.value())
          .isNotEmpty()
          .allMatch(test -> test.position().file().equals("tests/a.json"));
    } else {
      assertThat(((Reading.Refused<List<RuleSetTest>>) reading).diagnostics()).isNotEmpty();
    }
  }
}
