package org.portcullis.facts;

import java.util.List;

/**
 * The frozen numbers of the enums' constants in vocabulary 1. A new constant is added at the end;
 * no line is ever moved or taken out, since records of past years are read by these numbers.
 */
final class VocabularyEnums {
  static final EnumType SIGNAL_STATE =
      EnumType.of(
          SignalState.class,
          SignalState.VERIFIED,
          SignalState.ABSENT,
          SignalState.NOT_EVALUATED,
          SignalState.REJECTED,
          SignalState.EXPIRED,
          SignalState.UNAVAILABLE);

  static final EnumType SIGNAL_SOURCE =
      EnumType.of(
          SignalSource.class, SignalSource.NOBODY, SignalSource.PORTCULLIS, SignalSource.HOST);

  static final EnumType REJECTION =
      EnumType.of(
          RejectionClass.class,
          RejectionClass.NONE,
          RejectionClass.MALFORMED,
          RejectionClass.UNTRUSTED,
          RejectionClass.REVOKED,
          RejectionClass.MISMATCHED,
          RejectionClass.STALE,
          RejectionClass.REPLAYED,
          RejectionClass.INSUFFICIENT,
          RejectionClass.UNSUPPORTED,
          RejectionClass.TRANSIENT);

  static final EnumType CLIENT_AUTHENTICATION =
      EnumType.of(
          ClientAuthentication.class,
          ClientAuthentication.NONE,
          ClientAuthentication.CERTIFICATE_MATCHED,
          ClientAuthentication.CERTIFICATE_UNMATCHED,
          ClientAuthentication.TOKEN);

  static final EnumType REQUEST_KEY =
      EnumType.of(
          RequestKey.class,
          RequestKey.UNKNOWN,
          RequestKey.ENROLLED,
          RequestKey.ATTESTED,
          RequestKey.OTHER);

  static final EnumType ENROLLMENT_STATUS =
      EnumType.of(
          EnrollmentStatus.class,
          EnrollmentStatus.UNKNOWN,
          EnrollmentStatus.ACTIVE,
          EnrollmentStatus.SUSPENDED,
          EnrollmentStatus.REVOKED,
          EnrollmentStatus.RETIRED);

  static final EnumType SECURITY_LEVEL =
      EnumType.of(
          SecurityLevel.class,
          SecurityLevel.UNKNOWN,
          SecurityLevel.SOFTWARE,
          SecurityLevel.TRUSTED_ENVIRONMENT,
          SecurityLevel.STRONG_BOX,
          SecurityLevel.UNRECOGNIZED);

  static final EnumType BOOT_STATE =
      EnumType.of(
          VerifiedBootState.class,
          VerifiedBootState.UNKNOWN,
          VerifiedBootState.VERIFIED,
          VerifiedBootState.SELF_SIGNED,
          VerifiedBootState.UNVERIFIED,
          VerifiedBootState.FAILED,
          VerifiedBootState.UNRECOGNIZED);

  static final EnumType BOOT_KEY =
      EnumType.of(
          BootKeyMatch.class, BootKeyMatch.UNKNOWN, BootKeyMatch.PINNED, BootKeyMatch.NOT_PINNED);

  static final EnumType PROVISIONING =
      EnumType.of(
          Provisioning.class,
          Provisioning.UNKNOWN,
          Provisioning.FACTORY,
          Provisioning.REMOTE,
          Provisioning.SOFTWARE);

  static final EnumType REVOCATION =
      EnumType.of(
          RevocationFreshness.class,
          RevocationFreshness.UNKNOWN,
          RevocationFreshness.CURRENT,
          RevocationFreshness.STALE,
          RevocationFreshness.MISSING);

  static final EnumType DEVICE_LABEL =
      EnumType.of(
          DeviceIntegrityLabel.class,
          DeviceIntegrityLabel.BASIC,
          DeviceIntegrityLabel.DEVICE,
          DeviceIntegrityLabel.STRONG,
          DeviceIntegrityLabel.VIRTUAL,
          DeviceIntegrityLabel.UNRECOGNIZED);

  static final EnumType APP =
      EnumType.of(
          AppRecognition.class,
          AppRecognition.UNKNOWN,
          AppRecognition.RECOGNIZED,
          AppRecognition.UNRECOGNIZED_VERSION,
          AppRecognition.UNRECOGNIZED);

  static final EnumType URGENCY =
      EnumType.of(
          Urgency.class,
          Urgency.UNKNOWN,
          Urgency.OPTIONAL,
          Urgency.ROUTINE,
          Urgency.SECURITY,
          Urgency.UNRECOGNIZED);

  static final EnumType STAGE =
      EnumType.of(
          RolloutStage.class,
          RolloutStage.UNKNOWN,
          RolloutStage.DRAFT,
          RolloutStage.VALIDATION,
          RolloutStage.LIMITED,
          RolloutStage.STABLE,
          RolloutStage.HALTED,
          RolloutStage.WITHDRAWN,
          RolloutStage.UNRECOGNIZED);

  static final EnumType POLICY_STATE =
      EnumType.of(
          PolicyState.class,
          PolicyState.UNBOUND,
          PolicyState.IN_FORCE,
          PolicyState.NOT_YET_VALID,
          PolicyState.EXPIRED);

  static final List<EnumType> ALL =
      List.of(
          SIGNAL_STATE,
          SIGNAL_SOURCE,
          REJECTION,
          CLIENT_AUTHENTICATION,
          REQUEST_KEY,
          ENROLLMENT_STATUS,
          SECURITY_LEVEL,
          BOOT_STATE,
          BOOT_KEY,
          PROVISIONING,
          REVOCATION,
          DEVICE_LABEL,
          APP,
          URGENCY,
          STAGE,
          POLICY_STATE);

  private VocabularyEnums() {}
}
