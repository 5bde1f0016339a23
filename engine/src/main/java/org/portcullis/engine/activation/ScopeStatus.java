package org.portcullis.engine.activation;

import java.util.Optional;

/**
 * What is in force for one scope in one engine.
 *
 * @param scope the scope
 * @param active the activation whose rule set decides, or empty if nothing is eligible
 * @param shadow the activation whose rule set is evaluated beside, or empty
 * @param compared what came of evaluating it so far
 */
public record ScopeStatus(
    ActivationScope scope,
    Optional<Activation> active,
    Optional<Activation> shadow,
    ShadowCount compared) {}
