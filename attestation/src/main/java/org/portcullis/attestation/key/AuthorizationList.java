package org.portcullis.attestation.key;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A list of statements about a key and its device. A member is looked up by its {@link
 * AuthorizationTag}; unknown tags and unknown numbers of known enumerations are kept beside them.
 *
 * <p>What is unknown is kept once and within bounds: an unknown tag that is there twice refuses the
 * statement ({@link KeyAttestationReason#STATEMENT_TAG_DUPLICATE}), since nobody can say which one
 * counts, and so does a tag number of 2<sup>24</sup> or more or a list of more than 64 members
 * ({@link KeyAttestationReason#STATEMENT_MALFORMED}), as no device writes them.
 */
public final class AuthorizationList {
  private final @Nullable Member<?>[] members;
  private final List<UnknownTag> unknownTags;
  private final List<UnknownValue> unknownValues;

  /** A list of members, each at the index of its tag; the array is not copied. */
  AuthorizationList(
      @Nullable Member<?>[] members,
      List<UnknownTag> unknownTags,
      List<UnknownValue> unknownValues) {
    this.members = members;
    this.unknownTags = List.copyOf(unknownTags);
    this.unknownValues = List.copyOf(unknownValues);
  }

  /**
   * A member.
   *
   * @param tag its tag
   * @param <T> the type of its value
   * @return the value, or that it is absent, or malformed
   */
  @SuppressWarnings("unchecked") // the decoder of a tag made the member at the tag's index
  public <T> Member<T> get(AuthorizationTag<T> tag) {
    Member<?> member = members[tag.index()];
    return member == null ? new Member.Absent<>() : (Member<T>) member;
  }

  /**
   * The known tags that are there.
   *
   * @return the tags in ascending order of their numbers, malformed members included
   */
  public Set<AuthorizationTag<?>> tags() {
    Set<AuthorizationTag<?>> tags = new LinkedHashSet<>();
    for (AuthorizationTag<?> tag : AuthorizationTag.all()) {
      if (members[tag.index()] != null) {
        tags.add(tag);
      }
    }
    return Collections.unmodifiableSet(tags);
  }

  /**
   * The members whose tags no known version defines, each number below 2<sup>24</sup> and there
   * once.
   *
   * @return the tags with their bytes, in the order of the list
   */
  public List<UnknownTag> unknownTags() {
    return unknownTags;
  }

  /**
   * The numbers for which the values of known tags have no better constant than {@code
   * UNRECOGNIZED}. Where a value is a number itself, as in {@link AuthorizationTag#DIGEST}, it is
   * not repeated here.
   *
   * @return the numbers with their tags, in the order of the list
   */
  public List<UnknownValue> unknownValues() {
    return unknownValues;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AuthorizationList that
        && Arrays.equals(members, that.members)
        && unknownTags.equals(that.unknownTags)
        && unknownValues.equals(that.unknownValues);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(members);
  }

  /** Names the tags that are there, never their values. */
  @Override
  public String toString() {
    return "AuthorizationList" + tags() + "+" + unknownTags.size();
  }
}
