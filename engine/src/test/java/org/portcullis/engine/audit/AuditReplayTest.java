package org.portcullis.engine.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.engine.Fixture;
import org.portcullis.engine.audit.ReplayResult.Differs;
import org.portcullis.engine.audit.ReplayResult.Identical;
import org.portcullis.engine.audit.ReplayResult.NotReplayable;
import org.portcullis.engine.audit.ReplayResult.OutcomeChange;
import org.portcullis.engine.audit.ReplayResult.Reason;
import org.portcullis.facts.BootKeyMatch;
import org.portcullis.facts.Digest;
import org.portcullis.facts.EligibilityCase;
import org.portcullis.facts.Outcome;
import org.portcullis.facts.PolicyFacts;
import org.portcullis.facts.RuleId;
import org.portcullis.facts.codec.CaseCodec;
import org.portcullis.fixtures.mint.CaseMint;
import org.portcullis.release.json.Reading;
import org.portcullis.rules.Evaluation;
import org.portcullis.rules.Evaluations;
import org.portcullis.rules.RuleSet;
import org.portcullis.rules.RuleSetLoading;
import org.portcullis.rules.bundle.BundledRuleSets;
import org.portcullis.rules.bundle.EffectiveParameters;
import org.portcullis.rules.bundle.RuleSetBundle;
import org.portcullis.rules.confine.RuleSource;

class AuditReplayTest {
  private static final RuleSetBundle BUNDLE = BundledRuleSets.standard();
  private static final Blobs BLOBS = new Blobs();

  private static RuleSet standard;
  private static AuditReplay replay;

  @TempDir Path directory;

  @BeforeAll
  static void compile() {
    standard = Fixture.standard();
    replay = new AuditReplay(List.of(BUNDLE), BLOBS);
  }

  @AfterAll
  static void close() {
    standard.close();
    replay.close();
  }

