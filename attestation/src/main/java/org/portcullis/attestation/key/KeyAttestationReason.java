package org.portcullis.attestation.key;

/**
 * Why a chain was rejected. The names are stable; the first reason found decides. The order of the
 * checks is that of {@link Check.Kind}. Trust comes before the signatures so that no key is ever
 * used that an anchor doesn't vouch for.
 *
 * @see <a
 *     href="https://developer.android.com/privacy-and-security/security-key-attestation">Android,
 *     verify hardware-backed key pairs with key attestation</a>
 */
public enum KeyAttestationReason {
  /** There is no certificate. */
  CHAIN_EMPTY(Category.MALFORMED, "there is no certificate"),
  /** There are more certificates than allowed. */
  CHAIN_TOO_LONG(Category.MALFORMED, "there are more certificates than a device sends"),
  /** There are more bytes than allowed. */
  CHAIN_TOO_LARGE(Category.MALFORMED, "there are more bytes than a device sends"),
  /** The chain has not the form of a provisioning kind that its anchor vouches for. */
  CHAIN_SHAPE_UNKNOWN(Category.UNTRUSTED, "the chain has not the form that its root vouches for"),
  /** A certificate stands before the one that it issued, or twice. */
  CHAIN_ORDER_INVALID(Category.UNTRUSTED, "the certificates are not in order, leaf first"),
  /** A certificate without a statement stands below the one with the statement. */
  CHAIN_EXTENDED(
      Category.UNTRUSTED, "somebody put a certificate below the one that the device attested"),
  /** There is more than one statement. */
  CHAIN_EXTRA_STATEMENT(
      Category.UNTRUSTED, "there is more than one statement, so that one of them is forged"),
  /** The leaf is attested by an attest key of the device, which the expectation doesn't permit. */
  ATTEST_KEY_NOT_PERMITTED(
      Category.UNSUPPORTED, "the key is attested by an attest key, and the server takes none"),
  /** An attest key vouches for the leaf that may not: by its purposes, its origin or its device. */
  ATTEST_KEY_INVALID(Category.UNTRUSTED, "the attest key above the key may not vouch for it"),

  /** A certificate can't be read. */
  CERTIFICATE_MALFORMED(Category.MALFORMED, "a certificate is damaged or is none"),
  /** Bytes follow a certificate, or a part of it. */
  CERTIFICATE_TRAILING_DATA(Category.MALFORMED, "something follows a certificate or a part of it"),
  /** The statement's outer structure can't be read. */
  STATEMENT_MALFORMED(Category.MALFORMED, "the statement as a whole is damaged"),
  /** A member that the verification needs is malformed. */
  STATEMENT_MEMBER_MALFORMED(
      Category.MALFORMED, "a part of the statement that the verdict needs is damaged"),
  /** A tag stands twice in an authorization list. */
  STATEMENT_TAG_DUPLICATE(Category.MALFORMED, "the statement says one thing twice"),
  /** The hardware list has an unknown tag, and the expectation refuses such. */
  STATEMENT_TAG_UNKNOWN(
      Category.UNSUPPORTED,
      "the statement has a part that the server does not know and does not take"),
  /** No statement can have this version. */
  STATEMENT_VERSION_UNSUPPORTED(Category.UNSUPPORTED, "no statement has such a version"),

  /** A signature doesn't verify. */
  SIGNATURE_INVALID(
      Category.UNTRUSTED, "a certificate was not signed by the one above, or was changed"),
  /** An algorithm or kind of key is not on the list of allowed ones. */
  ALGORITHM_NOT_ALLOWED(
      Category.UNTRUSTED,
      "a certificate is signed by, or has, a key of a kind that is not allowed"),
  /** An issuer's own issuer has another name than the certificate above. */
  ISSUER_NAME_MISMATCH(
      Category.UNTRUSTED, "a certificate names another issuer than the one above it"),
  /** A certificate signed another without being allowed to. */
  ISSUER_NOT_CA(Category.UNTRUSTED, "a certificate signed another without being allowed to"),
  /** An issuer is not valid yet. */
  ISSUER_NOT_YET_VALID(
      Category.UNTRUSTED, "an issuer is not valid yet, or the server clock is slow"),
  /** An issuer is not valid any more. */
  ISSUER_EXPIRED(
      Category.STALE, "an issuer has expired: the device must fetch new attestation keys"),
  /** An issuer has a critical extension that the verifier doesn't know. */
  ISSUER_CRITICAL_EXTENSION(
      Category.UNTRUSTED, "an issuer has a critical extension that the server does not know"),

  /** The chain leads to no anchor. */
  ROOT_UNKNOWN(Category.UNTRUSTED, "the chain does not lead to a root that the server trusts"),
  /** The chain leads to a software root, whose key is public. */
  ROOT_SOFTWARE(
      Category.INSUFFICIENT,
      "the chain leads to a software root: an emulator, or a device without secure hardware"),
  /** The root is known, but not for this use or this provisioning kind. */
  ROOT_NOT_PERMITTED(
      Category.UNTRUSTED, "the root is known, and not trusted for this kind of chain"),

