package org.portcullis.rules.confine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WordingTest {
  @ParameterizedTest
  @CsvSource({
    "abc,abc,0",
    "abc,ABC,0",
    "abc,abd,1",
    "abc,acb,1",
    "abc,ab,1",
    "abc,abxc,1",
    "'',abc,3",
    "ca,abc,3",
    "kitten,sitting,3"
  })
  void distance_countsEdits(String left, String right, int expected) {
    assertThat(Wording.distance(left, right)).isEqualTo(expected);
    assertThat(Wording.distance(right, left)).isEqualTo(expected);
  }

  @Test
  void nearest_nothingNear_isEmpty() {
    assertThat(Wording.nearest("frobnicate", List.of("VERIFIED", "ABSENT"))).isEmpty();
    assertThat(Wording.nearest("ABSNT", List.of("VERIFIED", "ABSENT"))).contains("ABSENT");
  }

  @Test
  void nearest_tie_isTheFirstOfTheAlphabet() {
    assertThat(Wording.nearest("bat", List.of("cat", "bad"))).contains("bad");
  }

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
