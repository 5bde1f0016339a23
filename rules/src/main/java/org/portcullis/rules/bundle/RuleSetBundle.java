package org.portcullis.rules.bundle;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.portcullis.facts.Digest;
import org.portcullis.facts.ReasonCode;
import org.portcullis.release.json.CanonicalJson;
import org.portcullis.release.json.JsonValue;
import org.portcullis.release.json.JsonValue.JsonObject;
import org.portcullis.release.json.ObjectReader;
import org.portcullis.release.json.Printable;
import org.portcullis.release.json.Problems;
import org.portcullis.release.json.Reading;
import org.portcullis.release.json.SourcePosition;
import org.portcullis.release.json.StrictJson;
import org.portcullis.rules.confine.RuleSource;

/**
 * A rule set as files: what {@code ruleset.json} declares, the rules, tests, presets and notes, and
 * the manifest that binds them. The shipped manifest is the canonical JSON of {@code ruleset.json}
 * with one more member {@code files}, which the author never writes: path, size and SHA-256 of each
 * file. Its digest is the rule set's, so that neither white space nor an order plays a part in it.
 * Read from its shipped form, whose {@code ruleset.json} is that manifest, a bundle is the same.
 */
public final class RuleSetBundle {
  /** The file of declarations. */
  public static final String MANIFEST = "ruleset.json";

  private final RuleSetManifest manifest;
  private final List<BundleFile> files;
  private final Map<String, EffectiveParameters> presets;
  private final Map<ReasonCode, SourcePosition> codePositions;
  private final boolean shipped;
  private final byte[] manifestBytes;
  private final Digest digest;
  private final Digest policyDigest;

  private RuleSetBundle(
      JsonObject declarations,
      RuleSetManifest manifest,
      List<BundleFile> files,
      Map<String, EffectiveParameters> presets) {
    this.manifest = manifest;
    this.files = files;
    this.presets = presets;
    this.codePositions = codePositions(declarations);
    this.shipped = declarations.members().containsKey(FileList.MEMBER);
    this.manifestBytes = shippedManifest(declarations, files);
    this.digest = Digest.of(manifestBytes);
    this.policyDigest = PolicyDigest.of(manifest, in(RuleSetFolder.RULES).toList());
  }

  /**
   * Reads a bundle of rules alone. The rules themselves are not looked at.
   *
   * @param declarations the content of {@code ruleset.json}
   * @param rules the files of rules in any order; their names differ
   * @return the bundle, or all that is wrong with {@code ruleset.json}
   * @throws IllegalArgumentException if two files have one name
   */
  public static Reading<RuleSetBundle> read(byte[] declarations, List<RuleSource> rules) {
    return of(
        declarations,
        rules.stream().map(rule -> new BundleFile(rule.file(), rule.content())).toList());
  }

  /**
   * Reads a bundle from its files. Rules and tests are not looked at, presets are read.
   *
   * @param declarations the content of {@code ruleset.json}, as its author wrote it or as shipped
   * @param files every other file but the signatures, in any order; their paths differ
   * @return the bundle, or all that is wrong with {@code ruleset.json}, with a preset, or with a
   *     file that a shipped manifest binds
   * @throws IllegalArgumentException if two files have one path
   */
  public static Reading<RuleSetBundle> of(byte[] declarations, List<BundleFile> files) {
    List<BundleFile> sorted = files.stream().sorted().toList();
    if (sorted.stream().map(BundleFile::path).distinct().count() != sorted.size()) {
      throw new IllegalArgumentException("two files of a bundle have one name");
    }
    Reading<JsonObject> json = StrictJson.read(MANIFEST, declarations);
    if (json instanceof Reading.Refused<JsonObject> refused) {
      return new Reading.Refused<>(refused.diagnostics());
    }
    JsonObject object = ((Reading.Parsed<JsonObject>) json).value();
    Problems problems = new Problems();
    sorted.stream()
        .map(BundleFile::path)
        .filter(path -> !FolderReader.isPath(path))
        .forEach(
            path ->
                problems.error(
                    new SourcePosition(Printable.of(path), 1, 1),
                    "file-name",
                    "no file of a rule set may lie here or be named so"));
    if (object.members().containsKey(FileList.MEMBER)) {
      checkShipped(object, declarations, sorted, problems);
    }
    return problems.isEmpty() ? of(object, sorted) : new Reading.Refused<>(problems.sorted());
  }

