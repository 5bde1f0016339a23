package org.portcullis.release.envelope;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.portcullis.release.json.Reading;

/**
 * A payload of some type with signatures, which may be by anyone: {@link EnvelopeVerifier} tells
 * whether they count. Immutable.
 *
 * @see <a href="https://github.com/secure-systems-lab/dsse/blob/v1.0.2/envelope.md">DSSE 1.0.2,
 *     envelope</a>
 */
public final class Envelope {
  /** The longest payload, in bytes. */
  public static final int MAX_PAYLOAD = 1 << 19;

  /** The longest payload type, in characters. */
  public static final int MAX_PAYLOAD_TYPE = 256;

  /** The most signatures. */
  public static final int MAX_SIGNATURES = 16;

  private final String payloadType;
  private final byte[] payload;
  private final List<EnvelopeSignature> signatures;

  /** Takes over what its maker has checked. */
  Envelope(String payloadType, byte[] payload, List<EnvelopeSignature> signatures) {
    this.payloadType = payloadType;
    this.payload = payload;
    this.signatures = List.copyOf(signatures);
  }

  /**
   * Reads an envelope in JSON. Members that DSSE doesn't know are ignored, as it demands; nothing
   * else is forgiven: see {@link org.portcullis.release.json.StrictJson}. Base64 is in the standard
   * alphabet or in that for URLs, with its padding.
   *
   * @param file the name of the file, for the places
   * @param content the bytes; not kept
   * @return the envelope, or what is wrong; that it can be read says nothing of its signatures
   */
  public static Reading<Envelope> read(String file, byte[] content) {
    return EnvelopeReader.read(file, content);
  }

  /**
   * Signs a payload.
   *
   * @param payloadType what the payload is: 1 to {@value #MAX_PAYLOAD_TYPE} printable characters of
   *     ASCII without space, a media type of the application or a URI
   * @param payload at most {@value #MAX_PAYLOAD} bytes; not kept
   * @param signers at least one, each with a key of its own
   * @return the envelope
   * @throws SigningException if a signer fails, or two have one key; then nobody's signature counts
   * @throws IllegalArgumentException if type or payload can't stand in an envelope, or nobody signs
   */
  public static Envelope sign(
      String payloadType, byte[] payload, List<? extends EnvelopeSigner> signers)
      throws SigningException {
    if (!isPayloadType(payloadType) || payload.length > MAX_PAYLOAD || signers.isEmpty()) {
      throw new IllegalArgumentException(
          "an envelope needs a type of printable ASCII, a payload of at most "
              + MAX_PAYLOAD
              + " bytes and a signer");
    }
    Envelope envelope = new Envelope(payloadType, payload.clone(), List.of());
    for (EnvelopeSigner signer : signers) {
      envelope = envelope.withSignature(signer);
    }
    return envelope;
  }

  /**
   * This envelope with one more signature. What is already there is kept, not judged.
   *
   * @param signer who signs
   * @return a new envelope
   * @throws SigningException if the signer fails, its signature doesn't hold, its key has signed
   *     already, or there is no room
   */
  public Envelope withSignature(EnvelopeSigner signer) throws SigningException {
    VerificationKey key = signer.key();
    byte[] message = preAuthenticated();
    if (signatures.stream().anyMatch(signature -> key.holds(message, signature.bytes()))) {
      throw new SigningException(
          SigningProblem.ALREADY_SIGNED, "the key " + key + " has signed this envelope already");
    }
    if (signatures.size() >= MAX_SIGNATURES) {
      throw new SigningException(
          SigningProblem.TOO_MANY_SIGNATURES,
          "the envelope has " + MAX_SIGNATURES + " signatures already");
    }
    byte[] signature = signer.sign(message.clone()).clone();
    // a token may hold another key than it says, or fail: such a signature must not leave the house
    if (!key.holds(message, signature)) {
      throw new SigningException(
          SigningProblem.FAULTY_SIGNATURE, "the signature doesn't hold under the key " + key);
    }
    List<EnvelopeSignature> more = new ArrayList<>(signatures);
    more.add(new EnvelopeSignature(key.keyId(), signature));
    return new Envelope(payloadType, payload, more);
  }

  /** The same payload with other signatures, which hold. */
  Envelope withOnly(List<EnvelopeSignature> others) {
    return new Envelope(payloadType, payload, others);
  }

  /**
   * This envelope with the signatures of another, as when several people signed apart. None is
   * judged.
   *
   * @param other an envelope of the same type and payload
   * @return a new envelope: these signatures, then those of the other that are not among them
   * @throws SigningException if there is no room for all of them
   * @throws IllegalArgumentException if the other is of something else
   */
  public Envelope mergedWith(Envelope other) throws SigningException {
    if (!payloadType.equals(other.payloadType) || !Arrays.equals(payload, other.payload)) {
      throw new IllegalArgumentException("the signatures are of something else");
    }
    Set<EnvelopeSignature> all = new LinkedHashSet<>(signatures);
    all.addAll(other.signatures);
    if (all.size() > MAX_SIGNATURES) {
      throw new SigningException(
          SigningProblem.TOO_MANY_SIGNATURES,
          "the envelopes have more than " + MAX_SIGNATURES + " signatures together");
    }
    return new Envelope(payloadType, payload, List.copyOf(all));
  }

  /** Whether a text can be a payload type here. */
  static boolean isPayloadType(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_PAYLOAD_TYPE
        && text.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }

  /** What the signatures are over. */
  byte[] preAuthenticated() {
    return PreAuthentication.encode(payloadType, payload);
  }

  /**
   * What the payload is said to be; signed along with it.
   *
   * @return printable ASCII without space
   */
  public String payloadType() {
    return payloadType;
  }

  /**
   * The payload as it came. Only {@link EnvelopeVerdict.Verified#payload} is one that someone
   * vouches for: use this to show it or to sign it, never to act on it.
   *
   * @return a new array
   */
  public byte[] unverifiedPayload() {
    return payload.clone();
  }

  /**
   * The signatures.
   *
   * @return in the order of the file, at most {@value #MAX_SIGNATURES}
   */
  public List<EnvelopeSignature> signatures() {
    return signatures;
  }

  /**
   * The envelope as canonical JSON: members sorted, no white space, the standard base64.
   *
   * @return its bytes, the same for equal envelopes
   */
  public byte[] write() {
    return EnvelopeWriter.write(this);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Envelope envelope
        && payloadType.equals(envelope.payloadType)
        && Arrays.equals(payload, envelope.payload)
        && signatures.equals(envelope.signatures);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * payloadType.hashCode() + Arrays.hashCode(payload)) + signatures.hashCode();
  }

  /**
   * The type and how much there is.
   *
   * @return one line, nothing of the payload
   */
  @Override
  public String toString() {
    return "Envelope["
        + payloadType
        + ", "
        + payload.length
        + " bytes, "
        + signatures.size()
        + " signatures]";
  }
}
