package org.portcullis.attestation.key;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.ArrayList;
import java.util.List;
import org.portcullis.fixtures.mint.AttestationStatement;

/** Whatever comes in, the parsers answer with a value or a typed refusal and nothing else. */
class KeyAttestationFuzz {
  private static final KeyAttestationVerifier VERIFIER = Minted.verifier().build();
  private static final List<byte[]> FACTORY = Minted.factory().mint().certificates();
  private static final KeyAttestationExpectation ANY =
      KeyAttestationExpectation.anyChallenge().build();

  @FuzzTest
  void chainText(byte[] input) {
    if (CertificateChain.ofPem(input) instanceof ChainReading.Read read) {
      requireTyped(VERIFIER.verify(read.chain(), ANY, Minted.NOW));
    }
  }

  @FuzzTest
  void certificate(byte[] input) {
    List<byte[]> certificates = new ArrayList<>(FACTORY);
    certificates.set(1, input);
    if (CertificateChain.ofDer(certificates) instanceof ChainReading.Read read
        && VERIFIER.verify(read.chain(), ANY, Minted.NOW) instanceof KeyAttestationResult.Verified
        && !java.util.Arrays.equals(input, FACTORY.get(1))) {
      throw new AssertionError("a made-up issuer was trusted");
    }
  }

  /**
   * The statement is signed by the authority, so that everything behind the signature is reached.
   */
  @FuzzTest
  void statement(byte[] input) {
    var mint =
        Minted.factory().leaf(c -> c.extension(AttestationStatement.EXTENSION, false, input));
    if (CertificateChain.ofDer(mint.mint().certificates()) instanceof ChainReading.Read read) {
      requireTyped(VERIFIER.verify(read.chain(), ANY, Minted.NOW));
    }
  }

  /** The same without a signature, so that many more are tried. */
  @FuzzTest
  void extension(byte[] input) {
    if (KeyDescription.parseUnverified(input) instanceof StatementReading.Unreadable unreadable) {
      requireCause(unreadable.failure().detail());
    }
  }

  private static void requireTyped(KeyAttestationResult result) {
    if (result instanceof KeyAttestationResult.Rejected rejected) {
      requireCause(rejected.detail());
    }
  }

  private static void requireCause(String detail) {
    if (detail.isBlank() || detail.contains("\n")) {
      throw new AssertionError("a rejection without a cause in one line");
    }
  }
}
