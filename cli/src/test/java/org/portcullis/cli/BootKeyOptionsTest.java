package org.portcullis.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.attestation.bootkeys.BootKeyCatalogue;
import org.portcullis.attestation.key.Sha256;
import picocli.CommandLine;

class BootKeyOptionsTest {
  private static final Instant NOW = Instant.parse(Run.AT);
  private static final String PINNED = "ab".repeat(32);
  private static final String LISTED =
      "4ab5282588ed1a1fb08e8489484801a37104caedf18161ec45304a33058605b8";

  @TempDir private Path folder;

  /** The list was signed by {@code ssh-keygen -Y sign}. */
  @BeforeEach
  void write() {
    pin("2027-01-01T00:00:00Z");
    Run.write(
        folder.resolve("acme.json"),
        "{\"vendor\":\"acme\",\"issued\":\"2026-11-01T00:00:00Z\","
            + "\"expires\":\"2027-11-01T00:00:00Z\",\"keys\":[{\"sha256\":\""
            + LISTED
            + "\"}]}\n");
    Run.write(
        folder.resolve("acme.json.sig"),
        """
        -----BEGIN SSH SIGNATURE-----
        U1NIU0lHAAAAAQAAAGgAAAATZWNkc2Etc2hhMi1uaXN0cDI1NgAAAAhuaXN0cDI1NgAAAE
        EEr+7CpAIaTnLqeHDhk39az1PNUmDT2x1LSeD7+qkCHNgQyky7M6hBqe1ZyMpOng94rtl6
        CLSkrCv8/zpWHqV+qwAAABRwb3J0Y3VsbGlzIGJvb3Qga2V5cwAAAAAAAAAGc2hhNTEyAA
        AAZAAAABNlY2RzYS1zaGEyLW5pc3RwMjU2AAAASQAAACAii4BYxyPZ2c6hXiFGRKG6Jv58
        VFLSedsUJ3TQk42WAAAAACEAzEfKfBdT/hEOTJ9n6QDY6gvIf/KijAmlXpGDQd4cnPI=
        -----END SSH SIGNATURE-----
        """);
  }

  @Test
  void read_pinsAndSignedList_hasTheKeysOfBoth() {
    assertThat(read("--boot-keys=pins.json", "--boot-key-list=acme=acme.json").keys())
        .containsExactlyInAnyOrder(Sha256.ofHex(PINNED), Sha256.ofHex(LISTED));
    assertThat(read("--boot-keys=pins.json").keys()).containsExactly(Sha256.ofHex(PINNED));
    assertThat(read().keys()).isEmpty();
  }

  @Test
  void read_listOfASignerWhoseTimeIsOver_isRefusedWithItsTime() {
    pin("2026-11-02T00:00:00Z");

    refused(
        "acme.json: the signature is by a pinned key that is not in use from 2026-11-02T00:00:00Z"
            + " on",
        "--boot-keys=pins.json",
        "--boot-key-list=acme=acme.json");
  }

  @Test
  void read_listThatIsNotSignedAsItIs_isNamedWithTheCause() {
    Run.write(folder.resolve("acme.json"), Run.read(folder.resolve("acme.json")) + " ");

    refused(
        "acme.json: the signature doesn't hold for these bytes",
        "--boot-keys=pins.json",
        "--boot-key-list=acme=acme.json");
  }

  @Test
  void read_listWithoutItsSignature_isRefused() {
    Run.write(folder.resolve("other.json"), Run.read(folder.resolve("acme.json")));

    refused(
        "other.json.sig: no such file; did you mean `acme.json.sig`?",
        "--boot-keys=pins.json",
        "--boot-key-list=acme=other.json");
  }

  @Test
  void read_listOfAVendorThatNobodyPinned_isRefused() {
    refused(
        "`--boot-keys` pins no vendor `gos`",
        "--boot-keys=pins.json",
        "--boot-key-list=gos=acme.json");
    refused(
        "`--boot-key-list` means nothing without `--boot-keys`", "--boot-key-list=acme=acme.json");
  }

  @Test
  void read_twoListsOfOneVendor_areRefused() {
    refused(
        "`--boot-key-list` gives `acme` twice",
        "--boot-keys=pins.json",
        "--boot-key-list=acme=acme.json",
        "--boot-key-list=acme=older.json");
  }

  @Test
  void read_wrongPins_areRefusedWithTheirPlace() {
    Run.write(folder.resolve("wrong.json"), "{\n  \"slate\": []\n}\n");

    refused("wrong.json:2:3: the member `slate` is unknown", "--boot-keys=wrong.json");
  }

  private void pin(String until) {
    Run.write(
        folder.resolve("pins.json"),
        """
        {
          "keys": [{"sha256": "%s"}],
          "vendors": [{"name": "acme", "form": "PORTCULLIS",
            "signers": [{"key": "ecdsa-sha2-nistp256 %s acme", "until": "%s"}]}]
        }
        """
            .formatted(
                PINNED,
                "AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBK/uwqQCGk5y6nhw4ZN/"
                    + "Ws9TzVJg09sdS0ng+/qpAhzYEMpMuzOoQantWcjKTp4PeK7Zegi0pKwr/P86Vh6lfqs=",
                until));
  }

  private void refused(String message, String... options) {
    assertThatThrownBy(() -> read(options))
        .isInstanceOfSatisfying(
            Complaint.class, complaint -> assertThat(complaint.message()).isEqualTo(message));
  }

  private BootKeyCatalogue read(String... options) {
    return CommandLine.populateCommand(new BootKeyOptions(), options)
        .read(new InputFiles(folder), NOW);
  }
}
