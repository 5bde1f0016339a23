package org.portcullis.attestation.key;

import org.portcullis.attestation.key.internal.DerElement;
import org.portcullis.attestation.key.internal.DerException;

/** Decodes a device identifier: checks its form and copies none of its bytes. */
final class WithheldDecoder implements MemberDecoder<Withheld> {
  @Override
  public Withheld decode(DerElement element, MemberContext context) throws DerException {
    MemberDecoder.require(element, DerElement.OCTET_STRING, "octet string");
    return Withheld.PRESENT;
  }

  /** Nothing: what is wrongly encoded may still be readable. */
  @Override
  public Bytes evidence(DerElement entry) {
    return Bytes.of(new byte[0]);
  }
}
