package org.portcullis.rules.harness;

import org.portcullis.facts.EligibilityCase;
import org.portcullis.release.json.SourcePosition;
import org.portcullis.rules.bundle.EffectiveParameters;

/**
 * A test that comes with a rule set: a case, the values of the parameters, and what is expected.
 *
 * @param name its name, unique in its file
 * @param position where it begins
 * @param facts the case
 * @param parameters the values: the test's over the file's over the declared defaults
 * @param expected what is expected
 */
public record RuleSetTest(
    String name,
    SourcePosition position,
    EligibilityCase facts,
    EffectiveParameters parameters,
    Expectation expected) {}
