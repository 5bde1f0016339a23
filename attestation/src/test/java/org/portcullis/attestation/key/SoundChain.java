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
  FACTORY(Minted.factory(), Trust.BY_FORM),
  FACTORY_ROOTLESS(Minted.factory().withoutRoot(), Trust.BY_FORM),
  REMOTE(Minted.remote(), Trust.BY_FORM),
  REMOTE_ROOTLESS(Minted.remote().withoutRoot(), Trust.BY_FORM),
  SOFTWARE(Minted.software(), Trust.BY_FORM),
  SOFTWARE_ROOTLESS(Minted.software().withoutRoot(), Trust.BY_FORM),
  OWN_ANCHOR(Minted.factory(), Trust.OF_ANY_FORM),
  OWN_ANCHOR_ROOTLESS(Minted.factory().withoutRoot(), Trust.OF_ANY_FORM),
  ATTEST_KEY(Minted.factory().attestKey(Trust.ATTEST_KEY), Trust.BY_FORM),
  ATTEST_KEY_ROOTLESS(Minted.remote().attestKey(Trust.ATTEST_KEY).withoutRoot(), Trust.BY_FORM);

  private final ChainMint mint;
  private final KeyAttestationVerifier verifier;
  private final List<byte[]> certificates;
  private final List<Object> facts;

  SoundChain(ChainMint mint, KeyAttestationVerifier verifier) {
    this.mint = mint;
    this.verifier = verifier;
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

  KeyAttestationResult verify(List<byte[]> sent) {
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
    static final KeyAttestationVerifier OF_ANY_FORM =
        KeyAttestationVerifier.builder().anchors(Minted.anchors()).build();
  }
}
