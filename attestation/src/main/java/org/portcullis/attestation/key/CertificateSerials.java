package org.portcullis.attestation.key;

import java.math.BigInteger;
import java.util.List;

/**
 * The serial numbers of a chain, leaf first. They identify a device or a batch of devices, so
 * {@link #toString()} shows their number alone; keep them to test a cached verification against a
 * later status list.
 */
public final class CertificateSerials {
  private final List<BigInteger> serials;

  CertificateSerials(List<BigInteger> serials) {
    this.serials = List.copyOf(serials);
  }

  /**
   * The serial numbers: not for logs or audit records.
   *
   * @return leaf first, the root included if it was in the chain
   */
  public List<BigInteger> reveal() {
    return serials;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CertificateSerials that && serials.equals(that.serials);
  }

  @Override
  public int hashCode() {
    return serials.hashCode();
  }

  /** Redacted. */
  @Override
  public String toString() {
    return "CertificateSerials[" + serials.size() + "]";
  }
}
