package org.portcullis.rules.harness;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.portcullis.fixtures.mint.CaseMint;
import org.portcullis.release.json.Reading;
import org.portcullis.rules.bundle.BundleFile;
import org.portcullis.rules.bundle.RuleSetBundle;

/** A small rule set that satisfies no layer, with one rule for each kind of finding. */
final class SampleBundle {
  static final String MANIFEST =
      """
      {
        "format": 1, "id": "sample", "version": "1.0.0", "sequence": 1,
        "vocabulary": { "name": "portcullis", "range": "1" }, "semantics": "portcullis-1",
        "requiredLayers": ["REQUEST", "MANIFEST", "DEVICE", "ROLLOUT"],
        "params": {
          "level": { "type": "integer", "minimum": 1, "maximum": 9, "default": 3, "text": "l" },
          "wide": { "type": "integer", "minimum": 0, "maximum": 999, "default": 0, "text": "w" }
        },
        "codes": {
          "sample.request": {
            "effect": "SATISFY", "layer": "REQUEST", "audience": "OPERATOR", "text": "t"
          },
          "sample.device": {
            "effect": "SATISFY", "layer": "DEVICE", "audience": "OPERATOR", "text": "t"
          },
          "sample.manifest": {
            "effect": "SATISFY", "layer": "MANIFEST", "audience": "OPERATOR", "text": "t"
          },
          "sample.rollout": {
            "effect": "SATISFY", "layer": "ROLLOUT", "audience": "OPERATOR", "text": "t"
          },
          "sample.unlocked": { "effect": "DENY", "audience": "DEVICE", "text": "t" },
          "sample.later": { "effect": "DEFER", "layer": "ROLLOUT", "audience": "DEVICE", "text": "t" },
          "sample.renew": { "effect": "OBLIGE", "audience": "DEVICE", "text": "t" },
          "sample.remark": { "effect": "NOTE", "audience": "OPERATOR", "text": "t" }
        }
      }
      """;

  static final String RULES =
      """
      package sample
      import org.portcullis.facts.EligibilityCase
      import org.portcullis.facts.EnrollmentStatus
      import org.portcullis.facts.SignalState
      global org.portcullis.rules.Findings findings
      rule "sample/request" when EligibilityCase( request.state == SignalState.VERIFIED )
      then findings.satisfy("sample.request"); end
      rule "sample/device" when EligibilityCase( enrollment.status == EnrollmentStatus.ACTIVE )
      then findings.satisfy("sample.device"); end
      rule "sample/manifest" when
          EligibilityCase( release.state == SignalState.VERIFIED,
                           release.sequence > params.wide )
      then findings.satisfy("sample.manifest"); end
      rule "sample/rollout" when EligibilityCase( rollout.admitted == true )
      then findings.satisfy("sample.rollout"); end
      rule "sample/unlocked" when
          EligibilityCase( keyAttestation.state == SignalState.VERIFIED,
                           keyAttestation.deviceLocked == false )
      then findings.deny("sample.unlocked"); end
      rule "sample/later" when EligibilityCase( rollout.admitted == false )
      then findings.defer("sample.later", 60); end
      rule "sample/renew" when EligibilityCase( enrollment.ageSeconds > params.level )
      then findings.oblige("sample.renew"); end
      rule "sample/remark" when EligibilityCase( integrity.state == SignalState.UNAVAILABLE )
      then findings.note("sample.remark"); end
      """;

  static final String TESTS =
      file(
          """
          { "name": "good", "expect": { "outcome": "NOT_ELIGIBLE" } },
            { "name": "unlocked", "set": { "keyAttestation.deviceLocked": false },
              "expect": { "outcome": "NOT_ELIGIBLE",
                "reasons": ["sample.unlocked", "portcullis.layer-unsatisfied.manifest"] } },
            { "name": "absent", "set": { "integrity": { "state": "UNAVAILABLE" } },
              "params": { "level": 5 }, "expect": { "outcome": "NOT_ELIGIBLE" } }
          """);

  private SampleBundle() {}

  /** A file of tests over the good case with a level of 4. */
  static String file(String tests) {
    String facts =
        new String(CaseJson.write(CaseMint.good()), StandardCharsets.UTF_8)
            .replaceAll("\\s+", " ")
            .strip();
    return "{ \"format\": 1, \"params\": { \"level\": 4 },\n\"tests\": ["
        + tests
        + "],\n\"case\": "
        + facts
        + " }";
  }

  static RuleSetBundle of(String... pathsAndContents) {
    List<BundleFile> files = new ArrayList<>();
    files.add(new BundleFile("rules/sample.drl", RULES.getBytes(StandardCharsets.UTF_8)));
    for (int i = 0; i < pathsAndContents.length; i += 2) {
      files.add(
          new BundleFile(
              pathsAndContents[i], pathsAndContents[i + 1].getBytes(StandardCharsets.UTF_8)));
    }
    Reading<RuleSetBundle> bundle =
        RuleSetBundle.of(MANIFEST.getBytes(StandardCharsets.UTF_8), files);
    if (bundle instanceof Reading.Parsed<RuleSetBundle> parsed) {
      return parsed.value();
    }
    throw new AssertionError(bundle.toString());
  }
}
