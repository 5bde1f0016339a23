package org.portcullis.rules.bundle;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.portcullis.facts.Digest;
import org.portcullis.facts.codec.CborReader;
import org.portcullis.facts.codec.CborWriter;
import org.portcullis.facts.codec.MalformedCborException;
import org.portcullis.release.json.JsonValue;
import org.portcullis.release.json.JsonValue.JsonObject;
import org.portcullis.release.json.Printable;
import org.portcullis.release.json.Problems;
import org.portcullis.release.json.Reading;
import org.portcullis.release.json.SourcePosition;
import org.portcullis.release.json.StrictJson;
import org.portcullis.rules.confine.ParameterValue;

/**
 * The values that the parameters of a rule set have: one for each declared parameter. Their
 * canonical form is the array of {@code [name, value]} sorted by name, in deterministic CBOR.
 */
public final class EffectiveParameters {
  private final Map<String, ParameterValue> values;
  private final byte[] canonical;
  private final Digest digest;

  private EffectiveParameters(Map<String, ParameterValue> values) {
    this.values = Collections.unmodifiableMap(new TreeMap<>(values));
    this.canonical = encode(this.values);
    this.digest = Digest.of(canonical);
  }

  /**
   * The declared defaults.
   *
   * @param manifest the declarations
   * @return the values when nobody sets any
   */
  public static EffectiveParameters defaults(RuleSetManifest manifest) {
    return new EffectiveParameters(defaultValues(manifest));
  }

  /**
   * Reads a file of values: one JSON object from name to value. What it leaves out keeps its
   * default.
   *
   * @param manifest the declarations
   * @param file the name of the file, for the places
   * @param content the bytes
   * @return the values, or all that is wrong with the file
   */
  public static Reading<EffectiveParameters> read(
      RuleSetManifest manifest, String file, byte[] content) {
    Reading<JsonObject> json = StrictJson.read(file, content);
    if (json instanceof Reading.Refused<JsonObject> refused) {
      return new Reading.Refused<>(refused.diagnostics());
    }
    Problems problems = new Problems();
    Optional<EffectiveParameters> values =
        defaults(manifest).with(manifest, ((Reading.Parsed<JsonObject>) json).value(), problems);
    return problems.result(values::orElseThrow);
  }

  /**
   * These values with others laid over them.
   *
   * @param manifest the declarations of the rule set whose parameters they are
   * @param overlay from name to value, as a larger text embeds it
   * @param problems where errors go
   * @return the values, or empty if something is wrong, which is reported
   */
  public Optional<EffectiveParameters> with(
      RuleSetManifest manifest, JsonObject overlay, Problems problems) {
    Map<String, ParameterValue> all = new TreeMap<>(values);
    int refused = 0;
    for (Map.Entry<String, JsonValue.Member> entry : overlay.members().entrySet()) {
      Optional<ParameterValue> value = value(manifest, entry.getKey(), entry.getValue(), problems);
      value.ifPresent(present -> all.put(entry.getKey(), present));
      refused += value.isPresent() ? 0 : 1;
    }
    return refused == 0 ? Optional.of(new EffectiveParameters(all)) : Optional.empty();
  }

  private static Optional<ParameterValue> value(
      RuleSetManifest manifest, String name, JsonValue.Member member, Problems problems) {
    ParameterDeclaration declaration = manifest.parameters().get(name);
    if (declaration == null) {
      problems.unknown(
          member.position(),
          "unknown-parameter",
          "the rule set declares no parameter `" + Printable.of(name) + "`",
          name,
          manifest.parameters().keySet());
      return Optional.empty();
    }
    return ParameterValueReader.read(member.value(), name, declaration.type(), problems);
  }

  /**
   * Reads the canonical form, and nothing else, as a record carries it.
   *
   * @param manifest the declarations of the rule set whose parameters they are
   * @param canonical the bytes
   * @return the values, or why the bytes are not the canonical form of values within the
   *     declarations
   */
  public static Reading<EffectiveParameters> fromCanonical(
      RuleSetManifest manifest, byte[] canonical) {
    Problems problems = new Problems();
    try {
      CborReader in = new CborReader(canonical);
      Map<String, ParameterValue> values = ParameterCodec.read(in, manifest);
      return new Reading.Parsed<>(new EffectiveParameters(values));
    } catch (MalformedCborException e) {
      problems.error(new SourcePosition("parameters", 1, e.offset() + 1), "malformed", e.reason());
      return new Reading.Refused<>(problems.sorted());
    }
  }

  /**
   * The values by name, sorted.
   *
   * @return an unmodifiable map
   */
  public Map<String, ParameterValue> values() {
    return values;
  }

  /**
   * The value of a parameter.
   *
   * @param name any text
   * @return the value, or empty if no such parameter is declared
   */
  public Optional<ParameterValue> value(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /**
   * The canonical form.
   *
   * @return a copy of the bytes
   */
  public byte[] canonical() {
    return canonical.clone();
  }

  /**
   * The digest of the canonical form.
   *
   * @return its SHA-256
   */
  public Digest digest() {
    return digest;
  }

  private static Map<String, ParameterValue> defaultValues(RuleSetManifest manifest) {
    Map<String, ParameterValue> values = new TreeMap<>();
    manifest.parameters().forEach((name, declared) -> values.put(name, declared.defaultValue()));
    return values;
  }

  private static byte[] encode(Map<String, ParameterValue> values) {
    CborWriter out = new CborWriter();
    ParameterCodec.write(out, values);
    return out.toByteArray();
  }
}
