package org.portcullis.release.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.portcullis.release.json.JsonValue.JsonObject;

/** Any bytes give an object, whose canonical form reads back to itself, or diagnostics. */
final class StrictJsonFuzz {
  @FuzzTest(maxDuration = "30s")
  void read_anyBytes_isObjectOrDiagnostics(byte[] content) {
    Reading<JsonObject> reading = StrictJson.read("fuzz.json", content);
    if (reading instanceof Reading.Parsed<JsonObject> parsed) {
      byte[] canonical = CanonicalJson.write(parsed.value());
      Reading<JsonObject> again = StrictJson.read("fuzz.json", canonical);
      assertThat(CanonicalJson.write(((Reading.Parsed<JsonObject>) again).value()))
          .isEqualTo(canonical);
    } else {
      assertThat(((Reading.Refused<JsonObject>) reading).diagnostics()).isNotEmpty();
    }
  }
}
