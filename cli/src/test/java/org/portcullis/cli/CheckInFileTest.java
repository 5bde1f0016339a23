package org.portcullis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.engine.enrollment.Enrollment;
import org.portcullis.facts.EnrollmentStatus;
import org.portcullis.facts.IntegrityFacts;
import org.portcullis.release.json.Diagnostic;
import org.portcullis.release.json.Reading;

class CheckInFileTest {
  private static final String GOOD =
      Run.read(TestDevice.EXAMPLES.resolve("vendor-phone").resolve("check-in.json"));

  private static Reading<CheckInFile> read(String json) {
    return CheckInFile.read("c.json", json.getBytes(StandardCharsets.UTF_8));
  }

  private static CheckInFile parsed(String json) {
    Reading<CheckInFile> reading = read(json);
    assertThat(reading).isInstanceOf(Reading.Parsed.class);
    return ((Reading.Parsed<CheckInFile>) reading).value();
  }

  private static List<String> errors(String json) {
    Reading<CheckInFile> reading = read(json);
    assertThat(reading).isInstanceOf(Reading.Refused.class);
    return ((Reading.Refused<CheckInFile>) reading)
        .diagnostics().stream().map(Texts::withSuggestion).toList();
  }

  /** Line and column of a text, as a person counts them. */
  private static String place(String json, String text) {
    int at = json.indexOf(text);
    assertThat(at).isNotNegative();
    int line = 1 + (int) json.substring(0, at).chars().filter(c -> c == '\n').count();
    return "c.json:" + line + ":" + (at - json.lastIndexOf('\n', at)) + ": ";
  }

  @Test
  void read_example_isWhatItSays() {
    CheckInFile checkIn = parsed(GOOD);
    Enrollment enrollment = checkIn.enrollment().orElseThrow();

    assertThat(checkIn.attestation().orElseThrow().chain()).isEqualTo(Path.of("chain.pem"));
    assertThat(checkIn.attestation().orElseThrow().challenge().length()).isEqualTo(32);
    assertThat(checkIn.channel()).isEqualTo("stable");
    assertThat(checkIn.device().product()).isEqualTo("slate");
    assertThat(checkIn.release().sequence()).isEqualTo(42);
    assertThat(checkIn.rollout().admitted()).isTrue();
    assertThat(checkIn.integrity()).isEqualTo(IntegrityFacts.absent());
    assertThat(enrollment.status()).isEqualTo(EnrollmentStatus.ACTIVE);
    assertThat(enrollment.channels()).containsExactly("stable");
    assertThat(enrollment.floors()).isEqualTo(new Enrollment.Floors(41, 3, 202609));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"enrollment", "channel", "device", "release", "transport", "request", "rollout"})
  void read_missingMember_isAnErrorAtTheObject(String name) {
    String json = GOOD.replaceFirst("\"" + name + "\":", "\"x" + name + "\":");

    assertThat(errors(json))
        .contains("c.json:1:1: `" + name + "` is missing")
        .anyMatch(
            error ->
                error.startsWith(
                    place(json, "\"x" + name + "\"") + "unknown member `x" + name + "`"));
  }

  @ParameterizedTest
  @CsvSource({"chain, challenge", "challenge, chain"})
  void read_chainOrChallengeAlone_isAnError(String kept, String dropped) {
    String json = GOOD.replaceFirst("\"" + dropped + "\": \"[^\"]*\",", "");

    assertThat(json).contains("\"" + kept + "\"");
    assertThat(errors(json)).containsExactly("c.json:1:1: `" + dropped + "` is missing");
  }

  @Test
  void read_neitherChainNorChallenge_isADeviceThatSentNone() {
    String json =
        GOOD.replaceFirst("\"chain\": \"[^\"]*\",", "")
            .replaceFirst("\"challenge\": \"[^\"]*\",", "");

    assertThat(parsed(json).attestation()).isEmpty();
  }

  @Test
  void read_unknownEnrollment_isADeviceThatNobodyEnrolled() {
    String json =
        GOOD.replaceFirst(
            "(?s)\"enrollment\": \\{.*?\\}", "\"enrollment\": {\"status\": \"UNKNOWN\"}");

    assertThat(parsed(json).enrollment()).isEqualTo(Optional.empty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"ACTIVE\"|\"ACTIV\"|`ACTIV` is no enrollment status",
        "\"2026-10-26T12:00:00Z\"|\"2026-10-26\"|`2026-10-26` is no instant; give one like `2026-10-26T00:00:00Z`",
        "202609|202613|`osPatch` must be a year and month as YYYYMM, or 0",
        "[\"stable\"]|[\"Stable\"]|a channel is an identifier",
        "41,\\n    \"rollbackIndexFloor\"|-1,\\n    \"rollbackIndexFloor\"|`sequenceFloor` must be 0 to 9223372036854775807",
        "\"HOST\"|\"PORTCULLIS\"|`release` is asserted by the host: give `HOST`",
        "\"tlsVersion\": 13|\"tlsVersion\": \"13\"|`tlsVersion` must be a whole number, not a text",
      })
  void read_wrongValue_isAnErrorWithItsPlace(String from, String to, String message) {
    String written = from.replace("\\n", "\n");
    String json = GOOD.replace(written, to.replace("\\n", "\n"));

    assertThat(json).isNotEqualTo(GOOD);
    assertThat(errors(json)).anyMatch(error -> error.endsWith(": " + message));
    assertThat(errors(json)).allMatch(error -> error.matches("c\\.json:[0-9]+:[0-9]+: .*"));
  }

  @Test
  void read_severalErrors_reportsAllOfThem() {
    String json =
        GOOD.replace("\"urgency\": \"ROUTINE\"", "\"urgency\": \"ROUTIN\"")
            .replace("\"stage\": \"STABLE\"", "\"stag\": \"STABLE\"");

    assertThat(errors(json))
        .contains(
            place(json, "\"ROUTIN\"")
                + "`ROUTIN` is no constant of Urgency; did you mean `ROUTINE`?")
        .anyMatch(error -> error.startsWith(place(json, "\"stag\"") + "unknown member `stag`"));
  }

  @Test
  void read_noJson_isAnErrorWithItsPlace() {
    Reading<CheckInFile> reading = read("{\n  \"chain\" \"x\"\n}");

    assertThat(((Reading.Refused<CheckInFile>) reading).diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly("json-malformed");
  }
}
