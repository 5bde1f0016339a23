package org.portcullis.attestation.key;

import java.util.Set;
import org.portcullis.attestation.key.internal.DerElement;
import org.portcullis.attestation.key.internal.DerException;
import org.portcullis.attestation.key.internal.DerReader;

/**
 * Reads KeyDescription, the value of the attestation extension: exactly eight members. Its own
 * members must be well formed; those of its lists may be malformed one by one.
 *
 * @see "design: key attestation, section 1"
 */
final class StatementReader {
  private static final Set<Integer> KNOWN_VERSIONS = Set.of(1, 2, 3, 4, 100, 200, 300, 400, 500);

  private final int certificate;
  private final Oddities oddities;

  /** A reader of the statement in a certificate; oddities speak of the leaf. */
  StatementReader(int certificate, Oddities oddities) {
    this.certificate = certificate;
    this.oddities = oddities;
  }

  KeyDescription read(DerElement extension) throws Refusal {
    try {
      DerReader outer = extension.reader("keyDescription");
      DerReader reader = outer.read(DerElement.SEQUENCE, "keyDescription").reader("keyDescription");
      outer.expectEnd();
      return members(reader);
    } catch (DerException e) {
      throw new Refusal(
          KeyAttestationReason.STATEMENT_MALFORMED, new Where(certificate, e.field()), e.cause());
    }
  }

  private KeyDescription members(DerReader reader) throws DerException, Refusal {
    int version = version(reader.read(), "attestationVersion");
    if (version < 1) {
      throw new Refusal(
          KeyAttestationReason.STATEMENT_VERSION_UNSUPPORTED,
          new Where(certificate, "attestationVersion"),
          "the version is " + version);
    }
    if (!KNOWN_VERSIONS.contains(version)) {
      oddities.add(Oddity.Kind.VERSION_UNKNOWN, certificate, "attestationVersion");
    }
    SecurityLevel level = level(reader.read(), "attestationSecurityLevel");
    int keyMint = version(reader.read(), "keyMintVersion");
    SecurityLevel keyMintLevel = level(reader.read(), "keyMintSecurityLevel");
    Bytes challenge = bytes(reader.read(), "attestationChallenge");
    Bytes uniqueId = bytes(reader.read(), "uniqueId");
    DerElement software = reader.read(DerElement.SEQUENCE, "software");
    DerElement hardware = reader.read(DerElement.SEQUENCE, "hardware");
    reader.expectEnd();
    return new KeyDescription(
        version,
        level,
        keyMint,
        keyMintLevel,
        challenge,
        uniqueId,
        new AuthorizationListReader("software", oddities).read(software),
        new AuthorizationListReader("hardware", oddities).read(hardware));
  }

  private int version(DerElement element, String field) throws Refusal {
    try {
      long value =
          MemberDecoder.require(element, DerElement.INTEGER, "integer").unsignedLong(field);
      if (value <= Integer.MAX_VALUE) {
        return (int) value;
      }
    } catch (DerException e) {
      throw malformed(field, e.cause());
    }
    throw malformed(field, "is larger than any version");
  }

  private SecurityLevel level(DerElement element, String field) throws Refusal {
    try {
      SecurityLevel level =
          Codes.SECURITY_LEVELS.get(
              MemberDecoder.require(element, DerElement.ENUMERATED, "enumerated")
                  .unsignedLong(field));
      if (level != null) {
        return level;
      }
    } catch (DerException e) {
      throw malformed(field, e.cause());
    }
    throw malformed(field, "is no security level of an attestation");
  }

  private Bytes bytes(DerElement element, String field) throws Refusal {
    try {
      return MemberDecoder.bytes(element);
    } catch (DerException e) {
      throw malformed(field, e.cause());
    }
  }

  private Refusal malformed(String field, String cause) {
    return new Refusal(
        KeyAttestationReason.STATEMENT_MEMBER_MALFORMED, new Where(certificate, field), cause);
  }

  static boolean isKnown(int version) {
    return KNOWN_VERSIONS.contains(version);
  }
}
