package org.portcullis.rules.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.portcullis.facts.Effect;
import org.portcullis.facts.Layer;
import org.portcullis.facts.ReasonCode;
import org.portcullis.release.json.Diagnostic;
import org.portcullis.release.json.Reading;
import org.portcullis.rules.confine.CodeDeclaration;
import org.portcullis.rules.confine.RuleSource;

final class RuleSetBundleTest {
  private static final String MANIFEST =
      """
      {
        "format": 1,
        "id": "acme",
        "version": "1.2.3-rc.1",
        "sequence": 7,
        "vocabulary": { "name": "portcullis", "range": "1-2" },
        "semantics": "portcullis-1",
        "requiredLayers": ["REQUEST", "MANIFEST", "DEVICE", "ROLLOUT"],
        "notBefore": "2026-01-01T00:00:00Z",
        "expires": "2027-01-01T00:00:00Z",
        "params": {
          "level": { "type": "integer", "minimum": 1, "maximum": 9, "default": 3, "text": "l" },
          "strict": { "type": "boolean", "default": false, "text": "s" },
          "channel": { "type": "identifier", "default": "stable", "text": "c" },
          "urgency": { "type": "enum", "enum": "Urgency", "default": "ROUTINE", "text": "u" },
          "models": { "type": "identifiers", "maximumSize": 2, "default": ["b", "a"], "text": "m" }
        },
        "codes": {
          "channel.mismatch": { "effect": "DENY", "audience": "DEVICE", "text": "t" },
          "device.enrolled": {
            "effect": "SATISFY", "layer": "DEVICE", "audience": "OPERATOR", "text": "t"
          }
        }
      }
      """;
  private static final RuleSource A = rule("rules/a.drl", "a");
  private static final RuleSource B = rule("rules/b.drl", "b");

  private static RuleSource rule(String file, String content) {
    return new RuleSource(file, content.getBytes(StandardCharsets.UTF_8));
  }

  private static Reading<RuleSetBundle> read(String manifest, RuleSource... rules) {
    return RuleSetBundle.read(manifest.getBytes(StandardCharsets.UTF_8), List.of(rules));
  }

  private static RuleSetBundle bundle(String manifest, RuleSource... rules) {
    Reading<RuleSetBundle> bundle = read(manifest, rules);
    assertThat(bundle).isInstanceOf(Reading.Parsed.class);
    return ((Reading.Parsed<RuleSetBundle>) bundle).value();
  }

  private static List<String> errors(Reading<?> reading) {
    assertThat(reading).isInstanceOf(Reading.Refused.class);
    return ((Reading.Refused<?>) reading).diagnostics().stream().map(Diagnostic::toString).toList();
  }

  @Test
  void read_everyMember_isDeclared() {
    RuleSetManifest manifest = bundle(MANIFEST, A).manifest();
    assertThat(manifest.id()).isEqualTo("acme");
    assertThat(manifest.version()).hasToString("1.2.3-rc.1");
    assertThat(manifest.sequence()).isEqualTo(7);
    assertThat(manifest.vocabulary()).isEqualTo(new VocabularyRange("portcullis", 1, 2));
    assertThat(manifest.semantics()).isEqualTo("portcullis-1");
    assertThat(manifest.requiredLayers()).isEqualTo(RuleSetManifest.LEAST_LAYERS);
    assertThat(manifest.notBefore()).contains(Instant.parse("2026-01-01T00:00:00Z"));
    assertThat(manifest.expires()).contains(Instant.parse("2027-01-01T00:00:00Z"));
    assertThat(manifest.parameters())
        .containsOnlyKeys("level", "strict", "channel", "urgency", "models");
    assertThat(manifest.codes().get(new ReasonCode("device.enrolled")))
        .isEqualTo(
            new CodeDeclaration(
                new ReasonCode("device.enrolled"),
                Effect.SATISFY,
                Optional.of(Layer.DEVICE),
                CodeDeclaration.Audience.OPERATOR,
                "t"));
  }

