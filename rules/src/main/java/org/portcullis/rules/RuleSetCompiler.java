package org.portcullis.rules;

import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.drools.core.impl.RuleBaseFactory;
import org.drools.drl.ast.descr.AndDescr;
import org.drools.drl.ast.descr.ExprConstraintDescr;
import org.drools.drl.ast.descr.GlobalDescr;
import org.drools.drl.ast.descr.ImportDescr;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.drools.kiesession.rulebase.InternalKnowledgeBase;
import org.drools.kiesession.rulebase.KnowledgeBaseFactory;
import org.kie.api.KieBaseConfiguration;
import org.kie.api.conf.EqualityBehaviorOption;
import org.kie.api.conf.EventProcessingOption;
import org.kie.api.conf.KieBaseMutabilityOption;
import org.kie.api.conf.MBeansOption;
import org.kie.api.io.ResourceType;
import org.kie.api.runtime.KieSessionConfiguration;
import org.kie.api.runtime.conf.ClockTypeOption;
import org.kie.api.runtime.conf.ThreadSafeOption;
import org.kie.internal.builder.KnowledgeBuilder;
import org.kie.internal.builder.KnowledgeBuilderConfiguration;
import org.kie.internal.builder.KnowledgeBuilderFactory;
import org.kie.internal.builder.conf.DefaultDialectOption;
import org.kie.internal.builder.conf.LanguageLevelOption;
import org.kie.internal.builder.conf.ParallelRulesBuildThresholdOption;
import org.kie.internal.conf.AlphaRangeIndexThresholdOption;
import org.kie.internal.conf.AlphaThresholdOption;
import org.kie.internal.conf.ConstraintJittingThresholdOption;
import org.kie.internal.conf.ParallelExecutionOption;
import org.kie.internal.io.ResourceFactory;
import org.kie.internal.utils.ChainedProperties;
import org.portcullis.facts.EligibilityCase;
import org.portcullis.facts.EnumType;
import org.portcullis.facts.Vocabulary;
import org.portcullis.rules.confine.Condition;
import org.portcullis.rules.internal.FiredRules;

/**
 * Compiles checked rules with Drools, and is the only class that knows how. Drools is given
 * descriptors built from the condition tree, never a text of the author's, and every setting that
 * could change an answer is set here.
 */
final class RuleSetCompiler {
  private static final String PACKAGE = "org.portcullis.rules.compiled";
  private static final String PREFIX = "drools.";
  private static final int SESSIONS = 1;

  /** By default a constraint is recompiled in another thread after 20 evaluations. */
  private static final int COMPILED_AT_FIRST_USE = 0;

  private static final int NEVER_COMPILED = -1;

  private final RuleTable table;
  private final int jitting;

  private RuleSetCompiler(RuleTable table, int jitting) {
    this.table = table;
    this.jitting = jitting;
  }

  /** A system property that would override a setting, so that nothing can be compiled. */
  static Optional<String> overridingProperty() {
    return System.getProperties().stringPropertyNames().stream()
        .filter(name -> name.startsWith(PREFIX))
        .sorted()
        .findFirst();
  }

  /**
   * Compiles the rules.
   *
   * @throws IllegalStateException if Drools refuses what the check accepted, a defect of ours
   */
  static DroolsEvaluator compile(RuleTable table) {
    return new RuleSetCompiler(table, COMPILED_AT_FIRST_USE).compile();
  }

  /**
   * The same rules with constraints that are interpreted for ever: a further witness for tests,
   * several times slower.
   */
  static DroolsEvaluator interpret(RuleTable table) {
    return new RuleSetCompiler(table, NEVER_COMPILED).compile();
  }

