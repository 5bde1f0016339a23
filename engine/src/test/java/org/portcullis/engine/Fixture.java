package org.portcullis.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import org.portcullis.attestation.bootkeys.BootKeyCatalogue;
import org.portcullis.attestation.key.CertificateChain;
import org.portcullis.attestation.key.ChainReading;
import org.portcullis.attestation.key.KeyAttestationExpectation;
import org.portcullis.attestation.key.KeyAttestationVerifier;
import org.portcullis.attestation.key.RevocationSource;
import org.portcullis.attestation.key.Sha256;
import org.portcullis.attestation.key.StatusList;
import org.portcullis.attestation.key.TrustAnchors;
import org.portcullis.engine.audit.AuditLog;
import org.portcullis.engine.audit.ClockSource;
import org.portcullis.engine.enrollment.Enrollment;
import org.portcullis.engine.enrollment.EnrollmentId;
import org.portcullis.engine.enrollment.InMemoryEnrollments;
import org.portcullis.engine.intake.CheckIn;
import org.portcullis.facts.DeviceFacts;
import org.portcullis.facts.EligibilityCase;
import org.portcullis.fixtures.mint.CaseMint;
import org.portcullis.fixtures.mint.MintedChain;
import org.portcullis.fixtures.mint.Seed;
import org.portcullis.fixtures.mint.SyntheticDevice;
import org.portcullis.rules.RuleSet;
import org.portcullis.rules.RuleSetLoading;
import org.portcullis.rules.bundle.BundledRuleSets;

/** A server, one device that it enrolled, and the device's check-in. */
public final class Fixture {
  public static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
  public static final byte[] CHALLENGE = Seed.of("challenge").bytes(32);
  public static final EnrollmentId ID = EnrollmentId.fromBytes(Seed.of("enrollment").bytes(16));

  final SyntheticDevice device;
  final InMemoryEnrollments enrollments = new InMemoryEnrollments();
  private final EligibilityCase layers;
  private final BootKeyCatalogue bootKeys;
  private String statusList = org.portcullis.fixtures.mint.StatusList.empty().json();

  private Fixture(SyntheticDevice device, EligibilityCase layers) {
    this.device = device;
    this.layers = layers;
    this.bootKeys =
        BootKeyCatalogue.builder().pin("slate", Sha256.ofHex(vendor().bootKey())).build();
    enrollments.enroll(
        ID,
        Enrollment.active(
            NOW.minus(Duration.ofDays(30)), layers.device().product(), Set.of("stable")));
  }

  /** A vendor's device that boots with a pinned key. */
  public static Fixture vendorDevice() {
    return new Fixture(vendor(), CaseMint.good());
  }

  /** A device that Google certified. */
  public static Fixture certifiedDevice() {
    return new Fixture(
        SyntheticDevice.certified(Seed.of("certified device")), CaseMint.certified());
  }

  public static SyntheticDevice vendor() {
    return SyntheticDevice.vendor(Seed.of("vendor device"));
  }

  /** The standard rule set, compiled. */
  public static RuleSet standard() {
    RuleSetLoading loading = RuleSet.load(BundledRuleSets.standard());
    assertThat(loading).isInstanceOf(RuleSetLoading.Loaded.class);
    return ((RuleSetLoading.Loaded) loading).ruleSet();
  }

  public Fixture statusList(org.portcullis.fixtures.mint.StatusList list) {
    statusList = list.json();
    return this;
  }

  public KeyAttestationVerifier verifier() {
    byte[] json = statusList.getBytes(StandardCharsets.UTF_8);
    return KeyAttestationVerifier.builder()
        .anchors(
            TrustAnchors.ofPem(device.authority().rootPem().getBytes(StandardCharsets.US_ASCII))
                .orElseThrow())
        .statusList(
            RevocationSource.of(
                StatusList.parse(json, NOW.minus(Duration.ofHours(1))).orElseThrow()))
        .build();
  }

  public BootKeyCatalogue bootKeys() {
    return bootKeys;
  }

  /** An engine without a rule set. */
  EligibilityEngine.Builder engine(AuditLog log) {
    return EligibilityEngine.builder(log)
        .keyAttestation(verifier())
        .enrollments(enrollments)
        .bootKeys(bootKeys)
        .clock(InstantSource.fixed(NOW), ClockSource.EMBEDDER)
        .random(Seed.of("ids").random());
  }

  public MintedChain chain() {
    return chain(device);
  }

  public MintedChain chain(SyntheticDevice of) {
    return of.chain(CHALLENGE, NOW.minus(Duration.ofMinutes(1))).mint();
  }

  /** The check-in with nothing wrong. */
  public CheckIn.Builder checkIn() {
    return withoutChain().keyAttestation(read(chain()), expectation());
  }

  public CheckIn.Builder withoutChain() {
    DeviceFacts claims = layers.device();
    return CheckIn.builder()
        .enrollment(ID)
        .channel(layers.channel().name())
        .device(claims)
        .release(layers.release())
        .transport(layers.transport())
        .request(layers.request())
        .rollout(layers.rollout());
  }

  public EligibilityCase layers() {
    return layers;
  }

  public static KeyAttestationExpectation expectation() {
    return KeyAttestationExpectation.challenge(CHALLENGE).build();
  }

  public static ChainReading read(MintedChain chain) {
    return CertificateChain.ofPem(chain.pem());
  }
}
