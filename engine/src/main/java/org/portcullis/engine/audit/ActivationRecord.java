package org.portcullis.engine.audit;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.portcullis.engine.activation.ActivationRefusal;
import org.portcullis.engine.activation.ActivationScope;
import org.portcullis.engine.activation.ShadowCount;
import org.portcullis.engine.activation.Stage;
import org.portcullis.facts.Digest;

/**
 * One act of activation, as the log keeps it: which rule set, for whom, at what stage, by whose
 * keys, and what came of it.
 *
 * @param id the act
 * @param timeMillis its time in milliseconds since 1970, 0 to 2^48 - 1
 * @param act what was done
 * @param subject what it was done with
 * @param refusal why it was refused; present exactly for {@link ActivationAct#REFUSED}
 * @param shadow what was compared; {@link ShadowCount#NONE} unless {@link
 *     ActivationAct#SHADOW_ENDED}
 * @param salt what makes the entry's hash unguessable
 * @param clock where the time came from
 * @param engineVersion the engine that did it
 */
public record ActivationRecord(
    DecisionId id,
    long timeMillis,
    ActivationAct act,
    Subject subject,
    Optional<ActivationRefusal> refusal,
    ShadowCount shadow,
    Salt salt,
    ClockStamp clock,
    String engineVersion)
    implements AuditRecord {
  /** How many keys a record lists at most. */
  public static final int MAX_SIGNERS = 32;

  /**
   * Checks that the components fit each other.
   *
   * @param id the {@code id} component
   * @param timeMillis the {@code timeMillis} component
   * @param act the {@code act} component
   * @param subject the {@code subject} component
   * @param refusal the {@code refusal} component
   * @param shadow the {@code shadow} component
   * @param salt the {@code salt} component
   * @param clock the {@code clock} component
   * @param engineVersion the {@code engineVersion} component
   * @throws IllegalArgumentException if time or version is out of shape, or the components
   *     contradict each other
   */
  public ActivationRecord {
    RecordShape.check(timeMillis, engineVersion);
    if (refusal.isPresent() != (act == ActivationAct.REFUSED)) {
      throw new IllegalArgumentException("a refusal, and nothing else, has a reason");
    }
    if (act != ActivationAct.SHADOW_ENDED && !shadow.equals(ShadowCount.NONE)) {
      throw new IllegalArgumentException("only the end of a shadow has counts");
    }
  }

  @Override
  public byte[] encode() {
    return ActivationWriter.write(this);
  }

  /**
   * What an act is about. Of what was refused before it could be read, the digest of the signed
   * bytes alone is known.
   *
   * @param activation the SHA-256 of the signed bytes as they came
   * @param content what the activation says; empty if it could not be read
   * @param parameters the digest of the values of the rule set's parameters; empty if they were not
   *     established
   * @param signers the ids of the keys whose signatures count, without repetition; sorted here; at
   *     most {@link #MAX_SIGNERS}
   */
  public record Subject(
      Digest activation,
      Optional<Content> content,
      Optional<Digest> parameters,
      List<Digest> signers) {
    /**
     * Sorts the signers.
     *
     * @param activation the {@code activation} component
     * @param content the {@code content} component
     * @param parameters the {@code parameters} component
     * @param signers the {@code signers} component
     * @throws IllegalArgumentException if there are too many signers, or one twice
     */
    public Subject {
      signers = signers.stream().sorted(Comparator.comparing(Digest::hex)).toList();
      if (signers.size() > MAX_SIGNERS || signers.size() > Set.copyOf(signers).size()) {
        throw new IllegalArgumentException("at most " + MAX_SIGNERS + " signers, each once");
      }
    }
  }

  /**
   * What an activation says.
   *
   * @param scope for whom
   * @param sequence its sequence, 1 or more
   * @param stage the stage that it puts the rule set at
   * @param ruleSet the digest of the bundle
   */
  public record Content(ActivationScope scope, long sequence, Stage stage, Digest ruleSet) {
    /**
     * Checks the sequence.
     *
     * @param scope the {@code scope} component
     * @param sequence the {@code sequence} component
     * @param stage the {@code stage} component
     * @param ruleSet the {@code ruleSet} component
     * @throws IllegalArgumentException if the sequence is below 1
     */
    public Content {
      if (sequence < 1) {
        throw new IllegalArgumentException("a sequence begins at 1");
      }
    }
  }
}
