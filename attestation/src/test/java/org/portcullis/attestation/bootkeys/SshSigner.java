package org.portcullis.attestation.bootkeys;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.portcullis.fixtures.mint.Seed;

/** Signs as {@code ssh-keygen -Y sign} does, with an Ed25519 key from a seed. */
final class SshSigner {
  private final Ed25519PrivateKeyParameters key;
  private final byte[] blob;

  SshSigner(String seed) {
    key = new Ed25519PrivateKeyParameters(Seed.of(seed).bytes(32), 0);
    blob =
        SshWire.join(
            SshWire.string(SshKey.ED25519), SshWire.string(key.generatePublicKey().getEncoded()));
  }

  /** The public key as in a {@code .pub} file. */
  String line() {
    return SshKey.ED25519 + " " + Base64.getEncoder().encodeToString(blob) + " vendor";
  }

  byte[] sign(String namespace, byte[] message) {
    return armored(blob(namespace, "", "sha512", message));
  }

  /** The unarmored signature. */
  byte[] blob(String namespace, String reserved, String hash, byte[] message) {
    byte[] head = "SSHSIG".getBytes(StandardCharsets.US_ASCII);
    byte[] digest = digest(hash.equals("sha256") ? "SHA-256" : "SHA-512", message);
    byte[] named =
        SshWire.join(SshWire.string(namespace), SshWire.string(reserved), SshWire.string(hash));
    Ed25519Signer signer = new Ed25519Signer();
    signer.init(true, key);
    byte[] signed = SshWire.join(head, named, SshWire.string(digest));
    signer.update(signed, 0, signed.length);
    byte[] signature =
        SshWire.join(SshWire.string(SshKey.ED25519), SshWire.string(signer.generateSignature()));
    return SshWire.join(
        head, new byte[] {0, 0, 0, 1}, SshWire.string(blob), named, SshWire.string(signature));
  }

  static byte[] armored(byte[] blob) {
    return ("-----BEGIN SSH SIGNATURE-----\n"
            + Base64.getMimeEncoder(70, new byte[] {'\n'}).encodeToString(blob)
            + "\n-----END SSH SIGNATURE-----\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] digest(String algorithm, byte[] message) {
    try {
      return MessageDigest.getInstance(algorithm).digest(message);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
