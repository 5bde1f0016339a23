package org.portcullis.attestation.key;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.portcullis.attestation.key.internal.DerElement;
import org.portcullis.attestation.key.internal.DerException;
import org.portcullis.attestation.key.internal.DerReader;

/** Decodes AttestationApplicationId, which is DER inside an OCTET STRING. */
final class ApplicationIdDecoder {
  private static final int MAX_BYTES = 1024;
  private static final int MAX_PACKAGES = 32;
  private static final int MAX_SIGNATURES = 10;

  private ApplicationIdDecoder() {}

  static AttestationApplicationId decode(DerElement element, MemberContext context)
      throws DerException {
    MemberDecoder.require(element, DerElement.OCTET_STRING, "octet string");
    if (element.length() > MAX_BYTES) {
      throw DerException.in("member", "is longer than " + MAX_BYTES + " bytes");
    }
    DerReader outer = element.reader("attestationApplicationId");
    DerReader reader = outer.read(DerElement.SEQUENCE, "sequence").reader("sequence");
    outer.expectEnd();
    List<AttestationApplicationId.PackageInfo> packages = new ArrayList<>();
    for (DerElement info : SetDecoder.elements(reader.read(), MAX_PACKAGES, context)) {
      packages.add(packageInfo(info));
    }
    List<Bytes> digests = new ArrayList<>();
    for (DerElement digest : SetDecoder.elements(reader.read(), MAX_SIGNATURES, context)) {
      digests.add(MemberDecoder.bytes(digest));
    }
    reader.expectEnd();
    AttestationApplicationId id = new AttestationApplicationId(packages, digests);
    if (id.isUnavailable()) {
      context.note(Oddity.Kind.APPLICATION_ID_UNAVAILABLE);
    }
    return id;
  }

  private static AttestationApplicationId.PackageInfo packageInfo(DerElement element)
      throws DerException {
    DerReader reader =
        MemberDecoder.require(element, DerElement.SEQUENCE, "sequence").reader("package");
    Bytes name = MemberDecoder.bytes(reader.read());
    long version = MemberDecoder.number(reader.read());
    reader.expectEnd();
    return new AttestationApplicationId.PackageInfo(text(name), version);
  }

  private static String text(Bytes name) throws DerException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(name.toArray())).toString();
    } catch (CharacterCodingException e) {
      throw DerException.in("member", "a package name is no text");
    }
  }
}
