package org.portcullis.rules.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.portcullis.release.json.JsonValue;
import org.portcullis.release.json.JsonValue.JsonArray;
import org.portcullis.release.json.JsonValue.JsonObject;
import org.portcullis.release.json.JsonValue.JsonText;
import org.portcullis.release.json.Reading;
import org.portcullis.release.json.StrictJson;

/** What changes which digest of a bundle, and what changes none. */
final class DigestProperties {
  private static final RuleSetBundle SMALL = SmallBundle.small();

  /** Each replaces a part of the manifest by another that decides otherwise. */
  private static final List<String[]> DECIDING =
      List.of(
          new String[] {"\"small\"", "\"smaller\""},
          new String[] {"\"1.0.0\"", "\"1.0.1\""},
          new String[] {"\"sequence\": 1", "\"sequence\": 2"},
          new String[] {"\"range\": \"1\"", "\"range\": \"1-2\""},
          new String[] {"\"ROLLOUT\"]", "\"ROLLOUT\", \"ATTESTATION\"]"},
          new String[] {"\"ROLLOUT\"]", "\"ROLLOUT\", \"TRANSPORT\"]"},
          new String[] {"\"a.b\"", "\"a.c\""},
          new String[] {"\"NOTE\"", "\"OBLIGE\""},
          new String[] {"\"NOTE\"", "\"NOTE\", \"layer\": \"DEVICE\""},
          new String[] {"\"on\"", "\"off\""},
          new String[] {"\"default\": true", "\"default\": false"},
          new String[] {"\"boolean\", \"default\": true", "\"identifier\", \"default\": \"true\""},
          new String[] {
            "\"boolean\", \"default\": true",
            "\"integer\", \"minimum\": 0, \"maximum\": 9, \"default\": 1"
          },
          new String[] {
            "\"boolean\", \"default\": true",
            "\"integer\", \"minimum\": 0, \"maximum\": 8, \"default\": 1"
          },
          new String[] {
            "\"boolean\", \"default\": true",
            "\"integer\", \"minimum\": 1, \"maximum\": 9, \"default\": 1"
          },
          new String[] {
            "\"boolean\", \"default\": true",
            "\"enum\", \"enum\": \"Urgency\", \"default\": \"ROUTINE\""
          },
          new String[] {
            "\"boolean\", \"default\": true", "\"identifiers\", \"maximumSize\": 1, \"default\": []"
          },
          new String[] {
            "\"boolean\", \"default\": true", "\"identifiers\", \"maximumSize\": 2, \"default\": []"
          });

  /** Each replaces a part of the manifest that is for people, or for who may use the bundle. */
  private static final List<String[]> OTHER =
      List.of(
          new String[] {"\"text\": \"t\"", "\"text\": \"other\""},
          new String[] {"\"text\": \"o\"", "\"text\": \"other\""},
          new String[] {"\"OPERATOR\"", "\"DEVICE\""},
          new String[] {"2027-01-01", "2028-01-01"},
          new String[] {"\"format\": 1", "\"format\": 1, \"requires\": {\"approvals\": 2}"},
          new String[] {
            "\"format\": 1", "\"format\": 1, \"previous\": \"" + "0".repeat(64) + "\""
          });

  private static RuleSetBundle changed(String[] change) {
    assertThat(SmallBundle.MANIFEST).contains(change[0]);
    List<BundleFile> files = SmallBundle.files();
    files.removeIf(file -> file.isIn("params"));
    return SmallBundle.of(SmallBundle.MANIFEST.replace(change[0], change[1]), files);
  }

  @Example
  void policyDigest_whatDecides_changesIt() {
    List<Object> digests = new ArrayList<>(List.of(SMALL.policyDigest()));
    DECIDING.forEach(change -> digests.add(changed(change).policyDigest()));
    assertThat(digests).doesNotHaveDuplicates();
  }

  @Example
  void policyDigest_textsAudienceValidityAndSigning_doNotChangeIt() {
    for (String[] change : OTHER) {
      RuleSetBundle bundle = changed(change);
      assertThat(bundle.policyDigest()).isEqualTo(SMALL.policyDigest());
      assertThat(bundle.digest()).isNotEqualTo(SMALL.digest());
    }
  }

