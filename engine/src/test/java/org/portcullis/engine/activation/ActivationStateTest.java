package org.portcullis.engine.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ActivationStateTest {
  private Optional<ActivationState> state = Optional.empty();
  private long sequence;

  private AcceptedActivation act(Stage stage, String ruleSet) {
    sequence++;
    AcceptedActivation act = Signing.accepted(sequence, stage, ruleSet);
    state = Optional.of(ActivationState.after(state, act));
    return act;
  }

  private ActivationState state() {
    return state.orElseThrow();
  }

  @Test
  void after_theWholeWay_eachStageIsLeftForTheNext() {
    AcceptedActivation staged = act(Stage.STAGED, "a");
    assertThat(state().staged()).contains(staged);
    AcceptedActivation shadow = act(Stage.SHADOW, "a");
    assertThat(state().staged()).isEmpty();
    assertThat(state().shadow()).contains(shadow);
    assertThat(state().active()).isEmpty();
    AcceptedActivation active = act(Stage.ACTIVE, "a");
    assertThat(state().shadow()).isEmpty();
    assertThat(state().active()).contains(active);
    act(Stage.RETIRED, "a");
    assertThat(state().active()).isEmpty();
    assertThat(state().revision()).isEqualTo(4);
  }

  @Test
  void after_anotherIsActivated_theShadowStays() {
    act(Stage.ACTIVE, "a");
    AcceptedActivation shadow = act(Stage.SHADOW, "b");
    AcceptedActivation active = act(Stage.ACTIVE, "c");
    assertThat(state().active()).contains(active);
    assertThat(state().shadow()).contains(shadow);
  }

  @Test
  void after_anotherIsRetired_theActiveOneStays() {
    AcceptedActivation active = act(Stage.ACTIVE, "a");
    act(Stage.SHADOW, "b");
    act(Stage.RETIRED, "b");
    assertThat(state().active()).contains(active);
    assertThat(state().shadow()).isEmpty();
  }

  @Test
  void previous_afterSeveral_isTheLastOtherOne() {
    act(Stage.ACTIVE, "a");
    assertThat(state().previous()).isEmpty();
    AcceptedActivation second = act(Stage.ACTIVE, "b");
    act(Stage.ACTIVE, "c");
    act(Stage.ACTIVE, "c");
    assertThat(state().previous()).contains(second);
    AcceptedActivation back = act(Stage.ACTIVE, "b");
    assertThat(state().active()).contains(back);
    assertThat(state().previous().orElseThrow().activation().sequence()).isEqualTo(4);
  }

  @Test
  void previous_nothingActive_isTheOneThatWas() {
    AcceptedActivation active = act(Stage.ACTIVE, "a");
    act(Stage.RETIRED, "a");
    assertThat(state().previous()).contains(active);
  }

  @Test
  void after_many_keepsWhatHasEffectAndTheLast() {
    AcceptedActivation active = act(Stage.ACTIVE, "a");
    AcceptedActivation shadow = act(Stage.SHADOW, "b");
    for (int i = 0; i < 3 * ActivationState.MAX_ACTS; i++) {
      act(Stage.STAGED, "c" + i);
    }
    assertThat(state().acts()).hasSize(ActivationState.MAX_ACTS);
    assertThat(state().active()).contains(active);
    assertThat(state().shadow()).contains(shadow);
    assertThat(state().last().activation().sequence()).isEqualTo(sequence);
    assertThat(state().revision()).isEqualTo(sequence);
  }

  @Test
  void after_aSequenceThatDoesNotRise_isAMistake() {
    act(Stage.ACTIVE, "a");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> ActivationState.after(state, Signing.accepted(sequence, Stage.ACTIVE, "b")));
  }
}
