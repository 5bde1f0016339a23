package org.portcullis.rules.confine;

import java.util.Optional;
import org.portcullis.release.json.SourcePosition;

/** Asks that a type which a rule names is imported. */
final class Imports {
  private Imports() {}

  static void require(FileScope scope, SourcePosition position, String simpleName) {
    if (!scope.imported().contains(simpleName)) {
      scope
          .sink()
          .error(
              position,
              "missing-import",
              Wording.quote(simpleName) + " is not imported",
              Optional.of("import " + Names.IMPORTS.get(simpleName)));
    }
  }
}
