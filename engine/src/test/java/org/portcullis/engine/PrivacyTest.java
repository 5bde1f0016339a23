package org.portcullis.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.attestation.bootkeys.BootKeyCatalogue;
import org.portcullis.engine.audit.AuditReader;
import org.portcullis.engine.audit.AuditScan;
import org.portcullis.engine.audit.FileAuditLog;
import org.portcullis.engine.audit.RecordDecoding;
import org.portcullis.engine.intake.CheckIn;
import org.portcullis.engine.intake.Intake;
import org.portcullis.fixtures.mint.MintedChain;

/** Nothing that names a device comes out anywhere: not in texts, not in the log's bytes. */
class PrivacyTest {
  @TempDir Path directory;
  private final Fixture fixture = Fixture.vendorDevice();
  private final MintedChain chain = fixture.chain();
  private final CheckIn good = fixture.checkIn().build();

  @Test
  void decide_anyCheckIn_leavesNoTraceOfTheDevice() throws IOException {
    List<CheckIn> checkIns = List.of(good, rejected());
    List<String> texts = new ArrayList<>();
    try (FileAuditLog log = FileAuditLog.open(directory);
        EligibilityEngine engine = engine(log)) {
      for (CheckIn checkIn : checkIns) {
        texts.add(engine.decide(checkIn).toString());
        texts.add(checkIn.toString());
        texts.add(intake().take(checkIn, Fixture.NOW).toString());
      }
    }
    texts.addAll(recorded());
    texts.add(Fixture.ID.toString());
    texts.add(Fixture.expectation().toString());
    texts.forEach(text -> assertSilent(text.toLowerCase(Locale.ROOT)));
  }

  @Test
  void decide_anyCheckIn_writesNothingOfTheDeviceToDisk() throws IOException {
    try (FileAuditLog log = FileAuditLog.open(directory);
        EligibilityEngine engine = engine(log)) {
      engine.decide(good);
      engine.decide(rejected());
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertSilent(bytes.toLowerCase(Locale.ROOT));
        assertSilent(HexFormat.of().formatHex(Files.readAllBytes(file)));
      }
    }
  }

  private void assertSilent(String text) {
    for (String secret : secrets()) {
      assertThat(text).doesNotContain(secret.toLowerCase(Locale.ROOT));
    }
  }

  private List<String> secrets() {
    List<String> secrets = new ArrayList<>();
    HexFormat hex = HexFormat.of();
    for (int index = 1; index < chain.certificates().size(); index++) {
      secrets.add(chain.serial(index));
    }
    for (byte[] bytes : List.of(Fixture.CHALLENGE, Fixture.ID.reveal())) {
      secrets.add(hex.formatHex(bytes));
      secrets.add(Base64.getEncoder().encodeToString(bytes));
      secrets.add(new String(bytes, StandardCharsets.ISO_8859_1));
    }
    secrets.add(hex.formatHex(chain.leafKey().spki()));
    secrets.add(fixture.device.bootKey());
    return secrets;
  }

  private CheckIn rejected() {
    return fixture
        .withoutChain()
        .keyAttestation(
            Fixture.read(fixture.chain(fixture.device.software())), Fixture.expectation())
        .build();
  }

  private EligibilityEngine engine(FileAuditLog log) throws IOException {
    EligibilityEngine engine = fixture.engine(log).build();
    engine.bind(new FakePolicy("policy"));
    return engine;
  }

  private Intake intake() {
    Duration week = Duration.ofDays(7);
    return new Intake(fixture.verifier(), fixture.enrollments, () -> BootKeyCatalogue.NONE, week);
  }

  private List<String> recorded() throws IOException {
    List<String> texts = new ArrayList<>();
    try (AuditReader reader = AuditReader.open(directory)) {
      for (AuditScan scan = reader.next();
          scan instanceof AuditScan.Next next;
          scan = reader.next()) {
        texts.add(next.toString());
        texts.add(((RecordDecoding.Decoded) next.entry().decode()).value().toString());
      }
    }
    assertThat(texts).hasSize(4);
    return texts;
  }
}
