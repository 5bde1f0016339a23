package org.portcullis.attestation.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a verification allocates is bounded by what it is given, and grows no faster. All that it
 * ever allocates is measured, which is more than it holds at any time.
 */
class VerificationBoundsTest {
  /** Bytes allocated for each byte of a chain; the worst seen is 48, for names. */
  private static final int FACTOR = 64;

  private static final int CONSTANT = 64 * 1024;

  /** By how much twice the input may take more. */
  private static final double GROWTH = 2.2;

  private static final int LARGEST = CertificateChain.MAX_CERTIFICATE_BYTES;
  private static final int CERTIFICATES = CertificateChain.MAX_CHAIN_BYTES / LARGEST;
  private static final int RUNS = 5;
  private static final KeyAttestationVerifier VERIFIER = Minted.verifier().build();

  @ParameterizedTest
  @EnumSource
  void verify_hostileChain_allocatesInProportionToItsSize(HostileCertificate hostile) {
    List<byte[]> half = hostile.chain(CERTIFICATES, LARGEST / 2);
    List<byte[]> whole = hostile.chain(CERTIFICATES, LARGEST);

    long forHalf = allocated(half);
    long forWhole = allocated(whole);

    assertThat(forWhole).isLessThan((long) FACTOR * size(whole) + CONSTANT);
    assertThat((double) forWhole).isLessThan(GROWTH * forHalf);
    Minted.rejected(verify(whole));
  }

  @ParameterizedTest
  @EnumSource
  void chain_ofTheLargestSize_fillsItsLimits(HostileCertificate hostile) {
    List<byte[]> chain = hostile.chain(CERTIFICATES, LARGEST);
    int largest = chain.stream().mapToInt(certificate -> certificate.length).max().orElseThrow();

    assertThat(largest).isBetween(LARGEST * 9 / 10, LARGEST);
    Minted.rejected(verify(chain));
  }

  private static int size(List<byte[]> chain) {
    return chain.stream().mapToInt(certificate -> certificate.length).sum();
  }

  private static long allocated(List<byte[]> chain) {
    return IntStream.range(0, RUNS).mapToLong(run -> allocatedOnce(chain)).min().orElseThrow();
  }

  private static long allocatedOnce(List<byte[]> chain) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    verify(chain);
    return threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
  }

  private static KeyAttestationResult verify(List<byte[]> chain) {
    return VERIFIER.verify(TestChains.ofDer(chain), Minted.expectation().build(), Minted.NOW);
  }
}