  /** An issuer is revoked. */
  CERTIFICATE_REVOKED(
      Category.REVOKED, "the maker or Google revoked an attestation key of the device"),
  /** An issuer is suspended. */
  CERTIFICATE_SUSPENDED(
      Category.REVOKED, "the maker or Google suspended an attestation key of the device"),
  /** An issuer is on the host's own deny list. */
  CERTIFICATE_DENIED_LOCALLY(
      Category.REVOKED, "the server itself denies an attestation key of the device"),
  /** The status list is older than the expectation allows. */
  STATUS_LIST_STALE(Category.UNCHECKED, "the status list of the server is too old"),
  /** There is no status list, and the expectation demands one. */
  STATUS_LIST_MISSING(Category.UNCHECKED, "the server has no status list"),

  /** The leaf has no statement. */
  STATEMENT_MISSING(Category.MALFORMED, "the key is not attested"),
  /** The key or the statement comes from a weaker place than expected. */
  SECURITY_LEVEL_INSUFFICIENT(
      Category.INSUFFICIENT, "key or statement come from a weaker place than expected"),
  /** The statement's levels differ, or the chain's names speak of another level. */
  SECURITY_LEVEL_MISMATCH(
      Category.UNTRUSTED, "statement and chain speak of different security levels"),
  /** The hardware list has no root of trust. */
  ROOT_OF_TRUST_MISSING(
      Category.INSUFFICIENT, "the hardware does not say what the device started with"),
  /** The key was not generated in the device. */
  KEY_ORIGIN_NOT_GENERATED(Category.INSUFFICIENT, "the key was not generated in the device"),
  /** The key may be used for what it must not be used for. */
  KEY_PURPOSE_NOT_PERMITTED(
      Category.INSUFFICIENT, "the key may be used for what it must not be used for"),
  /** The key may be used by all applications. */
  KEY_NOT_SCOPED(Category.INSUFFICIENT, "all applications of the device may use the key"),
  /** The statement describes another key than the certified one. */
  KEY_MISMATCH(Category.MISMATCHED, "the statement describes another key than the certified one"),
  /** The leaf is outside its validity, and the expectation enforces it. */
  LEAF_OUTSIDE_VALIDITY(Category.STALE, "the certificate of the key is outside its validity"),

  /** The statement has an empty challenge. */
  CHALLENGE_MISSING(Category.MISMATCHED, "the key was attested without a challenge"),
  /** The statement has another challenge. */
  CHALLENGE_MISMATCH(
      Category.MISMATCHED, "the key was attested for another challenge, maybe earlier"),
  /** The statement names no application. */
  APP_ID_MISSING(Category.MISMATCHED, "the statement names no application"),
  /** The device could not tell the application: transient, a reboot cures it. */
  APP_ID_UNAVAILABLE(Category.TRANSIENT, "the device could not tell which application asked"),
  /** The statement names another application. */
  APP_PACKAGE_MISMATCH(Category.MISMATCHED, "another application asked for the attestation"),
  /** The application is signed by another key. */
  APP_SIGNER_MISMATCH(
      Category.MISMATCHED, "the application is signed by another key than the expected one"),
  /** The hardware states other device identifiers, or none. */
  DEVICE_ID_MISMATCH(
      Category.MISMATCHED,
      "the device has another identifier than the expected one, or states none");

  /** What kind of fault a reason is, and so what can be done about it. */
  public enum Category {
    /** The evidence can't be read as what it claims to be. */
    MALFORMED("send the chain whole and as the device gave it, leaf first"),
    /** Signature, path, root or form don't hold: forged, damaged, or of an unknown maker. */
    UNTRUSTED("take the chain from the device again; if it stays, treat the device as not genuine"),
    /** An issuer of the device is revoked, suspended or denied. */
    REVOKED("the device needs new attestation keys from its maker; nothing on it cures this"),
    /** Authentic, and about something else than expected. */
    MISMATCHED("attest a new key with the current challenge from the expected application"),
    /** Authentic, and too old. */
    STALE("check the clock, then attest a new key so that the device fetches new certificates"),
    /** What it must be looked up in is missing or too old: a fault of the server. */
    UNCHECKED("let the server fetch the status list, then try again"),
    /** Authentic, and weaker than expected. */
    INSUFFICIENT("attest a key that is generated in secure hardware, for this application alone"),
    /** Of a kind that the expectation or the verifier doesn't take. */
    UNSUPPORTED("use a key that the device attests itself, or an updated server"),
    /** A passing fault of the device, which says nothing about it. */
    TRANSIENT("reboot the device and attest again; it is no sign of tampering");

    private final String advice;

    Category(String advice) {
      this.advice = advice;
    }

    /**
     * What a support engineer can do.
     *
     * @return one line
     */
    public String advice() {
      return advice;
    }
  }

  private final Category category;
  private final String text;

  KeyAttestationReason(Category category, String text) {
    this.category = category;
    this.text = text;
  }

  /**
   * The kind of fault.
   *
   * @return the category
   */
  public Category category() {
    return category;
  }

  /**
   * The reason in words.
   *
   * @return one line, without anything of the chain
   */
  public String text() {
    return text;
  }
}
