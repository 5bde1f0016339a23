package org.portcullis.rules.bundle;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.portcullis.release.envelope.KeyException;
import org.portcullis.release.envelope.KeyRole;
import org.portcullis.release.envelope.RoleKey;
import org.portcullis.release.envelope.SoftwareSigner;
import org.portcullis.release.json.Reading;

/** A bundle of one rule with a test, a preset and notes, and keys to sign it. */
final class SmallBundle {
  static final String MANIFEST =
      """
      { "format": 1, "id": "small", "version": "1.0.0", "sequence": 1,
        "vocabulary": { "name": "portcullis", "range": "1" }, "semantics": "portcullis-1",
        "requiredLayers": ["REQUEST", "MANIFEST", "DEVICE", "ROLLOUT"],
        "notBefore": "2026-01-01T00:00:00Z", "expires": "2027-01-01T00:00:00Z",
        "codes": { "a.b": { "effect": "NOTE", "audience": "OPERATOR", "text": "t" } },
        "params": { "on": { "type": "boolean", "default": true, "text": "o" } } }
      """;
  static final String RULE =
      """
      package p
      import org.portcullis.facts.EligibilityCase
      global org.portcullis.rules.Findings findings
      rule "a" when EligibilityCase( params.on == true, rollout.admitted == true )
      then findings.note("a.b"); end
      """;
  static final SoftwareSigner ALICE = signer(1);
  static final SoftwareSigner BOB = signer(2);
  static final SoftwareSigner MALLORY = signer(3);
  static final KeyRole ONE = role(1);
  static final KeyRole BOTH = role(2);

  private SmallBundle() {}

  private static SoftwareSigner signer(int number) {
    byte[] pkcs8 =
        HexFormat.of()
            .parseHex("302e020100300506032b657004220420" + String.format("%064x", number));
    try {
      return SoftwareSigner.ofPkcs8(pkcs8);
    } catch (KeyException e) {
      throw new AssertionError(e);
    }
  }

  private static KeyRole role(int threshold) {
    return new KeyRole(
        "policy",
        threshold,
        List.of(
            new RoleKey(ALICE.key(), Optional.of("alice")),
            new RoleKey(BOB.key(), Optional.of("bob"))));
  }

  static BundleFile file(String path, String content) {
    return new BundleFile(path, content.getBytes(StandardCharsets.UTF_8));
  }

  static List<BundleFile> files() {
    return new ArrayList<>(
        List.of(
            file("rules/a.drl", RULE),
            file("tests/a.json", "{}"),
            file("params/off.json", "{\"on\":false}"),
            file("CHANGES.md", "new")));
  }

  static RuleSetBundle of(String manifest, List<BundleFile> files) {
    Reading<RuleSetBundle> bundle =
        RuleSetBundle.of(manifest.getBytes(StandardCharsets.UTF_8), files);
    if (bundle instanceof Reading.Parsed<RuleSetBundle> parsed) {
      return parsed.value();
    }
    throw new AssertionError(bundle.toString());
  }

  static RuleSetBundle of(String manifest) {
    return of(manifest, files());
  }

  static RuleSetBundle small() {
    return of(MANIFEST);
  }
}
