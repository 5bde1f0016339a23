package org.portcullis.attestation.key;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.portcullis.attestation.key.internal.DerException;
import org.portcullis.attestation.key.internal.DistinguishedName;
import org.portcullis.attestation.key.internal.ParsedCertificate;
import org.portcullis.attestation.key.internal.Pem;
import org.portcullis.attestation.key.internal.SubjectKey;

/**
 * The root keys that a verifier trusts. A root is its public key: certificates expire and are
 * issued again over the same key, so that neither name, dates nor digest of a certificate count.
 *
 * <p>An anchor with a provisioning kind vouches for chains of that form alone, and the tolerances
 * for real device fleets apply to them. An anchor without one vouches for any form, without
 * tolerances: every issuer must be a certificate authority and within its dates.
 *
 * @see <a
 *     href="https://developer.android.com/privacy-and-security/security-key-attestation#root_certificate">Android,
 *     root certificates of key attestation</a>
 */
public final class TrustAnchors {
  private static final int MAX_BLOCKS = 256;
  private static final TrustAnchors GOOGLE = new TrustAnchors(KnownRoots.trusted());

  private final Map<Sha256, TrustAnchor> byDigest;

  private TrustAnchors(Iterable<TrustAnchor> anchors) {
    Map<Sha256, TrustAnchor> map = new LinkedHashMap<>();
    for (TrustAnchor anchor : anchors) {
      map.merge(anchor.digest(), anchor, TrustAnchors::union);
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
    if (permitted.contains(Provisioning.UNKNOWN)) {
      throw new IllegalArgumentException("an anchor can't be fixed to an unknown form");
    }
    try {
      List<TrustAnchor> anchors = new ArrayList<>();
      String text = new String(pem, StandardCharsets.ISO_8859_1);
      for (Pem.Block block : Pem.read(text, MAX_BLOCKS, CertificateChain.MAX_CERTIFICATE_BYTES)) {
        TrustAnchor anchor = anchor(block, permitted);
        Optional<String> problem = problem(anchor);
        if (problem.isPresent()) {
          return new Reading.Unreadable<>(block.line(), 1, problem.get());
        }
        anchors.add(anchor);
      }
      return anchors.isEmpty()
          ? new Reading.Unreadable<>(0, 0, "there is no certificate and no public key")
          : new Reading.Read<>(new TrustAnchors(anchors));
    } catch (Pem.PemException e) {
      return new Reading.Unreadable<>(e.line(), 1, e.text());
    } catch (BlockException e) {
      return new Reading.Unreadable<>(e.line, 1, e.detail);
    }
  }

  private static TrustAnchor anchor(Pem.Block block, Set<Provisioning> permitted)
      throws BlockException {
    try {
      return switch (block.label()) {
        case "CERTIFICATE" -> {
          ParsedCertificate root = ParsedCertificate.read(block.bytes());
          yield own(root.key(), List.of(root.subject()), permitted);
        }
        case "PUBLIC KEY" -> own(SubjectKey.ofDer(block.bytes()), List.of(), permitted);
        default ->
            throw new BlockException(
                block.line(), "the block is neither a certificate nor a public key");
      };
    } catch (DerException e) {
      throw new BlockException(block.line(), e.field() + ": " + e.cause());
    }
  }

  private static TrustAnchor own(
      SubjectKey key, List<DistinguishedName> subjects, Set<Provisioning> permitted) {
    Sha256 digest = Sha256.over(key.encoded());
    return byGoogle(digest)
        .map(known -> new TrustAnchor(known.name(), key, digest, subjects, permitted))
        .orElseGet(
            () ->
                new TrustAnchor(
                    "anchor-" + digest.toHex().substring(0, 8), key, digest, subjects, permitted));
  }

  private static Optional<TrustAnchor> byGoogle(Sha256 digest) {
    return KnownRoots.trusted().stream().filter(root -> root.digest().equals(digest)).findFirst();
  }

  private static Optional<String> problem(TrustAnchor anchor) {
    Optional<KnownRoots.Untrusted> known = KnownRoots.untrusted(anchor.digest());
    if (known.isPresent()) {
      return Optional.of("the root `" + known.get().name() + "` is never trusted");
    }
    return anchor.key().isAllowedForIssuer()
        ? Optional.empty()
        : Optional.of("the key is of a kind that no issuer may have");
  }

  /** Several certificates of one key are one anchor; the wider permission counts. */
  private static TrustAnchor union(TrustAnchor one, TrustAnchor other) {
    List<DistinguishedName> subjects = new ArrayList<>();
    if (!one.subjects().isEmpty() && !other.subjects().isEmpty()) {
      subjects.addAll(one.subjects());
      other.subjects().stream().filter(s -> !subjects.contains(s)).forEach(subjects::add);
    }
    Set<Provisioning> permitted = EnumSet.noneOf(Provisioning.class);
    if (one.hasFixedForm() && other.hasFixedForm()) {
      permitted.addAll(one.permitted());
      permitted.addAll(other.permitted());
    }
    return new TrustAnchor(one.name(), one.key(), one.digest(), subjects, permitted);
  }

  /**
   * These anchors and others.
   *
   * @param others the others
   * @return both; a key in both gets the wider permission
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

  /** A PEM block that is no anchor. */
  private static final class BlockException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final String detail;

    BlockException(int line, String detail) {
      super(detail, null, false, false);
      this.line = line;
      this.detail = detail;
    }
  }
}
