package org.portcullis.rules.confine;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.drools.drl.ast.descr.AndDescr;
import org.drools.drl.ast.descr.AttributeDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.ExprConstraintDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.portcullis.facts.RuleId;
import org.portcullis.release.json.Nearest;
import org.portcullis.release.json.SourcePosition;

/** The shape of a rule: a name, one pattern of the root type, plain constraints, nothing else. */
final class RuleGrammar {
  private static final String RESERVED = "portcullis";
  private static final String OR_ADVICE =
      "`or` between patterns reports twice when both hold; write `||` within one pattern";

  private static final Map<String, String> ELEMENTS =
      Map.of(
          "OrDescr", OR_ADVICE,
          "NotDescr", "`not` before a pattern is refused; there is one fact and it is present",
          "ExistsDescr", "`exists` is refused; there is one fact and it is present",
          "ForallDescr", "`forall` is refused; there is one fact and it is present",
          "EvalDescr", "`eval` is refused; compare paths of the case",
          "NamedConsequenceDescr", "a named consequence is refused; write a rule for each finding",
          "ConditionalBranchDescr", "`if` is refused; write a rule for each finding");

  private final FileScope scope;
  private final DiagnosticSink sink;

  RuleGrammar(FileScope scope) {
    this.scope = scope;
    this.sink = scope.sink();
  }

  /** The pattern, or nothing if there is none to read; whatever is wrong is reported. */
  Optional<PatternDescr> check(RuleDescr rule) {
    if (rule.getClass() != RuleDescr.class) {
      refuse(rule, "forbidden-query", "a query may not stand in a rule set");
      return Optional.empty();
    }
    checkName(rule);
    checkAbsent(rule);
    return checkElements(rule);
  }

  private void checkName(RuleDescr rule) {
    TokenCursor cursor = scope.source().range(rule);
    cursor.take("rule");
    Token name = cursor.peek();
    boolean quoted = name.kind() == Token.Kind.TEXT && name.content().equals(rule.getName());
    if (!quoted || !RuleId.isRuleId(rule.getName())) {
      sink.error(
          cursor.position(name),
          "bad-rule-id",
          Wording.quote(name.text())
              + " names no rule; want `\"[a-z0-9]+(/[a-z0-9-]+)*\"`, at most 128 characters");
    } else if (rule.getName().equals(RESERVED) || rule.getName().startsWith(RESERVED + "/")) {
      sink.error(
          cursor.position(name),
          "reserved-rule-id",
          Wording.quote(rule.getName()) + " belongs to the engine; want another first part");
    }
  }

  private void checkAbsent(RuleDescr rule) {
    rule.getAttributes().forEach((name, attribute) -> checkAttribute(rule, name, attribute));
    for (String name : rule.getAnnotationNames()) {
      String what = "the annotation " + Wording.quote("@" + name) + " is refused";
      refuse(rule, "@", "forbidden-annotation", what);
    }
    if (rule.hasParent() || rule.getParentName() != null) {
      refuse(rule, "extends", "forbidden-extends", "a rule extends no other");
    }
    if (!rule.getNamedConsequences().isEmpty() || rule.getUnit() != null || rule.hasErrors()) {
      refuse(rule, "forbidden-consequence", "a rule has one consequence, which has no name");
    }
  }

  /** Attributes of the package appear in each rule too; they are reported once, in their place. */
  private void checkAttribute(RuleDescr rule, String name, AttributeDescr attribute) {
    int offset = scope.source().offset(attribute);
    if (offset >= rule.getStartCharacter()) {
      int named = scope.source().text().lastIndexOf(name, offset);
      sink.error(
          scope.source().position(named < 0 ? offset : named),
          "forbidden-attribute",
          "the attribute " + Wording.quote(name) + " is refused; a rule has none");
    }
  }

  private Optional<PatternDescr> checkElements(RuleDescr rule) {
    AndDescr when = rule.getLhs();
    if (when == null || when.getClass() != AndDescr.class || when.getDescrs().isEmpty()) {
      refuse(rule, "no-pattern", "a rule without a condition always fires");
      return Optional.empty();
    }
    List<? extends BaseDescr> elements = when.getDescrs();
    for (BaseDescr element : elements) {
      if (element.getClass() != PatternDescr.class) {
        refuse(element, "forbidden-element", describe(element));
      } else if (element != elements.get(0)) {
        refuse(element, "one-pattern", "a rule has exactly one pattern");
      }
    }
    return elements.get(0) instanceof PatternDescr pattern && checkPattern(pattern)
        ? Optional.of(pattern)
        : Optional.empty();
  }

  private static String describe(BaseDescr element) {
    String name = element.getClass().getSimpleName();
    String plain = name.replace("Descr", "").toLowerCase(Locale.ROOT);
    return ELEMENTS.getOrDefault(
        name, Wording.quote(plain) + " is refused; a rule has one pattern");
  }

  /** Whether the pattern is of the root type, so that its constraints can be read. */
  private boolean checkPattern(PatternDescr pattern) {
    if (pattern.getIdentifier() != null || pattern.isUnification()) {
      refuse(pattern, "forbidden-binding", "the pattern is bound to a name; nothing may use it");
    }
    if (pattern.getSource() != null) {
      String what = "a source such as `from` is refused; the case is the only fact";
      refuse(pattern, "from", "forbidden-source", what);
    }
    if (!pattern.getBehaviors().isEmpty()) {
      refuse(pattern, "over", "forbidden-behavior", "`over` is refused; there are no windows");
    }
    if (!pattern.getAnnotationNames().isEmpty() || pattern.isQuery()) {
      refuse(pattern, "forbidden-annotation", "a pattern has no annotations and is no query");
    }
    return pattern.getSource() == null && checkType(pattern) && checkConstraints(pattern);
  }

  private boolean checkType(PatternDescr pattern) {
    TokenCursor cursor = scope.source().range(pattern);
    if (cursor.peek(1).is(":")) {
      cursor.next();
      cursor.next();
    }
    SourcePosition position = cursor.position(cursor.peek());
    String type = String.valueOf(pattern.getObjectType());
    if (!type.equals(Names.ROOT)) {
      sink.error(
          position,
          "unknown-type",
          Wording.quote(type) + " is no type of a pattern; want " + Wording.quote(Names.ROOT),
          Nearest.of(type.substring(type.lastIndexOf('.') + 1), List.of(Names.ROOT)));
      return false;
    }
    Imports.require(scope, position, Names.ROOT);
    return true;
  }

  private boolean checkConstraints(PatternDescr pattern) {
    boolean plain = pattern.getConstraint().getClass() == AndDescr.class;
    for (BaseDescr constraint : pattern.getDescrs()) {
      if (!(constraint instanceof ExprConstraintDescr expression)
          || constraint.getClass() != ExprConstraintDescr.class) {
        refuse(constraint, "forbidden-constraint", "this form of a constraint is refused");
        plain = false;
      } else if (expression.getType() != ExprConstraintDescr.Type.NAMED) {
        refuse(constraint, "forbidden-constraint", "a positional constraint is refused");
      }
    }
    if (pattern.getDescrs().isEmpty()) {
      refuse(pattern, "no-condition", "a pattern without a constraint always fires");
    }
    return plain;
  }

  private void refuse(BaseDescr descriptor, String token, String code, String message) {
    sink.error(scope.source().position(descriptor, token), code, message);
  }

  private void refuse(BaseDescr descriptor, String code, String message) {
    sink.error(scope.source().position(descriptor), code, message);
  }
}
