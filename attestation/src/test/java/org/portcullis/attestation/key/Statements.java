package org.portcullis.attestation.key;

import org.portcullis.attestation.key.internal.DerElement;
import org.portcullis.attestation.key.internal.DerException;
import org.portcullis.attestation.key.internal.DerReader;
import org.portcullis.fixtures.mint.AttestationStatement;
import org.portcullis.fixtures.mint.Der;

/** Statements read outside any certificate. */
final class Statements {
  private Statements() {}

  /** The value of an extension with this content. */
  static DerElement extension(byte[] content) {
    try {
      return new DerReader(Der.octets(content), "extension").read();
    } catch (DerException e) {
      throw new AssertionError(e);
    }
  }

  static KeyDescription read(AttestationStatement statement) throws Refusal {
    return read(statement, new Oddities());
  }

  static KeyDescription read(AttestationStatement statement, Oddities oddities) throws Refusal {
    return new StatementReader(0, oddities).read(extension(statement.encoded()));
  }
}
