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
  /** The attestation certificate stands below two intermediates, whatever stands below it. */
  private static final int BELOW_TOP = 2;

  private RemoteRootCheck() {}

  static void note(TrustedPath path, Oddities oddities) {
    int attestation = path.top() - BELOW_TOP;
    if (path.form() != Provisioning.REMOTE || attestation < 1) {
      return;
    }
    Instant issued = Instant.ofEpochSecond(path.chain().get(attestation).notBefore());
    if (KnownRoots.remoteSuspectAfter(path.anchor().digest()).filter(issued::isAfter).isPresent()) {
      oddities.add(Oddity.Kind.REMOTE_UNDER_OLD_ROOT, attestation, "notBefore");
    }
  }
}
