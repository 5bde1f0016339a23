package org.portcullis.rules.confine;

import org.portcullis.facts.Effect;
import org.portcullis.facts.ReasonCode;

/**
 * What a rule finds.
 *
 * @param effect what it means
 * @param reason why, declared by the manifest with this effect
 * @param seconds for defer and oblige, 0 if none is written
 */
public record Consequence(Effect effect, ReasonCode reason, long seconds) {}
