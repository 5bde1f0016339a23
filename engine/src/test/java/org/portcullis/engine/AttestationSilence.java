package org.portcullis.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.Extension;
import org.portcullis.attestation.key.CertificateChain;
import org.portcullis.attestation.key.ChainReading;
import org.portcullis.attestation.key.Explanation;
import org.portcullis.attestation.key.KeyAttestationExpectation;
import org.portcullis.attestation.key.KeyAttestationVerifier;
import org.portcullis.engine.audit.FileAuditLog;

/**
 * Runs chains through everything that takes one, and looks for their secrets in all that is said.
 */
final class AttestationSilence {
  private static final ASN1ObjectIdentifier STATEMENT =
      new ASN1ObjectIdentifier("1.3.6.1.4.1.11129.2.1.17");

  /** Serial number, IMEI, MEID, second IMEI. */
  private static final Set<Integer> DEVICE_IDS = Set.of(713, 714, 715, 723);

  /** A shorter secret is found in any text by chance. */
  private static final int SHORTEST = 6;

  /** The challenge of one recorded chain, and a word of every text here. */
  private static final String USUAL_WORD = "challenge";

  private final Fixture fixture = Fixture.vendorDevice();
  private final KeyAttestationVerifier verifier;
  private final Set<String> secrets = new TreeSet<>();
  private final List<String> said = new ArrayList<>();

  AttestationSilence(KeyAttestationVerifier verifier) {
    this.verifier = verifier;
  }

  /** Verifies, explains and decides on each chain, as often as there are expectations of it. */
  void run(Collection<byte[]> pems, Path log) {
    try (EverythingLogged logged = new EverythingLogged();
        FileAuditLog audit = FileAuditLog.open(log);
        EligibilityEngine engine = fixture.engine(audit).keyAttestation(verifier).build()) {
      engine.bind(new FakePolicy("policy"));
      pems.forEach(pem -> run(pem, engine));
      said.addAll(logged.texts());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void run(byte[] pem, EligibilityEngine engine) {
    ChainReading reading = CertificateChain.ofPem(pem);
    said.add(reading.toString());
    if (reading instanceof ChainReading.Read read) {
      collect(read.chain());
      for (KeyAttestationExpectation expectation : expectations()) {
        Explanation explanation = verifier.explain(read.chain(), expectation, Fixture.NOW);
        said.add(explanation.toString());
        said.add(expectation.toString());
        said.add(
            engine
                .decide(fixture.withoutChain().keyAttestation(reading, expectation).build())
                .toString());
      }
    }
  }

  private static List<KeyAttestationExpectation> expectations() {
    return List.of(
        KeyAttestationExpectation.anyChallenge().build(),
        KeyAttestationExpectation.challenge(new byte[] {1}).build());
  }

  /** Says how many secrets were looked for, after making sure that nobody told one. */
  int assertSilent() {
    String all = String.join("\n", said).toLowerCase(Locale.ROOT);
    assertThat(secrets.stream().filter(all::contains)).isEmpty();
    return secrets.size();
  }

  private void collect(CertificateChain chain) {
    Extension extension =
        Certificate.getInstance(chain.certificates().get(0).toArray())
            .getTBSCertificate()
            .getExtensions()
            .getExtension(STATEMENT);
    if (extension == null) {
      return;
    }
    try {
      collect(
          ASN1Sequence.getInstance(
              ASN1Primitive.fromByteArray(extension.getExtnValue().getOctets())));
    } catch (IOException | IllegalArgumentException e) {
      // a damaged statement has nothing to tell
    }
  }

  private void collect(ASN1Sequence statement) {
    for (int member : new int[] {4, 5}) {
      add(ASN1OctetString.getInstance(statement.getObjectAt(member)).getOctets());
    }
    Stream.of(6, 7)
        .map(member -> ASN1Sequence.getInstance(statement.getObjectAt(member)))
        .flatMap(list -> Stream.of(list.toArray()))
        .map(ASN1TaggedObject::getInstance)
        .filter(tagged -> DEVICE_IDS.contains(tagged.getTagNo()))
        .forEach(
            tagged ->
                add(
                    ASN1OctetString.getInstance(tagged.getExplicitBaseObject().toASN1Primitive())
                        .getOctets()));
  }

  private void add(byte[] secret) {
    if (secret.length >= SHORTEST) {
      secrets.add(HexFormat.of().formatHex(secret));
      secrets.add(Base64.getEncoder().encodeToString(secret).toLowerCase(Locale.ROOT));
      secrets.add(new String(secret, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT));
      secrets.remove(USUAL_WORD);
    }
  }
}
