package org.portcullis.rules.confine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Constraints that plain Drools compiles and answers wrongly, by chance or not at all. */
final class TrapTableTest {
  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource({"texts", "numbers", "navigation", "otherEngines"})
  void check_trap_isRefusedAtItsPlace(String row, String constraint, String codes) {
    Marked.of(Samples.denying(constraint))
        .assertRefused(Samples.declarations("test.deny"), codes.split(" ", -1));
  }

  private static Arguments row(String row, String constraint, String codes) {
    return Arguments.of(row, constraint, codes);
  }

  static Stream<Arguments> texts() {
    return Stream.of(
        row("1 regular expression", "device.model §matches \".*\"", "unexpected-token"),
        row("1 not matches", "device.model not §matches \".*\"", "unexpected-token"),
        row("1 soundslike", "device.model §soundslike \"a\"", "unexpected-token"),
        row("3 str", "device.model §str[startsWith] \"1\"", "unexpected-token"),
        row("4 date as text", "keyAttestation.osPatch.yearMonth == §\"01-Jan-2026\"", "wrong-type"),
        row("5 yes", "channel.entitled == §\"yes\"", "wrong-type"),
        row("5 no", "channel.entitled == §\"no\"", "wrong-type"),
        row("5 word", "channel.entitled == §yes", "unknown-path"),
        row("6 enum as text", "keyAttestation.bootState == §\"VERIFIED\"", "wrong-type"),
        row("6 no constant at all", "keyAttestation.bootState != §\"PURPLE\"", "wrong-type"),
        row("6 other enum", "keyAttestation.bootState == §SignalState.VERIFIED", "wrong-type"),
        row("6 bare constant", "keyAttestation.bootState == §VERIFIED", "bare-constant"),
        row(
            "6 enum in a list",
            "request.state in ( SignalState.ABSENT, §\"REJECTED\" )",
            "wrong-type"),
        row("8 order of texts", "device.model §< \"9\"", "no-order"),
        row("8 order against a number", "device.model §< 9", "no-order"),
        row("8 order of enums", "request.state §>= SignalState.ABSENT", "no-order"),
        row("8 order of truth values", "channel.entitled §> false", "no-order"),
        row("8 number against text", "device.sequence < §\"9\"", "wrong-type"),
        row("18 date", "enrollment.ageSeconds == §\"01-Jan-2026\"", "wrong-type"),
        row("19 day", "enrollment.ageSeconds < §\"2026-01-01\"", "wrong-type"),
        row("19 instant", "enrollment.ageSeconds == §\"2026-01-01T00:00:00Z\"", "wrong-type"),
        row("19 duration", "enrollment.ageSeconds == §\"PT5S\"", "wrong-type"),
        row("no identifier", "device.model == §\"Pixel 8\"", "bad-identifier"),
        row("single quotes", "device.model == §'pixel'", "unexpected-token"));
  }

