package org.portcullis.attestation.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The catalogue of the field's oddities is whole, and names tests that are there. */
class FieldQuirksTest {
  private static final Pattern NAME = Pattern.compile("([1-9][0-9]*): \\S.*");

  @Test
  void catalogue_eachRow_isTestedOrSaysWhoAnswersForIt() {
    Set<Integer> rows =
        Stream.of(
                namedTests().map(FieldQuirksTest::row),
                FieldQuirks.ELSEWHERE.stream().map(FieldQuirks.Elsewhere::row),
                FieldQuirks.NOT_IN_A_CHAIN.keySet().stream())
            .flatMap(numbers -> numbers)
            .collect(Collectors.toSet());

    assertThat(rows)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(1, FieldQuirks.ROWS).boxed().toList());
  }

  @Test
  void catalogue_rowThatNoChainShows_hasNoTest() {
    assertThat(FieldQuirks.NOT_IN_A_CHAIN).hasSize(1);
    assertThat(namedTests().map(FieldQuirksTest::row))
        .doesNotContainAnyElementsOf(FieldQuirks.NOT_IN_A_CHAIN.keySet());
  }

  @ParameterizedTest
  @MethodSource("elsewhere")
  void catalogue_testElsewhere_isThereAndRuns(FieldQuirks.Elsewhere elsewhere) {
    assertThat(elsewhere.symptom()).isNotBlank();
    assertThat(tests(elsewhere.test()).map(Method::getName)).contains(elsewhere.method());
  }

  static List<FieldQuirks.Elsewhere> elsewhere() {
    return FieldQuirks.ELSEWHERE;
  }

  @Test
  void catalogue_eachTestOfARow_isNamedAfterIt() {
    assertThat(namedTests()).isNotEmpty().allMatch(test -> row(test) > 0);
  }

  private static Stream<Method> namedTests() {
    return FieldQuirks.TESTS.stream().flatMap(FieldQuirksTest::tests);
  }

  /** What the engine runs: a method without the annotation is none, whatever its name. */
  private static Stream<Method> tests(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(
            method ->
                method.isAnnotationPresent(Test.class)
                    || method.isAnnotationPresent(ParameterizedTest.class));
  }

  /** The number of the row that a test is named after, or 0. */
  private static int row(Method test) {
    DisplayName name = test.getAnnotation(DisplayName.class);
    Matcher matcher = NAME.matcher(name == null ? "" : name.value());
    return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
  }
}
