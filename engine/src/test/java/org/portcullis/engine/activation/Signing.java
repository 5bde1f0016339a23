package org.portcullis.engine.activation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.portcullis.facts.Digest;
import org.portcullis.fixtures.mint.Seed;
import org.portcullis.release.envelope.Envelope;
import org.portcullis.release.envelope.KeyException;
import org.portcullis.release.envelope.KeyRole;
import org.portcullis.release.envelope.KeyRoles;
import org.portcullis.release.envelope.RoleKey;
import org.portcullis.release.envelope.SigningException;
import org.portcullis.release.envelope.SoftwareSigner;
import org.portcullis.release.json.JsonValue.JsonObject;
import org.portcullis.release.json.SourcePosition;

/** People who sign activations and rule sets, and what they sign. */
public final class Signing {
  public static final SoftwareSigner ALICE = signer("alice");
  public static final SoftwareSigner BOB = signer("bob");
  public static final SoftwareSigner MALLORY = signer("mallory");

  private Signing() {}

  public static SoftwareSigner signer(String name) {
    try {
      AlgorithmIdentifier ed25519 = new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519);
      byte[] seed = Seed.of("signer " + name).bytes(32);
      return SoftwareSigner.ofPkcs8(
          new PrivateKeyInfo(ed25519, new DEROctetString(seed)).getEncoded());
    } catch (KeyException | java.io.IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Alice and Bob must both sign activations; each of them may sign rule sets. */
  public static KeyRoles keys() {
    List<RoleKey> both = List.of(key(ALICE, "alice"), key(BOB, "bob"));
    return new KeyRoles(
        List.of(new KeyRole(Activation.ROLE, 2, both), new KeyRole("policy", 1, both)));
  }

  private static RoleKey key(SoftwareSigner signer, String name) {
    return new RoleKey(signer.key(), Optional.of(name));
  }

  public static byte[] sign(Activation activation, SoftwareSigner... signers) {
    return envelope(activation, signers).write();
  }

  public static Envelope envelope(Activation activation, SoftwareSigner... signers) {
    return envelope(Activation.PAYLOAD_TYPE, activation.write(), signers);
  }

  public static Envelope envelope(String type, byte[] payload, SoftwareSigner... signers) {
    try {
      return Envelope.sign(type, payload, new ArrayList<>(List.of(signers)));
    } catch (SigningException e) {
      throw new IllegalStateException(e);
    }
  }

  public static Activation activation(long sequence, Stage stage, Digest ruleSet) {
    return new Activation(
        new ActivationScope("default", "slate", "stable"),
        sequence,
        stage,
        ruleSet,
        new JsonObject(new SourcePosition(Activation.FILE, 1, 1), new HashMap<>(Map.of())),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  static AcceptedActivation accepted(long sequence, Stage stage, String ruleSet) {
    Activation activation = activation(sequence, stage, Digest.ofUtf8(ruleSet));
    return new AcceptedActivation(Instant.EPOCH, activation, envelope(activation, ALICE, BOB));
  }
}
