package org.portcullis.attestation.key;

import org.portcullis.attestation.key.internal.DerElement;
import org.portcullis.attestation.key.internal.DerException;
import org.portcullis.attestation.key.internal.DerReader;

/**
 * Decodes RootOfTrust. The hash is read where it stands and isn't coupled to the version, since
 * devices of version 2 with four members exist.
 */
final class RootOfTrustDecoder {
  /** More than any digest has; a longer key or hash is none. */
  private static final int MAX_DIGEST = 64;

  private RootOfTrustDecoder() {}

  static RootOfTrust decode(DerElement element, MemberContext context) throws DerException {
    DerReader reader =
        MemberDecoder.require(element, DerElement.SEQUENCE, "sequence").reader("rootOfTrust");
    Bytes key = digest(reader, "verifiedBootKey");
    boolean locked = locked(reader.read(DerElement.BOOLEAN, "deviceLocked"), context);
    VerifiedBootState state =
        state(reader.read(DerElement.ENUMERATED, "verifiedBootState"), context);
    Bytes hash = reader.atEnd() ? Bytes.of(new byte[0]) : digest(reader, "verifiedBootHash");
    reader.expectEnd();
    if (key.isEmpty() && locked) {
      throw DerException.in("member", "a locked device has no boot key");
    }
    RootOfTrust root = new RootOfTrust(key, locked, state, hash);
    note(root, context);
    return root;
  }

  private static Bytes digest(DerReader reader, String field) throws DerException {
    Bytes digest = MemberDecoder.bytes(reader.read(DerElement.OCTET_STRING, field));
    if (digest.length() > MAX_DIGEST) {
      throw DerException.in(field, field + " is longer than any digest");
    }
    return digest;
  }

  /** Any byte but 00 is TRUE, as Pixel 3 StrongBox writes 01; 00 alone is FALSE. */
  private static boolean locked(DerElement flag, MemberContext context) throws DerException {
    if (flag.length() != 1) {
      throw DerException.in("deviceLocked", "deviceLocked is not one byte");
    }
    if (flag.at(0) != 0 && flag.at(0) != 0xff) {
      context.note(Oddity.Kind.BOOLEAN_NOT_DER);
    }
    return flag.at(0) != 0;
  }

  private static VerifiedBootState state(DerElement element, MemberContext context)
      throws DerException {
    return MemberDecoder.named(
        Codes.BOOT_STATES,
        VerifiedBootState.UNRECOGNIZED,
        element.unsignedLong("verifiedBootState"),
        context);
  }

  private static void note(RootOfTrust root, MemberContext context) {
    if (root.verifiedBootKey().isEmpty()) {
      context.note(Oddity.Kind.BOOT_KEY_EMPTY);
    }
    if (root.verifiedBootHash().isAllZero()) {
      context.note(Oddity.Kind.BOOT_HASH_ZERO);
    }
    boolean speaksOfLocked =
        root.verifiedBootState() == VerifiedBootState.VERIFIED
            || root.verifiedBootState() == VerifiedBootState.SELF_SIGNED;
    if (speaksOfLocked != root.deviceLocked()) {
      context.note(Oddity.Kind.BOOT_STATE_CONTRADICTS_LOCK);
    }
  }
}
