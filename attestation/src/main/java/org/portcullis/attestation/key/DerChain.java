package org.portcullis.attestation.key;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.portcullis.attestation.key.internal.DerElement;
import org.portcullis.attestation.key.internal.DerException;
import org.portcullis.attestation.key.internal.DerReader;

/** A chain as DER certificates, one directly after the other. */
final class DerChain {
  private DerChain() {}

  static List<byte[]> read(byte[] input) throws Refusal {
    List<byte[]> certificates = new ArrayList<>(CertificateChain.MAX_CERTIFICATES);
    ChainLimits.requireTotal(input.length);
    split(input, ChainForm.DER, offset -> "byte " + offset, certificates);
    return certificates;
  }

  /**
   * Takes certificates apart by their own lengths.
   *
   * @param der nothing but whole certificates
   * @param form what they were read from
   * @param place what errors call an offset in them
   * @param certificates where they go; those that are there already count
   */
  static void split(
      byte[] der, ChainForm form, IntFunction<String> place, List<byte[]> certificates)
      throws Refusal {
    DerReader reader = new DerReader(der, "certificate");
    int first = certificates.size();
    int offset = 0;
    while (!reader.atEnd()) {
      int index = certificates.size();
      ChainLimits.requireRoom(index);
      if (!reader.nextIs(DerElement.SEQUENCE)) {
        throw index == first
            ? form.malformed(index, place.apply(offset), "no certificate begins here")
            : trailing(index - 1, place.apply(offset));
      }
      byte[] certificate = next(reader, form, index, place.apply(offset));
      certificates.add(certificate);
      offset += certificate.length;
    }
  }

  private static byte[] next(DerReader reader, ChainForm form, int index, String place)
      throws Refusal {
    try {
      DerElement element = reader.read();
      ChainLimits.requireCertificate(index, element.length());
      return element.encoded();
    } catch (DerException e) {
      throw form.malformed(index, place, e.cause());
    }
  }

  private static Refusal trailing(int index, String place) {
    return new Refusal(
        KeyAttestationReason.CERTIFICATE_TRAILING_DATA,
        new Where(index, "certificate"),
        place + ": bytes after the end of the certificate");
  }
}
