package org.portcullis.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.portcullis.engine.Decision;
import org.portcullis.engine.audit.AuditReceipt;
import org.portcullis.engine.audit.ClockQuality;
import org.portcullis.facts.Finding;
import org.portcullis.facts.Layer;
import org.portcullis.facts.Obligation;
import org.portcullis.facts.Outcome;
import org.portcullis.facts.ReasonCode;
import org.portcullis.rules.EngineReason;
import org.portcullis.rules.Evaluation;
import org.portcullis.rules.RuleSet;
import org.portcullis.rules.confine.CodeDeclaration;

/**
 * What is said of one decision.
 *
 * @param ruleSet the rule set, whose manifest has the texts of its codes
 * @param evaluation the result
 * @param decision the recorded decision, or empty if nothing was recorded
 * @param audit the folder of the log, or empty if nothing was recorded
 * @param attestation what is said of the chain, or empty if there was none
 */
record DecisionReport(
    RuleSet ruleSet,
    Evaluation evaluation,
    Optional<Decision> decision,
    Optional<Path> audit,
    Optional<AttestReport> attestation) {

  Outcome outcome() {
    return evaluation.outcome();
  }

  JsonLine toJson() {
    return new JsonLine()
        .put("outcome", Texts.words(outcome()))
        .put("findings", evaluation.findings().stream().map(this::json).toList())
        .put("obligations", evaluation.obligations().stream().map(this::json).toList())
        .put("retryAfterSeconds", seconds(evaluation.retryAfterSeconds()))
        .put(
            "ruleSet",
            new JsonLine()
                .put("id", ruleSet.id())
                .put("version", ruleSet.version().toString())
                .put("digest", evaluation.ruleSet().hex()))
        .put("parameters", evaluation.parameters().hex())
        .put("case", evaluation.caseDigest().hex())
        .put("decision", decision.map(made -> made.id().toString()))
        .put("record", decision.map(made -> json(made.receipt())))
        .put("clock", decision.map(made -> Texts.words(made.clock().quality())))
        .put("keyAttestation", attestation.map(AttestReport::toJson));
  }

  private JsonLine json(Finding finding) {
    return new JsonLine()
        .put("effect", Texts.words(finding.effect()))
        .put("code", finding.reason().value())
        .put("layer", layer(finding.reason()).map(Texts::words))
        .put("rule", finding.rule().value())
        .put("seconds", seconds(finding.seconds()))
        .put("text", text(finding.reason()));
  }

  private JsonLine json(Obligation obligation) {
    return new JsonLine()
        .put("code", obligation.code().value())
        .put("withinSeconds", seconds(obligation.withinSeconds()))
        .put("text", text(obligation.code()));
  }

  private static JsonLine json(AuditReceipt receipt) {
    if (receipt instanceof AuditReceipt.Accepted accepted) {
      return new JsonLine()
          .put("sequence", accepted.sequence())
          .put("leafHash", accepted.leafHash().hex())
          .put("refused", Optional.empty());
    }
    return new JsonLine()
        .put("sequence", Optional.empty())
        .put("leafHash", Optional.empty())
        .put("refused", ((AuditReceipt.Refused) receipt).refusal().name());
  }

  private static Optional<Long> seconds(long seconds) {
    return seconds == 0 ? Optional.empty() : Optional.of(seconds);
  }

  private Optional<CodeDeclaration> declaration(ReasonCode code) {
    return Optional.ofNullable(ruleSet.manifest().codes().get(code));
  }

  private Optional<Layer> layer(ReasonCode code) {
    for (EngineReason reason : EngineReason.values()) {
      if (reason.code().equals(code)) {
        return reason.layer();
      }
    }
    return declaration(code).flatMap(CodeDeclaration::layer);
  }

  /** The rule set's text for a code; a code of this library says in words what it means. */
  private String text(ReasonCode code) {
    return declaration(code).map(CodeDeclaration::text).orElseGet(() -> wording(code));
  }

  private static String wording(ReasonCode code) {
    String name =
        code.isReserved()
            ? code.value().substring(ReasonCode.RESERVED_PREFIX.length())
            : code.value();
    return name.replace('-', ' ').replace(".", ": ");
  }

  String toText() {
    StringBuilder text = new StringBuilder(Texts.words(outcome()));
    evaluation.findings().forEach(finding -> row(text, "finding", wording(finding)));
    evaluation.obligations().forEach(obligation -> row(text, "obligation", wording(obligation)));
    seconds(evaluation.retryAfterSeconds()).ifPresent(s -> row(text, "retry after", s + " s"));
    attestation.ifPresent(report -> row(text, "key attestation", report.toHeadline()));
    row(text, "rule set", ruleSet.id() + " " + ruleSet.version() + ", " + evaluation.ruleSet());
    row(text, "parameters", evaluation.parameters().hex());
    row(text, "case", evaluation.caseDigest().hex());
    row(text, "decision", decision.map(made -> made.id().toString()).orElse("not recorded"));
    decision.ifPresent(made -> row(text, "record", wording(made.receipt())));
    if (isClockSteppedBack()) {
      row(
          text,
          "clock",
          "lies before the log's latest record, so that nothing counts that is valid for a time;"
              + " set it right, or record in a new folder");
    }
    return text.toString();
  }

  private boolean isClockSteppedBack() {
    return decision.filter(m -> m.clock().quality() == ClockQuality.STEPPED_BACK).isPresent();
  }

  private String wording(Finding finding) {
    return Texts.words(finding.effect())
        + " "
        + finding.reason()
        + " by rule "
        + finding.rule().value()
        + ": "
        + text(finding.reason());
  }

  private String wording(Obligation obligation) {
    String within =
        obligation.withinSeconds() == 0 ? "" : " within " + obligation.withinSeconds() + " s";
    return obligation.code() + within + ": " + text(obligation.code());
  }

  private String wording(AuditReceipt receipt) {
    String where = " in " + audit.map(Path::toString).orElse("");
    return receipt instanceof AuditReceipt.Accepted accepted
        ? "sequence " + accepted.sequence() + where
        : "refused: " + ((AuditReceipt.Refused) receipt).refusal() + where;
  }

  private static void row(StringBuilder text, String name, String value) {
    text.append("\n  ").append(String.format(Locale.ROOT, "%-17s", name));
    text.append(Texts.printable(value));
  }
}
