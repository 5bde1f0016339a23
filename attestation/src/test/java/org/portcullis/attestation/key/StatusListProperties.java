package org.portcullis.attestation.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.portcullis.attestation.key.StatusList.Status;

class StatusListProperties {
  /**
   * An entry as a publisher might write it.
   *
   * @param serial the number it is about
   * @param key the number in some spelling
   * @param value the entry's JSON
   * @param status what the entry says
   */
  record Entry(BigInteger serial, String key, String value, Status status) {
    String json() {
      return "\"" + key + "\":" + value;
    }
  }

  @Property
  void statusOf_anyList_agreesWithAModel(
      @ForAll("lists") List<Entry> entries, @ForAll("serials") BigInteger other) {
    StatusList list = parse(entries);
    Map<BigInteger, Status> model = new HashMap<>();
    for (Entry entry : entries) {
      model.merge(entry.serial(), entry.status(), (a, b) -> a.compareTo(b) > 0 ? a : b);
    }

    assertThat(list.size()).isEqualTo(model.size());
    assertThat(list.unusableKeys()).isZero();
    model.forEach((serial, status) -> assertThat(list.statusOf(serial)).isEqualTo(status));
    assertThat(list.statusOf(other)).isEqualTo(model.getOrDefault(other, Status.NOT_LISTED));
  }

  @Property
  void statusOf_otherOrderAndSpelling_isTheSame(
      @ForAll("lists") List<Entry> entries, @ForAll Random random) {
    List<Entry> others = new ArrayList<>();
    for (Entry entry : entries) {
      others.add(
          new Entry(entry.serial(), spell(entry.serial(), random), entry.value(), entry.status()));
    }
    Collections.shuffle(others, random);
    StatusList one = parse(entries);
    StatusList two = parse(others);

    assertThat(two.size()).isEqualTo(one.size());
    assertThat(one.countMissingIn(two)).isZero();
    for (Entry entry : entries) {
      assertThat(two.statusOf(entry.serial())).isEqualTo(one.statusOf(entry.serial()));
    }
  }

  @Property
  void countMissingIn_anyTwoLists_agreesWithAModel(
      @ForAll("lists") List<Entry> one, @ForAll("lists") List<Entry> two) {
    long missing =
        one.stream()
            .map(Entry::serial)
            .distinct()
            .filter(serial -> two.stream().noneMatch(e -> e.serial().equals(serial)))
            .count();

    assertThat(parse(one).countMissingIn(parse(two))).isEqualTo((int) missing);
  }

  /** Decimal digits with the same look never hit, unless both readings are the same number. */
  @Property
  void statusOf_decimalReading_isAnotherNumber(@ForAll("serials") BigInteger serial) {
    String digits = serial.toString();
    StatusList list =
        parse(List.of(new Entry(new BigInteger(digits, 16), digits, "{}", Status.REVOKED)));

    assertThat(list.statusOf(serial) == Status.REVOKED)
        .isEqualTo(serial.equals(new BigInteger(digits, 16)));
  }

  @Provide
  Arbitrary<List<Entry>> lists() {
    return entries().list().ofMaxSize(40);
  }

  @Provide
  Arbitrary<BigInteger> serials() {
    return Arbitraries.oneOf(
        Arbitraries.bigIntegers().between(BigInteger.ZERO, BigInteger.valueOf(30)),
        Arbitraries.bigIntegers().between(BigInteger.ZERO, BigInteger.TWO.pow(160)),
        Arbitraries.bigIntegers().between(BigInteger.ZERO, BigInteger.TWO.pow(511)));
  }

  private Arbitrary<Entry> entries() {
    Arbitrary<Map.Entry<String, Status>> values =
        Arbitraries.of(
            Map.entry("{\"status\":\"REVOKED\"}", Status.REVOKED),
            Map.entry("{\"status\":\"SUSPENDED\"}", Status.SUSPENDED),
            Map.entry("{\"status\":\"SUSPENDED\",\"expires\":\"2001-01-01\"}", Status.SUSPENDED),
            Map.entry("{\"status\":\"Suspended\"}", Status.REVOKED),
            Map.entry("{\"reason\":\"SUSPENDED\"}", Status.REVOKED),
            Map.entry("{}", Status.REVOKED),
            Map.entry("17", Status.REVOKED));
    return Combinators.combine(serials(), Arbitraries.randoms(), values)
        .as(
            (serial, random, value) ->
                new Entry(serial, spell(serial, random), value.getKey(), value.getValue()));
  }

  /** The number in hexadecimal, with zeros before, blanks around and letters of either case. */
  private static String spell(BigInteger serial, Random random) {
    String blanks = " ".repeat(random.nextInt(3));
    String digits =
        serial
            .toString(16)
            .chars()
            .mapToObj(c -> String.valueOf((char) c))
            .map(c -> random.nextBoolean() ? c.toUpperCase(Locale.ROOT) : c)
            .collect(Collectors.joining());
    return blanks + "0".repeat(random.nextInt(4)) + digits + blanks;
  }

  private static StatusList parse(List<Entry> entries) {
    return Minted.statusList(
        entries.stream().map(Entry::json).collect(Collectors.joining(",", "{\"entries\":{", "}}")),
        Minted.NOW);
  }
}
