package org.portcullis.attestation.key;

import java.security.Provider;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jspecify.annotations.Nullable;
import org.portcullis.attestation.key.internal.SignatureChecker;

/**
 * Answers whether an Android Key Attestation is authentic, and what it says. Immutable and safe for
 * use by many threads; it reads no clock, no network and no environment, and registers nothing.
 *
 * <pre>{@code
 * KeyAttestationVerifier verifier = KeyAttestationVerifier.builder().build();
 * KeyAttestationResult result = verifier.verify(chain, expectation, clock.instant());
 * }</pre>
 *
 * @see <a
 *     href="https://developer.android.com/privacy-and-security/security-key-attestation">Android,
 *     verify hardware-backed key pairs with key attestation</a>
 */
public final class KeyAttestationVerifier {
  /** How many issuers' certificates are remembered by default. */
  public static final int DEFAULT_SIGNATURE_CACHE_SIZE = 4096;

  private final AnchorSearch anchors;
  private final SignatureChecker signatures;
  private final StatusLists statusLists;

  private KeyAttestationVerifier(Builder builder) {
    Provider provider = builder.provider == null ? new BouncyCastleProvider() : builder.provider;
    signatures = new SignatureChecker(provider, builder.signatureCacheSize);
    anchors = new AnchorSearch(builder.anchors, signatures);
    statusLists = new StatusLists(builder.statusLists, builder.denyList);
  }

  /**
   * A builder with Google's anchors, no status list and Bouncy Castle.
   *
   * @return the builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Verifies a chain.
   *
   * @param chain the chain, leaf first, with or without its root
   * @param expectation what the host demands of it
   * @param now the instant of the verification, by the host's clock
   * @return the statement, or why it counts for nothing; never an exception for what the chain
   *     holds
   */
  public KeyAttestationResult verify(
      CertificateChain chain, KeyAttestationExpectation expectation, Instant now) {
    return verification(expectation, now, CheckLog.ofFailures()).run(chain);
  }

  /**
   * Verifies a chain and tells every check: for a person who looks for the cause of a rejection.
   *
   * @param chain the chain, leaf first, with or without its root
   * @param expectation what the host demands of it
   * @param now the instant of the verification, by the host's clock
   * @return the result of {@link #verify}, and how it was found
   */
  public Explanation explain(
      CertificateChain chain, KeyAttestationExpectation expectation, Instant now) {
    return verification(expectation, now, CheckLog.ofAll()).explain(chain);
  }

  /**
   * Looks the certificates of an earlier verification up in the lists of today: for a host that
   * keeps verified results. Its anchor must still be one, in use, and vouch for chains of this
   * form. Nothing else is done again, and of the expectation only its demand for a status list
   * counts; the dates of issuers, the challenge and the application were judged when the chain was
   * new.
   *
   * @param earlier a result of this verifier or of one with the same anchors
   * @param expectation what the host demands of the status list
   * @param now the instant, by the host's clock
   * @return the result with today's revocation, or a rejection
   */
  public KeyAttestationResult recheck(
      KeyAttestationResult.Verified earlier, KeyAttestationExpectation expectation, Instant now) {
    try {
      TrustAnchor anchor = anchors.anchorOf(earlier.chain());
      int last = earlier.chain().length() - 1;
      anchor.requireInUse(last, now);
      anchor.requireVouchesFor(earlier.chain().provisioning(), last);
      return new RevocationRecheck(statusLists.governing(anchor), expectation).run(earlier, now);
    } catch (Refusal refusal) {
      return RevocationRecheck.refused(earlier, refusal.failure());
    }
  }

  private Verification verification(
      KeyAttestationExpectation expectation, Instant now, CheckLog log) {
    return new Verification(anchors, signatures, statusLists, expectation, now, log);
  }

  /** Builds a verifier. */
  public static final class Builder {
    private TrustAnchors anchors = TrustAnchors.google();
    private final Map<String, RevocationSource> statusLists = new HashMap<>();
    private RevocationSource denyList = RevocationSource.none();
    private @Nullable Provider provider;
    private int signatureCacheSize = DEFAULT_SIGNATURE_CACHE_SIZE;

    private Builder() {}

    /**
     * The root keys to trust, in place of Google's.
     *
     * @param value the anchors
     * @return this builder
     */
    public Builder anchors(TrustAnchors value) {
      anchors = value;
      return this;
    }

    /**
     * Where to get the current status list of Google's roots from, and of every anchor that names
     * no list of its own.
     *
     * @param source asked once in each verification under such an anchor
     * @return this builder
     */
    public Builder statusList(RevocationSource source) {
      return statusList(AnchorTerms.GOOGLE_STATUS_LIST, source);
    }

    /**
     * Where to get the current status list of those anchors that name it. Their chains are looked
     * up in it and in the deny list, and in no other list.
     *
     * @param name the name that the anchors' terms have
     * @param source asked once in each verification under such an anchor
     * @return this builder
     * @throws IllegalArgumentException if it is no name as {@link AnchorTerms} takes it
     */
    public Builder statusList(String name, RevocationSource source) {
      AnchorTerms.requireName(name);
      statusLists.put(name, source);
      return this;
    }

    /**
     * Where to get the host's own deny list from: issuers that it refuses beside those of the
     * status list, in the same form.
     *
     * @param source asked once in each verification
     * @return this builder
     */
    public Builder denyList(RevocationSource source) {
      denyList = source;
      return this;
    }

    /**
     * The security provider for the signatures of certificates and the keys that they are checked
     * with; a Bouncy Castle instance of the verifier's own by default. It is used as an instance
     * and never registered, so that nothing else in the JVM changes.
     *
     * <p>The Amazon Corretto Crypto Provider is the fast choice where its native library is there:
     * hand in {@code AmazonCorrettoCryptoProvider.INSTANCE} if its {@code getLoadingError()} is
     * null, and leave this out otherwise. There is no silent fallback: {@link #build()} refuses a
     * provider that did not load. The JDK's own are none, since each has one of the two algorithms.
     *
     * @param value a provider that has ECDSA with SHA-256 and SHA-384, RSA with SHA-256, and the
     *     factories of their keys
     * @return this builder
     */
    public Builder provider(Provider value) {
      provider = value;
      return this;
    }

    /**
     * How many issuers' certificates to remember, so that a known issuer costs no signature.
     * Revocation is always tested against the current list.
     *
     * @param entries 0 or more; 0 remembers none
     * @return this builder
     * @throws IllegalArgumentException if the number is negative
     */
    public Builder signatureCacheSize(int entries) {
      if (entries < 0) {
        throw new IllegalArgumentException("a cache has no negative size: " + entries);
      }
      signatureCacheSize = entries;
      return this;
    }

    /**
     * Builds the verifier.
     *
     * @return an immutable verifier
     * @throws IllegalArgumentException if the provider lacks an algorithm
     */
    public KeyAttestationVerifier build() {
      return new KeyAttestationVerifier(this);
    }
  }
}