  static Stream<Arguments> numbers() {
    return Stream.of(
        row("2 division", "device.sequence §/ 0 == 1", "unexpected-token"),
        row("2 division with a fraction", "device.sequence §/ 4 == 2.5", "unexpected-token"),
        row("2 remainder", "device.sequence §% 2 == 1", "unexpected-token"),
        row("7 leading zero in a text", "enrollment.osPatchFloor == §\"010\"", "wrong-type"),
        row("7 leading zero", "enrollment.osPatchFloor == §010", "bad-number"),
        row("7 word", "enrollment.osPatchFloor == §\"ten\"", "wrong-type"),
        row("7 hexadecimal text", "enrollment.osPatchFloor == §\"0xA\"", "wrong-type"),
        row("7 hexadecimal", "enrollment.osPatchFloor == §0xA", "bad-number"),
        row("7 fraction in a text", "enrollment.osPatchFloor == §\"10.0\"", "wrong-type"),
        row("7 fraction", "enrollment.osPatchFloor == §10.0", "bad-number"),
        row("7 suffix", "enrollment.osPatchFloor == §10L", "bad-number"),
        row("7 underscore", "( enrollment.osPatchFloor == §1_000 )", "bad-number"),
        row("7 exponent", "enrollment.osPatchFloor == §1e3", "bad-number"),
        row("9 sum", "device.sequence §+ 5 == 15", "unexpected-token"),
        row("9 product", "device.sequence §* 9223372036854775807 > 0", "unexpected-token"),
        row("9 sum on the right", "device.sequence == 5 §+ 15", "unexpected-token"),
        row("9 above 64 bits", "device.sequence > §9223372036854775808", "number-out-of-range"),
        row("10 null", "device.sequence < §null", "unexpected-token"),
        row("14 above 32 bits", "enrollment.osPatchFloor > §9999999999", "number-out-of-range"),
        row("14 below 32 bits", "enrollment.osPatchFloor > §-2147483649", "number-out-of-range"),
        row(
            "14 above by a parameter",
            "enrollment.osPatchFloor > §params.huge",
            "number-out-of-range"),
        row("15 fraction", "device.sequence == §0.3", "bad-number"),
        row("16 byte", "enrollment.osPatchFloor == §0xFF", "bad-number"),
        row("17 decimal", "device.sequence == §1.00", "bad-number"),
        row("17 decimal text", "device.sequence == §\"1.00\"", "wrong-type"),
        row("negative zero", "device.sequence == §-0", "bad-number"),
        row("sign apart", "device.sequence == §- 1", "bad-number"),
        row("two signs", "device.sequence == §--1", "unexpected-token"),
        row("plus", "device.sequence == §+1", "unexpected-token"),
        row("32 against 64 bits", "device.sequence > §enrollment.osPatchFloor", "wrong-type"));
  }

  static Stream<Arguments> navigation() {
    return Stream.of(
        row("11 null-safe", "release§!.sequence != 5", "unexpected-token"),
        row("12 path that is nowhere", "§owner.n == 5", "unknown-path"),
        row("13 truth value alone", "channel.entitled§ ", "unexpected-token"),
        row("13 negated truth value", "§!channel.entitled", "unexpected-token"),
        row("20 optional", "device.model.§present == true", "unknown-path"),
        row(
            "21 index",
            "integrity.deviceLabels§[9] == DeviceIntegrityLabel.BASIC",
            "unexpected-token"),
        row("21 null in a set", "§null memberOf params.channels", "unknown-path"),
        row("21 member of a path", "device.model memberOf §device.product", "wrong-type"),
        row("21 contains null", "integrity.deviceLabels contains §null", "unexpected-token"),
        row("21 cast", "((KeyAttestationFacts§)keyAttestation).osVersion == 1", "unexpected-token"),
        row(
            "21 inline cast",
            "keyAttestation§#KeyAttestationFacts.osVersion == 1",
            "unexpected-token"),
        row("22 getter", "channel.§isEntitled == true", "unknown-path"),
        row("22 accessor", "channel.entitled§() == true", "unexpected-token"),
        row("23 operator as a component", "channel.§contains == 3", "unknown-path"),
        row("26 ternary", "(device.sequence > 5 §? \"a\" : \"b\") == \"a\"", "unexpected-token"),
        row("half constraint", "device.sequence > 5 && §< 20", "unexpected-token"),
        row("half constraints", "device.sequence §( > 5 && < 20 )", "unexpected-token"),
        row("nested block", "channel.( §name == \"beta\" )", "unknown-path"),
        row(
            "nested block of a path of the root",
            "§channel.( vocabulary == 1 )",
            "unexpected-token"),
        row("record", "§keyAttestation == 1", "path-is-record"),
        row("itself", "device.sequence == §device.sequence", "same-path"),
        row(
            "set by equals",
            "integrity.deviceLabels §== DeviceIntegrityLabel.BASIC",
            "set-needs-contains"),
        row(
            "set in a list",
            "§integrity.deviceLabels in ( DeviceIntegrityLabel.BASIC )",
            "set-needs-contains"),
        row("contains without a set", "device.model §contains \"a\"", "contains-needs-set"),
        row(
            "excludes",
            "integrity.deviceLabels §excludes DeviceIntegrityLabel.BASIC",
            "unexpected-token"),
        row("assignment", "device.sequence §= 5", "syntax"),
        row("constants only", "§1 == 1", "unexpected-token"));
  }

