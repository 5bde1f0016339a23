package org.portcullis.release.envelope;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.portcullis.release.json.Printable;

/**
 * Holds the signatures of an envelope against the keys of a role.
 *
 * <p>A signature counts for the first key of the role under which it holds, and a key counts once,
 * whatever the key ids say: they choose no key and hide none. A signature that counts for no key is
 * passed over, as DSSE demands, also if its key id names a key of the role: nothing vouches for
 * that id, so that a rule about it would be one about nothing, and who can add a signature could
 * void the envelope. Every signature is tried, at most {@value Envelope#MAX_SIGNATURES} with at
 * most {@value KeyRole#MAX_KEYS} keys each.
 *
 * @see <a
 *     href="https://github.com/secure-systems-lab/dsse/blob/v1.0.2/protocol.md#multi-signature-verification">DSSE
 *     1.0.2, multi-signature verification</a>
 */
public final class EnvelopeVerifier {
  private final Envelope envelope;
  private final KeyRole role;
  private final Map<RoleKey, EnvelopeSignature> accepted = new LinkedHashMap<>();
  private final List<String> findings = new ArrayList<>();
  private boolean anyWellFormed;
  private int firstUncounted = -1;

  private EnvelopeVerifier(Envelope envelope, KeyRole role) {
    this.envelope = envelope;
    this.role = role;
  }

  /**
   * Verifies an envelope.
   *
   * @param envelope the envelope
   * @param payloadType what its payload must be said to be, compared letter by letter
   * @param role whose keys must have signed
   * @return the payload and who signed it, or why it must not be used
   */
  public static EnvelopeVerdict verify(Envelope envelope, String payloadType, KeyRole role) {
    if (!envelope.payloadType().equals(payloadType)) {
      return new EnvelopeVerdict.Rejected(
          EnvelopeReason.WRONG_PAYLOAD_TYPE,
          "payloadType",
          "the payload is `"
              + Printable.of(envelope.payloadType())
              + "`, not `"
              + Printable.of(payloadType)
              + "`");
    }
    return new EnvelopeVerifier(envelope, role).verdict();
  }

  private EnvelopeVerdict verdict() {
    byte[] message = envelope.preAuthenticated();
    for (int i = 0; i < envelope.signatures().size(); i++) {
      count(i, message);
    }
    if (accepted.size() >= role.threshold()) {
      List<RoleKey> signers = role.keys().stream().filter(accepted::containsKey).toList();
      return new EnvelopeVerdict.Verified(envelope.withOnly(counted(signers)), signers);
    }
    String where = firstUncounted < 0 ? "signatures" : "signatures[" + firstUncounted + "]";
    return new EnvelopeVerdict.Rejected(reason(), where, detail());
  }

  private List<EnvelopeSignature> counted(List<RoleKey> signers) {
    return signers.stream()
        .flatMap(
            key ->
                Stream.ofNullable(accepted.get(key))
                    .map(one -> new EnvelopeSignature(key.key().keyId(), one.bytes())))
        .toList();
  }

  private void count(int index, byte[] message) {
    EnvelopeSignature signature = envelope.signatures().get(index);
    byte[] bytes = signature.bytes();
    Optional<RoleKey> signer =
        role.keys().stream().filter(key -> key.key().holds(message, bytes)).findFirst();
    boolean wellFormed = role.keys().stream().anyMatch(key -> key.key().isWellFormed(bytes));
    anyWellFormed |= wellFormed;
    if (signer.isPresent() && accepted.putIfAbsent(signer.get(), signature) == null) {
      return;
    }
    String finding =
        signer
            .map(key -> "is a second one by `" + key.label() + "`")
            .orElseGet(() -> uncounted(signature, wellFormed));
    findings.add("signatures[" + index + "] " + finding);
    firstUncounted = firstUncounted < 0 ? index : firstUncounted;
  }

  private String uncounted(EnvelopeSignature signature, boolean wellFormed) {
    String finding = wellFormed ? "holds under no key of the role" : "is malformed";
    return signature
        .keyId()
        .flatMap(role::hinted)
        .map(key -> finding + " though it names `" + key.label() + "`")
        .orElse(finding);
  }

  private EnvelopeReason reason() {
    if (envelope.signatures().isEmpty()) {
      return EnvelopeReason.NO_SIGNATURES;
    } else if (!accepted.isEmpty()) {
      return EnvelopeReason.THRESHOLD_NOT_MET;
    }
    return anyWellFormed ? EnvelopeReason.NO_SIGNATURE_HOLDS : EnvelopeReason.MALFORMED_SIGNATURE;
  }

  private String detail() {
    String detail =
        "signed by "
            + accepted.size()
            + " distinct keys of role `"
            + role.name()
            + "`, which takes "
            + role.threshold()
            + " of "
            + role.keys().size();
    return findings.isEmpty() ? detail : detail + ": " + String.join(", ", findings);
  }
}
