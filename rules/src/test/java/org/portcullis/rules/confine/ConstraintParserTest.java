package org.portcullis.rules.confine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.facts.SignalState;
import org.portcullis.facts.VerifiedBootState;
import org.portcullis.release.json.SourcePosition;

final class ConstraintParserTest {
  private static final String VERIFIED = "request.state == SignalState.VERIFIED, ";

  private static List<Condition> parts(String constraints) {
    return ((Condition.And) Samples.accepted(constraints)).parts();
  }

  @ParameterizedTest
  @CsvSource({
    "==,EQUAL",
    "!=,NOT_EQUAL",
    "<,LESS",
    "<=,LESS_OR_EQUAL",
    ">,GREATER",
    ">=,GREATER_OR_EQUAL"
  })
  void parse_eachOperator_isRead(String written, Operator operator) {
    Condition.CompareLiteral leaf =
        (Condition.CompareLiteral) parts("device.sequence " + written + " 5").get(0);
    assertThat(leaf.operator()).isEqualTo(operator);
    assertThat(leaf.literal()).isEqualTo(new Literal.NumberLiteral(5));
    assertThat(leaf.path().text()).isEqualTo("device.sequence");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 7, -1, 2_147_483_647L, -2_147_483_648L})
  void parse_numberInRangeOfInt_isRead(long number) {
    Condition.CompareLiteral leaf =
        (Condition.CompareLiteral) parts("enrollment.osPatchFloor == " + number).get(0);
    assertThat(leaf.literal()).isEqualTo(new Literal.NumberLiteral(number));
  }

  @ParameterizedTest
  @ValueSource(longs = {2_147_483_648L, Long.MAX_VALUE, Long.MIN_VALUE})
  void parse_numberInRangeOfLong_isRead(long number) {
    Condition.CompareLiteral leaf =
        (Condition.CompareLiteral) parts("device.sequence == " + number).get(0);
    assertThat(leaf.literal()).isEqualTo(new Literal.NumberLiteral(number));
  }

  @Test
  void parse_everyKindOfLiteral_isTyped() {
    assertThat(
            parts(
                "channel.name == \"beta\", channel.entitled == true, request.state != SignalState.ABSENT"))
        .map(part -> ((Condition.CompareLiteral) part).literal().text())
        .containsExactly("\"beta\"", "true", "SignalState.ABSENT");
  }

  @Test
  void parse_lists_keepOrderAndNegation() {
    List<Condition> parts =
        parts(
            "device.model in ( \"b\", \"a\" ), device.sequence not in (1), enrollment.status in (EnrollmentStatus.ACTIVE)");
    Condition.In first = (Condition.In) parts.get(0);
    assertThat(first.literals()).map(Literal::text).containsExactly("\"b\"", "\"a\"");
    assertThat(parts)
        .map(part -> ((Condition.In) part).negated())
        .containsExactly(false, true, false);
  }

  @Test
  void parse_setOperators_areRead() {
    List<Condition> parts =
        parts(
            "integrity.state == SignalState.VERIFIED,"
                + " integrity.deviceLabels contains DeviceIntegrityLabel.STRONG,"
                + " integrity.deviceLabels not contains DeviceIntegrityLabel.VIRTUAL");
    assertThat(((Condition.Contains) parts.get(1)).negated()).isFalse();
    assertThat(((Condition.Contains) parts.get(2)).negated()).isTrue();
    assertThat(((Condition.Contains) parts.get(2)).literal().text())
        .isEqualTo("DeviceIntegrityLabel.VIRTUAL");
  }

  @Test
  void parse_pathsOfOneType_areCompared() {
    Condition.ComparePaths leaf =
        (Condition.ComparePaths) parts("device.sequence < enrollment.sequenceFloor").get(0);
    assertThat(leaf.other().text()).isEqualTo("enrollment.sequenceFloor");
  }

  @Test
  void parse_parameters_becomeLiterals() {
    List<Condition> parts =
        parts(
            "device.sequence == params.huge, channel.name == params.channelName,"
                + " channel.entitled == params.requireIntegrity, request.state != params.wantedState,"
                + " channel.name memberOf params.channels, channel.name not memberOf params.noChannels");
    assertThat(parts.subList(0, 4))
        .map(part -> ((Condition.CompareLiteral) part).literal().text())
        .containsExactly("9999999999", "\"beta\"", "true", "SignalState.VERIFIED");
    assertThat(((Condition.In) parts.get(4)).literals())
        .map(Literal::text)
        .containsExactly("\"beta\"", "\"stable\"");
    assertThat(((Condition.In) parts.get(5)).literals()).isEmpty();
    assertThat(((Condition.In) parts.get(5)).negated()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"== true,true", "== false,false", "!= true,false", "!= false,true"})
  void parse_switchByParameter_becomesAConstant(String test, boolean holds) {
    Condition.In constant = (Condition.In) parts("params.requireIntegrity " + test).get(0);
    assertThat(constant.literals()).isEmpty();
    assertThat(constant.negated()).isEqualTo(holds);
    assertThat(constant.position())
        .isEqualTo(new SourcePosition(Samples.FILE, Samples.HEAD_LINES + 2, 18));
  }

  @Test
  void parse_andBindsTighterThanOr() {
    Condition.Or or =
        (Condition.Or)
            parts("device.sequence == 1 || device.sequence != 2 && device.sequence == 3").get(0);
    assertThat(or.parts().get(0)).isInstanceOf(Condition.CompareLiteral.class);
    assertThat(((Condition.And) or.parts().get(1)).parts()).hasSize(2);
  }

  @Test
  void parse_parentheses_bindFirst() {
    List<Condition> parts =
        parts("(device.sequence == 1 || device.sequence == 2) && device.sequence == 3");
    assertThat(parts).hasSize(2);
    assertThat(parts.get(0)).isInstanceOf(Condition.Or.class);
  }

  @Test
  void parse_nestedConjunctions_areFlat() {
    assertThat(
            parts(
                "device.sequence != 1 && (device.sequence != 2 && device.sequence != 3), device.sequence != 4"))
        .hasSize(4)
        .allMatch(Condition.CompareLiteral.class::isInstance);
    Condition.Or or =
        (Condition.Or)
            parts("device.sequence == 1 || (device.sequence == 2 || device.sequence == 3)").get(0);
    assertThat(or.parts()).hasSize(3);
  }

  @Test
  void parse_multiLinePattern_placesEachComparison() {
    Condition condition =
        Samples.accepted(
            """
            request.state == SignalState.VERIFIED /* ( */,
            \t// a comment, with a comma
            \t  ( device.sequence == 1
                  || device.model
             != "a" )""");
    Condition.Or or = (Condition.Or) ((Condition.And) condition).parts().get(1);
    int line = Samples.HEAD_LINES + 2;
    assertThat(or.parts())
        .map(part -> ((Condition.Leaf) part).position())
        .containsExactly(
            new SourcePosition(Samples.FILE, line + 2, 6),
            new SourcePosition(Samples.FILE, line + 3, 10));
  }

  @Test
  void parse_enumLiteral_isTheConstant() {
    Condition.CompareLiteral leaf =
        (Condition.CompareLiteral) parts("request.state != SignalState.EXPIRED").get(0);
    assertThat(((Literal.EnumLiteral) leaf.literal()).constant()).isEqualTo(SignalState.EXPIRED);
    assertThat(VerifiedBootState.VERIFIED.name()).isEqualTo(SignalState.VERIFIED.name());
  }

  static Stream<String> refused() {
    return Stream.of(
        "unknown-parameter|device.sequence == params.§hugo",
        "unknown-parameter|device.sequence == §params",
        "unknown-parameter|channel.name memberOf params.§chanels",
        "wrong-type|device.sequence == §params.channelName",
        "wrong-type|channel.name == §params.channels",
        "wrong-type|channel.name memberOf §params.channelName",
        "wrong-type|§device.sequence memberOf params.channels",
        "wrong-type|device.sequence in ( 1, §params.huge )",
        "wrong-type|device.sequence in ( 1, §enrollment.sequenceFloor )",
        "wrong-type|§params.huge == 1",
        "wrong-type|§params.requireIntegrity == \"true\"",
        "wrong-type|§params.requireIntegrity in ( true )",
        "unknown-parameter|params.§requireIntegrty == true",
        "duplicate-literal|device.sequence in ( 1, 2, §1 )",
        "syntax|device.sequence in ( §)",
        "syntax|device.sequence in ( 1 §2 )",
        "syntax|device.sequence §not == 1",
        "unknown-enum|request.state == §SignalStat.VERIFIED",
        "unknown-constant|request.state == SignalState.§VERIFED",
        "unexpected-token|request.state == SignalState.VERIFIED.§name",
        "wrong-type|request.state == §SignalState",
        "wrong-type|integrity.deviceLabels contains §integrity.app",
        "unknown-path unknown-path|device.§a == 1 && device.§b == 2",
        "unknown-path no-order|device.§a == 1, device.model §< 2");
  }

  @ParameterizedTest
  @MethodSource("refused")
  void parse_mistake_isRefusedAtItsPlace(String row) {
    String[] columns = row.split("\\|", -1);
    Marked.of(Samples.denying(columns[1]))
        .assertRefused(Samples.declarations("test.deny"), columns[0].split(" ", -1));
  }

  @Test
  void parse_enumThatIsNotImported_isRefused() {
    String text =
        Samples.denying("request.state != §SignalState.VERIFIED")
            .replace("import org.portcullis.facts.SignalState\n", "");
    Marked.of(text).assertRefused(Samples.declarations("test.deny"), "missing-import");
  }

  @Test
  void parse_constraintOfThousandCharacters_isTheLongest() {
    String padding = " ".repeat(1_000 - "device.sequence==1".length());
    assertThat(parts("device.sequence==" + padding + "1")).hasSize(1);
    Marked.of(Samples.denying("§device.sequence==" + padding + " 1"))
        .assertRefused(Samples.declarations("test.deny"), "constraint-too-long");
  }

  @Test
  void parse_sixteenBrackets_areTheDeepest() {
    // One of the sixteen belongs to the pattern.
    assertThat(parts("(".repeat(15) + "device.sequence == 1" + ")".repeat(15))).hasSize(1);
  }

  static Stream<String> guarded() {
    return Stream.of(
        "request.ageSeconds < 5",
        "request.source == SignalSource.HOST",
        "integrity.deviceLabels contains DeviceIntegrityLabel.BASIC",
        "keyAttestation.osPatch.yearMonth < 202601",
        "keyAttestation.state == SignalState.VERIFIED, §keyAttestation.osPatch.day < 3",
        "request.state != SignalState.VERIFIED, §request.ageSeconds < 5",
        "request.state == SignalState.ABSENT, §request.ageSeconds < 5",
        "release.state == SignalState.VERIFIED, §request.ageSeconds < 5",
        "request.state not in ( SignalState.ABSENT ), §request.ageSeconds < 5",
        "request.state == SignalState.VERIFIED || §request.ageSeconds < 5",
        "( request.state == SignalState.VERIFIED || device.sequence == 1 ), §request.ageSeconds < 5",
        "request.state == SignalState.VERIFIED && device.sequence == 1 || §request.ageSeconds < 5",
        "§channel.name != release.channel",
        "release.state == SignalState.VERIFIED, §request.ageSeconds < release.sequence");
  }

  @ParameterizedTest
  @MethodSource("guarded")
  void check_unguardedRead_isRefusedAtItsPlace(String row) {
    String marked = row.contains("§") ? row : "§" + row;
    Marked.of(Samples.denying(marked))
        .assertRefused(Samples.declarations("test.deny"), "unguarded-read");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        VERIFIED + "request.ageSeconds < 5",
        "request.ageSeconds < 5, request.state == SignalState.VERIFIED",
        "request.state == SignalState.VERIFIED && request.ageSeconds < 5",
        VERIFIED + "( device.sequence == 1 || request.ageSeconds < 5 )",
        "device.sequence == 1 || request.state == SignalState.VERIFIED && request.ageSeconds < 5",
        VERIFIED + "( device.sequence == 1 || ( device.sequence == 2 && request.ageSeconds < 5 ) )",
        "keyAttestation.osPatch.state == SignalState.VERIFIED, keyAttestation.osPatch.yearMonth < 202601",
        "keyAttestation.osPatch.state == SignalState.ABSENT",
        "request.state == SignalState.ABSENT",
        "request.rejection == RejectionClass.REPLAYED",
        "release.state == SignalState.VERIFIED, channel.name != release.channel",
        "request.state == params.wantedState, request.ageSeconds < 5",
        "policy.state != PolicyState.IN_FORCE"
      })
  void check_guardedRead_isAccepted(String constraints) {
    assertThat(Samples.accepted(constraints)).isInstanceOf(Condition.And.class);
  }
}
