package org.portcullis.attestation.key;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.portcullis.attestation.key.internal.DerElement;
import org.portcullis.attestation.key.internal.DerException;
import org.portcullis.attestation.key.internal.DerReader;

/**
 * Compares the attested device identifiers with the expected ones. Since the parser keeps none of
 * them, they are looked up in the statement's bytes for the time of the comparison, and only the
 * name of the field that differs comes out.
 *
 * @see <a
 *     href="https://source.android.com/docs/security/features/keystore/attestation#id-attestation">AOSP,
 *     key and ID attestation, ID attestation</a>
 */
final class DeviceIdCheck {
  private static final int HARDWARE = 7;

  /** Equal to no expected identifier, since none is empty. */
  private static final Bytes NOT_STATED = Bytes.of(new byte[0]);

  private final Map<Integer, Bytes> stated = new HashMap<>();

  private DeviceIdCheck() {}

  /**
   * The first expected identifier that the hardware doesn't state.
   *
   * @param expected the identifiers, all of which must be there
   * @param statement the extension's OCTET STRING, which {@link StatementReader} has read before,
   *     so that no identifier is there twice
   * @return the field, such as {@code hardware.attestationIdImei}, or empty if all are stated
   */
  static Optional<String> mismatch(ExpectedDeviceIds expected, DerElement statement) {
    DeviceIdCheck check = new DeviceIdCheck();
    try {
      check.collect(statement);
    } catch (DerException e) {
      check.stated.clear(); // nothing that is stated there counts
    }
    return expected.ids().stream()
        .filter(id -> !check.states(id))
        .findFirst()
        .map(id -> "hardware." + id.tag().name());
  }

  private void collect(DerElement statement) throws DerException {
    DerReader members =
        statement
            .reader("keyDescription")
            .read(DerElement.SEQUENCE, "keyDescription")
            .reader("keyDescription");
    for (int i = 0; i < HARDWARE; i++) {
      members.read();
    }
    DerReader list = members.read(DerElement.SEQUENCE, "hardware").reader("hardware");
    while (!list.atEnd()) {
      add(list.read());
    }
  }

  private void add(DerElement entry) throws DerException {
    if (entry.isExplicitTag() && isId(entry.number())) {
      DerReader inner = entry.reader("member");
      if (inner.nextIs(DerElement.OCTET_STRING)) {
        DerElement octets = inner.read();
        if (inner.atEnd()) {
          stated.put(entry.number(), Bytes.of(octets.content()));
        }
      }
    }
  }

  private static boolean isId(int number) {
    boolean beforeSecondImei =
        number >= AuthorizationTag.ATTESTATION_ID_BRAND.number()
            && number <= AuthorizationTag.ATTESTATION_ID_MODEL.number();
    return beforeSecondImei || number == AuthorizationTag.ATTESTATION_ID_SECOND_IMEI.number();
  }

  /** Compares both slots of an IMEI in any case, each in a time that depends on lengths alone. */
  private boolean states(ExpectedDeviceIds.Id id) {
    boolean first = isStated(id.tag(), id.value());
    boolean second =
        id.tag() == AuthorizationTag.ATTESTATION_ID_IMEI
            && isStated(AuthorizationTag.ATTESTATION_ID_SECOND_IMEI, id.value());
    return first || second;
  }

  private boolean isStated(AuthorizationTag<?> tag, Bytes value) {
    return value.equals(stated.getOrDefault(tag.number(), NOT_STATED));
  }
}
