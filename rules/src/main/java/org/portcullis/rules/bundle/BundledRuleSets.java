package org.portcullis.rules.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.portcullis.release.json.Reading;
import org.portcullis.rules.confine.RuleSource;

/** The rule sets that come with this library. */
public final class BundledRuleSets {
  private static final String STANDARD = "/rulesets/standard/";
  private static final String PARAMETERS = "params";

  /** A class path can't be listed, so the files stand here. */
  private static final List<String> STANDARD_RULES =
      List.of(
          "attestation.drl",
          "device.drl",
          "integrity.drl",
          "lab.drl",
          "release.drl",
          "request.drl",
          "rollout.drl",
          "transport.drl");

  private BundledRuleSets() {}

  /**
   * The standard rule set, for a vendor whose devices boot its own system with a pinned key, and
   * for devices that boot with their manufacturer's key. Copy it to begin a rule set of your own.
   *
   * @return the bundle
   */
  public static RuleSetBundle standard() {
    List<RuleSource> rules =
        STANDARD_RULES.stream()
            .map(name -> RuleSetFolder.RULES + "/" + name)
            .map(file -> new RuleSource(file, content(STANDARD + file)))
            .toList();
    return parsed(RuleSetBundle.read(content(STANDARD + RuleSetBundle.MANIFEST), rules));
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
    String file = PARAMETERS + "/" + name + ".json";
    return new RuleSetPreset(
        bundle,
        parsed(EffectiveParameters.read(bundle.manifest(), file, content(STANDARD + file))));
  }

  private static <T> T parsed(Reading<T> reading) {
    if (reading instanceof Reading.Parsed<T> parsed) {
      return parsed.value();
    }
    throw new IllegalStateException("the standard rule set is damaged: " + reading);
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
