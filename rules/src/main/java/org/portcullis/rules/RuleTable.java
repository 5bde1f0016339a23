package org.portcullis.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.portcullis.facts.Effect;
import org.portcullis.facts.Finding;
import org.portcullis.facts.Layer;
import org.portcullis.facts.ReasonCode;
import org.portcullis.rules.confine.CheckedRule;
import org.portcullis.rules.confine.CodeDeclaration;
import org.portcullis.rules.confine.ConditionTree;
import org.portcullis.rules.confine.Consequence;
import org.portcullis.rules.internal.FiredRules;

/**
 * All findings that a decision can have, those of the rules and those of Java, numbered in the
 * order of findings. So a set of numbers, read from the lowest, is a sorted list of findings, and
 * each question of the combination is one intersection of two sets.
 */
final class RuleTable {
  private final List<Entry> entries;
  private final Finding[] findings;
  private final List<NumberedRule> rules = new ArrayList<>();
  private final Map<EngineReason, Integer> reasons = new EnumMap<>(EngineReason.class);
  private final Map<Effect, FiredRules> byEffect = new EnumMap<>(Effect.class);
  private final Map<Layer, FiredRules> satisfying = new EnumMap<>(Layer.class);
  private final Map<Layer, FiredRules> explaining = new EnumMap<>(Layer.class);
  private final FiredRules floor;
  private final FiredRules rolloutDefers;
  private final FiredRules unlayeredDefers;

  /** A rule and the number of its finding. */
  record NumberedRule(int number, CheckedRule rule) {}

  RuleTable(ConditionTree tree, Map<ReasonCode, CodeDeclaration> codes) {
    List<Entry> all = new ArrayList<>();
    tree.rules().forEach(rule -> all.add(Entry.of(rule, codes)));
    for (EngineReason reason : EngineReason.values()) {
      all.add(Entry.of(reason));
    }
    all.sort(Comparator.comparing(Entry::finding));
    this.entries = List.copyOf(all);
    this.findings = entries.stream().map(Entry::finding).toArray(Finding[]::new);
    for (int i = 0; i < findings.length; i++) {
      number(i);
    }
    for (Effect effect : Effect.values()) {
      byEffect.put(effect, set(entry -> entry.isRule(effect)));
    }
    for (Layer layer : Layer.values()) {
      satisfying.put(layer, set(entry -> entry.satisfies(layer)));
      explaining.put(layer, set(entry -> entry.explains(layer)));
    }
    this.floor = set(Entry::isFloor);
    this.rolloutDefers = set(entry -> entry.isRule(Effect.DEFER) && entry.belongsTo(Layer.ROLLOUT));
    this.unlayeredDefers = set(entry -> entry.isRule(Effect.DEFER) && entry.layer().isEmpty());
  }

  private void number(int number) {
    entries.get(number).rule().ifPresent(rule -> rules.add(new NumberedRule(number, rule)));
    entries.get(number).reason().ifPresent(reason -> reasons.put(reason, number));
  }

  private FiredRules set(Predicate<Entry> members) {
    FiredRules set = none();
    for (int i = 0; i < findings.length; i++) {
      if (members.test(entries.get(i))) {
        set.fired(i);
      }
    }
    return set;
  }

  /** The empty set of findings. */
  FiredRules none() {
    return new FiredRules(findings.length);
  }

  /** The rules in ascending order of their numbers, with gaps where Java's findings stand. */
  List<NumberedRule> rules() {
    return rules;
  }

  /** How many findings there are, of rules and of Java. */
  int size() {
    return findings.length;
  }

  Finding finding(int number) {
    return findings[number];
  }

  /** The number of a finding of Java's. */
  int number(EngineReason reason) {
    return of(reasons, reason);
  }

  /** The rules of an effect. */
  FiredRules of(Effect effect) {
    return of(byEffect, effect);
  }

  /** What satisfies a layer. */
  FiredRules satisfying(Layer layer) {
    return of(satisfying, layer);
  }

  /** What says why a layer is not satisfied. */
  FiredRules explaining(Layer layer) {
    return of(explaining, layer);
  }

  /** The reasons of the floor. */
  FiredRules floor() {
    return floor;
  }

  /** The rules that defer for the rollout's sake. */
  FiredRules rolloutDefers() {
    return rolloutDefers;
  }

  /** The rules that defer without saying for which layer. */
  FiredRules unlayeredDefers() {
    return unlayeredDefers;
  }

  private static <K extends Enum<K>, V> V of(Map<K, V> values, K key) {
    V value = values.get(key);
    if (value == null) {
      throw new IllegalStateException("every constant has an entry");
    }
    return value;
  }

  /** One possible finding: of a rule, or of Java. */
  private record Entry(
      Finding finding,
      Optional<CheckedRule> rule,
      Optional<EngineReason> reason,
      Optional<Layer> layer) {
    static Entry of(CheckedRule rule, Map<ReasonCode, CodeDeclaration> codes) {
      Consequence found = rule.consequence();
      Finding finding = new Finding(found.effect(), found.reason(), rule.id(), found.seconds());
      Optional<Layer> layer =
          Optional.ofNullable(codes.get(found.reason())).flatMap(CodeDeclaration::layer);
      return new Entry(finding, Optional.of(rule), Optional.empty(), layer);
    }

    static Entry of(EngineReason reason) {
      return new Entry(reason.finding(), Optional.empty(), Optional.of(reason), reason.layer());
    }

    boolean isRule(Effect effect) {
      return rule.isPresent() && finding.effect() == effect;
    }

    boolean satisfies(Layer wanted) {
      return finding.effect() == Effect.SATISFY && belongsTo(wanted);
    }

    boolean explains(Layer wanted) {
      return belongsTo(wanted) && (isRule(Effect.DENY) || isRule(Effect.DEFER) || isFloor());
    }

    boolean belongsTo(Layer wanted) {
      return layer.equals(Optional.of(wanted));
    }

    boolean isFloor() {
      return reason.map(EngineReason::isFloor).orElse(false);
    }
  }
}
