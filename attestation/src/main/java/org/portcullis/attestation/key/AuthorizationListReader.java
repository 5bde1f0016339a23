package org.portcullis.attestation.key;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.portcullis.attestation.key.internal.DerElement;
import org.portcullis.attestation.key.internal.DerException;
import org.portcullis.attestation.key.internal.DerReader;

/**
 * Reads an authorization list. The class and form of each tag are checked, a repeated tag is
 * refused, an unknown one kept, and a member that can't be decoded becomes malformed without
 * hurting the others.
 *
 * @see <a
 *     href="https://source.android.com/docs/security/features/keystore/attestation#schema">AOSP,
 *     key and ID attestation, schema</a>
 */
final class AuthorizationListReader {
  private static final int MAX_ENTRIES = 64;

  private final String list;
  private final Oddities oddities;
  private final Map<AuthorizationTag<?>, Member<?>> members = new LinkedHashMap<>();
  private final List<UnknownTag> unknown = new ArrayList<>();
  private boolean ascending = true;
  private int previous = -1;

  AuthorizationListReader(String list, Oddities oddities) {
    this.list = list;
    this.oddities = oddities;
  }

  AuthorizationList read(DerElement sequence) throws DerException, Refusal {
    DerReader reader = sequence.reader(list);
    for (int count = 0; !reader.atEnd(); count++) {
      if (count == MAX_ENTRIES) {
        throw DerException.in(list, "has more than " + MAX_ENTRIES + " members");
      }
      add(reader.read());
    }
    if (!ascending) {
      oddities.addInLeaf(Oddity.Kind.TAGS_OUT_OF_ORDER, list);
    }
    return new AuthorizationList(members, unknown);
  }

  private void add(DerElement entry) throws DerException, Refusal {
    if (!entry.isExplicitTag()) {
      throw DerException.in(list, "has a member without an explicit context-specific tag");
    }
    int number = entry.number();
    ascending &= number > previous;
    previous = number;
    Optional<AuthorizationTag<?>> tag = AuthorizationTag.of(number);
    if (tag.isPresent()) {
      if (members.put(tag.get(), member(tag.get(), entry)) != null) {
        throw duplicate(tag.get().name());
      }
    } else {
      addUnknown(number, entry);
    }
  }

  private void addUnknown(int number, DerElement entry) throws Refusal {
    for (UnknownTag tag : unknown) {
      if (tag.number() == number) {
        throw duplicate("[" + number + "]");
      }
    }
    unknown.add(new UnknownTag(number, Bytes.of(entry.content())));
    oddities.addInLeaf(Oddity.Kind.TAG_UNKNOWN, list + ".[" + number + "]");
  }

  private Refusal duplicate(String name) {
    return new Refusal(
        KeyAttestationReason.STATEMENT_TAG_DUPLICATE,
        Where.leaf(list + "." + name),
        "the tag is there twice");
  }

  private <T> Member<T> member(AuthorizationTag<T> tag, DerElement entry) {
    String field = list + "." + tag.name();
    try {
      DerReader reader = entry.reader("member");
      DerElement inner = reader.read();
      reader.expectEnd();
      return new Member.Present<>(
          tag.decoder().decode(inner, new MemberDecoder.Context(field, oddities)));
    } catch (DerException e) {
      oddities.addInLeaf(Oddity.Kind.MEMBER_MALFORMED, field);
      return new Member.Malformed<>(Bytes.of(entry.content()), e.cause());
    }
  }
}
