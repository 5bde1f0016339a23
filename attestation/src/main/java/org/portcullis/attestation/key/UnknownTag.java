package org.portcullis.attestation.key;

/**
 * A member of an authorization list with a tag that no known version defines.
 *
 * @param number the tag number, 0 to 2<sup>24</sup> - 1
 * @param raw the bytes inside the tag
 */
public record UnknownTag(int number, Bytes raw) {}
