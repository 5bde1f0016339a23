package org.portcullis.attestation.key.internal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a checker remembers: issuers' certificates whose signature held, as they were read, each
 * with the key that signed it; and the decoded form of keys that have signed a certificate. Both
 * are bounded by the same number of entries, and the entries in size; nothing that failed gets in.
 */
final class SignatureMemory {
  /** Far above what an issuer's certificate has; one that has more is checked each time. */
  static final int MAX_REMEMBERED_BYTES = 4096;

  private final Cache<Encoded, Verified> certificates;
  private final Cache<SubjectKey, PublicKey> keys;

  private SignatureMemory(int entries) {
    certificates = bounded(entries).build();
    keys = bounded(entries).build();
  }

  /** A memory, or none if it has no room. */
  static Optional<SignatureMemory> of(int entries) {
    return entries == 0 ? Optional.empty() : Optional.of(new SignatureMemory(entries));
  }

  /** Tidied by the threads that use it, never by a pool that belongs to the host. */
  private static Caffeine<Object, Object> bounded(int entries) {
    return Caffeine.newBuilder().maximumSize(entries).executor(Runnable::run);
  }

  /** The certificate of these bytes if it was verified before, by whichever key. */
  @Nullable ParsedCertificate verified(byte[] der) {
    Verified known = certificates.getIfPresent(new Encoded(der));
    return known == null ? null : known.certificate;
  }

  boolean hasVerified(ParsedCertificate certificate, SubjectKey signer) {
    Verified known = certificates.getIfPresent(new Encoded(certificate.der()));
    return known != null && known.signer.equals(signer);
  }

  void addVerified(ParsedCertificate certificate, SubjectKey signer) {
    if (certificate.der().length <= MAX_REMEMBERED_BYTES) {
      certificates.put(new Encoded(certificate.der()), new Verified(certificate, signer));
    }
  }

  @Nullable PublicKey decoded(SubjectKey signer) {
    return keys.getIfPresent(signer);
  }

  void addDecoded(SubjectKey signer, PublicKey decoded) {
    if (signer.der().length <= MAX_REMEMBERED_BYTES) {
      keys.put(signer, decoded);
    }
  }

  private record Verified(ParsedCertificate certificate, SubjectKey signer) {}

  /**
   * All the bytes of a certificate.
   *
   * <p>The hash is the end of the signature, which is as good as random and costs nothing. Whoever
   * chose one to hit a remembered certificate's would gain a comparison of bytes: an entry of his
   * own gets in only if an issuer signed it.
   */
  private static final class Encoded {
    private final byte[] der;

    Encoded(byte[] der) {
      this.der = der;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Encoded that && Arrays.equals(der, that.der);
    }

    @Override
    public int hashCode() {
      int hash = 0;
      for (int i = Math.max(0, der.length - Integer.BYTES); i < der.length; i++) {
        hash = (hash << Byte.SIZE) | (der[i] & 0xff);
      }
      return hash;
    }
  }
}
