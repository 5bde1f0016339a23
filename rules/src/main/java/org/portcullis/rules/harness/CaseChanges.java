package org.portcullis.rules.harness;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.portcullis.facts.Field;
import org.portcullis.facts.FieldType;
import org.portcullis.facts.RecordType;
import org.portcullis.facts.SignalState;
import org.portcullis.facts.Vocabulary;
import org.portcullis.release.json.JsonValue;
import org.portcullis.release.json.JsonValue.JsonObject;
import org.portcullis.release.json.JsonValue.JsonText;
import org.portcullis.release.json.Printable;
import org.portcullis.release.json.Problems;

/**
 * Lays the member {@code set} of a test over the JSON form of a case: each path of components, as
 * rules write it, gets another value; so may a whole record.
 */
final class CaseChanges {
  private final Problems problems;

  CaseChanges(Problems problems) {
    this.problems = problems;
  }

  /** The changed case, or empty if a path leads nowhere or to a place that is changed already. */
  Optional<JsonObject> apply(JsonObject facts, JsonObject changes) {
    JsonObject changed = facts;
    int refused = 0;
    for (Map.Entry<String, JsonValue.Member> change : changes.members().entrySet()) {
      String path = change.getKey();
      if (overlaps(path, changes)) {
        refused++;
        problem(change, "another path of this `set` leads into it");
      } else if (!resolves(change) || leavesComponents(changed, change)) {
        refused++;
      } else {
        changed = replace(changed, List.of(path.split("\\.")), change.getValue());
      }
    }
    return refused == 0 ? Optional.of(changed) : Optional.empty();
  }

  private static boolean overlaps(String path, JsonObject changes) {
    return changes.members().keySet().stream().anyMatch(other -> other.startsWith(path + "."));
  }

  /** Whether each part of the path is a component, which is reported otherwise. */
  private boolean resolves(Map.Entry<String, JsonValue.Member> change) {
    RecordType type = Vocabulary.root();
    String[] parts = change.getKey().split("\\.", -1);
    for (int i = 0; i < parts.length; i++) {
      Optional<Field> field = type.field(parts[i]);
      if (field.isEmpty()) {
        unknown(change, type, parts[i]);
        return false;
      }
      boolean last = i == parts.length - 1;
      if (!last && !(field.get().type() instanceof FieldType.NestedType)) {
        problem(change, "`" + parts[i] + "` has no components");
        return false;
      }
      type = field.get().type() instanceof FieldType.NestedType nested ? nested.type() : type;
    }
    return true;
  }

  private void unknown(
      Map.Entry<String, JsonValue.Member> change, RecordType type, String component) {
    problems.unknown(
        change.getValue().position(),
        "unknown-path",
        "unknown path `"
            + Printable.of(change.getKey())
            + "`: `"
            + type.name()
            + "` has no `"
            + Printable.of(component)
            + "`",
        component,
        type.fields().stream().map(Field::name).toList());
  }

  /**
   * Whether the state of a signal would change and leave components behind that only a verified
   * signal has; the place of the mistake is here and not where they stand.
   */
  private boolean leavesComponents(JsonObject facts, Map.Entry<String, JsonValue.Member> change) {
    List<String> path = List.of(change.getKey().split("\\."));
    RecordType type = owner(path);
    Optional<JsonObject> owner = object(facts, path.subList(0, path.size() - 1));
    boolean isState = type.field(path.get(path.size() - 1)).map(Field::isState).orElse(false);
    boolean verified =
        change.getValue().value() instanceof JsonText text
            && text.value().equals(SignalState.VERIFIED.name());
    if (!isState || verified || owner.isEmpty()) {
      return false;
    }
    boolean leaves =
        type.fields().stream()
            .anyMatch(
                field -> !field.isHeader() && owner.get().members().containsKey(field.name()));
    return leaves
        && problem(
            change, "a signal loses its components with its state: set the whole signal instead");
  }

  private static RecordType owner(List<String> path) {
    RecordType type = Vocabulary.root();
    for (String part : path.subList(0, path.size() - 1)) {
      type = ((FieldType.NestedType) type.field(part).orElseThrow().type()).type();
    }
    return type;
  }

  private static Optional<JsonObject> object(JsonObject root, List<String> path) {
    Optional<JsonObject> object = Optional.of(root);
    for (String part : path) {
      object =
          object
              .map(parent -> parent.members().get(part))
              .map(JsonValue.Member::value)
              .filter(JsonObject.class::isInstance)
              .map(JsonObject.class::cast);
    }
    return object;
  }

  private static JsonObject replace(
      JsonObject object, List<String> path, JsonValue.Member replacement) {
    Map<String, JsonValue.Member> members = new LinkedHashMap<>(object.members());
    String name = path.get(0);
    if (path.size() == 1) {
      members.put(name, replacement);
    } else {
      JsonObject child =
          object(object, List.of(name))
              .orElseGet(() -> new JsonObject(replacement.position(), Map.of()));
      JsonObject changed = replace(child, path.subList(1, path.size()), replacement);
      members.put(name, new JsonValue.Member(replacement.position(), changed));
    }
    return new JsonObject(object.position(), members);
  }

  private boolean problem(Map.Entry<String, JsonValue.Member> change, String cause) {
    problems.error(
        change.getValue().position(),
        "bad-path",
        "`" + Printable.of(change.getKey()) + "` can't be set: " + cause);
    return true;
  }
}
