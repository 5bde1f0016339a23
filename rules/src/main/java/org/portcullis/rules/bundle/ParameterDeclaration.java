package org.portcullis.rules.bundle;

import org.portcullis.rules.confine.ParameterValue;

/**
 * A parameter that a rule set declares; rules read it as {@code params.<name>}.
 *
 * @param name {@code [a-z][A-Za-z0-9]{0,63}}
 * @param type its type and bounds
 * @param defaultValue the value when nobody sets one; within the bounds
 * @param text one sentence for people
 */
public record ParameterDeclaration(
    String name, ParameterType type, ParameterValue defaultValue, String text) {}
