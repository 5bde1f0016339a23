package org.portcullis.attestation.key.internal;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * A distinguished name, compared by its relative names (type and value), never as text. Names are
 * equal if their bytes are, or if all attributes agree in order but for the string type, letter
 * case and white space (RFC 5280, section 7.1).
 *
 * <p>It stays encoded: its form is checked when it is read, and its attributes are walked through
 * again when one is asked for, which most names never are.
 */
public final class DistinguishedName {
  /** 2.5.4.3, common name. */
  public static final Type COMMON_NAME = new Type("550403");

  /** 2.5.4.5, serial number. */
  public static final Type SERIAL_NUMBER = new Type("550405");

  /** 2.5.4.10, organization. */
  public static final Type ORGANIZATION = new Type("55040a");

  private final DerElement element;

  private DistinguishedName(DerElement element) {
    this.element = element;
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
    NameAttributes attributes = new NameAttributes(element, field);
    boolean more = true;
    while (more) {
      more = attributes.read();
    }
    return new DistinguishedName(element);
  }

  /**
   * Reads a name from its DER encoding.
   *
   * @param der the encoded Name; not copied, so it must not be changed afterwards
   * @return the name
   * @throws DerException if it is no Name
   */
  public static DistinguishedName ofDer(byte[] der) throws DerException {
    DerReader reader = new DerReader(der, "name");
    DerElement element = reader.read(DerElement.SEQUENCE, "name");
    reader.expectEnd();
    return read(element, "name");
  }

  private NameAttributes attributes() {
    return new NameAttributes(element, "name");
  }

  /**
   * The first value of an attribute type, in lower case.
   *
   * @param type the type
   * @return the value, or empty
   */
  public Optional<String> value(Type type) {
    NameAttributes attributes = attributes();
    while (attributes.next()) {
      if (attributes.type().contentEquals(type.content)) {
        return Optional.of(normalize(attributes.value()));
      }
    }
    return Optional.empty();
  }

  /**
   * Whether any value contains a text.
   *
   * @param text the text, in lower case
   * @return true if one does
   */
  public boolean mentions(String text) {
    NameAttributes attributes = attributes();
    while (attributes.next()) {
      if (normalize(attributes.value()).contains(text)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DistinguishedName that
        && (element.encodedEquals(that.element) || attributesEqual(that));
  }

  private boolean attributesEqual(DistinguishedName that) {
    NameAttributes own = attributes();
    NameAttributes others = that.attributes();
    while (own.next()) {
      if (!others.next() || !sameAttribute(own, others)) {
        return false;
      }
    }
    return !others.next();
  }

  private static boolean sameAttribute(NameAttributes one, NameAttributes other) {
    return one.index() == other.index()
        && one.type().sameContent(other.type())
        && (one.value().sameContent(other.value())
            || normalize(one.value()).equals(normalize(other.value())));
  }

  private static String normalize(DerElement value) {
    return normalize(value.utf8());
  }

  /** Without white space around it, with one space for all white space within, in lower case. */
  static String normalize(String value) {
    String stripped = value.strip();
    boolean space = false;
    for (int i = 0; i < stripped.length(); i++) {
      char next = stripped.charAt(i);
      boolean before = space;
      space = isSpace(next);
      if (space && (before || next != ' ')) {
        return collapse(stripped).toLowerCase(Locale.ROOT);
      }
    }
    return stripped.toLowerCase(Locale.ROOT);
  }

  private static String collapse(String value) {
    StringBuilder text = new StringBuilder(value.length());
    boolean space = false;
    for (int i = 0; i < value.length(); i++) {
      char next = value.charAt(i);
      boolean before = space;
      space = isSpace(next);
      if (!space) {
        text.append(next);
      } else if (!before) {
        text.append(' ');
      }
    }
    return text.toString();
  }

  private static boolean isSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  @Override
  public int hashCode() {
    int hash = 1;
    NameAttributes attributes = attributes();
    while (attributes.next()) {
      hash = 31 * hash + attributes.index();
      hash = 31 * hash + Arrays.hashCode(attributes.type().content());
      hash = 31 * hash + normalize(attributes.value()).hashCode();
    }
    return hash;
  }

  /** Redacted: the subject of an attestation certificate identifies a batch or a device. */
  @Override
  public String toString() {
    return "DistinguishedName[" + element.length() + " bytes]";
  }

  /** An attribute type. */
  public static final class Type {
    private final byte[] content;

    private Type(String hex) {
      content = HexFormat.of().parseHex(hex);
    }
  }
}
