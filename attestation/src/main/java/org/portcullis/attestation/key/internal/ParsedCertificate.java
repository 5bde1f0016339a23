package org.portcullis.attestation.key.internal;

import java.math.BigInteger;
import java.util.Optional;

/**
 * An X.509 version 3 certificate, read once over its original bytes. The signed part is never
 * encoded again: a certificate that isn't quite DER keeps the signature that its issuer made.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-4.1">RFC 5280, section 4.1</a>
 */
public final class ParsedCertificate {
  private static final int VERSION = 0xa0;
  private static final int ISSUER_UNIQUE_ID = 0x81;
  private static final int SUBJECT_UNIQUE_ID = 0x82;
  private static final int EXTENSIONS = 0xa3;

  private final byte[] der;
  private final DerElement signedPart;
  private final SignatureScheme scheme;
  private final boolean nullParameters;
  private final DerElement signature;
  private final BigInteger serial;
  private final DistinguishedName issuer;
  private final DistinguishedName subject;
  private final long notBefore;
  private final long notAfter;
  private final SubjectKey key;
  private final Extensions extensions;

  private ParsedCertificate(byte[] der, DerReader certificate) throws DerException {
    this.der = der;
    signedPart = certificate.read(DerElement.SEQUENCE, "tbsCertificate");
    DerElement algorithm = certificate.read(DerElement.SEQUENCE, "signatureAlgorithm");
    signature = certificate.read(DerElement.BIT_STRING, "signatureValue");
    certificate.expectEnd();
    requireWholeBytes(signature);
    DerReader signed = signedPart.reader("tbsCertificate");
    requireVersion3(signed);
    serial = signed.read(DerElement.INTEGER, "serialNumber").integer("serialNumber");
    DerElement inner = signed.read(DerElement.SEQUENCE, "signature");
    if (!inner.encodedEquals(algorithm)) {
      throw DerException.in("signatureAlgorithm", "differs inside and outside the signed part");
    }
    DerReader parts = algorithm.reader("signatureAlgorithm");
    scheme = SignatureScheme.of(parts.read(DerElement.OBJECT_IDENTIFIER, "signatureAlgorithm"));
    nullParameters = parts.nextIs(DerElement.NULL);
    issuer = DistinguishedName.read(signed.read(DerElement.SEQUENCE, "issuer"), "issuer");
    DerReader validity = signed.open(DerElement.SEQUENCE, "validity");
    notBefore = DerTime.epochSecond(validity.read(), "notBefore");
    notAfter = DerTime.epochSecond(validity.read(), "notAfter");
    validity.expectEnd();
    subject = DistinguishedName.read(signed.read(DerElement.SEQUENCE, "subject"), "subject");
    key = SubjectKey.read(signed.read(DerElement.SEQUENCE, "subjectPublicKeyInfo"));
    skip(signed, ISSUER_UNIQUE_ID);
    skip(signed, SUBJECT_UNIQUE_ID);
    extensions = signed.nextIs(EXTENSIONS) ? Extensions.read(signed.read()) : Extensions.none();
    signed.expectEnd();
  }

  /**
   * Reads a certificate.
   *
   * @param der its DER encoding; not copied, so it must not be changed afterwards
   * @return the certificate
   * @throws DerException if it cannot be read, with field and cause
   */
  public static ParsedCertificate read(byte[] der) throws DerException {
    DerReader outer = new DerReader(der, "certificate");
    DerReader certificate = outer.open(DerElement.SEQUENCE, "certificate");
    outer.expectEnd();
    return new ParsedCertificate(der, certificate);
  }

  private static void requireWholeBytes(DerElement bits) throws DerException {
    if (bits.length() < 2 || bits.at(0) != 0) {
      throw DerException.in("signatureValue", "is empty or has unused bits");
    }
  }

  private static void requireVersion3(DerReader signed) throws DerException {
    DerReader version = signed.open(VERSION, "version");
    if (version.read(DerElement.INTEGER, "version").unsignedLong("version") != 2) {
      throw DerException.in("version", "is not 3");
    }
    version.expectEnd();
  }

  private static void skip(DerReader signed, int identifier) throws DerException {
    if (signed.nextIs(identifier)) {
      signed.read();
    }
  }

  /**
   * The whole certificate, for reading only.
   *
   * @return its DER encoding, not copied
   */
  byte[] der() {
    return der;
  }

