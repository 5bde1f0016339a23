package org.portcullis.engine.activation;

import org.portcullis.release.envelope.KeyRoles;
import org.portcullis.rules.bundle.RuleSetStore;

/**
 * What an engine lets put rule sets in force.
 *
 * @param states the activations that were accepted, shared by all engines of a fleet
 * @param ruleSets the signed bundles that activations name by digest
 * @param keys who may sign: the role {@link Activation#ROLE} activations, the role {@code policy}
 *     bundles
 */
public record ActivationAuthority(ActivationStore states, RuleSetStore ruleSets, KeyRoles keys) {}
