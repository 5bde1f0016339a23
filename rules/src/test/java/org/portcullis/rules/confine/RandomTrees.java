package org.portcullis.rules.confine;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.portcullis.facts.Effect;
import org.portcullis.facts.EnumType;
import org.portcullis.facts.Field;
import org.portcullis.facts.FieldType;
import org.portcullis.facts.ReasonCode;
import org.portcullis.facts.RecordType;
import org.portcullis.facts.RuleId;
import org.portcullis.facts.SignalState;
import org.portcullis.facts.Vocabulary;
import org.portcullis.release.json.SourcePosition;

/** Makes trees of the whole grammar over the whole vocabulary; all positions are the same. */
public final class RandomTrees {
  static final SourcePosition NOWHERE = new SourcePosition("", 1, 1);
  private static final List<FactPath> PATHS = paths(List.of(), Vocabulary.root()).toList();

  private final Random random;

  /** Draws from a generator. */
  public RandomTrees(Random random) {
    this.random = random;
  }

  private static Stream<FactPath> paths(List<Field> prefix, RecordType type) {
    return type.fields().stream()
        .flatMap(
            field -> {
              List<Field> path = new ArrayList<>(prefix);
              path.add(field);
              return field.type() instanceof FieldType.NestedType nested
                  ? paths(path, nested.type())
                  : Stream.of(new FactPath(path));
            });
  }

  ConditionTree tree() {
    return tree(1 + random.nextInt(4));
  }

  /** A tree of about so many rules, which the check accepts. */
  public ConditionTree tree(int size) {
    TreeMap<RuleId, CheckedRule> rules = new TreeMap<>();
    for (int i = 0; i < size; i++) {
      RuleId id = new RuleId("r" + random.nextInt(10) + "/x-" + random.nextInt(10));
      rules.put(id, new CheckedRule(id, possible(), consequence(), NOWHERE));
    }
    return new ConditionTree(List.copyOf(rules.values()));
  }

  private Consequence consequence() {
    // What satisfies may not test states openly, which the conditions here do.
    Effect effect = pick(List.of(Effect.DENY, Effect.DEFER, Effect.OBLIGE, Effect.NOTE));
    boolean timed = (effect == Effect.DEFER || effect == Effect.OBLIGE) && random.nextBoolean();
    String verb = effect.name().toLowerCase(Locale.ROOT);
    return new Consequence(
        effect, new ReasonCode("test." + verb), timed ? 1 + random.nextInt(31_536_000) : 0);
  }

  /** A condition that the check doesn't find impossible. */
  private Condition possible() {
    for (int i = 0; i < 20; i++) {
      Condition drawn = condition();
      DiagnosticSink sink = new DiagnosticSink();
      SourceText source = new SourceText("", "");
      Declarations none = new Declarations(Map.of(), Map.of());
      new ContradictionCheck(new FileScope(source, Set.of(), none, sink)).check(drawn);
      if (sink.errors() == 0) {
        return drawn;
      }
    }
    throw new IllegalStateException("no possible condition is found");
  }

