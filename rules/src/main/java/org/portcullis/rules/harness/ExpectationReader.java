package org.portcullis.rules.harness;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.portcullis.facts.Effect;
import org.portcullis.facts.Outcome;
import org.portcullis.facts.ReasonCode;
import org.portcullis.release.json.JsonValue;
import org.portcullis.release.json.JsonValue.JsonArray;
import org.portcullis.release.json.JsonValue.JsonObject;
import org.portcullis.release.json.JsonValue.JsonText;
import org.portcullis.release.json.ObjectReader;
import org.portcullis.release.json.Printable;
import org.portcullis.release.json.Problems;
import org.portcullis.rules.EngineReason;
import org.portcullis.rules.bundle.RuleSetManifest;

/** Reads the member {@code expect} of a test; every code must be one that can be found. */
final class ExpectationReader {
  private final Map<String, Effect> effects = new TreeMap<>();
  private final Problems problems;

  ExpectationReader(RuleSetManifest manifest, Problems problems) {
    this.problems = problems;
    manifest.codes().values().forEach(code -> effects.put(code.code().value(), code.effect()));
    for (EngineReason reason : EngineReason.values()) {
      effects.put(reason.code().value(), reason.effect());
    }
  }

  Optional<Expectation> read(JsonObject object) {
    ObjectReader reader = new ObjectReader(object, problems);
    Optional<Outcome> outcome = outcome(reader);
    List<Optional<Set<ReasonCode>>> sets = new ArrayList<>();
    boolean whole = codes(reader, "reasons", Set.of(Effect.DENY, Effect.DEFER), sets);
    whole &= codes(reader, "obligations", Set.of(Effect.OBLIGE), sets);
    whole &= codes(reader, "notes", Set.of(Effect.NOTE), sets);
    reader.finish();
    return whole && outcome.isPresent()
        ? Optional.of(new Expectation(outcome.get(), sets.get(0), sets.get(1), sets.get(2)))
        : Optional.empty();
  }

  private Optional<Outcome> outcome(ObjectReader reader) {
    Optional<String> name = reader.text("outcome");
    List<Outcome> all = Arrays.asList(Outcome.values());
    Optional<Outcome> outcome =
        name.flatMap(text -> all.stream().filter(each -> each.name().equals(text)).findFirst());
    if (name.isPresent() && outcome.isEmpty()) {
      problems.unknown(
          reader.position("outcome"),
          "unknown-constant",
          "`" + Printable.of(name.get()) + "` is none of " + all,
          name.get(),
          all.stream().map(Outcome::name).toList());
    }
    return outcome;
  }

  /** Adds the set, or that nothing is said of it; whether nothing is wrong. */
  private boolean codes(
      ObjectReader reader, String name, Set<Effect> wanted, List<Optional<Set<ReasonCode>>> sets) {
    if (!reader.has(name)) {
      return sets.add(Optional.empty());
    }
    Optional<JsonArray> array = reader.array(name);
    Set<ReasonCode> codes = new HashSet<>();
    boolean whole = array.isPresent();
    for (JsonValue item : array.map(JsonArray::items).orElse(List.of())) {
      Optional<ReasonCode> code = code(item, wanted);
      if (code.isEmpty()) {
        whole = false;
      } else if (!codes.add(code.get())) {
        problems.error(item.position(), "bad-value", "`" + code.get() + "` stands here twice");
        whole = false;
      }
    }
    sets.add(Optional.of(codes));
    return whole;
  }

  private Optional<ReasonCode> code(JsonValue item, Set<Effect> wanted) {
    if (!(item instanceof JsonText text)) {
      problems.error(item.position(), "wrong-type", "a code expected, not " + item.kind());
      return Optional.empty();
    }
    Effect effect = effects.get(text.value());
    if (effect == null) {
      problems.unknown(
          item.position(),
          "unknown-code",
          "neither the rule set nor the engine has a code `" + Printable.of(text.value()) + "`",
          text.value(),
          effects.keySet());
      return Optional.empty();
    }
    if (!wanted.contains(effect)) {
      problems.error(
          item.position(),
          "wrong-effect",
          "`" + text.value() + "` has the effect " + effect + " and can't stand here");
      return Optional.empty();
    }
    return Optional.of(new ReasonCode(text.value()));
  }
}
