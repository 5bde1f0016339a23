package org.portcullis.benchmarks;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.portcullis.attestation.key.KeyAttestationResult;

/**
 * The verifications of {@link AttestBenchmark} and their floors in turn, one of each in an
 * operation, so that whatever else the machine does befalls both. The printed {@code verify}
 * divided by {@code floor} is what a verification costs in units of its bare signatures.
 *
 * <p>That ratio with one thread divided by the ratio with {@code -t 2} is how the verification
 * scales over two threads, in units of how the bare signatures do.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 10, time = 2)
@Measurement(iterations = 10, time = 2)
@Fork(2)
public class AttestRatioBenchmark {
  /**
   * The time that either part took in an iteration. A counter is the number of operations that
   * would have been done in the same time if there had been that part alone, so that the harness,
   * which divides the time by it, prints the part's own time.
   */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Pair {
    private long operations;
    private long verifyNanos;
    private long floorNanos;

    /** Begins an iteration. */
    @Setup(Level.Iteration)
    public void begin() {
      operations = 0;
      verifyNanos = 0;
      floorNanos = 0;
    }

    /**
     * Counts verifications.
     *
     * @return how many there would have been alone
     */
    public double verify() {
      return alone(verifyNanos);
    }

    /**
     * Counts floors.
     *
     * @return how many there would have been alone
     */
    public double floor() {
      return alone(floorNanos);
    }

    private double alone(long nanos) {
      return (double) operations * (verifyNanos + floorNanos) / nanos;
    }

    private void time(
        Supplier<KeyAttestationResult> verify, BooleanSupplier floor, Blackhole blackhole) {
      long start = System.nanoTime();
      blackhole.consume(verify.get());
      long between = System.nanoTime();
      blackhole.consume(floor.getAsBoolean());
      long end = System.nanoTime();
      verifyNanos += between - start;
      floorNanos += end - between;
      operations++;
    }
  }

  /**
   * A chain whose intermediates were seen before.
   *
   * @param devices the chains
   * @param cursor which of them
   * @param pair takes the times
   * @param blackhole takes the results
   */
  @Benchmark
  public void intermediatesKnown(
      AttestBenchmark.Strangers devices,
      AttestBenchmark.Cursor cursor,
      Pair pair,
      Blackhole blackhole) {
    pair.time(
        () -> devices.verifyIntermediatesKnown(cursor),
        () -> devices.floorIntermediatesKnown(cursor),
        blackhole);
  }

  /**
   * A chain whose attestation certificate was seen before too.
   *
   * @param devices the chains
   * @param cursor which of them
   * @param pair takes the times
   * @param blackhole takes the results
   */
  @Benchmark
  public void attestationKnown(
      AttestBenchmark.Regulars devices,
      AttestBenchmark.Cursor cursor,
      Pair pair,
      Blackhole blackhole) {
    pair.time(() -> devices.verify(cursor), () -> devices.floor(cursor), blackhole);
  }

  /**
   * A chain of which nothing is remembered.
   *
   * @param devices the chains
   * @param cursor which of them
   * @param pair takes the times
   * @param blackhole takes the results
   */
  @Benchmark
  public void nothingKnown(
      AttestBenchmark.Strangers devices,
      AttestBenchmark.Cursor cursor,
      Pair pair,
      Blackhole blackhole) {
    pair.time(
        () -> devices.verifyNothingKnown(cursor),
        () -> devices.floorNothingKnown(cursor),
        blackhole);
  }
}
