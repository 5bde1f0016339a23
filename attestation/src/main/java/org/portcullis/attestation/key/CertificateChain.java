package org.portcullis.attestation.key;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.portcullis.attestation.key.internal.Pem;

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

  /** The most bytes of a PEM text: a full chain in base64, and room for explanations. */
  public static final int MAX_TEXT_BYTES = 4 * MAX_CHAIN_BYTES;

  private final List<byte[]> certificates;

  private CertificateChain(List<byte[]> certificates) {
    this.certificates = certificates;
  }

  /**
   * Reads a chain from PEM.
   *
   * @param pem certificate blocks, leaf first, in ASCII; text between the blocks is skipped
   * @return the chain, or why it is none
   */
  public static ChainReading ofPem(byte[] pem) {
    if (pem.length > MAX_TEXT_BYTES) {
      return tooLarge(Where.NO_CERTIFICATE, "the text has more than " + MAX_TEXT_BYTES + " bytes");
    }
    return ofPem(new String(pem, StandardCharsets.ISO_8859_1));
  }

  /**
   * Reads a chain from PEM.
   *
   * @param pem certificate blocks, leaf first; text between the blocks is skipped
   * @return the chain, or why it is none
   */
  public static ChainReading ofPem(String pem) {
    if (pem.length() > MAX_TEXT_BYTES) {
      return tooLarge(Where.NO_CERTIFICATE, "the text has more than " + MAX_TEXT_BYTES + " bytes");
    }
    try {
      List<byte[]> certificates = new ArrayList<>(MAX_CERTIFICATES);
      for (Pem.Block block : Pem.read(pem, MAX_CERTIFICATES, MAX_CERTIFICATE_BYTES)) {
        if (!block.label().equals("CERTIFICATE")) {
          return malformed(certificates.size(), block.line(), "the block is no certificate");
        }
        certificates.add(block.bytes());
      }
      return ofOwned(certificates);
    } catch (Pem.PemException e) {
      return switch (e.kind()) {
        case MALFORMED -> malformed(e.block(), e.line(), e.text());
        case TOO_LARGE -> tooLarge(e.block(), e.text());
        case TOO_MANY -> tooLong();
      };
    }
  }

  /**
   * Takes a chain of DER certificates.
   *
   * @param certificates the encoded certificates, leaf first; copied
   * @return the chain, or why it is none
   */
  public static ChainReading ofDer(List<byte[]> certificates) {
    if (certificates.size() > MAX_CERTIFICATES) {
      return tooLong();
    }
    for (int i = 0; i < certificates.size(); i++) {
      if (certificates.get(i).length > MAX_CERTIFICATE_BYTES) {
        return tooLarge(i, "more than " + MAX_CERTIFICATE_BYTES + " bytes");
      }
    }
    List<byte[]> copies = new ArrayList<>(certificates.size());
    for (byte[] certificate : certificates) {
      copies.add(certificate.clone());
    }
    return ofOwned(copies);
  }

  private static ChainReading ofOwned(List<byte[]> certificates) {
    if (certificates.isEmpty()) {
      return unreadable(
          KeyAttestationReason.CHAIN_EMPTY, Where.chain("chain"), "there is no certificate");
    }
    int total = 0;
    for (byte[] certificate : certificates) {
      total += certificate.length;
    }
    if (total > MAX_CHAIN_BYTES) {
      return tooLarge(
          Where.NO_CERTIFICATE, "the certificates have more than " + MAX_CHAIN_BYTES + " bytes");
    }
    return new ChainReading.Read(new CertificateChain(List.copyOf(certificates)));
  }

  private static ChainReading malformed(int index, int line, String cause) {
    return unreadable(
        KeyAttestationReason.CERTIFICATE_MALFORMED,
        new Where(index, "pem"),
        "line " + line + ": " + cause);
  }

  private static ChainReading tooLarge(int index, String cause) {
    return unreadable(
        KeyAttestationReason.CHAIN_TOO_LARGE,
        new Where(index, index == Where.NO_CERTIFICATE ? "chain" : "certificate"),
        cause);
  }

  private static ChainReading tooLong() {
    return unreadable(
        KeyAttestationReason.CHAIN_TOO_LONG,
        Where.chain("chain"),
        "there are more than " + MAX_CERTIFICATES + " certificates");
  }

  private static ChainReading unreadable(KeyAttestationReason reason, Where where, String detail) {
    return new ChainReading.Unreadable(
        new KeyAttestationResult.Rejected(
            List.of(new Failure(reason, where, detail)), List.of(), UnverifiedClaims.none()));
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
