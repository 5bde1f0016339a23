package org.portcullis.attestation.key;

/**
 * A number in an enumeration that no known version defines; its constant is {@code UNRECOGNIZED}.
 *
 * @param tag the member that it stands in; for {@link AuthorizationTag#ROOT_OF_TRUST} it is the
 *     {@code verifiedBootState}
 * @param value the number as it stands there, 0 to 2^63 - 1
 */
public record UnknownValue(AuthorizationTag<?> tag, long value) {}
