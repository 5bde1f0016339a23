package org.portcullis.attestation.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.portcullis.fixtures.mint.ChainMint;

/** No damage to a chain turns it into a verified one that says something else. */
class ChainDamageProperties {
  private static final KeyAttestationVerifier VERIFIER = Minted.verifier().build();
  private static final List<byte[]> FACTORY = Minted.factory().mint().certificates();
  private static final List<byte[]> REMOTE = Minted.remote().withoutRoot().mint().certificates();

  @Property(tries = 1500)
  void verify_oneByteChanged_neverVerifiesOtherFacts(
      @ForAll @IntRange(max = 3) int certificate,
      @ForAll @IntRange(max = 4095) int position,
      @ForAll @IntRange(min = 1, max = 255) int change,
      @ForAll boolean remote) {
    List<byte[]> chain = copy(remote ? REMOTE : FACTORY);
    byte[] target = chain.get(certificate);
    target[position % target.length] ^= (byte) change;

    requireSameFactsOrRejection(remote ? REMOTE : FACTORY, chain);
  }

  @Property(tries = 300)
  void verify_oneByteRemovedOrDoubled_neverVerifiesOtherFacts(
      @ForAll @IntRange(max = 3) int certificate,
      @ForAll @IntRange(max = 4095) int position,
      @ForAll boolean doubled) {
    List<byte[]> chain = copy(FACTORY);
    byte[] target = chain.get(certificate);
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
    chain.set(certificate, changed);

    requireSameFactsOrRejection(FACTORY, chain);
  }

  @Property(tries = 300)
  void verify_certificatesSwappedDroppedOrRepeated_neverVerifiesOtherFacts(
      @ForAll @IntRange(max = 3) int one,
      @ForAll @IntRange(max = 3) int other,
      @ForAll @IntRange(max = 2) int how) {
    List<byte[]> chain = copy(FACTORY);
    switch (how) {
      case 0 -> java.util.Collections.swap(chain, one, other);
      case 1 -> chain.remove(one);
      default -> chain.add(one, chain.get(other));
    }

    requireSameFactsOrRejection(FACTORY, chain);
  }

  @Property(tries = 60)
  void verify_certificateOfAnotherChain_neverVerifiesOtherFacts(
      @ForAll @IntRange(max = 3) int certificate, @ForAll @IntRange(max = 3) int from) {
    ChainMint other =
        org.portcullis.fixtures.mint.MintedAuthority.of(
                org.portcullis.fixtures.mint.Seed.of("other authority"))
            .factory()
            .challenge(Minted.CHALLENGE);
    List<byte[]> chain = copy(FACTORY);
    chain.set(certificate, other.mint().certificates().get(from));

    requireSameFactsOrRejection(FACTORY, chain);
  }

  private static void requireSameFactsOrRejection(List<byte[]> original, List<byte[]> damaged) {
    KeyAttestationResult result = verify(damaged);
    if (result instanceof KeyAttestationResult.Verified verified) {
      KeyAttestationResult.Verified sound = Minted.verified(verify(original));
      assertThat(VerifiedFacts.of(verified)).isEqualTo(VerifiedFacts.of(sound));
    } else {
      assertThat(Minted.rejected(result).detail()).isNotBlank();
    }
  }

  private static KeyAttestationResult verify(List<byte[]> certificates) {
    return VERIFIER.verify(
        TestChains.ofDer(certificates), Minted.expectation().build(), Minted.NOW);
  }

  private static List<byte[]> copy(List<byte[]> chain) {
    List<byte[]> copy = new ArrayList<>();
    chain.forEach(certificate -> copy.add(certificate.clone()));
    return copy;
  }
}
