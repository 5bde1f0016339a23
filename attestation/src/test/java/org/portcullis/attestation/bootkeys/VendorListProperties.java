package org.portcullis.attestation.bootkeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import org.portcullis.attestation.key.Reading;
import org.portcullis.attestation.key.Sha256;

/**
 * The law of updates: whatever lists come in whatever order, signed by whomever, the list in use
 * never grows older, never loses much at once, and stays as it is when another is refused.
 */
class VendorListProperties {
  private static final Instant NOW = Instant.parse("2026-11-25T00:00:00Z");
  private static final Duration AGE = Duration.ofDays(10);
  private static final Duration SKEW = Duration.ofMinutes(5);
  private static final SshSigner VENDOR = new SshSigner("vendor");
  private static final SshSigner FORMER = new SshSigner("former");
  private static final SshSigner FORGER = new SshSigner("forger");
  private static final BootKeyVendor GRAPHENE =
      BootKeyVendor.of(
          "grapheneos",
          BootKeyVendor.Form.GRAPHENEOS,
          List.of(
              BootKeySigner.atAnyTime(VENDOR.line()),
              new BootKeySigner(FORMER.line(), Instant.MIN, NOW)),
          AGE);

  /**
   * A list that follows the current one.
   *
   * @param signer who signs it
   * @param later by how much it is later than the current one
   * @param lost how many of the current keys it leaves out
   * @param fresh how many keys it adds
   */
  private record Step(SshSigner signer, Duration later, int lost, int fresh) {}

  /** What a list says, told without the code under test. */
  private record Said(Instant issued, Set<Integer> keys) {
    Said next(Step step, int firstFresh) {
      Set<Integer> next = new TreeSet<>(keys);
      keys.stream().limit(step.lost()).forEach(next::remove);
      for (int i = 0; i < step.fresh(); i++) {
        next.add(firstFresh + i);
      }
      return new Said(issued.plus(step.later()), next);
    }

    byte[] bytes() {
      String digests =
          keys.stream()
              .map(key -> "\"" + BootKeyVendorTest.digest(key) + "\"")
              .collect(Collectors.joining(","));
      return "{\"verifiedBootKeys\":[%s],\"timestamp\":%d}"
          .formatted(digests, issued.getEpochSecond())
          .getBytes(StandardCharsets.US_ASCII);
    }

    Set<Sha256> digests() {
      return keys.stream()
          .map(key -> Sha256.ofHex(BootKeyVendorTest.digest(key)))
          .collect(Collectors.toSet());
    }

    /** Whether a list that its vendor signed may follow. */
    boolean maySucceed(Said next) {
      Set<Integer> gone = new HashSet<>(keys);
      gone.removeAll(next.keys);
      boolean inTime = next.issued.isAfter(NOW.minus(AGE)) && !next.issued.isAfter(NOW.plus(SKEW));
      boolean forward = next.issued.isAfter(issued) || next.equals(this);
      boolean keeps = gone.size() <= 1 || 10 * gone.size() <= keys.size();
      return inTime && forward && keeps && !next.keys.isEmpty();
    }
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void update_anySequence_neverGoesBackAndNeverLosesMuch(
      @ForAll("firstSizes") int size, @ForAll("sequences") List<Step> steps) {
    int fresh = 1;
    Said said = new Said(NOW.minus(Duration.ofDays(9)), Set.of()).next(first(size), fresh);
    fresh += size;
    VendorList current = GRAPHENE.read(said.bytes(), sign(VENDOR, said.bytes()), NOW).orElseThrow();

    for (Step step : steps) {
      Said next = said.next(step, fresh);
      fresh += step.fresh();
      Reading<VendorList> reading =
          GRAPHENE.update(current, next.bytes(), sign(step.signer(), next.bytes()), NOW);

      boolean mayFollow = step.signer() == VENDOR && said.maySucceed(next);
      assertThat(reading instanceof Reading.Read).isEqualTo(mayFollow);
      requireSays(current, said);
      if (reading instanceof Reading.Read<VendorList> read) {
        assertThat(read.value().issued()).isAfterOrEqualTo(current.issued());
        said = next;
        current = read.value();
        requireSays(current, said);
      }
      collect(mayFollow, step.lost());
    }
    requireEachKindOfStep();
  }

  private static void collect(boolean taken, int lost) {
    String kind = lost > 1 ? " with several keys lost" : "";
    Statistics.label("steps").collect((taken ? "taken" : "refused") + kind);
  }

  /** Else the law would be shown of refusals alone. */
  private static void requireEachKindOfStep() {
    Statistics.label("steps")
        .coverage(
            coverage -> {
              coverage.check("taken").percentage(share -> share > 10);
              coverage.check("taken with several keys lost").percentage(share -> share > 2);
              coverage.check("refused").percentage(share -> share > 10);
              coverage.check("refused with several keys lost").percentage(share -> share > 2);
            });
  }

  @Provide
  Arbitrary<Integer> firstSizes() {
    return Arbitraries.integers().between(1, 45).withDistribution(RandomDistribution.uniform());
  }

  @Provide
  Arbitrary<List<Step>> sequences() {
    Arbitrary<SshSigner> signers =
        Arbitraries.frequency(Tuple.of(10, VENDOR), Tuple.of(1, FORMER), Tuple.of(1, FORGER));
    Arbitrary<Duration> later =
        Arbitraries.frequency(
                Tuple.of(1, -86_400),
                Tuple.of(1, -1),
                Tuple.of(1, 0),
                Tuple.of(4, 1),
                Tuple.of(4, 3_600),
                Tuple.of(1, 4 * 86_400))
            .map(Duration::ofSeconds);
    Arbitrary<Integer> lost =
        Arbitraries.frequency(
            Tuple.of(3, 0), Tuple.of(2, 1), Tuple.of(2, 2), Tuple.of(1, 3), Tuple.of(1, 5));
    Arbitrary<Integer> fresh = Arbitraries.integers().between(0, 6);
    return Combinators.combine(signers, later, lost, fresh)
        .as(Step::new)
        .list()
        .ofMinSize(4)
        .ofMaxSize(16);
  }

  private static Step first(int size) {
    return new Step(VENDOR, Duration.ZERO, 0, size);
  }

  private static void requireSays(VendorList list, Said said) {
    assertThat(list.issued()).isEqualTo(said.issued());
    assertThat(list.keys()).extracting(BootKey::key).hasSameElementsAs(said.digests());
    assertThat(list.expires()).isEqualTo(said.issued().plus(AGE));
  }

  private static byte[] sign(SshSigner signer, byte[] list) {
    return signer.sign(BootKeyVendor.Form.GRAPHENEOS.namespace(), list);
  }
}
