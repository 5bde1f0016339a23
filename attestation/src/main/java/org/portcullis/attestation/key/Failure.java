package org.portcullis.attestation.key;

/**
 * One check that a chain failed.
 *
 * @param reason the stable reason
 * @param where the certificate and field
 * @param detail the cause, one line, without anything secret
 */
public record Failure(KeyAttestationReason reason, Where where, String detail) {}
