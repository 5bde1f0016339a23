package org.portcullis.release.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import org.portcullis.release.json.Reading;

/** Any bytes are what they should be, which then has one form, or are refused in words. */
final class EnvelopeFuzz {
  @FuzzTest(maxDuration = "20s")
  void envelope_anyBytes_isReadOrRefused(byte[] content) {
    Reading<Envelope> reading = Envelope.read("fuzz.json", content);
    if (reading instanceof Reading.Parsed<Envelope> parsed) {
      Envelope envelope = parsed.value();
      assertThat(Keys.parsed(Envelope.read("fuzz.json", envelope.write()))).isEqualTo(envelope);
      assertThat(EnvelopeVerifier.verify(envelope, envelope.payloadType(), Keys.role(2, 2)))
          .isInstanceOf(EnvelopeVerdict.Rejected.class);
    } else {
      assertThat(Keys.errors(reading)).isNotEmpty();
    }
  }

  @FuzzTest(maxDuration = "20s")
  void keyRoles_anyBytes_areReadOrRefused(byte[] content) {
    Reading<KeyRoles> reading = KeyRoles.read("fuzz.json", content);
    if (reading instanceof Reading.Parsed<KeyRoles> parsed) {
      KeyRoles roles = parsed.value();
      assertThat(roles.names()).isNotEmpty().allMatch(name -> roles.role(name).isPresent());
    } else {
      assertThat(Keys.errors(reading)).isNotEmpty();
    }
  }

  @FuzzTest(maxDuration = "20s")
  void spki_anyBytes_isAKeyWithOneFormOrRefused(byte[] content) throws KeyException {
    try {
      VerificationKey key = VerificationKey.ofSpki(content);
      assertThat(VerificationKey.ofSpki(key.spki())).isEqualTo(key);
      assertThat(VerificationKey.ofText(key.base64())).isEqualTo(key);
      assertThat(key.holds(Keys.PAYLOAD, content)).isFalse();
    } catch (KeyException e) {
      assertThat(e.text()).isNotBlank();
    }
  }

  @FuzzTest(maxDuration = "20s")
  void spkiText_anyText_isAKeyWithOneFormOrRefused(byte[] content) {
    try {
      VerificationKey key =
          VerificationKey.ofText(new String(content, StandardCharsets.ISO_8859_1));
      assertThat(VerificationKey.ofText(key.base64())).isEqualTo(key);
    } catch (KeyException e) {
      assertThat(e.text()).isNotBlank();
    }
  }

  @FuzzTest(maxDuration = "20s")
  void pkcs8_anyBytes_isAKeyThatSignsOrRefused(byte[] content) {
    try {
      requireSigns(SoftwareSigner.ofPkcs8(content));
    } catch (KeyException e) {
      assertThat(e.text()).isNotBlank();
    }
  }

  @FuzzTest(maxDuration = "20s")
  void pem_anyBytes_isAKeyThatSignsOrRefused(byte[] content) {
    try {
      requireSigns(SoftwareSigner.ofPem(content));
    } catch (KeyException e) {
      assertThat(e.text()).isNotBlank();
    }
  }

  private static void requireSigns(SoftwareSigner signer) {
    assertThat(signer.key().holds(Keys.PAYLOAD, signer.sign(Keys.PAYLOAD))).isTrue();
  }

  @FuzzTest(maxDuration = "20s")
  void signature_anyBytes_neverHold(byte[] content) {
    assertThat(Keys.ed25519(1).key().holds(Keys.PAYLOAD, content)).isFalse();
    assertThat(Keys.p256(1).key().holds(Keys.PAYLOAD, content)).isFalse();
  }
}
