package org.portcullis.attestation.key;

import java.util.Map;

/** The numbers of the enumerations, from the AIDL files of KeyMint. */
final class Codes {
  static final Map<Long, KeyPurpose> PURPOSES =
      Map.of(
          0L, KeyPurpose.ENCRYPT,
          1L, KeyPurpose.DECRYPT,
          2L, KeyPurpose.SIGN,
          3L, KeyPurpose.VERIFY,
          5L, KeyPurpose.WRAP_KEY,
          6L, KeyPurpose.AGREE_KEY,
          7L, KeyPurpose.ATTEST_KEY);

  static final Map<Long, KeyAlgorithm> ALGORITHMS =
      Map.of(
          1L, KeyAlgorithm.RSA,
          3L, KeyAlgorithm.EC,
          4L, KeyAlgorithm.ML_DSA,
          32L, KeyAlgorithm.AES,
          33L, KeyAlgorithm.TRIPLE_DES,
          128L, KeyAlgorithm.HMAC);

  static final Map<Long, EcCurve> CURVES =
      Map.of(
          0L, EcCurve.P224,
          1L, EcCurve.P256,
          2L, EcCurve.P384,
          3L, EcCurve.P521,
          4L, EcCurve.CURVE_25519);

  static final Map<Long, KeyOrigin> ORIGINS =
      Map.of(
          0L, KeyOrigin.GENERATED,
          1L, KeyOrigin.DERIVED,
          2L, KeyOrigin.IMPORTED,
          3L, KeyOrigin.RESERVED,
          4L, KeyOrigin.SECURELY_IMPORTED);

  static final Map<Long, VerifiedBootState> BOOT_STATES =
      Map.of(
          0L, VerifiedBootState.VERIFIED,
          1L, VerifiedBootState.SELF_SIGNED,
          2L, VerifiedBootState.UNVERIFIED,
          3L, VerifiedBootState.FAILED);

  static final Map<Long, SecurityLevel> SECURITY_LEVELS =
      Map.of(
          0L, SecurityLevel.SOFTWARE,
          1L, SecurityLevel.TRUSTED_ENVIRONMENT,
          2L, SecurityLevel.STRONG_BOX);

  private Codes() {}
}
