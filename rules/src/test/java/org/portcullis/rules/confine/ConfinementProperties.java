package org.portcullis.rules.confine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.portcullis.release.json.Severity;

final class ConfinementProperties {
  @Provide
  Arbitrary<ConditionTree> trees() {
    return Arbitraries.randomValue(random -> new RandomTrees(random).tree());
  }

  private static CheckReport read(String text, ConditionTree tree) {
    String[] codes =
        tree.rules().stream()
            .map(rule -> rule.consequence().reason().value())
            .distinct()
            .toArray(String[]::new);
    return RuleSetConfinement.check(
        List.of(Samples.source("f", text)), Samples.declarations(codes));
  }

  @Property(tries = 500)
  void check_whatThePrinterWrites_isTheSameTree(@ForAll("trees") ConditionTree tree) {
    String text = DrlPrinter.print(tree, "portcullis.policy.random");
    CheckReport report = read(text, tree);
    assertThat(report).as(report.diagnostics() + "\n" + text).isInstanceOf(CheckReport.Clean.class);
    ConditionTree read = ((CheckReport.Clean) report).tree();
    assertThat(RandomTrees.withoutPositions(read)).isEqualTo(tree);
    assertThat(DrlPrinter.print(read, "portcullis.policy.random")).isEqualTo(text);
  }

  @Property(tries = 200)
  void check_oneCharacterLess_isRefusedOrReadAsPrinted(
      @ForAll("trees") ConditionTree tree, @ForAll double where) {
    String text = DrlPrinter.print(tree, "portcullis.policy.random");
    int at = (int) (Math.abs(where % 1) * text.length());
    CheckReport report = read(text.substring(0, at) + text.substring(at + 1), tree);
    if (report instanceof CheckReport.Clean clean) {
      String printed = DrlPrinter.print(clean.tree(), "p");
      ConditionTree again = ((CheckReport.Clean) read(printed, clean.tree())).tree();
      assertThat(RandomTrees.withoutPositions(again))
          .isEqualTo(RandomTrees.withoutPositions(clean.tree()));
    } else {
      assertThat(report.diagnostics()).anyMatch(each -> each.severity() == Severity.ERROR);
    }
  }
}
