package org.portcullis.attestation.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.portcullis.fixtures.mint.ChainMint;
import org.portcullis.fixtures.mint.MintedAuthority;
import org.portcullis.fixtures.mint.Seed;
import org.portcullis.fixtures.mint.StatementLevel;

/**
 * No damage to a chain of any form turns it into a verified one that says something else, and what
 * the verifier remembers of the sound one changes no result.
 */
class ChainDamageProperties {
  private static final List<List<byte[]>> STRANGERS = List.of(otherAuthority(), otherDevice());

  @Property(tries = 3000)
  void verify_oneByteChanged_neverVerifiesOtherFacts(
      @ForAll SoundChain sound,
      @ForAll @IntRange(max = 59) int certificate,
      @ForAll @IntRange(max = 4095) int position,
      @ForAll @IntRange(min = 1, max = 255) int change) {
    List<byte[]> chain = sound.certificates();
    byte[] target = chain.get(certificate % chain.size());
    target[position % target.length] ^= (byte) change;

    requireSameFactsOrRejection(sound, chain);
  }

  @Property(tries = 600)
  void verify_oneByteRemovedOrDoubled_neverVerifiesOtherFacts(
      @ForAll SoundChain sound,
      @ForAll @IntRange(max = 59) int certificate,
      @ForAll @IntRange(max = 4095) int position,
      @ForAll boolean doubled) {
    List<byte[]> chain = sound.certificates();
    byte[] target = chain.get(certificate % chain.size());
    int at = position % target.length;
    byte[] changed = new byte[doubled ? target.length + 1 : target.length - 1];
    System.arraycopy(target, 0, changed, 0, at);
    System.arraycopy(
        target,
        doubled ? at : at + 1,
        changed,
        doubled ? at + 1 : at,
        target.length - at - (doubled ? 0 : 1));
    if (doubled) {
      changed[at] = target[at];
    }
    chain.set(certificate % chain.size(), changed);

    requireSameFactsOrRejection(sound, chain);
  }

  @Property(tries = 600)
  void verify_certificatesSwappedDroppedOrRepeated_neverVerifiesOtherFacts(
      @ForAll SoundChain sound,
      @ForAll @IntRange(max = 59) int one,
      @ForAll @IntRange(max = 59) int other,
      @ForAll @IntRange(max = 2) int how) {
    List<byte[]> chain = sound.certificates();
    int first = one % chain.size();
    int second = other % chain.size();
    switch (how) {
      case 0 -> Collections.swap(chain, first, second);
      case 1 -> chain.remove(first);
      default -> chain.add(first, chain.get(second));
    }

    requireSameFactsOrRejection(sound, chain);
  }

  /** Of another authority, or of another device under the same one. */
  @Property(tries = 400)
  void verify_certificateOfAnotherChain_neverVerifiesOtherFacts(
      @ForAll SoundChain sound,
      @ForAll @IntRange(max = 59) int certificate,
      @ForAll @IntRange(max = 3) int from,
      @ForAll @IntRange(max = 1) int stranger,
      @ForAll boolean inserted) {
    List<byte[]> chain = sound.certificates();
    byte[] foreign = STRANGERS.get(stranger).get(from);
    if (inserted) {
      chain.add(certificate % (chain.size() + 1), foreign);
    } else {
      chain.set(certificate % chain.size(), foreign);
    }

    requireSameFactsOrRejection(sound, chain);
  }

  private static void requireSameFactsOrRejection(SoundChain sound, List<byte[]> damaged) {
    if (damaged.isEmpty()) {
      return;
    }
    KeyAttestationResult result = sound.verify(damaged);
    assertThat(result).isEqualTo(sound.verifyAfresh(damaged));
    if (result instanceof KeyAttestationResult.Verified verified) {
      assertThat(VerifiedFacts.of(verified)).isEqualTo(sound.facts());
    } else {
      assertThat(Minted.rejected(result).detail()).isNotBlank();
    }
  }

  private static List<byte[]> otherAuthority() {
    return MintedAuthority.of(Seed.of("other authority"))
        .factory()
        .challenge(Minted.CHALLENGE)
        .mint()
        .certificates();
  }

  private static List<byte[]> otherDevice() {
    return Minted.AUTHORITY
        .chain(
            ChainMint.Shape.FACTORY,
            StatementLevel.TRUSTED_ENVIRONMENT,
            Seed.of("other device"),
            ChainMint.DEFAULT_TIME)
        .challenge(Minted.CHALLENGE)
        .mint()
        .certificates();
  }
}
