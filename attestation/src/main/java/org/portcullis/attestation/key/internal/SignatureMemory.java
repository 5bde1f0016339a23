package org.portcullis.attestation.key.internal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a checker remembers: which issuers' certificates a key has signed, and the decoded form of
 * keys that have signed a certificate. Both are bounded by the same number of entries, and the
 * entries in size; nothing that failed gets in.
 */
final class SignatureMemory {
  /** Far above what an issuer's certificate has; one that has more is checked each time. */
  static final int MAX_REMEMBERED_BYTES = 4096;

  private final Cache<Signed, Boolean> certificates;
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

  boolean hasVerified(Signed certificate) {
    return certificates.getIfPresent(certificate) != null;
  }

  void addVerified(Signed certificate) {
    if (certificate.der.length <= MAX_REMEMBERED_BYTES) {
      certificates.put(certificate, Boolean.TRUE);
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

  /**
   * A certificate, all of its bytes, and the key that is asked about it.
   *
   * <p>The hash is the end of the signature, which is as good as random and costs nothing. Whoever
   * chose one to hit a remembered certificate's would gain a comparison of bytes: an entry of his
   * own gets in only if an issuer signed it.
   */
  static final class Signed {
    private final byte[] der;
    private final SubjectKey signer;

    Signed(byte[] der, SubjectKey signer) {
      this.der = der;
      this.signer = signer;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Signed that
          && Arrays.equals(der, that.der)
          && signer.equals(that.signer);
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
