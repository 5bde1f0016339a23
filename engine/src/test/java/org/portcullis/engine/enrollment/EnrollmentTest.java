package org.portcullis.engine.enrollment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.engine.enrollment.Enrollment.Floors;
import org.portcullis.facts.EnrollmentStatus;

class EnrollmentTest {
  private static final String HEX = "00112233445566778899aabbccddeeff";

  private final EnrollmentId id = EnrollmentId.fromHex(HEX);
  private final Enrollment enrollment = Enrollment.active(Instant.EPOCH, "slate", Set.of("stable"));
  private final InMemoryEnrollments store = new InMemoryEnrollments();

  @Test
  void id_isComparedByValueAndNeverShown() {
    assertThat(id).isEqualTo(EnrollmentId.fromHex(HEX.toUpperCase(Locale.ROOT)));
    assertThat(id).hasSameHashCodeAs(EnrollmentId.fromBytes(id.reveal()));
    assertThat(id).isNotEqualTo(EnrollmentId.next(new SplittableRandom(1)));
    assertThat(id.toString()).isEqualTo("EnrollmentId[redacted]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "00", "zz112233445566778899aabbccddeeff"})
  void fromHex_anythingElse_isAMistakeThatIsNotRepeated(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EnrollmentId.fromHex(text))
        .withMessage("an enrollment id has 32 hexadecimal digits");
  }

  @Test
  void find_onlyWhatWasEnrolled() {
    assertThat(store.find(id)).isEmpty();
    store.enroll(id, enrollment);
    assertThat(store.find(id)).contains(enrollment);
    assertThatIllegalArgumentException().isThrownBy(() -> store.enroll(id, enrollment));
    assertThat(store.find(EnrollmentId.next(new SplittableRandom(1)))).isEmpty();
  }

  @Test
  void update_neverLowersFloorsAndNeverUnrevokes() {
    store.enroll(id, enrollment);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> store.update(EnrollmentId.next(new SplittableRandom(1)), e -> e));
    store.update(id, e -> e.withFloorsRaisedTo(new Floors(5, 1, 202601)));
    store.update(
        id,
        e ->
            new Enrollment(
                EnrollmentStatus.REVOKED,
                e.enrolledAt(),
                e.product(),
                e.channels(),
                new Floors(4, 2, 0)));
    store.update(id, e -> e.withStatus(EnrollmentStatus.ACTIVE));
    Enrollment after = store.find(id).orElseThrow();
    assertThat(after.status()).isEqualTo(EnrollmentStatus.REVOKED);
    assertThat(after.floors()).isEqualTo(new Floors(5, 2, 202601));
  }

  @Test
  void construct_outOfShape_isAMistake() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> enrollment.withStatus(EnrollmentStatus.UNKNOWN));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Enrollment.active(Instant.EPOCH, "Two Words", Set.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Enrollment.active(Instant.EPOCH, "slate", Set.of("Two Words")));
    assertThatIllegalArgumentException().isThrownBy(() -> new Floors(-1, 0, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Floors(0, -1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Floors(0, 0, 202613));
    assertThatIllegalArgumentException().isThrownBy(() -> new Floors(0, 0, 199912));
    assertThatIllegalArgumentException().isThrownBy(() -> EnrollmentId.fromBytes(new byte[15]));
  }

  @Test
  void channels_areCopied() {
    Set<String> channels = new HashSet<>(Set.of("stable"));
    Enrollment copied = Enrollment.active(Instant.EPOCH, "slate", channels);
    channels.add("beta");
    assertThat(copied.channels()).containsExactly("stable");
  }
}
