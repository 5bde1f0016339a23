package org.portcullis.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.portcullis.engine.activation.Activation;
import org.portcullis.engine.activation.ActivationResult;
import org.portcullis.facts.Digest;
import org.portcullis.release.envelope.Envelope;
import org.portcullis.release.envelope.EnvelopeSignature;
import org.portcullis.release.json.CanonicalJson;
import org.portcullis.release.json.Diagnostic;
import org.portcullis.release.json.JsonValue.JsonObject;
import org.portcullis.rules.bundle.RuleSetStore;

/** Says what an activation is and what became of it. */
final class ActivationReport {
  private final Surroundings surroundings;
  private final boolean json;

  ActivationReport(Surroundings surroundings, boolean json) {
    this.surroundings = surroundings;
    this.json = json;
  }

  /** It was signed and written; whoever signed is shown what. */
  void written(Path file, Activation activation, RuleSetName name, Envelope signed) {
    if (json) {
      print(
          new JsonLine()
              .put("result", "written")
              .put("reason", Optional.empty())
              .put("detail", Optional.empty())
              .put("activation", json(activation, name))
              .put("parameters", Optional.empty())
              .put("file", file.toString())
              .put("signatures", signed.signatures().size())
              .put("diagnostics", List.of()));
      return;
    }
    Answer answer =
        rows(new Answer("written: " + file + ", nothing is applied"), activation, name)
            .row("reference", activation.reference())
            .row("signatures", String.valueOf(signed.signatures().size()));
    signed.signatures().stream()
        .map(EnvelopeSignature::keyId)
        .forEach(id -> answer.row("key", id.orElse("of no name")));
    answer.print(surroundings);
  }

  void result(ActivationResult result, RuleSetStore ruleSets) {
    if (result instanceof ActivationResult.Accepted accepted) {
      accepted(accepted, ruleSets);
    } else {
      ActivationResult.Refused refused = (ActivationResult.Refused) result;
      refused(
          refused.reason().name(),
          refused.detail(),
          refused.activation().map(a -> json(a, RuleSetName.of(a.ruleSet(), ruleSets))),
          refused.diagnostics());
    }
  }

  private void accepted(ActivationResult.Accepted accepted, RuleSetStore ruleSets) {
    Activation activation = accepted.activation();
    RuleSetName name = RuleSetName.of(activation.ruleSet(), ruleSets);
    if (json) {
      print(
          new JsonLine()
              .put("result", "accepted")
              .put("reason", Optional.empty())
              .put("detail", Optional.empty())
              .put("activation", json(activation, name))
              .put("parameters", accepted.parameters().map(Digest::hex))
              .put("file", Optional.empty())
              .put("signatures", Optional.empty())
              .put("diagnostics", json(accepted.warnings())));
      return;
    }
    String headline = "accepted: " + activation.scope() + " " + Texts.words(activation.stage());
    rows(new Answer(headline).findings(accepted.warnings()), activation, name)
        .row("parameters", accepted.parameters().map(digest -> "digest " + digest))
        .print(surroundings);
  }

  /** It was refused, and what was in force stays so. */
  void refused(
      String reason, String detail, Optional<JsonLine> activation, List<Diagnostic> diagnostics) {
    if (json) {
      print(
          new JsonLine()
              .put("result", "refused")
              .put("reason", reason)
              .put("detail", detail)
              .put("activation", activation)
              .put("parameters", Optional.empty())
              .put("file", Optional.empty())
              .put("signatures", Optional.empty())
              .put("diagnostics", json(diagnostics)));
      return;
    }
    boolean isSaid = diagnostics.stream().anyMatch(each -> each.toString().equals(detail));
    new Answer("refused: " + reason + (isSaid ? "" : ": " + detail))
        .findings(diagnostics)
        .print(surroundings);
  }

  private void print(JsonLine line) {
    surroundings.printLine(line.toString());
  }

  private static List<JsonLine> json(List<Diagnostic> diagnostics) {
    return diagnostics.stream().map(RulesCheckCommand::json).toList();
  }

  private static Answer rows(Answer answer, Activation activation, RuleSetName name) {
    return answer
        .row("scope", activation.scope().toString())
        .row("stage", Texts.words(activation.stage()))
        .row("sequence", String.valueOf(activation.sequence()))
        .row("rule set", name.toText())
        .row("values", values(activation.parameters()))
        .row("valid from", activation.notBefore().map(Instant::toString))
        .row("expires", activation.expires().map(Instant::toString).orElse("never"));
  }

  /** The values that an activation sets, in one line. */
  static String values(JsonObject parameters) {
    return parameters.members().isEmpty()
        ? "the declared defaults"
        : new String(CanonicalJson.write(parameters), StandardCharsets.UTF_8);
  }

  static JsonLine json(Activation activation, RuleSetName name) {
    return new JsonLine()
        .put("scope", activation.scope().toString())
        .put("stage", Texts.words(activation.stage()))
        .put("sequence", activation.sequence())
        .put("ruleSet", name.toJson())
        .put("params", activation.parameters())
        .put("notBefore", activation.notBefore().map(Instant::toString))
        .put("expires", activation.expires().map(Instant::toString))
        .put("reference", activation.reference());
  }
}