  /**
   * Hands over the signed part, byte for byte as it came.
   *
   * @param sink where it goes
   * @param <X> what the sink throws
   * @throws X if the sink does
   */
  public <X extends Exception> void feedSignedPart(DerElement.Sink<X> sink) throws X {
    signedPart.feed(sink);
  }

  /**
   * The signature algorithm.
   *
   * @return the scheme
   */
  public SignatureScheme scheme() {
    return scheme;
  }

  /**
   * Whether an ECDSA algorithm identifier carries a NULL, as older secure elements write it.
   *
   * @return true if so
   */
  public boolean hasLooseAlgorithm() {
    return nullParameters && scheme != SignatureScheme.RSA_SHA256;
  }

  /**
   * The signature.
   *
   * @return a copy of its bytes
   */
  byte[] signature() {
    return signature.contentFrom(1);
  }

  /**
   * The serial number: never to be logged.
   *
   * @return the number
   */
  public BigInteger serial() {
    return serial;
  }

  /**
   * The issuer's name.
   *
   * @return the name
   */
  public DistinguishedName issuer() {
    return issuer;
  }

  /**
   * The subject's name.
   *
   * @return the name
   */
  public DistinguishedName subject() {
    return subject;
  }

  /**
   * The first second of validity.
   *
   * @return seconds since 1970
   */
  public long notBefore() {
    return notBefore;
  }

  /**
   * The last second of validity.
   *
   * @return seconds since 1970
   */
  public long notAfter() {
    return notAfter;
  }

  /**
   * The certified key.
   *
   * @return the key
   */
  public SubjectKey key() {
    return key;
  }

  /**
   * The value of the attestation extension, critical or not.
   *
   * @return the OCTET STRING that holds the statement, or empty
   */
  public Optional<DerElement> statement() {
    return extensions.statement();
  }

  /**
   * Whether the attestation extension is there more than once.
   *
   * @return true if so
   */
  public boolean hasRepeatedStatement() {
    return extensions.hasRepeatedStatement();
  }

  /**
   * The value of the ProvisioningInfo extension, critical or not.
   *
   * @return the OCTET STRING that holds the map, or empty
   */
  public Optional<DerElement> provisioningInfo() {
    return extensions.provisioningInfo();
  }

  /**
   * Whether the ProvisioningInfo extension is there more than once.
   *
   * @return true if so
   */
  public boolean hasRepeatedProvisioningInfo() {
    return extensions.hasRepeatedProvisioningInfo();
  }

  /**
   * Whether there is Samsung's Knox extension, which nothing here decodes.
   *
   * @return true if so
   */
  public boolean hasKnox() {
    return extensions.hasKnox();
  }

  /**
   * Whether a critical flag is a BOOLEAN that DER doesn't allow.
   *
   * @return true if so
   */
  public boolean hasLooseBoolean() {
    return extensions.hasLooseBoolean();
  }

  /**
   * Whether an extension that the verifier doesn't know is critical.
   *
   * @return true if so
   */
  public boolean hasUnknownCritical() {
    return extensions.hasUnknownCritical();
  }

  /**
   * How many issuers may stand below this one (RFC 5280, 4.2.1.9), or that it is no issuer at all.
   *
   * @return -1 if the certificate isn't allowed to sign certificates, otherwise the path length
   * @throws DerException if basicConstraints or keyUsage can't be read
   */
  public int issuerDepth() throws DerException {
    return constraints().issuerDepth();
  }

  /**
   * Whether the certificate says of its key that it signs messages and nothing else: CA:FALSE, and
   * digitalSignature as the only usage.
   *
   * @return true if both extensions are there and say so
   */
  public boolean signsMessagesOnly() {
    return constraints().signsMessagesOnly();
  }

  /**
   * Whether the certificate says of its key that it signs certificates, and doesn't say whether it
   * is an authority.
   *
   * @return true if there is no basicConstraints, and keyUsage has keyCertSign
   * @throws DerException if keyUsage can't be read
   */
  public boolean signsCertificatesUnmarked() throws DerException {
    return constraints().signsCertificatesUnmarked();
  }

  /**
   * What the certificate says its key is used for.
   *
   * @return the usage, or empty without the extension
   * @throws DerException if keyUsage can't be read
   */
  public Optional<KeyUsage> keyUsage() throws DerException {
    return extensions.keyUsage().isPresent()
        ? Optional.of(KeyUsage.read(extensions.keyUsage().get()))
        : Optional.empty();
  }

  private IssuerConstraints constraints() {
    return new IssuerConstraints(extensions.basicConstraints(), extensions.keyUsage());
  }
}