  /** Both values were computed by another program from the description of the forms. */
  @Example
  void policyDigest_smallBundle_isFrozen() {
    assertThat(SMALL.policyDigest())
        .hasToString("a463511c935cb2144656a9d93e567a0c8504af054880f0d4535f4e851c25b1b9");
    assertThat(SMALL.digest())
        .hasToString("4717b12360da8b3f57b3f6e8bbd243833944ddb5e1d5c65b449f127fd139acd8");
  }

  @Property(tries = 100)
  void policyDigest_anyByteOfRules_changesBoth(
      @ForAll @IntRange(min = 0, max = 200) int offset, @ForAll @IntRange(min = 1) int bits) {
    byte[] rule = SmallBundle.RULE.getBytes(StandardCharsets.UTF_8);
    rule[offset % rule.length] ^= (byte) (1 + bits % 255);
    List<BundleFile> files = SmallBundle.files();
    files.set(0, new BundleFile("rules/a.drl", rule));
    RuleSetBundle bundle = SmallBundle.of(SmallBundle.MANIFEST, files);
    assertThat(bundle.policyDigest()).isNotEqualTo(SMALL.policyDigest());
    assertThat(bundle.digest()).isNotEqualTo(SMALL.digest());
  }

  @Property(tries = 100)
  void policyDigest_testsPresetsAndNotes_doNotChangeIt(@ForAll String text) {
    for (String path : List.of("tests/a.json", "tests/b.json", "CHANGES.md")) {
      List<BundleFile> files = SmallBundle.files();
      files.removeIf(file -> file.path().equals(path));
      files.add(SmallBundle.file(path, text + "."));
      RuleSetBundle bundle = SmallBundle.of(SmallBundle.MANIFEST, files);
      assertThat(bundle.policyDigest()).isEqualTo(SMALL.policyDigest());
      assertThat(bundle.digest()).isNotEqualTo(SMALL.digest());
    }
  }

  @Property(tries = 200)
  void digests_orderOfMembersAndFilesAndSpace_changeNone(@ForAll long seed) {
    Random random = new Random(seed);
    List<BundleFile> files = SmallBundle.files();
    Collections.shuffle(files, random);
    RuleSetBundle bundle = SmallBundle.of(rewritten(manifest(), random), files);
    assertThat(bundle.digest()).isEqualTo(SMALL.digest());
    assertThat(bundle.policyDigest()).isEqualTo(SMALL.policyDigest());
    assertThat(EffectiveParameters.defaults(bundle.manifest()).digest())
        .isEqualTo(EffectiveParameters.defaults(SMALL.manifest()).digest());
  }

  private static JsonObject manifest() {
    Reading<JsonObject> json =
        StrictJson.read("ruleset.json", SmallBundle.MANIFEST.getBytes(StandardCharsets.UTF_8));
    return ((Reading.Parsed<JsonObject>) json).value();
  }

  private static String rewritten(JsonValue value, Random random) {
    String space = " \n\t".substring(random.nextInt(4)).replace("\t", "\t ");
    List<String> parts = new ArrayList<>();
    if (value instanceof JsonObject object) {
      for (Map.Entry<String, JsonValue.Member> member : object.members().entrySet()) {
        String text = rewritten(member.getValue().value(), random);
        parts.add("\"" + member.getKey() + "\"" + space + ":" + text);
      }
      Collections.shuffle(parts, random);
      return "{" + space + String.join(space + "," + space, parts) + space + "}";
    } else if (value instanceof JsonArray array) {
      array.items().forEach(item -> parts.add(rewritten(item, random)));
      return "[" + space + String.join("," + space, parts) + "]";
    } else if (value instanceof JsonText text) {
      return "\"" + text.value() + "\"";
    }
    return value instanceof JsonValue.JsonNumber number
        ? Long.toString(number.value())
        : Boolean.toString(((JsonValue.JsonTruth) value).value());
  }
}
