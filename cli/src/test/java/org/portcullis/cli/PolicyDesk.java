package org.portcullis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.portcullis.fixtures.mint.CaseMint;
import org.portcullis.fixtures.mint.Seed;
import org.portcullis.release.envelope.KeyException;
import org.portcullis.release.envelope.SoftwareSigner;
import org.portcullis.rules.harness.CaseJson;

/** The desk of people who write, sign and activate rule sets: a folder with all they need. */
record PolicyDesk(Path folder) {
  static final String SCOPE = "default/slate/stable";

  private static final Map<String, String> SHIPPED = new TreeMap<>();
  private static final byte[] ED25519 = HexFormat.of().parseHex("302e020100300506032b657004220420");

  /** A source folder `policy`, the keys of three people, and the file of keys of two of them. */
  static PolicyDesk in(Path folder) {
    PolicyDesk desk = new PolicyDesk(folder);
    RulesCheckCommandTest.copy(TestDevice.RULES, desk.file("policy"));
    Run.write(desk.file("policy/tests/phone.json"), desk.tests());
    Run.write(desk.file("policy/params/strict.json"), "{\"minimumOsPatch\": 203001}");
    for (String name : List.of("alice", "bob", "mallory")) {
      Run.write(desk.file(name + ".pem"), pem(name));
      desk.file(name + ".pem").toFile().setReadable(false, false);
      desk.file(name + ".pem").toFile().setReadable(true, true);
    }
    desk.writeKeys("keys.json", 1, 2);
    return desk;
  }

  /**
   * The same with the folder `shipped`, which Alice has signed; it is signed once for all tests.
   */
  static PolicyDesk signedIn(Path folder) {
    PolicyDesk desk = in(folder);
    synchronized (SHIPPED) {
      if (SHIPPED.isEmpty()) {
        desk.done("sign policy --key alice.pem --out shipped");
        SHIPPED.putAll(desk.contents("shipped"));
      }
      SHIPPED.forEach((name, content) -> Run.write(desk.file("shipped/" + name), content));
    }
    return desk;
  }

  /** The files of a folder by their paths in it. */
  Map<String, String> contents(String name) {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(file(name))) {
      for (Path each : files.filter(Files::isRegularFile).toList()) {
        contents.put(file(name).relativize(each).toString(), Run.read(each));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return contents;
  }

  private String tests() {
    String facts = new String(CaseJson.write(CaseMint.good()), StandardCharsets.UTF_8);
    return "{\n  \"format\": 1,\n  \"case\": "
        + facts.strip()
        + ",\n  \"tests\": [\n"
        + "    { \"name\": \"a good phone\","
        + " \"expect\": { \"outcome\": \"ELIGIBLE\", \"reasons\": [], \"notes\": [] } },\n"
        + "    { \"name\": \"an unlocked phone\","
        + " \"set\": { \"keyAttestation.deviceLocked\": false },"
        + " \"expect\": { \"outcome\": \"NOT_ELIGIBLE\" } }\n  ]\n}\n";
  }

  /** A file of keys of Alice and Bob. */
  void writeKeys(String name, int policyThreshold, int activationThreshold) {
    String both =
        "[{\"name\": \"alice\", \"spki\": \""
            + signer("alice").key().base64()
            + "\"}, {\"name\": \"bob\", \"spki\": \""
            + signer("bob").key().base64()
            + "\"}]";
    Run.write(
        file(name),
        "{\"format\": 1, \"roles\": {\"policy\": {\"threshold\": "
            + policyThreshold
            + ", \"keys\": "
            + both
            + "}, \"activation\": {\"threshold\": "
            + activationThreshold
            + ", \"keys\": "
            + both
            + "}}}");
  }

  static String pem(String name) {
    byte[] key = Arrays.copyOf(ED25519, ED25519.length + 32);
    System.arraycopy(Seed.of("desk of " + name).bytes(32), 0, key, ED25519.length, 32);
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getEncoder().encodeToString(key)
        + "\n-----END PRIVATE KEY-----\n";
  }

  static SoftwareSigner signer(String name) {
    try {
      return SoftwareSigner.ofPem(pem(name).getBytes(StandardCharsets.US_ASCII));
    } catch (KeyException e) {
      throw new IllegalStateException(e);
    }
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  PolicyDesk edit(String name, String from, String to) {
    new TestDevice(folder).edit(name, from, to);
    return this;
  }

  Run rules(String command) {
    List<String> arguments = new ArrayList<>(List.of("rules"));
    arguments.addAll(List.of(command.split(" ")));
    return Run.in(folder, arguments.toArray(String[]::new));
  }

  /** A run that must say yes, and complain of nothing. */
  Run done(String command) {
    Run run = rules(command);
    assertThat(run.err()).as(command).isEmpty();
    assertThat(run.exit()).as(command + "\n" + run.out()).isZero();
    return run;
  }

  /** The digest of a rule set, as the check says. */
  String digest(String rules) {
    return AttestCommandTest.json(done("check " + rules + " --format json").out())
        .path("ruleSet")
        .path("digest")
        .textValue();
  }
}
