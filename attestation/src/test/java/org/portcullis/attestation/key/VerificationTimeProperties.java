package org.portcullis.attestation.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.security.Provider;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** Any instant, any age of a list and any limit to it lead to a result. */
class VerificationTimeProperties {
  private static final Provider PROVIDER = new BouncyCastleProvider();
  private static final CertificateChain CHAIN = Minted.chain(Minted.factory());
  private static final Instant VALID_FROM = Instant.parse("2023-05-01T00:00:00Z");
  private static final BigDecimal SKEW = BigDecimal.valueOf(300);

  @Property(tries = 500)
  void verify_anyTimes_isJudgedByTheTrueAge(
      @ForAll("instants") Instant now,
      @ForAll("instants") Instant fetchedAt,
      @ForAll("ages") Duration maxAge) {
    requireTrueJudgement(now, fetchedAt, maxAge);
  }

  @Example
  void verify_endsOfTime_areJudgedByTheTrueAge() {
    Duration forever = ChronoUnit.FOREVER.getDuration();
    Instant[] ends = {
      Instant.MIN,
      Instant.MAX,
      Instant.ofEpochMilli(Long.MIN_VALUE),
      Minted.NOW,
      Instant.ofEpochMilli(Long.MAX_VALUE),
      Instant.EPOCH
    };
    for (Instant now : ends) {
      for (Instant fetchedAt : ends) {
        for (Duration maxAge : new Duration[] {Duration.ZERO, Duration.ofDays(1), forever}) {
          requireTrueJudgement(now, fetchedAt, maxAge);
        }
      }
    }
  }

  @Example
  void verify_endsOfTime_stillNoteWhatIsImplausible() {
    assertThat(verifyAt(Instant.MIN).oddities())
        .extracting(Oddity::kind)
        .contains(Oddity.Kind.CREATION_TIME_IMPLAUSIBLE, Oddity.Kind.PATCH_LEVEL_IN_FUTURE);
    assertThat(verifyAt(Instant.MAX).oddities())
        .extracting(Oddity::kind)
        .doesNotContain(Oddity.Kind.CREATION_TIME_IMPLAUSIBLE, Oddity.Kind.PATCH_LEVEL_IN_FUTURE);
  }

  @Provide
  Arbitrary<Instant> instants() {
    Arbitrary<Instant> any =
        times(Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond())
            .map(t -> Instant.ofEpochSecond(t.getSeconds(), t.getNano()));
    Arbitrary<Instant> near = times(-1000, 1000).map(Minted.NOW::plus);
    return Arbitraries.oneOf(any, near);
  }

  @Provide
  Arbitrary<Duration> ages() {
    return Arbitraries.oneOf(times(0, Long.MAX_VALUE), times(0, 1000));
  }

  private static Arbitrary<Duration> times(long first, long last) {
    return Combinators.combine(
            Arbitraries.longs().between(first, last),
            Arbitraries.integers().between(0, 999_999_999))
        .as(Duration::ofSeconds);
  }

  private static void requireTrueJudgement(Instant now, Instant fetchedAt, Duration maxAge) {
    KeyAttestationResult result =
        Minted.verifier()
            .provider(PROVIDER)
            .statusList(RevocationSource.of(Minted.statusList("{\"entries\":{}}", fetchedAt)))
            .build()
            .verify(CHAIN, Minted.expectation().requireStatusList(maxAge).build(), now);

    if (now.isBefore(VALID_FROM)) {
      assertThat(Minted.rejected(result).reason())
          .isEqualTo(KeyAttestationReason.ISSUER_NOT_YET_VALID);
    } else if (isFresh(now, fetchedAt, maxAge)) {
      assertThat(Minted.verified(result).revocation())
          .isInstanceOf(RevocationSnapshot.Checked.class);
    } else {
      assertThat(Minted.rejected(result).reason())
          .isEqualTo(KeyAttestationReason.STATUS_LIST_STALE);
    }
  }

  private static boolean isFresh(Instant now, Instant fetchedAt, Duration maxAge) {
    BigDecimal age =
        seconds(now.getEpochSecond(), now.getNano())
            .subtract(seconds(fetchedAt.getEpochSecond(), fetchedAt.getNano()));
    return age.compareTo(seconds(maxAge.getSeconds(), maxAge.getNano())) <= 0
        && age.compareTo(SKEW.negate()) >= 0;
  }

  private static BigDecimal seconds(long seconds, int nanos) {
    return BigDecimal.valueOf(seconds).add(BigDecimal.valueOf(nanos, 9));
  }

  private static KeyAttestationResult verifyAt(Instant now) {
    return Minted.verifier().build().verify(CHAIN, Minted.expectation().build(), now);
  }
}
