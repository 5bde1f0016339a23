package org.portcullis.rules.confine;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.GlobalDescr;
import org.drools.drl.ast.descr.ImportDescr;
import org.drools.drl.ast.descr.PackageDescr;
import org.portcullis.release.json.Nearest;
import org.portcullis.release.json.SourcePosition;

/** Everything of a file that is no rule: a package, imports of the vocabulary, one global. */
final class PackageGrammar {
  private static final Pattern PACKAGE = Pattern.compile("[a-z][a-z0-9]*(\\.[a-z][a-z0-9]*)*");

  private final SourceText source;
  private final DiagnosticSink sink;

  PackageGrammar(SourceText source, DiagnosticSink sink) {
    this.source = source;
    this.sink = sink;
  }

  /** The simple names that are imported. */
  Set<String> check(PackageDescr descriptor) {
    checkName(descriptor);
    checkAbsent(descriptor);
    checkGlobals(descriptor.getGlobals());
    return checkImports(descriptor.getImports());
  }

  /** Where the package is named. */
  SourcePosition namePosition() {
    TokenCursor cursor = source.range(0, source.text().length());
    cursor.take("package");
    return cursor.position(cursor.peek());
  }

  private void checkName(PackageDescr descriptor) {
    String name = String.valueOf(descriptor.getName());
    boolean written = source.range(0, source.text().length()).peek().is("package");
    if (!written || name.isEmpty()) {
      sink.error(
          source.position(0), "no-package", "a file of rules begins with `package` and a name");
    } else if (!PACKAGE.matcher(name).matches()) {
      sink.error(
          namePosition(),
          "bad-package",
          "the package "
              + Wording.quote(name)
              + " is not of the shape `[a-z][a-z0-9]*(.[a-z][a-z0-9]*)*`");
    }
  }

  private void checkAbsent(PackageDescr descriptor) {
    if (descriptor.getUnit() != null) {
      refuse("a rule unit", List.of(descriptor.getUnit()));
    }
    refuse("an import of a function", descriptor.getFunctionImports());
    refuse("an import of an accumulate function", descriptor.getAccumulateImports());
    refuse("a function", descriptor.getFunctions());
    refuse("an attribute of the package", descriptor.getAttributes());
    refuse("a declared type", descriptor.getTypeDeclarations());
    refuse("a declared enum", descriptor.getEnumDeclarations());
    refuse("a window", descriptor.getWindowDeclarations());
    refuse("an entry point", descriptor.getEntryPointDeclarations());
  }

  private void refuse(String what, Collection<? extends BaseDescr> found) {
    for (BaseDescr each : found) {
      sink.error(
          source.position(each), "forbidden-declaration", what + " may not stand in a rule set");
    }
  }

  private Set<String> checkImports(List<ImportDescr> imports) {
    Set<String> simpleNames = new HashSet<>();
    for (ImportDescr each : imports) {
      TokenCursor cursor = source.range(each);
      cursor.take("import");
      SourcePosition position = cursor.position(cursor.peek());
      String target = String.valueOf(each.getTarget());
      String simpleName = target.substring(target.lastIndexOf('.') + 1);
      if (each.getClass() != ImportDescr.class || !target.equals(Names.IMPORTS.get(simpleName))) {
        unknownImport(position, target);
      } else if (!simpleNames.add(simpleName)) {
        sink.error(
            position, "duplicate-import", Wording.quote(simpleName) + " is already imported");
      }
    }
    return simpleNames;
  }

  private void unknownImport(SourcePosition position, String target) {
    Optional<String> meant =
        target.endsWith("*") ? Optional.empty() : Nearest.of(target, Names.IMPORTS.values());
    String why =
        target.endsWith("*")
            ? "import each type by its name; a star is not allowed"
            : "only " + Wording.quote(Names.ROOT) + " and the enums of the vocabulary may be";
    sink.error(
        position,
        "unknown-import",
        "the import " + Wording.quote(target) + " is refused: " + why,
        meant);
  }

  private void checkGlobals(List<GlobalDescr> globals) {
    String wanted = "global " + Names.GLOBAL_TYPE + " " + Names.GLOBAL;
    if (globals.isEmpty()) {
      sink.error(
          source.position(0),
          "no-global",
          "the file does not name the global that rules report to",
          Optional.of(wanted));
    }
    for (GlobalDescr each : globals) {
      if (each != globals.get(0)) {
        sink.error(source.position(each), "duplicate-global", "a file has exactly one global");
      } else {
        checkGlobal(each, wanted);
      }
    }
  }

  private void checkGlobal(GlobalDescr global, String wanted) {
    TokenCursor cursor = source.range(global);
    cursor.take("global");
    SourcePosition type = cursor.position(cursor.peek());
    cursor.dotted();
    SourcePosition name = cursor.position(cursor.peek());
    boolean typed = Names.GLOBAL_TYPE.equals(global.getType());
    if (!typed || !Names.GLOBAL.equals(global.getIdentifier())) {
      String written = global.getType() + " " + global.getIdentifier();
      sink.error(
          typed ? name : type,
          "unknown-global",
          "the global " + Wording.quote(written) + " is refused",
          Optional.of(wanted));
    }
  }
}
