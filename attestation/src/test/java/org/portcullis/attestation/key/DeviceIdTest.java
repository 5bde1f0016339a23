package org.portcullis.attestation.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.fixtures.mint.AttestationStatement;
import org.portcullis.fixtures.mint.Authorizations;
import org.portcullis.fixtures.mint.Der;

/** Device identifiers are compared with what is expected, and shown to nobody. */
class DeviceIdTest {
  private static final String IMEI = "351163520096208";
  private static final String SECOND = "990012001354866";

  @ParameterizedTest
  @CsvSource({
    "710, attestationIdBrand",
    "711, attestationIdDevice",
    "712, attestationIdProduct",
    "713, attestationIdSerial",
    "714, attestationIdImei",
    "715, attestationIdMeid",
    "716, attestationIdManufacturer",
    "717, attestationIdModel"
  })
  void mismatch_eachIdentifier_comparesItsOwnTag(int tag, String name) {
    ExpectedDeviceIds expected = expected(name, "one").build();

    assertThat(mismatch(expected, h -> h.text(tag, "one"))).isEmpty();
    for (String other : new String[] {"two", "on", "onee", "One", ""}) {
      assertThat(mismatch(expected, h -> h.text(tag, other))).isEqualTo("hardware." + name);
    }
    int next = tag == 717 ? 710 : tag + 1;
    assertThat(mismatch(expected, h -> h.text(next, "one"))).isEqualTo("hardware." + name);
  }

  private static ExpectedDeviceIds.Builder expected(String name, String value) {
    ExpectedDeviceIds.Builder builder = ExpectedDeviceIds.builder();
    return switch (name) {
      case "attestationIdBrand" -> builder.brand(value);
      case "attestationIdDevice" -> builder.device(value);
      case "attestationIdProduct" -> builder.product(value);
      case "attestationIdSerial" -> builder.serial(value);
      case "attestationIdImei" -> builder.imei(value);
      case "attestationIdMeid" -> builder.meid(value);
      case "attestationIdManufacturer" -> builder.manufacturer(value);
      case "attestationIdModel" -> builder.model(value);
      default -> throw new AssertionError(name);
    };
  }

  @Test
  void mismatch_absentOrMalformedIdentifier_isAMismatch() {
    ExpectedDeviceIds expected = ExpectedDeviceIds.builder().imei(IMEI).build();
    byte[] octets = Der.octets(ascii(IMEI));

    assertThat(mismatch(expected, h -> h)).isEqualTo("hardware.attestationIdImei");
    for (byte[] bad :
        new byte[][] {
          Der.element(Der.TagClass.UNIVERSAL, false, 12, ascii(IMEI), Der.Length.MINIMAL),
          Der.element(Der.TagClass.UNIVERSAL, true, 4, octets, Der.Length.MINIMAL),
          HexFormat.of().parseHex(HexFormat.of().formatHex(octets) + "0500"),
          {}
        }) {
      assertThat(mismatch(expected, h -> h.set(714, bad))).isEqualTo("hardware.attestationIdImei");
    }
    assertThat(mismatch(expected, h -> h.set(714, octets))).isEmpty();
  }

  @Test
  void mismatch_identifierInTheSoftwareList_doesNotCount() {
    ExpectedDeviceIds expected = ExpectedDeviceIds.builder().serial("one").build();
    AttestationStatement statement = statement().software(s -> s.text(713, "one"));

    assertThat(DeviceIdCheck.mismatch(expected, Statements.extension(statement.encoded())))
        .hasValue("hardware.attestationIdSerial");
  }

