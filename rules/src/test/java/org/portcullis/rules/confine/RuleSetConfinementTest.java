package org.portcullis.rules.confine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RuleSetConfinementTest {
  @Test
  void check_plainRule_isAccepted() {
    assertThat(Samples.check(Samples.denying("request.state != SignalState.VERIFIED")))
        .isInstanceOf(CheckReport.Clean.class);
  }
}
