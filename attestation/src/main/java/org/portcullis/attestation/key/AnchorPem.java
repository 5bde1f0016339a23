package org.portcullis.attestation.key;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.portcullis.attestation.key.internal.Pem;

/** Reads anchors from PEM blocks, in which nothing names them and nothing limits them. */
final class AnchorPem {
  private static final int MAX_BLOCKS = 256;
  private static final String UNNAMED = "anchor";

  private AnchorPem() {}

  static Reading<TrustAnchors> read(byte[] pem, AnchorTerms terms) {
    List<TrustAnchor> anchors = new ArrayList<>();
    int line = 0;
    try {
      String text = new String(pem, StandardCharsets.ISO_8859_1);
      for (Pem.Block block : Pem.read(text, MAX_BLOCKS, CertificateChain.MAX_CERTIFICATE_BYTES)) {
        line = block.line();
        TrustAnchor anchor = anchor(block, terms);
        anchors.add(anchor.named(name(anchor.digest())));
      }
    } catch (Pem.PemException e) {
      return new Reading.Unreadable<>(e.line(), 1, e.text());
    } catch (UnusableAnchor e) {
      return new Reading.Unreadable<>(line, 1, e.detail());
    }
    return anchors.isEmpty()
        ? new Reading.Unreadable<>(0, 0, "there is no certificate and no public key")
        : new Reading.Read<>(new TrustAnchors(anchors));
  }

  private static TrustAnchor anchor(Pem.Block block, AnchorTerms terms) throws UnusableAnchor {
    return switch (block.label()) {
      case "CERTIFICATE" -> TrustAnchor.ofCertificate(UNNAMED, block.bytes(), terms);
      case "PUBLIC KEY" -> TrustAnchor.ofKey(UNNAMED, block.bytes(), terms);
      default -> throw new UnusableAnchor("the block is neither a certificate nor a public key");
    };
  }

  private static String name(Sha256 digest) {
    return KnownRoots.trusted().stream()
        .filter(root -> root.digest().equals(digest))
        .map(TrustAnchor::name)
        .findFirst()
        .orElseGet(() -> UNNAMED + "-" + digest.toHex().substring(0, 8));
  }
}
