package org.portcullis.rules.bundle;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.portcullis.facts.Digest;
import org.portcullis.facts.Identifiers;
import org.portcullis.facts.Layer;
import org.portcullis.facts.ReasonCode;
import org.portcullis.facts.Vocabulary;
import org.portcullis.release.envelope.KeyRole;
import org.portcullis.release.json.JsonValue;
import org.portcullis.release.json.JsonValue.JsonObject;
import org.portcullis.release.json.JsonValue.JsonText;
import org.portcullis.release.json.ObjectReader;
import org.portcullis.release.json.Printable;
import org.portcullis.release.json.Problems;
import org.portcullis.release.json.Reading;
import org.portcullis.release.json.SourcePosition;
import org.portcullis.rules.confine.CodeDeclaration;

/** Reads {@code ruleset.json} strictly: all that is wrong is reported at once, with its place. */
final class ManifestReader {
  /** The code of a vocabulary that this library doesn't have. */
  static final String WRONG_VOCABULARY = "wrong-vocabulary";

  /** The code of an evaluation profile that this library doesn't have. */
  static final String WRONG_SEMANTICS = "wrong-semantics";

  private static final int MAX_CODES = 4000;
  private static final int MAX_PARAMETERS = 256;
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  private final Problems problems = new Problems();
  private final ObjectReader root;

  private ManifestReader(JsonObject object) {
    this.root = new ObjectReader(object, problems);
  }

  static Reading<RuleSetManifest> read(JsonObject object) {
    return new ManifestReader(object).read();
  }

  private Reading<RuleSetManifest> read() {
    root.number("format", RuleSetManifest.FORMAT, RuleSetManifest.FORMAT);
    Optional<String> id = identifier("id");
    Optional<SemanticVersion> version = version();
    Optional<Long> sequence = root.number("sequence", 1, Long.MAX_VALUE);
    Optional<VocabularyRange> vocabulary = root.object("vocabulary").flatMap(this::vocabulary);
    Optional<String> semantics = semantics();
    Set<Layer> layers = requiredLayers();
    Map<ReasonCode, CodeDeclaration> codes = codes();
    Map<String, ParameterDeclaration> parameters = parameters();
    Optional<Instant> notBefore = instant("notBefore");
    Optional<Instant> expires = instant("expires");
    checkValidity(notBefore, expires);
    Optional<Digest> previous = root.has("previous") ? previous() : Optional.empty();
    int approvals = root.has("requires") ? approvals() : 1;
    // Held to the files of a shipped bundle before the declarations are looked at.
    root.has(FileList.MEMBER);
    root.finish();
    return problems.result(
        () ->
            new RuleSetManifest(
                id.orElseThrow(),
                version.orElseThrow(),
                sequence.orElseThrow(),
                vocabulary.orElseThrow(),
                semantics.orElseThrow(),
                layers,
                codes,
                parameters,
                notBefore,
                expires,
                previous,
                approvals));
  }

  private Optional<String> identifier(String name) {
    return root.text(name)
        .filter(
            text ->
                holds(
                    Identifiers.isIdentifier(text),
                    root.position(name),
                    "`" + name + "` must have the shape [a-z0-9][a-z0-9._-]{0,63}"));
  }

  private Optional<SemanticVersion> version() {
    return root.text("version")
        .filter(
            text ->
                holds(
                    SemanticVersion.isVersion(text),
                    root.position("version"),
                    "`version` must be a semantic version such as 1.4.0"))
        .map(SemanticVersion::new);
  }

  private Optional<VocabularyRange> vocabulary(JsonObject object) {
    ObjectReader reader = new ObjectReader(object, problems);
    Optional<String> name =
        reader
            .text("name")
            .filter(
                text ->
                    holds(
                        text.equals(VocabularyRange.NAME),
                        reader.position("name"),
                        WRONG_VOCABULARY,
                        "the vocabulary must be `" + VocabularyRange.NAME + "`"));
    Optional<VocabularyRange> range =
        reader
            .text("range")
            .flatMap(text -> range(text, reader.position("range")))
            .filter(parsed -> suits(parsed, reader.position("range")));
    reader.finish();
    return name.isPresent() ? range : Optional.empty();
  }

  private boolean suits(VocabularyRange range, SourcePosition position) {
    Optional<String> refusal = VocabularyReview.refusal(range, Vocabulary.history());
    return holds(refusal.isEmpty(), position, WRONG_VOCABULARY, refusal.orElse(""));
  }

