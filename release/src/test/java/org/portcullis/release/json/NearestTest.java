package org.portcullis.release.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NearestTest {
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
    assertThat(Nearest.distance(left, right)).isEqualTo(expected);
    assertThat(Nearest.distance(right, left)).isEqualTo(expected);
  }

  @Test
  void of_nothingNear_isEmpty() {
    assertThat(Nearest.of("frobnicate", List.of("VERIFIED", "ABSENT"))).isEmpty();
    assertThat(Nearest.of("ABSNT", List.of("VERIFIED", "ABSENT"))).contains("ABSENT");
  }

  @Test
  void of_tie_isTheFirstOfTheAlphabet() {
    assertThat(Nearest.of("bat", List.of("cat", "bad"))).contains("bad");
  }

  @Test
  void of_emptyName_isEmpty() {
    assertThat(Nearest.of("", List.of("a"))).isEmpty();
    assertThat(Nearest.of("admited", List.of("admitted", "stage"))).contains("admitted");
  }
}
