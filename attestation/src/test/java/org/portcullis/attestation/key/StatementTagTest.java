package org.portcullis.attestation.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.fixtures.mint.AttestationStatement;
import org.portcullis.fixtures.mint.Authorizations;
import org.portcullis.fixtures.mint.Der;
import org.portcullis.fixtures.mint.KeyMint;

/** Which tags and numbers are known, and what becomes of those that are repeated or unknown. */
class StatementTagTest {
  private static final AttestationStatement STATEMENT = Minted.factory().statement();
  private static final Set<Integer> SETS = Set.of(1, 4, 5, 6, 203);

  /** The table of the schema, so that no tag is lost or gets another's number. */
  @Test
  void all_knownTags_areThoseOfTheSchema() {
    String tags =
        AuthorizationTag.all().stream()
            .map(tag -> tag.number() + " " + tag.name())
            .collect(Collectors.joining(", "));

    assertThat(tags)
        .isEqualTo(
            "1 purpose, 2 algorithm, 3 keySize, 4 blockMode, 5 digest, 6 padding, 7 callerNonce,"
                + " 8 minMacLength, 10 ecCurve, 11 mlDsaVariant, 200 rsaPublicExponent,"
                + " 203 mgfDigest, 303 rollbackResistance, 305 earlyBootOnly, 400 activeDateTime,"
                + " 401 originationExpireDateTime, 402 usageExpireDateTime, 405 usageCountLimit,"
                + " 502 userSecureId, 503 noAuthRequired, 504 userAuthType, 505 authTimeout,"
                + " 506 allowWhileOnBody, 507 trustedUserPresenceRequired,"
                + " 508 trustedConfirmationRequired, 509 unlockedDeviceRequired,"
                + " 600 allApplications, 701 creationDateTime, 702 origin, 703 rollbackResistant,"
                + " 704 rootOfTrust, 705 osVersion, 706 osPatchLevel,"
                + " 709 attestationApplicationId, 710 attestationIdBrand, 711 attestationIdDevice,"
                + " 712 attestationIdProduct, 713 attestationIdSerial, 714 attestationIdImei,"
                + " 715 attestationIdMeid, 716 attestationIdManufacturer, 717 attestationIdModel,"
                + " 718 vendorPatchLevel, 719 bootPatchLevel, 720 deviceUniqueAttestation,"
                + " 721 identityCredentialKey, 723 attestationIdSecondImei, 724 moduleHash");
    for (AuthorizationTag<?> tag : AuthorizationTag.all()) {
      assertThat(AuthorizationTag.of(tag.number())).isSameAs(tag);
      assertThat(AuthorizationTag.all().get(tag.index())).isSameAs(tag);
    }
  }

  @ParameterizedTest
  @MethodSource("singleTags")
  void read_singleTagTwice_isRefusedInEitherOrder(int number) {
    byte[] one = Der.nul();
    byte[] other = Der.integer(1);
    String field = "hardware." + Objects.requireNonNull(AuthorizationTag.of(number)).name();
    for (byte[][] pair : new byte[][][] {{one, other}, {other, one}, {one, one}, {other, other}}) {
      Failure failure =
          failure(h -> h.without(number).append(number, pair[0]).append(number, pair[1]));

      assertThat(failure)
          .isEqualTo(
              new Failure(
                  KeyAttestationReason.STATEMENT_TAG_DUPLICATE,
                  new Where(0, field),
                  "the tag is there twice"));
    }
  }

  static IntStream singleTags() {
    return AuthorizationTag.all().stream()
        .mapToInt(AuthorizationTag::number)
        .filter(number -> !SETS.contains(number));
  }

  @Test
  void read_setTagTwice_isUnitedAndNoted() throws Refusal {
    for (int number : SETS) {
      Oddities oddities = new Oddities();
      AuthorizationTag<?> tag = Objects.requireNonNull(AuthorizationTag.of(number));
      Member<?> united =
          read(
                  h ->
                      h.without(number)
                          .numbers(number, 2, 3)
                          .append(number, Der.setOfIntegers(3, 5)),
                  oddities)
              .get(tag);

      assertThat((Object) united.value().orElseThrow())
          .isEqualTo(
              number == 1
                  ? Set.of(KeyPurpose.SIGN, KeyPurpose.VERIFY, KeyPurpose.WRAP_KEY)
                  : Set.of(2L, 3L, 5L));
      assertThat(oddities.toList())
          .contains(
              new Oddity(Oddity.Kind.SET_TAG_REPEATED, new Where(0, "hardware." + tag.name())));
    }
  }

