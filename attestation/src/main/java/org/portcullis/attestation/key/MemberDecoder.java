package org.portcullis.attestation.key;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.portcullis.attestation.key.internal.DerElement;
import org.portcullis.attestation.key.internal.DerException;

/**
 * Decodes the element inside a tag. A failure makes this one member malformed, never the list.
 *
 * @param <T> the type of the value
 */
@FunctionalInterface
interface MemberDecoder<T> {
  MemberDecoder<Long> NUMBER = (element, context) -> number(element);
  MemberDecoder<Boolean> FLAG = (element, context) -> flag(element);
  MemberDecoder<Bytes> BYTES = (element, context) -> bytes(element);
  MemberDecoder<Withheld> WITHHELD = new WithheldDecoder();
  MemberDecoder<Set<Long>> NUMBERS = new SetDecoder<>(NUMBER);
  MemberDecoder<Set<KeyPurpose>> PURPOSES =
      new SetDecoder<>(
          (element, context) ->
              named(Codes.PURPOSES, KeyPurpose.UNRECOGNIZED, number(element), context));
  MemberDecoder<KeyAlgorithm> ALGORITHM =
      (element, context) ->
          named(Codes.ALGORITHMS, KeyAlgorithm.UNRECOGNIZED, number(element), context);
  MemberDecoder<EcCurve> CURVE =
      (element, context) -> named(Codes.CURVES, EcCurve.UNRECOGNIZED, number(element), context);
  MemberDecoder<KeyOrigin> ORIGIN =
      (element, context) -> named(Codes.ORIGINS, KeyOrigin.UNRECOGNIZED, number(element), context);
  MemberDecoder<PatchLevel> MONTH = PatchLevelDecoder::month;
  MemberDecoder<PatchLevel> DAY = PatchLevelDecoder::day;
  MemberDecoder<RootOfTrust> ROOT_OF_TRUST = RootOfTrustDecoder::decode;
  MemberDecoder<AttestationApplicationId> APPLICATION_ID = ApplicationIdDecoder::decode;

  T decode(DerElement element, MemberContext context) throws DerException;

  /** What a malformed member shows of its bytes: all of them, if they identify no device. */
  default Bytes evidence(DerElement entry) {
    return Bytes.of(entry.content());
  }

  /** One member for two of the same tag, or empty where a tag can say but one thing. */
  default Optional<Member<T>> unite(Member<T> before, Member<T> member) {
    return Optional.empty();
  }

  static DerElement require(DerElement element, int identifier, String type) throws DerException {
    if (!element.is(identifier)) {
      throw DerException.in("member", "is no " + type);
    }
    return element;
  }

  static long number(DerElement element) throws DerException {
    return require(element, DerElement.INTEGER, "integer").unsignedLong("member");
  }

  static Bytes bytes(DerElement element) throws DerException {
    return Bytes.of(require(element, DerElement.OCTET_STRING, "octet string").content());
  }

  private static boolean flag(DerElement element) throws DerException {
    if (require(element, DerElement.NULL, "null").length() != 0) {
      throw DerException.in("member", "is a null with content");
    }
    return true;
  }

  /** The constant of a number; a number without one is kept beside the list. */
  static <E> E named(Map<Long, E> codes, E unrecognized, long number, MemberContext context) {
    E value = codes.get(number);
    if (value == null) {
      context.unknown(number);
      return unrecognized;
    }
    return value;
  }
}
