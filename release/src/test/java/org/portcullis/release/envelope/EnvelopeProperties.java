package org.portcullis.release.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.portcullis.release.envelope.EnvelopeVerdict.Rejected;
import org.portcullis.release.envelope.EnvelopeVerdict.Verified;

/** Laws of envelopes, with keys of both algorithms. */
final class EnvelopeProperties {
  private static final int KEYS = 6;
  private static final List<Envelope> BY_ONE =
      IntStream.range(0, KEYS + 2).mapToObj(i -> Keys.envelope(Keys.any(i))).toList();

  private static EnvelopeSignature signature(int key) {
    return BY_ONE.get(key).signatures().get(0);
  }

  private static byte[] flip(byte[] content, int bit) {
    byte[] flipped = content.clone();
    flipped[bit / 8 % content.length] ^= (byte) (1 << bit % 8);
    return flipped;
  }

  @Property(tries = 300)
  void verify_oneBitOfThePayloadChanged_isRejected(
      @ForAll @IntRange(max = KEYS - 1) int key, @ForAll @IntRange(max = 95) int bit) {
    Envelope changed =
        new Envelope(Keys.TYPE, flip(Keys.PAYLOAD, bit), BY_ONE.get(key).signatures());
    requireNothingHolds(changed, Keys.TYPE);
  }

  @Property(tries = 300)
  void verify_oneBitOfTheTypeChanged_isRejected(
      @ForAll @IntRange(max = KEYS - 1) int key, @ForAll @IntRange(max = 239) int bit) {
    String type = new String(flip(Keys.utf8(Keys.TYPE), bit), StandardCharsets.ISO_8859_1);
    Envelope changed = new Envelope(type, Keys.PAYLOAD, BY_ONE.get(key).signatures());
    requireNothingHolds(changed, type);
    assertThat(EnvelopeVerifier.verify(changed, Keys.TYPE, Keys.role(1, KEYS)))
        .isInstanceOf(Rejected.class);
  }

  @Property(tries = 500)
  void verify_oneBitOfTheSignatureChanged_isRejected(
      @ForAll @IntRange(max = KEYS - 1) int key, @ForAll @IntRange(max = 575) int bit) {
    EnvelopeSignature changed = new EnvelopeSignature("", flip(signature(key).bytes(), bit));
    requireNothingHolds(Keys.withSignatures(List.of(changed)), Keys.TYPE);
  }

  private static void requireNothingHolds(Envelope envelope, String type) {
    assertThat(((Rejected) EnvelopeVerifier.verify(envelope, type, Keys.role(1, KEYS))).reason())
        .isIn(EnvelopeReason.NO_SIGNATURE_HOLDS, EnvelopeReason.MALFORMED_SIGNATURE);
  }

  /** Numbers of keys that signed; those from {@link #KEYS} on are strangers. */
  @Provide
  Arbitrary<List<Integer>> signing() {
    return Arbitraries.integers().between(0, KEYS + 1).list().ofMaxSize(Envelope.MAX_SIGNATURES);
  }

  @Property(tries = 200)
  void verify_anySignatures_isVerifiedJustIfEnoughDistinctKeysSigned(
      @ForAll("signing") List<Integer> signing,
      @ForAll @IntRange(min = 1, max = KEYS) int threshold) {
    Set<Integer> distinct = new HashSet<>(signing);
    distinct.removeIf(key -> key >= KEYS);
    Envelope envelope =
        Keys.withSignatures(signing.stream().map(EnvelopeProperties::signature).toList());
    EnvelopeVerdict verdict =
        EnvelopeVerifier.verify(envelope, Keys.TYPE, Keys.role(threshold, KEYS));
    assertThat(verdict instanceof Verified).isEqualTo(distinct.size() >= threshold);
    if (verdict instanceof Verified verified) {
      assertThat(verified.signers())
          .extracting(RoleKey::label)
          .containsExactlyElementsOf(distinct.stream().sorted().map(key -> "k" + key).toList());
    } else {
      assertThat(((Rejected) verdict).detail())
          .startsWith(
              "signed by "
                  + distinct.size()
                  + " distinct keys of role `policy`, which takes "
                  + threshold
                  + " of 6");
    }
  }

  @Property(tries = 200)
  void verify_otherOrderAndKeyIds_isTheSameVerdict(
      @ForAll("signing") List<Integer> signing,
      @ForAll @IntRange(min = 1, max = KEYS) int threshold,
      @ForAll @Size(16) List<@IntRange(max = KEYS + 1) Integer> hints,
      @ForAll long seed) {
    KeyRole role = Keys.role(threshold, KEYS);
    List<EnvelopeSignature> shuffled = new ArrayList<>();
    for (int i = 0; i < signing.size(); i++) {
      String hint = hints.get(i) == 0 ? "" : Keys.any(hints.get(i)).key().keyId();
      shuffled.add(new EnvelopeSignature(hint, signature(signing.get(i)).bytes()));
    }
    Collections.shuffle(shuffled, new Random(seed));
    Envelope plain =
        Keys.withSignatures(signing.stream().map(EnvelopeProperties::signature).toList());
    EnvelopeVerdict expected = EnvelopeVerifier.verify(plain, Keys.TYPE, role);
    EnvelopeVerdict actual =
        EnvelopeVerifier.verify(Keys.withSignatures(shuffled), Keys.TYPE, role);
    if (expected instanceof Rejected rejected) {
      assertThat(((Rejected) actual).reason()).isEqualTo(rejected.reason());
    } else {
      assertThat(actual).isEqualTo(expected);
    }
  }

  @Property(tries = 200)
  void read_whiteSpaceAndOtherAlphabet_isTheSameEnvelope(
      @ForAll("signing") List<Integer> signing, @ForAll byte[] payload, @ForAll boolean forUrls) {
    Envelope envelope =
        new Envelope(
            Keys.TYPE, payload, signing.stream().map(EnvelopeProperties::signature).toList());
    String json = new String(envelope.write(), StandardCharsets.UTF_8);
    assertThat(Keys.parsed(Envelope.read("f", Keys.utf8(json)))).isEqualTo(envelope);
    String spaced = json.replaceAll("([\\[\\]{},:])", " $1\r\n\t");
    String other = forUrls ? forUrls(envelope) : spaced;
    assertThat(Keys.parsed(Envelope.read("f", Keys.utf8(other)))).isEqualTo(envelope);
  }

  /** The payload type is the one text with a slash that isn't base64. */
  private static String forUrls(Envelope envelope) {
    return new String(envelope.write(), StandardCharsets.UTF_8)
        .replace('+', '-')
        .replace('/', '_')
        .replace("application_vnd.example.v1-json", Keys.TYPE);
  }
}
