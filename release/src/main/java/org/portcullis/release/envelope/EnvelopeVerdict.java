package org.portcullis.release.envelope;

import java.util.List;

/** Whether enough keys of a role vouch for a payload. */
public sealed interface EnvelopeVerdict {
  /** Enough keys vouch for it. */
  final class Verified implements EnvelopeVerdict {
    private final Envelope envelope;
    private final List<RoleKey> signers;

    /** Of an envelope that holds no signature but those of the signers. */
    Verified(Envelope envelope, List<RoleKey> signers) {
      this.envelope = envelope;
      this.signers = List.copyOf(signers);
    }

    /**
     * What they vouch for.
     *
     * @return the payload, of the type that was asked for; a new array
     */
    public byte[] payload() {
      return envelope.unverifiedPayload();
    }

    /**
     * What they signed, to be kept: the payload with one signature of each signer under its own key
     * id. What anyone could have put into the envelope beside that is left out.
     *
     * @return an envelope that verifies as this one did
     */
    public Envelope envelope() {
      return envelope;
    }

    /**
     * All keys of the role that signed.
     *
     * @return in the order of the role, none twice, at least as many as the threshold
     */
    public List<RoleKey> signers() {
      return signers;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Verified that
          && envelope.equals(that.envelope)
          && signers.equals(that.signers);
    }

    @Override
    public int hashCode() {
      return 31 * envelope.hashCode() + signers.hashCode();
    }

    /**
     * Who signed.
     *
     * @return one line, nothing of the payload
     */
    @Override
    public String toString() {
      return "Verified[" + String.join(", ", signers.stream().map(RoleKey::label).toList()) + "]";
    }
  }

  /**
   * Too few vouch for it.
   *
   * @param reason why
   * @param where the part of the envelope, such as {@code payloadType} or {@code signatures[1]}
   * @param detail the same in words, with what is wrong with each signature; one line
   */
  record Rejected(EnvelopeReason reason, String where, String detail) implements EnvelopeVerdict {}
}
