package org.portcullis.attestation.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.portcullis.fixtures.mint.CertificateSpec;
import org.portcullis.fixtures.mint.ChainMint;
import org.portcullis.fixtures.mint.KeyKind;
import org.portcullis.fixtures.mint.KeyMint;
import org.portcullis.fixtures.mint.MintedKey;
import org.portcullis.fixtures.mint.Seed;

/**
 * A certificate of any chain, signed by any key but that of the certificate above, is refused
 * there. An attacker has keys of his own, and may have had the device attest keys for him.
 */
class ResignedChainTest {
  private static final MintedKey FOREIGN = MintedKey.derive(KeyKind.P256, Seed.of("attacker"));

  /** Otherwise the refusals below would prove nothing. */
  @ParameterizedTest
  @EnumSource(SoundChain.class)
  void verify_changedLeafSignedByItsIssuer_isVerifiedWithOtherFacts(SoundChain sound) {
    KeyAttestationResult result = sound.verify(ResignedChainTest::changedLeaf);

    assertThat(VerifiedFacts.of(Minted.verified(result))).isNotEqualTo(sound.facts());
  }

  @ParameterizedTest
  @EnumSource(SoundChain.class)
  void verify_memberSignedByAnotherKey_isRefusedThere(SoundChain sound) {
    List<CertificateSpec> members = sound.mint().certificates();
    for (int i = 0; i < members.size() - 1; i++) {
      for (MintedKey key : otherKeys(members, i)) {
        int index = i;
        requireRefused(sound, i, sound.mint().at(i, c -> c.signedBy(key)));
        requireRefused(sound, i, changedLeaf(sound.mint()).at(index, c -> c.signedBy(key)));
      }
    }
  }

  /** The attacker puts his own key there, so that all below it is signed by him as well. */
  @ParameterizedTest
  @EnumSource(SoundChain.class)
  void verify_memberWithTheAttackersKey_isRefusedThere(SoundChain sound) {
    List<CertificateSpec> members = sound.mint().certificates();
    for (int i = 1; i < members.size() - 1; i++) {
      for (MintedKey key : otherKeys(members, i)) {
        int index = i;
        requireRefused(
            sound, i, changedLeaf(sound.mint()).at(index, c -> c.key(FOREIGN).signedBy(key)));
      }
    }
  }

  /** With a root of the attacker's under the genuine name, everything is consistent but the key. */
  @ParameterizedTest
  @EnumSource(SoundChain.class)
  void verify_rootOfTheAttacker_isUnknown(SoundChain sound) {
    MintedKey root = MintedKey.derive(KeyKind.P384, Seed.of("attacker's root"));
    KeyAttestationResult result = sound.verify(mint -> changedLeaf(mint).root(c -> c.key(root)));

    assertThat(Minted.rejected(result).reason()).isEqualTo(KeyAttestationReason.ROOT_UNKNOWN);
    assertThat(Minted.rejected(result).where().certificate()).isEqualTo(sound.size() - 1);
  }

  /** Nobody has to trust the root's signature, but the root's key; the facts stay the same. */
  @ParameterizedTest
  @EnumSource(SoundChain.class)
  void verify_rootSignedByAnotherKey_isTheSameAnchor(SoundChain sound) {
    KeyAttestationResult result = sound.verify(mint -> mint.root(c -> c.signedBy(FOREIGN)));

    assertThat(VerifiedFacts.of(Minted.verified(result))).isEqualTo(sound.facts());
  }

  private static ChainMint changedLeaf(ChainMint mint) {
    return mint.shape() == ChainMint.Shape.SOFTWARE
        ? mint.software(list -> list.number(KeyMint.USER_AUTH_TYPE, 2))
        : mint.hardware(list -> list.number(KeyMint.USER_AUTH_TYPE, 2));
  }

  /** The attacker's, and that of each member but the one right above. */
  private static List<MintedKey> otherKeys(List<CertificateSpec> members, int index) {
    List<MintedKey> keys = new ArrayList<>(List.of(FOREIGN));
    for (int i = 0; i < members.size(); i++) {
      if (i != index + 1) {
        keys.add(members.get(i).key());
      }
    }
    return keys;
  }

  private static void requireRefused(SoundChain sound, int index, ChainMint mint) {
    KeyAttestationResult.Rejected rejected =
        Minted.rejected(sound.verify(mint.mint().certificates()));
    boolean isTopWithoutRoot = index == sound.size() - 1;
    assertThat(rejected.reason())
        .as(rejected.detail())
        .isEqualTo(
            isTopWithoutRoot
                ? KeyAttestationReason.ROOT_UNKNOWN
                : KeyAttestationReason.SIGNATURE_INVALID);
    assertThat(rejected.where().certificate()).isEqualTo(index);
  }
}
