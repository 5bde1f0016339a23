package org.portcullis.engine.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.portcullis.attestation.bootkeys.BootKeyCatalogue;
import org.portcullis.attestation.key.ChainReading;
import org.portcullis.attestation.key.KeyAttestationResult;
import org.portcullis.attestation.key.KeyAttestationVerifier;
import org.portcullis.engine.audit.EvidenceDigests;
import org.portcullis.engine.audit.EvidenceKind;
import org.portcullis.engine.enrollment.Enrollment;
import org.portcullis.engine.enrollment.Enrollments;
import org.portcullis.engine.enrollment.EnrollmentsUnavailableException;
import org.portcullis.engine.intake.Taken.Trouble;
import org.portcullis.facts.ChannelFacts;
import org.portcullis.facts.Digest;
import org.portcullis.facts.EligibilityCase;
import org.portcullis.facts.EnrollmentFacts;
import org.portcullis.facts.Identifiers;
import org.portcullis.facts.KeyAttestationFacts;
import org.portcullis.facts.SignalSource;
import org.portcullis.facts.SignalState;

/**
 * Turns a check-in into a case: verifies what is evidence, looks up what the server knows, takes
 * over what the host asserts. Thread-safe. Nothing that a device sent makes it throw.
 */
public final class Intake {
  private final KeyAttestationVerifier keyAttestation;
  private final Enrollments enrollments;
  private final Supplier<BootKeyCatalogue> bootKeys;
  private final Duration maxStatusListAge;

  /**
   * An intake.
   *
   * @param keyAttestation verifies chains
   * @param enrollments looks devices up
   * @param bootKeys where the boot keys come from that are taken for good; asked for each
   *     attestation
   * @param maxStatusListAge the age up to which a status list counts as current
   */
  public Intake(
      KeyAttestationVerifier keyAttestation,
      Enrollments enrollments,
      Supplier<BootKeyCatalogue> bootKeys,
      Duration maxStatusListAge) {
    this.keyAttestation = keyAttestation;
    this.enrollments = enrollments;
    this.bootKeys = bootKeys;
    this.maxStatusListAge = maxStatusListAge;
  }

  /**
   * Takes a check-in.
   *
   * @param checkIn the check-in
   * @param now the decision's time
   * @return the case without the policy's facts, and what it rests on
   */
  public Taken take(CheckIn checkIn, Instant now) {
    Taken.Builder taken = new Taken.Builder();
    Optional<Enrolled> enrolled = find(checkIn, now, taken);
    Optional<Enrollment> enrollment = enrolled.map(Enrolled::enrollment);
    EligibilityCase facts =
        EligibilityCase.builder()
            .transport(checkIn.transport())
            .request(checkIn.request())
            .enrollment(enrolled.map(Enrolled::facts).orElse(EnrollmentFacts.UNKNOWN))
            .channel(channel(checkIn, enrollment))
            .keyAttestation(verify(checkIn, product(checkIn, enrollment), now, taken))
            .integrity(checkIn.integrity())
            .device(checkIn.device())
            .release(checkIn.release())
            .rollout(checkIn.rollout())
            .build();
    return taken.build(facts, evidence(checkIn));
  }

  private record Enrolled(Enrollment enrollment, EnrollmentFacts facts) {}

  /** The store is the embedder's: whatever it does or returns, the worst is that nothing is. */
  private Optional<Enrolled> find(CheckIn checkIn, Instant now, Taken.Builder taken) {
    try {
      if (checkIn.enrollment().isEmpty()) {
        return Optional.empty();
      }
      Optional<Enrollment> found = enrollments.find(checkIn.enrollment().get());
      return Objects.requireNonNull(found, "the store returned null")
          .map(enrollment -> new Enrolled(enrollment, facts(enrollment, now)));
    } catch (EnrollmentsUnavailableException | RuntimeException e) {
      taken.trouble(Trouble.ENROLLMENTS_UNAVAILABLE, e);
      return Optional.empty();
    }
  }

  private static EnrollmentFacts facts(Enrollment enrollment, Instant now) {
    long age = Math.max(0, Duration.between(enrollment.enrolledAt(), now).toSeconds());
    Enrollment.Floors floors = enrollment.floors();
    return new EnrollmentFacts(
        enrollment.status(), age, floors.sequence(), floors.rollbackIndex(), floors.osPatch());
  }

  /** A device may use a channel as the product that it was enrolled as, and no other. */
  private static ChannelFacts channel(CheckIn checkIn, Optional<Enrollment> enrollment) {
    boolean entitled =
        enrollment
            .filter(e -> e.product().equals(checkIn.device().product()))
            .filter(e -> e.channels().contains(checkIn.channel()))
            .isPresent();
    return new ChannelFacts(checkIn.channel(), entitled);
  }

  /** The product whose boot keys count: the claimed one, unless the enrollment says otherwise. */
  private static String product(CheckIn checkIn, Optional<Enrollment> enrollment) {
    String claimed = checkIn.device().product();
    boolean contradicted = enrollment.filter(e -> !e.product().equals(claimed)).isPresent();
    return contradicted ? Identifiers.NONE : claimed;
  }

  private KeyAttestationFacts verify(
      CheckIn checkIn, String product, Instant now, Taken.Builder taken) {
    if (checkIn.keyAttestation().isEmpty()) {
      return KeyAttestationFacts.absent();
    }
    try {
      KeyAttestationResult result = verify(checkIn.keyAttestation().get(), now);
      taken.keyAttestation(result);
      return new KeyAttestationMapping(bootKeys.get(), maxStatusListAge, product, now).map(result);
    } catch (RuntimeException | StackOverflowError e) {
      taken.trouble(Trouble.ATTESTATION_FAILED, e);
      return KeyAttestationFacts.unverified(SignalState.UNAVAILABLE, SignalSource.PORTCULLIS);
    }
  }

  private KeyAttestationResult verify(CheckIn.KeyAttestation evidence, Instant now) {
    if (evidence.chain() instanceof ChainReading.Read read) {
      return keyAttestation.verify(read.chain(), evidence.expectation(), now);
    }
    return ((ChainReading.Unreadable) evidence.chain()).rejection();
  }

  private static EvidenceDigests evidence(CheckIn checkIn) {
    Map<EvidenceKind, Digest> digests = new EnumMap<>(EvidenceKind.class);
    digests.putAll(checkIn.evidence());
    checkIn
        .keyAttestation()
        .map(CheckIn.KeyAttestation::chain)
        .filter(ChainReading.Read.class::isInstance)
        .map(reading -> ((ChainReading.Read) reading).chain().digest().value().toArray())
        .ifPresent(digest -> digests.put(EvidenceKind.CHAIN, Digest.fromBytes(digest)));
    return new EvidenceDigests(digests);
  }
}