  private Condition condition() {
    List<Condition> parts = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      parts.add(random.nextInt(3) == 0 ? or(2) : leaf());
    }
    Set<Condition> guarded = new LinkedHashSet<>();
    parts.forEach(part -> guards(part, guarded));
    guarded.addAll(parts);
    return new Condition.And(List.copyOf(guarded));
  }

  private Condition or(int depth) {
    List<Condition> parts = new ArrayList<>();
    for (int i = random.nextInt(2); i >= -1; i--) {
      parts.add(depth > 0 && random.nextBoolean() ? and(depth - 1) : leaf());
    }
    return new Condition.Or(parts);
  }

  private Condition and(int depth) {
    List<Condition> parts = new ArrayList<>(List.of(leaf()));
    parts.add(depth > 0 && random.nextBoolean() ? or(depth - 1) : leaf());
    return new Condition.And(parts);
  }

  private Condition leaf() {
    FactPath path = pick(PATHS);
    if (path.type() instanceof FieldType.EnumeratedSetType set) {
      return new Condition.Contains(path, random.nextBoolean(), constant(set.type()), NOWHERE);
    }
    return switch (random.nextInt(3)) {
      case 0 -> new Condition.CompareLiteral(path, operator(path), literal(path.type()), NOWHERE);
      case 1 -> comparePaths(path);
      default ->
          new Condition.In(
              path,
              random.nextBoolean(),
              Stream.generate(() -> literal(path.type()))
                  .limit(1 + random.nextInt(3))
                  .distinct()
                  .toList(),
              NOWHERE);
    };
  }

  /** With another path of the type; a type that only one path has takes a literal. */
  private Condition comparePaths(FactPath path) {
    FactPath other = sameType(path);
    return other.equals(path)
        ? new Condition.CompareLiteral(path, operator(path), literal(path.type()), NOWHERE)
        : new Condition.ComparePaths(path, operator(path), other, NOWHERE);
  }

  private FactPath sameType(FactPath path) {
    List<FactPath> others =
        PATHS.stream()
            .filter(other -> other.type().equals(path.type()) && !other.equals(path))
            .toList();
    return others.isEmpty() ? path : pick(others);
  }

  private Operator operator(FactPath path) {
    return Types.isNumber(path.type())
        ? pick(List.of(Operator.values()))
        : pick(List.of(Operator.EQUAL, Operator.NOT_EQUAL));
  }

  private Literal literal(FieldType type) {
    if (type instanceof FieldType.EnumeratedType enumerated) {
      return constant(enumerated.type());
    }
    if (type instanceof FieldType.BooleanType) {
      return new Literal.BooleanLiteral(random.nextBoolean());
    }
    if (type instanceof FieldType.IdentifierType) {
      return new Literal.IdentifierLiteral(
          pick(List.of("a", "0", "end", "then", "x.y_z-1", "when")));
    }
    long small = random.nextInt(20) - 5L;
    long number = type instanceof FieldType.IntType ? random.nextInt() : random.nextLong();
    return new Literal.NumberLiteral(random.nextBoolean() ? small : number);
  }

  private Literal constant(EnumType type) {
    return new Literal.EnumLiteral(type, pick(type.constants()));
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private static void guards(Condition condition, Set<Condition> guards) {
    if (condition instanceof Condition.And and) {
      and.parts().forEach(part -> guards(part, guards));
    } else if (condition instanceof Condition.Or or) {
      or.parts().forEach(part -> guards(part, guards));
    } else if (condition instanceof Condition.Leaf leaf) {
      guard(leaf.path(), guards);
      if (leaf instanceof Condition.ComparePaths paths) {
        guard(paths.other(), guards);
      }
    }
  }

  private static void guard(FactPath path, Set<Condition> guards) {
    if (path.last().isGuarded()) {
      List<Field> owner = path.fields().subList(0, path.fields().size() - 1);
      RecordType type = ((FieldType.NestedType) owner.get(owner.size() - 1).type()).type();
      List<Field> state = new ArrayList<>(owner);
      state.add(type.field("state").orElseThrow());
      EnumType states = Vocabulary.enumType("SignalState").orElseThrow();
      guards.add(
          new Condition.CompareLiteral(
              new FactPath(state),
              Operator.EQUAL,
              new Literal.EnumLiteral(states, SignalState.VERIFIED),
              NOWHERE));
    }
  }

  /** The same tree with all positions the same. */
  static ConditionTree withoutPositions(ConditionTree tree) {
    return new ConditionTree(
        tree.rules().stream()
            .map(
                rule ->
                    new CheckedRule(
                        rule.id(), withoutPositions(rule.condition()), rule.consequence(), NOWHERE))
            .toList());
  }

  private static Condition withoutPositions(Condition condition) {
    if (condition instanceof Condition.And and) {
      return new Condition.And(and.parts().stream().map(RandomTrees::withoutPositions).toList());
    }
    if (condition instanceof Condition.Or or) {
      return new Condition.Or(or.parts().stream().map(RandomTrees::withoutPositions).toList());
    }
    if (condition instanceof Condition.CompareLiteral c) {
      return new Condition.CompareLiteral(c.path(), c.operator(), c.literal(), NOWHERE);
    }
    if (condition instanceof Condition.ComparePaths c) {
      return new Condition.ComparePaths(c.path(), c.operator(), c.other(), NOWHERE);
    }
    if (condition instanceof Condition.In in) {
      return new Condition.In(in.path(), in.negated(), in.literals(), NOWHERE);
    }
    Condition.Contains contains = (Condition.Contains) condition;
    return new Condition.Contains(contains.path(), contains.negated(), contains.literal(), NOWHERE);
  }
}
