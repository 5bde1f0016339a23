package org.portcullis.rules.confine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.portcullis.facts.Field;
import org.portcullis.facts.FieldType;
import org.portcullis.facts.RecordType;
import org.portcullis.facts.Vocabulary;
import org.portcullis.release.json.Nearest;

/** Resolves {@code a.b.c} through the components of records; there is no other navigation. */
final class PathResolver {
  private final FileScope scope;

  PathResolver(FileScope scope) {
    this.scope = scope;
  }

  Optional<FactPath> resolve(List<Token> words) {
    List<Field> fields = new ArrayList<>();
    RecordType type = Vocabulary.root();
    for (Token word : words) {
      Optional<Field> field = type.field(word.text());
      boolean isLast = word.equals(words.get(words.size() - 1));
      if (field.isEmpty()) {
        unknown(words, word, type);
        return Optional.empty();
      }
      fields.add(field.get());
      if (field.get().type() instanceof FieldType.NestedType nested) {
        type = nested.type();
        if (isLast) {
          record(words, type);
          return Optional.empty();
        }
      } else if (!isLast) {
        noComponents(words, fields.size());
        return Optional.empty();
      }
    }
    return Optional.of(new FactPath(fields));
  }

  private void unknown(List<Token> words, Token word, RecordType type) {
    String path = TokenCursor.join(words);
    Optional<String> meant = Nearest.of(path, Names.PATHS);
    String message =
        "unknown path "
            + Wording.quote(path)
            + ": "
            + Wording.quote(type.name())
            + " has no "
            + Wording.quote(word.text())
            + "; "
            + Wording.wantOneOf(word.text(), componentNames(type));
    error(word, "unknown-path", message, meant);
  }

  private void record(List<Token> words, RecordType type) {
    Token last = words.get(words.size() - 1);
    String message =
        Wording.quote(TokenCursor.join(words))
            + " is a record and no value; "
            + Wording.wantOneOf("", componentNames(type));
    error(last, "path-is-record", message, Optional.empty());
  }

  private void noComponents(List<Token> words, int depth) {
    String value = TokenCursor.join(words.subList(0, depth));
    error(
        words.get(depth),
        "unknown-path",
        "unknown path "
            + Wording.quote(TokenCursor.join(words))
            + ": "
            + Wording.quote(value)
            + " is a value without components",
        Optional.of(value));
  }

  private static List<String> componentNames(RecordType type) {
    return type.fields().stream().map(Field::name).toList();
  }

  private void error(Token at, String code, String message, Optional<String> suggestion) {
    scope.sink().error(scope.source().position(at.offset()), code, message, suggestion);
  }
}
