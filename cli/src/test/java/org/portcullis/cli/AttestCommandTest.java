package org.portcullis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttestCommandTest {
  private static final List<String> MEMBERS =
      List.of(
          "file",
          "result",
          "reason",
          "certificate",
          "field",
          "detail",
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
          "challenge",
          "findings",
          "challengeChecked",
          "key",
          "chain",
          "rootIncluded",
          "revocation",
          "claims",
          "failures",
          "provisioningInfo");

  @TempDir private Path folder = Path.of("");
  private TestDevice device = new TestDevice(folder);

  @BeforeEach
  void mint() {
    device = TestDevice.in(folder.resolve("device"), "--challenge", "0102");
  }

  static JsonNode json(String line) {
    try {
      return new JsonMapper().readTree(line);
    } catch (IOException e) {
      throw new AssertionError(line, e);
    }
  }

  @Test
  void attest_goodChain_isVerifiedWithAllMembers() {
    Run run = device.attest("--challenge", "0102", "--format", "json");
    JsonNode json = json(run.out());

    assertThat(run.exit()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.lines()).hasSize(1);
    assertThat(json.fieldNames()).toIterable().containsExactlyElementsOf(MEMBERS);
    assertThat(json.path("file").textValue()).isEqualTo("chain.pem");
    assertThat(json.path("result").textValue()).isEqualTo("verified");
    assertThat(json.path("failures").isArray()).isTrue();
    assertThat(json.path("failures").isEmpty()).isTrue();
    for (String name :
        List.of(
            "reason",
            "certificate",
            "field",
            "detail",
            "revocation",
            "claims",
            "provisioningInfo")) {
      assertThat(json.get(name).isNull()).as(name).isTrue();
    }
    assertThat(json.path("attestationVersion").intValue()).isEqualTo(300);
    assertThat(json.path("keyMintVersion").intValue()).isEqualTo(300);
    assertThat(json.path("securityLevel").textValue()).isEqualTo("TRUSTED_ENVIRONMENT");
    assertThat(json.path("keyMintSecurityLevel").textValue()).isEqualTo("TRUSTED_ENVIRONMENT");
    assertThat(json.path("bootState").textValue()).isEqualTo("SELF_SIGNED");
    assertThat(json.get("deviceLocked").isBoolean()).isTrue();
    assertThat(json.path("deviceLocked").booleanValue()).isTrue();
    assertThat(Run.read(device.file("boot-keys.json")))
        .contains(json.path("verifiedBootKey").textValue());
    assertThat(json.path("osVersion").intValue()).isEqualTo(140000);
    assertThat(json.path("osPatchLevel").intValue()).isEqualTo(202610);
    assertThat(json.path("vendorPatchLevel").intValue()).isEqualTo(20261005);
    assertThat(json.path("bootPatchLevel").intValue()).isEqualTo(20261005);
    assertThat(json.path("origin").textValue()).isEqualTo("GENERATED");
    assertThat(json.path("provisioning").textValue()).isEqualTo("FACTORY");
    assertThat(json.path("root").textValue()).matches("anchor-[0-9a-f]{8}");
    // The SHA-256 of the two bytes 01 02, never the challenge itself.
    assertThat(json.path("challenge").textValue())
        .isEqualTo("a12871fee210fb8619291eaea194581cbd2531e4b23759d225f6806923f63222");
    assertThat(json.path("findings").isArray()).isTrue();
    assertThat(json.path("challengeChecked").booleanValue()).isTrue();
    assertThat(json.path("key").textValue()).isEqualTo("EC-P256");
    assertThat(json.path("rootIncluded").booleanValue()).isTrue();
  }

  @Test
  void attest_otherChallenge_isRejectedAndItsClaimsStandApart() {
    Run run = device.attest("--challenge", "0103", "--format", "json");
    JsonNode json = json(run.out());

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out()).doesNotContain("0103");
    assertThat(json.fieldNames()).toIterable().containsExactlyElementsOf(MEMBERS);
    assertThat(json.path("result").textValue()).isEqualTo("rejected");
    assertThat(json.path("reason").textValue()).isEqualTo("CHALLENGE_MISMATCH");
    assertThat(json.path("certificate").intValue()).isZero();
    assertThat(json.path("field").textValue()).isNotEmpty();
    assertThat(json.path("detail").textValue()).isNotEmpty();
    for (String name : MEMBERS.subList(6, 21)) {
      assertThat(json.get(name).isNull()).as(name).isTrue();
    }
    assertThat(json.path("claims").path("deviceLocked").booleanValue()).isTrue();
    assertThat(json.path("claims").fieldNames())
        .toIterable()
        .containsExactlyElementsOf(MEMBERS.subList(6, 21));
  }

  @Test
  void attest_asText_saysTheSame() {
    Run verified = device.attest("--any-challenge");
    Run rejected = device.attest("--challenge", "ff");

    assertThat(verified.lines().get(0)).isEqualTo("chain.pem: verified");
    assertThat(verified.out())
        .containsPattern("(?m)^  boot state +SELF_SIGNED$")
        .containsPattern("(?m)^  challenge checked +no$")
        .containsPattern("(?m)^  revocation +not checked, no status list `google` given$");
    assertThat(rejected.lines().get(0))
        .startsWith("chain.pem: rejected: CHALLENGE_MISMATCH at certificate 0, ");
    assertThat(rejected.out())
        .containsPattern("(?m)^  unproved boot state +SELF_SIGNED$")
        .doesNotContainPattern("(?m)^  boot state");
  }

  @Test
  void attest_withoutTheAnchor_isRejected() {
    Run run = Run.in(device.folder(), "attest", "chain.pem", "--any-challenge", "--format=json");

    assertThat(json(run.out()).path("reason").textValue()).isEqualTo("ROOT_UNKNOWN");
    assertThat(run.exit()).isEqualTo(1);
  }

  @Test
  void attest_revokedChain_isRejectedAtItsCertificate() {
    TestDevice revoked = TestDevice.in(folder.resolve("revoked"), "--revoked");
    String[] list = {"--any-challenge", "--status-list", "status-list.json", "--format", "json"};
    Run without = revoked.attest("--any-challenge");
    JsonNode with = json(revoked.attest(list).out());

    assertThat(without.exit()).isZero();
    assertThat(with.path("reason").textValue()).isEqualTo("CERTIFICATE_REVOKED");
    assertThat(with.path("certificate").intValue()).isEqualTo(1);
  }

  @Test
  void attest_statusListWithFetchTime_saysHowOldItWas() {
    JsonNode json =
        json(device
                .attest(
                    "--any-challenge",
                    "--format=json",
                    "--status-list=status-list.json",
                    "--status-fetched=2026-11-25T11:00:00Z")
                .out())
            .path("revocation");

    assertThat(json.path("ageSeconds").intValue()).isEqualTo(3600);
    assertThat(json.path("entries").intValue()).isEqualTo(1);
    assertThat(json.path("fetchedAt").textValue()).isEqualTo("2026-11-25T11:00:00Z");
  }

  @Test
  void attest_statusListThatNoAnchorNames_isTwo() {
    Run.write(device.file("own.json"), device.ownAnchors("acme"));
    String[] own = {
      "attest", "chain.pem", "--any-challenge", "--at=" + Run.AT, "--anchors=own.json"
    };

    assertThat(
            Run.in(device.folder(), with(own, "--anchor-status-list=acme=status-list.json")).out())
        .contains("checked against the list `acme`: 1 entries");
    assertThat(Run.in(device.folder(), with(own, "--status-list=status-list.json")).err())
        .isEqualTo(
            "portcullis: `--status-list` means nothing: each anchor names a list of its own\n");
  }

  @Test
  void attest_statusListWithAKeyThatIsNoNumber_isTakenWithAWarning() {
    Run.write(device.file("status-list.json"), "{\"entries\":{\"0xc0ffee\":{},\"c0ffee\":{}}}");
    Run run = device.attest("--any-challenge", "--status-list=status-list.json");

    assertThat(run.exit()).isZero();
    assertThat(run.err())
        .isEqualTo(
            "portcullis: status-list.json: warning: 1 of the keys are no hexadecimal numbers, and"
                + " revoke nothing\n");
    assertThat(run.out()).contains("checked against the list `google`: 1 entries");
  }

  static String[] with(String[] arguments, String more) {
    String[] all = Arrays.copyOf(arguments, arguments.length + 1);
    all[arguments.length] = more;
    return all;
  }

  @Test
  void attest_severalChains_judgesAllAndExitsWithTheWorst() throws IOException {
    Files.writeString(device.file("text.pem"), "no pem\n");
    String whole = Run.read(device.file("chain.pem"));
    Files.writeString(device.file("cut.pem"), whole.substring(0, whole.length() / 2));

    Run run =
        device.attest("text.pem", "missing.pem", "cut.pem", "--any-challenge", "--format=json");

    assertThat(run.lines()).hasSize(3);
    assertThat(run.lines())
        .extracting(line -> json(line).path("result").textValue())
        .containsExactly("verified", "rejected", "rejected");
    assertThat(json(run.lines().get(1)).path("reason").textValue()).isEqualTo("CHAIN_EMPTY");
    assertThat(json(run.lines().get(2)).path("reason").textValue())
        .isEqualTo("CERTIFICATE_MALFORMED");
    assertThat(json(run.lines().get(2)).path("detail").textValue()).startsWith("line ");
    assertThat(run.err()).isEqualTo("portcullis: missing.pem: no such file\n");
    assertThat(run.exit()).isEqualTo(2);
  }

  @Test
  void attest_anyFormOfAChain_isTheSameChain() throws IOException {
    String pem = Run.read(device.file("chain.pem"));
    List<String> certificates =
        Pattern.compile("-----BEGIN CERTIFICATE-----([^-]+)-----END")
            .matcher(pem)
            .results()
            .map(match -> match.group(1).replaceAll("\\s", ""))
            .toList();
    ByteArrayOutputStream der = new ByteArrayOutputStream();
    certificates.forEach(text -> der.writeBytes(Base64.getDecoder().decode(text)));
    Files.write(device.file("chain.der"), der.toByteArray());
    Run.write(device.file("lines.txt"), String.join("\r\n", certificates));
    Run.write(
        device.file("text.b64"), Base64.getMimeEncoder().encodeToString(der.toByteArray()) + "\n");
    String array = "[\"" + String.join("\", \"", certificates) + "\"]";
    Run.write(device.file("array.json"), array);
    Run.write(device.file("statement.json"), "{\"alg\": -7, \"x5c\": " + array + "}");
    String whole = json(device.attest("--any-challenge", "--format=json").out()).toString();

    Run run =
        device.attest(
            "chain.der",
            "lines.txt",
            "text.b64",
            "array.json",
            "statement.json",
            "--any-challenge",
            "--format=json");
    assertThat(run.lines()).hasSize(6);
    assertThat(run.lines())
        .allSatisfy(
            line -> {
              ObjectNode answer = (ObjectNode) json(line);
              assertThat(answer.put("file", "chain.pem").toString()).isEqualTo(whole);
            });
    assertThat(run.exit()).isZero();
  }

  @Test
  void attest_damagedJson_saysWhere() {
    Run.write(device.file("array.json"), "[\"MIIA\",\n  7]");
    Run run = Run.in(device.folder(), "attest", "array.json", "--any-challenge", "--format=json");

    assertThat(json(run.out()).path("reason").textValue()).isEqualTo("CERTIFICATE_MALFORMED");
    assertThat(json(run.out()).path("certificate").intValue()).isEqualTo(1);
    assertThat(json(run.out()).path("field").textValue()).isEqualTo("x5c");
    assertThat(json(run.out()).path("detail").textValue())
        .isEqualTo("line 2, column 3: the certificate is no string");
    assertThat(run.exit()).isEqualTo(1);
  }

  @Test
  void attest_help_listsTheForms() {
    Run run = Run.in(device.folder(), "attest", "--help");

    assertThat(run.out())
        .contains("PEM blocks", "- DER", "- base64 of DER", "- a JSON array", "x5c");
  }

  @Test
  void attest_hugeFile_isRejectedAsTooLarge() {
    Run.write(device.file("huge.pem"), "x".repeat(1 << 20));
    Run run = Run.in(device.folder(), "attest", "huge.pem", "--any-challenge", "--format=json");

    assertThat(json(run.out()).path("reason").textValue()).isEqualTo("CHAIN_TOO_LARGE");
    assertThat(run.exit()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "attest|a CHAIN or `--batch` is missing",
        "attest chain.pem|`--challenge` or `--any-challenge` is missing",
        "attest chain.pem --batch b --any-challenge|`--batch` takes no further CHAIN",
        "attest chain.pem --challenge 00 --any-challenge|`--challenge` and `--any-challenge` exclude each other",
        "attest chain.pem --challenge 0|`--challenge`: a challenge is an even number of hexadecimal digits",
        "attest chain.pem --any-challenge --anchor-status-list acme|`--anchor-status-list`: `acme` is no name, `=` and file",
        "attest chain.pem --any-challenge --anchor-status-list =a|`--anchor-status-list`: `=a` is no name, `=` and file",
        "attest chain.pem --any-challenge --anchor-status-list acme=|`--anchor-status-list`: `acme=` is no name, `=` and file",
        "attest chain.pem --challenge zz|`--challenge`: a challenge is an even number of hexadecimal digits",
      })
  void attest_wrongUsage_isTwo(String commandLine, String message) {
    Run run = Run.in(device.folder(), commandLine.split(" "));

    assertThat(run.err())
        .isEqualTo("portcullis: " + message + "; see `portcullis attest --help`\n");
    assertThat(run.exit()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--anchors missing.pem|missing.pem: no such file",
        "--anchors boot-keys.json|boot-keys.json:2:3: the member `keys` is unknown",
        "--anchors .|.: is a folder, not a file",
        "--status-list missing.json|missing.json: no such file",
        "--status-list chain.pem|chain.pem:1:2: the list is no valid json",
        "--status-fetched 2026-11-25T11:00:00Z|`--status-fetched` means nothing without a status list",
        "--anchor-status-list google=x|`--status-list` gives the list `google`",
        "--anchor-status-list A=x|`--anchor-status-list`: a status list's name is 1 to 64 lower-case letters, digits, `.`, `_` or `-`, the first a letter or digit",
        "--anchor-status-list acme=missing.json|missing.json: no such file",
        "--anchor-status-list acme=status-list.json|no anchor names the status list `acme`",
        "--anchor-status-list a=status-list.json --anchor-status-list a=missing.json|`--anchor-status-list` gives `a` twice",
      })
  void attest_unusableEvidence_isTwo(String options, String message) {
    Run run = Run.in(device.folder(), ("attest chain.pem --any-challenge " + options).split(" "));

    assertThat(run.err()).isEqualTo("portcullis: " + message + "\n");
    assertThat(run.out()).isEmpty();
    assertThat(run.exit()).isEqualTo(2);
  }
}
