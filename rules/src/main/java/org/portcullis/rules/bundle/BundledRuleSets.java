package org.portcullis.rules.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.portcullis.release.json.Reading;

/** The rule sets that come with this library. */
public final class BundledRuleSets {
  private static final String STANDARD = "/rulesets/standard/";

  /** A class path can't be listed, so the files stand here. */
  private static final List<String> STANDARD_FILES =
      List.of(
          "CHANGES.md",
          "params/lab.json",
          "params/strict.json",
          "rules/attestation.drl",
          "rules/device.drl",
          "rules/integrity.drl",
          "rules/lab.drl",
          "rules/release.drl",
          "rules/request.drl",
          "rules/rollout.drl",
          "rules/transport.drl",
          "tests/attestation.json",
          "tests/certified-device.json",
          "tests/device.json",
          "tests/integrity.json",
          "tests/lab.json",
          "tests/patch-level.json",
          "tests/release.json",
          "tests/request.json",
          "tests/rollout.json",
          "tests/security-release.json",
          "tests/strict.json",
          "tests/transport.json",
          "tests/vendor-device.json",
          "tests/without-hardware.json");

  private BundledRuleSets() {}

  /**
   * The standard rule set, for a vendor whose devices boot its own system with a pinned key, and
   * for devices that boot with their manufacturer's key. Copy it to begin a rule set of your own.
   *
   * @return the bundle
   */
  public static RuleSetBundle standard() {
    List<BundleFile> files =
        STANDARD_FILES.stream()
            .map(file -> new BundleFile(file, content(STANDARD + file)))
            .toList();
    Reading<RuleSetBundle> bundle =
        RuleSetBundle.of(content(STANDARD + RuleSetBundle.MANIFEST), files);
    if (bundle instanceof Reading.Parsed<RuleSetBundle> parsed) {
      return parsed.value();
    }
    throw new IllegalStateException("the standard rule set is damaged: " + bundle);
  }

  /**
   * The standard rule set with values that ask for more: client certificates, enrolled and pinned
   * keys, secure elements, integrity verdicts for what is no security release, and attestations
   * that are renewed each week.
   *
   * @return the standard bundle and the values
   */
  public static RuleSetPreset strict() {
    return preset("strict");
  }

  /**
   * The standard rule set with values for engineers: on a channel that is named {@code lab}, and
   * nowhere else, unlocked devices, boot keys that are not pinned and keys in software are
   * accepted, and every decision there notes it. Never for devices of customers.
   *
   * @return the standard bundle and the values
   */
  public static RuleSetPreset lab() {
    return preset("lab");
  }

  private static RuleSetPreset preset(String name) {
    RuleSetBundle bundle = standard();
    EffectiveParameters values = bundle.presets().get(name);
    if (values == null) {
      throw new IllegalStateException("the standard rule set has no preset " + name);
    }
    return new RuleSetPreset(bundle, values);
  }

  private static byte[] content(String resource) {
    try (InputStream in = BundledRuleSets.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + resource + " is missing");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException("the resource " + resource + " can't be read", e);
    }
  }
}
