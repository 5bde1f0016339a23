package org.portcullis.benchmarks;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.x509.Certificate;

/**
 * The signatures of chains and nothing else: taken apart beforehand, so that only those keys are
 * read that a verifier could not have seen before, and the signatures checked.
 */
final class BareSignatures {
  private final Provider provider;
  private final Map<List<Byte>, PublicKey> seen = new HashMap<>();

  BareSignatures(Provider provider) {
    this.provider = provider;
  }

  /**
   * The lowest signatures of a chain, each by the certificate above.
   *
   * @param chain its certificates, leaf first
   * @param count how many signatures
   * @param fresh the keys of how many of the certificates above the leaf are read each time; those
   *     further up are read now, once for all chains
   */
  Chain of(List<byte[]> chain, int count, int fresh) {
    return new Chain(
        IntStream.range(0, count)
            .mapToObj(i -> part(Certificate.getInstance(chain.get(i)), chain.get(i + 1), i < fresh))
            .toList());
  }

  private Part part(Certificate certificate, byte[] signer, boolean fresh) {
    try {
      String algorithm = algorithm(certificate.getSignatureAlgorithm().getAlgorithm().getId());
      byte[] key = Certificate.getInstance(signer).getSubjectPublicKeyInfo().getEncoded("DER");
      return new Part(
          algorithm,
          fresh ? () -> read(algorithm, key) : decoded(algorithm, key),
          certificate.getTBSCertificate().getEncoded("DER"),
          certificate.getSignature().getOctets());
    } catch (IOException e) {
      throw new IllegalStateException("a minted certificate can be encoded", e);
    }
  }

  private SignerKey decoded(String algorithm, byte[] key) {
    List<Byte> id = IntStream.range(0, key.length).mapToObj(i -> key[i]).toList();
    PublicKey decoded = seen.computeIfAbsent(id, ignored -> read(algorithm, key));
    return () -> decoded;
  }

  private PublicKey read(String algorithm, byte[] key) {
    try {
      return KeyFactory.getInstance(algorithm.endsWith("RSA") ? "RSA" : "EC", provider)
          .generatePublic(new X509EncodedKeySpec(key));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a minted key can be read", e);
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

  private interface SignerKey {
    PublicKey get();
  }

  /** One signature: algorithm, signer's key, signed bytes, signature. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Part(String algorithm, SignerKey key, byte[] signed, byte[] signature) {}

  /** The signatures of one chain. */
  final class Chain {
    private final List<Part> parts;

    private Chain(List<Part> parts) {
      this.parts = parts;
    }

    boolean hold() {
      boolean hold = true;
      for (Part part : parts) {
        hold &= holds(part);
      }
      return hold;
    }

    private boolean holds(Part part) {
      try {
        Signature signature = Signature.getInstance(part.algorithm(), provider);
        signature.initVerify(part.key().get());
        signature.update(part.signed());
        return signature.verify(part.signature());
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("a minted signature can be checked", e);
      }
    }
  }
}
