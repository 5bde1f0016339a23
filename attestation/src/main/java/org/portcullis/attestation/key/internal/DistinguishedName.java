package org.portcullis.attestation.key.internal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A distinguished name, compared by its relative names (type and value), never as text. Names are
 * equal if their bytes are, or if all attributes agree in order but for the string type, letter
 * case and white space (RFC 5280, section 7.1).
 */
public final class DistinguishedName {
  /** 2.5.4.3, common name. */
  public static final String COMMON_NAME = "550403";

  /** 2.5.4.5, serial number. */
  public static final String SERIAL_NUMBER = "550405";

  /** 2.5.4.10, organization. */
  public static final String ORGANIZATION = "55040a";

  private final byte[] encoded;
  private final List<Attribute> attributes;

  private DistinguishedName(byte[] encoded, List<Attribute> attributes) {
    this.encoded = encoded;
    this.attributes = attributes;
  }

  /**
   * Reads a name.
   *
   * @param element the Name
   * @param field its name in errors
   * @return the name
   * @throws DerException if it is no Name
   */
  static DistinguishedName read(DerElement element, String field) throws DerException {
    List<Attribute> attributes = new ArrayList<>(4);
    DerReader names = element.reader(field);
    for (int index = 0; !names.atEnd(); index++) {
      DerReader relative = names.read(DerElement.SET, field).reader(field);
      while (!relative.atEnd()) {
        attributes.add(attribute(relative.read(DerElement.SEQUENCE, field), index, field));
      }
    }
    return new DistinguishedName(element.encoded(), List.copyOf(attributes));
  }

  /**
   * Reads a name from its DER encoding.
   *
   * @param der the encoded Name
   * @return the name
   * @throws DerException if it is no Name
   */
  public static DistinguishedName ofDer(byte[] der) throws DerException {
    DerReader reader = new DerReader(der, "name");
    DerElement element = reader.read(DerElement.SEQUENCE, "name");
    reader.expectEnd();
    return read(element, "name");
  }

  private static Attribute attribute(DerElement pair, int index, String field) throws DerException {
    DerReader reader = pair.reader(field);
    DerElement type = reader.read(DerElement.OBJECT_IDENTIFIER, field);
    DerElement value = reader.read();
    reader.expectEnd();
    return new Attribute(
        index,
        HexFormat.of().formatHex(type.content()),
        normalize(new String(value.content(), StandardCharsets.UTF_8)));
  }

  private static String normalize(String value) {
    return value.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
  }

  /**
   * The first value of an attribute type, in lower case.
   *
   * @param type the type's identifier, hex of its content bytes
   * @return the value, or empty
   */
  public Optional<String> value(String type) {
    return attributes.stream().filter(a -> a.type.equals(type)).map(Attribute::value).findFirst();
  }

  /**
   * Whether any value contains a text.
   *
   * @param text the text, in lower case
   * @return true if one does
   */
  public boolean mentions(String text) {
    return attributes.stream().anyMatch(a -> a.value.contains(text));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DistinguishedName that
        && (Arrays.equals(encoded, that.encoded) || attributes.equals(that.attributes));
  }

  @Override
  public int hashCode() {
    return attributes.hashCode();
  }

  /** Redacted: the subject of an attestation certificate identifies a batch or a device. */
  @Override
  public String toString() {
    return "DistinguishedName[" + attributes.size() + " attributes]";
  }

  private record Attribute(int index, String type, String value) {}
}
