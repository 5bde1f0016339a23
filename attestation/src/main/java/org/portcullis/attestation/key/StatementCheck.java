package org.portcullis.attestation.key;

import java.util.Optional;
import java.util.Set;

/**
 * Checks what every attestation must say, whatever the host expects of it.
 *
 * @see <a
 *     href="https://source.android.com/docs/security/features/keystore/attestation#schema">AOSP,
 *     key and ID attestation, schema</a>
 */
final class StatementCheck {
  private final KeyDescription description;
  private final ParsedChain chain;
  private final Optional<TrustedPath> path;
  private final Oddities oddities;
  private final CheckLog log;

  /** The path is empty if there is none: then what the names above say counts for nothing. */
  StatementCheck(
      KeyDescription description,
      ParsedChain chain,
      Optional<TrustedPath> path,
      Oddities oddities,
      CheckLog log) {
    this.description = description;
    this.chain = chain;
    this.path = path;
    this.oddities = oddities;
    this.log = log;
  }

  void run(SecurityLevel minimum) {
    boolean software = description.effectiveSecurityLevel() == SecurityLevel.SOFTWARE;
    String list = software ? "software" : "hardware";
    AuthorizationList enforced = software ? description.software() : description.hardware();
    log.passes(Check.Kind.SECURITY_LEVEL, 0, () -> requireLevel(minimum));
    log.passes(Check.Kind.LEVEL_AGREEMENT, 0, this::requireAgreedLevels);
    if (software) {
      log.notAsked(Check.Kind.ROOT_OF_TRUST, 0);
    } else {
      log.passes(Check.Kind.ROOT_OF_TRUST, 0, this::requireRootOfTrust);
    }
    log.passes(Check.Kind.KEY_ORIGIN, 0, () -> requireGenerated(enforced, list));
    log.passes(Check.Kind.KEY_PURPOSES, 0, () -> requirePurposes(enforced, list));
    log.passes(Check.Kind.KEY_SCOPE, 0, this::requireScoped);
    log.passes(
        Check.Kind.KEY_MATCH,
        0,
        () -> new KeyMatchCheck(enforced, list, 0, chain.leaf().key()).run());
  }

  private void requireLevel(SecurityLevel minimum) throws Refusal {
    SecurityLevel level = description.effectiveSecurityLevel();
    if (!level.isAtLeast(minimum)) {
      String field =
          description.attestationSecurityLevel() == level
              ? "attestationSecurityLevel"
              : "keyMintSecurityLevel";
      throw refusal(
          KeyAttestationReason.SECURITY_LEVEL_INSUFFICIENT,
          field,
          "the level is " + level + ", expected is " + minimum);
    }
  }

  /** The two levels must be equal, and a secure element must be named by the certificates above. */
  private void requireAgreedLevels() throws Refusal {
    SecurityLevel level = description.attestationSecurityLevel();
    if (level != description.keyMintSecurityLevel()) {
      throw refusal(
          KeyAttestationReason.SECURITY_LEVEL_MISMATCH,
          "keyMintSecurityLevel",
          "the levels are " + level + " and " + description.keyMintSecurityLevel());
    }
    boolean isStrongBox = level == SecurityLevel.STRONG_BOX;
    if (path.isPresent() && path.get().claimsStrongBox() != isStrongBox) {
      throw refusal(
          KeyAttestationReason.SECURITY_LEVEL_MISMATCH,
          "attestationSecurityLevel",
          "the level is " + level + ", the certificates above are those of another");
    }
  }

  private void requireRootOfTrust() throws Refusal {
    String field = "hardware.rootOfTrust";
    Optional<RootOfTrust> root =
        usable(description.hardware(), AuthorizationTag.ROOT_OF_TRUST, "hardware", 0);
    if (root.isEmpty()) {
      throw refusal(
          KeyAttestationReason.ROOT_OF_TRUST_MISSING,
          field,
          "the hardware states no root of trust");
    }
  }

  private static void requireGenerated(AuthorizationList enforced, String list) throws Refusal {
    Optional<KeyOrigin> origin = usable(enforced, AuthorizationTag.ORIGIN, list, 0);
    if (origin.isEmpty() || origin.get() != KeyOrigin.GENERATED) {
      throw refusal(
          KeyAttestationReason.KEY_ORIGIN_NOT_GENERATED,
          list + ".origin",
          "the origin is " + origin.map(KeyOrigin::name).orElse("absent"));
    }
  }

  /** An attest key signs certificates of others, not requests; the certificate must agree. */
  private void requirePurposes(AuthorizationList enforced, String list) throws Refusal {
    Set<KeyPurpose> purposes = usable(enforced, AuthorizationTag.PURPOSE, list, 0).orElse(Set.of());
    if (purposes.contains(KeyPurpose.ATTEST_KEY)) {
      throw refusal(
          KeyAttestationReason.KEY_PURPOSE_NOT_PERMITTED,
          list + ".purpose",
          "the key may attest other keys");
    }
    new KeyUsageCheck(chain.leaf(), purposes, oddities).run();
  }

  private void requireScoped() throws Refusal {
    requireScoped(description.software(), "software");
    requireScoped(description.hardware(), "hardware");
  }

  private static void requireScoped(AuthorizationList statement, String list) throws Refusal {
    if (!statement.get(AuthorizationTag.ALL_APPLICATIONS).isAbsent()) {
      throw refusal(
          KeyAttestationReason.KEY_NOT_SCOPED,
          list + ".allApplications",
          "all applications may use the key");
    }
  }

  /** The value of a member that the verification needs, where malformed isn't taken for absent. */
  static <T> Optional<T> usable(
      AuthorizationList from, AuthorizationTag<T> tag, String list, int certificate)
      throws Refusal {
    Member<T> member = from.get(tag);
    if (member instanceof Member.Malformed<T> malformed) {
      throw new Refusal(
          KeyAttestationReason.STATEMENT_MEMBER_MALFORMED,
          new Where(certificate, list + "." + tag.name()),
          malformed.cause());
    }
    return member.value();
  }

  private static Refusal refusal(KeyAttestationReason reason, String field, String detail) {
    return new Refusal(reason, Where.leaf(field), detail);
  }
}
