package org.portcullis.attestation.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.portcullis.attestation.key.internal.DerElement;
import org.portcullis.attestation.key.internal.DerException;
import org.portcullis.attestation.key.internal.ParsedCertificate;

/** Recorded chains that attest an IMEI state the one that is recorded beside them. */
class DeviceIdVectors {
  @TestFactory
  Stream<DynamicTest> mismatch_recordedImei_isStated() {
    return RecordedVectors.keyAttestation().stream()
        .flatMap(DeviceIdVectors::values)
        .map(json -> DynamicTest.dynamicTest(json.toString(), () -> check(json)));
  }

  private static Stream<Path> values(Path folder) {
    try (Stream<Path> files = Files.walk(folder.resolve("google"))) {
      return files
          .filter(file -> file.toString().endsWith(".json") && Files.exists(chain(file)))
          .filter(file -> imei(file).isPresent())
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void check(Path json) throws DerException {
    DerElement statement =
        ParsedCertificate.read(RecordedVectors.chain(chain(json)).der(0)).statement().orElseThrow();
    String imei = imei(json).orElseThrow();
    ExpectedDeviceIds other = ExpectedDeviceIds.builder().imei(imei + "0").build();

    assertThat(DeviceIdCheck.mismatch(ExpectedDeviceIds.builder().imei(imei).build(), statement))
        .isEmpty();
    assertThat(DeviceIdCheck.mismatch(other, statement)).hasValue("hardware.attestationIdImei");
  }

  private static Path chain(Path json) {
    return json.resolveSibling(json.getFileName().toString().replaceFirst("\\.json$", ".pem"));
  }

  private static Optional<String> imei(Path json) {
    JsonNode imei = RecordedVectors.json(json).path("hardwareEnforced").path("attestationIdImei");
    return Optional.of(imei).filter(JsonNode::isTextual).map(JsonNode::textValue);
  }
}
