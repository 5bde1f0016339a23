package org.portcullis.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.engine.EligibilityEngine;
import org.portcullis.engine.activation.Activation;
import org.portcullis.engine.activation.ActivationScope;
import org.portcullis.engine.activation.Stage;
import org.portcullis.engine.audit.FileAuditLog;
import org.portcullis.facts.Digest;
import org.portcullis.facts.EligibilityCase;
import org.portcullis.fixtures.mint.CaseMint;
import org.portcullis.release.envelope.Envelope;
import org.portcullis.release.envelope.KeyException;
import org.portcullis.release.envelope.SigningException;
import org.portcullis.release.envelope.SoftwareSigner;
import org.portcullis.release.json.JsonValue.JsonObject;
import org.portcullis.release.json.SourcePosition;
import org.portcullis.rules.bundle.BundleSigning;
import org.portcullis.rules.bundle.BundledRuleSets;
import org.portcullis.rules.bundle.FileRuleSetStore;
import org.portcullis.rules.bundle.RuleSetBundle;

class ActivationsTest {
  private static final EligibilityCase GOOD = CaseMint.good();
  private static final byte[] PKCS8_ED25519 =
      HexFormat.of().parseHex("302e020100300506032b657004220420");

  @TempDir private Path folder = Path.of("");

  @Test
  void guide_activations_isTheCompiledSource() throws IOException {
    assertThat(MarkedText.inDocument("activations", "docs/embedding.md"))
        .isEqualTo(MarkedText.inSource("activations", "Activations"));
  }

  @Test
  void open_standardSignedAndActivated_decides()
      throws IOException, KeyException, SigningException {
    SoftwareSigner signer = signer();
    Path keys = Files.writeString(folder.resolve("keys.json"), keys(signer));
    Digest standard = publish(signer);
    try (FileAuditLog log = FileAuditLog.open(folder.resolve("audit"));
        EligibilityEngine engine = Activations.open(log, folder, keys)) {
      assertThat(engine.decide(GOOD).isEligible()).isFalse();
      byte[] signed = activation(standard, signer);
      assertThat(Activations.activate(engine, Arrays.copyOf(signed, 99)))
          .startsWith("MALFORMED_ENVELOPE: ");
      assertThat(Activations.activate(engine, signed)).isEqualTo("accepted");
      assertThat(engine.decide(GOOD).isEligible()).isTrue();
      assertThat(Activations.activate(engine, signed)).startsWith("REPLAYED: ");
    }
  }

  private Digest publish(SoftwareSigner signer) throws IOException, SigningException {
    RuleSetBundle bundle = BundledRuleSets.standard();
    Path store = Files.createDirectories(folder.resolve("rulesets"));
    return new FileRuleSetStore(store).put(bundle, BundleSigning.sign(bundle, signer));
  }

  private static byte[] activation(Digest ruleSet, SoftwareSigner signer) throws SigningException {
    Activation activation =
        new Activation(
            new ActivationScope("default", GOOD.release().product(), GOOD.release().channel()),
            1,
            Stage.ACTIVE,
            ruleSet,
            new JsonObject(new SourcePosition(Activation.FILE, 1, 1), Map.of()),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return Envelope.sign(Activation.PAYLOAD_TYPE, activation.write(), List.of(signer)).write();
  }

  private static String keys(SoftwareSigner signer) {
    String role =
        "{ \"threshold\": 1, \"keys\": [{ \"spki\": \"%s\" }] }".formatted(signer.key().base64());
    return "{ \"format\": 1, \"roles\": { \"policy\": %s, \"activation\": %s } }"
        .formatted(role, role);
  }

  private static SoftwareSigner signer() throws KeyException {
    byte[] seed = Digest.of("signer".getBytes(StandardCharsets.UTF_8)).bytes();
    byte[] key = Arrays.copyOf(PKCS8_ED25519, PKCS8_ED25519.length + seed.length);
    System.arraycopy(seed, 0, key, PKCS8_ED25519.length, seed.length);
    return SoftwareSigner.ofPkcs8(key);
  }
}
