package org.portcullis.attestation.key;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The root keys that a verifier trusts. A root is its public key: certificates expire and are
 * issued again over the same key, so that neither name, dates nor digest of a certificate count.
 *
 * <p>An anchor with a provisioning kind vouches for chains of that form alone, and the tolerances
 * for real device fleets apply to them. An anchor without one, as plain PEM gives it, vouches for
 * any form, without tolerances: every issuer must be a certificate authority and within its dates.
 * That holds for Google's own keys too: {@link #google()} and {@code "google": true} of the JSON
 * form give them their kinds.
 *
 * @see <a
 *     href="https://developer.android.com/privacy-and-security/security-key-attestation#root_certificate">Android,
 *     root certificates of key attestation</a>
 */
public final class TrustAnchors {
  private static final TrustAnchors GOOGLE = new TrustAnchors(KnownRoots.trusted());

  private final Map<Sha256, TrustAnchor> byDigest;

  TrustAnchors(Iterable<TrustAnchor> anchors) {
    Map<Sha256, TrustAnchor> map = new LinkedHashMap<>();
    for (TrustAnchor anchor : anchors) {
      map.merge(anchor.digest(), anchor, TrustAnchor::union);
    }
    byDigest = map;
  }

  /**
   * Google's two root keys: RSA for factory and remotely provisioned devices, P-384 for remotely
   * provisioned ones since 2026.
   *
   * @return the anchors
   */
  public static TrustAnchors google() {
    return GOOGLE;
  }

  /**
   * Reads anchors that vouch for chains of any form.
   *
   * @param pem blocks of certificates or public keys
   * @return the anchors, or the line and cause of the error
   */
  public static Reading<TrustAnchors> ofPem(byte[] pem) {
    return ofPem(pem, Set.of());
  }

  /**
   * Reads anchors that vouch for chains of some provisioning kinds.
   *
   * @param pem blocks of certificates or public keys
   * @param permitted the provisioning kinds, none for any form
   * @return the anchors, or the line and cause of the error
   * @throws IllegalArgumentException if the kinds contain {@link Provisioning#UNKNOWN}
   */
  public static Reading<TrustAnchors> ofPem(byte[] pem, Set<Provisioning> permitted) {
    return AnchorPem.read(
        pem, AnchorTerms.anyForm().withProvisioning(permitted.toArray(Provisioning[]::new)));
  }

  /**
   * Reads anchors with their terms:
   *
   * <pre>{@code
   * {
   *   "google": true,
   *   "anchors": [
   *     {
   *       "name": "acme-board",
   *       "key": "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE...",
   *       "provisioning": ["FACTORY"],
   *       "from": "2026-01-01T00:00:00Z",
   *       "until": "2036-01-01T00:00:00Z",
   *       "statusList": "acme"
   *     }
   *   ]
   * }
   * }</pre>
   *
   * <p>{@code key} is a SubjectPublicKeyInfo, {@code certificate} in its place a certificate, each
   * as base64 of its DER or as one PEM block. All else but {@code name} may be left out: see {@link
   * AnchorTerms}. No unknown member, name or key twice.
   *
   * @param json the text, UTF-8, at most 1 MiB
   * @return the anchors, or line, column and cause of the error
   */
  public static Reading<TrustAnchors> ofJson(byte[] json) {
    return AnchorJson.read(json);
  }

  /**
   * Reads anchors from either form: JSON if the text begins with a brace, otherwise PEM.
   *
   * @param text the text
   * @return the anchors, or line, column and cause of the error
   */
  public static Reading<TrustAnchors> read(byte[] text) {
    for (byte b : text) {
      if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
        return b == '{' ? ofJson(text) : ofPem(text);
      }
    }
    return ofPem(text);
  }

  /**
   * A builder without anchors.
   *
   * @return the builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * These anchors and others.
   *
   * @param others the others
   * @return both; a key in both gets the wider permission
   * @throws IllegalArgumentException if a key in both has two status lists
   */
  public TrustAnchors plus(TrustAnchors others) {
    List<TrustAnchor> all = new ArrayList<>(byDigest.values());
    all.addAll(others.byDigest.values());
    return new TrustAnchors(all);
  }

  /**
   * The anchors by the digests of their keys.
   *
   * @return the SHA-256 of each SubjectPublicKeyInfo
   */
  public Set<Sha256> digests() {
    return Set.copyOf(byDigest.keySet());
  }

  /**
   * The status lists that govern chains under these anchors: those that a host must give, and the
   * only ones that have an effect.
   *
   * @return the names of the lists
   */
  public Set<String> statusLists() {
    return byDigest.values().stream()
        .map(anchor -> anchor.terms().statusList())
        .collect(Collectors.toUnmodifiableSet());
  }

  Optional<TrustAnchor> byKey(Sha256 digest) {
    return Optional.ofNullable(byDigest.get(digest));
  }

  Iterable<TrustAnchor> all() {
    return byDigest.values();
  }

  @Override
  public String toString() {
    return "TrustAnchors" + byDigest.values().stream().map(TrustAnchor::name).toList();
  }

  /** Builds anchors with names and terms; each name and each key stands once. */
  public static final class Builder {
    private final AnchorCollector collector = new AnchorCollector();

    private Builder() {}

    /**
     * Adds Google's two root keys.
     *
     * @return this builder
     * @throws IllegalArgumentException if one of them is there already
     */
    public Builder google() {
      return add(collector::addGoogle);
    }

    /**
     * Adds a key.
     *
     * @param name what results call it: lower-case letters, digits, dots, underscores or hyphens
     * @param spki the DER of a SubjectPublicKeyInfo
     * @param terms what it is trusted for
     * @return this builder
     * @throws IllegalArgumentException if it is no key that an issuer may have, is a root that is
     *     never trusted, or if its name or key is there already
     */
    public Builder key(String name, byte[] spki, AnchorTerms terms) {
      return add(() -> collector.add(TrustAnchor.ofKey(name, spki, terms)));
    }

    /**
     * Adds the key of a certificate. Its subject says which chains without their root to try it on;
     * nothing else of it counts.
     *
     * @param name what results call it: lower-case letters, digits, dots, underscores or hyphens
     * @param der the DER of a certificate
     * @param terms what it is trusted for
     * @return this builder
     * @throws IllegalArgumentException as for {@link #key}
     */
    public Builder certificate(String name, byte[] der, AnchorTerms terms) {
      return add(() -> collector.add(TrustAnchor.ofCertificate(name, der, terms)));
    }

    /**
     * Builds the anchors.
     *
     * @return the anchors
     * @throws IllegalArgumentException if there is none
     */
    public TrustAnchors build() {
      if (collector.toList().isEmpty()) {
        throw new IllegalArgumentException("there is no anchor");
      }
      return new TrustAnchors(collector.toList());
    }

    private Builder add(Addition addition) {
      try {
        addition.run();
        return this;
      } catch (UnusableAnchor e) {
        throw new IllegalArgumentException(e.detail(), e);
      }
    }

    @FunctionalInterface
    private interface Addition {
      void run() throws UnusableAnchor;
    }
  }
}
