package org.portcullis.attestation.key;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.portcullis.attestation.key.internal.DerElement;
import org.portcullis.attestation.key.internal.DerException;
import org.portcullis.attestation.key.internal.DerReader;

/**
 * Decodes the element inside a tag. A failure makes this one member malformed, never the list.
 *
 * @param <T> the type of the value
 */
@FunctionalInterface
interface MemberDecoder<T> {
  /** The most elements of a set; far above what devices send. */
  int MAX_SET = 64;

  MemberDecoder<Long> NUMBER = (element, context) -> number(element);
  MemberDecoder<Boolean> FLAG = (element, context) -> flag(element);
  MemberDecoder<Bytes> BYTES = (element, context) -> bytes(element);
  MemberDecoder<Set<Long>> NUMBERS = MemberDecoder::numbers;
  MemberDecoder<Set<KeyPurpose>> PURPOSES = MemberDecoder::purposes;
  MemberDecoder<KeyAlgorithm> ALGORITHM =
      (element, context) -> named(Codes.ALGORITHMS, KeyAlgorithm.UNRECOGNIZED, element, context);
  MemberDecoder<EcCurve> CURVE =
      (element, context) -> named(Codes.CURVES, EcCurve.UNRECOGNIZED, element, context);
  MemberDecoder<KeyOrigin> ORIGIN =
      (element, context) -> named(Codes.ORIGINS, KeyOrigin.UNRECOGNIZED, element, context);
  MemberDecoder<PatchLevel> MONTH = PatchLevelDecoder::month;
  MemberDecoder<PatchLevel> DAY = PatchLevelDecoder::day;
  MemberDecoder<RootOfTrust> ROOT_OF_TRUST = RootOfTrustDecoder::decode;
  MemberDecoder<AttestationApplicationId> APPLICATION_ID = ApplicationIdDecoder::decode;

  T decode(DerElement element, Context context) throws DerException;

  /** Where a member stands, and where its oddities go. */
  record Context(String field, Oddities oddities) {
    void note(Oddity.Kind kind) {
      oddities.addInLeaf(kind, field);
    }
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

  private static <E> E named(Map<Long, E> codes, E unknown, DerElement element, Context context)
      throws DerException {
    E value = codes.get(number(element));
    if (value == null) {
      context.note(Oddity.Kind.VALUE_UNKNOWN);
      return unknown;
    }
    return value;
  }

  /** The elements of a SET OF; real devices don't sort them, so order is noted and never judged. */
  static List<DerElement> set(DerElement element, int limit, Context context) throws DerException {
    DerReader reader = require(element, DerElement.SET, "set").reader("member");
    List<DerElement> elements = new ArrayList<>();
    boolean sorted = true;
    while (!reader.atEnd()) {
      if (elements.size() == limit) {
        throw DerException.in("member", "is a set of more than " + limit + " elements");
      }
      DerElement next = reader.read();
      int last = elements.size() - 1;
      sorted &= last < 0 || elements.get(last).compareEncoded(next) <= 0;
      elements.add(next);
    }
    if (!sorted) {
      context.note(Oddity.Kind.SET_NOT_SORTED);
    }
    return elements;
  }

  private static Set<Long> numbers(DerElement element, Context context) throws DerException {
    Set<Long> values = new LinkedHashSet<>();
    for (DerElement value : set(element, MAX_SET, context)) {
      values.add(number(value));
    }
    return Set.copyOf(values);
  }

  private static Set<KeyPurpose> purposes(DerElement element, Context context) throws DerException {
    Set<KeyPurpose> values = EnumSet.noneOf(KeyPurpose.class);
    for (DerElement value : set(element, MAX_SET, context)) {
      values.add(named(Codes.PURPOSES, KeyPurpose.UNRECOGNIZED, value, context));
    }
    return Set.copyOf(values);
  }
}
