package org.portcullis.attestation.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.UnaryOperator;
import org.portcullis.fixtures.mint.Authorizations;
import org.portcullis.fixtures.mint.ChainMint;
import org.portcullis.fixtures.mint.Seed;
import org.portcullis.fixtures.mint.StatementLevel;

/**
 * What the field's oddities share. Each one has a test named after its symptom in {@link
 * FieldQuirksPathTest} or {@link FieldQuirksStatementTest}, with the verdict, the facts or the
 * oddity that show it, and a near miss that is refused. Those without one there:
 *
 * <table>
 * <caption>Oddities that other tests show, or that no verifier can</caption>
 * <tr><td>23, 41</td><td>StrongBox and TEE, or two releases, state different boot keys: the
 * statement's key is a fact, and which keys are good for a model and level is for {@link
 * org.portcullis.attestation.bootkeys.BootKeyCatalogue} to say</td></tr>
 * <tr><td>34</td><td>new values of enumerations: {@link StatementTagTest}</td></tr>
 * <tr><td>36</td><td>status words and spellings: {@link StatusListTest}</td></tr>
 * <tr><td>37</td><td>a provider registered under another class name: none is ever registered,
 * {@link KeyAttestationVerifierTest}</td></tr>
 * <tr><td>40</td><td>a relayed chain of a clean device: nothing in a chain tells, so that the
 * request must be signed by {@link KeyAttestationResult.Verified#key()}</td></tr>
 * <tr><td>42</td><td>attestation keys destroyed by unlocking: the device has no chain to judge, and
 * none at all is {@code CHAIN_EMPTY}, {@link CertificateChainTest}</td></tr>
 * </table>
 */
final class FieldQuirks {
  static final Seed SEED = Seed.of("field quirks");

  private FieldQuirks() {}

  static ChainMint strongBox(ChainMint.Shape shape) {
    return Minted.AUTHORITY
        .chain(shape, StatementLevel.STRONG_BOX, SEED, ChainMint.DEFAULT_TIME)
        .challenge(Minted.CHALLENGE);
  }

  static ChainMint hardware(UnaryOperator<Authorizations> change) {
    return Minted.factory().hardware(change);
  }

  static ChainMint software(UnaryOperator<Authorizations> change) {
    return Minted.factory().software(change);
  }

  /** Verified with exactly these oddities. */
  static KeyAttestationResult.Verified verified(ChainMint mint, Oddity... oddities) {
    KeyAttestationResult.Verified verified = Minted.verified(Minted.verify(mint));
    assertThat(verified.oddities()).containsExactlyInAnyOrder(oddities);
    return verified;
  }

  /** Verified with exactly these oddities, and saying what the chain without the quirk says. */
  static void sameFacts(ChainMint mint, ChainMint without, Oddity... oddities) {
    assertThat(VerifiedFacts.of(verified(mint, oddities)))
        .isEqualTo(VerifiedFacts.of(verified(without)));
  }

  static void rejected(ChainMint mint, KeyAttestationReason reason, int certificate, String field) {
    rejected(Minted.verify(mint), reason, certificate, field);
  }

  static void rejected(
      KeyAttestationResult result, KeyAttestationReason reason, int certificate, String field) {
    KeyAttestationResult.Rejected rejected = Minted.rejected(result);
    assertThat(rejected.reason()).as(rejected.detail()).isEqualTo(reason);
    assertThat(rejected.where()).isEqualTo(new Where(certificate, field));
  }

  static Oddity at(Oddity.Kind kind, int certificate, String field) {
    return new Oddity(kind, new Where(certificate, field));
  }

  static <T> Member<T> inHardware(KeyAttestationResult.Verified verified, AuthorizationTag<T> tag) {
    return verified.description().hardware().get(tag);
  }
}
