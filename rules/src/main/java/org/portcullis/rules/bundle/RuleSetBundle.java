package org.portcullis.rules.bundle;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.portcullis.facts.Digest;
import org.portcullis.facts.ReasonCode;
import org.portcullis.release.json.CanonicalJson;
import org.portcullis.release.json.JsonValue;
import org.portcullis.release.json.JsonValue.JsonArray;
import org.portcullis.release.json.JsonValue.JsonNumber;
import org.portcullis.release.json.JsonValue.JsonObject;
import org.portcullis.release.json.JsonValue.JsonText;
import org.portcullis.release.json.Reading;
import org.portcullis.release.json.SourcePosition;
import org.portcullis.release.json.StrictJson;
import org.portcullis.rules.confine.RuleSource;

/**
 * A rule set as files: what {@code ruleset.json} declares, the rules, and the manifest that binds
 * both. The shipped manifest is the canonical JSON of {@code ruleset.json} with one more member
 * {@code files}, which the author never writes: path, size and SHA-256 of each file of rules. Its
 * digest is the rule set's, so that neither white space nor an order plays a part in it.
 */
public final class RuleSetBundle {
  /** The file of declarations. */
  public static final String MANIFEST = "ruleset.json";

  private final RuleSetManifest manifest;
  private final List<RuleSource> rules;
  private final Map<ReasonCode, SourcePosition> codePositions;
  private final byte[] manifestBytes;
  private final Digest digest;

  private RuleSetBundle(JsonObject declarations, RuleSetManifest manifest, List<RuleSource> rules) {
    this.manifest = manifest;
    this.rules = rules;
    this.codePositions = codePositions(declarations);
    this.manifestBytes = shipped(declarations, rules);
    this.digest = Digest.of(manifestBytes);
  }

  /**
   * Reads a bundle from its parts. The rules themselves are not looked at.
   *
   * @param declarations the content of {@code ruleset.json}
   * @param rules the files of rules in any order; their names differ
   * @return the bundle, or all that is wrong with {@code ruleset.json}
   * @throws IllegalArgumentException if two files have one name
   */
  public static Reading<RuleSetBundle> read(byte[] declarations, List<RuleSource> rules) {
    List<RuleSource> sorted =
        rules.stream().sorted(Comparator.comparing(RuleSource::file)).toList();
    if (sorted.stream().map(RuleSource::file).distinct().count() != sorted.size()) {
      throw new IllegalArgumentException("two files of rules have one name");
    }
    Reading<JsonObject> json = StrictJson.read(MANIFEST, declarations);
    if (json instanceof Reading.Refused<JsonObject> refused) {
      return new Reading.Refused<>(refused.diagnostics());
    }
    JsonObject object = ((Reading.Parsed<JsonObject>) json).value();
    Reading<RuleSetManifest> manifest = ManifestReader.read(object);
    if (manifest instanceof Reading.Refused<RuleSetManifest> refused) {
      return new Reading.Refused<>(refused.diagnostics());
    }
    return new Reading.Parsed<>(
        new RuleSetBundle(object, ((Reading.Parsed<RuleSetManifest>) manifest).value(), sorted));
  }

  /**
   * What it declares.
   *
   * @return the declarations
   */
  public RuleSetManifest manifest() {
    return manifest;
  }

  /**
   * The files of rules.
   *
   * @return sorted by name
   */
  public List<RuleSource> rules() {
    return rules;
  }

  /**
   * Where {@code ruleset.json} declares its reason codes.
   *
   * @return an unmodifiable map
   */
  public Map<ReasonCode, SourcePosition> codePositions() {
    return codePositions;
  }

  /**
   * The manifest as it is shipped.
   *
   * @return a copy of its bytes
   */
  public byte[] manifestBytes() {
    return manifestBytes.clone();
  }

  /**
   * The digest of the shipped manifest, which is the rule set's in evaluations and records.
   *
   * @return its SHA-256
   */
  public Digest digest() {
    return digest;
  }

  /** Of declarations that were read as a manifest. */
  private static Map<ReasonCode, SourcePosition> codePositions(JsonObject declarations) {
    JsonValue.Member codes = declarations.members().get("codes");
    if (codes == null || !(codes.value() instanceof JsonObject object)) {
      return Map.of();
    }
    Map<ReasonCode, SourcePosition> positions = new LinkedHashMap<>();
    object.members().forEach((name, code) -> positions.put(new ReasonCode(name), code.position()));
    return Collections.unmodifiableMap(positions);
  }

  private static byte[] shipped(JsonObject declarations, List<RuleSource> rules) {
    SourcePosition nowhere = declarations.position();
    List<JsonValue> files = rules.stream().<JsonValue>map(rule -> describe(rule, nowhere)).toList();
    Map<String, JsonValue.Member> members = new LinkedHashMap<>(declarations.members());
    members.put("files", new JsonValue.Member(nowhere, new JsonArray(nowhere, files)));
    return CanonicalJson.write(new JsonObject(nowhere, members));
  }

  private static JsonObject describe(RuleSource rule, SourcePosition nowhere) {
    byte[] content = rule.content();
    Map<String, JsonValue.Member> members = new LinkedHashMap<>();
    members.put("path", member(new JsonText(nowhere, rule.file())));
    members.put("size", member(new JsonNumber(nowhere, content.length)));
    members.put("sha256", member(new JsonText(nowhere, Digest.of(content).hex())));
    return new JsonObject(nowhere, members);
  }

  private static JsonValue.Member member(JsonValue value) {
    return new JsonValue.Member(value.position(), value);
  }
}
