package org.portcullis.attestation.key;

import org.portcullis.attestation.key.internal.DerElement;
import org.portcullis.attestation.key.internal.DerException;

/** Decodes patch levels: what is no date is malformed, never rounded to one. */
final class PatchLevelDecoder {
  private static final long SIX_DIGITS = 999_999;

  private PatchLevelDecoder() {}

  static PatchLevel month(DerElement element, MemberContext context) throws DerException {
    long digits = MemberDecoder.number(element);
    if (digits > SIX_DIGITS) {
      throw DerException.in("member", digits + " is no month as YYYYMM");
    }
    return level(digits, "month as YYYYMM");
  }

  /** Vendor and boot levels state a day; six digits are seen from many devices, and day 00 too. */
  static PatchLevel day(DerElement element, MemberContext context) throws DerException {
    long digits = MemberDecoder.number(element);
    PatchLevel level = level(digits, "day as YYYYMMDD");
    if (digits <= SIX_DIGITS) {
      context.note(Oddity.Kind.PATCH_LEVEL_WITHOUT_DAY);
    } else if (level.day() == 0) {
      context.note(Oddity.Kind.PATCH_LEVEL_DAY_UNKNOWN);
    }
    return level;
  }

  private static PatchLevel level(long digits, String form) throws DerException {
    return PatchLevel.ofDigits(digits)
        .orElseThrow(() -> DerException.in("member", digits + " is no " + form));
  }
}
