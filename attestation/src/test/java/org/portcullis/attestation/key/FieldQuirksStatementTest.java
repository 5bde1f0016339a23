package org.portcullis.attestation.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.portcullis.attestation.key.FieldQuirks.at;
import static org.portcullis.attestation.key.FieldQuirks.hardware;
import static org.portcullis.attestation.key.FieldQuirks.inHardware;
import static org.portcullis.attestation.key.FieldQuirks.rejected;
import static org.portcullis.attestation.key.FieldQuirks.sameFacts;
import static org.portcullis.attestation.key.FieldQuirks.software;
import static org.portcullis.attestation.key.FieldQuirks.verified;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.portcullis.attestation.bootkeys.BootKeyCatalogue;
import org.portcullis.attestation.bootkeys.BootMatch;
import org.portcullis.fixtures.mint.Authorizations;
import org.portcullis.fixtures.mint.ChainMint;
import org.portcullis.fixtures.mint.Der;
import org.portcullis.fixtures.mint.KeyMint;
import org.portcullis.fixtures.mint.RootOfTrust.State;

/**
 * What statements of genuine devices say oddly, row by row; see {@link FieldQuirks}. Long because
 * it is a list: a named test for each row.
 */
class FieldQuirksStatementTest {
  private static final byte[] BOOT_KEY = FieldQuirks.SEED.child("boot key").bytes(32);
  private static final Instant MADE = Instant.parse("2026-10-31T12:00:00Z");
  private static final Sha256 SIGNER =
      new Sha256(Bytes.of(FieldQuirks.SEED.child("signer").bytes(32)));
  private static final String MODEL = "slate";
  private static final String APPLICATION = "software.attestationApplicationId";

  @Test
  @DisplayName("4: deviceLocked 0x01")
  void verify_deviceLockedOfOne_isLockedAndNoted() {
    var locked = org.portcullis.fixtures.mint.RootOfTrust.locked(BOOT_KEY);
    KeyAttestationResult.Verified odd =
        verified(
            hardware(h -> h.rootOfTrust(locked.lockedOctet(1))),
            at(Oddity.Kind.BOOLEAN_NOT_DER, 0, "hardware.rootOfTrust"));
    assertThat(root(odd).deviceLocked()).isTrue();

    KeyAttestationResult.Verified unlocked =
        verified(hardware(h -> h.rootOfTrust(locked.state(State.UNVERIFIED).lockedOctet(0))));
    assertThat(root(unlocked).deviceLocked()).isFalse();
    byte[] twoBytes =
        Der.sequence(Der.octets(BOOT_KEY), new byte[] {0x01, 0x02, 0x00, 0x01}, Der.enumerated(0));
    rejected(
        hardware(h -> h.set(KeyMint.ROOT_OF_TRUST, twoBytes)),
        KeyAttestationReason.STATEMENT_MEMBER_MALFORMED,
        0,
        "hardware.rootOfTrust");
  }

  @Test
  @DisplayName("7: creationDateTime in the hardware list")
  void verify_creationTimeInHardware_isReadThere() {
    KeyAttestationResult.Verified odd =
        verified(
            hardware(h -> h.creationDateTime(MADE))
                .software(s -> s.without(KeyMint.CREATION_DATE_TIME)),
            at(Oddity.Kind.CREATION_TIME_IN_HARDWARE, 0, "hardware.creationDateTime"));
    assertThat(inHardware(odd, AuthorizationTag.CREATION_DATE_TIME).value())
        .hasValue(MADE.toEpochMilli());

    verified(
        hardware(h -> h.creationDateTime(Instant.EPOCH)),
        at(Oddity.Kind.CREATION_TIME_IN_HARDWARE, 0, "hardware.creationDateTime"),
        at(Oddity.Kind.CREATION_TIME_IMPLAUSIBLE, 0, "hardware.creationDateTime"));
  }