  @Test
  void mismatch_imei_mayStandInEitherSlot() {
    ExpectedDeviceIds one = ExpectedDeviceIds.builder().imei(IMEI).build();
    ExpectedDeviceIds both = ExpectedDeviceIds.builder().imei(SECOND).imei(IMEI).build();

    assertThat(mismatch(one, h -> h.text(714, SECOND).text(723, IMEI))).isEmpty();
    assertThat(mismatch(one, h -> h.text(723, IMEI))).isEmpty();
    assertThat(mismatch(both, h -> h.text(714, IMEI).text(723, SECOND))).isEmpty();
    assertThat(mismatch(both, h -> h.text(714, SECOND).text(723, IMEI))).isEmpty();
    assertThat(mismatch(both, h -> h.text(714, IMEI).text(723, IMEI)))
        .isEqualTo("hardware.attestationIdImei");
    assertThat(mismatch(both, h -> h.text(714, SECOND))).isEqualTo("hardware.attestationIdImei");
  }

  @Test
  void mismatch_oneOfSeveral_isNamed() {
    ExpectedDeviceIds expected =
        ExpectedDeviceIds.builder().brand("acme").model("Slate 10").imei(IMEI).build();

    assertThat(mismatch(expected, h -> h.text(710, "acme").text(717, "Slate 11").text(714, IMEI)))
        .isEqualTo("hardware.attestationIdModel");
  }

  @Test
  void mismatch_bytesThatAreNoStatement_isAMismatch() {
    ExpectedDeviceIds expected = ExpectedDeviceIds.builder().brand("acme").build();

    assertThat(DeviceIdCheck.mismatch(expected, Statements.extension(Der.integer(1))))
        .hasValue("hardware.attestationIdBrand");
  }

  @Test
  void build_withoutOrWithContradictoryIdentifiers_isRefusedWithoutShowingThem() {
    assertThatThrownBy(() -> ExpectedDeviceIds.builder().build())
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ExpectedDeviceIds.builder().imei(" "))
        .hasMessage("an expected attestationIdImei is not blank");
    assertThatThrownBy(() -> ExpectedDeviceIds.builder().serial(IMEI).serial(SECOND))
        .hasMessage("attestationIdSerial is expected already");
    assertThatThrownBy(
            () -> ExpectedDeviceIds.builder().imei(IMEI).imei(SECOND).imei("123456789012345"))
        .hasMessage("a device attests at most two imeis");
  }

  @Test
  void toString_ofExpectedIdentifiers_namesFieldsAlone() {
    assertThat(ExpectedDeviceIds.builder().imei(IMEI).brand("acme").build())
        .hasToString("ExpectedDeviceIds[attestationIdImei, attestationIdBrand]");
  }

  @ParameterizedTest
  @ValueSource(ints = {713, 714, 715, 723})
  void read_identifier_keepsItsPresenceAlone(int number) throws Refusal {
    AuthorizationTag<?> tag = Objects.requireNonNull(AuthorizationTag.of(number));
    byte[] text = Der.element(Der.TagClass.UNIVERSAL, false, 12, ascii(IMEI), Der.Length.MINIMAL);

    assertThat(hardware(h -> h.text(number, IMEI)).get(tag))
        .isEqualTo(hardware(h -> h.text(number, SECOND)).get(tag))
        .isEqualTo(new Member.Present<>(Withheld.PRESENT));
    assertThat(hardware(h -> h.set(number, text)).get(tag))
        .isEqualTo(new Member.Malformed<>(Bytes.of(new byte[0]), "is no octet string"));
    assertThat(hardware(h -> h).get(tag)).isEqualTo(new Member.Absent<>());
  }

  @Test
  void read_uniqueId_keepsItsPresenceAlone() throws Refusal {
    AttestationStatement with = statement().uniqueId(new byte[16]);

    assertThat(Statements.read(with).hasUniqueId()).isTrue();
    assertThat(Statements.read(statement()).hasUniqueId()).isFalse();
  }

  private static String mismatch(
      ExpectedDeviceIds expected, UnaryOperator<Authorizations> hardware) {
    byte[] statement = statement().hardware(hardware).encoded();
    return DeviceIdCheck.mismatch(expected, Statements.extension(statement)).orElse("");
  }

  private static AuthorizationList hardware(UnaryOperator<Authorizations> change) throws Refusal {
    return Statements.read(statement().hardware(change)).hardware();
  }

  private static AttestationStatement statement() {
    return Minted.factory().statement();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
