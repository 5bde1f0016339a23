package org.portcullis.rules.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.release.envelope.Envelope;
import org.portcullis.release.envelope.KeyRole;
import org.portcullis.release.envelope.RoleKey;
import org.portcullis.release.envelope.SigningException;
import org.portcullis.release.json.Diagnostic;

final class BundleVerifierTest {
  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
  private static final Set<BundleRefusal> REACHED = EnumSet.noneOf(BundleRefusal.class);

  @TempDir private Path parent;

  /** Each test below asserts one reason; together they must have met every one. */
  @AfterAll
  static void everyReason_isReached() {
    assertThat(REACHED).isEqualTo(EnumSet.allOf(BundleRefusal.class));
  }

  private Path ship(RuleSetBundle bundle) throws IOException {
    Path folder = Files.createTempDirectory(parent, "bundle");
    ShippedFolder.write(bundle, folder);
    return folder;
  }

  private Path signed(RuleSetBundle bundle) throws IOException, SigningException {
    Path folder = ship(bundle);
    ShippedFolder.writeSignatures(BundleSigning.sign(bundle, SmallBundle.ALICE), folder);
    return folder;
  }

  private Path signedText(String manifest) throws IOException, SigningException {
    Path folder = ship(SmallBundle.small());
    byte[] bytes = manifest.getBytes(StandardCharsets.UTF_8);
    Files.write(folder.resolve("ruleset.json"), bytes);
    ShippedFolder.writeSignatures(
        Envelope.sign(BundleSigning.PAYLOAD_TYPE, bytes, List.of(SmallBundle.ALICE)), folder);
    return folder;
  }

  private static String shippedText() {
    return new String(SmallBundle.small().manifestBytes(), StandardCharsets.UTF_8);
  }

  private static void assertRefused(Path folder, KeyRole role, Instant now, BundleRefusal reason) {
    BundleVerdict verdict = BundleVerifier.verify(folder, role, now);
    assertThat(verdict).isInstanceOf(BundleVerdict.Refused.class);
    BundleVerdict.Refused refused = (BundleVerdict.Refused) verdict;
    assertThat(refused.reason()).isEqualTo(reason);
    assertThat(refused.diagnostics()).isNotEmpty();
    REACHED.add(reason);
  }

  private static void assertRefused(Path folder, BundleRefusal reason) {
    assertRefused(folder, SmallBundle.ONE, NOW, reason);
  }

  @Test
  void verify_signedByOne_isVerified() throws Exception {
    RuleSetBundle bundle = SmallBundle.small();
    BundleVerdict verdict = BundleVerifier.verify(signed(bundle), SmallBundle.ONE, NOW);
    assertThat(verdict).isInstanceOf(BundleVerdict.Verified.class);
    BundleVerdict.Verified verified = (BundleVerdict.Verified) verdict;
    assertThat(verified.bundle().digest()).isEqualTo(bundle.digest());
    assertThat(verified.signers()).extracting(RoleKey::label).containsExactly("alice");
  }

  @Test
  void verify_signedByBoth_meetsThresholdAndApprovals() throws Exception {
    RuleSetBundle bundle =
        SmallBundle.of(
            SmallBundle.MANIFEST.replace(
                "\"format\": 1", "\"format\": 1, \"requires\": { \"approvals\": 2 }"));
    Envelope one = BundleSigning.sign(bundle, SmallBundle.ALICE);
    Envelope both = BundleSigning.sign(bundle, one, SmallBundle.BOB);
    Path folder = ship(bundle);
    ShippedFolder.writeSignatures(both, folder);
    assertThat(BundleVerifier.verify(folder, SmallBundle.BOTH, NOW))
        .isInstanceOf(BundleVerdict.Verified.class);
    assertThat(BundleVerifier.verify(folder, SmallBundle.ONE, NOW))
        .isInstanceOf(BundleVerdict.Verified.class);
    ShippedFolder.writeSignatures(one, folder);
    assertRefused(folder, SmallBundle.ONE, NOW, BundleRefusal.THRESHOLD_NOT_MET);
    assertRefused(folder, SmallBundle.BOTH, NOW, BundleRefusal.THRESHOLD_NOT_MET);
  }

