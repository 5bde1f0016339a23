package org.portcullis.attestation.key;

import java.math.BigInteger;
import java.util.Optional;
import org.portcullis.attestation.key.internal.SubjectKey;

/**
 * Checks that the statement describes the certified key; a tag that is absent contradicts nothing.
 */
final class KeyMatchCheck {
  private final AuthorizationList enforced;
  private final String list;
  private final int certificate;
  private final SubjectKey key;

  KeyMatchCheck(AuthorizationList enforced, String list, int certificate, SubjectKey key) {
    this.enforced = enforced;
    this.list = list;
    this.certificate = certificate;
    this.key = key;
  }

  void run() throws Refusal {
    require(AuthorizationTag.ALGORITHM, Optional.of(AttestedKey.of(key).algorithm()));
    require(AuthorizationTag.EC_CURVE, curve());
    require(AuthorizationTag.ML_DSA_VARIANT, variant());
    if (key.bits() > 0) {
      require(AuthorizationTag.KEY_SIZE, Optional.of((long) key.bits()));
    }
    requireExponent();
  }

  private <T> void require(AuthorizationTag<T> tag, Optional<T> certified) throws Refusal {
    Optional<T> stated = StatementCheck.usable(enforced, tag, list, certificate);
    if (stated.isPresent() && !stated.equals(certified)) {
      throw mismatch(tag);
    }
  }

  private void requireExponent() throws Refusal {
    Optional<Long> stated =
        StatementCheck.usable(enforced, AuthorizationTag.RSA_PUBLIC_EXPONENT, list, certificate);
    if (stated.isPresent() && !BigInteger.valueOf(stated.get()).equals(key.exponent())) {
      throw mismatch(AuthorizationTag.RSA_PUBLIC_EXPONENT);
    }
  }

  private Optional<EcCurve> curve() {
    return switch (key.kind()) {
      case EC_P256 -> Optional.of(EcCurve.P256);
      case EC_P384 -> Optional.of(EcCurve.P384);
      case EC_P521 -> Optional.of(EcCurve.P521);
      case ED25519, X25519 -> Optional.of(EcCurve.CURVE_25519);
      case RSA, ML_DSA_65, ML_DSA_87, OTHER -> Optional.empty();
    };
  }

  private Optional<Long> variant() {
    return switch (key.kind()) {
      case ML_DSA_65 -> Optional.of(1L);
      case ML_DSA_87 -> Optional.of(2L);
      default -> Optional.empty();
    };
  }

  private Refusal mismatch(AuthorizationTag<?> tag) {
    return new Refusal(
        KeyAttestationReason.KEY_MISMATCH,
        new Where(certificate, list + "." + tag.name()),
        "the statement describes another key than the certified one");
  }
}
