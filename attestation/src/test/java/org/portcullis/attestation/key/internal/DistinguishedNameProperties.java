package org.portcullis.attestation.key.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.portcullis.fixtures.mint.Der;

/** Names are compared attribute by attribute, however they are encoded. */
class DistinguishedNameProperties {
  private static final int UTF8_STRING = 0x0c;
  private static final int PRINTABLE_STRING = 0x13;
  private static final String COMMON_NAME = "2.5.4.3";
  private static final String ORGANIZATION = "2.5.4.10";

  /** An attribute as a person would read it. */
  private record Attribute(int relativeName, String oid, int stringType, String value) {
    List<Object> meaning() {
      return List.of(relativeName, oid, plain(value));
    }

    byte[] encoded() {
      byte[] text = Der.octets(value.getBytes(StandardCharsets.UTF_8));
      text[0] = (byte) stringType;
      return Der.sequence(Der.oid(oid), text);
    }
  }

  @Property(tries = 5000)
  void equals_anyNames_isWhetherTheirAttributesMeanTheSame(
      @ForAll("names") List<Attribute> one, @ForAll("names") List<Attribute> other)
      throws DerException {
    DistinguishedName first = name(one);
    DistinguishedName second = name(other);
    boolean same = meaning(one).equals(meaning(other));

    assertThat(first.equals(second)).isEqualTo(same);
    assertThat(second.equals(first)).isEqualTo(same);
    assertThat(first.hashCode() == second.hashCode() || !same).isTrue();
  }

  @Property(tries = 1000)
  void value_anyName_isTheFirstOfItsType(@ForAll("names") List<Attribute> attributes)
      throws DerException {
    Optional<String> first =
        attributes.stream()
            .filter(a -> a.oid.equals(ORGANIZATION))
            .map(a -> plain(a.value))
            .findFirst();

    assertThat(name(attributes).value(DistinguishedName.ORGANIZATION)).isEqualTo(first);
    assertThat(name(attributes).mentions("a b"))
        .isEqualTo(attributes.stream().anyMatch(a -> plain(a.value).contains("a b")));
  }

  @Property(tries = 5000)
  void normalize_anyText_dropsCaseAndSpareWhiteSpace(@ForAll("texts") String text) {
    assertThat(DistinguishedName.normalize(text)).isEqualTo(plain(text));
  }

  @Example
  void equals_emptyRelativeNames_stillCount() throws DerException {
    byte[] attribute = new Attribute(0, COMMON_NAME, UTF8_STRING, "a").encoded();
    DistinguishedName plain = DistinguishedName.ofDer(Der.sequence(Der.setInOrder(attribute)));
    DistinguishedName later =
        DistinguishedName.ofDer(Der.sequence(Der.setInOrder(), Der.setInOrder(attribute)));

    assertThat(later).isNotEqualTo(plain);
  }

  @Provide
  Arbitrary<List<Attribute>> names() {
    Arbitrary<Attribute> attribute =
        Combinators.combine(
                Arbitraries.integers().between(0, 1),
                Arbitraries.of(COMMON_NAME, ORGANIZATION),
                Arbitraries.of(UTF8_STRING, PRINTABLE_STRING),
                Arbitraries.of("a", "A", "a b", "A  b", " a\tb ", "b", ""))
            .as(Attribute::new);
    // small numbers of everything, so that names often agree
    return attribute.list().ofMaxSize(3).map(DistinguishedNameProperties::numbered);
  }

  /** Turns "begins a new relative name" into the number of the relative name. */
  private static List<Attribute> numbered(List<Attribute> attributes) {
    List<Attribute> numbered = new ArrayList<>();
    int number = 0;
    for (Attribute attribute : attributes) {
      number += numbered.isEmpty() ? 0 : attribute.relativeName;
      numbered.add(new Attribute(number, attribute.oid, attribute.stringType, attribute.value));
    }
    return numbered;
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings()
        .withChars(" \t\n\u000b\f\r\u001c\u001f\u0085\u00a0\u2003\u3000aAbZ\u0130\u00df\u01c5")
        .ofMaxLength(8);
  }

  private static DistinguishedName name(List<Attribute> attributes) throws DerException {
    List<byte[]> relativeNames = new ArrayList<>();
    for (int from = 0; from < attributes.size(); ) {
      int number = attributes.get(from).relativeName;
      List<byte[]> members = new ArrayList<>();
      while (from < attributes.size() && attributes.get(from).relativeName == number) {
        members.add(attributes.get(from++).encoded());
      }
      relativeNames.add(Der.setInOrder(members.toArray(byte[][]::new)));
    }
    return DistinguishedName.ofDer(Der.sequence(relativeNames.toArray(byte[][]::new)));
  }

  private static List<List<Object>> meaning(List<Attribute> attributes) {
    return attributes.stream().map(Attribute::meaning).toList();
  }

  private static String plain(String value) {
    return value.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
  }
}
