package org.portcullis.attestation.key.internal;

/** The signature algorithms that a chain may use; hash and curve are never coupled. */
public enum SignatureScheme {
  /** ECDSA with SHA-256. */
  ECDSA_SHA256("SHA256withECDSA", "EC"),
  /** ECDSA with SHA-384. */
  ECDSA_SHA384("SHA384withECDSA", "EC"),
  /** RSA PKCS#1 v1.5 with SHA-256. */
  RSA_SHA256("SHA256withRSA", "RSA"),
  /** Any other algorithm: not allowed. */
  OTHER("", "");

  private final String jcaName;
  private final String keyAlgorithm;

  SignatureScheme(String jcaName, String keyAlgorithm) {
    this.jcaName = jcaName;
    this.keyAlgorithm = keyAlgorithm;
  }

  static SignatureScheme of(DerElement oid) {
    if (oid.contentEquals(Oids.ECDSA_SHA256)) {
      return ECDSA_SHA256;
    }
    if (oid.contentEquals(Oids.ECDSA_SHA384)) {
      return ECDSA_SHA384;
    }
    return oid.contentEquals(Oids.RSA_SHA256) ? RSA_SHA256 : OTHER;
  }

  /**
   * The name that a security provider knows it by.
   *
   * @return the name, empty for {@link #OTHER}
   */
  public String jcaName() {
    return jcaName;
  }

  /**
   * The key algorithm that it needs.
   *
   * @return {@code EC} or {@code RSA}, empty for {@link #OTHER}
   */
  public String keyAlgorithm() {
    return keyAlgorithm;
  }

  /**
   * Whether a key can make such a signature.
   *
   * @param key the signer's key
   * @return true if the algorithms agree
   */
  public boolean fits(SubjectKey key) {
    return switch (this) {
      case RSA_SHA256 -> key.kind() == SubjectKey.Kind.RSA;
      case ECDSA_SHA256, ECDSA_SHA384 ->
          key.kind() == SubjectKey.Kind.EC_P256 || key.kind() == SubjectKey.Kind.EC_P384;
      case OTHER -> false;
    };
  }
}
