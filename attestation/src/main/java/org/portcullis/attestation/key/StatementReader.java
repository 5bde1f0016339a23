package org.portcullis.attestation.key;

import java.util.Set;
import org.portcullis.attestation.key.internal.DerElement;
import org.portcullis.attestation.key.internal.DerException;
import org.portcullis.attestation.key.internal.DerReader;

/**
 * Reads KeyDescription, the value of the attestation extension: exactly eight members. Its own
 * members must be well formed; those of its lists may be malformed one by one. An unknown version
 * is read by the newest known rules, but an unknown security level is malformed: it says nothing of
 * where a key lives, and no attestation has another than the three.
 *
 * @see <a
 *     href="https://source.android.com/docs/security/features/keystore/attestation#schema">AOSP,
 *     key and ID attestation, schema</a>
 */
final class StatementReader {
  private static final Set<Integer> KNOWN_VERSIONS = Set.of(1, 2, 3, 4, 100, 200, 300, 400, 500);

  private static final Set<Integer> KNOWN_KEYMINT_VERSIONS =
      Set.of(0, 1, 2, 3, 4, 41, 100, 200, 300, 400, 500);
  private static final int MEMBERS = 8;
  private static final String FIELD = "keyDescription";

  private final int certificate;
  private final Oddities oddities;

  /** A reader of the statement in a certificate; oddities speak of the leaf. */
  StatementReader(int certificate, Oddities oddities) {
    this.certificate = certificate;
    this.oddities = oddities;
  }

  /** Reads the statement inside the extension's OCTET STRING. */
  KeyDescription read(DerElement extension) throws Refusal {
    return read(extension.reader(FIELD));
  }

  /** Reads a statement that comes without its certificate, whose limit holds for it too. */
  KeyDescription read(byte[] der) throws Refusal {
    if (der.length > CertificateChain.MAX_CERTIFICATE_BYTES) {
      throw new Refusal(
          KeyAttestationReason.STATEMENT_MALFORMED,
          new Where(certificate, FIELD),
          "has more than " + CertificateChain.MAX_CERTIFICATE_BYTES + " bytes");
    }
    return read(new DerReader(der, FIELD));
  }

  private KeyDescription read(DerReader outer) throws Refusal {
    try {
      DerReader reader = outer.read(DerElement.SEQUENCE, FIELD).reader(FIELD);
      outer.expectEnd();
      return members(reader);
    } catch (DerException e) {
      throw new Refusal(
          KeyAttestationReason.STATEMENT_MALFORMED, new Where(certificate, e.field()), e.cause());
    }
  }

  private KeyDescription members(DerReader reader) throws DerException, Refusal {
    DerElement[] members = new DerElement[MEMBERS];
    int count = 0;
    while (count < MEMBERS && !reader.atEnd()) {
      members[count++] = reader.read();
    }
    if (count < MEMBERS || !reader.atEnd()) {
      throw DerException.in(FIELD, "has not " + MEMBERS + " members");
    }
    return new KeyDescription(
        attestationVersion(members[0]),
        level(members[1], "attestationSecurityLevel"),
        keyMintVersion(members[2]),
        level(members[3], "keyMintSecurityLevel"),
        challenge(members[4]),
        hasUniqueId(members[5]),
        list(members[6], "software"),
        list(members[7], "hardware"));
  }

  private int attestationVersion(DerElement element) throws Refusal {
    int version = version(element, "attestationVersion");
    if (version < 1) {
      throw new Refusal(
          KeyAttestationReason.STATEMENT_VERSION_UNSUPPORTED,
          new Where(certificate, "attestationVersion"),
          "the version is " + version);
    }
    if (!isKnown(version)) {
      oddities.add(Oddity.Kind.VERSION_UNKNOWN, certificate, "attestationVersion");
    }
    return version;
  }

  private int keyMintVersion(DerElement element) throws Refusal {
    int version = version(element, "keyMintVersion");
    if (!KNOWN_KEYMINT_VERSIONS.contains(version)) {
      oddities.add(Oddity.Kind.VERSION_UNKNOWN, certificate, "keyMintVersion");
    }
    return version;
  }

  private AuthorizationList list(DerElement element, String name) throws DerException, Refusal {
    if (!element.is(DerElement.SEQUENCE)) {
      throw DerException.in(name, "is no sequence");
    }
    return new AuthorizationListReader(certificate, name, oddities).read(element);
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

  private Bytes challenge(DerElement element) throws Refusal {
    return Bytes.of(octets(element, "attestationChallenge").content());
  }

  /** The id's form is checked and its bytes are left where they are. */
  private boolean hasUniqueId(DerElement element) throws Refusal {
    return octets(element, "uniqueId").length() > 0;
  }

  private DerElement octets(DerElement element, String field) throws Refusal {
    try {
      return MemberDecoder.require(element, DerElement.OCTET_STRING, "octet string");
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
