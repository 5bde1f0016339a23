package org.portcullis.rules.bundle;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.portcullis.facts.Digest;
import org.portcullis.facts.Layer;
import org.portcullis.facts.ReasonCode;
import org.portcullis.rules.confine.CodeDeclaration;

/**
 * What {@code ruleset.json} declares.
 *
 * @param id the rule set; an identifier
 * @param version its version, for people
 * @param sequence rises with each version of the same id; 1 or more
 * @param vocabulary what it was written for
 * @param semantics the evaluation profile that it was written for, {@link #SEMANTICS}
 * @param requiredLayers the layers that must be satisfied; at least {@link #LEAST_LAYERS}
 * @param codes the reason codes that it coins
 * @param parameters the parameters that it declares, by name
 * @param notBefore the first moment of its validity, or empty
 * @param expires the first moment after its validity, or empty
 * @param previous the digest of the bundle before this one, or empty
 * @param approvals how many distinct keys must have signed the bundle at least, 1 or more: it can
 *     raise what the keys' own rules demand, never lower it
 */
public record RuleSetManifest(
    String id,
    SemanticVersion version,
    long sequence,
    VocabularyRange vocabulary,
    String semantics,
    Set<Layer> requiredLayers,
    Map<ReasonCode, CodeDeclaration> codes,
    Map<String, ParameterDeclaration> parameters,
    Optional<Instant> notBefore,
    Optional<Instant> expires,
    Optional<Digest> previous,
    int approvals) {
  /** The format of {@code ruleset.json}. */
  public static final int FORMAT = 1;

  /**
   * The evaluation profile of this library: Drools 10.2 with the settings of the compiler, the
   * condition tree beside it, and the combination in Java.
   */
  public static final String SEMANTICS = "portcullis-1";

  /** The layers that every rule set requires; more may be required, never fewer. */
  public static final Set<Layer> LEAST_LAYERS =
      Collections.unmodifiableSet(
          new TreeSet<>(Set.of(Layer.REQUEST, Layer.MANIFEST, Layer.DEVICE, Layer.ROLLOUT)));

  /**
   * Copies the collections.
   *
   * @param id the rule set
   * @param version its version
   * @param sequence its sequence
   * @param vocabulary what it was written for
   * @param semantics the evaluation profile
   * @param requiredLayers the layers that must be satisfied
   * @param codes the reason codes
   * @param parameters the parameters
   * @param notBefore the first moment of its validity
   * @param expires the first moment after its validity
   * @param previous the bundle before this one
   * @param approvals how many distinct keys must have signed
   * @throws IllegalArgumentException if a layer is missing that every rule set requires, or fewer
   *     than one key must have signed
   */
  public RuleSetManifest {
    if (!requiredLayers.containsAll(LEAST_LAYERS)) {
      throw new IllegalArgumentException("every rule set requires at least " + LEAST_LAYERS);
    }
    if (approvals < 1) {
      throw new IllegalArgumentException("at least one key must have signed");
    }
    requiredLayers = Collections.unmodifiableSet(new TreeSet<>(requiredLayers));
    codes = Collections.unmodifiableMap(new LinkedHashMap<>(codes));
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }
}