  @Test
  @DisplayName("11: creationDateTime in microseconds")
  void verify_creationTimeInMicroseconds_isKeptAndNoted() {
    long micros = MADE.toEpochMilli() * 1000;
    KeyAttestationResult.Verified odd =
        verified(
            software(s -> s.number(KeyMint.CREATION_DATE_TIME, micros)),
            at(Oddity.Kind.CREATION_TIME_IMPLAUSIBLE, 0, "software.creationDateTime"));
    assertThat(odd.description().software().get(AuthorizationTag.CREATION_DATE_TIME).value())
        .hasValue(micros);

    verified(software(s -> s.number(KeyMint.CREATION_DATE_TIME, MADE.toEpochMilli())));
  }

  @Test
  @DisplayName("12: creationDateTime near 1970")
  void verify_creationTimeNear1970_isNoted() {
    Instant firstPlausible = Instant.parse("2008-01-01T00:00:00Z");
    for (Instant odd :
        List.of(Instant.parse("1970-01-05T00:00:00Z"), firstPlausible.minusMillis(1))) {
      verified(
          software(s -> s.creationDateTime(odd)),
          at(Oddity.Kind.CREATION_TIME_IMPLAUSIBLE, 0, "software.creationDateTime"));
    }

    verified(software(s -> s.creationDateTime(firstPlausible)));
    verified(software(s -> s.without(KeyMint.CREATION_DATE_TIME)));
  }

  @Test
  @DisplayName("15: vendor and boot patch level 0")
  void verify_patchLevelsOfZero_areUnknownNeitherOldNorNew() {
    KeyAttestationResult.Verified odd =
        verified(
            hardware(h -> h.vendorPatchLevel(0).bootPatchLevel(0)),
            at(Oddity.Kind.MEMBER_MALFORMED, 0, "hardware.vendorPatchLevel"),
            at(Oddity.Kind.MEMBER_MALFORMED, 0, "hardware.bootPatchLevel"));
    for (AuthorizationTag<PatchLevel> tag :
        List.of(AuthorizationTag.VENDOR_PATCH_LEVEL, AuthorizationTag.BOOT_PATCH_LEVEL)) {
      assertThat(inHardware(odd, tag))
          .isEqualTo(new Member.Malformed<>(Bytes.ofHex("020100"), "0 is no day as YYYYMMDD"));
    }
    assertThat(inHardware(odd, AuthorizationTag.OS_PATCH_LEVEL).value()).isPresent();

    KeyAttestationResult.Verified absent =
        verified(hardware(h -> h.without(KeyMint.VENDOR_PATCH_LEVEL, KeyMint.BOOT_PATCH_LEVEL)));
    assertThat(inHardware(absent, AuthorizationTag.VENDOR_PATCH_LEVEL).isAbsent()).isTrue();
  }

  @Test
  @DisplayName("16: vendor and boot patch levels of six digits")
  void verify_patchLevelsOfSixDigits_areMonths() {
    KeyAttestationResult.Verified odd =
        verified(
            hardware(h -> h.vendorPatchLevel(202608).bootPatchLevel(202609)),
            at(Oddity.Kind.PATCH_LEVEL_WITHOUT_DAY, 0, "hardware.vendorPatchLevel"),
            at(Oddity.Kind.PATCH_LEVEL_WITHOUT_DAY, 0, "hardware.bootPatchLevel"));
    assertThat(inHardware(odd, AuthorizationTag.VENDOR_PATCH_LEVEL).value())
        .hasValue(new PatchLevel(202608, 0));
    assertThat(inHardware(odd, AuthorizationTag.BOOT_PATCH_LEVEL).value())
        .hasValue(new PatchLevel(202609, 0));

    for (int digits : new int[] {202613, 202600, 2026_09_0, 2026_13_01}) {
      verified(
          hardware(h -> h.bootPatchLevel(digits)),
          at(Oddity.Kind.MEMBER_MALFORMED, 0, "hardware.bootPatchLevel"));
    }
  }

  @Test
  @DisplayName("17: a boot patch level of day 00")
  void verify_bootPatchLevelOfDayZero_isAMonth() {
    KeyAttestationResult.Verified odd =
        verified(
            hardware(h -> h.bootPatchLevel(20260300)),
            at(Oddity.Kind.PATCH_LEVEL_DAY_UNKNOWN, 0, "hardware.bootPatchLevel"));
    assertThat(inHardware(odd, AuthorizationTag.BOOT_PATCH_LEVEL).value())
        .hasValue(new PatchLevel(202603, 0));

    verified(
        hardware(h -> h.bootPatchLevel(20260332)),
        at(Oddity.Kind.MEMBER_MALFORMED, 0, "hardware.bootPatchLevel"));
  }

