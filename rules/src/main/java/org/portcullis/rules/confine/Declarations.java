package org.portcullis.rules.confine;

import java.util.Map;
import org.portcullis.facts.ReasonCode;
import org.portcullis.rules.bundle.CodeDeclaration;
import org.portcullis.rules.bundle.ParameterValue;

/**
 * What rules may refer to beside the vocabulary.
 *
 * @param codes the declared reason codes
 * @param parameters the effective values by name
 */
public record Declarations(
    Map<ReasonCode, CodeDeclaration> codes, Map<String, ParameterValue> parameters) {
  /**
   * Copies the maps.
   *
   * @param codes the declared reason codes
   * @param parameters the effective values by name
   */
  public Declarations {
    codes = Map.copyOf(codes);
    parameters = Map.copyOf(parameters);
  }
}
