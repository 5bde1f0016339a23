package org.portcullis.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.portcullis.facts.Effect;
import org.portcullis.facts.EligibilityCase;
import org.portcullis.facts.EnumType;
import org.portcullis.facts.Field;
import org.portcullis.facts.FieldType;
import org.portcullis.facts.ReasonCode;
import org.portcullis.facts.RecordType;
import org.portcullis.facts.RuleId;
import org.portcullis.facts.SignalState;
import org.portcullis.facts.Vocabulary;
import org.portcullis.release.json.SourcePosition;
import org.portcullis.rules.confine.CheckedRule;
import org.portcullis.rules.confine.Condition;
import org.portcullis.rules.confine.ConditionTree;
import org.portcullis.rules.confine.Consequence;
import org.portcullis.rules.confine.FactPath;
import org.portcullis.rules.confine.Literal;
import org.portcullis.rules.confine.Operator;

/** Random rules over the whole vocabulary and grammar, and random cases near their literals. */
final class Rules {
  private static final SourcePosition NOWHERE = new SourcePosition("rules/random.drl", 1, 1);
  private static final List<Long> NUMBERS =
      List.of(
          0L,
          1L,
          2L,
          202_601L,
          5L,
          -1L,
          86_400L,
          2_147_483_646L,
          2_147_483_647L,
          2_147_483_648L,
          -2_147_483_648L,
          -2_147_483_649L,
          9_999_999_999L,
          Long.MAX_VALUE,
          Long.MIN_VALUE);

  private final SplittableRandom random;
  private final List<FactPath> paths = new ArrayList<>();

  Rules(long seed) {
    this.random = new SplittableRandom(seed);
    collect(Vocabulary.root(), List.of());
  }

  ConditionTree tree(int size) {
    List<CheckedRule> rules = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      Consequence found = new Consequence(Effect.NOTE, new ReasonCode("random.r" + i % 7), 0);
      rules.add(new CheckedRule(new RuleId("random/r" + i), condition(2), found, NOWHERE));
    }
    return new ConditionTree(rules);
  }

  private Condition condition(int depth) {
    int parts = 1 + random.nextInt(4);
    List<Condition> conditions = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      conditions.add(depth == 0 || random.nextInt(3) > 0 ? leaf() : condition(depth - 1));
    }
    return parts > 1 && random.nextBoolean()
        ? new Condition.Or(conditions)
        : new Condition.And(conditions);
  }

  private Condition leaf() {
    FactPath path = pick(paths);
    FieldType type = path.type();
    Operator operator = pick(List.of(Operator.values()));
    if (type instanceof FieldType.EnumeratedSetType set) {
      return new Condition.Contains(path, random.nextBoolean(), constant(set.type()), NOWHERE);
    }
    boolean number = type instanceof FieldType.IntType || type instanceof FieldType.LongType;
    while (operator.isOrder() && !number) {
      operator = pick(List.of(Operator.values()));
    }
    return switch (random.nextInt(4)) {
      case 0 -> new Condition.In(path, random.nextBoolean(), literals(type), NOWHERE);
      case 1 -> new Condition.ComparePaths(path, operator, sameType(type), NOWHERE);
      default -> new Condition.CompareLiteral(path, operator, literal(type), NOWHERE);
    };
  }

  private FactPath sameType(FieldType type) {
    return pick(paths.stream().filter(path -> path.type().equals(type)).toList());
  }

  private List<Literal> literals(FieldType type) {
    List<Literal> literals = new ArrayList<>();
    int size = random.nextInt(4);
    for (int i = 0; i < size; i++) {
      Literal next = literal(type);
      if (!literals.contains(next)) {
        literals.add(next);
      }
    }
    return literals;
  }

  /** Some paths whose values are compared with literals. */
  List<FactPath> somePaths(int count) {
    List<FactPath> comparable =
        paths.stream()
            .filter(path -> !(path.type() instanceof FieldType.EnumeratedSetType))
            .toList();
    return shuffled(comparable).subList(0, count);
  }

  /** A comparison of a path with a literal of its type. */
  Condition compare(FactPath path) {
    boolean number =
        path.type() instanceof FieldType.IntType || path.type() instanceof FieldType.LongType;
    Operator operator = pick(List.of(Operator.values()));
    while (operator.isOrder() && !number) {
      operator = pick(List.of(Operator.values()));
    }
    return new Condition.CompareLiteral(path, operator, literal(path.type()), NOWHERE);
  }

  Literal literal(FieldType type) {
    if (type instanceof FieldType.BooleanType) {
      return new Literal.BooleanLiteral(random.nextBoolean());
    } else if (type instanceof FieldType.EnumeratedType enumerated) {
      return constant(enumerated.type());
    } else if (type instanceof FieldType.IdentifierType) {
      return new Literal.IdentifierLiteral(
          pick(List.of("none", "stable", "slate", "a.b-c_d", "1")));
    }
    boolean isInt = type instanceof FieldType.IntType;
    long number = pick(NUMBERS);
    while (isInt && number != (int) number) {
      number = pick(NUMBERS);
    }
    return new Literal.NumberLiteral(number);
  }

  private Literal constant(EnumType type) {
    return new Literal.EnumLiteral(type, pick(type.constants()));
  }

  /** A case whose values lie at the literals of the rules. */
  EligibilityCase facts(ConditionTree tree) {
    return facts(tree, Map.of());
  }

  /** The same with some values given; they must be those of some case. */
  EligibilityCase facts(ConditionTree tree, Map<String, Object> given) {
    ValueDomains domains = new ValueDomains(tree.rules());
    while (true) {
      Map<String, Object> values = new TreeMap<>(given);
      Optional<EligibilityCase> made =
          CaseAssembler.assemble(
              path -> values.computeIfAbsent(path.text(), text -> value(path, domains)));
      if (made.isPresent()) {
        return made.get();
      }
    }
  }

  /** Mostly verified, since little can be read otherwise; numbers mostly within records' limits. */
  private Object value(FactPath path, ValueDomains domains) {
    if (path.text().equals("vocabulary")) {
      return Vocabulary.VERSION;
    }
    if (path.last().isState() && random.nextInt(3) > 0) {
      return SignalState.VERIFIED;
    }
    if (path.last().name().equals("yearMonth")) {
      return 202_600 + 1 + random.nextInt(3);
    }
    if (path.last().name().equals("day") || path.last().name().equals("tlsVersion")) {
      return random.nextInt(3);
    }
    List<Object> candidates = new ArrayList<>(domains.of(path));
    candidates.removeIf(value -> value instanceof Number number && number.longValue() < 0);
    if (path.last().name().equals("osPatchFloor")) {
      return pick(List.of(0, 202_601, 202_602));
    }
    return pick(candidates);
  }

  <T> List<T> shuffled(List<T> list) {
    List<T> shuffled = new ArrayList<>(list);
    for (int i = shuffled.size() - 1; i > 0; i--) {
      Collections.swap(shuffled, i, random.nextInt(i + 1));
    }
    return shuffled;
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private void collect(RecordType type, List<Field> prefix) {
    for (Field field : type.fields()) {
      List<Field> path = new ArrayList<>(prefix);
      path.add(field);
      if (field.type() instanceof FieldType.NestedType nested) {
        collect(nested.type(), path);
      } else {
        paths.add(new FactPath(path));
      }
    }
  }
}
