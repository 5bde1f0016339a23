package org.portcullis.rules.confine;

import java.util.HashSet;
import java.util.Set;
import org.portcullis.release.json.SourcePosition;

/**
 * What the rules of one file may refer to, and where complaints about them go.
 *
 * @param source the file
 * @param imported the simple names of the imported types
 * @param declarations codes and parameters of the rule set
 * @param sink the complaints
 * @param parameterized the places of the comparisons in which the value of a parameter takes part,
 *     known once these are read
 */
record FileScope(
    SourceText source,
    Set<String> imported,
    Declarations declarations,
    DiagnosticSink sink,
    Set<SourcePosition> parameterized) {
  FileScope(
      SourceText source, Set<String> imported, Declarations declarations, DiagnosticSink sink) {
    this(source, imported, declarations, sink, new HashSet<>());
  }
}
