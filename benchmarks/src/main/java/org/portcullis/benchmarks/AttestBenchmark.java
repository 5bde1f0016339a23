package org.portcullis.benchmarks;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.portcullis.attestation.key.CertificateChain;
import org.portcullis.attestation.key.ChainReading;
import org.portcullis.attestation.key.KeyAttestationExpectation;
import org.portcullis.attestation.key.KeyAttestationResult;
import org.portcullis.attestation.key.KeyAttestationVerifier;
import org.portcullis.attestation.key.TrustAnchors;
import org.portcullis.fixtures.mint.ChainMint;
import org.portcullis.fixtures.mint.MintedAuthority;
import org.portcullis.fixtures.mint.MintedChain;
import org.portcullis.fixtures.mint.Seed;
import org.portcullis.fixtures.mint.StatementLevel;

/**
 * A verification of distinct, remotely provisioned chains, bytes in and verdict out, beside the
 * bare signature checks that it can't do without, by the same provider on the same bytes.
 *
 * <p>The floor "known" is the two signatures below the intermediates, which every device shares;
 * the floor "cold" is all four.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 6, time = 2)
@Fork(2)
@SuppressWarnings("NullAway.Init") // the harness calls the set-up before anything else
public class AttestBenchmark {
  private static final int CHAINS = 1_000;
  private static final Instant NOW = ChainMint.DEFAULT_TIME;

  /** Below the number of chains, so that a round never meets its own attestation certificates. */
  private static final int REMEMBERED = 64;

  private final List<List<byte[]>> chains = new ArrayList<>();
  private final List<BareSignatures> known = new ArrayList<>();
  private final List<BareSignatures> cold = new ArrayList<>();
  private final KeyAttestationExpectation expectation =
      KeyAttestationExpectation.anyChallenge().build();
  private KeyAttestationVerifier remembering;
  private KeyAttestationVerifier forgetting;
  private int next;

  /** Mints the chains and proves that each is verified. */
  @Setup
  public void mint() {
    MintedAuthority authority = MintedAuthority.of(Seed.of("benchmark"));
    for (int i = 0; i < CHAINS; i++) {
      Seed device = Seed.of("benchmark device " + i);
      MintedChain chain =
          authority
              .chain(ChainMint.Shape.REMOTE, StatementLevel.TRUSTED_ENVIRONMENT, device, NOW)
              .mint();
      chains.add(chain.certificates());
      known.add(BareSignatures.of(chain.certificates(), 2));
      cold.add(BareSignatures.of(chain.certificates(), 4));
    }
    TrustAnchors anchors =
        TrustAnchors.ofPem(authority.rootPem().getBytes(StandardCharsets.UTF_8)).orElseThrow();
    remembering = verifier(anchors, REMEMBERED);
    forgetting = verifier(anchors, 0);
    for (int i = 0; i < CHAINS; i++) {
      requireVerified(verifyKnown());
      requireVerified(verifyCold());
    }
  }

  private static KeyAttestationVerifier verifier(TrustAnchors anchors, int remembered) {
    return KeyAttestationVerifier.builder()
        .anchors(anchors)
        .provider(BareSignatures.PROVIDER)
        .signatureCacheSize(remembered)
        .build();
  }

  private static void requireVerified(KeyAttestationResult result) {
    if (!(result instanceof KeyAttestationResult.Verified)) {
      throw new IllegalStateException("a minted chain was not verified: " + result);
    }
  }

  /**
   * A chain whose intermediates were seen before.
   *
   * @return the result
   */
  @Benchmark
  public KeyAttestationResult verifyKnown() {
    return verify(remembering);
  }

  /**
   * Its floor: the signatures of leaf and attestation certificate.
   *
   * @return whether they hold
   */
  @Benchmark
  public boolean floorKnown() {
    return known.get(step()).hold();
  }

  /**
   * A chain of which nothing was seen before.
   *
   * @return the result
   */
  @Benchmark
  public KeyAttestationResult verifyCold() {
    return verify(forgetting);
  }

  /**
   * Its floor: all four signatures.
   *
   * @return whether they hold
   */
  @Benchmark
  public boolean floorCold() {
    return cold.get(step()).hold();
  }

  private KeyAttestationResult verify(KeyAttestationVerifier verifier) {
    ChainReading reading = CertificateChain.ofDer(chains.get(step()));
    return verifier.verify(((ChainReading.Read) reading).chain(), expectation, NOW);
  }

  private int step() {
    next = next + 1 < CHAINS ? next + 1 : 0;
    return next;
  }
}