  /** The same mistakes that other engines let pass or fail open on. */
  static Stream<Arguments> otherEngines() {
    return Stream.of(
        row("unknown component", "device.§sequense < 5", "unknown-path"),
        row("number against text", "device.sequence < §\"5\"", "wrong-type"),
        row("truth value against text", "channel.entitled == §\"yes\"", "wrong-type"),
        row("constant that is none", "enrollment.status == §\"REVOKT\"", "wrong-type"),
        row(
            "constant that is misspelt",
            "enrollment.status == EnrollmentStatus.§REVOKT",
            "unknown-constant"),
        row("always false", "§1 == 2", "unexpected-token"),
        row("overflow", "device.sequence §* 9223372036854775807 > 0", "unexpected-token"),
        row("code", "System.exit§(1)", "unexpected-token"),
        row("class", "getClass§() != null", "unexpected-token"),
        row("depth", "(((((((((((((((§((((a == 1))))))))))))))))))))", "too-deep"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("attributes")
  void check_attribute_isRefusedAtItsPlace(String attribute) {
    String text =
        Samples.HEAD
            + "rule \"test/rule\"\n  §"
            + attribute
            + "\nwhen EligibilityCase( channel.entitled == false )\n"
            + "then findings.deny(\"test.deny\"); end\n";
    Marked.of(text).assertRefused(Samples.declarations("test.deny"), "forbidden-attribute");
  }

  @Test
  void check_row25EitherOfTwoPatterns_isRefusedAtItsPlace() {
    String pattern = "EligibilityCase( channel.entitled == false )";
    Marked.of(
            Samples.HEAD
                + "rule \"test/rule\" when\n( §"
                + pattern
                + " or "
                + pattern
                + " )\nthen findings.deny(\"test.deny\"); end\n")
        .assertRefused(Samples.declarations("test.deny"), "forbidden-element");
  }

  /** Rows 24 and 25 are tests of their own. */
  @Test
  void rows_ofTheTable_areAllThere() {
    Set<String> numbers =
        Stream.of(texts(), numbers(), navigation())
            .flatMap(rows -> rows)
            .map(row -> String.valueOf(row.get()[0]).split(" ", -1)[0])
            .filter(number -> number.matches("[0-9]+"))
            .collect(Collectors.toSet());
    assertThat(numbers)
        .containsAll(
            IntStream.rangeClosed(1, 26)
                .filter(row -> row != 24 && row != 25)
                .mapToObj(String::valueOf)
                .toList());
  }

  /** Row 24. */
  static List<String> attributes() {
    return List.of(
        "date-expires \"01-Jan-2020\"",
        "date-effective \"01-Jan-2020\"",
        "enabled false",
        "timer ( int: 10 )",
        "duration ( 10 )",
        "agenda-group \"x\"",
        "ruleflow-group \"x\"",
        "activation-group \"x\"",
        "calendars \"x\"",
        "salience 10",
        "no-loop",
        "no-loop true",
        "lock-on-active",
        "auto-focus",
        "dialect \"java\"");
  }

  /** Rows 10 and 23 hold because no component has such a name or type. */
  @Test
  void vocabulary_componentNames_areNoOperators() {
    Set<String> words =
        Set.of(
            "in",
            "contains",
            "matches",
            "not",
            "from",
            "end",
            "when",
            "then",
            "rule",
            "and",
            "or",
            "exists",
            "eval",
            "memberOf",
            "excludes",
            "soundslike",
            "str",
            "over",
            "null",
            "true",
            "false",
            "this",
            "params");
    assertThat(Names.PATHS)
        .allSatisfy(path -> assertThat(path.split("\\.", -1)).doesNotContainAnyElementsOf(words));
  }
}
