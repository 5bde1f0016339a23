package org.portcullis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FixtureDeviceCommandTest {
  private static final List<String> FILES =
      List.of("chain.pem", "anchor.pem", "boot-keys.json", "status-list.json", "check-in.json");

  @TempDir private Path folder = Path.of("");

  private static JsonNode attested(TestDevice device) {
    return AttestCommandTest.json(device.attest("--any-challenge", "--format=json").out());
  }

  @Test
  void device_default_writesAllFilesAndSaysThatTheyAreSynthetic() {
    Run text = Run.in(folder, "fixture", "device", "--out", "a", "--at", Run.AT);
    Run json = Run.in(folder, "fixture", "device", "--out", "b", "--at", Run.AT, "--format=json");

    assertThat(text.lines().get(0)).isEqualTo("a synthetic device; no such device exists");
    assertThat(text.lines()).contains("  a/chain.pem", "  a/check-in.json").hasSize(6);
    assertThat(AttestCommandTest.json(json.out()).path("synthetic").booleanValue()).isTrue();
    assertThat(AttestCommandTest.json(json.out()).path("files"))
        .extracting(JsonNode::textValue)
        .containsExactlyElementsOf(FILES);
    for (String name : FILES) {
      assertThat(Run.read(folder.resolve("a").resolve(name)))
          .isEqualTo(Run.read(folder.resolve("b").resolve(name)))
          .endsWith("\n");
    }
  }

  @Test
  void device_otherSeed_isAnotherDevice() {
    TestDevice one = TestDevice.in(folder.resolve("one"), "--seed=1");
    TestDevice two = TestDevice.in(folder.resolve("two"), "--seed=2");

    assertThat(Run.read(one.file("chain.pem"))).isNotEqualTo(Run.read(two.file("chain.pem")));
  }

  @Test
  void device_options_shapeTheStatement() {
    JsonNode strongBox = attested(TestDevice.in(folder.resolve("1"), "--strongbox"));
    JsonNode unlocked = attested(TestDevice.in(folder.resolve("2"), "--unlocked"));
    JsonNode certified = attested(TestDevice.in(folder.resolve("3"), "--google-certified"));
    JsonNode software = attested(TestDevice.in(folder.resolve("4"), "--software"));

    assertThat(strongBox.path("securityLevel").textValue()).isEqualTo("STRONG_BOX");
    assertThat(unlocked.path("deviceLocked").booleanValue()).isFalse();
    assertThat(unlocked.path("bootState").textValue()).isEqualTo("UNVERIFIED");
    assertThat(certified.path("bootState").textValue()).isEqualTo("VERIFIED");
    assertThat(certified.path("provisioning").textValue()).isEqualTo("REMOTE");
    assertThat(software.path("result").textValue()).isEqualTo("rejected");
  }

  @Test
  void device_otherBootKey_isNotThePinnedOne() {
    TestDevice device = TestDevice.in(folder.resolve("device"), "--other-boot-key");

    assertThat(Run.read(device.file("boot-keys.json")))
        .doesNotContain(attested(device).path("verifiedBootKey").textValue());
  }

  @Test
  void device_names_areInEveryFile() {
    TestDevice device =
        TestDevice.in(folder.resolve("device"), "--product=basalt", "--model=basalt-2");

    assertThat(Run.read(device.file("boot-keys.json"))).contains("\"basalt\"");
    assertThat(Run.read(device.file("check-in.json")))
        .contains("\"product\": \"basalt\"", "\"model\": \"basalt-2\"")
        .doesNotContain("slate");
    assertThat(device.decide().lines().get(0)).isEqualTo("eligible");
  }

  @Test
  void device_atAnotherTime_isEligibleThen() {
    Run run =
        Run.in(folder, "fixture", "device", "--out", "later", "--at", "2029-02-03T04:05:06.789Z");
    TestDevice device = new TestDevice(folder.resolve("later"));

    assertThat(run.exit()).isZero();
    assertThat(device.decide("--at=2029-02-03T04:06:00Z").lines().get(0)).isEqualTo("eligible");
  }

  @Test
  void device_existingFiles_areNeverOverwritten() {
    Run.write(folder.resolve("device").resolve("boot-keys.json"), "mine");

    Run run = Run.in(folder, "fixture", "device", "--out", "device");

    assertThat(run.err())
        .isEqualTo(
            "portcullis: device/boot-keys.json: is there already; give another folder to `--out`\n");
    assertThat(run.exit()).isEqualTo(2);
    assertThat(Run.read(folder.resolve("device").resolve("boot-keys.json"))).isEqualTo("mine");
    assertThat(folder.resolve("device").resolve("chain.pem")).doesNotExist();
  }

  @Test
  void device_outIsAFile_isTwo() throws IOException {
    Files.writeString(folder.resolve("file"), "");

    Run run = Run.in(folder, "fixture", "device", "--out", "file");

    assertThat(run).isEqualTo(new Run(2, "", "portcullis: file: is a file, not a folder\n"));
  }

  @Test
  void device_badName_isTwo() {
    Run run = Run.in(folder, "fixture", "device", "--product", "No Name");

    assertThat(run.err()).startsWith("portcullis: `--product`: `No Name` is no name of the shape ");
    assertThat(run.exit()).isEqualTo(2);
  }
}
