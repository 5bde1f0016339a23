package org.portcullis.attestation.key;

import java.util.Set;
import org.portcullis.attestation.key.internal.DerException;

/**
 * Says why a chain with a second statement is refused: an attest key of the device, which is
 * legitimate but not permitted, or something that can't be legitimate.
 *
 * @see <a href="https://source.android.com/docs/security/features/keystore/tags#attest_key">AOSP,
 *     KeyMint purpose ATTEST_KEY</a>
 */
final class AttestKeyCheck {
  private AttestKeyCheck() {}

  static Refusal refusal(ParsedChain chain, int index) throws Refusal {
    KeyDescription upper = statement(chain, index);
    Set<KeyPurpose> purposes =
        upper.hardware().get(AuthorizationTag.PURPOSE).value().orElse(Set.of());
    if (index != 1 || !purposes.contains(KeyPurpose.ATTEST_KEY) || !isIssuer(chain, index)) {
      return ParsedChain.extraStatement(index, "a certificate above the leaf has a statement too");
    }
    if (purposes.size() > 1) {
      return invalid(index, "purpose", "an attest key has other purposes too");
    }
    KeyDescription lower = statement(chain, 0);
    if (!sameDevice(upper, lower)) {
      return invalid(index, "rootOfTrust", "the two statements differ in level or root of trust");
    }
    return new Refusal(
        KeyAttestationReason.ATTEST_KEY_NOT_PERMITTED,
        new Where(index, "extensions"),
        "the leaf is attested by an attest key of the device");
  }

  private static KeyDescription statement(ParsedChain chain, int index) throws Refusal {
    return new StatementReader(index, new Oddities())
        .read(chain.get(index).statement().orElseThrow());
  }

  private static boolean isIssuer(ParsedChain chain, int index) throws Refusal {
    try {
      return chain.get(index).issuerDepth() >= 0;
    } catch (DerException e) {
      throw Refusal.certificate(index, e);
    }
  }

  private static boolean sameDevice(KeyDescription upper, KeyDescription lower) {
    return upper.attestationSecurityLevel() == lower.attestationSecurityLevel()
        && upper.keyMintSecurityLevel() == lower.keyMintSecurityLevel()
        && upper
            .hardware()
            .get(AuthorizationTag.ROOT_OF_TRUST)
            .equals(lower.hardware().get(AuthorizationTag.ROOT_OF_TRUST));
  }

  private static Refusal invalid(int index, String field, String detail) {
    return new Refusal(
        KeyAttestationReason.ATTEST_KEY_INVALID, new Where(index, "hardware." + field), detail);
  }
}