  @Test
  void read_setTagTwiceInPlace_isNotOutOfOrder() throws Refusal {
    Oddities oddities = new Oddities();
    Authorizations list =
        Authorizations.empty().purpose(2).append(1, Der.setOfIntegers(3)).append(2, Der.integer(3));
    read(h -> list, oddities);

    assertThat(oddities.toList())
        .extracting(Oddity::kind)
        .containsExactly(Oddity.Kind.SET_TAG_REPEATED);
  }

  @Test
  void read_setTagTwiceOneMalformed_isMalformedInEitherOrder() throws Refusal {
    byte[] sound = Der.setOfIntegers(4);
    byte[] broken = Der.integer(4);
    Member<Set<Long>> malformed = new Member.Malformed<>(Bytes.of(broken), "is no set");

    assertThat(digests(sound, broken)).isEqualTo(malformed);
    assertThat(digests(broken, sound)).isEqualTo(malformed);
    assertThat(digests(broken, broken)).isEqualTo(malformed);
    assertThat(digests(sound, broken, sound)).isEqualTo(malformed);
  }

  @Test
  void read_setsThatAreTooLargeTogether_areMalformed() throws Refusal {
    byte[] low = numbers(0, 32);
    byte[] high = numbers(32, 64);

    assertThat(digests(low, high).value().orElseThrow()).hasSize(64);
    assertThat(digests(low, high, low).value().orElseThrow()).hasSize(64);
    assertThat(digests(low, high, Der.setOfIntegers(64)))
        .isEqualTo(
            new Member.Malformed<>(Bytes.of(new byte[0]), "is a set of more than 64 elements"));
  }

  private static byte[] numbers(long from, long to) {
    return Der.setOfIntegers(LongStream.range(from, to).toArray());
  }

  private static Member<Set<Long>> digests(byte[]... sets) throws Refusal {
    Authorizations list = Authorizations.empty();
    for (byte[] set : sets) {
      list = list.append(KeyMint.DIGEST, set);
    }
    Authorizations minted = list;
    return read(h -> minted, new Oddities()).get(AuthorizationTag.DIGEST);
  }

  /** Tags that live on the device alone, and those that no version defines. */
  @ParameterizedTest
  @ValueSource(
      ints = {
        0,
        9,
        302,
        304,
        403,
        404,
        501,
        601,
        700,
        707,
        708,
        722,
        725,
        1000,
        1001,
        1002,
        1003,
        1004,
        1005,
        1006,
        1007,
        1008,
        1009,
        1010,
        16_777_215
      })
  void read_tagThatNoAttestationHas_isKeptAsUnknown(int number) throws Refusal {
    Oddities oddities = new Oddities();
    AuthorizationList list = read(h -> h.octets(number, new byte[] {7}), oddities);

    assertThat(list.unknownTags()).containsExactly(new UnknownTag(number, Bytes.ofHex("040107")));
    assertThat(oddities.toList())
        .containsExactly(
            new Oddity(Oddity.Kind.TAG_UNKNOWN, new Where(0, "hardware.[" + number + "]")));
    assertThat(failure(h -> h.number(number, 1).append(number, Der.nul())))
        .isEqualTo(
            new Failure(
                KeyAttestationReason.STATEMENT_TAG_DUPLICATE,
                new Where(0, "hardware.[" + number + "]"),
                "the tag is there twice"));
  }

