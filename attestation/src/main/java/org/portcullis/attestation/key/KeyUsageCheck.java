package org.portcullis.attestation.key;

import java.util.Optional;
import java.util.Set;
import org.portcullis.attestation.key.internal.DerException;
import org.portcullis.attestation.key.internal.KeyUsage;
import org.portcullis.attestation.key.internal.ParsedCertificate;

/**
 * Compares what the leaf says its key is used for with the purposes that the hardware enforces. The
 * purposes count; a certificate that says otherwise is odd, and one that calls the key an issuer's
 * is refused.
 *
 * @see <a href="https://source.android.com/docs/security/features/keystore/attestation">AOSP, key
 *     and ID attestation</a>
 */
final class KeyUsageCheck {
  private static final int ENCIPHERMENT = KeyUsage.KEY_ENCIPHERMENT | KeyUsage.DATA_ENCIPHERMENT;

  private final ParsedCertificate leaf;
  private final Set<KeyPurpose> purposes;
  private final Oddities oddities;

  KeyUsageCheck(ParsedCertificate leaf, Set<KeyPurpose> purposes, Oddities oddities) {
    this.leaf = leaf;
    this.purposes = purposes;
    this.oddities = oddities;
  }

  void run() throws Refusal {
    Optional<KeyUsage> stated = stated();
    if (stated.isEmpty()) {
      return;
    }
    KeyUsage usage = stated.get();
    if (usage.has(KeyUsage.CERT_SIGN)) {
      throw new Refusal(
          KeyAttestationReason.KEY_PURPOSE_NOT_PERMITTED,
          Where.leaf("keyUsage"),
          "the certificate calls the key an issuer's, its purposes don't");
    }
    boolean agree =
        usage.has(KeyUsage.DIGITAL_SIGNATURE) == isFor(KeyPurpose.SIGN, KeyPurpose.VERIFY)
            && usage.has(ENCIPHERMENT)
                == isFor(KeyPurpose.ENCRYPT, KeyPurpose.DECRYPT, KeyPurpose.WRAP_KEY)
            && usage.has(KeyUsage.KEY_AGREEMENT) == isFor(KeyPurpose.AGREE_KEY);
    if (!agree) {
      oddities.addInLeaf(Oddity.Kind.KEY_USAGE_CONTRADICTS_PURPOSE, "keyUsage");
    }
  }

  /** An undecodable extension that no verdict hangs on is odd and nothing more. */
  private Optional<KeyUsage> stated() {
    try {
      return leaf.keyUsage();
    } catch (DerException e) {
      oddities.addInLeaf(Oddity.Kind.EXTENSION_UNDECODABLE, "keyUsage");
      return Optional.empty();
    }
  }

  private boolean isFor(KeyPurpose... any) {
    for (KeyPurpose purpose : any) {
      if (purposes.contains(purpose)) {
        return true;
      }
    }
    return false;
  }
}
