package org.portcullis.rules.confine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.RuleDescr;

/** Reads one file through all fences. */
final class FileReader {
  private final Declarations declarations;
  private final DiagnosticSink sink;

  FileReader(Declarations declarations, DiagnosticSink sink) {
    this.declarations = declarations;
    this.sink = sink;
  }

  /** What a file holds, or nothing if it could not be parsed at all. */
  Optional<RuleFile> read(RuleSource source) {
    return new SourceGate(source.file(), sink)
        .pass(source.content())
        .flatMap(
            text -> {
              DrlSource drl = new DrlSource(text, sink);
              return drl.parse().map(descriptor -> read(text, drl, descriptor));
            });
  }

  private RuleFile read(SourceText text, DrlSource drl, PackageDescr descriptor) {
    int before = sink.errors();
    PackageGrammar grammar = new PackageGrammar(text, sink);
    Set<String> imported = grammar.check(descriptor);
    RuleReader reader = new RuleReader(new FileScope(text, imported, declarations, sink));
    List<RuleFile.NamedRule> rules = new ArrayList<>();
    for (RuleDescr rule : descriptor.getRules()) {
      rules.add(
          new RuleFile.NamedRule(
              String.valueOf(rule.getName()), text.position(rule), reader.read(rule)));
    }
    // Once a construct is refused, the rest of the text is rightly not accounted for.
    if (sink.errors() == before) {
      new TokenAccount(text, sink).checkFile(descriptor);
    }
    if (sink.errors() == before) {
      drl.checkAgreement(descriptor);
    }
    return new RuleFile(String.valueOf(descriptor.getName()), grammar.namePosition(), rules);
  }
}
