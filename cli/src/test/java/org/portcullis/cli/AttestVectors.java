package org.portcullis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One batch over all recorded chains, if they lie beside the repository. */
class AttestVectors {
  private static final List<String> NUMBERS =
      List.of(
          "attestationVersion",
          "keyMintVersion",
          "osVersion",
          "osPatchLevel",
          "vendorPatchLevel",
          "bootPatchLevel");

  @TempDir private Path folder = Path.of("");

  private static Optional<Path> vectors() {
    String named = System.getProperty("portcullis.vectors");
    Path root =
        named == null
            ? Run.repository().resolveSibling("shared").resolve("vectors")
            : Path.of(named);
    return Optional.of(root.resolve("key-attestation")).filter(Files::isDirectory);
  }

  @Test
  void attest_batchOfRecordedChains_givesTheRecordedVerdictsAndValues() {
    Assumptions.assumeTrue(vectors().isPresent(), "no recorded chains");
    Path recorded = vectors().orElseThrow();
    JsonNode manifest = AttestCommandTest.json(Run.read(recorded.resolve("manifest.json")));
    List<String> lines = new ArrayList<>();
    for (JsonNode vector : manifest) {
      lines.add(line(recorded, vector));
    }
    Run.write(folder.resolve("batch.jsonl"), String.join("\n", lines));

    Run run = Run.in(folder, "attest", "--batch", "batch.jsonl", "--format", "json");

    assertThat(run.err()).isEmpty();
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.lines()).hasSize(manifest.size());
    for (int i = 0; i < manifest.size(); i++) {
      compare(manifest.get(i), AttestCommandTest.json(run.lines().get(i)));
    }
  }

  @Test
  void attest_revokedRetailDevice_isRejectedAtIndexOne() throws IOException {
    Assumptions.assumeTrue(vectors().isPresent(), "no recorded chains");
    Path recorded = vectors().orElseThrow();
    Run run =
        Run.in(
            recorded,
            "attest",
            "samples/vivo-1807/tee.pem",
            "--any-challenge",
            "--at=2020-01-01T00:00:00Z",
            "--status-list=status/status-2025-01.json",
            "--format=json");

    JsonNode json = AttestCommandTest.json(run.out());
    assertThat(json.path("reason").textValue()).isEqualTo("CERTIFICATE_REVOKED");
    assertThat(json.path("certificate").intValue()).isEqualTo(1);
  }

  private static String line(Path recorded, JsonNode vector) {
    JsonLine line =
        new JsonLine()
            .put("chain", recorded.resolve(vector.path("path").textValue()).toString())
            .put("at", vector.path("instant").textValue());
    String challenge = vector.path("challengeHex").asText("");
    if (!challenge.isEmpty() && !challenge.equals("null")) {
      line.put("challenge", challenge);
    }
    return line.toString();
  }

  private static void compare(JsonNode expected, JsonNode actual) {
    String path = expected.path("path").textValue();
    assertThat(actual.path("result").textValue())
        .as(path)
        .isEqualTo(expected.path("expected").textValue());
    if (!expected.path("expected").textValue().equals("verified")) {
      assertThat(actual.path("reason").isTextual()).as(path).isTrue();
      return;
    }
    for (String name : NUMBERS) {
      assertThat(actual.path(name)).as(path + " " + name).isEqualTo(expected.path(name));
    }
    JsonNode root = expected.path("rootOfTrust");
    assertThat(actual.path("verifiedBootKey")).as(path).isEqualTo(root.path("verifiedBootKey"));
    assertThat(actual.path("deviceLocked")).as(path).isEqualTo(root.path("deviceLocked"));
    assertThat(List.of("VERIFIED", "SELF_SIGNED", "UNVERIFIED", "FAILED"))
        .as(path)
        .element(root.path("verifiedBootState").intValue())
        .isEqualTo(actual.path("bootState").textValue());
    assertThat(actual.path("root")).as(path).isEqualTo(expected.path("root"));
    String kind = expected.path("provisioning").textValue().toUpperCase(Locale.ROOT);
    assertThat(actual.path("provisioning").textValue())
        .as(path)
        .isEqualTo(kind.equals("RKP") ? "REMOTE" : kind);
  }
}
