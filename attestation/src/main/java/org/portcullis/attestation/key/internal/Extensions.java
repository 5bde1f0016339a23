package org.portcullis.attestation.key.internal;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The extensions of a certificate, as far as the verifier needs them. Values stay undecoded until
 * they are asked for: real devices carry undecodable ones that nobody needs.
 */
final class Extensions {
  private static final String FIELD = "extensions";

  private @Nullable DerElement statement;
  private @Nullable DerElement provisioningInfo;
  private @Nullable DerElement basicConstraints;
  private @Nullable DerElement keyUsage;
  private boolean statementRepeated;
  private boolean provisioningInfoRepeated;
  private boolean knox;
  private boolean looseBoolean;
  private boolean unknownCritical;
  private boolean undecodable;

  static Extensions none() {
    return new Extensions();
  }

  static Extensions read(DerElement wrapper) throws DerException {
    Extensions extensions = new Extensions();
    DerReader outer = wrapper.reader(FIELD);
    DerReader list = outer.open(DerElement.SEQUENCE, FIELD);
    outer.expectEnd();
    while (!list.atEnd()) {
      extensions.add(list.open(DerElement.SEQUENCE, FIELD));
    }
    return extensions;
  }

  private void add(DerReader reader) throws DerException {
    DerElement oid = reader.read(DerElement.OBJECT_IDENTIFIER, FIELD);
    boolean critical = reader.nextIs(DerElement.BOOLEAN) && critical(reader);
    DerElement value = reader.read(DerElement.OCTET_STRING, FIELD);
    reader.expectEnd();
    if (oid.contentEquals(Oids.STATEMENT)) {
      statementRepeated |= statement != null;
      statement = value;
    } else if (oid.contentEquals(Oids.PROVISIONING_INFO)) {
      provisioningInfoRepeated |= provisioningInfo != null;
      provisioningInfo = value;
    } else if (oid.contentEquals(Oids.BASIC_CONSTRAINTS)) {
      basicConstraints = once(basicConstraints, value, "basicConstraints");
    } else if (oid.contentEquals(Oids.KEY_USAGE)) {
      keyUsage = once(keyUsage, value, "keyUsage");
    } else {
      knox |= oid.contentEquals(Oids.KNOX);
      unknownCritical |= critical;
      undecodable |= !value.holdsOneElement();
    }
  }

  /** TRUE as 01 is sent by real devices (Pixel 3 StrongBox); any form that isn't DER is noted. */
  private boolean critical(DerReader reader) throws DerException {
    DerElement flag = reader.read();
    if (flag.length() != 1) {
      throw DerException.in(FIELD, "a critical flag is not one byte");
    }
    looseBoolean |= flag.at(0) != 0xff;
    return flag.at(0) != 0;
  }

  private static DerElement once(@Nullable DerElement before, DerElement value, String field)
      throws DerException {
    if (before != null) {
      throw DerException.in(field, "the extension is there twice");
    }
    return value;
  }

  Optional<DerElement> statement() {
    return Optional.ofNullable(statement);
  }

  Optional<DerElement> provisioningInfo() {
    return Optional.ofNullable(provisioningInfo);
  }

  Optional<DerElement> basicConstraints() {
    return Optional.ofNullable(basicConstraints);
  }

  Optional<DerElement> keyUsage() {
    return Optional.ofNullable(keyUsage);
  }

  boolean hasRepeatedStatement() {
    return statementRepeated;
  }

  boolean hasRepeatedProvisioningInfo() {
    return provisioningInfoRepeated;
  }

  /** Samsung's statement, recognised and left undecoded: it has roots of its own. */
  boolean hasKnox() {
    return knox;
  }

  boolean hasLooseBoolean() {
    return looseBoolean;
  }

  /**
   * Whether the value of one that nobody needs is no DER element; the inside is never looked at.
   */
  boolean hasUndecodable() {
    return undecodable;
  }

  boolean hasUnknownCritical() {
    return unknownCritical;
  }
}
