package org.portcullis.rules.confine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class WordingTest {
  @Test
  void wantOneOf_listsFiveAtMost_nearestFirst() {
    assertThat(Wording.wantOneOf("f", List.of("a", "b", "c", "d", "e", "f")))
        .isEqualTo("want one of `f`, `a`, `b`, `c`, `d`, ...");
    assertThat(Wording.wantOneOf("x", List.of("a"))).isEqualTo("want `a`");
  }

  @Test
  void quote_keepsOneShortLine() {
    assertThat(Wording.quote("a`b\nc")).isEqualTo("`a'b c`");
    assertThat(Wording.quote("x".repeat(200))).isEqualTo("`" + "x".repeat(80) + "...`");
  }
}
