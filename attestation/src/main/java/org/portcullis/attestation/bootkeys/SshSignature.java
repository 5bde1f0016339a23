package org.portcullis.attestation.bootkeys;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.portcullis.attestation.key.internal.Pem;

/**
 * Checks detached signatures as {@code ssh-keygen -Y sign} makes them. The namespace is part of
 * what is signed, so that a signature made for another purpose doesn't count here.
 *
 * @see <a href="https://github.com/openssh/openssh-portable/blob/master/PROTOCOL.sshsig">OpenSSH,
 *     PROTOCOL.sshsig</a>
 */
final class SshSignature {
  private static final byte[] MAGIC = "SSHSIG".getBytes(StandardCharsets.US_ASCII);
  private static final int VERSION = 1;
  private static final int MAX_BYTES = 4096;
  private static final String LABEL = "SSH SIGNATURE";

  private SshSignature() {}

  /**
   * Requires that a signature over a message is by one of some keys and for a purpose.
   *
   * @return the key
   * @throws SshException if it is not
   */
  static SshKey require(Set<SshKey> keys, String namespace, byte[] message, byte[] armored)
      throws SshException {
    SshWire wire = new SshWire(unarmor(armored), "the signature");
    if (!Arrays.equals(wire.bytes(MAGIC.length), MAGIC) || wire.number() != VERSION) {
      throw new SshException("the signature is no ssh signature of version 1");
    }
    byte[] encodedKey = wire.string();
    String purpose = wire.text();
    byte[] reserved = wire.string();
    String hash = wire.text();
    byte[] signature = wire.string();
    wire.expectEnd();
    SshKey key =
        keys.stream()
            .filter(k -> k.isEncodedAs(encodedKey))
            .findFirst()
            .orElseThrow(() -> new SshException("the signature is by a key that is not pinned"));
    if (!purpose.equals(namespace)) {
      throw new SshException("the signature is for another purpose than `" + namespace + "`");
    }
    if (reserved.length > 0) {
      throw new SshException("the signature has something in its reserved field");
    }
    byte[] signed =
        SshWire.join(
            MAGIC,
            SshWire.string(namespace),
            SshWire.string(reserved),
            SshWire.string(hash),
            SshWire.string(digest(hash, message)));
    if (!key.holds(signed, signature)) {
      throw new SshException("the signature doesn't hold for these bytes");
    }
    return key;
  }

  private static byte[] unarmor(byte[] armored) throws SshException {
    try {
      String text = new String(armored, StandardCharsets.ISO_8859_1);
      List<Pem.Block> blocks = Pem.read(text, 1, MAX_BYTES);
      if (blocks.size() == 1 && blocks.get(0).label().equals(LABEL)) {
        return blocks.get(0).bytes();
      }
    } catch (Pem.PemException e) {
      throw new SshException("the signature is no block `" + LABEL + "`: " + e.text());
    }
    throw new SshException("the signature is no block `" + LABEL + "`");
  }

  private static byte[] digest(String hash, byte[] message) throws SshException {
    String algorithm =
        switch (hash) {
          case "sha256" -> "SHA-256";
          case "sha512" -> "SHA-512";
          default -> throw new SshException("the signature's hash is neither sha256 nor sha512");
        };
    try {
      return MessageDigest.getInstance(algorithm).digest(message);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every java platform has " + algorithm, e);
    }
  }
}
