package org.portcullis.rules.harness;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.portcullis.facts.EligibilityCase;
import org.portcullis.release.json.Reading;

/** Any bytes give a case or diagnostics. */
final class CaseJsonFuzz {
  @FuzzTest(maxDuration = "30s")
  void read_anyBytes_isCaseOrDiagnostics(byte[] content) {
    Reading<EligibilityCase> reading = CaseJson.read("case.json", content);
    if (reading instanceof Reading.Parsed<EligibilityCase> parsed) {
      assertThat(CaseJson.read("case.json", CaseJson.write(parsed.value()))).isEqualTo(reading);
    } else {
      assertThat(((Reading.Refused<EligibilityCase>) reading).diagnostics()).isNotEmpty();
    }
  }
}
