package org.portcullis.attestation.key;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.portcullis.attestation.key.internal.DerElement;
import org.portcullis.attestation.key.internal.DerException;
import org.portcullis.attestation.key.internal.DerReader;

/**
 * Reads an authorization list. The class and form of each tag are checked; a repeated tag is
 * refused unless its value is a set, which is united; an unknown one is kept, but refused if it is
 * there twice or has a number of 2<sup>24</sup> or more; and a member that can't be decoded becomes
 * malformed without hurting the others.
 *
 * @see <a
 *     href="https://source.android.com/docs/security/features/keystore/attestation#schema">AOSP,
 *     key and ID attestation, schema</a>
 */
final class AuthorizationListReader {
  /** The most members of a list; there are 50 tags. */
  static final int MAX_ENTRIES = 64;

  private final String list;
  private final MemberContext context;
  private final @Nullable Member<?>[] members = new Member<?>[AuthorizationTag.all().size()];
  private final List<UnknownTag> unknown = new ArrayList<>(0);

  /**
   * A reader of one list.
   *
   * @param certificate the index of the certificate that oddities and refusals speak of
   * @param list the name of the list in fields: software or hardware
   * @param oddities where oddities go
   */
  AuthorizationListReader(int certificate, String list, Oddities oddities) {
    this.list = list;
    this.context = new MemberContext(certificate, list, oddities);
  }

  AuthorizationList read(DerElement sequence) throws DerException, Refusal {
    DerReader reader = sequence.reader(list);
    boolean ascending = true;
    int previous = -1;
    for (int count = 0; !reader.atEnd(); count++) {
      if (count == MAX_ENTRIES) {
        throw DerException.in(list, "has more than " + MAX_ENTRIES + " members");
      }
      DerElement entry = reader.read();
      add(entry);
      ascending &= entry.number() >= previous;
      previous = entry.number();
    }
    if (!ascending) {
      context.noteList(Oddity.Kind.TAGS_OUT_OF_ORDER);
    }
    return new AuthorizationList(members, unknown, context.unknownValues());
  }

  private void add(DerElement entry) throws DerException, Refusal {
    if (!entry.isExplicitTag()) {
      throw DerException.in(list, "has a member without an explicit context-specific tag");
    }
    AuthorizationTag<?> tag = AuthorizationTag.of(entry.number());
    if (tag == null) {
      addUnknown(entry.number(), entry);
    } else {
      addKnown(tag, entry);
    }
  }

  @SuppressWarnings("unchecked") // what stands at a tag's index was decoded for the tag
  private <T> void addKnown(AuthorizationTag<T> tag, DerElement entry) throws Refusal {
    context.enter(tag);
    Member<T> before = (Member<T>) members[tag.index()];
    Member<T> member = member(tag, entry);
    members[tag.index()] = before == null ? member : unite(tag, before, member);
  }

  private void addUnknown(int number, DerElement entry) throws Refusal {
    String name = "[" + number + "]";
    for (UnknownTag tag : unknown) {
      if (tag.number() == number) {
        throw context.duplicate(name);
      }
    }
    unknown.add(new UnknownTag(number, Bytes.of(entry.content())));
    context.note(Oddity.Kind.TAG_UNKNOWN, name);
  }

  /** Two sets say together what one would say; two single values contradict each other. */
  private <T> Member<T> unite(AuthorizationTag<T> tag, Member<T> before, Member<T> member)
      throws Refusal {
    Optional<Member<T>> united = tag.decoder().unite(before, member);
    if (united.isEmpty()) {
      throw context.duplicate(tag.name());
    }
    context.note(Oddity.Kind.SET_TAG_REPEATED);
    return united.get();
  }

  private <T> Member<T> member(AuthorizationTag<T> tag, DerElement entry) {
    try {
      DerReader reader = entry.reader("member");
      DerElement inner = reader.read();
      reader.expectEnd();
      return new Member.Present<>(tag.decoder().decode(inner, context));
    } catch (DerException e) {
      context.note(Oddity.Kind.MEMBER_MALFORMED);
      return new Member.Malformed<>(tag.decoder().evidence(entry), e.cause());
    }
  }
}