  @Test
  @DisplayName("18: a vendor patch level of another type")
  void verify_patchLevelAsText_isKeptRawAndHurtsNothing() {
    byte[] text = Der.octets("20261005".getBytes(StandardCharsets.US_ASCII));
    KeyAttestationResult.Verified odd =
        verified(
            hardware(h -> h.set(KeyMint.VENDOR_PATCH_LEVEL, text)),
            at(Oddity.Kind.MEMBER_MALFORMED, 0, "hardware.vendorPatchLevel"));
    assertThat(inHardware(odd, AuthorizationTag.VENDOR_PATCH_LEVEL))
        .isEqualTo(new Member.Malformed<>(Bytes.of(text), "is no integer"));
    assertThat(inHardware(odd, AuthorizationTag.BOOT_PATCH_LEVEL).value()).isPresent();

    rejected(
        hardware(h -> h.set(KeyMint.ORIGIN, text)),
        KeyAttestationReason.STATEMENT_MEMBER_MALFORMED,
        0,
        "hardware.origin");
  }

  @Test
  @DisplayName("19: sets that are not sorted")
  void verify_setsNotSorted_areTheSameSets() {
    byte[] purposes = Der.setInOrder(Der.integer(3), Der.integer(2));
    byte[] digests = Der.setInOrder(Der.integer(6), Der.integer(4));
    ChainMint sorted = hardware(h -> h.purpose(2, 3).numbers(KeyMint.DIGEST, 4, 6));
    sameFacts(
        hardware(h -> h.set(KeyMint.PURPOSE, purposes).set(KeyMint.DIGEST, digests)),
        sorted,
        at(Oddity.Kind.SET_NOT_SORTED, 0, "hardware.purpose"),
        at(Oddity.Kind.SET_NOT_SORTED, 0, "hardware.digest"));
    assertThat(inHardware(verified(sorted), AuthorizationTag.DIGEST).value())
        .hasValue(Set.of(4L, 6L));

    byte[] attesting = Der.setInOrder(Der.integer(7), Der.integer(2));
    rejected(
        hardware(h -> h.set(KeyMint.PURPOSE, attesting)),
        KeyAttestationReason.KEY_PURPOSE_NOT_PERMITTED,
        0,
        "hardware.purpose");
  }

  @Test
  @DisplayName("20: tags out of order, 717 down to 710")
  void verify_tagsOutOfOrder_areReadAllTheSame() {
    int[] descending = {717, 716, 712, 711, 710};
    UnaryOperator<Authorizations> odd =
        list -> {
          Authorizations changed = list;
          for (int tag : descending) {
            changed = changed.append(tag, Der.octets(new byte[] {(byte) tag}));
          }
          return changed;
        };
    UnaryOperator<Authorizations> ascending =
        list -> {
          Authorizations changed = list;
          for (int tag : descending) {
            changed = changed.octets(tag, new byte[] {(byte) tag});
          }
          return changed;
        };
    sameFacts(hardware(odd), hardware(ascending), at(Oddity.Kind.TAGS_OUT_OF_ORDER, 0, "hardware"));

    byte[] locked = org.portcullis.fixtures.mint.RootOfTrust.locked(BOOT_KEY).encoded();
    rejected(
        hardware(odd).hardware(h -> h.append(KeyMint.ROOT_OF_TRUST, locked)),
        KeyAttestationReason.STATEMENT_TAG_DUPLICATE,
        0,
        "hardware.rootOfTrust");
  }

