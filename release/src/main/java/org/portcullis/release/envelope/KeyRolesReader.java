package org.portcullis.release.envelope;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.portcullis.release.json.JsonValue;
import org.portcullis.release.json.JsonValue.JsonArray;
import org.portcullis.release.json.JsonValue.JsonObject;
import org.portcullis.release.json.ObjectReader;
import org.portcullis.release.json.Printable;
import org.portcullis.release.json.Problems;
import org.portcullis.release.json.Reading;
import org.portcullis.release.json.StrictJson;

/** Reads keys files. */
final class KeyRolesReader {
  private static final int FORMAT = 1;

  private final Problems problems = new Problems();

  private KeyRolesReader() {}

  static Reading<KeyRoles> read(String file, byte[] content) {
    Reading<JsonObject> json = StrictJson.read(file, content);
    if (json instanceof Reading.Parsed<JsonObject> parsed) {
      return new KeyRolesReader().file(parsed.value());
    }
    return new Reading.Refused<>(((Reading.Refused<JsonObject>) json).diagnostics());
  }

  private Reading<KeyRoles> file(JsonObject root) {
    ObjectReader reader = new ObjectReader(root, problems);
    reader.number("format", FORMAT, FORMAT);
    List<KeyRole> roles = new ArrayList<>();
    Optional<JsonObject> members = reader.object("roles");
    if (members.isPresent()) {
      int size = members.get().members().size();
      if (size == 0 || size > KeyRoles.MAX_ROLES) {
        error(
            members.get(), "bad-value", "`roles` must hold 1 to " + KeyRoles.MAX_ROLES + " roles");
      } else {
        members.get().members().forEach((name, member) -> role(name, member).ifPresent(roles::add));
      }
    }
    reader.finish();
    return problems.result(() -> new KeyRoles(roles));
  }

  private Optional<KeyRole> role(String name, JsonValue.Member member) {
    if (!KeyRole.isName(name)) {
      problems.error(
          member.position(),
          "bad-name",
          "`"
              + Printable.of(name)
              + "` is no name of a role: a lower-case letter, then up to 63 lower-case letters,"
              + " digits and hyphens");
      return Optional.empty();
    }
    if (!(member.value() instanceof JsonObject object)) {
      error(member.value(), "wrong-type", "a role must be an object, not " + member.value().kind());
      return Optional.empty();
    }
    ObjectReader reader = new ObjectReader(object, problems);
    Optional<Long> threshold = reader.number("threshold", 1, KeyRole.MAX_KEYS);
    Optional<List<RoleKey>> keys = reader.array("keys").flatMap(this::keys);
    reader.finish();
    if (threshold.isEmpty() || keys.isEmpty()) {
      return Optional.empty();
    }
    return role(reader, name, threshold.get().intValue(), keys.get());
  }

  private Optional<KeyRole> role(
      ObjectReader reader, String name, int threshold, List<RoleKey> keys) {
    if (threshold > keys.size()) {
      problems.error(
          reader.position("threshold"),
          "unreachable-threshold",
          "`threshold` is " + threshold + ", but the role has " + keys.size() + " keys");
      return Optional.empty();
    }
    return Optional.of(new KeyRole(name, threshold, keys));
  }

  /** The keys of a role, if none of them is wrong. */
  private Optional<List<RoleKey>> keys(JsonArray array) {
    if (array.items().isEmpty() || array.items().size() > KeyRole.MAX_KEYS) {
      error(array, "bad-value", "`keys` must hold 1 to " + KeyRole.MAX_KEYS + " keys");
      return Optional.empty();
    }
    List<RoleKey> keys = new ArrayList<>();
    for (JsonValue item : array.items()) {
      key(item).filter(key -> isFirst(item, key, keys)).ifPresent(keys::add);
    }
    return keys.size() == array.items().size() ? Optional.of(keys) : Optional.empty();
  }

  private Optional<RoleKey> key(JsonValue item) {
    if (!(item instanceof JsonObject object)) {
      error(item, "wrong-type", "a key must be an object, not " + item.kind());
      return Optional.empty();
    }
    ObjectReader reader = new ObjectReader(object, problems);
    Optional<String> name = reader.has("name") ? reader.text("name") : Optional.empty();
    boolean named = name.map(RoleKey::isName).orElse(true);
    if (!named) {
      problems.error(
          reader.position("name"),
          "bad-name",
          "`name` must be 1 to 64 letters and digits, dots, hyphens and underscores, the first a"
              + " letter or digit");
    }
    Optional<VerificationKey> key = reader.text("spki").flatMap(text -> spki(reader, text));
    reader.finish();
    return key.filter(present -> named).map(present -> new RoleKey(present, name));
  }

  private Optional<VerificationKey> spki(ObjectReader reader, String text) {
    try {
      return Optional.of(VerificationKey.ofText(text));
    } catch (KeyException e) {
      problems.error(reader.position("spki"), "bad-key", "`spki` is no key: " + e.text());
      return Optional.empty();
    }
  }

  /** One key under two names would count twice in the eyes of whoever reads the file. */
  private boolean isFirst(JsonValue item, RoleKey key, List<RoleKey> before) {
    for (RoleKey other : before) {
      if (other.key().equals(key.key())) {
        error(
            item,
            "duplicate-key",
            "the key of `"
                + key.label()
                + "` stands here twice, before it as `"
                + other.label()
                + "`");
        return false;
      }
      if (key.name().isPresent() && key.name().equals(other.name())) {
        error(item, "duplicate-name", "`" + key.label() + "` is the name of another key");
        return false;
      }
    }
    return true;
  }

  private void error(JsonValue value, String code, String message) {
    problems.error(value.position(), code, message);
  }
}
