package org.portcullis.attestation.key;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A list of statements about a key and its device, in the order in which they came. A member is
 * looked up by its {@link AuthorizationTag}; unknown tags are kept beside them.
 */
public final class AuthorizationList {
  private final Map<AuthorizationTag<?>, Member<?>> members;
  private final List<UnknownTag> unknownTags;

  AuthorizationList(Map<AuthorizationTag<?>, Member<?>> members, List<UnknownTag> unknownTags) {
    this.members = members;
    this.unknownTags = List.copyOf(unknownTags);
  }

  /**
   * A member.
   *
   * @param tag its tag
   * @param <T> the type of its value
   * @return the value, or that it is absent, or malformed
   */
  @SuppressWarnings("unchecked") // the decoder of a tag made the member under the same tag
  public <T> Member<T> get(AuthorizationTag<T> tag) {
    Member<?> member = members.get(tag);
    return member == null ? new Member.Absent<>() : (Member<T>) member;
  }

  /**
   * The known tags that are there.
   *
   * @return the tags, malformed members included
   */
  public Set<AuthorizationTag<?>> tags() {
    return Set.copyOf(members.keySet());
  }

  /**
   * The members whose tags no known version defines.
   *
   * @return the tags with their bytes, in the order of the list
   */
  public List<UnknownTag> unknownTags() {
    return unknownTags;
  }

  /** Names the tags that are there, never their values. */
  @Override
  public String toString() {
    return "AuthorizationList" + members.keySet() + "+" + unknownTags.size();
  }
}
