package org.portcullis.attestation.key;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.portcullis.attestation.key.internal.DerElement;
import org.portcullis.attestation.key.internal.DerException;
import org.portcullis.attestation.key.internal.DerReader;

/**
 * Decodes a SET OF. Its value is in ascending order whatever the order of the elements.
 *
 * @param <E> the type of its elements
 */
final class SetDecoder<E extends Comparable<E>> implements MemberDecoder<Set<E>> {
  /** The most elements of a set; far above what devices send. */
  static final int MAX_ELEMENTS = 64;

  private final MemberDecoder<E> element;

  SetDecoder(MemberDecoder<E> element) {
    this.element = element;
  }

  @Override
  public Set<E> decode(DerElement set, MemberContext context) throws DerException {
    List<DerElement> elements = elements(set, MAX_ELEMENTS, context);
    if (elements.size() == 1) {
      return Set.of(element.decode(elements.get(0), context));
    }
    Set<E> values = new TreeSet<>();
    for (DerElement value : elements) {
      values.add(element.decode(value, context));
    }
    return Collections.unmodifiableSet(values);
  }

  /** The value of two members of one tag: what either of them says, within the same limit. */
  @Override
  public Optional<Member<Set<E>>> unite(Member<Set<E>> before, Member<Set<E>> member) {
    if (before instanceof Member.Present<Set<E>> one
        && member instanceof Member.Present<Set<E>> other) {
      return Optional.of(union(one.content(), other.content()));
    }
    return Optional.of(before.isMalformed() ? before : member);
  }

  private Member<Set<E>> union(Set<E> one, Set<E> other) {
    Set<E> values = new TreeSet<>(one);
    values.addAll(other);
    return values.size() <= MAX_ELEMENTS
        ? new Member.Present<>(Collections.unmodifiableSet(values))
        : new Member.Malformed<>(Bytes.of(new byte[0]), tooMany(MAX_ELEMENTS));
  }

  /** The elements of a SET OF; real devices don't sort them, so order is noted and never judged. */
  static List<DerElement> elements(DerElement element, int limit, MemberContext context)
      throws DerException {
    DerReader reader = MemberDecoder.require(element, DerElement.SET, "set").reader("member");
    List<DerElement> elements = new ArrayList<>();
    boolean sorted = true;
    while (!reader.atEnd()) {
      if (elements.size() == limit) {
        throw DerException.in("member", tooMany(limit));
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

  private static String tooMany(int limit) {
    return "is a set of more than " + limit + " elements";
  }
}
