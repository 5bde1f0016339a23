package org.portcullis.engine;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.portcullis.fixtures.mint.CaseMint;
import org.portcullis.release.json.Reading;
import org.portcullis.rules.bundle.BundleFile;
import org.portcullis.rules.bundle.RuleSetBundle;
import org.portcullis.rules.harness.CaseJson;

/** Rule sets of five rules that let the good case pass, or deny it if the parameter says so. */
final class SmallRules {
  private static final String DECLARATIONS =
      """
      {
        "format": 1, "id": "small", "version": "1.0.%1$d", "sequence": %1$d,
        "vocabulary": { "name": "portcullis", "range": "1" }, "semantics": "portcullis-1",
        "requiredLayers": ["REQUEST", "MANIFEST", "DEVICE", "ROLLOUT"],
        "params": {
          "closed": { "type": "boolean", "default": false, "text": "Whether all are denied." }
        },
        "codes": {
          "small.request": { "effect": "SATISFY", "layer": "REQUEST", "audience": "OPERATOR", "text": "a" },
          "small.manifest": { "effect": "SATISFY", "layer": "MANIFEST", "audience": "OPERATOR", "text": "b" },
          "small.device": { "effect": "SATISFY", "layer": "DEVICE", "audience": "OPERATOR", "text": "c" },
          "small.rollout": { "effect": "SATISFY", "layer": "ROLLOUT", "audience": "OPERATOR", "text": "d" },
          "small.closed": { "effect": "DENY", "audience": "OPERATOR", "text": "e" }
        }%2$s
      }
      """;

  private static final String RULES =
      """
      package small.rules
      import org.portcullis.facts.EligibilityCase
      import org.portcullis.facts.EnrollmentStatus
      import org.portcullis.facts.SignalState
      global org.portcullis.rules.Findings findings
      rule "small/request" when EligibilityCase( request.state == SignalState.VERIFIED )
      then findings.satisfy("small.request"); end
      rule "small/manifest" when EligibilityCase( release.state == SignalState.VERIFIED )
      then findings.satisfy("small.manifest"); end
      rule "small/device" when EligibilityCase( enrollment.status == EnrollmentStatus.ACTIVE )
      then findings.satisfy("small.device"); end
      rule "small/rollout" when EligibilityCase( rollout.admitted == true )
      then findings.satisfy("small.rollout"); end
      rule "small/closed" when EligibilityCase( params.closed == true )
      then findings.deny("small.closed"); end
      """;

  private static final String TESTS =
      """
      { "format": 1, "case": %s,
        "tests": [
          { "name": "open", "expect": { "outcome": "%s" } },
          { "name": "closed", "params": { "closed": true },
            "expect": { "outcome": "NOT_ELIGIBLE", "reasons": ["small.closed"] } } ] }
      """;

  private SmallRules() {}

  /** The rule set in its n-th version. */
  static RuleSetBundle version(int number) {
    return bundle(number, "", tests("ELIGIBLE"), RULES);
  }

  /** With more members in its declarations. */
  static RuleSetBundle with(int number, String members) {
    return bundle(number, ", " + members, tests("ELIGIBLE"), RULES);
  }

  /** One whose tests don't hold. */
  static RuleSetBundle withFailingTest(int number) {
    return bundle(number, "", tests("DEFERRED"), RULES);
  }

  /** One without tests. */
  static RuleSetBundle withoutTests(int number) {
    return bundle(number, "", "", RULES);
  }

  /** One that the check refuses. */
  static RuleSetBundle withWrongRules(int number) {
    return bundle(number, "", tests("ELIGIBLE"), RULES.replace("request.state", "request.stat"));
  }

  private static String tests(String outcome) {
    return TESTS.formatted(
        new String(CaseJson.write(CaseMint.good()), StandardCharsets.UTF_8), outcome);
  }

  private static RuleSetBundle bundle(int number, String members, String tests, String rules) {
    List<BundleFile> files = new ArrayList<>(List.of(file("rules/small.drl", rules)));
    if (!tests.isEmpty()) {
      files.add(file("tests/small.json", tests));
    }
    Reading<RuleSetBundle> bundle =
        RuleSetBundle.of(bytes(DECLARATIONS.formatted(number, members)), files);
    if (bundle instanceof Reading.Refused<RuleSetBundle> refused) {
      throw new IllegalStateException(refused.diagnostics().toString());
    }
    return ((Reading.Parsed<RuleSetBundle>) bundle).value();
  }

  private static BundleFile file(String path, String content) {
    return new BundleFile(path, bytes(content));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