  @Test
  void verify_oneKeyUnderTwoIds_countsOnce() throws Exception {
    Path folder = signed(SmallBundle.small());
    Path file = folder.resolve("signatures.json");
    String envelope = Files.readString(file);
    int start = envelope.indexOf("\"signatures\":[") + "\"signatures\":[".length();
    String signature = envelope.substring(start, envelope.indexOf(']', start));
    String other = signature.replaceFirst("\"keyid\":\"[^\"]*\"", "\"keyid\":\"other\"");
    assertThat(other).isNotEqualTo(signature);
    Files.writeString(file, envelope.replace(signature, signature + "," + other));
    assertRefused(folder, SmallBundle.BOTH, NOW, BundleRefusal.THRESHOLD_NOT_MET);
    assertThat(BundleVerifier.verify(folder, SmallBundle.ONE, NOW))
        .isInstanceOf(BundleVerdict.Verified.class);
  }

  @Test
  void verify_noSignatures_isUnsigned() throws Exception {
    Path folder = ship(SmallBundle.small());
    assertRefused(folder, BundleRefusal.UNSIGNED);
  }

  @Test
  void verify_brokenEnvelope_isMalformed() throws Exception {
    Path folder = ship(SmallBundle.small());
    Files.writeString(folder.resolve("signatures.json"), "{");
    assertRefused(folder, BundleRefusal.MALFORMED_ENVELOPE);
    Files.delete(folder.resolve("signatures.json"));
    Files.createSymbolicLink(folder.resolve("signatures.json"), folder.resolve("ruleset.json"));
    assertRefused(folder, BundleRefusal.MALFORMED_ENVELOPE);
  }

  @Test
  void verify_otherPayloadType_isRefused() throws Exception {
    RuleSetBundle bundle = SmallBundle.small();
    Path folder = ship(bundle);
    ShippedFolder.writeSignatures(
        Envelope.sign(
            "application/vnd.portcullis.activation.v1+json",
            bundle.manifestBytes(),
            List.of(SmallBundle.ALICE)),
        folder);
    assertRefused(folder, BundleRefusal.WRONG_PAYLOAD_TYPE);
  }

  @Test
  void verify_strangersKey_isRefused() throws Exception {
    RuleSetBundle bundle = SmallBundle.small();
    Path folder = ship(bundle);
    ShippedFolder.writeSignatures(BundleSigning.sign(bundle, SmallBundle.MALLORY), folder);
    assertRefused(folder, BundleRefusal.SIGNATURES_INVALID);
  }

  @Test
  void verify_otherManifest_differs() throws Exception {
    Path folder = signed(SmallBundle.small());
    Files.writeString(folder.resolve("ruleset.json"), shippedText() + "\n");
    assertRefused(folder, BundleRefusal.MANIFEST_DIFFERS);
  }

  @Test
  void verify_otherFiles_areRefused() throws Exception {
    Path folder = signed(SmallBundle.small());
    Files.writeString(folder.resolve("rules/a.drl"), SmallBundle.RULE.replace("true", "false"));
    assertRefused(folder, BundleRefusal.FILE_CHANGED);
    Files.writeString(
        folder.resolve("rules/a.drl"), SmallBundle.RULE.replace("rule \"a\"", "rule \"b\""));
    assertRefused(folder, BundleRefusal.FILE_CHANGED);
    Files.delete(folder.resolve("rules/a.drl"));
    assertRefused(folder, BundleRefusal.FILE_MISSING);
    Files.writeString(folder.resolve("rules/a.drl"), SmallBundle.RULE);
    Files.writeString(folder.resolve("rules/b.drl"), "");
    assertRefused(folder, BundleRefusal.FILE_UNLISTED);
    Files.delete(folder.resolve("rules/b.drl"));
    Files.writeString(folder.resolve("notes.txt"), "");
    assertRefused(folder, BundleRefusal.FILE_UNLISTED);
    Files.delete(folder.resolve("notes.txt"));
    assertThat(BundleVerifier.verify(folder, SmallBundle.ONE, NOW))
        .isInstanceOf(BundleVerdict.Verified.class);
    Files.delete(folder.resolve("ruleset.json"));
    assertRefused(folder, BundleRefusal.FILE_MISSING);
    assertRefused(parent.resolve("nowhere"), BundleRefusal.FILE_MISSING);
  }

  @Test
  void verify_outsideValidity_isRefused() throws Exception {
    Path folder = signed(SmallBundle.small());
    Instant from = Instant.parse("2026-01-01T00:00:00Z");
    Instant until = Instant.parse("2027-01-01T00:00:00Z");
    assertRefused(folder, SmallBundle.ONE, from.minusNanos(1), BundleRefusal.NOT_YET_VALID);
    assertThat(BundleVerifier.verify(folder, SmallBundle.ONE, from))
        .isInstanceOf(BundleVerdict.Verified.class);
    assertThat(BundleVerifier.verify(folder, SmallBundle.ONE, until.minusNanos(1)))
        .isInstanceOf(BundleVerdict.Verified.class);
    assertRefused(folder, SmallBundle.ONE, until, BundleRefusal.EXPIRED);
  }

