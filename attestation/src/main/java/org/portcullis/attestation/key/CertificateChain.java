package org.portcullis.attestation.key;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/**
 * A certificate chain as a device sent it: 1 to 10 DER certificates, leaf first, the root included
 * or not. The limits hold before anything is decoded.
 */
public final class CertificateChain {
  /** The most certificates of a chain; devices send at most 5, or 6 with an attest key. */
  public static final int MAX_CERTIFICATES = 10;

  /** The most bytes of one certificate; the largest seen has 2,570. */
  public static final int MAX_CERTIFICATE_BYTES = 16 * 1024;

  /** The most bytes of a chain; the largest seen has 5,637. */
  public static final int MAX_CHAIN_BYTES = 64 * 1024;

  /** The most bytes of a text: a full chain in base64, and room for explanations. */
  public static final int MAX_TEXT_BYTES = 4 * MAX_CHAIN_BYTES;

  private final List<byte[]> certificates;

  private CertificateChain(List<byte[]> certificates) {
    this.certificates = certificates;
  }

  /**
   * Reads a chain in any of the forms of {@link ChainForm}, told apart by how they begin: DER by
   * its first bytes, JSON by its first bracket, base64 by {@code MI}, PEM by a block anywhere. A
   * UTF-8 byte order mark, CRLF and blank lines are tolerated around texts.
   *
   * @param input the whole text or the bytes, leaf first
   * @return the chain and its form, or why it is none, with the place in the form's own terms
   */
  public static ChainReading read(byte[] input) {
    try {
      return ChainForms.read(input);
    } catch (Refusal refusal) {
      return unreadable(refusal);
    }
  }

  /**
   * Reads a chain from PEM.
   *
   * @param pem certificate blocks, leaf first, in ASCII; text between the blocks is skipped
   * @return the chain, or why it is none
   */
  public static ChainReading ofPem(byte[] pem) {
    try {
      ChainLimits.requireText(pem.length);
      return ofOwned(ChainForm.PEM, PemChain.read(new String(pem, StandardCharsets.ISO_8859_1)));
    } catch (Refusal refusal) {
      return unreadable(refusal);
    }
  }

  /**
   * Reads a chain from PEM.
   *
   * @param pem certificate blocks, leaf first; text between the blocks is skipped
   * @return the chain, or why it is none
   */
  public static ChainReading ofPem(String pem) {
    try {
      ChainLimits.requireText(pem.length());
      return ofOwned(ChainForm.PEM, PemChain.read(pem));
    } catch (Refusal refusal) {
      return unreadable(refusal);
    }
  }

  /**
   * Takes a chain of DER certificates.
   *
   * @param certificates the encoded certificates, leaf first; copied
   * @return the chain, or why it is none
   */
  public static ChainReading ofDer(List<byte[]> certificates) {
    try {
      if (certificates.size() > MAX_CERTIFICATES) {
        throw ChainLimits.tooLong();
      }
      ChainLimits.requireChain(certificates);
      return ofOwned(ChainForm.DER, certificates.stream().map(byte[]::clone).toList());
    } catch (Refusal refusal) {
      return unreadable(refusal);
    }
  }

  /** A chain of arrays that nobody else holds. */
  static ChainReading.Read ofOwned(ChainForm form, List<byte[]> certificates) throws Refusal {
    ChainLimits.requireChain(certificates);
    return new ChainReading.Read(new CertificateChain(List.copyOf(certificates)), form);
  }

  private static ChainReading unreadable(Refusal refusal) {
    return new ChainReading.Unreadable(
        new KeyAttestationResult.Rejected(
            List.of(refusal.failure()), List.of(), UnverifiedClaims.none()));
  }

  /**
   * The number of certificates.
   *
   * @return 1 to {@link #MAX_CERTIFICATES}
   */
  public int size() {
    return certificates.size();
  }

  /**
   * The certificates.
   *
   * @return their DER encodings, leaf first
   */
  public List<Bytes> certificates() {
    return certificates.stream().map(Bytes::of).toList();
  }

  /** The certificate itself, for reading only. */
  byte[] der(int index) {
    return certificates.get(index);
  }

  /** The identity of one certificate: the SHA-256 over its encoding. */
  Sha256 certificateDigest(int index) {
    return Sha256.over(der(index));
  }

  /**
   * The identity of the chain.
   *
   * @return the SHA-256 over each certificate after its length in four bytes, most significant
   *     first
   */
  public Sha256 digest() {
    MessageDigest digest = Sha256.newDigest();
    for (byte[] certificate : certificates) {
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(certificate.length).flip());
      digest.update(certificate);
    }
    return new Sha256(Bytes.of(digest.digest()));
  }

  /** Redacted: the number of certificates alone. */
  @Override
  public String toString() {
    return "CertificateChain[" + certificates.size() + "]";
  }
}
