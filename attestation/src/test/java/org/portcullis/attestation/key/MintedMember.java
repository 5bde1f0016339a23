package org.portcullis.attestation.key;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.portcullis.fixtures.mint.Authorizations;
import org.portcullis.fixtures.mint.Der;

/**
 * One member of a list: its bytes, and what they must be read as.
 *
 * @param tag the tag number
 * @param inner the element inside the tag
 * @param value the value of a known tag; the bytes of an unknown one
 * @param unknown the numbers that no version defines
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record MintedMember(int tag, byte[] inner, Object value, List<Long> unknown) {
  private static final int[] UNKNOWN_TAGS = {0, 9, 601, 700, 707, 708, 722, 725, 1000, 65_537};

  Authorizations in(Authorizations list) {
    return list.set(tag, inner);
  }

  /** Lists of members with distinct tags, known and unknown. */
  static Arbitrary<List<MintedMember>> lists() {
    List<Arbitrary<List<MintedMember>>> members = new ArrayList<>();
    AuthorizationTag.all().forEach(tag -> members.add(of(tag).list().ofMaxSize(1)));
    for (int tag : UNKNOWN_TAGS) {
      members.add(bytes().map(b -> unknownTag(tag, b)).list().ofMaxSize(1));
    }
    return Combinators.combine(members).as(lists -> lists.stream().flatMap(List::stream).toList());
  }

  private static MintedMember unknownTag(int tag, byte[] content) {
    byte[] inner = Der.octets(content);
    return new MintedMember(tag, inner, Bytes.of(inner), List.of());
  }

  private static Arbitrary<MintedMember> of(AuthorizationTag<?> tag) {
    MemberDecoder<?> decoder = tag.decoder();
    if (decoder == MemberDecoders.FLAG) {
      return Arbitraries.just(new MintedMember(tag.number(), Der.nul(), true, List.of()));
    }
    if (decoder == MemberDecoders.NUMBER) {
      return numbers().map(n -> new MintedMember(tag.number(), Der.integer(n), n, List.of()));
    }
    if (decoder == MemberDecoders.NUMBERS) {
      return sets().map(s -> new MintedMember(tag.number(), set(s), s, List.of()));
    }
    if (decoder == MemberDecoders.PURPOSES) {
      return codes(7).set().ofMaxSize(8).map(s -> purposes(tag.number(), s));
    }
    if (decoder == MemberDecoders.BYTES) {
      return bytes()
          .map(b -> new MintedMember(tag.number(), Der.octets(b), Bytes.of(b), List.of()));
    }
    if (decoder == MemberDecoders.WITHHELD) {
      return bytes()
          .map(b -> new MintedMember(tag.number(), Der.octets(b), Withheld.PRESENT, List.of()));
    }
    if (decoder == MemberDecoders.MONTH || decoder == MemberDecoders.DAY) {
      return patchLevels(decoder == MemberDecoders.DAY)
          .map(l -> new MintedMember(tag.number(), Der.integer(digits(l)), l, List.of()));
    }
    return structured(tag.number(), decoder);
  }

  private static Arbitrary<MintedMember> structured(int tag, MemberDecoder<?> decoder) {
    if (decoder == MemberDecoders.ALGORITHM) {
      return codes(130).map(n -> code(tag, Codes.ALGORITHMS, KeyAlgorithm.UNRECOGNIZED, n));
    }
    if (decoder == MemberDecoders.CURVE) {
      return codes(6).map(n -> code(tag, Codes.CURVES, EcCurve.UNRECOGNIZED, n));
    }
    if (decoder == MemberDecoders.ORIGIN) {
      return codes(6).map(n -> code(tag, Codes.ORIGINS, KeyOrigin.UNRECOGNIZED, n));
    }
    if (decoder == MemberDecoders.ROOT_OF_TRUST) {
      return Combinators.combine(
              digests(),
              Arbitraries.of(true, false),
              Arbitraries.integers().between(0, 6),
              digests().list().ofMaxSize(1))
          .as((key, locked, state, hash) -> rootOfTrust(tag, key, locked, state, hash));
    }
    if (decoder == MemberDecoders.APPLICATION_ID) {
      return Combinators.combine(
              packages().list().uniqueElements().ofMaxSize(8), digests().list().ofMaxSize(10))
          .as((packages, digests) -> application(tag, packages, digests));
    }
    throw new AssertionError("no values for tag " + tag);
  }

  private static <E> MintedMember code(int tag, Map<Long, E> codes, E unrecognized, long number) {
    return new MintedMember(
        tag,
        Der.integer(number),
        codes.getOrDefault(number, unrecognized),
        codes.containsKey(number) ? List.of() : List.of(number));
  }

  private static MintedMember purposes(int tag, Set<Long> numbers) {
    Set<KeyPurpose> values = new TreeSet<>();
    numbers.forEach(n -> values.add(Codes.PURPOSES.getOrDefault(n, KeyPurpose.UNRECOGNIZED)));
    List<Long> unknown =
        numbers.stream().filter(n -> !Codes.PURPOSES.containsKey(n)).sorted().toList();
    return new MintedMember(tag, set(numbers), values, unknown);
  }

  private static MintedMember rootOfTrust(
      int tag, byte[] key, boolean locked, int state, List<byte[]> hash) {
    var minted =
        org.portcullis.fixtures.mint.RootOfTrust.locked(key).deviceLocked(locked).stateValue(state);
    boolean known = Codes.BOOT_STATES.containsKey((long) state);
    return new MintedMember(
        tag,
        (hash.isEmpty() ? minted : minted.bootHash(hash.get(0))).encoded(),
        new RootOfTrust(
            Bytes.of(key),
            locked,
            Codes.BOOT_STATES.getOrDefault((long) state, VerifiedBootState.UNRECOGNIZED),
            Bytes.of(hash.isEmpty() ? new byte[0] : hash.get(0))),
        known ? List.of() : List.of((long) state));
  }

  /** Both sets in the order given, since the order of the statement is kept. */
  private static MintedMember application(
      int tag, List<AttestationApplicationId.PackageInfo> packages, List<byte[]> digests) {
    byte[][] infos =
        packages.stream()
            .map(
                p ->
                    Der.sequence(
                        Der.octets(p.name().getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                        Der.integer(p.version())))
            .toArray(byte[][]::new);
    byte[][] signers = digests.stream().map(Der::octets).toArray(byte[][]::new);
    return new MintedMember(
        tag,
        Der.octets(Der.sequence(Der.setInOrder(infos), Der.setInOrder(signers))),
        new AttestationApplicationId(packages, digests.stream().map(Bytes::of).toList()),
        List.of());
  }

  private static byte[] set(Set<Long> numbers) {
    return Der.setOfIntegers(numbers.stream().mapToLong(Long::longValue).toArray());
  }

  private static long digits(PatchLevel level) {
    return level.day() == 0 ? level.yearMonth() : 100L * level.yearMonth() + level.day();
  }

  private static Arbitrary<Long> numbers() {
    return Arbitraries.longs().greaterOrEqual(0);
  }

  private static Arbitrary<Set<Long>> sets() {
    return numbers().set().ofMaxSize(SetDecoder.MAX_ELEMENTS).edgeCases(c -> c.none());
  }

  /** Small numbers around those that are defined, and any others. */
  private static Arbitrary<Long> codes(long last) {
    return Arbitraries.frequencyOf(
        net.jqwik.api.Tuple.of(9, Arbitraries.longs().between(0, last)),
        net.jqwik.api.Tuple.of(1, numbers()));
  }

  private static Arbitrary<byte[]> bytes() {
    return Arbitraries.bytes().array(byte[].class).ofMaxSize(40);
  }

  private static Arbitrary<byte[]> digests() {
    return Arbitraries.bytes()
        .array(byte[].class)
        .ofSize(32)
        .map(digest -> Arrays.copyOf(digest, digest.length));
  }

  private static Arbitrary<PatchLevel> patchLevels(boolean withDay) {
    return Combinators.combine(
            Arbitraries.integers().between(2000, 9999),
            Arbitraries.integers().between(1, 12),
            Arbitraries.integers().between(0, withDay ? 28 : 0))
        .as((year, month, day) -> new PatchLevel(100 * year + month, day));
  }

  private static Arbitrary<AttestationApplicationId.PackageInfo> packages() {
    return Combinators.combine(
            Arbitraries.strings().alpha().numeric().withChars('.', '_', 'ä', '中').ofMaxLength(20),
            numbers())
        .as(AttestationApplicationId.PackageInfo::new);
  }
}
