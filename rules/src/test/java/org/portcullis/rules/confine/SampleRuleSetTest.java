package org.portcullis.rules.confine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.portcullis.facts.Effect;
import org.portcullis.facts.Layer;
import org.portcullis.facts.ReasonCode;

/** A rule file as a vendor would write it. */
final class SampleRuleSetTest {
  private static final String RULES =
      """
      package portcullis.policy.standard

      import org.portcullis.facts.EligibilityCase
      import org.portcullis.facts.SignalState
      import org.portcullis.facts.VerifiedBootState
      import org.portcullis.facts.BootKeyMatch
      import org.portcullis.facts.EnrollmentStatus
      import org.portcullis.facts.Urgency

      global org.portcullis.rules.Findings findings

      rule "enrollment/active" when EligibilityCase( enrollment.status == EnrollmentStatus.ACTIVE )
      then findings.satisfy("device.enrolled"); end
      rule "request/verified" when EligibilityCase( request.state == SignalState.VERIFIED )
      then findings.satisfy("request.verified"); end
      rule "manifest/verified" when EligibilityCase( release.state == SignalState.VERIFIED )
      then findings.satisfy("manifest.verified"); end
      rule "channel/mismatch" when EligibilityCase( release.state == SignalState.VERIFIED, channel.name != release.channel )
      then findings.deny("channel.mismatch"); end
      rule "attestation/vendor-boot-key" when
          EligibilityCase( keyAttestation.state == SignalState.VERIFIED, keyAttestation.bootState == VerifiedBootState.SELF_SIGNED,
                           keyAttestation.bootKey == BootKeyMatch.PINNED, keyAttestation.deviceLocked == true )
      then findings.satisfy("attestation.vendor-boot-key"); end
      rule "attestation/boot-key-not-pinned" when
          EligibilityCase( keyAttestation.state == SignalState.VERIFIED, keyAttestation.bootState == VerifiedBootState.SELF_SIGNED,
                           keyAttestation.bootKey != BootKeyMatch.PINNED )
      then findings.deny("attestation.boot-key-not-pinned"); end
      rule "attestation/patch-level-low" when
          EligibilityCase( keyAttestation.osPatch.state == SignalState.VERIFIED, keyAttestation.osPatch.yearMonth < params.minimumOsPatch )
      then findings.note("attestation.patch-level-low"); end
      rule "integrity/absent-where-required" when
          EligibilityCase( params.requireIntegrity == true,
                           integrity.state in ( SignalState.ABSENT, SignalState.NOT_EVALUATED ) )
      then findings.deny("integrity.absent"); end
      rule "rollout/admitted" when EligibilityCase( rollout.admitted == true )
      then findings.satisfy("rollout.admitted"); end
      rule "rollout/not-reached" when EligibilityCase( rollout.admitted == false )
      then findings.defer("rollout.not-reached", 86400); end
      rule "rollout/security-release-first" when
          EligibilityCase( rollout.securityPending == true, release.state == SignalState.VERIFIED, release.urgency != Urgency.SECURITY )
      then findings.defer("rollout.security-release-first"); end
      """;

  private static final Map<String, Layer> LAYERS =
      Map.of(
          "device", Layer.DEVICE,
          "channel", Layer.DEVICE,
          "request", Layer.REQUEST,
          "manifest", Layer.MANIFEST,
          "attestation", Layer.ATTESTATION,
          "integrity", Layer.ATTESTATION,
          "rollout", Layer.ROLLOUT);

  private static Declarations declarations() {
    Map<String, Effect> effects =
        Map.ofEntries(
            Map.entry("device.enrolled", Effect.SATISFY),
            Map.entry("request.verified", Effect.SATISFY),
            Map.entry("manifest.verified", Effect.SATISFY),
            Map.entry("channel.mismatch", Effect.DENY),
            Map.entry("attestation.vendor-boot-key", Effect.SATISFY),
            Map.entry("attestation.boot-key-not-pinned", Effect.DENY),
            Map.entry("attestation.patch-level-low", Effect.NOTE),
            Map.entry("integrity.absent", Effect.DENY),
            Map.entry("rollout.admitted", Effect.SATISFY),
            Map.entry("rollout.not-reached", Effect.DEFER),
            Map.entry("rollout.security-release-first", Effect.DEFER));
    Map<ReasonCode, CodeDeclaration> codes = new TreeMap<>();
    effects.forEach(
        (text, effect) ->
            codes.put(
                new ReasonCode(text),
                new CodeDeclaration(
                    new ReasonCode(text),
                    effect,
                    Optional.ofNullable(LAYERS.get(text.substring(0, text.indexOf('.')))),
                    CodeDeclaration.Audience.OPERATOR,
                    "a text")));
    return new Declarations(codes, Samples.parameters());
  }

  @Test
  void check_sample_isAcceptedWithTheWarningThatItDeserves() {
    CheckReport report =
        RuleSetConfinement.check(
            List.of(Samples.source("rules/standard.drl", RULES)), declarations());
    assertThat(report).as(report.diagnostics().toString()).isInstanceOf(CheckReport.Clean.class);
    assertThat(report.diagnostics())
        .map(each -> each.position() + " " + each.code())
        .containsExactly("rules/standard.drl:33:22 incomplete-states");
    ConditionTree tree = ((CheckReport.Clean) report).tree();
    assertThat(tree.rules()).hasSize(11).isSortedAccordingTo((a, b) -> a.id().compareTo(b.id()));
    assertThat(DrlPrinter.print(tree, "p"))
        .contains(
            """
            rule "attestation/patch-level-low"
            when
                EligibilityCase( keyAttestation.osPatch.state == SignalState.VERIFIED,
                                 keyAttestation.osPatch.yearMonth < 202601 )
            then
                findings.note("attestation.patch-level-low");
            end
            """)
        .contains("findings.defer(\"rollout.not-reached\", 86400);");
  }
}
