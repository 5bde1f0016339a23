package org.portcullis.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.drools.core.impl.RuleBaseFactory;
import org.drools.kiesession.rulebase.InternalKnowledgeBase;
import org.drools.kiesession.rulebase.KnowledgeBaseFactory;
import org.kie.api.KieBaseConfiguration;
import org.kie.api.io.ResourceType;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.KieSessionsPool;
import org.kie.internal.builder.KnowledgeBuilder;
import org.kie.internal.builder.KnowledgeBuilderFactory;
import org.kie.internal.conf.AlphaRangeIndexThresholdOption;
import org.kie.internal.conf.AlphaThresholdOption;
import org.kie.internal.conf.ConstraintJittingThresholdOption;
import org.kie.internal.io.ResourceFactory;
import org.portcullis.facts.EligibilityCase;
import org.portcullis.rules.Findings;
import org.portcullis.rules.bundle.EffectiveParameters;
import org.portcullis.rules.bundle.RuleSetBundle;
import org.portcullis.rules.confine.Literal;
import org.portcullis.rules.confine.ParameterValue;
import org.portcullis.rules.confine.RuleSource;

/**
 * The floor of a decision: the rules' own text given to Drools as anyone would, pooled sessions,
 * one root fact, the reasons collected in a list. No digest, no combination, no second evaluator.
 */
final class BareDrools {
  private final KieSessionsPool pool;

  BareDrools(RuleSetBundle bundle) {
    KnowledgeBuilder builder = KnowledgeBuilderFactory.newKnowledgeBuilder();
    for (RuleSource source : bundle.rules()) {
      String text = new String(source.content(), StandardCharsets.UTF_8);
      byte[] compiled = withDefaults(text, bundle).getBytes(StandardCharsets.UTF_8);
      builder.add(ResourceFactory.newByteArrayResource(compiled), ResourceType.DRL);
    }
    if (builder.hasErrors()) {
      throw new IllegalStateException(builder.getErrors().toString());
    }
    KieBaseConfiguration configuration = RuleBaseFactory.newKnowledgeBaseConfiguration();
    configuration.setOption(ConstraintJittingThresholdOption.get(0));
    configuration.setOption(AlphaThresholdOption.get(1_000_000));
    configuration.setOption(AlphaRangeIndexThresholdOption.get(0));
    InternalKnowledgeBase base = KnowledgeBaseFactory.newKnowledgeBase(configuration);
    base.addPackages(builder.getKnowledgePackages());
    pool = base.newKieSessionsPool(1);
  }

  /** Parameters are no part of plain rules: their defaults are written in. */
  private static String withDefaults(String text, RuleSetBundle bundle) {
    String compiled = text;
    for (var entry : EffectiveParameters.defaults(bundle.manifest()).values().entrySet()) {
      if (entry.getValue() instanceof ParameterValue.Single single) {
        compiled = compiled.replace("params." + entry.getKey(), single.literal().text());
      } else if (entry.getValue() instanceof ParameterValue.Several several) {
        compiled = compiled.replace("memberOf params." + entry.getKey(), list(several));
      }
    }
    return compiled;
  }

  /** Drools has no list without elements: an empty set gets one that is no identifier. */
  private static String list(ParameterValue.Several several) {
    return several.literals().isEmpty()
        ? "in ( \"\" )"
        : several.literals().stream()
            .map(Literal::text)
            .collect(Collectors.joining(", ", "in ( ", " )"));
  }

  List<String> decide(EligibilityCase facts) {
    Reasons reasons = new Reasons();
    KieSession session = pool.newKieSession();
    try {
      session.setGlobal("findings", reasons);
      session.insert(facts);
      session.fireAllRules();
    } finally {
      session.dispose();
    }
    return reasons.codes;
  }

  /** Collects what the rules report. */
  private static final class Reasons implements Findings {
    private final List<String> codes = new ArrayList<>();

    @Override
    public void deny(String code) {
      codes.add(code);
    }

    @Override
    public void defer(String code) {
      codes.add(code);
    }

    @Override
    public void defer(String code, long seconds) {
      codes.add(code);
    }

    @Override
    public void satisfy(String code) {
      codes.add(code);
    }

    @Override
    public void oblige(String code) {
      codes.add(code);
    }

    @Override
    public void oblige(String code, long seconds) {
      codes.add(code);
    }

    @Override
    public void note(String code) {
      codes.add(code);
    }
  }
}
