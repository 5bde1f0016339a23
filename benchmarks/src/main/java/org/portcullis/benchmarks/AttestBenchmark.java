package org.portcullis.benchmarks;

import java.security.Provider;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.ThreadParams;
import org.portcullis.attestation.key.CertificateChain;
import org.portcullis.attestation.key.ChainReading;
import org.portcullis.attestation.key.KeyAttestationExpectation;
import org.portcullis.attestation.key.KeyAttestationResult;
import org.portcullis.attestation.key.KeyAttestationVerifier;
import org.portcullis.attestation.key.TrustAnchors;
import org.portcullis.fixtures.mint.ChainMint;

/**
 * A verification of distinct, remotely provisioned chains, bytes in and verdict out, beside the
 * bare signature checks that it can't do without, by the same provider on the same bytes.
 *
 * <p>A chain is leaf, attestation certificate and Droid CA3 on P-256, Droid CA2 and root on P-384.
 * Verifier and floor are shared by all threads, so that two threads ({@code -t 2}) show what they
 * cost each other.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 10, time = 2)
@Measurement(iterations = 6, time = 2)
@Fork(2)
@SuppressWarnings("NullAway.Init") // the harness calls the set-up before anything else
public class AttestBenchmark {
  /** What every chain is held against: the whole statement, but no challenge of its own. */
  private static final KeyAttestationExpectation EXPECTATION =
      KeyAttestationExpectation.anyChallenge().build();

  private static final Instant NOW = ChainMint.DEFAULT_TIME;
  private static final int CHAINS = 256;

  /** Chains of devices that were never seen before. */
  @State(Scope.Benchmark)
  public static class Strangers {
    /** Enough for what all share, so that a round never meets its own attestation certificates. */
    private static final int REMEMBERED = 8;

    /** The security provider. */
    @Param({Providers.BOUNCY_CASTLE, Providers.CORRETTO})
    public String provider;

    private List<List<byte[]>> chains;
    private List<BareSignatures.Chain> known;
    private List<BareSignatures.Chain> cold;
    private KeyAttestationVerifier remembering;
    private KeyAttestationVerifier forgetting;

    /** Mints the chains and proves that each is verified. */
    @Setup
    public void mint() {
      Fleet fleet = new Fleet(CHAINS, 1);
      Provider instance = Providers.get(provider);
      BareSignatures bare = new BareSignatures(instance);
      chains = fleet.chains();
      known = chains.stream().map(chain -> bare.of(chain, 2, 1)).toList();
      cold = chains.stream().map(chain -> bare.of(chain, 4, 4)).toList();
      remembering = verifier(fleet.anchors(), instance, REMEMBERED);
      forgetting = verifier(fleet.anchors(), instance, 0);
      chains.forEach(chain -> requireVerified(remembering, chain));
      chains.forEach(chain -> requireVerified(forgetting, chain));
    }

    KeyAttestationResult verifyIntermediatesKnown(Cursor cursor) {
      return AttestBenchmark.verify(remembering, chains.get(cursor.step()));
    }

    boolean floorIntermediatesKnown(Cursor cursor) {
      return known.get(cursor.step()).hold();
    }

    KeyAttestationResult verifyNothingKnown(Cursor cursor) {
      return AttestBenchmark.verify(forgetting, chains.get(cursor.step()));
    }

    boolean floorNothingKnown(Cursor cursor) {
      return cold.get(cursor.step()).hold();
    }
  }

  /** Chains of devices whose attestation certificate was seen before. */
  @State(Scope.Benchmark)
  public static class Regulars {
    private static final int DEVICES = 16;

    /** The security provider. */
    @Param({Providers.BOUNCY_CASTLE, Providers.CORRETTO})
    public String provider;

    private List<List<byte[]>> chains;
    private List<BareSignatures.Chain> known;
    private KeyAttestationVerifier verifier;

    /** Mints the chains and proves that each is verified. */
    @Setup
    public void mint() {
      Fleet fleet = new Fleet(DEVICES, CHAINS / DEVICES);
      Provider instance = Providers.get(provider);
      BareSignatures bare = new BareSignatures(instance);
      chains = fleet.chains();
      known = chains.stream().map(chain -> bare.of(chain, 1, 0)).toList();
      verifier = verifier(fleet.anchors(), instance, CHAINS);
      chains.forEach(chain -> requireVerified(verifier, chain));
    }

    KeyAttestationResult verify(Cursor cursor) {
      return AttestBenchmark.verify(verifier, chains.get(cursor.step()));
    }

    boolean floor(Cursor cursor) {
      return known.get(cursor.step()).hold();
    }
  }

  /** Where a thread is; threads start apart from each other. */
  @State(Scope.Thread)
  public static class Cursor {
    private int next;

    /**
     * Finds the place to start from.
     *
     * @param threads which thread of how many this is
     */
    @Setup
    public void place(ThreadParams threads) {
      next = CHAINS / threads.getThreadCount() * threads.getThreadIndex();
    }

    private int step() {
      next = next + 1 < CHAINS ? next + 1 : 0;
      return next;
    }
  }

  /**
   * A chain whose intermediates were seen before.
   *
   * @param devices the chains
   * @param cursor which of them
   * @return the result
   */
  @Benchmark
  public KeyAttestationResult verifyIntermediatesKnown(Strangers devices, Cursor cursor) {
    return devices.verifyIntermediatesKnown(cursor);
  }

  /**
   * Its floor: the signature of the attestation certificate by a key that was read before, and that
   * of the leaf by one that was not.
   *
   * @param devices the chains
   * @param cursor which of them
   * @return whether they hold
   */
  @Benchmark
  public boolean floorIntermediatesKnown(Strangers devices, Cursor cursor) {
    return devices.floorIntermediatesKnown(cursor);
  }

  /**
   * A chain whose attestation certificate was seen before too.
   *
   * @param devices the chains
   * @param cursor which of them
   * @return the result
   */
  @Benchmark
  public KeyAttestationResult verifyAttestationKnown(Regulars devices, Cursor cursor) {
    return devices.verify(cursor);
  }

  /**
   * Its floor: the signature of the leaf, by a key that was read before.
   *
   * @param devices the chains
   * @param cursor which of them
   * @return whether it holds
   */
  @Benchmark
  public boolean floorAttestationKnown(Regulars devices, Cursor cursor) {
    return devices.floor(cursor);
  }

  /**
   * A chain of which nothing is remembered.
   *
   * @param devices the chains
   * @param cursor which of them
   * @return the result
   */
  @Benchmark
  public KeyAttestationResult verifyNothingKnown(Strangers devices, Cursor cursor) {
    return devices.verifyNothingKnown(cursor);
  }

  /**
   * Its floor: all four signatures, by keys that are read each time.
   *
   * @param devices the chains
   * @param cursor which of them
   * @return whether they hold
   */
  @Benchmark
  public boolean floorNothingKnown(Strangers devices, Cursor cursor) {
    return devices.floorNothingKnown(cursor);
  }

  private static KeyAttestationVerifier verifier(
      TrustAnchors anchors, Provider provider, int remembered) {
    return KeyAttestationVerifier.builder()
        .anchors(anchors)
        .provider(provider)
        .signatureCacheSize(remembered)
        .build();
  }

  private static KeyAttestationResult verify(KeyAttestationVerifier verifier, List<byte[]> chain) {
    ChainReading reading = CertificateChain.ofDer(chain);
    return verifier.verify(((ChainReading.Read) reading).chain(), EXPECTATION, NOW);
  }

  private static void requireVerified(KeyAttestationVerifier verifier, List<byte[]> chain) {
    if (!(verify(verifier, chain) instanceof KeyAttestationResult.Verified)) {
      throw new IllegalStateException("a minted chain was not verified");
    }
  }
}
