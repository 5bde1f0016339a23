package org.portcullis.benchmarks;

import java.io.IOException;
import java.util.Enumeration;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1TaggedObject;
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
import org.portcullis.attestation.key.KeyDescription;
import org.portcullis.attestation.key.StatementReading;
import org.portcullis.fixtures.mint.ChainMint;
import org.portcullis.fixtures.mint.MintedAuthority;
import org.portcullis.fixtures.mint.Seed;
import org.portcullis.fixtures.mint.StatementLevel;

/**
 * Distinct statements, bytes in and typed members out, beside Bouncy Castle's bare read of the same
 * bytes, walked through so that its lazily read sequences are read. The application id, which is
 * encoded inside an OCTET STRING, is decoded by us and left alone by the bare read.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 6, time = 2)
@Fork(2)
public class ParseBenchmark {
  private static final int STATEMENTS = 1_000;

  private final byte[][] statements = new byte[STATEMENTS][];
  private int next;

  /** Mints the statements and proves that each is read without an oddity. */
  @Setup
  public void mint() {
    MintedAuthority authority = MintedAuthority.of(Seed.of("benchmark"));
    for (int i = 0; i < STATEMENTS; i++) {
      Seed device = Seed.of("benchmark device " + i);
      statements[i] =
          authority
              .chain(
                  ChainMint.Shape.REMOTE,
                  StatementLevel.TRUSTED_ENVIRONMENT,
                  device,
                  ChainMint.DEFAULT_TIME)
              .challenge(device.bytes(32))
              .software(s -> s.applicationId("org.example.updater", 7, device.bytes(32)))
              .statement()
              .encoded();
      if (!(KeyDescription.parseUnverified(statements[i]) instanceof StatementReading.Read read)
          || !read.oddities().isEmpty()) {
        throw new IllegalStateException("a minted statement was not read");
      }
    }
  }

  /**
   * The statement with all its members.
   *
   * @return the reading
   */
  @Benchmark
  public StatementReading parse() {
    return KeyDescription.parseUnverified(step());
  }

  /**
   * The bare read.
   *
   * @return the number of elements
   * @throws IOException never, since the statements can be read
   */
  @Benchmark
  public int bare() throws IOException {
    return walk(ASN1Primitive.fromByteArray(step()));
  }

  private static int walk(ASN1Encodable element) {
    if (element instanceof ASN1Sequence sequence) {
      return walk(sequence.getObjects());
    }
    if (element instanceof ASN1Set set) {
      return walk(set.getObjects());
    }
    return element instanceof ASN1TaggedObject tagged
        ? 1 + walk(tagged.getExplicitBaseObject())
        : 1;
  }

  private static int walk(Enumeration<?> elements) {
    int count = 1;
    while (elements.hasMoreElements()) {
      count += walk((ASN1Encodable) elements.nextElement());
    }
    return count;
  }

  private byte[] step() {
    next = next + 1 < STATEMENTS ? next + 1 : 0;
    return statements[next];
  }
}
