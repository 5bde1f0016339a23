package org.portcullis.rules;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.portcullis.facts.Effect;
import org.portcullis.facts.Finding;
import org.portcullis.facts.Layer;
import org.portcullis.facts.ReasonCode;
import org.portcullis.rules.bundle.CodeDeclaration;
import org.portcullis.rules.confine.CheckedRule;
import org.portcullis.rules.confine.ConditionTree;
import org.portcullis.rules.confine.Consequence;
import org.portcullis.rules.internal.FiredRules;

/**
 * The rules, numbered in the order of their findings: the set of the rules that fired, read from
 * its lowest number, is the sorted list of findings, and no decision has to sort.
 */
final class RuleTable {
  private final List<CheckedRule> rules;
  private final List<Finding> findings;
  private final Map<Effect, FiredRules> byEffect = new EnumMap<>(Effect.class);
  private final Map<Layer, FiredRules> satisfying = new EnumMap<>(Layer.class);
  private final Map<Layer, FiredRules> explaining = new EnumMap<>(Layer.class);
  private final FiredRules rolloutDefers;

  RuleTable(ConditionTree tree, Map<ReasonCode, CodeDeclaration> codes) {
    this.rules = tree.rules().stream().sorted(Comparator.comparing(RuleTable::finding)).toList();
    this.findings = rules.stream().map(RuleTable::finding).toList();
    for (Effect effect : Effect.values()) {
      byEffect.put(effect, new FiredRules(size()));
    }
    for (Layer layer : Layer.values()) {
      satisfying.put(layer, new FiredRules(size()));
      explaining.put(layer, new FiredRules(size()));
    }
    this.rolloutDefers = new FiredRules(size());
    for (int rule = 0; rule < size(); rule++) {
      enter(rule, codes);
    }
  }

  private void enter(int rule, Map<ReasonCode, CodeDeclaration> codes) {
    Effect effect = findings.get(rule).effect();
    mask(byEffect, effect).fired(rule);
    CodeDeclaration declared = codes.get(findings.get(rule).reason());
    if (declared == null || declared.layer().isEmpty()) {
      return;
    }
    Layer layer = declared.layer().get();
    if (effect == Effect.SATISFY) {
      satisfying(layer).fired(rule);
    } else if (effect == Effect.DENY || effect == Effect.DEFER) {
      explaining(layer).fired(rule);
      if (effect == Effect.DEFER && layer == Layer.ROLLOUT) {
        rolloutDefers.fired(rule);
      }
    }
  }

  int size() {
    return rules.size();
  }

  List<CheckedRule> rules() {
    return rules;
  }

  CheckedRule rule(int rule) {
    return rules.get(rule);
  }

  Finding finding(int rule) {
    return findings.get(rule);
  }

  /** The rules of an effect. */
  FiredRules of(Effect effect) {
    return mask(byEffect, effect);
  }

  /** The rules that satisfy a layer. */
  FiredRules satisfying(Layer layer) {
    return mask(satisfying, layer);
  }

  /** The rules whose deny or defer explains why a layer is not satisfied. */
  FiredRules explaining(Layer layer) {
    return mask(explaining, layer);
  }

  /** The rules that defer for the rollout's sake. */
  FiredRules rolloutDefers() {
    return rolloutDefers;
  }

  private static <K extends Enum<K>> FiredRules mask(Map<K, FiredRules> masks, K key) {
    FiredRules mask = masks.get(key);
    if (mask == null) {
      throw new IllegalStateException("every constant has a mask");
    }
    return mask;
  }

  private static Finding finding(CheckedRule rule) {
    Consequence found = rule.consequence();
    return new Finding(found.effect(), found.reason(), rule.id(), found.seconds());
  }
}
