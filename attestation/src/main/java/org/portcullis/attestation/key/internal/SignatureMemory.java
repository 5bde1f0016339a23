package org.portcullis.attestation.key.internal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a checker remembers: which issuers' certificates a key has signed, under the digest of the
 * key and all bytes of the certificate, and the decoded form of keys that have signed one. Both are
 * bounded by the same number of entries; nothing that failed gets in.
 */
final class SignatureMemory {
  private final Cache<ByteBuffer, Boolean> certificates;
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

  boolean hasVerified(ByteBuffer id) {
    return certificates.getIfPresent(id) != null;
  }

  void addVerified(ByteBuffer id) {
    certificates.put(id, Boolean.TRUE);
  }

  @Nullable PublicKey decoded(SubjectKey signer) {
    return keys.getIfPresent(signer);
  }

  void addDecoded(SubjectKey signer, PublicKey decoded) {
    keys.put(signer, decoded);
  }

  /**
   * Which key is asked about which certificate. The key's encoding is self-delimiting DER, so the
   * two parts cannot be shifted into each other.
   */
  static ByteBuffer identity(byte[] der, SubjectKey signer) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(signer.der());
      return ByteBuffer.wrap(digest.digest(der));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every java platform has sha-256", e);
    }
  }
}
