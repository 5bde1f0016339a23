package org.portcullis.rules.confine;

import java.util.Map;
import org.portcullis.facts.ReasonCode;
import org.portcullis.release.json.SourcePosition;

/**
 * What rules may refer to beside the vocabulary.
 *
 * @param codes the declared reason codes
 * @param parameters the effective values by name
 * @param codePositions where codes are declared, for diagnostics about them; a code that has no
 *     entry stands at the beginning of {@value #MANIFEST}
 */
public record Declarations(
    Map<ReasonCode, CodeDeclaration> codes,
    Map<String, ParameterValue> parameters,
    Map<ReasonCode, SourcePosition> codePositions) {
  /** The file that declares codes and parameters. */
  public static final String MANIFEST = "ruleset.json";

  /**
   * Copies the maps.
   *
   * @param codes the declared reason codes
   * @param parameters the effective values by name
   * @param codePositions where codes are declared
   */
  public Declarations {
    codes = Map.copyOf(codes);
    parameters = Map.copyOf(parameters);
    codePositions = Map.copyOf(codePositions);
  }

  /**
   * Declarations whose places are not known.
   *
   * @param codes the declared reason codes
   * @param parameters the effective values by name
   */
  public Declarations(
      Map<ReasonCode, CodeDeclaration> codes, Map<String, ParameterValue> parameters) {
    this(codes, parameters, Map.of());
  }

  /**
   * Where a code is declared.
   *
   * @param code a declared code
   * @return its place, or the beginning of the manifest
   */
  SourcePosition positionOf(ReasonCode code) {
    return codePositions.getOrDefault(code, new SourcePosition(MANIFEST, 1, 1));
  }
}
