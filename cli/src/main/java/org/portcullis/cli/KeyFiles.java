package org.portcullis.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import org.portcullis.release.envelope.Envelope;
import org.portcullis.release.envelope.KeyException;
import org.portcullis.release.envelope.KeyRole;
import org.portcullis.release.envelope.KeyRoles;
import org.portcullis.release.envelope.SigningException;
import org.portcullis.release.envelope.SoftwareSigner;
import org.portcullis.release.json.Nearest;
import org.portcullis.release.json.StrictJson;

/** Reads private keys to sign with, and the file that says whose keys count. */
final class KeyFiles {
  private static final int MAX_KEY_LENGTH = 64 * 1024;

  private final Surroundings surroundings;
  private final InputFiles files;

  KeyFiles(Surroundings surroundings, InputFiles files) {
    this.surroundings = surroundings;
    this.files = files;
  }

  /**
   * Private keys. One that others on this machine can read is taken, and told.
   *
   * @throws Complaint if a file can't be read or holds no key that can sign; nothing of it is said
   */
  List<SoftwareSigner> signers(List<Path> keys) {
    return keys.stream().map(this::signer).toList();
  }

  private SoftwareSigner signer(Path file) {
    byte[] pem = files.read(file, MAX_KEY_LENGTH);
    try {
      SoftwareSigner signer = SoftwareSigner.ofPem(pem);
      warnIfOpen(file);
      return signer;
    } catch (KeyException e) {
      throw Complaint.about(file, e.text());
    }
  }

  private void warnIfOpen(Path file) {
    try {
      if (Files.getPosixFilePermissions(files.resolve(file))
          .contains(PosixFilePermission.OTHERS_READ)) {
        surroundings.complain(
            Texts.printable(file.toString())
                + ": warning: everyone on this machine can read this private key; `chmod 600` it");
      }
    } catch (IOException | UnsupportedOperationException e) {
      // Where there are no such permissions, nothing can be said of them.
      return;
    }
  }

  /**
   * The file of keys.
   *
   * @throws Complaint with the last of its errors; those before it are reported at once
   */
  KeyRoles roles(Path file) {
    byte[] content = files.read(file, StrictJson.MAX_LENGTH);
    return JsonInput.require(surroundings, KeyRoles.read(file.toString(), content));
  }

  /**
   * A role that the file must have.
   *
   * @throws Complaint if it has not
   */
  static KeyRole role(Path file, KeyRoles roles, String name) {
    return roles
        .role(name)
        .orElseThrow(
            () ->
                Complaint.about(
                    file,
                    "the keys have no role `"
                        + name
                        + "`"
                        + Nearest.of(name, roles.names())
                            .map(near -> ", but one `" + near + "`")
                            .orElse("")));
  }

  /**
   * An envelope with signatures added.
   *
   * @throws Complaint if a key has signed it already
   */
  static Envelope sign(Envelope envelope, List<SoftwareSigner> signers) {
    Envelope signed = envelope;
    try {
      for (SoftwareSigner signer : signers) {
        signed = signed.withSignature(signer);
      }
    } catch (SigningException e) {
      throw new Complaint(e.text());
    }
    return signed;
  }

  /** A new envelope; only then is there one to add to. */
  static Envelope sign(String payloadType, byte[] payload, List<SoftwareSigner> signers) {
    try {
      return Envelope.sign(payloadType, payload, signers);
    } catch (SigningException e) {
      throw new Complaint(e.text());
    }
  }
}
