package org.portcullis.attestation.key;

import static org.assertj.core.api.Assertions.assertThat;

import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;
import org.portcullis.fixtures.mint.ChainMint;
import org.portcullis.fixtures.mint.Der;

/** The purposes that the hardware enforces against what the leaf's certificate says. */
class KeyUsageTest {
  private static final Oddity CONTRADICTION =
      new Oddity(Oddity.Kind.KEY_USAGE_CONTRADICTS_PURPOSE, new Where(0, "keyUsage"));
  private static final long ENCRYPT = 0;
  private static final long DECRYPT = 1;
  private static final long SIGN = 2;
  private static final long VERIFY = 3;
  private static final long WRAP_KEY = 5;
  private static final long AGREE_KEY = 6;

  @Test
  void verify_usageThatFitsThePurposes_isNoFinding() {
    assertThat(isContradiction(KeyUsage.digitalSignature, SIGN)).isFalse();
    assertThat(isContradiction(KeyUsage.digitalSignature, SIGN, VERIFY)).isFalse();
    assertThat(isContradiction(KeyUsage.digitalSignature, VERIFY)).isFalse();
    assertThat(isContradiction(KeyUsage.keyEncipherment, WRAP_KEY)).isFalse();
    assertThat(isContradiction(KeyUsage.dataEncipherment, ENCRYPT)).isFalse();
    assertThat(isContradiction(KeyUsage.dataEncipherment | KeyUsage.keyEncipherment, DECRYPT))
        .isFalse();
    assertThat(isContradiction(KeyUsage.keyAgreement, AGREE_KEY)).isFalse();
    assertThat(isContradiction(KeyUsage.digitalSignature | KeyUsage.keyAgreement, SIGN, AGREE_KEY))
        .isFalse();
  }

  @Test
  void verify_usageThatContradictsThePurposes_isAFinding() {
    assertThat(isContradiction(KeyUsage.digitalSignature, AGREE_KEY)).isTrue();
    assertThat(isContradiction(KeyUsage.digitalSignature | KeyUsage.keyAgreement, SIGN)).isTrue();
    assertThat(isContradiction(KeyUsage.digitalSignature | KeyUsage.keyEncipherment, SIGN))
        .isTrue();
    assertThat(isContradiction(KeyUsage.digitalSignature, SIGN, DECRYPT)).isTrue();
    assertThat(isContradiction(KeyUsage.keyEncipherment, SIGN, DECRYPT)).isTrue();
  }

  @Test
  void verify_leafThatCallsItselfAnIssuer_isRejected() {
    KeyAttestationResult.Rejected rejected =
        Minted.rejected(
            Minted.verify(mint(KeyUsage.digitalSignature | KeyUsage.keyCertSign, SIGN)));
    assertThat(rejected.reason()).isEqualTo(KeyAttestationReason.KEY_PURPOSE_NOT_PERMITTED);
    assertThat(rejected.where()).isEqualTo(new Where(0, "keyUsage"));
  }

  @Test
  void verify_leafWithoutKeyUsage_isNoFinding() {
    ChainMint mint = Minted.factory().leaf(c -> c.withoutExtension("2.5.29.15"));
    assertThat(Minted.verified(Minted.verify(mint)).oddities()).doesNotContain(CONTRADICTION);
  }

  @Test
  void verify_leafWithUndecodableKeyUsage_isVerifiedWithAFinding() {
    ChainMint mint = Minted.factory().leaf(c -> c.extension("2.5.29.15", true, Der.nul()));
    assertThat(Minted.verified(Minted.verify(mint)).oddities())
        .contains(new Oddity(Oddity.Kind.EXTENSION_UNDECODABLE, new Where(0, "keyUsage")));
  }

  private static boolean isContradiction(int usage, long... purposes) {
    return Minted.verified(Minted.verify(mint(usage, purposes))).oddities().contains(CONTRADICTION);
  }

  private static ChainMint mint(int usage, long... purposes) {
    return Minted.factory().hardware(h -> h.purpose(purposes)).leaf(c -> c.keyUsage(usage));
  }
}
