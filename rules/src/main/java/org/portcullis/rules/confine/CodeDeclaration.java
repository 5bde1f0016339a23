package org.portcullis.rules.confine;

import java.util.Optional;
import org.portcullis.facts.Effect;
import org.portcullis.facts.Layer;
import org.portcullis.facts.ReasonCode;

/**
 * A reason code that a rule set coins.
 *
 * @param code the code; never one of the reserved namespace
 * @param effect the only effect with which rules may report it
 * @param layer for {@code SATISFY} the layer that it satisfies; for {@code DEFER} the layer whose
 *     missing satisfaction it explains; optional for the others
 * @param audience who may be told
 * @param text one sentence for people
 */
public record CodeDeclaration(
    ReasonCode code, Effect effect, Optional<Layer> layer, Audience audience, String text) {
  /** Who may be told a reason. */
  public enum Audience {
    /** The device and its owner. */
    DEVICE,

    /** The operator of the update server. */
    OPERATOR
  }

  /**
   * Checks that the code may be declared.
   *
   * @param code the code
   * @param effect the effect
   * @param layer the layer
   * @param audience the audience
   * @param text one sentence
   * @throws IllegalArgumentException if the code is reserved, or satisfies no layer
   */
  public CodeDeclaration {
    if (code.isReserved()) {
      throw new IllegalArgumentException("the code `" + code + "` is reserved");
    }
    if (effect == Effect.SATISFY && layer.isEmpty()) {
      throw new IllegalArgumentException("the code `" + code + "` satisfies no layer");
    }
  }
}
