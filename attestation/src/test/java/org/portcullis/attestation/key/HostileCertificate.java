package org.portcullis.attestation.key;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.portcullis.fixtures.mint.Der;
import org.portcullis.fixtures.mint.KeyKind;
import org.portcullis.fixtures.mint.MintedKey;
import org.portcullis.fixtures.mint.Seed;

/**
 * Certificates that are well formed and worth nothing: one part has been blown up to a size, so
 * that reading it costs as much as it can. None is signed.
 */
@SuppressWarnings("ImmutableEnumChecker") // a function without state
enum HostileCertificate {
  /** Names of many relative names; issuer and subject are equal but for letter case. */
  MANY_RELATIVE_NAMES(
      size ->
          named(
              repeat(size / 2, i -> Der.setInOrder(attribute("A"))),
              repeat(size / 2, i -> Der.setInOrder(attribute("a"))))),
  /** Names of one relative name with many attributes; issuer and subject differ in the last. */
  MANY_ATTRIBUTES(
      size ->
          named(
              Der.setInOrder(repeat(size / 2, i -> attribute("B"))),
              Der.setInOrder(repeat(size / 2 - 20, i -> attribute("b")), attribute("c")))),
  /** Names of one long value with white space. */
  LONG_VALUE(
      size ->
          named(
              Der.setInOrder(attribute("C  ".repeat(size / 6))),
              Der.setInOrder(attribute("c  ".repeat(size / 6))))),
  /** Names of many empty relative names. */
  EMPTY_RELATIVE_NAMES(
      size ->
          named(repeat(size / 2, i -> Der.setInOrder()), repeat(size / 2, i -> Der.setInOrder()))),
  /** Many extensions that nobody knows. */
  MANY_EXTENSIONS(
      size -> extended(Place.ALL, repeat(size, i -> extension("1.3." + (1_000_000 + i))))),
  /** A statement of sequences within each other. */
  DEEP_STATEMENT(
      size -> extended(Place.LEAF, extension(HostileCertificate.STATEMENT, nested(size)))),
  /** A statement whose lists have many members that nobody knows. */
  MANY_MEMBERS(size -> stating(repeat(size / 2, i -> Der.explicit(2000 + i, Der.nul())))),
  /** A statement whose lists have as many members that nobody knows as they may, all large. */
  LARGE_MEMBERS(
      size ->
          stating(repeat(size / 2, i -> Der.explicit(2000 + i, Der.octets(new byte[size / 130]))))),
  /** A statement whose lists have a member of many elements. */
  LARGE_SETS(
      size ->
          stating(
              Der.explicit(1, Der.setInOrder(repeat(size / 2 - 20, i -> Der.integer(i % 100)))))),
  /** An RSA key with a modulus of thousands of bytes. */
  LARGE_MODULUS(size -> keyed(odd(size), BigInteger.valueOf(3))),
  /** An RSA key with an exponent of thousands of bytes. */
  LARGE_EXPONENT(size -> keyed(odd(256), odd(size - 256))),
  /** A provisioning map of many keys. */
  MANY_KEYS(
      size -> {
        ByteArrayOutputStream map = new ByteArrayOutputStream();
        map.write(0xbf);
        for (int i = 0; map.size() < size; i++) {
          map.writeBytes(new byte[] {0x19, (byte) (i >> 8), (byte) i, 0});
        }
        map.write(0xff);
        return extended(
            Place.ISSUERS, extension(HostileCertificate.PROVISIONING_INFO, map.toByteArray()));
      });

  /** Room for all that isn't blown up. */
  private static final int FRAME = 400;

  private static final String STATEMENT = "1.3.6.1.4.1.11129.2.1.17";
  private static final String PROVISIONING_INFO = "1.3.6.1.4.1.11129.2.1.30";
  private static final byte[] NAME = Der.setInOrder(attribute("hostile"));
  private static final byte[] KEY = MintedKey.derive(KeyKind.P256, Seed.of("hostile")).spki();

