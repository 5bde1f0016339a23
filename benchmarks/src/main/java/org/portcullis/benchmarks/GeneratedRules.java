package org.portcullis.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.portcullis.release.json.Reading;
import org.portcullis.rules.bundle.BundleFile;
import org.portcullis.rules.bundle.RuleSetBundle;

/** Rule sets of any size: rules of three constraints, in files of 200. */
final class GeneratedRules {
  private static final int RULES_A_FILE = 200;
  private static final int ALWAYS = 8;

  private static final String DECLARATIONS =
      """
      { "format": 1, "id": "generated", "version": "1.0.0", "sequence": 1,
        "vocabulary": { "name": "portcullis", "range": "1" }, "semantics": "portcullis-1",
        "requiredLayers": ["REQUEST", "MANIFEST", "DEVICE", "ROLLOUT"],
        "params": {},
        "codes": {
          "generated.note":
            { "effect": "NOTE", "audience": "OPERATOR", "text": "the device is one of many" } } }
      """;

  private static final String HEAD =
      """
      package portcullis.policy.generated
      import org.portcullis.facts.EligibilityCase
      import org.portcullis.facts.SignalState
      global org.portcullis.rules.Findings findings
      """;

  private GeneratedRules() {}

  static RuleSetBundle of(int count) {
    List<BundleFile> files = new ArrayList<>();
    for (int from = 0; from < count; from += RULES_A_FILE) {
      StringBuilder text = new StringBuilder(HEAD);
      for (int i = from; i < Math.min(count, from + RULES_A_FILE); i++) {
        text.append(rule(i));
      }
      files.add(new BundleFile("rules/f" + from + ".drl", bytes(text.toString())));
    }
    Reading<RuleSetBundle> bundle = RuleSetBundle.of(bytes(DECLARATIONS), files);
    if (bundle instanceof Reading.Parsed<RuleSetBundle> parsed) {
      return parsed.value();
    }
    throw new IllegalStateException("the rules are refused: " + bundle);
  }

  /** The first eight fire for most devices, the rest for few: no decision outgrows its record. */
  private static String rule(int number) {
    return """
        rule "generated/r%1$d" when
            EligibilityCase( release.state == SignalState.VERIFIED,
                             ( device.sequence %2$s %1$d || device.model == "m%1$d" ),
                             channel.name == release.channel )
        then findings.note("generated.note"); end
        """
        .formatted(number, number < ALWAYS ? ">" : "==");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
