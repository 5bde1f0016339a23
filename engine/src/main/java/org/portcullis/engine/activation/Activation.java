package org.portcullis.engine.activation;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import org.portcullis.facts.Digest;
import org.portcullis.facts.Identifiers;
import org.portcullis.release.json.CanonicalJson;
import org.portcullis.release.json.JsonValue.JsonObject;
import org.portcullis.release.json.Reading;

/**
 * What people sign to put a rule set in force: which bundle with which values of its parameters,
 * for whom, at what stage. Going back to an earlier bundle is an activation like any other, with
 * the next sequence.
 *
 * @param scope for whom
 * @param sequence rises with each activation of a scope; 1 or more
 * @param stage the stage that it puts the rule set at
 * @param ruleSet the digest of the bundle
 * @param parameters the values of parameters that differ from the declared defaults, by name
 * @param notBefore the first moment at which it may be accepted, of whole seconds; or empty
 * @param expires the first moment after its validity, of whole seconds, or empty; nothing is
 *     eligible under an active rule set from then on
 * @param reference what people know the change by, such as the number of a ticket; an identifier,
 *     or empty
 */
public record Activation(
    ActivationScope scope,
    long sequence,
    Stage stage,
    Digest ruleSet,
    JsonObject parameters,
    Optional<Instant> notBefore,
    Optional<Instant> expires,
    Optional<String> reference) {
  /** The payload type of its envelope. */
  public static final String PAYLOAD_TYPE = "application/vnd.portcullis.activation.v1+json";

  /** The role in a keys file whose keys sign activations. */
  public static final String ROLE = "activation";

  /** The file name that diagnostics of an activation's content begin with. */
  public static final String FILE = "activation";

  /** The longest JSON form, in bytes. */
  public static final int MAX_LENGTH = 16 * 1024;

  /** The format of the JSON form. */
  public static final int FORMAT = 1;

  /**
   * Checks the shapes.
   *
   * @param scope the {@code scope} component
   * @param sequence the {@code sequence} component
   * @param stage the {@code stage} component
   * @param ruleSet the {@code ruleSet} component
   * @param parameters the {@code parameters} component
   * @param notBefore the {@code notBefore} component
   * @param expires the {@code expires} component
   * @param reference the {@code reference} component
   * @throws IllegalArgumentException if one is out of shape, or the validity ends before it begins
   */
  public Activation {
    if (sequence < 1) {
      throw new IllegalArgumentException("a sequence begins at 1");
    }
    if (hasFraction(notBefore) || hasFraction(expires)) {
      throw new IllegalArgumentException("validity is of whole seconds");
    }
    reference.ifPresent(text -> Identifiers.check("reference", text));
    if (notBefore.isPresent() && expires.isPresent() && !notBefore.get().isBefore(expires.get())) {
      throw new IllegalArgumentException("`expires` must lie after `notBefore`");
    }
  }

  private static boolean hasFraction(Optional<Instant> instant) {
    return instant
        .filter(present -> !present.equals(present.truncatedTo(ChronoUnit.SECONDS)))
        .isPresent();
  }

  /**
   * Whether another activation puts the same in force: the same bundle with the same values.
   *
   * @param other any activation
   * @return whether bundle and values are the same, whatever scope, stage and validity are
   */
  public boolean isOfSameRules(Activation other) {
    return ruleSet.equals(other.ruleSet)
        && Arrays.equals(CanonicalJson.write(parameters), CanonicalJson.write(other.parameters));
  }

  /**
   * Reads the JSON form strictly.
   *
   * @param content the bytes that were signed
   * @return the activation, or all that is wrong, at places in {@link #FILE}
   */
  public static Reading<Activation> read(byte[] content) {
    return ActivationReader.read(content);
  }

  /**
   * The JSON form, canonical: the bytes to sign.
   *
   * @return its bytes, the same for equal activations
   */
  public byte[] write() {
    return ActivationWriter.write(this);
  }

  /** Places in the text that it was read from make no difference. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Activation that && Arrays.equals(write(), that.write());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(write());
  }
}
