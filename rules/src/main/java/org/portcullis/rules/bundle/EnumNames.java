package org.portcullis.rules.bundle;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.portcullis.release.json.Printable;
import org.portcullis.release.json.Problems;
import org.portcullis.release.json.SourcePosition;

/** Finds constants by name; an unknown name is reported with what it may have meant. */
final class EnumNames {
  private EnumNames() {}

  static <E extends Enum<E>> Optional<E> find(
      Class<E> type, String name, SourcePosition position, Problems problems) {
    List<E> constants = Arrays.asList(type.getEnumConstants());
    Optional<E> found = constants.stream().filter(c -> c.name().equals(name)).findFirst();
    if (found.isEmpty()) {
      problems.unknown(
          position,
          "unknown-constant",
          "`" + Printable.of(name) + "` is none of " + constants,
          name,
          constants.stream().map(Enum::name).toList());
    }
    return found;
  }
}
