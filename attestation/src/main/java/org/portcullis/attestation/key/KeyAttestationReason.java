package org.portcullis.attestation.key;

/**
 * Why a chain was rejected. The names are stable; the first reason found decides. The order of the
 * checks is: shape, encoding, trust, path, revocation, statement, expectation. Trust comes before
 * the signatures so that no key is ever used that an anchor doesn't vouch for.
 *
 * @see <a
 *     href="https://developer.android.com/privacy-and-security/security-key-attestation">Android,
 *     verify hardware-backed key pairs with key attestation</a>
 */
public enum KeyAttestationReason {
  /** There is no certificate. */
  CHAIN_EMPTY,
  /** There are more certificates than allowed. */
  CHAIN_TOO_LONG,
  /** There are more bytes than allowed. */
  CHAIN_TOO_LARGE,
  /** The chain has not the form of a provisioning kind that its anchor vouches for. */
  CHAIN_SHAPE_UNKNOWN,
  /** A certificate stands before the one that it issued, or twice. */
  CHAIN_ORDER_INVALID,
  /** A certificate without a statement stands below the one with the statement. */
  CHAIN_EXTENDED,
  /** There is more than one statement. */
  CHAIN_EXTRA_STATEMENT,
  /** The leaf is attested by an attest key of the device, which this verifier doesn't permit. */
  ATTEST_KEY_NOT_PERMITTED,
  /** The statements of leaf and attest key speak of different devices. */
  ATTEST_KEY_INVALID,

  /** A certificate can't be read. */
  CERTIFICATE_MALFORMED,
  /** Bytes follow a certificate, or a part of it. */
  CERTIFICATE_TRAILING_DATA,
  /** The statement's outer structure can't be read. */
  STATEMENT_MALFORMED,
  /** A member that the verification needs is malformed. */
  STATEMENT_MEMBER_MALFORMED,
  /** A tag stands twice in an authorization list. */
  STATEMENT_TAG_DUPLICATE,
  /** The hardware list has an unknown tag, and the expectation refuses such. */
  STATEMENT_TAG_UNKNOWN,
  /** No statement can have this version. */
  STATEMENT_VERSION_UNSUPPORTED,

  /** A signature doesn't verify. */
  SIGNATURE_INVALID,
  /** An algorithm or kind of key is not on the list of allowed ones. */
  ALGORITHM_NOT_ALLOWED,
  /** An issuer's own issuer has another name than the certificate above. */
  ISSUER_NAME_MISMATCH,
  /** A certificate signed another without being allowed to. */
  ISSUER_NOT_CA,
  /** An issuer is not valid yet. */
  ISSUER_NOT_YET_VALID,
  /** An issuer is not valid any more. */
  ISSUER_EXPIRED,
  /** An issuer has a critical extension that the verifier doesn't know. */
  ISSUER_CRITICAL_EXTENSION,

  /** The chain leads to no anchor. */
  ROOT_UNKNOWN,
  /** The chain leads to a software root, whose key is public. */
  ROOT_SOFTWARE,
  /** The root is known, but not for this use or this provisioning kind. */
  ROOT_NOT_PERMITTED,

  /** An issuer is revoked. */
  CERTIFICATE_REVOKED,
  /** An issuer is suspended. */
  CERTIFICATE_SUSPENDED,
  /** An issuer is on the host's own deny list. */
  CERTIFICATE_DENIED_LOCALLY,
  /** The status list is older than the expectation allows. */
  STATUS_LIST_STALE,
  /** There is no status list, and the expectation demands one. */
  STATUS_LIST_MISSING,

  /** The leaf has no statement. */
  STATEMENT_MISSING,
  /** The key or the statement comes from a weaker place than expected. */
  SECURITY_LEVEL_INSUFFICIENT,
  /** The statement's levels differ, or the chain's names speak of another level. */
  SECURITY_LEVEL_MISMATCH,
  /** The hardware list has no root of trust. */
  ROOT_OF_TRUST_MISSING,
  /** The key was not generated in the device. */
  KEY_ORIGIN_NOT_GENERATED,
  /** The key may be used for what it must not be used for. */
  KEY_PURPOSE_NOT_PERMITTED,
  /** The key may be used by all applications. */
  KEY_NOT_SCOPED,
  /** The statement describes another key than the certified one. */
  KEY_MISMATCH,
  /** The leaf is outside its validity, and the expectation enforces it. */
  LEAF_OUTSIDE_VALIDITY,

  /** The statement has an empty challenge. */
  CHALLENGE_MISSING,
  /** The statement has another challenge. */
  CHALLENGE_MISMATCH,
  /** The statement names no application. */
  APP_ID_MISSING,
  /** The device could not tell the application: transient, a reboot cures it. */
  APP_ID_UNAVAILABLE,
  /** The statement names another application. */
  APP_PACKAGE_MISMATCH,
  /** The application is signed by another key. */
  APP_SIGNER_MISMATCH
}
