package org.portcullis.attestation.key;

/**
 * One check that a verification came to, and how it ended.
 *
 * @param kind what was checked
 * @param certificate the index of the certificate, 0 for the leaf, or {@link Where#NO_CERTIFICATE}
 *     for the chain as a whole
 * @param outcome how it ended
 * @param detail for {@link Outcome#FAILED} the failure's reason, field and cause; for {@link
 *     Outcome#NOT_ASKED} what is missing, if that is the cause; else empty
 */
public record Check(Kind kind, int certificate, Outcome outcome, String detail) {

  /** How a check ends. */
  public enum Outcome {
    /** It held. */
    PASSED,
    /** It did not hold: the chain is rejected. */
    FAILED,
    /** It could not be made, because of a failure before it. */
    NOT_REACHED,
    /** The expectation doesn't ask for it, or there is no status list to look in. */
    NOT_ASKED
  }

  /** What is checked, in the order in which it decides. */
  public enum Kind {
    /** The certificate is whole and in DER. */
    ENCODING("the certificate can be read"),
    /** Each certificate stands below its issuer, and none twice. */
    ORDER("the certificates stand in order, none twice"),
    /** Only the leaf, and an attest key right above it, has a statement. */
    STATEMENT_PLACE("the statement stands where the device puts it"),
    /** The statement has its eight members in DER. */
    STATEMENT_ENCODING("the statement can be read"),
    /** The hardware list has no tag that its version doesn't know. */
    KNOWN_TAGS("the hardware list has known tags alone"),
    /** An attest key of the device vouches for the leaf, and may. */
    ATTEST_KEY("the attest key above the leaf may vouch for it"),
    /** The chain leads to a trusted key. */
    ANCHOR("the chain leads to a trusted root key"),
    /** The root is in use, and vouches for chains of this form. */
    FORM("the root is in use and vouches for chains of this form"),
    /** Signature algorithm and key are on the list of allowed ones. */
    ALGORITHMS("signature algorithm and kind of key are allowed"),
    /** The certificate was signed by the key above it. */
    SIGNATURE("the signature is by the key above"),
    /** The certificate names the one above as its issuer. */
    ISSUER_NAME("the issuer is the subject of the certificate above"),
    /** The certificate may sign others. */
    ISSUER_AUTHORITY("the certificate may sign those below"),
    /** An issuer is within its validity. */
    ISSUER_DATES("the issuer is within its validity"),
    /** No list has the certificate's serial number. */
    REVOCATION("the certificate is neither revoked nor suspended nor denied"),
    /** The status list is as young as expected. */
    STATUS_LIST("the status list is there and young enough"),
    /** The statement's level is at least the expected one. */
    SECURITY_LEVEL("the security level is high enough"),
    /** The two levels, and the names in the chain, agree. */
    LEVEL_AGREEMENT("the statement's levels and the chain's names agree"),
    /** The hardware states what the device started with. */
    ROOT_OF_TRUST("the hardware states a root of trust"),
    /** The key was generated in the device. */
    KEY_ORIGIN("the key was generated in the device"),
    /** The key is no attest key, and certificate and statement agree on what it may do. */
    KEY_PURPOSES("the key's purposes are permitted"),
    /** The key belongs to one application. */
    KEY_SCOPE("the key is bound to one application"),
    /** The statement describes the certified key. */
    KEY_MATCH("the statement describes the certified key"),
    /** The leaf is within its validity. */
    LEAF_DATES("the leaf is within its validity"),
    /** The statement has the expected challenge. */
    CHALLENGE("the statement has the expected challenge"),
    /** The statement names the expected application. */
    APPLICATION("the statement names the expected application"),
    /** The statement names the expected device. */
    DEVICE_IDS("the statement has the expected device identifiers");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /**
     * What holds if the check passes.
     *
     * @return one line
     */
    public String text() {
      return text;
    }
  }
}
