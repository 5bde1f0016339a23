package org.portcullis.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.portcullis.attestation.key.Bytes;
import org.portcullis.facts.DeviceFacts;
import org.portcullis.facts.EligibilityCase;
import org.portcullis.facts.Field;
import org.portcullis.facts.FieldType;
import org.portcullis.facts.Vocabulary;
import org.portcullis.fixtures.mint.CaseMint;
import org.portcullis.fixtures.mint.MintedChain;
import org.portcullis.fixtures.mint.Seed;
import org.portcullis.fixtures.mint.StatusList;
import org.portcullis.fixtures.mint.SyntheticDevice;
import org.portcullis.rules.harness.CaseJson;

/** The files of a synthetic device's check-in. */
final class DeviceFiles {
  private static final Duration ENROLLED = Duration.ofDays(30);
  private static final int CHALLENGE_BYTES = 32;

  /** The certificate that stands for a batch, or for a device that was provisioned remotely. */
  private static final int REVOKED = 1;

  /** Some other device's, so that the list is never empty. */
  private static final String UNRELATED_SERIAL = "c0ffee";

  /**
   * What device it shall be.
   *
   * @param seed where its keys come from
   * @param challenge the challenge of the statement, or empty for one from the seed
   * @param product the product, or empty for the kind's own
   * @param model the model, or empty for the kind's own
   * @param googleCertified whether it boots VERIFIED
   * @param strongBox whether its key lies in a secure element
   * @param unlocked whether its boot loader is unlocked
   * @param otherBootKey whether it booted with a key that is not pinned
   * @param software whether it has no secure hardware
   * @param revoked whether the status list revokes it
   */
  record Wish(
      long seed,
      Optional<Bytes> challenge,
      Optional<String> product,
      Optional<String> model,
      boolean googleCertified,
      boolean strongBox,
      boolean unlocked,
      boolean otherBootKey,
      boolean software,
      boolean revoked) {}

  private DeviceFiles() {}

  /** The files by name, the same for the same wish and time. */
  static Map<String, String> make(Wish wish, Instant now) {
    Instant at = now.truncatedTo(ChronoUnit.SECONDS);
    Seed seed = Seed.of(wish.seed());
    SyntheticDevice pinned = kind(wish, seed);
    byte[] challenge =
        wish.challenge()
            .map(Bytes::toArray)
            .orElseGet(() -> seed.child("challenge").bytes(CHALLENGE_BYTES));
    MintedChain chain = fallen(wish, pinned).chain(challenge, at).mint();
    StatusList unrelated = StatusList.empty().revoked(UNRELATED_SERIAL);
    StatusList list = wish.revoked() ? unrelated.revoked(chain.serial(REVOKED)) : unrelated;

    Map<String, String> files = new LinkedHashMap<>();
    files.put("chain.pem", chain.pem());
    files.put("anchor.pem", pinned.authority().rootPem());
    files.put("boot-keys.json", bootKeys(pinned));
    files.put("status-list.json", list.json() + "\n");
    files.put("check-in.json", checkIn(wish, pinned, challenge, at));
    return files;
  }

  private static SyntheticDevice kind(Wish wish, Seed seed) {
    SyntheticDevice device =
        wish.googleCertified() ? SyntheticDevice.certified(seed) : SyntheticDevice.vendor(seed);
    return device.named(
        wish.product().orElse(device.product()), wish.model().orElse(device.model()));
  }

  /** What became of the device since its boot key was pinned. */
  private static SyntheticDevice fallen(Wish wish, SyntheticDevice pinned) {
    SyntheticDevice device = wish.strongBox() ? pinned.strongBox() : pinned;
    device = wish.otherBootKey() ? device.strangeBootKey() : device;
    device = wish.unlocked() ? device.unlocked() : device;
    return wish.software() ? device.software() : device;
  }

  private static String bootKeys(SyntheticDevice device) {
    return """
        {
          "keys": [
            {
              "sha256": "%s",
              "models": ["%s"]
            }
          ]
        }
        """
        .formatted(device.bootKey(), device.product());
  }

  private static String checkIn(Wish wish, SyntheticDevice device, byte[] challenge, Instant at) {
    EligibilityCase good = wish.googleCertified() ? CaseMint.certified() : CaseMint.good();
    YearMonth month = YearMonth.from(at.atOffset(ZoneOffset.UTC));
    EligibilityCase facts =
        CaseMint.with(
            CaseMint.with(good, "release.product", device.product()),
            "release.patch.yearMonth",
            yearMonth(month));
    facts =
        facts.toBuilder()
            .device(
                new DeviceFacts(
                    device.product(),
                    device.model(),
                    facts.device().sequence(),
                    facts.device().rollbackIndex()))
            .build();
    return "{\n"
        + "  \"chain\": \"chain.pem\",\n"
        + "  \"challenge\": \""
        + HexFormat.of().formatHex(challenge)
        + "\",\n"
        + "  \"enrollment\": "
        + enrollment(facts, month, at)
        + ",\n"
        + "  \"channel\": \""
        + facts.channel().name()
        + "\",\n"
        + member(facts, "device")
        + ",\n"
        + member(facts, "release")
        + ",\n"
        + member(facts, "transport")
        + ",\n"
        + member(facts, "request")
        + ",\n"
        + (wish.googleCertified() ? member(facts, "integrity") + ",\n" : "")
        + member(facts, "rollout")
        + "\n}\n";
  }

  private static String enrollment(EligibilityCase facts, YearMonth month, Instant at) {
    return """
        {
            "status": "ACTIVE",
            "enrolledAt": "%s",
            "product": "%s",
            "channels": ["%s"],
            "sequenceFloor": %d,
            "rollbackIndexFloor": %d,
            "osPatchFloor": %d
          }"""
        .formatted(
            at.minus(ENROLLED),
            facts.device().product(),
            facts.channel().name(),
            facts.enrollment().sequenceFloor(),
            facts.enrollment().rollbackIndexFloor(),
            yearMonth(month.minusMonths(2)));
  }

  private static int yearMonth(YearMonth month) {
    return month.getYear() * 100 + month.getMonthValue();
  }

  private static String member(EligibilityCase facts, String name) {
    Field field =
        Vocabulary.root().fields().stream()
            .filter(candidate -> candidate.name().equals(name))
            .findFirst()
            .orElseThrow();
    String json =
        CaseJson.writeRecord(
            ((FieldType.NestedType) field.type()).type(), (Record) field.read(facts));
    return "  \"" + name + "\": " + json.replace("\n", "\n  ");
  }
}
