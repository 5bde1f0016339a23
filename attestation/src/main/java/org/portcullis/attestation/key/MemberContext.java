package org.portcullis.attestation.key;

import java.util.ArrayList;
import java.util.List;

/** Where the members of one list stand, and where goes what is odd or unknown about them. */
final class MemberContext {
  private final int certificate;
  private final String list;
  private final Oddities oddities;
  private final List<UnknownValue> unknownValues = new ArrayList<>(0);
  private AuthorizationTag<?> tag = AuthorizationTag.PURPOSE;

  MemberContext(int certificate, String list, Oddities oddities) {
    this.certificate = certificate;
    this.list = list;
    this.oddities = oddities;
  }

  /** Goes on to the member with this tag. */
  void enter(AuthorizationTag<?> next) {
    tag = next;
  }

  /** Notes an oddity of the list. */
  void noteList(Oddity.Kind kind) {
    oddities.add(kind, certificate, list);
  }

  /** Notes an oddity of a tag. */
  void note(Oddity.Kind kind, String name) {
    oddities.add(kind, certificate, field(name));
  }

  /** Notes an oddity of the member. */
  void note(Oddity.Kind kind) {
    note(kind, tag.name());
  }

  /** Keeps a number of the member that no known version defines. */
  void unknown(long value) {
    note(Oddity.Kind.VALUE_UNKNOWN);
    unknownValues.add(new UnknownValue(tag, value));
  }

  List<UnknownValue> unknownValues() {
    return unknownValues;
  }

  /** The refusal of a tag that stands twice where once says all. */
  Refusal duplicate(String name) {
    return new Refusal(
        KeyAttestationReason.STATEMENT_TAG_DUPLICATE,
        new Where(certificate, field(name)),
        "the tag is there twice");
  }

  private String field(String name) {
    return list + "." + name;
  }
}