  @Test
  void replay_recordedDecisions_areIdentical() {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 300; i++) {
      EligibilityCase facts = CaseMint.random(random);
      DecisionRecord record = record(facts.toBuilder().policy(PolicyFacts.IN_FORCE).build());
      assertThat(replay.replay(record)).isEqualTo(new Identical(true));
    }
  }

  @Test
  void replay_anotherEngineThatAgrees_isIdenticalAndSaysSo() {
    DecisionRecord record = record(CaseMint.good());
    assertThat(replay.replay(withEngine(record, "0.0.9+drools.10.1.0")))
        .isEqualTo(new Identical(false));
  }

  @Test
  void replay_unboundDecision_isIdentical() {
    EligibilityCase facts = CaseMint.good().toBuilder().policy(PolicyFacts.UNBOUND).build();
    DecisionRecord record = record(facts, Evaluations.unbound(facts));
    assertThat(replay.replay(record)).isEqualTo(new Identical(true));
  }

  @Test
  void replay_editedOutcome_saysWhichTwo() {
    EligibilityCase bad = CaseMint.with(CaseMint.good(), "keyAttestation.deviceLocked", false);
    Evaluation denied = standard.evaluate(bad);
    assertThat(denied.outcome()).isEqualTo(Outcome.NOT_ELIGIBLE);
    Evaluation edited = withOutcome(denied, Outcome.ELIGIBLE);
    Differs differs = (Differs) replay.replay(record(bad, edited));
    assertThat(differs.outcome())
        .contains(new OutcomeChange(Outcome.ELIGIBLE, Outcome.NOT_ELIGIBLE));
    assertThat(differs.findingsAdded()).isEmpty();
    assertThat(differs.findingsRemoved()).isEmpty();
    assertThat(differs.firstRule()).isEmpty();
    // The outcome is the value of the first member of the evaluation's map.
    assertThat(differs.byteOffset()).isEqualTo(2);
  }

  @Test
  void replay_editedFacts_saysWhatTheRulesFindInstead() {
    EligibilityCase bad =
        CaseMint.with(CaseMint.good(), "keyAttestation.bootKey", BootKeyMatch.NOT_PINNED);
    Evaluation denied = standard.evaluate(bad);
    EligibilityCase edited = CaseMint.good();
    Evaluation claimed =
        new Evaluation(
            denied.outcome(),
            denied.findings(),
            denied.obligations(),
            denied.retryAfterSeconds(),
            Digest.of(CaseCodec.encode(edited)),
            denied.ruleSet(),
            denied.parameters());
    Differs differs = (Differs) replay.replay(record(edited, claimed));
    assertThat(differs.outcome())
        .contains(new OutcomeChange(Outcome.NOT_ELIGIBLE, Outcome.ELIGIBLE));
    assertThat(differs.findingsAdded())
        .extracting(f -> f.reason().value())
        .containsExactly("attestation.vendor-boot-key");
    assertThat(differs.findingsRemoved())
        .extracting(f -> f.reason().value())
        .containsExactly("attestation.boot-key-not-pinned");
    assertThat(differs.firstRule()).contains(new RuleId("attestation/boot-key-not-pinned"));
    assertThat(differs.byteOffset()).isPositive();
  }

  @Test
  void replay_editedEntry_isRefusedByItsChecksumAndDiffersWithoutOne() throws IOException {
    EligibilityCase bad = CaseMint.with(CaseMint.good(), "keyAttestation.deviceLocked", false);
    try (FileAuditLog log = FileAuditLog.open(directory)) {
      assertThat(log.append(record(bad)).isAccepted()).isTrue();
      assertThat(log.append(record(CaseMint.good())).isAccepted()).isTrue();
    }
    AuditEntry entry = next(0);
    byte[] edited = entry.bytes();
    int at = outcomeOffset(record(bad));
    edited[at] = 1;
    Path segment = entry.file();
    byte[] file = Files.readAllBytes(segment);
    file[(int) entry.offset() + SegmentFormat.FRAME_HEAD + at] = 1;
    Files.write(segment, file);
    try (AuditReader reader = AuditReader.open(directory)) {
      assertThat(reader.next())
          .isEqualTo(new AuditScan.Damaged(segment, entry.offset(), AuditDamage.FRAME_CHECKSUM));
    }
    ByteBuffer frame = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    SegmentFormat.putFrame(frame.position((int) entry.offset()), 0, 0, edited);
    Files.write(segment, file);
    Differs differs = (Differs) replay.replay(next(0));
    assertThat(differs.outcome())
        .contains(new OutcomeChange(Outcome.ELIGIBLE, Outcome.NOT_ELIGIBLE));
    assertThat(replay.replay(next(1))).isEqualTo(new Identical(true));
  }

  @Test
  void replay_otherParameters_areFoundBesideTheLog() throws IOException {
    EffectiveParameters strict = parameters("{\"requireIntegrity\": true}");
    RuleSet strictSet = ((RuleSetLoading.Loaded) RuleSet.load(BUNDLE, strict)).ruleSet();
    DecisionRecord record = record(CaseMint.good(), strictSet.evaluate(CaseMint.good()));
    strictSet.close();
    Blobs blobs = new Blobs();
    try (AuditReplay without = new AuditReplay(List.of(BUNDLE), blobs)) {
      assertNotReplayable(
          without.replay(record), Reason.PARAMETERS_MISSING, Optional.of(strict.digest()));
    }
    blobs.put(strict.canonical());
    try (AuditReplay with = new AuditReplay(List.of(BUNDLE), blobs)) {
      assertThat(with.replay(record)).isEqualTo(new Identical(true));
    }
  }

  @Test
  void replay_unreadableBlobs_areMissingParameters() {
    Blobs blobs = new Blobs();
    blobs.failing = true;
    try (AuditReplay failing = new AuditReplay(List.of(BUNDLE), blobs)) {
      DecisionRecord record = withDigests(record(CaseMint.good()), BUNDLE.digest(), digest("p"));
      assertNotReplayable(
          failing.replay(record), Reason.PARAMETERS_MISSING, Optional.of(digest("p")));
    }
  }

  @Test
  void replay_foreignParameters_areRefused() {
    Digest foreign = BLOBS.put(new byte[] {1});
    DecisionRecord record = withDigests(record(CaseMint.good()), BUNDLE.digest(), foreign);
    assertNotReplayable(replay.replay(record), Reason.PARAMETERS_REFUSED, Optional.of(foreign));
  }

  @Test
  void replay_unknownRuleSet_saysWhich() {
    DecisionRecord record = withDigests(record(CaseMint.good()), digest("r"), digest("p"));
    assertNotReplayable(replay.replay(record), Reason.RULE_SET_MISSING, Optional.of(digest("r")));
  }

  @Test
  void replay_ruleSetThatNoLongerLoads_isRefused() {
    RuleSetBundle broken = broken();
    DecisionRecord record =
        withDigests(
            record(CaseMint.good()),
            broken.digest(),
            EffectiveParameters.defaults(broken.manifest()).digest());
    try (AuditReplay refusing = new AuditReplay(List.of(broken), BLOBS)) {
      assertNotReplayable(
          refusing.replay(record), Reason.RULE_SET_REFUSED, Optional.of(broken.digest()));
    }
  }

  @Test
  void replay_ruleSetThatThrows_saysSo() {
    DecisionRecord record = record(CaseMint.good());
    ReplayRuleSets throwing =
        new ReplayRuleSets() {
          @Override
          public Found find(Digest ruleSet, Digest parameters) {
            return Found.of(
                facts -> {
                  throw new IllegalStateException("broken");
                });
          }

          @Override
          public void close() {}
        };
    try (AuditReplay failing = new AuditReplay(throwing)) {
      assertNotReplayable(failing.replay(record), Reason.RULE_THREW, Optional.of(BUNDLE.digest()));
    }
  }

  @Test
  void replay_damagedEntry_saysWhere() {
    byte[] entry = record(CaseMint.good()).encode();
    assertNotReplayable(replay(Arrays.copyOf(entry, 40)), Reason.RECORD_DAMAGED, Optional.empty());
    byte[] kind = entry.clone();
    kind[2] = 9;
    assertNotReplayable(replay(kind), Reason.ENGINE_TOO_OLD, Optional.empty());
    byte[] vocabulary = entry.clone();
    vocabulary[vocabularyOffset(entry)] = 2;
    assertNotReplayable(replay(vocabulary), Reason.VOCABULARY_UNKNOWN, Optional.empty());
  }

  @Test
  void replay_caseAndEvaluationThatDifferOnThePolicy_areDamaged() {
    DecisionRecord bound = withDigests(record(CaseMint.good()), Evaluations.NONE, Evaluations.NONE);
    assertNotReplayable(replay.replay(bound), Reason.RECORD_DAMAGED, Optional.empty());
    EligibilityCase facts = CaseMint.good().toBuilder().policy(PolicyFacts.UNBOUND).build();
    assertNotReplayable(replay.replay(record(facts)), Reason.RECORD_DAMAGED, Optional.empty());
  }

  private static ReplayResult replay(byte[] entry) {
    return replay.replay(new AuditEntry(0, Path.of("some.pal"), 4096, entry));
  }

  private static void assertNotReplayable(
      ReplayResult result, Reason reason, Optional<Digest> subject) {
    assertThat(result).isInstanceOf(NotReplayable.class);
    assertThat(((NotReplayable) result).reason()).isEqualTo(reason);
    assertThat(((NotReplayable) result).subject()).isEqualTo(subject);
    assertThat(((NotReplayable) result).detail()).isNotBlank();
  }

  private AuditEntry next(int index) throws IOException {
    try (AuditReader reader = AuditReader.open(directory)) {
      AuditScan scan = reader.next();
      for (int i = 0; i < index; i++) {
        scan = reader.next();
      }
      return ((AuditScan.Next) scan).entry();
    }
  }

  private static DecisionRecord record(EligibilityCase facts) {
    return record(facts, standard.evaluate(facts));
  }

  private static DecisionRecord record(EligibilityCase facts, Evaluation evaluation) {
    SplittableRandom random = new SplittableRandom(1);
    return new DecisionRecord(
        DecisionId.next(Records.TIME, random),
        Records.TIME,
        evaluation,
        facts,
        EvidenceDigests.NONE,
        Salt.next(random),
        new ClockStamp(ClockSource.SYSTEM, ClockQuality.ADVANCING),
        Set.of(),
        EngineVersion.current());
  }

  private static DecisionRecord withEngine(DecisionRecord record, String version) {
    return new DecisionRecord(
        record.id(),
        record.timeMillis(),
        record.evaluation(),
        record.eligibilityCase(),
        record.evidence(),
        record.salt(),
        record.clock(),
        record.degraded(),
        version);
  }

  private static DecisionRecord withDigests(
      DecisionRecord record, Digest ruleSet, Digest parameters) {
    Evaluation e = record.evaluation();
    return record(
        record.eligibilityCase(),
        new Evaluation(
            e.outcome(),
            e.findings(),
            e.obligations(),
            e.retryAfterSeconds(),
            e.caseDigest(),
            ruleSet,
            parameters));
  }

  private static Evaluation withOutcome(Evaluation e, Outcome outcome) {
    return new Evaluation(
        outcome,
        e.findings(),
        e.obligations(),
        e.retryAfterSeconds(),
        e.caseDigest(),
        e.ruleSet(),
        e.parameters());
  }

  private static int outcomeOffset(DecisionRecord record) {
    Evaluation e = record.evaluation();
    byte[] other = record(record.eligibilityCase(), withOutcome(e, Outcome.ELIGIBLE)).encode();
    return Arrays.mismatch(record.encode(), other);
  }

  /** Key 6 behind the digest of the parameters: 06 01 07. */
  private static int vocabularyOffset(byte[] entry) {
    for (int at = 0; ; at++) {
      if (entry[at] == 6 && entry[at + 1] == 1 && entry[at + 2] == 7) {
        return at + 1;
      }
    }
  }

  private static EffectiveParameters parameters(String json) {
    Reading<EffectiveParameters> reading =
        EffectiveParameters.read(
            BUNDLE.manifest(), "params.json", json.getBytes(StandardCharsets.UTF_8));
    return ((Reading.Parsed<EffectiveParameters>) reading).value();
  }

  private static RuleSetBundle broken() {
    byte[] manifest;
    try (var in = RuleSetBundle.class.getResourceAsStream("/rulesets/standard/ruleset.json")) {
      manifest = Objects.requireNonNull(in).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var rule = new RuleSource("rules/broken.drl", "rule broken".getBytes(StandardCharsets.UTF_8));
    Reading<RuleSetBundle> reading = RuleSetBundle.read(manifest, List.of(rule));
    return ((Reading.Parsed<RuleSetBundle>) reading).value();
  }

  private static Digest digest(String name) {
    return Digest.ofUtf8(name);
  }

  /** Blobs in memory. */
  private static final class Blobs implements BlobStore {
    private final Map<Digest, byte[]> byDigest = new HashMap<>();
    private boolean failing;

    @Override
    public Digest put(byte[] content) {
      byDigest.put(Digest.of(content), content.clone());
      return Digest.of(content);
    }

    @Override
    public Optional<byte[]> get(Digest digest) throws IOException {
      if (failing) {
        throw new IOException("broken");
      }
      return Optional.ofNullable(byDigest.get(digest));
    }
  }
}
