package org.portcullis.rules.confine;

import org.portcullis.facts.RuleId;
import org.portcullis.release.json.SourcePosition;

/**
 * One rule: when its condition holds, its consequence is found.
 *
 * @param id the name of the rule
 * @param condition what must hold
 * @param consequence what is found
 * @param position where the rule begins
 */
public record CheckedRule(
    RuleId id, Condition condition, Consequence consequence, SourcePosition position) {}
