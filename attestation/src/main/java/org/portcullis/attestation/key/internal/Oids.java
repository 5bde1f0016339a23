package org.portcullis.attestation.key.internal;

import java.util.HexFormat;

/** The content bytes of the object identifiers that the verifier looks for. */
final class Oids {
  /** 1.3.6.1.4.1.11129.2.1.17, the attestation extension. */
  static final byte[] STATEMENT = hex("2b06010401d679020111");

  /** 1.3.6.1.4.1.11129.2.1.30, ProvisioningInfo. */
  static final byte[] PROVISIONING_INFO = hex("2b06010401d67902011e");

  /** 1.3.6.1.4.1.236.11.3.23.7, Samsung's Knox attestation. */
  static final byte[] KNOX = hex("2b06010401816c0b031707");

  /** 2.5.29.19. */
  static final byte[] BASIC_CONSTRAINTS = hex("551d13");

  /** 2.5.29.15. */
  static final byte[] KEY_USAGE = hex("551d0f");

  /** 1.2.840.10045.4.3.2. */
  static final byte[] ECDSA_SHA256 = hex("2a8648ce3d040302");

  /** 1.2.840.10045.4.3.3. */
  static final byte[] ECDSA_SHA384 = hex("2a8648ce3d040303");

  /** 1.2.840.113549.1.1.11. */
  static final byte[] RSA_SHA256 = hex("2a864886f70d01010b");

  /** 1.2.840.113549.1.1.1. */
  static final byte[] RSA = hex("2a864886f70d010101");

  /** 1.2.840.10045.2.1. */
  static final byte[] EC = hex("2a8648ce3d0201");

  /** 1.2.840.10045.3.1.7. */
  static final byte[] P256 = hex("2a8648ce3d030107");

  /** 1.3.132.0.34. */
  static final byte[] P384 = hex("2b81040022");

  /** 1.3.132.0.35. */
  static final byte[] P521 = hex("2b81040023");

  /** 1.3.101.112. */
  static final byte[] ED25519 = hex("2b6570");

  /** 1.3.101.110. */
  static final byte[] X25519 = hex("2b656e");

  /** 2.16.840.1.101.3.4.3.18. */
  static final byte[] ML_DSA_65 = hex("608648016503040312");

  /** 2.16.840.1.101.3.4.3.19. */
  static final byte[] ML_DSA_87 = hex("608648016503040313");

  private Oids() {}

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }
}
