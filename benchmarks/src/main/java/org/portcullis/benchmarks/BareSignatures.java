package org.portcullis.benchmarks;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * The signatures of a chain and nothing else: taken apart beforehand, then only the key is read and
 * the signature checked.
 */
final class BareSignatures {
  static final Provider PROVIDER = new BouncyCastleProvider();

  private final List<Part> parts;

  private BareSignatures(List<Part> parts) {
    this.parts = parts;
  }

  /** One signature: algorithm, signer's key, signed bytes, signature. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Part(String algorithm, byte[] key, byte[] signed, byte[] signature) {}

  /** The lowest signatures of a chain, leaf first, each by the certificate above. */
  static BareSignatures of(List<byte[]> chain, int count) {
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      parts.add(part(Certificate.getInstance(chain.get(i)), chain.get(i + 1)));
    }
    return new BareSignatures(parts);
  }

  private static Part part(Certificate certificate, byte[] signer) {
    try {
      return new Part(
          algorithm(certificate.getSignatureAlgorithm().getAlgorithm().getId()),
          Certificate.getInstance(signer).getSubjectPublicKeyInfo().getEncoded("DER"),
          certificate.getTBSCertificate().getEncoded("DER"),
          certificate.getSignature().getOctets());
    } catch (IOException e) {
      throw new IllegalStateException("a minted certificate can be encoded", e);
    }
  }

  private static String algorithm(String oid) {
    return switch (oid) {
      case "1.2.840.10045.4.3.2" -> "SHA256withECDSA";
      case "1.2.840.10045.4.3.3" -> "SHA384withECDSA";
      case "1.2.840.113549.1.1.11" -> "SHA256withRSA";
      default -> throw new IllegalStateException("no minted certificate is signed by " + oid);
    };
  }

  boolean hold() {
    boolean hold = true;
    for (Part part : parts) {
      hold &= holds(part);
    }
    return hold;
  }

  private static boolean holds(Part part) {
    try {
      Signature signature = Signature.getInstance(part.algorithm(), PROVIDER);
      KeyFactory keys =
          KeyFactory.getInstance(part.algorithm().endsWith("RSA") ? "RSA" : "EC", PROVIDER);
      signature.initVerify(keys.generatePublic(new X509EncodedKeySpec(part.key())));
      signature.update(part.signed());
      return signature.verify(part.signature());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a minted signature can be checked", e);
    }
  }
}
