package org.portcullis.attestation.key;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.portcullis.attestation.internal.Names;
import org.portcullis.attestation.internal.TimeOfUse;

/**
 * What an anchor is trusted for.
 *
 * @param provisioning the provisioning kinds that it vouches for, none for chains of any form,
 *     without the tolerances for real device fleets
 * @param from the first instant of its use, {@link Instant#MIN} if there is none
 * @param until the first instant after its use, {@link Instant#MAX} if there is none
 * @param statusList the name of the status list that alone governs its chains
 */
public record AnchorTerms(
    Set<Provisioning> provisioning, Instant from, Instant until, String statusList) {
  /** The status list of an anchor that names none: Google's. */
  public static final String GOOGLE_STATUS_LIST = "google";

  private static final AnchorTerms ANY_FORM =
      new AnchorTerms(Set.of(), Instant.MIN, Instant.MAX, GOOGLE_STATUS_LIST);

  /**
   * Checks the terms.
   *
   * @param provisioning the provisioning kinds that it vouches for, none for chains of any form
   * @param from the first instant of its use
   * @param until the first instant after its use
   * @param statusList the name of the status list that alone governs its chains
   * @throws IllegalArgumentException if the kinds contain {@link Provisioning#UNKNOWN}, if {@code
   *     from} isn't before {@code until}, or if the status list's name isn't 1 to 64 lower-case
   *     letters, digits, dots, underscores or hyphens, the first a letter or digit
   */
  public AnchorTerms {
    provisioning = Set.copyOf(provisioning);
    if (provisioning.contains(Provisioning.UNKNOWN)) {
      throw new IllegalArgumentException("an anchor can't be fixed to an unknown form");
    }
    if (!new TimeOfUse(from, until).isSome()) {
      throw new IllegalArgumentException("an anchor's use ends after it begins");
    }
    requireName(statusList);
  }

  TimeOfUse timeOfUse() {
    return new TimeOfUse(from, until);
  }

  static void requireName(String statusList) {
    if (!Names.isName(statusList)) {
      throw new IllegalArgumentException("a status list's name is " + Names.FORM);
    }
  }

  /**
   * Terms for chains of any form, without tolerances, at any time, under Google's status list.
   *
   * @return the terms
   */
  public static AnchorTerms anyForm() {
    return ANY_FORM;
  }

  /**
   * These terms for other provisioning kinds.
   *
   * @param kinds the kinds, none for any form
   * @return the terms
   * @throws IllegalArgumentException if the kinds contain {@link Provisioning#UNKNOWN}
   */
  public AnchorTerms withProvisioning(Provisioning... kinds) {
    return new AnchorTerms(Set.of(kinds), from, until, statusList);
  }

  /**
   * These terms from an instant on.
   *
   * @param instant the first instant of the use
   * @return the terms
   * @throws IllegalArgumentException if the use would end before it begins
   */
  public AnchorTerms withFrom(Instant instant) {
    return new AnchorTerms(provisioning, instant, until, statusList);
  }

  /**
   * These terms up to an instant.
   *
   * @param instant the first instant after the use
   * @return the terms
   * @throws IllegalArgumentException if the use would end before it begins
   */
  public AnchorTerms withUntil(Instant instant) {
    return new AnchorTerms(provisioning, from, instant, statusList);
  }

  /**
   * These terms under another status list.
   *
   * @param name the list's name, under which the verifier knows its source
   * @return the terms
   * @throws IllegalArgumentException if it is no name
   */
  public AnchorTerms withStatusList(String name) {
    return new AnchorTerms(provisioning, from, until, name);
  }

  /** The wider of two terms in every respect but the status list, which must be one. */
  AnchorTerms union(AnchorTerms other) {
    if (!statusList.equals(other.statusList)) {
      throw new IllegalArgumentException(
          "one key can't be under the status lists `"
              + statusList
              + "` and `"
              + other.statusList
              + "`");
    }
    Set<Provisioning> kinds = EnumSet.noneOf(Provisioning.class);
    if (!provisioning.isEmpty() && !other.provisioning.isEmpty()) {
      kinds.addAll(provisioning);
      kinds.addAll(other.provisioning);
    }
    return new AnchorTerms(
        kinds,
        from.isBefore(other.from) ? from : other.from,
        until.isAfter(other.until) ? until : other.until,
        statusList);
  }
}
