package org.portcullis.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.portcullis.attestation.key.TrustAnchors;
import org.portcullis.fixtures.mint.CertificateSpec;
import org.portcullis.fixtures.mint.ChainMint;
import org.portcullis.fixtures.mint.KeyKind;
import org.portcullis.fixtures.mint.MintedAuthority;
import org.portcullis.fixtures.mint.MintedKey;
import org.portcullis.fixtures.mint.Seed;
import org.portcullis.fixtures.mint.StatementLevel;

/** Distinct, remotely provisioned chains of minted devices below one root. */
final class Fleet {
  private static final int LEAF = 0;
  private static final int ATTESTATION = 1;
  private static final int SHARED = 2;

  private final MintedAuthority authority = MintedAuthority.of(Seed.of("benchmark"));
  private final List<List<byte[]>> chains = new ArrayList<>();

  /**
   * Mints a fleet.
   *
   * @param devices how many devices
   * @param each how many chains of each device, which differ in the leaf alone
   */
  Fleet(int devices, int each) {
    List<byte[]> shared = sharedCertificates();
    for (int device = 0; device < devices; device++) {
      ChainMint chain = chain(Seed.of("benchmark device " + device));
      List<CertificateSpec> specs = chain.certificates();
      byte[] attestation = specs.get(ATTESTATION).issuedBy(specs.get(SHARED));
      for (int i = 0; i < each; i++) {
        MintedKey key = MintedKey.derive(KeyKind.P256, Seed.of("leaf " + i + " of " + device));
        List<byte[]> certificates = new ArrayList<>();
        certificates.add(
            chain.leafKey(key).certificates().get(LEAF).issuedBy(specs.get(ATTESTATION)));
        certificates.add(attestation);
        certificates.addAll(shared);
        chains.add(List.copyOf(certificates));
      }
    }
  }

  /** The intermediates and the root, signed once: minting them again would give the same. */
  private List<byte[]> sharedCertificates() {
    List<byte[]> whole = chain(Seed.of("benchmark device")).mint().certificates();
    return whole.subList(SHARED, whole.size());
  }

  private ChainMint chain(Seed device) {
    return authority.chain(
        ChainMint.Shape.REMOTE, StatementLevel.TRUSTED_ENVIRONMENT, device, ChainMint.DEFAULT_TIME);
  }

  List<List<byte[]>> chains() {
    return chains;
  }

  TrustAnchors anchors() {
    return TrustAnchors.ofPem(authority.rootPem().getBytes(StandardCharsets.UTF_8)).orElseThrow();
  }
}