  @Test
  void digest_ofASmallBundle_isFrozen() {
    RuleSetBundle bundle =
        bundle(
            """
            {"vocabulary": {"range": "1", "name": "portcullis"}, "format": 1, "sequence": 1,
             "semantics": "portcullis-1", "id": "a", "version": "1.0.0", "codes": {},
             "requiredLayers": ["REQUEST", "MANIFEST", "DEVICE", "ROLLOUT"], "params": {}}
            """,
            A);
    assertThat(new String(bundle.manifestBytes(), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"codes\":{},\"files\":[{\"path\":\"rules/a.drl\",\"sha256\":"
                + "\"ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb\",\"size\":1}],"
                + "\"format\":1,\"id\":\"a\",\"params\":{},"
                + "\"requiredLayers\":[\"REQUEST\",\"MANIFEST\",\"DEVICE\",\"ROLLOUT\"],"
                + "\"semantics\":\"portcullis-1\",\"sequence\":1,\"version\":\"1.0.0\","
                + "\"vocabulary\":{\"name\":\"portcullis\",\"range\":\"1\"}}");
    assertThat(bundle.digest()).isEqualTo(org.portcullis.facts.Digest.of(bundle.manifestBytes()));
  }

  @Test
  void digest_orderAndWhiteSpace_playNoPart() {
    String squeezed = MANIFEST.replace("\n", " ").replaceAll("  +", " ");
    String moved =
        MANIFEST
            .replace("\"id\": \"acme\",\n", "")
            .replace("\"sequence\": 7,", "\"sequence\": 7, \"id\": \"acme\",");
    assertThat(bundle(squeezed, B, A).digest()).isEqualTo(bundle(MANIFEST, A, B).digest());
    assertThat(bundle(moved, A, B).digest()).isEqualTo(bundle(MANIFEST, A, B).digest());
  }

  @Test
  void digest_anyContent_changesIt() {
    RuleSetBundle bundle = bundle(MANIFEST, A, B);
    assertThat(
            Stream.of(
                    bundle(MANIFEST, A),
                    bundle(MANIFEST, A, rule("rules/b.drl", "c")),
                    bundle(MANIFEST, A, rule("rules/c.drl", "b")),
                    bundle(MANIFEST.replace("\"sequence\": 7", "\"sequence\": 8"), A, B),
                    bundle(MANIFEST.replace("\"default\": 3", "\"default\": 4"), A, B))
                .map(RuleSetBundle::digest))
        .doesNotHaveDuplicates()
        .doesNotContain(bundle.digest());
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        arguments(
            "\"format\": 1",
            "\"format\": 2",
            "ruleset.json:2:13: error bad-value: `format` must be 1 to 1"),
        arguments(
            "\"id\"",
            "\"ids\"",
            "ruleset.json:3:3: error unknown-member: unknown member `ids`; did you mean `id`?"),
        arguments("\"id\"", "\"ids\"", "ruleset.json:1:1: error missing-member: `id` is missing"),
        arguments(
            "\"acme\"",
            "\"Acme\"",
            "ruleset.json:3:9: error bad-value: `id` must have the shape [a-z0-9][a-z0-9._-]{0,63}"),
        arguments(
            "\"1.2.3-rc.1\"",
            "\"1.2\"",
            "error bad-value: `version` must be a semantic version such as 1.4.0"),
        arguments("\"sequence\": 7", "\"sequence\": 0", "error bad-value: `sequence` must be 1 to"),
        arguments(
            "\"sequence\": 7",
            "\"sequence\": \"7\"",
            "error wrong-type: `sequence` must be a whole number, not a text"),
        arguments(
            "\"sequence\": 7,",
            "\"sequence\": 7, \"sequence\": 8,",
            "ruleset.json:5:18: error duplicate-member: `sequence` stands here twice"),
        arguments(
            "\"name\": \"portcullis\"",
            "\"name\": \"other\"",
            "error wrong-vocabulary: the vocabulary must be `portcullis`"),
        arguments(
            "\"1-2\"", "\"2-3\"", "error wrong-vocabulary: the vocabulary of this library is 1"),
        arguments(
            "\"1-2\"",
            "\"2-1\"",
            "error bad-value: `range` must be a version or a range such as 1 or 1-3"),
        arguments(
            "\"portcullis-1\"",
            "\"portcullis-2\"",
            "error wrong-semantics: unknown semantics `portcullis-2`, this library has `portcullis-1`"),
        arguments(
            "\"DEVICE\", ",
            "",
            "ruleset.json:8:21: error bad-value: the required layers can be raised, never lowered: [DEVICE] missing"),
        arguments(
            "\"DEVICE\", ",
            "\"DEVICES\", ",
            "error unknown-constant: `DEVICES` is none of [TRANSPORT, REQUEST, MANIFEST, DEVICE, ATTESTATION, ROLLOUT]; did you mean `DEVICE`?"),
        arguments(
            "\"DEVICE\", ",
            "\"DEVICE\", \"DEVICE\", ",
            "error bad-value: `DEVICE` stands here twice"),
        arguments(
            "\"DEVICE\", ",
            "\"DEVICE\", 1, ",
            "error wrong-type: a layer expected, not a whole number"),
        arguments(
            "2027-01-01T00",
            "2025-01-01T00",
            "error bad-value: `expires` must lie after `notBefore`"),
        arguments(
            "2027-01-01T00:00:00Z",
            "2027-01-01",
            "error bad-value: `expires` must be an instant such as 2026-01-31T23:59:59Z"),
        arguments(
            "2027-01-01T00:00:00Z",
            "2027-01-01T00:00:00+02:00",
            "error bad-value: `expires` must be an instant such as 2026-01-31T23:59:59Z"),
        arguments(
            "2027-01-01T00:00:00Z",
            "2027-01-01T00:00:00.5Z",
            "error bad-value: `expires` must be an instant such as 2026-01-31T23:59:59Z"),
        arguments("\"default\": 3", "\"default\": 10", "error bad-value: `default` must be 1 to 9"),
        arguments(
            "\"maximum\": 9",
            "\"maximum\": 0",
            "error bad-value: `maximum` must not be below `minimum`"),
        arguments("\"integer\"", "\"int\"", "error unknown-type: unknown type `int`"),
        arguments(
            "\"enum\": \"Urgency\"",
            "\"enum\": \"Urgensy\"",
            "error unknown-type: the vocabulary has no enum `Urgensy`; did you mean `Urgency`?"),
        arguments(
            "\"default\": \"ROUTINE\"",
            "\"default\": \"ROUTIN\"",
            "error unknown-constant: `ROUTIN` is no constant of Urgency; did you mean `ROUTINE`?"),
        arguments(
            "[\"b\", \"a\"]",
            "[\"b\", \"a\", \"c\"]",
            "error bad-value: `default` has more than 2 identifiers"),
        arguments("[\"b\", \"a\"]", "[\"b\", \"b\"]", "error bad-value: `b` stands here twice"),
        arguments("\"level\"", "\"Level\"", "error bad-value: a parameter must have the shape"),
        arguments(
            "\"channel.mismatch\"",
            "\"channel\"",
            "error bad-value: a reason code must have the shape"),
        arguments(
            "\"channel.mismatch\"",
            "\"portcullis.mismatch\"",
            "ruleset.json:19:5: error reserved-code: codes that begin with `portcullis.` are reserved"),
        arguments(
            "\"layer\": \"DEVICE\", ",
            "",
            "error missing-member: `layer` is missing: what does it satisfy?"),
        arguments(
            "\"effect\": \"DENY\"",
            "\"effect\": \"deny\"",
            "error unknown-constant: `deny` is none of [DENY, DEFER, SATISFY, OBLIGE, NOTE]; did you mean `DENY`?"),
        arguments(
            "\"format\": 1,",
            "\"format\": 1, \"previous\": \"0F\",",
            "bad-value: `previous` must be the digest of a bundle: 64 lower-case hex digits"),
        arguments(
            "\"format\": 1,",
            "\"format\": 1, \"requires\": { \"approvals\": 0 },",
            "bad-value: `approvals` must be 1 to 32"),
        arguments(
            "\"format\": 1,",
            "\"format\": 1, \"requires\": { \"approval\": 1 },",
            "unknown-member: unknown member `approval`; did you mean `approvals`?"),
        arguments(
            "\"format\": 1,",
            "\"format\" 1,",
            "ruleset.json:2:12: error json-malformed: unexpected character"));
  }