  @Test
  void verify_otherVocabularyOrSemantics_isRefused() throws Exception {
    assertRefused(
        signedText(shippedText().replace("\"range\":\"1\"", "\"range\":\"2\"")),
        BundleRefusal.WRONG_VOCABULARY);
    assertRefused(
        signedText(shippedText().replace("portcullis-1", "portcullis-2")),
        BundleRefusal.WRONG_SEMANTICS);
  }

  @Test
  void verify_signedNonsense_isMalformedManifest() throws Exception {
    assertRefused(signedText("{"), BundleRefusal.MALFORMED_MANIFEST);
    assertRefused(
        signedText(shippedText().replace("\"format\":1", "\"format\":2")),
        BundleRefusal.MALFORMED_MANIFEST);
    assertRefused(signedText(SmallBundle.MANIFEST), BundleRefusal.MALFORMED_MANIFEST);
  }

  @Test
  void verify_refusedRules_areRefused() throws Exception {
    List<BundleFile> files = SmallBundle.files();
    files.set(0, SmallBundle.file("rules/a.drl", SmallBundle.RULE.replace("admitted", "admited")));
    Path folder = signed(SmallBundle.of(SmallBundle.MANIFEST, files));
    assertRefused(folder, BundleRefusal.REFUSED_RULES);
    BundleVerdict verdict = BundleVerifier.verify(folder, SmallBundle.ONE, NOW);
    assertThat(((BundleVerdict.Refused) verdict).diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly("unknown-path");
  }

  @Test
  void verify_bundleThatWasRead_isHeldToItsSignatures() throws Exception {
    RuleSetBundle bundle = SmallBundle.small();
    Envelope envelope = BundleSigning.sign(bundle, SmallBundle.ALICE);
    assertThat(BundleVerifier.verify(bundle, envelope, SmallBundle.ONE, NOW))
        .isInstanceOf(BundleVerdict.Verified.class);
    RuleSetBundle other =
        SmallBundle.of(SmallBundle.MANIFEST.replace("\"sequence\": 1", "\"sequence\": 2"));
    assertThat(BundleVerifier.verify(other, envelope, SmallBundle.ONE, NOW))
        .isInstanceOfSatisfying(
            BundleVerdict.Refused.class,
            refused -> assertThat(refused.reason()).isEqualTo(BundleRefusal.MANIFEST_DIFFERS));
    assertThat(BundleVerifier.verify(bundle, envelope, SmallBundle.BOTH, NOW))
        .isInstanceOfSatisfying(
            BundleVerdict.Refused.class,
            refused -> assertThat(refused.reason()).isEqualTo(BundleRefusal.THRESHOLD_NOT_MET));
  }

  @Test
  void sign_envelopeOfAnotherBundle_isMisuse() throws Exception {
    Envelope envelope = BundleSigning.sign(SmallBundle.small(), SmallBundle.ALICE);
    RuleSetBundle other =
        SmallBundle.of(SmallBundle.MANIFEST.replace("\"sequence\": 1", "\"sequence\": 2"));
    assertThatThrownBy(() -> BundleSigning.sign(other, envelope, SmallBundle.BOB))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** A property over every offset, which is few enough to be tried whole. */
  @Test
  void verify_anyFileCutAnywhere_isRefusedForATypedReason() throws Exception {
    Path folder = signed(SmallBundle.small());
    List<Path> files;
    try (Stream<Path> tree = Files.walk(folder)) {
      files = tree.filter(Files::isRegularFile).toList();
    }
    assertThat(files).hasSize(6);
    for (Path file : files) {
      byte[] whole = Files.readAllBytes(file);
      for (int length = 0; length < whole.length; length++) {
        Files.write(file, Arrays.copyOf(whole, length));
        assertThat(BundleVerifier.verify(folder, SmallBundle.ONE, NOW))
            .as("%s cut at %d", file.getFileName(), length)
            .isInstanceOf(BundleVerdict.Refused.class);
      }
      Files.write(file, whole);
    }
    assertThat(BundleVerifier.verify(folder, SmallBundle.ONE, NOW))
        .isInstanceOf(BundleVerdict.Verified.class);
  }
}
