package org.portcullis.rules.confine;

import java.util.Set;

/**
 * What the rules of one file may refer to, and where complaints about them go.
 *
 * @param source the file
 * @param imported the simple names of the imported types
 * @param declarations codes and parameters of the rule set
 * @param sink the complaints
 */
record FileScope(
    SourceText source, Set<String> imported, Declarations declarations, DiagnosticSink sink) {}