  @Test
  @DisplayName("21: an empty verifiedBootKey")
  void verify_bootKeyEmpty_isOfAnUnlockedDeviceAlone() {
    var unlocked = org.portcullis.fixtures.mint.RootOfTrust.unlocked().bootKey(new byte[0]);
    KeyAttestationResult.Verified odd =
        verified(
            hardware(h -> h.rootOfTrust(unlocked)),
            at(Oddity.Kind.BOOT_KEY_EMPTY, 0, "hardware.rootOfTrust"));
    assertThat(root(odd))
        .isEqualTo(
            new RootOfTrust(
                Bytes.of(new byte[0]), false, VerifiedBootState.UNVERIFIED, Bytes.of(new byte[0])));

    rejected(
        hardware(h -> h.rootOfTrust(unlocked.deviceLocked(true))),
        KeyAttestationReason.STATEMENT_MEMBER_MALFORMED,
        0,
        "hardware.rootOfTrust");
  }

  @Test
  @DisplayName("22: a verifiedBootHash of zeros")
  void verify_bootHashOfZeros_isNone() {
    var locked = org.portcullis.fixtures.mint.RootOfTrust.locked(BOOT_KEY);
    byte[] hash = new byte[32];
    KeyAttestationResult.Verified odd =
        verified(
            hardware(h -> h.rootOfTrust(locked.bootHash(hash))),
            at(Oddity.Kind.BOOT_HASH_ZERO, 0, "hardware.rootOfTrust"));
    assertThat(root(odd).bootHash()).isEmpty();
    assertThat(root(odd).verifiedBootKey()).isEqualTo(Bytes.of(BOOT_KEY));

    byte[] almost = hash.clone();
    almost[31] = 1;
    assertThat(root(verified(hardware(h -> h.rootOfTrust(locked.bootHash(almost))))).bootHash())
        .hasValue(Bytes.of(almost));
    assertThat(root(verified(hardware(h -> h.rootOfTrust(locked)))).bootHash()).isEmpty();
  }

  @Test
  @DisplayName("23: boot keys of StrongBox and TEE that differ")
  void verify_bootKeysOfTheLevels_areEachPermittedAtItsOwn() {
    byte[] other = FieldQuirks.SEED.child("strongbox boot key").bytes(32);
    KeyAttestationResult.Verified tee = verified(booting(Minted.factory(), BOOT_KEY));
    KeyAttestationResult.Verified strongBox =
        verified(booting(FieldQuirks.strongBox(ChainMint.Shape.FACTORY), other));
    BootKeyCatalogue perLevel =
        BootKeyCatalogue.builder()
            .pin(MODEL, SecurityLevel.TRUSTED_ENVIRONMENT, sha256(BOOT_KEY))
            .pin(MODEL, SecurityLevel.STRONG_BOX, sha256(other))
            .build();

    assertThat(match(perLevel, tee)).isInstanceOf(BootMatch.Permitted.class);
    assertThat(match(perLevel, strongBox)).isInstanceOf(BootMatch.Permitted.class);
    for (KeyAttestationResult.Verified swapped :
        List.of(
            verified(booting(Minted.factory(), other)),
            verified(booting(FieldQuirks.strongBox(ChainMint.Shape.FACTORY), BOOT_KEY)))) {
      assertThat(match(perLevel, swapped))
          .isEqualTo(new BootMatch.NotPermitted(BootMatch.Cause.OTHER_DEVICE));
    }
  }

  @Test
  @DisplayName("41: a boot key whose digest an update changed")
  void verify_bootKeysOfTwoReleases_arePermittedOnceBothArePinned() {
    byte[] other = FieldQuirks.SEED.child("boot key after the update").bytes(32);
    KeyAttestationResult.Verified before = verified(booting(Minted.factory(), BOOT_KEY));
    KeyAttestationResult.Verified after = verified(booting(Minted.factory(), other));
    BootKeyCatalogue one = BootKeyCatalogue.builder().pin(MODEL, sha256(BOOT_KEY)).build();
    BootKeyCatalogue both =
        BootKeyCatalogue.builder().pin(MODEL, sha256(BOOT_KEY)).pin(MODEL, sha256(other)).build();

    assertThat(match(both, before)).isInstanceOf(BootMatch.Permitted.class);
    assertThat(match(both, after)).isInstanceOf(BootMatch.Permitted.class);
    assertThat(match(one, before)).isInstanceOf(BootMatch.Permitted.class);
    assertThat(match(one, after))
        .isEqualTo(new BootMatch.NotPermitted(BootMatch.Cause.KEY_UNKNOWN));
  }

