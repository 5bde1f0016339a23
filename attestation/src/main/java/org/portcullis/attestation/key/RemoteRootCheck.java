package org.portcullis.attestation.key;

import java.time.Instant;

/**
 * Notes a remotely provisioned device whose attestation certificate was issued under a root that
 * was out of use for such devices by then.
 *
 * @see <a
 *     href="https://developer.android.com/privacy-and-security/security-key-attestation#root_certificate">Android,
 *     root certificates of key attestation</a>
 */
final class RemoteRootCheck {
  private RemoteRootCheck() {}

  static void note(TrustedPath path, Oddities oddities) {
    int attestation = path.chain().attestationIndex();
    if (path.form() != Provisioning.REMOTE || attestation >= path.length()) {
      return;
    }
    Instant issued = Instant.ofEpochSecond(path.chain().get(attestation).notBefore());
    if (KnownRoots.remoteSuspectAfter(path.anchor().digest()).filter(issued::isAfter).isPresent()) {
      oddities.add(Oddity.Kind.REMOTE_UNDER_OLD_ROOT, attestation, "notBefore");
    }
  }
}
