package org.portcullis.rules.bundle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.portcullis.release.json.JsonValue;
import org.portcullis.release.json.JsonValue.JsonArray;
import org.portcullis.release.json.JsonValue.JsonNumber;
import org.portcullis.release.json.JsonValue.JsonObject;
import org.portcullis.release.json.JsonValue.JsonText;
import org.portcullis.release.json.ObjectReader;
import org.portcullis.release.json.Printable;
import org.portcullis.release.json.Problems;
import org.portcullis.release.json.SourcePosition;

/**
 * The member {@code files} of a shipped manifest: path, size and SHA-256 of each file, sorted by
 * path.
 */
final class FileList {
  /** The name of the member, which only a shipped manifest has. */
  static final String MEMBER = "files";

  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  private record Entry(String path, long size, String sha256, SourcePosition position) {}

  private FileList() {}

  /** The member for some files, which are sorted by path. */
  static JsonArray describe(List<BundleFile> files, SourcePosition nowhere) {
    return new JsonArray(
        nowhere, files.stream().<JsonValue>map(file -> describe(file, nowhere)).toList());
  }

  private static JsonObject describe(BundleFile file, SourcePosition nowhere) {
    Map<String, JsonValue.Member> members = new LinkedHashMap<>();
    members.put("path", member(new JsonText(nowhere, file.path())));
    members.put("size", member(new JsonNumber(nowhere, file.size())));
    members.put("sha256", member(new JsonText(nowhere, file.digest().hex())));
    return new JsonObject(nowhere, members);
  }

  private static JsonValue.Member member(JsonValue value) {
    return new JsonValue.Member(value.position(), value);
  }

  /** Reports every difference between what a shipped manifest lists and what is there. */
  static void check(JsonArray listed, List<BundleFile> files, Problems problems) {
    List<Entry> entries = new ArrayList<>();
    for (JsonValue item : listed.items()) {
      read(item, problems).ifPresent(entries::add);
    }
    if (!problems.isEmpty()) {
      return;
    }
    Map<String, BundleFile> present = new TreeMap<>();
    files.forEach(file -> present.put(file.path(), file));
    String before = "";
    for (Entry entry : entries) {
      if (entry.path().compareTo(before) <= 0) {
        problems.error(entry.position(), "file-order", "files must be sorted by path, none twice");
      }
      before = entry.path();
      check(entry, Optional.ofNullable(present.remove(entry.path())), problems);
    }
    for (String path : present.keySet()) {
      problems.error(
          new SourcePosition(path, 1, 1), "file-unlisted", "the manifest doesn't list this file");
    }
  }

  private static void check(Entry entry, Optional<BundleFile> file, Problems problems) {
    String shown = "`" + Printable.of(entry.path()) + "`";
    if (file.isEmpty()) {
      problems.error(entry.position(), "file-missing", "the file " + shown + " is not there");
    } else if (file.get().size() != entry.size()) {
      problems.error(
          entry.position(),
          "file-size",
          "the file " + shown + " has " + file.get().size() + " bytes, not " + entry.size());
    } else if (!file.get().digest().hex().equals(entry.sha256())) {
      problems.error(entry.position(), "file-digest", "the file " + shown + " has another digest");
    }
  }

  private static Optional<Entry> read(JsonValue item, Problems problems) {
    if (!(item instanceof JsonObject object)) {
      problems.error(item.position(), "wrong-type", "an object expected, not " + item.kind());
      return Optional.empty();
    }
    ObjectReader reader = new ObjectReader(object, problems);
    Optional<String> path = reader.text("path");
    Optional<Long> size = reader.number("size", 0, Integer.MAX_VALUE);
    Optional<String> digest = reader.text("sha256");
    reader.finish();
    if (digest.isPresent() && !DIGEST.matcher(digest.get()).matches()) {
      problems.error(
          reader.position("sha256"), "bad-value", "`sha256` must be 64 lower-case hex digits");
      return Optional.empty();
    }
    return path.isPresent() && size.isPresent() && digest.isPresent()
        ? Optional.of(new Entry(path.get(), size.get(), digest.get(), object.position()))
        : Optional.empty();
  }
}
