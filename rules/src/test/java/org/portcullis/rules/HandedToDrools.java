package org.portcullis.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.drools.drl.ast.descr.AndDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.ExprConstraintDescr;
import org.drools.drl.ast.descr.ImportDescr;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.portcullis.facts.EligibilityCase;
import org.portcullis.facts.FieldType;
import org.portcullis.facts.Identifiers;
import org.portcullis.facts.RecordType;
import org.portcullis.facts.RuleId;
import org.portcullis.facts.Vocabulary;
import org.portcullis.rules.internal.FiredRules;

/** What Drools is given: nothing in it may name anything but the vocabulary. */
final class HandedToDrools {
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<text>\"[^\"]*\")|(?<word>[A-Za-z_$][A-Za-z0-9_$.]*)"
              + "|-?[0-9]+|==|!=|<=|>=|&&|[|][|]|[(),<> ]");
  private static final Set<String> WORDS = words();

  private HandedToDrools() {}

  private static Set<String> words() {
    Set<String> words = new TreeSet<>(List.of("in", "not", "contains", "true", "false"));
    paths("", Vocabulary.root()).forEach(words::add);
    Vocabulary.enums()
        .forEach(type -> type.constants().forEach(c -> words.add(type.name() + "." + c.name())));
    return words;
  }

  private static Stream<String> paths(String prefix, RecordType type) {
    return type.fields().stream()
        .flatMap(
            field ->
                field.type() instanceof FieldType.NestedType nested
                    ? paths(prefix + field.name() + ".", nested.type())
                    : Stream.of(prefix + field.name()));
  }

  /** Walks all that Drools is given for these rules. */
  static void assertConfined(RuleTable table) {
    PackageDescr given = RuleSetCompiler.descriptor(table);
    Set<String> imports =
        Vocabulary.enums().stream()
            .map(type -> type.javaType().getName())
            .collect(Collectors.toCollection(TreeSet::new));
    imports.add(EligibilityCase.class.getName());
    assertThat(given.getImports()).map(ImportDescr::getTarget).containsExactlyElementsOf(imports);
    assertThat(given.getGlobals())
        .map(global -> global.getType() + " " + global.getIdentifier())
        .containsExactly(FiredRules.class.getName() + " findings");
    assertThat(given.getFunctions()).isEmpty();
    assertThat(given.getFunctionImports()).isEmpty();
    assertThat(given.getTypeDeclarations()).isEmpty();
    assertThat(given.getAttributes()).isEmpty();
    assertThat(given.getRules()).hasSameSizeAs(table.rules());
    given.getRules().forEach(HandedToDrools::assertConfined);
  }

  private static void assertConfined(RuleDescr rule) {
    assertThat(RuleId.isRuleId(rule.getName())).isTrue();
    assertThat(rule.getAttributes()).isEmpty();
    assertThat(rule.getAnnotationNames()).isEmpty();
    assertThat(rule.getNamedConsequences()).isEmpty();
    assertThat((String) rule.getConsequence()).matches("findings[.]fired[(][0-9]+[)];\n");
    AndDescr when = rule.getLhs();
    assertThat(when.getDescrs()).hasSize(1);
    PatternDescr pattern = (PatternDescr) when.getDescrs().get(0);
    assertThat(pattern.getObjectType()).isEqualTo("EligibilityCase");
    assertThat(pattern.getSource()).isNull();
    assertThat(pattern.getDescrs()).isNotEmpty();
    for (BaseDescr constraint : pattern.getDescrs()) {
      assertConfined(((ExprConstraintDescr) constraint).getExpression());
    }
  }

  static void assertConfined(String constraint) {
    Matcher token = TOKEN.matcher(constraint);
    int at = 0;
    while (at < constraint.length()) {
      assertThat(token.region(at, constraint.length()).lookingAt()).as(constraint).isTrue();
      String text = token.group("text");
      String word = token.group("word");
      if (text != null) {
        assertThat(Identifiers.isIdentifier(text.substring(1, text.length() - 1)))
            .as(constraint)
            .isTrue();
      } else if (word != null) {
        assertThat(WORDS).as(constraint).contains(word);
      }
      at = token.end();
    }
  }
}