  private final IntFunction<Parts> parts;

  HostileCertificate(IntFunction<Parts> parts) {
    this.parts = parts;
  }

  /** Which certificates of a chain are blown up. */
  private enum Place {
    LEAF,
    ISSUERS,
    ALL
  }

  /** What a certificate is made of, apart from what all have in common. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Parts(Place place, byte[] issuer, byte[] subject, byte[] key, byte[] extensions) {}

  /** A chain whose certificates are of this kind where they can be, and plain elsewhere. */
  List<byte[]> chain(int certificates, int bytesOfEach) {
    Parts hostile = parts.apply(bytesOfEach - FRAME);
    Parts plain = new Parts(Place.ALL, NAME, NAME, KEY, extension("1.3.1"));
    Parts leaf = hostile.place == Place.ISSUERS ? plain : hostile;
    Parts issuer = hostile.place == Place.LEAF ? plain : hostile;
    return IntStream.range(0, certificates)
        .mapToObj(index -> write(index + 1, index == 0 ? leaf : issuer))
        .toList();
  }

  private static byte[] write(int serial, Parts parts) {
    byte[] algorithm = Der.sequence(Der.oid("1.2.840.10045.4.3.2"));
    byte[] signed =
        Der.sequence(
            Der.explicit(0, Der.integer(2)),
            Der.integer(serial),
            algorithm,
            Der.sequence(parts.issuer),
            Der.sequence(text(0x17, "250101000000Z"), text(0x17, "350101000000Z")),
            Der.sequence(parts.subject),
            parts.key,
            Der.explicit(3, Der.sequence(parts.extensions)));
    return Der.sequence(signed, algorithm, Der.bits(Der.sequence(Der.integer(1), Der.integer(1))));
  }

  private static Parts named(byte[] issuer, byte[] subject) {
    return new Parts(Place.ALL, issuer, subject, KEY, extension("1.3.1"));
  }

  private static Parts extended(Place place, byte[] extensions) {
    return new Parts(place, NAME, NAME, KEY, extensions);
  }

  private static Parts keyed(BigInteger modulus, BigInteger exponent) {
    byte[] key =
        Der.sequence(
            Der.sequence(Der.oid("1.2.840.113549.1.1.1"), Der.nul()),
            Der.bits(Der.sequence(Der.integer(modulus), Der.integer(exponent))));
    return new Parts(Place.ALL, NAME, NAME, key, extension("1.3.1"));
  }

  private static Parts stating(byte[] members) {
    return extended(
        Place.LEAF,
        extension(
            STATEMENT,
            Der.sequence(
                Der.integer(300),
                Der.enumerated(1),
                Der.integer(300),
                Der.enumerated(1),
                Der.octets(new byte[32]),
                Der.octets(new byte[0]),
                Der.sequence(members),
                Der.sequence(members))));
  }

  private static BigInteger odd(int bytes) {
    return BigInteger.ONE.shiftLeft(8 * bytes - 2).setBit(0);
  }

  private static byte[] attribute(String value) {
    return Der.sequence(Der.oid("2.5.4.3"), text(0x0c, value));
  }

  private static byte[] extension(String oid, byte... value) {
    return Der.sequence(Der.oid(oid), Der.octets(value));
  }

  private static byte[] nested(int size) {
    byte[] nested = Der.nul();
    while (nested.length < size) {
      nested = Der.sequence(nested);
    }
    return nested;
  }

  private static byte[] text(int identifier, String value) {
    byte[] text = Der.octets(value.getBytes(StandardCharsets.US_ASCII));
    text[0] = (byte) identifier;
    return text;
  }

  /** As many elements as fit into a size. */
  private static byte[] repeat(int size, IntFunction<byte[]> element) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] next = element.apply(0);
    for (int i = 1; all.size() + next.length <= size; i++) {
      all.writeBytes(next);
      next = element.apply(i);
    }
    return all.toByteArray();
  }
}
