package org.portcullis.rules.bundle;

import java.util.Arrays;
import java.util.List;
import org.portcullis.release.envelope.Envelope;
import org.portcullis.release.envelope.EnvelopeSigner;
import org.portcullis.release.envelope.SigningException;

/** Signs bundles: one envelope, whose payload is the shipped manifest, byte for byte. */
public final class BundleSigning {
  /** The payload type of an envelope around the manifest of a rule set. */
  public static final String PAYLOAD_TYPE = "application/vnd.portcullis.ruleset.v1+json";

  private BundleSigning() {}

  /**
   * Signs a bundle.
   *
   * @param bundle the bundle
   * @param signer who signs
   * @return the envelope, with one signature
   * @throws SigningException if the signer fails
   * @throws IllegalArgumentException if the manifest is longer than a payload may be
   */
  public static Envelope sign(RuleSetBundle bundle, EnvelopeSigner signer) throws SigningException {
    return Envelope.sign(PAYLOAD_TYPE, bundle.manifestBytes(), List.of(signer));
  }

  /**
   * Adds a signature to those that are there.
   *
   * @param bundle the bundle
   * @param existing the envelope of this bundle
   * @param signer who signs
   * @return the envelope with one more signature
   * @throws SigningException if the signer fails or has signed already
   * @throws IllegalArgumentException if the envelope {@linkplain #isOf is of something else}
   */
  public static Envelope sign(RuleSetBundle bundle, Envelope existing, EnvelopeSigner signer)
      throws SigningException {
    if (!isOf(bundle, existing)) {
      throw new IllegalArgumentException("the signatures are of another bundle");
    }
    return existing.withSignature(signer);
  }

  /**
   * Whether an envelope holds the manifest of a bundle. That says nothing of its signatures.
   *
   * @param bundle the bundle
   * @param envelope any envelope
   * @return whether its type and payload are those of this bundle
   */
  public static boolean isOf(RuleSetBundle bundle, Envelope envelope) {
    return envelope.payloadType().equals(PAYLOAD_TYPE)
        && Arrays.equals(envelope.unverifiedPayload(), bundle.manifestBytes());
  }
}