  private Optional<VocabularyRange> range(String text, SourcePosition position) {
    Optional<VocabularyRange> range = VocabularyRange.parse(VocabularyRange.NAME, text);
    holds(range.isPresent(), position, "`range` must be a version or a range such as 1 or 1-3");
    return range;
  }

  private Optional<String> semantics() {
    return root.text("semantics")
        .filter(
            text ->
                holds(
                    text.equals(RuleSetManifest.SEMANTICS),
                    root.position("semantics"),
                    WRONG_SEMANTICS,
                    "unknown semantics `"
                        + Printable.of(text)
                        + "`, this library has `"
                        + RuleSetManifest.SEMANTICS
                        + "`"));
  }

  private Set<Layer> requiredLayers() {
    EnumSet<Layer> layers = EnumSet.noneOf(Layer.class);
    root.array("requiredLayers")
        .ifPresent(
            array -> {
              array.items().forEach(item -> addLayer(item, layers));
              EnumSet<Layer> missing = EnumSet.copyOf(RuleSetManifest.LEAST_LAYERS);
              missing.removeAll(layers);
              holds(
                  missing.isEmpty(),
                  array.position(),
                  "the required layers can be raised, never lowered: " + missing + " missing");
            });
    return Collections.unmodifiableSet(layers);
  }

  private void addLayer(JsonValue item, Set<Layer> layers) {
    Optional<Layer> layer =
        item instanceof JsonText text
            ? EnumNames.find(Layer.class, text.value(), text.position(), problems)
            : Optional.empty();
    if (item instanceof JsonText) {
      layer.ifPresent(
          found -> holds(layers.add(found), item.position(), "`" + found + "` stands here twice"));
    } else {
      problems.error(item.position(), "wrong-type", "a layer expected, not " + item.kind());
    }
  }

  private Map<ReasonCode, CodeDeclaration> codes() {
    Map<ReasonCode, CodeDeclaration> codes = new LinkedHashMap<>();
    CodeReader reader = new CodeReader(problems);
    root.object("codes")
        .ifPresent(
            object -> {
              holds(
                  object.members().size() <= MAX_CODES,
                  object.position(),
                  "more than " + MAX_CODES + " reason codes");
              object
                  .members()
                  .forEach(
                      (name, member) ->
                          reader.read(name, member).ifPresent(c -> codes.put(c.code(), c)));
            });
    return codes;
  }

  private Map<String, ParameterDeclaration> parameters() {
    Map<String, ParameterDeclaration> parameters = new LinkedHashMap<>();
    ParameterReader reader = new ParameterReader(problems);
    root.object("params")
        .ifPresent(
            object -> {
              holds(
                  object.members().size() <= MAX_PARAMETERS,
                  object.position(),
                  "more than " + MAX_PARAMETERS + " parameters");
              object
                  .members()
                  .forEach(
                      (name, member) ->
                          reader.read(name, member).ifPresent(p -> parameters.put(p.name(), p)));
            });
    return parameters;
  }

  private Optional<Digest> previous() {
    return root.text("previous")
        .filter(
            text ->
                holds(
                    DIGEST.matcher(text).matches(),
                    root.position("previous"),
                    "`previous` must be the digest of a bundle: 64 lower-case hex digits"))
        .map(Digest::fromHex);
  }

  private int approvals() {
    Optional<JsonObject> requires = root.object("requires");
    if (requires.isEmpty()) {
      return 1;
    }
    ObjectReader reader = new ObjectReader(requires.get(), problems);
    Optional<Long> approvals = reader.number("approvals", 1, KeyRole.MAX_KEYS);
    reader.finish();
    return approvals.orElse(1L).intValue();
  }

  private Optional<Instant> instant(String name) {
    return root.has(name) ? root.instant(name) : Optional.empty();
  }

  private void checkValidity(Optional<Instant> notBefore, Optional<Instant> expires) {
    if (notBefore.isPresent() && expires.isPresent()) {
      holds(
          notBefore.get().isBefore(expires.get()),
          root.position("expires"),
          "`expires` must lie after `notBefore`");
    }
  }

  private boolean holds(boolean condition, SourcePosition position, String message) {
    return holds(condition, position, "bad-value", message);
  }

  private boolean holds(boolean condition, SourcePosition position, String code, String message) {
    if (!condition) {
      problems.error(position, code, message);
    }
    return condition;
  }
}