  @ParameterizedTest(name = "{2}")
  @MethodSource("mistakes")
  void read_mistake_isRefusedWithPlaceAndCause(String from, String to, String error) {
    assertThat(MANIFEST).contains(from);
    List<String> errors = errors(read(MANIFEST.replaceFirst(Pattern.quote(from), to), A));
    assertThat(errors).anyMatch(message -> message.contains(error));
    assertThat(errors)
        .allMatch(message -> message.matches("ruleset\\.json:\\d+:\\d+: error [a-z-]+: .*"));
  }

  @Test
  void read_severalMistakes_areAllReported() {
    String manifest =
        MANIFEST
            .replace("\"acme\"", "1")
            .replace("\"default\": 3", "\"default\": true")
            .replace("\"DENY\"", "2");
    assertThat(errors(read(manifest, A))).hasSize(3);
  }

  @Test
  void read_twoFilesOfOneName_areMisuse() {
    assertThatThrownBy(() -> read(MANIFEST, A, A)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void parameters_defaults_haveTheFrozenCanonicalForm() {
    EffectiveParameters parameters = EffectiveParameters.defaults(bundle(MANIFEST, A).manifest());
    assertThat(java.util.HexFormat.of().formatHex(parameters.canonical()))
        .isEqualTo(
            "85"
                + "82676368616e6e656c66737461626c65"
                + "82656c6576656c03"
                + "82666d6f64656c738261616162"
                + "8266737472696374f4"
                + "826775"
                + "7267656e637902");
    assertThat(parameters.digest())
        .isEqualTo(org.portcullis.facts.Digest.of(parameters.canonical()));
    assertThat(parameters.value("nothing")).isEmpty();
  }

  @Test
  void parameters_file_overridesWithinBounds() {
    RuleSetManifest manifest = bundle(MANIFEST, A).manifest();
    Reading<EffectiveParameters> reading =
        EffectiveParameters.read(
            manifest,
            "params.json",
            "{\"level\": 9, \"models\": [], \"urgency\": \"SECURITY\"}"
                .getBytes(StandardCharsets.UTF_8));
    EffectiveParameters parameters = ((Reading.Parsed<EffectiveParameters>) reading).value();
    assertThat(parameters.digest()).isNotEqualTo(EffectiveParameters.defaults(manifest).digest());
    Reading<EffectiveParameters> again =
        EffectiveParameters.fromCanonical(manifest, parameters.canonical());
    assertThat(((Reading.Parsed<EffectiveParameters>) again).value().values())
        .isEqualTo(parameters.values());
  }

  @Test
  void parameters_mistakes_areRefusedWithPlaceAndCause() {
    RuleSetManifest manifest = bundle(MANIFEST, A).manifest();
    String json =
        "{\n\"level\": 10,\n\"levels\": 1,\n\"strict\": \"no\",\n\"channel\": \"A\",\n\"models\": [1]\n}";
    assertThat(
            errors(
                EffectiveParameters.read(
                    manifest, "params.json", json.getBytes(StandardCharsets.UTF_8))))
        .containsExactly(
            "params.json:2:10: error bad-value: `level` must be 1 to 9",
            "params.json:3:1: error unknown-parameter: the rule set declares no parameter `levels`;"
                + " did you mean `level`?",
            "params.json:4:11: error wrong-type: `strict` must be true or false, not a text",
            "params.json:5:12: error bad-value: `channel` must have the shape"
                + " [a-z0-9][a-z0-9._-]{0,63}",
            "params.json:6:12: error wrong-type: `models` must be an identifier, not a whole"
                + " number");
  }

  @Test
  void parameters_damagedCanonicalForm_isRefused() {
    RuleSetManifest manifest = bundle(MANIFEST, A).manifest();
    byte[] canonical = EffectiveParameters.defaults(manifest).canonical();
    for (int length = 0; length < canonical.length; length++) {
      byte[] cut = java.util.Arrays.copyOf(canonical, length);
      assertThat(errors(EffectiveParameters.fromCanonical(manifest, cut))).hasSize(1);
    }
    for (int i = 0; i < canonical.length; i++) {
      byte[] changed = canonical.clone();
      changed[i] ^= 0x20;
      Reading<EffectiveParameters> reading = EffectiveParameters.fromCanonical(manifest, changed);
      if (reading instanceof Reading.Parsed<EffectiveParameters> parsed) {
        assertThat(parsed.value().canonical()).isEqualTo(changed);
      }
    }
  }

  @Test
  void manifest_fewerLayersThanLeast_isMisuse() {
    RuleSetManifest manifest = bundle(MANIFEST, A).manifest();
    assertThatThrownBy(
            () ->
                new RuleSetManifest(
                    "a",
                    manifest.version(),
                    1,
                    manifest.vocabulary(),
                    "s",
                    java.util.Set.of(Layer.REQUEST),
                    Map.of(),
                    Map.of(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
