package org.portcullis.facts;

/**
 * The frozen numbers of the records' components in vocabulary 1. A new component takes the next
 * number and comes with a new vocabulary; no number is ever given twice.
 */
final class VocabularyRecords {
  static final RecordType PATCH_LEVEL =
      RecordType.partSignal(PatchLevelFacts.class, PatchLevelFacts::state)
          .integer(1, "yearMonth", PatchLevelFacts::yearMonth)
          .integer(2, "day", PatchLevelFacts::day)
          .constructedBy(
              v -> new PatchLevelFacts(v.value(0, SignalState.class), v.integer(1), v.integer(2)));

  static final RecordType POLICY =
      RecordType.of(PolicyFacts.class)
          .enumerated(0, "state", VocabularyEnums.POLICY_STATE, PolicyFacts::state)
          .constructedBy(v -> new PolicyFacts(v.value(0, PolicyState.class)));

  static final RecordType TRANSPORT =
      RecordType.signal(
              TransportFacts.class,
              TransportFacts::state,
              TransportFacts::source,
              TransportFacts::rejection)
          .integer(3, "tlsVersion", TransportFacts::tlsVersion)
          .enumerated(
              4,
              "clientAuthentication",
              VocabularyEnums.CLIENT_AUTHENTICATION,
              TransportFacts::clientAuthentication)
          .constructedBy(
              v ->
                  new TransportFacts(
                      v.value(0, SignalState.class),
                      v.value(1, SignalSource.class),
                      v.value(2, RejectionClass.class),
                      v.integer(3),
                      v.value(4, ClientAuthentication.class)));

  static final RecordType REQUEST =
      RecordType.signal(
              RequestFacts.class,
              RequestFacts::state,
              RequestFacts::source,
              RequestFacts::rejection)
          .enumerated(3, "key", VocabularyEnums.REQUEST_KEY, RequestFacts::key)
          .number(4, "ageSeconds", RequestFacts::ageSeconds)
          .constructedBy(
              v ->
                  new RequestFacts(
                      v.value(0, SignalState.class),
                      v.value(1, SignalSource.class),
                      v.value(2, RejectionClass.class),
                      v.value(3, RequestKey.class),
                      v.number(4)));

  static final RecordType ENROLLMENT =
      RecordType.of(EnrollmentFacts.class)
          .enumerated(0, "status", VocabularyEnums.ENROLLMENT_STATUS, EnrollmentFacts::status)
          .number(1, "ageSeconds", EnrollmentFacts::ageSeconds)
          .number(2, "sequenceFloor", EnrollmentFacts::sequenceFloor)
          .number(3, "rollbackIndexFloor", EnrollmentFacts::rollbackIndexFloor)
          .integer(4, "osPatchFloor", EnrollmentFacts::osPatchFloor)
          .constructedBy(
              v ->
                  new EnrollmentFacts(
                      v.value(0, EnrollmentStatus.class),
                      v.number(1),
                      v.number(2),
                      v.number(3),
                      v.integer(4)));

  static final RecordType CHANNEL =
      RecordType.of(ChannelFacts.class)
          .identifier(0, "name", ChannelFacts::name)
          .truth(1, "entitled", ChannelFacts::entitled)
          .constructedBy(v -> new ChannelFacts(v.value(0, String.class), v.truth(1)));

  static final RecordType KEY_ATTESTATION =
      RecordType.signal(
              KeyAttestationFacts.class,
              KeyAttestationFacts::state,
              KeyAttestationFacts::source,
              KeyAttestationFacts::rejection)
          .enumerated(
              3,
              "securityLevel",
              VocabularyEnums.SECURITY_LEVEL,
              KeyAttestationFacts::securityLevel)
          .enumerated(4, "bootState", VocabularyEnums.BOOT_STATE, KeyAttestationFacts::bootState)
          .enumerated(5, "bootKey", VocabularyEnums.BOOT_KEY, KeyAttestationFacts::bootKey)
          .truth(6, "deviceLocked", KeyAttestationFacts::deviceLocked)
          .integer(7, "osVersion", KeyAttestationFacts::osVersion)
          .nested(8, "osPatch", PATCH_LEVEL, KeyAttestationFacts::osPatch)
          .nested(9, "vendorPatch", PATCH_LEVEL, KeyAttestationFacts::vendorPatch)
          .nested(10, "bootPatch", PATCH_LEVEL, KeyAttestationFacts::bootPatch)
          .enumerated(
              11, "provisioning", VocabularyEnums.PROVISIONING, KeyAttestationFacts::provisioning)
          .number(12, "ageSeconds", KeyAttestationFacts::ageSeconds)
          .enumerated(13, "revocation", VocabularyEnums.REVOCATION, KeyAttestationFacts::revocation)
          .constructedBy(
              v ->
                  new KeyAttestationFacts(
                      v.value(0, SignalState.class),
                      v.value(1, SignalSource.class),
                      v.value(2, RejectionClass.class),
                      v.value(3, SecurityLevel.class),
                      v.value(4, VerifiedBootState.class),
                      v.value(5, BootKeyMatch.class),
                      v.truth(6),
                      v.integer(7),
                      v.value(8, PatchLevelFacts.class),
                      v.value(9, PatchLevelFacts.class),
                      v.value(10, PatchLevelFacts.class),
                      v.value(11, Provisioning.class),
                      v.number(12),
                      v.value(13, RevocationFreshness.class)));

