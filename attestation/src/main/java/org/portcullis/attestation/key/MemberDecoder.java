package org.portcullis.attestation.key;

import java.util.Map;
import java.util.Optional;
import org.portcullis.attestation.key.internal.DerElement;
import org.portcullis.attestation.key.internal.DerException;

/**
 * Decodes the element inside a tag. A failure makes this one member malformed, never the list.
 *
 * @param <T> the type of the value
 */
@FunctionalInterface
interface MemberDecoder<T> {
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
