package org.portcullis.cli;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.portcullis.attestation.key.AuthorizationTag;
import org.portcullis.attestation.key.Bytes;
import org.portcullis.attestation.key.KeyAttestationResult;
import org.portcullis.attestation.key.KeyDescription;
import org.portcullis.attestation.key.Member;
import org.portcullis.attestation.key.Oddity;
import org.portcullis.attestation.key.PatchLevel;
import org.portcullis.attestation.key.Provisioning;
import org.portcullis.attestation.key.RootOfTrust;

/**
 * What a statement says, under the names that the command's JSON has for it. Device integrity is
 * read from the hardware list alone.
 */
final class StatementValues {
  private static final List<String> NAMES =
      List.of(
          "attestationVersion",
          "keyMintVersion",
          "securityLevel",
          "keyMintSecurityLevel",
          "bootState",
          "deviceLocked",
          "verifiedBootKey",
          "osVersion",
          "osPatchLevel",
          "vendorPatchLevel",
          "bootPatchLevel",
          "origin",
          "provisioning",
          "root",
          "challenge");

  private final Map<String, Object> values = new LinkedHashMap<>();

  private StatementValues() {}

  static StatementValues unknown() {
    return new StatementValues();
  }

  static StatementValues of(KeyAttestationResult.Verified verified) {
    StatementValues values = new StatementValues();
    values.addStatement(verified.description(), verified.oddities());
    values.set("provisioning", Optional.of(verified.chain().provisioning().name()));
    values.set("root", Optional.of(verified.chain().root()));
    return values;
  }

  /** What a rejected chain claims. */
  static StatementValues of(KeyAttestationResult.Rejected rejected) {
    StatementValues values = new StatementValues();
    rejected.claims().description().ifPresent(d -> values.addStatement(d, rejected.oddities()));
    values.set("provisioning", rejected.claims().provisioning().map(Provisioning::name));
    values.set("root", rejected.claims().root());
    return values;
  }

  private void addStatement(KeyDescription description, List<Oddity> oddities) {
    set("attestationVersion", Optional.of(description.attestationVersion()));
    set("keyMintVersion", Optional.of(description.keyMintVersion()));
    set("securityLevel", Optional.of(description.attestationSecurityLevel().name()));
    set("keyMintSecurityLevel", Optional.of(description.keyMintSecurityLevel().name()));
    Optional<RootOfTrust> root = description.hardware().get(AuthorizationTag.ROOT_OF_TRUST).value();
    set("bootState", root.map(r -> r.verifiedBootState().name()));
    set("deviceLocked", root.map(RootOfTrust::deviceLocked));
    set("verifiedBootKey", root.map(r -> r.verifiedBootKey().toHex()));
    set("osVersion", description.hardware().get(AuthorizationTag.OS_VERSION).value());
    addPatchLevel(description, AuthorizationTag.OS_PATCH_LEVEL, oddities);
    addPatchLevel(description, AuthorizationTag.VENDOR_PATCH_LEVEL, oddities);
    addPatchLevel(description, AuthorizationTag.BOOT_PATCH_LEVEL, oddities);
    set("origin", description.hardware().get(AuthorizationTag.ORIGIN).value().map(Enum::name));
    set("challenge", Optional.of(description.challenge().sha256().toHex()));
  }

  /** The number as it stands in the statement, so that a malformed one can be recognised. */
  private void addPatchLevel(
      KeyDescription description, AuthorizationTag<PatchLevel> tag, List<Oddity> oddities) {
    Member<PatchLevel> member = description.hardware().get(tag);
    if (member instanceof Member.Malformed<PatchLevel> malformed) {
      set(tag.name(), number(malformed.raw()));
      return;
    }
    boolean hasDay00 =
        oddities.stream()
            .anyMatch(
                oddity ->
                    oddity.kind() == Oddity.Kind.PATCH_LEVEL_DAY_UNKNOWN
                        && oddity.where().field().equals("hardware." + tag.name()));
    set(tag.name(), member.value().map(level -> digits(level, hasDay00)));
  }

  private static long digits(PatchLevel level, boolean hasDay00) {
    return level.day() == 0 && !hasDay00
        ? level.yearMonth()
        : 100L * level.yearMonth() + level.day();
  }

  /** A DER integer of up to eight bytes. */
  private static Optional<Long> number(Bytes der) {
    byte[] bytes = der.toArray();
    boolean isInteger = bytes.length >= 3 && bytes[0] == 2 && bytes[1] == bytes.length - 2;
    return isInteger && bytes[1] <= Long.BYTES
        ? Optional.of(new BigInteger(bytes, 2, bytes.length - 2).longValue())
        : Optional.empty();
  }

  private void set(String name, Optional<?> value) {
    value.ifPresent(present -> values.put(name, present));
  }

  /** Adds all members, null where the value is unknown. */
  JsonLine addTo(JsonLine line) {
    NAMES.forEach(name -> line.put(name, Optional.ofNullable(values.get(name))));
    return line;
  }

  /** Hands over the known values with their names in words. */
  void rows(BiConsumer<String, String> row) {
    NAMES.stream()
        .filter(values::containsKey)
        .forEach(name -> row.accept(words(name), String.valueOf(values.get(name))));
  }

  private static String words(String name) {
    String words = name.equals("challenge") ? "challengeSha-256" : name;
    return words.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
  }
}