  @Test
  void read_tagNumberBeyondAllBounds_isRefused() {
    assertThat(failure(h -> h.number(1 << 24, 1)).detail()).isEqualTo("a tag number is too large");
    assertThat(failure(h -> h.number(Integer.MAX_VALUE - 1, 1)).reason())
        .isEqualTo(KeyAttestationReason.STATEMENT_MALFORMED);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0, ENCRYPT",
    "1, 1, DECRYPT",
    "1, 2, SIGN",
    "1, 3, VERIFY",
    "1, 4, UNRECOGNIZED",
    "1, 5, WRAP_KEY",
    "1, 6, AGREE_KEY",
    "1, 7, ATTEST_KEY",
    "1, 8, UNRECOGNIZED",
    "2, 0, UNRECOGNIZED",
    "2, 1, RSA",
    "2, 2, UNRECOGNIZED",
    "2, 3, EC",
    "2, 4, ML_DSA",
    "2, 32, AES",
    "2, 33, TRIPLE_DES",
    "2, 128, HMAC",
    "2, 129, UNRECOGNIZED",
    "10, 0, P224",
    "10, 1, P256",
    "10, 2, P384",
    "10, 3, P521",
    "10, 4, CURVE_25519",
    "10, 5, UNRECOGNIZED",
    "10, 9223372036854775807, UNRECOGNIZED",
    "702, 0, GENERATED",
    "702, 1, DERIVED",
    "702, 2, IMPORTED",
    "702, 3, RESERVED",
    "702, 4, SECURELY_IMPORTED",
    "702, 5, UNRECOGNIZED"
  })
  void read_eachNumberOfAnEnumeration_isItsConstantOrKept(int number, long code, String constant)
      throws Refusal {
    AuthorizationTag<?> tag = Objects.requireNonNull(AuthorizationTag.of(number));
    AuthorizationList list =
        read(h -> number == 1 ? h.numbers(number, code) : h.number(number, code), new Oddities());

    assertThat(list.get(tag).value().orElseThrow())
        .hasToString(number == 1 ? "[" + constant + "]" : constant);
    assertThat(list.unknownValues())
        .isEqualTo(
            constant.equals("UNRECOGNIZED") ? List.of(new UnknownValue(tag, code)) : List.of());
  }

  @ParameterizedTest
  @CsvSource({"0, VERIFIED", "1, SELF_SIGNED", "2, UNVERIFIED", "3, FAILED", "4, UNRECOGNIZED"})
  void read_eachBootState_isItsConstantOrKept(int code, VerifiedBootState state) throws Refusal {
    AuthorizationList list = read(h -> h.rootOfTrust(r -> r.stateValue(code)), new Oddities());

    assertThat(list.get(AuthorizationTag.ROOT_OF_TRUST).value().map(RootOfTrust::verifiedBootState))
        .hasValue(state);
    assertThat(list.unknownValues())
        .isEqualTo(
            code < 4 ? List.of() : List.of(new UnknownValue(AuthorizationTag.ROOT_OF_TRUST, code)));
  }

  @Test
  void read_severalUnknownNumbers_areAllKept() throws Refusal {
    assertThat(read(h -> h.purpose(2, 9, 200), new Oddities()).unknownValues())
        .containsExactly(
            new UnknownValue(AuthorizationTag.PURPOSE, 9),
            new UnknownValue(AuthorizationTag.PURPOSE, 200));
  }

  @Test
  void read_unknownLevel_isRefused() {
    for (int level : new int[] {3, 100}) {
      for (int member : new int[] {1, 3}) {
        Refusal refusal =
            catchThrowableOfType(
                Refusal.class,
                () -> Statements.read(STATEMENT.member(member, Der.enumerated(level))));
        assertThat(refusal.failure())
            .isEqualTo(
                new Failure(
                    KeyAttestationReason.STATEMENT_MEMBER_MALFORMED,
                    new Where(0, member == 1 ? "attestationSecurityLevel" : "keyMintSecurityLevel"),
                    "is no security level of an attestation"));
      }
    }
  }

  @Test
  void read_valuesOfNewerVersions_areThereAsTheyStand() throws Refusal {
    byte[] modules = new byte[] {1, 2, 3};
    AuthorizationList list =
        read(
            h ->
                h.number(KeyMint.ML_DSA_VARIANT, 2)
                    .octets(KeyMint.MODULE_HASH, modules)
                    .number(KeyMint.CREATION_DATE_TIME, Long.MAX_VALUE)
                    .number(KeyMint.USER_AUTH_TYPE, 0xffff_ffffL),
            new Oddities());

    assertThat(list.get(AuthorizationTag.ML_DSA_VARIANT).value()).hasValue(2L);
    assertThat(list.get(AuthorizationTag.MODULE_HASH).value()).hasValue(Bytes.of(modules));
    assertThat(list.get(AuthorizationTag.CREATION_DATE_TIME).value()).hasValue(Long.MAX_VALUE);
    assertThat(list.get(AuthorizationTag.USER_AUTH_TYPE).value()).hasValue(0xffff_ffffL);
  }

  @Test
  void read_statementOfAnotherCertificate_speaksOfThatCertificate() {
    Oddities oddities = new Oddities();
    Refusal refusal =
        catchThrowableOfType(
            Refusal.class,
            () ->
                new StatementReader(1, oddities)
                    .read(
                        STATEMENT
                            .attestationVersion(600)
                            .software(s -> s.number(799, 1))
                            .hardware(h -> h.append(KeyMint.ORIGIN, Der.integer(0)))
                            .encoded()));

    assertThat(refusal.failure().where()).isEqualTo(new Where(1, "hardware.origin"));
    assertThat(oddities.toList())
        .containsExactly(
            new Oddity(Oddity.Kind.VERSION_UNKNOWN, new Where(1, "attestationVersion")),
            new Oddity(Oddity.Kind.TAG_UNKNOWN, new Where(1, "software.[799]")));
  }

  private static AuthorizationList read(UnaryOperator<Authorizations> change, Oddities oddities)
      throws Refusal {
    return Statements.read(STATEMENT.hardware(change), oddities).hardware();
  }

  private static Failure failure(UnaryOperator<Authorizations> change) {
    return catchThrowableOfType(Refusal.class, () -> read(change, new Oddities())).failure();
  }
}
