package org.portcullis.attestation.key;

import org.portcullis.attestation.key.internal.SubjectKey;

/**
 * The key that the statement speaks of: the leaf's public key.
 *
 * @param algorithm its algorithm
 * @param name its algorithm with size or parameter set, such as {@code EC-P256}, {@code RSA-2048}
 *     or {@code ML-DSA-65}
 * @param subjectPublicKeyInfo its DER encoding, byte for byte as certified
 */
public record AttestedKey(KeyAlgorithm algorithm, String name, Bytes subjectPublicKeyInfo) {
  static AttestedKey of(SubjectKey key) {
    Bytes encoded = Bytes.of(key.encoded());
    return switch (key.kind()) {
      case RSA -> new AttestedKey(KeyAlgorithm.RSA, "RSA-" + key.bits(), encoded);
      case EC_P256 -> new AttestedKey(KeyAlgorithm.EC, "EC-P256", encoded);
      case EC_P384 -> new AttestedKey(KeyAlgorithm.EC, "EC-P384", encoded);
      case EC_P521 -> new AttestedKey(KeyAlgorithm.EC, "EC-P521", encoded);
      case ED25519 -> new AttestedKey(KeyAlgorithm.EC, "Ed25519", encoded);
      case X25519 -> new AttestedKey(KeyAlgorithm.EC, "X25519", encoded);
      case ML_DSA_65 -> new AttestedKey(KeyAlgorithm.ML_DSA, "ML-DSA-65", encoded);
      case ML_DSA_87 -> new AttestedKey(KeyAlgorithm.ML_DSA, "ML-DSA-87", encoded);
      case OTHER -> new AttestedKey(KeyAlgorithm.UNRECOGNIZED, "unknown", encoded);
    };
  }
}
