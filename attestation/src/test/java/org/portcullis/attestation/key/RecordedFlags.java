package org.portcullis.attestation.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;

/** What the manifest flags at a chain, each flag with the oddity that a verifier notes for it. */
enum RecordedFlags {
  SET("SET unsorted", Oddity.Kind.SET_NOT_SORTED, ""),
  KNOX("Knox extension", Oddity.Kind.KNOX_EXTENSION, ""),
  BOOT_MONTH(
      "boot patch level 6 digits", Oddity.Kind.PATCH_LEVEL_WITHOUT_DAY, "hardware.bootPatchLevel"),
  VENDOR_MONTH(
      "vendor patch level 6 digits",
      Oddity.Kind.PATCH_LEVEL_WITHOUT_DAY,
      "hardware.vendorPatchLevel"),
  BOOT_DAY(
      "boot patch level day 00", Oddity.Kind.PATCH_LEVEL_DAY_UNKNOWN, "hardware.bootPatchLevel"),
  /** Two devices flagged so have a boot patch level after all, which the values compare. */
  ZERO("vendor and boot patch level 0", Oddity.Kind.MEMBER_MALFORMED, "hardware.vendorPatchLevel"),
  SOFTWARE_ROOT("root of trust in software list", Oddity.Kind.ROOT_OF_TRUST_IN_SOFTWARE, ""),
  ZERO_HASH("verifiedBootHash all zero", Oddity.Kind.BOOT_HASH_ZERO, "hardware.rootOfTrust"),
  EMPTY_KEY("empty verifiedBootKey", Oddity.Kind.BOOT_KEY_EMPTY, ""),
  LOCKED("deviceLocked BOOLEAN 01", Oddity.Kind.BOOLEAN_NOT_DER, "hardware.rootOfTrust"),
  CRITICAL(
      "critical flag 01, Bouncy Castle verify() fails", Oddity.Kind.BOOLEAN_NOT_DER, "extensions"),
  CREATION("creationDateTime in hardware list", Oddity.Kind.CREATION_TIME_IN_HARDWARE, ""),
  CRL_POINTS("CRL DP value is the one byte 00", Oddity.Kind.EXTENSION_UNDECODABLE, "extensions"),
  NULL("ECDSA algorithm with NULL", Oddity.Kind.ALGORITHM_WITH_NULL, ""),
  ORDER("tags out of order", Oddity.Kind.TAGS_OUT_OF_ORDER, "");

  private final String flag;
  private final Oddity.Kind kind;
  private final String field;

  RecordedFlags(String flag, Oddity.Kind kind, String field) {
    this.flag = flag;
    this.kind = kind;
    this.field = field;
  }

  /** Whatever is flagged has been noted, and nothing of its kind that isn't flagged. */
  static void compare(JsonNode expected, List<Oddity> actual) {
    List<String> flags =
        StreamSupport.stream(expected.path("flags").spliterator(), false)
            .map(JsonNode::asText)
            .toList();
    for (RecordedFlags recorded : values()) {
      assertThat(actual.stream().anyMatch(recorded::isNotedBy))
          .as(recorded.flag)
          .isEqualTo(flags.contains(recorded.flag));
    }
  }

  private boolean isNotedBy(Oddity oddity) {
    return oddity.kind() == kind && (field.isEmpty() || oddity.where().field().equals(field));
  }
}
