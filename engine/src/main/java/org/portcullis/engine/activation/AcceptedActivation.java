package org.portcullis.engine.activation;

import java.time.Instant;
import org.portcullis.facts.Digest;
import org.portcullis.release.envelope.Envelope;
import org.portcullis.release.json.Reading;

/**
 * An activation that was accepted in its scope, as the store keeps it: with its envelope, so that
 * whoever reads it verifies it again.
 *
 * @param acceptedAt when, of whole milliseconds
 * @param activation what the envelope says; vouched for only once the envelope was verified
 * @param envelope the activation as it was signed
 */
public record AcceptedActivation(Instant acceptedAt, Activation activation, Envelope envelope) {
  /**
   * Reads the activation in an envelope, which is not verified here.
   *
   * @param acceptedAt when it was accepted
   * @param envelope the envelope
   * @return the pair, or what is wrong with the payload
   */
  static Reading<AcceptedActivation> of(Instant acceptedAt, Envelope envelope) {
    Reading<Activation> reading = Activation.read(envelope.unverifiedPayload());
    return reading instanceof Reading.Parsed<Activation> parsed
        ? new Reading.Parsed<>(new AcceptedActivation(acceptedAt, parsed.value(), envelope))
        : new Reading.Refused<>(((Reading.Refused<Activation>) reading).diagnostics());
  }

  /**
   * What records name it by.
   *
   * @return the digest of the envelope's canonical form
   */
  public Digest digest() {
    return Digest.of(envelope.write());
  }
}