  static final RecordType INTEGRITY =
      RecordType.signal(
              IntegrityFacts.class,
              IntegrityFacts::state,
              IntegrityFacts::source,
              IntegrityFacts::rejection)
          .enumeratedSet(
              3, "deviceLabels", VocabularyEnums.DEVICE_LABEL, IntegrityFacts::deviceLabels)
          .enumerated(4, "app", VocabularyEnums.APP, IntegrityFacts::app)
          .truth(5, "testing", IntegrityFacts::testing)
          .number(6, "ageSeconds", IntegrityFacts::ageSeconds)
          .constructedBy(
              v ->
                  new IntegrityFacts(
                      v.value(0, SignalState.class),
                      v.value(1, SignalSource.class),
                      v.value(2, RejectionClass.class),
                      v.set(3, DeviceIntegrityLabel.class),
                      v.value(4, AppRecognition.class),
                      v.truth(5),
                      v.number(6)));

  static final RecordType DEVICE =
      RecordType.of(DeviceFacts.class)
          .identifier(0, "product", DeviceFacts::product)
          .identifier(1, "model", DeviceFacts::model)
          .number(2, "sequence", DeviceFacts::sequence)
          .number(3, "rollbackIndex", DeviceFacts::rollbackIndex)
          .constructedBy(
              v ->
                  new DeviceFacts(
                      v.value(0, String.class),
                      v.value(1, String.class),
                      v.number(2),
                      v.number(3)));

  static final RecordType RELEASE =
      RecordType.signal(
              ReleaseFacts.class,
              ReleaseFacts::state,
              ReleaseFacts::source,
              ReleaseFacts::rejection)
          .identifier(3, "product", ReleaseFacts::product)
          .identifier(4, "channel", ReleaseFacts::channel)
          .enumerated(5, "urgency", VocabularyEnums.URGENCY, ReleaseFacts::urgency)
          .number(6, "sequence", ReleaseFacts::sequence)
          .number(7, "minimumSequence", ReleaseFacts::minimumSequence)
          .number(8, "rollbackIndex", ReleaseFacts::rollbackIndex)
          .nested(9, "patch", PATCH_LEVEL, ReleaseFacts::patch)
          .constructedBy(
              v ->
                  new ReleaseFacts(
                      v.value(0, SignalState.class),
                      v.value(1, SignalSource.class),
                      v.value(2, RejectionClass.class),
                      v.value(3, String.class),
                      v.value(4, String.class),
                      v.value(5, Urgency.class),
                      v.number(6),
                      v.number(7),
                      v.number(8),
                      v.value(9, PatchLevelFacts.class)));

  static final RecordType ROLLOUT =
      RecordType.of(RolloutFacts.class)
          .enumerated(0, "stage", VocabularyEnums.STAGE, RolloutFacts::stage)
          .truth(1, "admitted", RolloutFacts::admitted)
          .truth(2, "securityPending", RolloutFacts::securityPending)
          .number(3, "deferredSeconds", RolloutFacts::deferredSeconds)
          .constructedBy(
              v ->
                  new RolloutFacts(
                      v.value(0, RolloutStage.class), v.truth(1), v.truth(2), v.number(3)));

  static final RecordType CASE =
      RecordType.of(EligibilityCase.class)
          .integer(0, "vocabulary", EligibilityCase::vocabulary)
          .nested(1, "policy", POLICY, EligibilityCase::policy)
          .nested(2, "transport", TRANSPORT, EligibilityCase::transport)
          .nested(3, "request", REQUEST, EligibilityCase::request)
          .nested(4, "enrollment", ENROLLMENT, EligibilityCase::enrollment)
          .nested(5, "channel", CHANNEL, EligibilityCase::channel)
          .nested(6, "keyAttestation", KEY_ATTESTATION, EligibilityCase::keyAttestation)
          .nested(7, "integrity", INTEGRITY, EligibilityCase::integrity)
          .nested(8, "device", DEVICE, EligibilityCase::device)
          .nested(9, "release", RELEASE, EligibilityCase::release)
          .nested(10, "rollout", ROLLOUT, EligibilityCase::rollout)
          .constructedBy(
              v ->
                  new EligibilityCase(
                      v.integer(0),
                      v.value(1, PolicyFacts.class),
                      v.value(2, TransportFacts.class),
                      v.value(3, RequestFacts.class),
                      v.value(4, EnrollmentFacts.class),
                      v.value(5, ChannelFacts.class),
                      v.value(6, KeyAttestationFacts.class),
                      v.value(7, IntegrityFacts.class),
                      v.value(8, DeviceFacts.class),
                      v.value(9, ReleaseFacts.class),
                      v.value(10, RolloutFacts.class)));

  private VocabularyRecords() {}
}