  private static Reading<RuleSetBundle> of(JsonObject declarations, List<BundleFile> files) {
    Reading<RuleSetManifest> manifest = ManifestReader.read(declarations);
    if (manifest instanceof Reading.Refused<RuleSetManifest> refused) {
      return new Reading.Refused<>(refused.diagnostics());
    }
    RuleSetManifest declared = ((Reading.Parsed<RuleSetManifest>) manifest).value();
    Problems problems = new Problems();
    Map<String, EffectiveParameters> presets = presets(declared, files, problems);
    return problems.result(() -> new RuleSetBundle(declarations, declared, files, presets));
  }

  private static void checkShipped(
      JsonObject manifest, byte[] bytes, List<BundleFile> files, Problems problems) {
    new ObjectReader(manifest, problems)
        .array(FileList.MEMBER)
        .ifPresent(listed -> FileList.check(listed, files, problems));
    if (problems.isEmpty() && !Arrays.equals(bytes, CanonicalJson.write(manifest))) {
      problems.error(
          manifest.position(),
          "not-canonical",
          "a manifest that lists files must be the shipped one, byte for byte");
    }
  }

  private static Map<String, EffectiveParameters> presets(
      RuleSetManifest manifest, List<BundleFile> files, Problems problems) {
    Map<String, EffectiveParameters> presets = new TreeMap<>();
    for (BundleFile file : files) {
      if (file.isIn(RuleSetFolder.PRESETS)) {
        Reading<EffectiveParameters> values =
            EffectiveParameters.read(manifest, file.path(), file.content());
        if (values instanceof Reading.Parsed<EffectiveParameters> parsed) {
          presets.put(file.stem(), parsed.value());
        } else {
          problems.addAll(((Reading.Refused<EffectiveParameters>) values).diagnostics());
        }
      }
    }
    return Collections.unmodifiableMap(presets);
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
    return in(RuleSetFolder.RULES)
        .map(file -> new RuleSource(file.path(), file.content()))
        .toList();
  }

  /**
   * The files of tests, as they were read.
   *
   * @return sorted by name; often empty
   */
  public List<BundleFile> tests() {
    return in(RuleSetFolder.TESTS).toList();
  }

  /**
   * The named presets of values that come with the rules: the values of {@code params/NAME.json}
   * over the declared defaults.
   *
   * @return an unmodifiable map by name, sorted; often empty
   */
  public Map<String, EffectiveParameters> presets() {
    return presets;
  }

  /**
   * Every file that the shipped manifest lists.
   *
   * @return sorted by path
   */
  public List<BundleFile> files() {
    return files;
  }

  /**
   * Whether it was read from its shipped form.
   *
   * @return whether {@code ruleset.json} lists its files
   */
  public boolean isShipped() {
    return shipped;
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

  /**
   * The digest of what decides: two bundles that have it in common give every case the same
   * evaluation under the same values, but for the digest of the bundle in it. It covers id,
   * version, sequence, vocabulary, semantics, required layers, effect and layer of each code, the
   * files of rules and the declared parameters; not texts, tests, presets, notes, and not how long
   * the bundle is valid, which is a fact of the case.
   *
   * @return the SHA-256 of their canonical form
   */
  public Digest policyDigest() {
    return policyDigest;
  }

  /**
   * The texts that the tests give to components of their cases, among them the name of every
   * constant that a test names.
   *
   * @return an unmodifiable set
   */
  public Set<String> testedConstants() {
    return Collections.unmodifiableSet(TestedConstants.of(tests()));
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

  private Stream<BundleFile> in(String folder) {
    return files.stream().filter(file -> file.isIn(folder));
  }

  private static byte[] shippedManifest(JsonObject declarations, List<BundleFile> files) {
    SourcePosition nowhere = declarations.position();
    Map<String, JsonValue.Member> members = new LinkedHashMap<>(declarations.members());
    members.put(FileList.MEMBER, new JsonValue.Member(nowhere, FileList.describe(files, nowhere)));
    return CanonicalJson.write(new JsonObject(nowhere, members));
  }
}
