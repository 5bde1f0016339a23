package org.portcullis.rules.bundle;

/**
 * A rule set with other values of its parameters than the defaults, such as {@link
 * BundledRuleSets#strict}: the same rules, and so the same digest of the bundle; what tells presets
 * apart is the digest of the parameters, which every record cites too.
 *
 * @param bundle the rule set
 * @param parameters the values, one for each parameter that the rule set declares
 */
public record RuleSetPreset(RuleSetBundle bundle, EffectiveParameters parameters) {}
