package org.portcullis.attestation.key;

import java.time.Instant;

/**
 * What a certificate of a chain is, for a person who looks for the cause of a rejection. Names and
 * serial numbers are left out: those of a remotely provisioned device are its own.
 *
 * @param index its index, 0 for the leaf
 * @param role what it does in the chain, by its place
 * @param key its key with size or parameter set, such as {@code EC-P256}
 * @param signature the signature algorithm as providers name it, or {@code unknown}
 * @param notBefore the start of its validity
 * @param notAfter the end of its validity
 * @param bytes its length
 * @param statement whether it has an attestation extension
 */
public record CertificateOutline(
    int index,
    Role role,
    String key,
    String signature,
    Instant notBefore,
    Instant notAfter,
    int bytes,
    boolean statement) {

  /** What a certificate does in a chain. */
  public enum Role {
    /** Certifies the attested key. */
    LEAF,
    /** Certifies a key of the application that attests other keys of it. */
    ATTEST_KEY,
    /** Certifies the device's attestation key. */
    ATTESTATION,
    /** Stands between the attestation key and the root. */
    INTERMEDIATE,
    /** Certifies a trusted root key. */
    ROOT
  }
}
