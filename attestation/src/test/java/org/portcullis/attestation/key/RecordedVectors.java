package org.portcullis.attestation.key;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the recorded chains, if they lie beside the repository; they are no part of it. */
final class RecordedVectors {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_JAVA_COMMENTS).build();

  private RecordedVectors() {}

  /** The folder of the vectors, or empty. */
  static Optional<Path> root() {
    String named = System.getProperty("portcullis.vectors");
    if (named != null) {
      return Optional.of(Path.of(named)).filter(Files::isDirectory);
    }
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      Path vectors = folder.resolveSibling("shared").resolve("vectors");
      if (Files.isDirectory(vectors)) {
        return Optional.of(vectors);
      }
    }
    return Optional.empty();
  }

  static Optional<Path> keyAttestation() {
    return root().map(root -> root.resolve("key-attestation"));
  }

  static Optional<Path> cases() {
    return root().map(root -> root.resolve("cases"));
  }

  static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode json(Path file) {
    try {
      return JSON.readTree(bytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static CertificateChain chain(Path file) {
    ChainReading reading = CertificateChain.ofPem(bytes(file));
    if (reading instanceof ChainReading.Read read) {
      return read.chain();
    }
    throw new AssertionError(file + ": " + reading);
  }

  /** The chain without its last certificate. */
  static CertificateChain withoutLast(CertificateChain chain) {
    List<byte[]> certificates = new ArrayList<>();
    for (Bytes certificate : chain.certificates().subList(0, chain.size() - 1)) {
      certificates.add(certificate.toArray());
    }
    return TestChains.ofDer(certificates);
  }
}