  private DroolsEvaluator compile() {
    ClassLoader loader = new RuleClassLoader();
    KnowledgeBuilder builder =
        KnowledgeBuilderFactory.newKnowledgeBuilder(builderConfiguration(loader));
    builder.add(ResourceFactory.newDescrResource(descriptor(table)), ResourceType.DESCR);
    if (builder.hasErrors()) {
      throw new IllegalStateException(builder.getErrors().iterator().next().getMessage());
    }
    InternalKnowledgeBase base = KnowledgeBaseFactory.newKnowledgeBase(baseConfiguration(loader));
    base.addPackages(builder.getKnowledgePackages());
    return new DroolsEvaluator(
        base.newKieSessionsPool(SESSIONS), sessionConfiguration(loader), table);
  }

  private static KnowledgeBuilderConfiguration builderConfiguration(ClassLoader loader) {
    KnowledgeBuilderConfiguration configuration =
        KnowledgeBuilderFactory.newKnowledgeBuilderConfiguration(new Properties(), loader);
    configuration.setOption(LanguageLevelOption.DRL6);
    configuration.setOption(DefaultDialectOption.get("java"));
    // The parallel builder has failed at random with more than ten rules.
    configuration.setOption(ParallelRulesBuildThresholdOption.get(-1));
    return configuration;
  }

  private KieBaseConfiguration baseConfiguration(ClassLoader loader) {
    KieBaseConfiguration configuration =
        RuleBaseFactory.newKnowledgeBaseConfiguration(new Properties(), loader);
    configuration.setOption(ConstraintJittingThresholdOption.get(jitting));
    // By default three rules on one field are answered by a hash index, which can change answers.
    configuration.setOption(AlphaThresholdOption.get(1_000_000));
    configuration.setOption(AlphaRangeIndexThresholdOption.get(0));
    configuration.setOption(EventProcessingOption.CLOUD);
    configuration.setOption(EqualityBehaviorOption.IDENTITY);
    configuration.setOption(ParallelExecutionOption.SEQUENTIAL);
    configuration.setOption(KieBaseMutabilityOption.DISABLED);
    configuration.setOption(MBeansOption.DISABLED);
    return configuration;
  }

  private static KieSessionConfiguration sessionConfiguration(ClassLoader loader) {
    KieSessionConfiguration configuration =
        RuleBaseFactory.newKnowledgeSessionConfiguration(
            ChainedProperties.getChainedProperties(loader), loader);
    configuration.setOption(ThreadSafeOption.NO);
    configuration.setOption(ClockTypeOption.PSEUDO);
    return configuration;
  }

  /** All that Drools is given. */
  static PackageDescr descriptor(RuleTable table) {
    PackageDescr descriptor = new PackageDescr(PACKAGE);
    imports().forEach(name -> descriptor.addImport(new ImportDescr(name)));
    descriptor.addGlobal(new GlobalDescr(DroolsEvaluator.SINK, FiredRules.class.getName()));
    table.rules().forEach(numbered -> descriptor.addRule(rule(numbered)));
    return descriptor;
  }

  private static Set<String> imports() {
    Set<String> names =
        Vocabulary.enums().stream()
            .map(EnumType::javaType)
            .map(Class::getName)
            .collect(Collectors.toCollection(TreeSet::new));
    names.add(EligibilityCase.class.getName());
    return names;
  }

  private static RuleDescr rule(RuleTable.NumberedRule numbered) {
    RuleDescr rule = new RuleDescr(numbered.rule().id().value());
    PatternDescr pattern = new PatternDescr(EligibilityCase.class.getSimpleName());
    List<Condition> constraints = constraints(numbered.rule().condition());
    for (int i = 0; i < constraints.size(); i++) {
      ExprConstraintDescr constraint =
          new ExprConstraintDescr(ConditionText.of(constraints.get(i)));
      constraint.setType(ExprConstraintDescr.Type.NAMED);
      constraint.setPosition(i);
      pattern.addConstraint(constraint);
    }
    AndDescr condition = new AndDescr();
    condition.addDescr(pattern);
    rule.setLhs(condition);
    rule.setConsequence(DroolsEvaluator.SINK + ".fired(" + numbered.number() + ");\n");
    return rule;
  }

  private static List<Condition> constraints(Condition condition) {
    return condition instanceof Condition.And and ? and.parts() : List.of(condition);
  }
}
