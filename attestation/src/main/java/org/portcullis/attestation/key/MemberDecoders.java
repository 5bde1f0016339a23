package org.portcullis.attestation.key;

import java.util.Set;
import org.portcullis.attestation.key.internal.DerElement;
import org.portcullis.attestation.key.internal.DerException;

/** The decoders of the types that tags have. */
final class MemberDecoders {
  static final MemberDecoder<Long> NUMBER = (element, context) -> MemberDecoder.number(element);
  static final MemberDecoder<Boolean> FLAG = (element, context) -> flag(element);
  static final MemberDecoder<Bytes> BYTES = (element, context) -> MemberDecoder.bytes(element);
  static final MemberDecoder<Withheld> WITHHELD = new WithheldDecoder();
  static final MemberDecoder<Set<Long>> NUMBERS = new SetDecoder<>(NUMBER);
  static final MemberDecoder<Set<KeyPurpose>> PURPOSES =
      new SetDecoder<>(
          (element, context) ->
              MemberDecoder.named(
                  Codes.PURPOSES, KeyPurpose.UNRECOGNIZED, MemberDecoder.number(element), context));
  static final MemberDecoder<KeyAlgorithm> ALGORITHM =
      (element, context) ->
          MemberDecoder.named(
              Codes.ALGORITHMS, KeyAlgorithm.UNRECOGNIZED, MemberDecoder.number(element), context);
  static final MemberDecoder<EcCurve> CURVE =
      (element, context) ->
          MemberDecoder.named(
              Codes.CURVES, EcCurve.UNRECOGNIZED, MemberDecoder.number(element), context);
  static final MemberDecoder<KeyOrigin> ORIGIN =
      (element, context) ->
          MemberDecoder.named(
              Codes.ORIGINS, KeyOrigin.UNRECOGNIZED, MemberDecoder.number(element), context);
  static final MemberDecoder<PatchLevel> MONTH = PatchLevelDecoder::month;
  static final MemberDecoder<PatchLevel> DAY = PatchLevelDecoder::day;
  static final MemberDecoder<RootOfTrust> ROOT_OF_TRUST = RootOfTrustDecoder::decode;
  static final MemberDecoder<AttestationApplicationId> APPLICATION_ID =
      ApplicationIdDecoder::decode;

  private MemberDecoders() {}

  private static boolean flag(DerElement element) throws DerException {
    if (MemberDecoder.require(element, DerElement.NULL, "null").length() != 0) {
      throw DerException.in("member", "is a null with content");
    }
    return true;
  }
}
