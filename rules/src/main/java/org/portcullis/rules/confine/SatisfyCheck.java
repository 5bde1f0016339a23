package org.portcullis.rules.confine;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.portcullis.facts.EnumType;
import org.portcullis.facts.FieldType;
import org.portcullis.facts.Layer;
import org.portcullis.release.json.SourcePosition;

/**
 * What is asked of a rule that satisfies: it names the constants that it accepts, since what it
 * leaves open is also what a later version coins; it rests on no rejection, which says why evidence
 * fails and, by saying nothing, not that it holds; and it reads a fact of the layer that it
 * satisfies.
 */
final class SatisfyCheck {
  private static final String REJECTION = "RejectionClass";

  private final DiagnosticSink sink;
  private final Declarations declarations;

  SatisfyCheck(FileScope scope) {
    this.sink = scope.sink();
    this.declarations = scope.declarations();
  }

  void check(Condition condition, Consequence consequence, SourcePosition position) {
    List<Condition.Leaf> leaves = condition.leaves();
    leaves.forEach(this::checkLeaf);
    layer(consequence).ifPresent(layer -> checkLayer(leaves, layer, position));
  }

  private void checkLeaf(Condition.Leaf leaf) {
    Optional<EnumType> type =
        leaf.path().type() instanceof FieldType.EnumeratedType enumerated
            ? Optional.of(enumerated.type())
            : Optional.empty();
    String path = Wording.quote(leaf.path().text());
    if (type.isPresent() && type.get().name().equals(REJECTION)) {
      sink.error(
          leaf.position(),
          "rejection-satisfies",
          path
              + " says why evidence was rejected and is `NONE` where there is none; what satisfies"
              + " tests `state` with `==` or `in`");
    } else if (type.isPresent() && isOpen(leaf)) {
      boolean state = leaf.path().last().isState();
      sink.error(
          leaf.position(),
          state ? "open-state-test" : "open-constant-test",
          "what satisfies must name the "
              + (state ? "states" : "constants")
              + " of "
              + path
              + " that it accepts; want `==` or `in` with constants");
    }
  }

  private static boolean isOpen(Condition.Leaf leaf) {
    return leaf instanceof Condition.ComparePaths
        || (leaf instanceof Condition.In in && in.negated())
        || (leaf instanceof Condition.CompareLiteral compare
            && compare.operator() != Operator.EQUAL);
  }

  private Optional<Layer> layer(Consequence consequence) {
    return Optional.ofNullable(declarations.codes().get(consequence.reason()))
        .flatMap(CodeDeclaration::layer);
  }

  private void checkLayer(List<Condition.Leaf> leaves, Layer layer, SourcePosition position) {
    Set<String> facts = facts(layer);
    if (leaves.stream()
        .flatMap(leaf -> leaf.paths().stream())
        .noneMatch(path -> isOf(path, facts))) {
      sink.error(
          position,
          "satisfies-from-elsewhere",
          "a rule that satisfies the layer "
              + Wording.quote(layer.name())
              + " must read a fact of that layer; "
              + Wording.wantOneOf("", facts));
    }
  }

  private static boolean isOf(FactPath path, Set<String> facts) {
    return facts.contains(path.fields().get(0).name());
  }

  /** The records of the case that speak of a layer. */
  private static Set<String> facts(Layer layer) {
    return switch (layer) {
      case TRANSPORT -> Set.of("transport");
      case REQUEST -> Set.of("request");
      case MANIFEST -> Set.of("release");
      case DEVICE -> Set.of("enrollment", "device", "channel");
      case ATTESTATION -> Set.of("keyAttestation", "integrity");
      case ROLLOUT -> Set.of("rollout");
    };
  }
}
