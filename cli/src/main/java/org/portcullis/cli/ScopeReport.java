package org.portcullis.cli;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.portcullis.engine.activation.AcceptedActivation;
import org.portcullis.engine.activation.Activation;
import org.portcullis.engine.activation.ActivationScope;
import org.portcullis.engine.activation.ActivationState;

/**
 * What stands at each stage of one scope.
 *
 * @param scope the scope
 * @param state its state; empty if it can't be read
 * @param stages what stands at each stage, by the stage's name
 */
record ScopeReport(
    ActivationScope scope,
    Optional<ActivationState> state,
    Map<String, Optional<StageReview.Reviewed>> stages) {

  static ScopeReport of(
      ActivationScope scope, Optional<ActivationState> state, StageReview review) {
    Map<String, Optional<StageReview.Reviewed>> stages = new LinkedHashMap<>();
    stages.put("active", state.flatMap(ActivationState::active).map(review::review));
    stages.put("shadow", state.flatMap(ActivationState::shadow).map(review::review));
    stages.put("staged", state.flatMap(ActivationState::staged).map(review::review));
    return new ScopeReport(scope, state, stages);
  }

  boolean isSound() {
    return state.isPresent()
        && stages.values().stream()
            .flatMap(Optional::stream)
            .allMatch(reviewed -> reviewed.problems().isEmpty());
  }

  void print(Surroundings surroundings, boolean json) {
    if (json) {
      surroundings.printLine(toJson().toString());
    } else {
      toAnswer().print(surroundings);
    }
  }

  private JsonLine toJson() {
    JsonLine line =
        new JsonLine()
            .put("scope", scope.toString())
            .put("readable", state.isPresent())
            .put("sequence", state.map(known -> known.last().activation().sequence()));
    stages.forEach((stage, reviewed) -> line.put(stage, reviewed.map(ScopeReport::json)));
    return line.put("previous", state.flatMap(ActivationState::previous).map(ScopeReport::json));
  }

  private static JsonLine json(AcceptedActivation previous) {
    return new JsonLine()
        .put("ruleSet", previous.activation().ruleSet().hex())
        .put("sequence", previous.activation().sequence())
        .put("params", previous.activation().parameters());
  }

  private static JsonLine json(StageReview.Reviewed reviewed) {
    return ActivationReport.json(reviewed.act().activation(), reviewed.name())
        .put("since", reviewed.act().acceptedAt().toString())
        .put("signers", reviewed.signers())
        .put("problems", reviewed.problems().stream().map(StageReview.Problem::toJson).toList());
  }

  private Answer toAnswer() {
    Answer answer = new Answer(scope.toString());
    if (state.isEmpty()) {
      return answer.row("wrong", "the state is damaged or can't be read");
    }
    if (state.flatMap(ActivationState::active).isEmpty()) {
      answer.row("active", "nothing, so that no device is eligible");
    }
    stages.forEach(
        (stage, reviewed) -> reviewed.ifPresent(present -> rows(answer, stage, present)));
    state
        .flatMap(ActivationState::previous)
        .ifPresent(
            act ->
                answer.row(
                    "before",
                    "digest "
                        + act.activation().ruleSet()
                        + ", sequence "
                        + act.activation().sequence()));
    return answer;
  }

  private static void rows(Answer answer, String stage, StageReview.Reviewed reviewed) {
    Activation activation = reviewed.act().activation();
    answer
        .row(stage, reviewed.name().toText())
        .row("  since", reviewed.act().acceptedAt() + ", sequence " + activation.sequence())
        .row("  values", ActivationReport.values(activation.parameters()))
        .row("  expires", activation.expires().map(Instant::toString).orElse("never"))
        .row("  reference", activation.reference());
    List<String> signers = reviewed.signers();
    if (!signers.isEmpty()) {
      answer.row("  signed by", String.join(", ", signers));
    }
    reviewed.problems().forEach(problem -> answer.row("  wrong", problem.toText()));
  }
}