  private static ChainMint booting(ChainMint mint, byte[] bootKey) {
    return mint.hardware(
        h ->
            h.rootOfTrust(
                org.portcullis.fixtures.mint.RootOfTrust.locked(bootKey).state(State.SELF_SIGNED)));
  }

  private static Sha256 sha256(byte[] digest) {
    return new Sha256(Bytes.of(digest));
  }

  private static BootMatch match(
      BootKeyCatalogue catalogue, KeyAttestationResult.Verified verified) {
    return catalogue.match(MODEL, verified.securityLevel(), root(verified), Minted.NOW);
  }

  @Test
  @DisplayName("24: versions that are no pair, 3 with 41 and 2 with 1")
  void verify_versionsThatAreNoPair_areReadAsTheyStand() {
    for (int[] pair : new int[][] {{3, 41}, {2, 1}, {300, 400}}) {
      KeyAttestationResult.Verified odd =
          verified(
              Minted.factory()
                  .statement(s -> s.attestationVersion(pair[0]).keyMintVersion(pair[1])));
      assertThat(odd.description().attestationVersion()).isEqualTo(pair[0]);
      assertThat(odd.description().keyMintVersion()).isEqualTo(pair[1]);
    }

    rejected(
        Minted.factory().statement(s -> s.attestationVersion(0).keyMintVersion(41)),
        KeyAttestationReason.STATEMENT_VERSION_UNSUPPORTED,
        0,
        "attestationVersion");
  }

  @Test
  @DisplayName("25: a software statement about a key of the hardware")
  void verify_softwareStatementOverHardwareKey_isNoHardware() {
    ChainMint mixed =
        Minted.software()
            .statement(s -> s.attestationVersion(2).keyMintVersion(1).levels(0, 1))
            .software(s -> s.without(KeyMint.ROOT_OF_TRUST));
    rejected(
        mixed, KeyAttestationReason.SECURITY_LEVEL_INSUFFICIENT, 0, "attestationSecurityLevel");
    rejected(
        Minted.verify(mixed, e -> e.minimumSecurityLevel(SecurityLevel.SOFTWARE)),
        KeyAttestationReason.SECURITY_LEVEL_MISMATCH,
        0,
        "keyMintSecurityLevel");
    rejected(
        Minted.factory().statement(s -> s.levels(0, 1)),
        KeyAttestationReason.SECURITY_LEVEL_INSUFFICIENT,
        0,
        "attestationSecurityLevel");

    KeyAttestationResult.Verified software =
        Minted.verified(
            Minted.verify(Minted.software(), e -> e.minimumSecurityLevel(SecurityLevel.SOFTWARE)));
    assertThat(software.securityLevel()).isEqualTo(SecurityLevel.SOFTWARE);
    assertThat(software.oddities())
        .contains(at(Oddity.Kind.ROOT_OF_TRUST_IN_SOFTWARE, 0, "software.rootOfTrust"));
  }

  @Test
  @DisplayName("27: an application that the device could not tell")
  void verify_applicationUnavailable_isNeitherMissingNorWrong() {
    UnaryOperator<KeyAttestationExpectation.Builder> expected =
        e -> e.application(ExpectedApplication.of("org.example.updater", SIGNER));
    byte[] nobody = Der.sequence(Der.setOf(), Der.setOf());
    for (ChainMint odd :
        List.of(
            software(s -> s.applicationId("UnknownPackage", 1)),
            software(s -> s.applicationId("UnknownPackage", 1, SIGNER.value().toArray())),
            software(s -> s.applicationId("org.example.updater", 1)),
            software(s -> s.octets(KeyMint.ATTESTATION_APPLICATION_ID, nobody)))) {
      verified(odd, at(Oddity.Kind.APPLICATION_ID_UNAVAILABLE, 0, APPLICATION));
      rejected(
          Minted.verify(odd, expected), KeyAttestationReason.APP_ID_UNAVAILABLE, 0, APPLICATION);
    }

    rejected(
        Minted.verify(
            software(s -> s.applicationId("org.example.other", 1, SIGNER.value().toArray())),
            expected),
        KeyAttestationReason.APP_PACKAGE_MISMATCH,
        0,
        APPLICATION + ".packages");
    rejected(
        Minted.verify(software(s -> s.without(KeyMint.ATTESTATION_APPLICATION_ID)), expected),
        KeyAttestationReason.APP_ID_MISSING,
        0,
        APPLICATION);
    Minted.verified(
        Minted.verify(
            software(s -> s.applicationId("org.example.updater", 1, SIGNER.value().toArray())),
            expected));
  }

