package org.portcullis.attestation.bootkeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SshSignatureTest {
  private static final String SPACE = "portcullis boot keys";
  private static final byte[] MESSAGE = "a list\n".getBytes(StandardCharsets.US_ASCII);
  private static final SshSigner SIGNER = new SshSigner("ssh");
  private static final byte[] SIGNATURE = SIGNER.sign(SPACE, MESSAGE);

  /** Made by {@code ssh-keygen} of OpenSSH with {@code -O hashalg=sha256} and the default. */
  private static final byte[] SIGNED_BY_OPENSSH =
      """
      {"vendor":"acme","issued":"2026-11-01T00:00:00Z","expires":"2027-11-01T00:00:00Z",\
      "keys":[{"sha256":"4ab5282588ed1a1fb08e8489484801a37104caedf18161ec45304a33058605b8"}]}
      """
          .getBytes(StandardCharsets.US_ASCII);

  @Test
  void require_ecdsaSignatureOfOpenSsh_holds() throws SshException {
    SshKey key =
        SshKey.ofLine(
            "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBK/uwqQC"
                + "Gk5y6nhw4ZN/Ws9TzVJg09sdS0ng+/qpAhzYEMpMuzOoQantWcjKTp4PeK7Zegi0pKwr/P86Vh6l"
                + "fqs= acme");
    byte[] signature =
        """
        -----BEGIN SSH SIGNATURE-----
        U1NIU0lHAAAAAQAAAGgAAAATZWNkc2Etc2hhMi1uaXN0cDI1NgAAAAhuaXN0cDI1NgAAAE
        EEr+7CpAIaTnLqeHDhk39az1PNUmDT2x1LSeD7+qkCHNgQyky7M6hBqe1ZyMpOng94rtl6
        CLSkrCv8/zpWHqV+qwAAABRwb3J0Y3VsbGlzIGJvb3Qga2V5cwAAAAAAAAAGc2hhNTEyAA
        AAZAAAABNlY2RzYS1zaGEyLW5pc3RwMjU2AAAASQAAACAii4BYxyPZ2c6hXiFGRKG6Jv58
        VFLSedsUJ3TQk42WAAAAACEAzEfKfBdT/hEOTJ9n6QDY6gvIf/KijAmlXpGDQd4cnPI=
        -----END SSH SIGNATURE-----
        """
            .getBytes(StandardCharsets.US_ASCII);

    SshSignature.require(Set.of(key), SPACE, SIGNED_BY_OPENSSH, signature);
    refused(
        () -> SshSignature.require(Set.of(key), SPACE, MESSAGE, signature),
        "the signature doesn't hold for these bytes");
  }

  @Test
  void require_ed25519SignatureOfOpenSshWithSha256_holds() throws SshException {
    SshKey key =
        SshKey.ofLine(
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAICwIeMmzqFpD9ruf0XFVM9eyVuNad6xztRIxBIC1qxgF"
                + " acme");
    byte[] signature =
        """
        -----BEGIN SSH SIGNATURE-----
        U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAgLAh4ybOoWkP2u5/RcVUz17JW41
        p3rHO1EjEEgLWrGAUAAAAUcG9ydGN1bGxpcyBib290IGtleXMAAAAAAAAABnNoYTI1NgAA
        AFMAAAALc3NoLWVkMjU1MTkAAABATFMXoqfuOa+R4bNVuBEPAOajzQ8kCpRH5PGk37cSss
        Wtv6y6GA7Cd2h2u1skU2bKGFcXdnLnrvYdyeAkSw2gBA==
        -----END SSH SIGNATURE-----
        """
            .getBytes(StandardCharsets.US_ASCII);

    SshSignature.require(Set.of(key), SPACE, SIGNED_BY_OPENSSH, signature);
  }

  @Test
  void require_ownSignature_holdsForItsKeyPurposeAndBytesAlone() throws SshException {
    SshKey key = SshKey.ofLine(SIGNER.line());

    SshSignature.require(Set.of(key), SPACE, MESSAGE, SIGNATURE);
    refused(
        () -> SshSignature.require(Set.of(key), SPACE, new byte[0], SIGNATURE),
        "the signature doesn't hold for these bytes");
    refused(
        () -> SshSignature.require(Set.of(key), "attestation keys", MESSAGE, SIGNATURE),
        "the signature is for another purpose than `attestation keys`");
    refused(
        () ->
            SshSignature.require(
                Set.of(SshKey.ofLine(new SshSigner("other").line())), SPACE, MESSAGE, SIGNATURE),
        "the signature is by a key that is not pinned");
  }

  @Test
  void require_otherFields_areRefused() throws SshException {
    SshKey key = SshKey.ofLine(SIGNER.line());

    refused(
        () -> require(key, SIGNER.blob(SPACE, "x", "sha512", MESSAGE)),
        "the signature has something in its reserved field");
    refused(
        () -> require(key, SIGNER.blob(SPACE, "", "sha1", MESSAGE)),
        "the signature's hash is neither sha256 nor sha512");
    byte[] version = SIGNER.blob(SPACE, "", "sha512", MESSAGE);
    version[9] = 2;
    refused(() -> require(key, version), "the signature is no ssh signature of version 1");
    byte[] longer = SshWire.join(SIGNER.blob(SPACE, "", "sha512", MESSAGE), new byte[1]);
    refused(() -> require(key, longer), "bytes follow the signature");
    require(key, SIGNER.blob(SPACE, "", "sha256", MESSAGE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no signature",
        "-----BEGIN PGP SIGNATURE-----\nAAAA\n-----END PGP SIGNATURE-----\n",
        "-----BEGIN SSH SIGNATURE-----\nAAAA\n",
        "-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----\n"
      })
  void require_noSignature_isRefused(String armored) {
    assertThatThrownBy(
            () ->
                SshSignature.require(
                    Set.of(SshKey.ofLine(SIGNER.line())),
                    SPACE,
                    MESSAGE,
                    armored.getBytes(StandardCharsets.US_ASCII)))
        .isInstanceOf(SshException.class);
  }

  @Property(tries = 1000)
  void require_anyBitOfTheSignatureChanged_isRefused(
      @ForAll @IntRange(max = 181) int place, @ForAll @IntRange(max = 7) int bit)
      throws SshException {
    byte[] blob = SIGNER.blob(SPACE, "", "sha512", MESSAGE);
    SshKey key = SshKey.ofLine(SIGNER.line());
    blob[place % blob.length] ^= (byte) (1 << bit);

    assertThatThrownBy(() -> require(key, blob)).isInstanceOf(SshException.class);
  }

  @Property(tries = 200)
  void require_cutOff_isRefused(@ForAll @IntRange(max = 181) int length) throws SshException {
    byte[] blob = SIGNER.blob(SPACE, "", "sha512", MESSAGE);
    SshKey key = SshKey.ofLine(SIGNER.line());
    byte[] cut = java.util.Arrays.copyOf(blob, length % blob.length);

    assertThatThrownBy(() -> require(key, cut)).isInstanceOf(SshException.class);
  }

  @Test
  void ofLine_publicKeyOrAllowedSigner_isRead() throws SshException {
    String bare = SIGNER.line().replace(" vendor", "");
    for (String line : new String[] {bare, SIGNER.line(), "someone@acme.example " + bare + "\n"}) {
      SshSignature.require(Set.of(SshKey.ofLine(line)), SPACE, MESSAGE, SIGNATURE);
    }
  }

  @Test
  void ofLine_wordsAroundTheKey_areNoPartOfIt() throws SshException {
    SshKey key = SshKey.ofLine(SIGNER.line());

    assertThat(key.line()).isEqualTo(SIGNER.line().replace(" vendor", ""));
    assertThat(SshKey.ofLine("someone@acme.example " + key.line()))
        .isEqualTo(key)
        .hasSameHashCodeAs(key);
    assertThat(SshKey.ofLine(new SshSigner("other").line())).isNotEqualTo(key);
  }

  @Test
  void require_severalKeys_findsTheOneThatSigned() throws SshException {
    SshKey key = SshKey.ofLine(SIGNER.line());
    SshKey other = SshKey.ofLine(new SshSigner("other").line());

    assertThat(SshSignature.require(Set.of(other, key), SPACE, MESSAGE, SIGNATURE)).isEqualTo(key);
    refused(
        () -> SshSignature.require(Set.of(), SPACE, MESSAGE, SIGNATURE),
        "the signature is by a key that is not pinned");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ssh-ed25519",
        "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQ==",
        "ssh-ed25519 %%%%",
        "ssh-ed25519 AAAA",
        "ssh-ed25519 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTY=",
        "a cert-authority ssh-ed25519 AAAAC3NzaC1lZDI1NTE5",
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAAQE=",
        "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAzODQAAAAA",
        "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAAAA",
        "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAAABAA=="
      })
  void ofLine_noKey_isRefused(String line) {
    assertThatThrownBy(() -> SshKey.ofLine(line)).isInstanceOf(SshException.class);
  }

  @Test
  void ofLine_twoLinesOrMoreBytes_isRefused() {
    assertThatThrownBy(() -> SshKey.ofLine(SIGNER.line() + "\n" + SIGNER.line()))
        .isInstanceOf(SshException.class);
    String base64 = SIGNER.line().split(" ", -1)[1];
    byte[] longer = SshWire.join(Base64.getDecoder().decode(base64), new byte[1]);
    refused(
        () -> SshKey.ofLine("ssh-ed25519 " + Base64.getEncoder().encodeToString(longer)),
        "bytes follow the key");
  }

  private static void require(SshKey key, byte[] blob) throws SshException {
    SshSignature.require(Set.of(key), SPACE, MESSAGE, SshSigner.armored(blob));
  }

  private static void refused(ThrowingCallable call, String detail) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(SshException.class, e -> assertThat(e.detail()).isEqualTo(detail));
  }
}
