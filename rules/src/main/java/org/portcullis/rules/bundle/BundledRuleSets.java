package org.portcullis.rules.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.portcullis.release.json.Reading;
import org.portcullis.rules.confine.RuleSource;

/** The rule sets that come with this library. */
public final class BundledRuleSets {
  private static final String STANDARD = "/rulesets/standard/";

  /** A class path can't be listed, so the files stand here. */
  private static final List<String> STANDARD_RULES =
      List.of(
          "attestation.drl",
          "device.drl",
          "integrity.drl",
          "release.drl",
          "request.drl",
          "rollout.drl");

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
    Reading<RuleSetBundle> bundle =
        RuleSetBundle.read(content(STANDARD + RuleSetBundle.MANIFEST), rules);
    if (bundle instanceof Reading.Parsed<RuleSetBundle> parsed) {
      return parsed.value();
    }
    throw new IllegalStateException("the standard rule set is damaged: " + bundle);
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
