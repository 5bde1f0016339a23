package org.portcullis.attestation.key;

/**
 * Something unusual that real devices do and that is no reason to reject. Policy may judge it.
 *
 * @param kind what is odd
 * @param where where it is
 */
public record Oddity(Kind kind, Where where) {
  /** The oddities that the verifier tells apart. */
  public enum Kind {
    /** A BOOLEAN TRUE that is not FF, as Pixel 3 StrongBox writes it. */
    BOOLEAN_NOT_DER,
    /** A NULL in an ECDSA algorithm identifier, as StrongBox of Pixel 3 to 5a writes it. */
    ALGORITHM_WITH_NULL,
    /** Tags of an authorization list that do not ascend. */
    TAGS_OUT_OF_ORDER,
    /** A SET OF that is not sorted, in every fourth chain. */
    SET_NOT_SORTED,
    /** A tag whose value is a set, more than once: the sets are united. */
    SET_TAG_REPEATED,
    /** A tag that the newest known version doesn't have; kept with its bytes. */
    TAG_UNKNOWN,
    /** A member that is there but is not what it must be; kept with its bytes. */
    MEMBER_MALFORMED,
    /** An enumeration's value that no known version defines. */
    VALUE_UNKNOWN,
    /** A statement version that is not known; read by the newest known rules. */
    VERSION_UNKNOWN,
    /** A time of creation in the hardware list, as Huawei and Honor write it. */
    CREATION_TIME_IN_HARDWARE,
    /** A time of creation before 2008 or more than a day ahead, or no milliseconds at all. */
    CREATION_TIME_IMPLAUSIBLE,
    /** A patch level of a part that states its day, without one: six digits. */
    PATCH_LEVEL_WITHOUT_DAY,
    /** A patch level with the day 00: not known. */
    PATCH_LEVEL_DAY_UNKNOWN,
    /** A patch level more than one month later than the verification. */
    PATCH_LEVEL_IN_FUTURE,
    /** A root of trust in the software list, where it proves nothing. */
    ROOT_OF_TRUST_IN_SOFTWARE,
    /** An unlocked device without a boot key, as Pixel 3 with Android 9 writes it. */
    BOOT_KEY_EMPTY,
    /** A boot hash of zeros only, which says that there is none. */
    BOOT_HASH_ZERO,
    /** A boot state that speaks of a locked device while it is unlocked, or the reverse. */
    BOOT_STATE_CONTRADICTS_LOCK,
    /** A provisioning information that can't be read, as some servers of Samsung wrote it. */
    PROVISIONING_INFO_MALFORMED,
    /** A provisioning information elsewhere than in the certificate that issues the statement's. */
    PROVISIONING_INFO_MISPLACED,
    /** Samsung's Knox statement in a leaf beside the one that counts; it is not looked into. */
    KNOX_EXTENSION,
    /** An application identity that the device could not state; a reboot cures it. */
    APPLICATION_ID_UNAVAILABLE,
    /** A leaf, or an attest key, outside its validity; devices with a wrong clock write such. */
    LEAF_OUTSIDE_VALIDITY,
    /** A leaf, or an attest key, whose issuer name isn't the subject of what signed it. */
    LEAF_ISSUER_NAME,
    /** A critical extension in the leaf that the verifier doesn't know. */
    LEAF_CRITICAL_EXTENSION,
    /** A leaf whose key usage says otherwise than the purposes that the hardware enforces. */
    KEY_USAGE_CONTRADICTS_PURPOSE,
    /** An extension that can't be decoded, and that no verdict hangs on. */
    EXTENSION_UNDECODABLE,
    /** A leaf whose serial number is in the status list: an application chooses it freely. */
    LEAF_SERIAL_LISTED,
    /** An expired issuer of a factory chain, whose keys can't be replaced. */
    ISSUER_EXPIRED,
    /** An attestation certificate of a factory chain that is not marked as an issuer. */
    ISSUER_NOT_CA,
    /** A remotely provisioned key, issued under a root after remote provisioning had left it. */
    REMOTE_UNDER_OLD_ROOT
  }
}
