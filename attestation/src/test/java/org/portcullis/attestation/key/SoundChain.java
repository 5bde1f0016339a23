package org.portcullis.attestation.key;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.portcullis.fixtures.mint.ChainMint;
import org.portcullis.fixtures.mint.KeyKind;
import org.portcullis.fixtures.mint.MintedKey;
import org.portcullis.fixtures.mint.Seed;

/** A verified chain of each form, with and without its root, and who verifies it. */
@SuppressWarnings("ImmutableEnumChecker") // minted once and never changed
enum SoundChain {
  FACTORY(Minted.factory(), false),
  FACTORY_ROOTLESS(Minted.factory().withoutRoot(), false),
  REMOTE(Minted.remote(), false),
  REMOTE_ROOTLESS(Minted.remote().withoutRoot(), false),
  SOFTWARE(Minted.software(), false),
  SOFTWARE_ROOTLESS(Minted.software().withoutRoot(), false),
  OWN_ANCHOR(Minted.factory(), true),
  OWN_ANCHOR_ROOTLESS(Minted.factory().withoutRoot(), true),
  ATTEST_KEY(Minted.factory().attestKey(Trust.ATTEST_KEY), false),
  ATTEST_KEY_ROOTLESS(Minted.remote().attestKey(Trust.ATTEST_KEY).withoutRoot(), false);

  private final ChainMint mint;
  private final boolean ownAnchor;
  private final List<byte[]> certificates;
  private final List<Object> facts;

  SoundChain(ChainMint mint, boolean ownAnchor) {
    this.mint = mint;
    this.ownAnchor = ownAnchor;
    this.certificates = mint.mint().certificates();
    this.facts = VerifiedFacts.of(Minted.verified(verify(certificates)));
  }

  /** Before it was signed, with the root even where it isn't sent. */
  ChainMint mint() {
    return mint;
  }

  int size() {
    return certificates.size();
  }

  /** The certificates as they are sent, copied. */
  List<byte[]> certificates() {
    List<byte[]> copy = new ArrayList<>();
    certificates.forEach(certificate -> copy.add(certificate.clone()));
    return copy;
  }

  List<Object> facts() {
    return facts;
  }

  KeyAttestationResult verify(UnaryOperator<ChainMint> change) {
    return verify(change.apply(mint).mint().certificates());
  }

  /** By a verifier that remembers what it verified before. */
  KeyAttestationResult verify(List<byte[]> sent) {
    return verify(sent, ownAnchor ? Trust.OF_ANY_FORM : Trust.BY_FORM);
  }

  /** By one that remembers nothing. */
  KeyAttestationResult verifyAfresh(List<byte[]> sent) {
    return verify(sent, ownAnchor ? Trust.OF_ANY_FORM_AFRESH : Trust.BY_FORM_AFRESH);
  }

  private static KeyAttestationResult verify(List<byte[]> sent, KeyAttestationVerifier verifier) {
    return verifier.verify(
        TestChains.ofDer(sent),
        Minted.expectation()
            .minimumSecurityLevel(SecurityLevel.SOFTWARE)
            .permitNewAttestKey()
            .build(),
        Minted.NOW);
  }

  /** Apart, because an enumeration's constants come before its static fields. */
  private static final class Trust {
    static final MintedKey ATTEST_KEY =
        MintedKey.derive(KeyKind.P256, Seed.of("sound chain attest key"));
    static final KeyAttestationVerifier BY_FORM = Minted.verifier().build();
    static final KeyAttestationVerifier BY_FORM_AFRESH =
        Minted.verifier().signatureCacheSize(0).build();
    static final KeyAttestationVerifier OF_ANY_FORM = ofAnyForm().build();
    static final KeyAttestationVerifier OF_ANY_FORM_AFRESH =
        ofAnyForm().signatureCacheSize(0).build();

    private static KeyAttestationVerifier.Builder ofAnyForm() {
      return KeyAttestationVerifier.builder().anchors(Minted.anchors());
    }
  }
}