  @Test
  @DisplayName("28: AndroidSystem without digests")
  void verify_androidSystem_isAnIdentityOfItsOwn() {
    UnaryOperator<KeyAttestationExpectation.Builder> system =
        e -> e.application(ExpectedApplication.androidSystem());
    ChainMint odd = software(s -> s.applicationId("AndroidSystem", 1));
    verified(odd);
    Minted.verified(Minted.verify(odd, system));

    byte[] signer = SIGNER.value().toArray();
    for (KeyAttestationResult wrong :
        List.of(
            Minted.verify(odd, e -> e.application(ExpectedApplication.of("org.example", SIGNER))),
            Minted.verify(software(s -> s.applicationId("AndroidSystem", 1, signer)), system),
            Minted.verify(Minted.factory(), system))) {
      rejected(wrong, KeyAttestationReason.APP_PACKAGE_MISMATCH, 0, APPLICATION + ".packages");
    }
  }

  @Test
  @DisplayName("33: IMPORTED and DERIVED swapped by a library")
  void verify_originOfEachNumber_isTheOneOfTheInterface() {
    KeyOrigin[] origins = {
      KeyOrigin.GENERATED,
      KeyOrigin.DERIVED,
      KeyOrigin.IMPORTED,
      KeyOrigin.RESERVED,
      KeyOrigin.SECURELY_IMPORTED
    };
    assertThat(inHardware(verified(hardware(h -> h.origin(0))), AuthorizationTag.ORIGIN).value())
        .hasValue(KeyOrigin.GENERATED);
    for (int number = 1; number < origins.length; number++) {
      int origin = number;
      KeyAttestationResult result = Minted.verify(hardware(h -> h.origin(origin)));
      rejected(result, KeyAttestationReason.KEY_ORIGIN_NOT_GENERATED, 0, "hardware.origin");
      KeyDescription claimed = Minted.rejected(result).claims().description().orElseThrow();
      assertThat(claimed.hardware().get(AuthorizationTag.ORIGIN).value()).hasValue(origins[number]);
    }
  }

  @Test
  @DisplayName("35: tags 508 and 405, once unknown to a library")
  void verify_tagsOfLaterVersions_areMembersAndUnknownOnesKept() {
    UnaryOperator<Authorizations> both =
        h -> h.flag(KeyMint.TRUSTED_CONFIRMATION_REQUIRED).number(KeyMint.USAGE_COUNT_LIMIT, 1);
    KeyAttestationResult.Verified known = verified(hardware(both));
    assertThat(inHardware(known, AuthorizationTag.TRUSTED_CONFIRMATION_REQUIRED).value())
        .hasValue(true);
    assertThat(inHardware(known, AuthorizationTag.USAGE_COUNT_LIMIT).value()).hasValue(1L);
    Minted.verified(
        Minted.verify(
            hardware(both), KeyAttestationExpectation.Builder::refuseUnknownHardwareTags));

    KeyAttestationResult.Verified odd =
        verified(hardware(h -> h.number(799, 5)), at(Oddity.Kind.TAG_UNKNOWN, 0, "hardware.[799]"));
    assertThat(odd.description().hardware().unknownTags())
        .containsExactly(new UnknownTag(799, Bytes.ofHex("020105")));
    rejected(
        Minted.verify(
            hardware(h -> h.number(799, 5)),
            KeyAttestationExpectation.Builder::refuseUnknownHardwareTags),
        KeyAttestationReason.STATEMENT_TAG_UNKNOWN,
        0,
        "hardware.[799]");
  }

  private static RootOfTrust root(KeyAttestationResult.Verified verified) {
    return inHardware(verified, AuthorizationTag.ROOT_OF_TRUST).value().orElseThrow();
  }
}
