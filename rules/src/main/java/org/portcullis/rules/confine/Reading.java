package org.portcullis.rules.confine;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.ExprConstraintDescr;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.RuleDescr;

/**
 * What a parser made of a part of a file, in a form that two parsers can be compared by.
 *
 * @param text without blanks and comments
 * @param offset where the part begins
 */
record Reading(String text, int offset) {
  /** The head of the file first, then each rule. */
  static List<Reading> of(PackageDescr descriptor) {
    List<Reading> readings = new ArrayList<>();
    readings.add(new Reading(head(descriptor), 0));
    for (RuleDescr rule : descriptor.getRules()) {
      readings.add(new Reading(rule(rule), Math.max(0, rule.getStartCharacter())));
    }
    return readings;
  }

  private static String head(PackageDescr descriptor) {
    List<String> parts = new ArrayList<>(List.of("package " + descriptor.getName()));
    descriptor.getImports().forEach(each -> parts.add("import " + each.getTarget()));
    descriptor
        .getGlobals()
        .forEach(each -> parts.add("global " + each.getType() + " " + each.getIdentifier()));
    parts.add(
        "others "
            + List.of(
                descriptor.getFunctionImports().size(),
                descriptor.getAccumulateImports().size(),
                descriptor.getFunctions().size(),
                descriptor.getAttributes().size(),
                descriptor.getTypeDeclarations().size(),
                descriptor.getEnumDeclarations().size(),
                descriptor.getWindowDeclarations().size(),
                descriptor.getEntryPointDeclarations().size()));
    return String.join("\n", parts);
  }

  private static String rule(RuleDescr rule) {
    List<String> parts = new ArrayList<>(List.of("rule " + rule.getName()));
    parts.add("parent " + rule.getParentName() + " attributes " + rule.getAttributes().keySet());
    parts.add("annotations " + rule.getAnnotationNames());
    rule.getLhs().getDescrs().forEach(each -> parts.add(element(each)));
    parts.add("then " + normalized(rule.getConsequence()));
    new TreeMap<>(rule.getNamedConsequences())
        .forEach((name, value) -> parts.add("then " + name + " " + normalized(value)));
    return String.join("\n", parts);
  }

  private static String element(BaseDescr element) {
    if (!(element instanceof PatternDescr pattern)) {
      return element.getClass().getSimpleName();
    }
    List<String> parts =
        new ArrayList<>(List.of(pattern.getIdentifier() + ":" + pattern.getObjectType()));
    pattern.getDescrs().forEach(each -> parts.add(constraint(each)));
    return String.join(",\n", parts);
  }

  private static String constraint(BaseDescr constraint) {
    return constraint instanceof ExprConstraintDescr expression
        ? normalized(expression.getExpression())
        : constraint.getClass().getSimpleName();
  }

  private static String normalized(Object text) {
    return Tokenizer.normalize(String.valueOf(text));
  }
}
