package org.portcullis.cli;

import java.nio.file.Path;
import java.util.List;
import org.portcullis.engine.audit.AuditEntry;
import org.portcullis.engine.audit.AuditScan;
import org.portcullis.engine.audit.ReplayResult;
import org.portcullis.facts.Digest;
import org.portcullis.facts.Finding;
import org.portcullis.facts.Obligation;
import org.portcullis.facts.RuleId;

/** Prints the records that didn't come out the same, counts all, and sums up. */
final class ReplayReport {
  private static final int PROGRESS_EVERY = 10_000;

  private final Surroundings surroundings;
  private final boolean json;
  private long identical;
  private long differing;
  private long notReplayable;
  private long acts;

  ReplayReport(Surroundings surroundings, boolean json) {
    this.surroundings = surroundings;
    this.json = json;
  }

  void add(AuditEntry entry, ReplayResult result) {
    if (result instanceof ReplayResult.Differs differs) {
      differing++;
      surroundings.printLine(json ? json(entry, differs) : text(entry, differs));
    } else if (result instanceof ReplayResult.NotReplayable not) {
      notReplayable++;
      surroundings.printLine(json ? json(entry, not) : text(entry, not));
    } else if (result instanceof ReplayResult.NoDecision) {
      acts++;
    } else {
      identical++;
    }
    if (surroundings.interactive() && records() % PROGRESS_EVERY == 0) {
      surroundings.complain(records() + " records replayed");
    }
  }

  private long records() {
    return identical + differing + notReplayable + acts;
  }

  /** Sums up after the last record that could be read. */
  ExitCode finish(Path log, AuditScan last) {
    if (last instanceof AuditScan.Damaged damaged) {
      surroundings.out().flush();
      throw new Complaint(
          Texts.printable(damaged.file().toString())
              + ": damaged at offset "
              + damaged.offset()
              + " ("
              + damaged.damage()
              + "), after "
              + records()
              + " readable records");
    }
    AuditScan.End end = (AuditScan.End) last;
    if (end.tornBytes() > 0) {
      surroundings.complain(
          Texts.printable(end.file().toString())
              + ": an unfinished append of "
              + end.tornBytes()
              + " bytes at offset "
              + end.offset());
    }
    surroundings.printLine(json ? summary(end) : summary(log));
    return exitCode();
  }

  private ExitCode exitCode() {
    if (differing > 0) {
      return ExitCode.NO;
    }
    return notReplayable > 0 ? ExitCode.INDETERMINATE : ExitCode.YES;
  }

  private String word() {
    return switch (exitCode()) {
      case YES -> "identical";
      case NO -> "differs";
      default -> "not replayable";
    };
  }

  private String summary(Path log) {
    return word()
        + ": "
        + Texts.printable(log.toString())
        + ", "
        + records()
        + (records() == 1 ? " record: " : " records: ")
        + identical
        + " identical, "
        + differing
        + " different, "
        + notReplayable
        + " not replayable"
        + (acts == 0 ? "" : ", " + acts + (acts == 1 ? " act" : " acts") + " of activation");
  }

  private String summary(AuditScan.End end) {
    return new JsonLine()
        .put("result", word())
        .put("records", records())
        .put("identical", identical)
        .put("different", differing)
        .put("notReplayable", notReplayable)
        .put("acts", acts)
        .put("tornBytes", end.tornBytes())
        .toString();
  }

  private static String text(AuditEntry entry, ReplayResult.Differs differs) {
    StringBuilder text = new StringBuilder("record " + entry.sequence() + " differs");
    differs
        .outcome()
        .ifPresent(
            change ->
                text.append("\n  outcome: recorded ")
                    .append(Texts.words(change.recorded()))
                    .append(", now ")
                    .append(Texts.words(change.replayed())));
    differs.firstRule().ifPresent(rule -> text.append("\n  first rule: ").append(rule.value()));
    differs.findingsRemoved().forEach(f -> text.append("\n  no longer found: ").append(line(f)));
    differs.findingsAdded().forEach(f -> text.append("\n  newly found: ").append(line(f)));
    differs
        .obligationsRemoved()
        .forEach(o -> text.append("\n  obligation gone: ").append(o.code()));
    differs.obligationsAdded().forEach(o -> text.append("\n  obligation new: ").append(o.code()));
    text.append("\n  first difference at byte ").append(differs.byteOffset());
    if (!differs.sameEngine()) {
      text.append("\n  recorded by another engine version");
    }
    return text.toString();
  }

  private static String line(Finding finding) {
    return Texts.words(finding.effect())
        + " "
        + finding.reason()
        + " by rule "
        + finding.rule().value();
  }

  private static String text(AuditEntry entry, ReplayResult.NotReplayable not) {
    String subject = not.subject().map(digest -> ", " + digest.hex()).orElse("");
    return "record "
        + entry.sequence()
        + " is not replayable: "
        + not.reason()
        + subject
        + ": "
        + Texts.printable(not.detail());
  }

  private static String json(AuditEntry entry, ReplayResult.Differs differs) {
    return new JsonLine()
        .put("record", entry.sequence())
        .put("result", "differs")
        .put("recordedOutcome", differs.outcome().map(change -> Texts.words(change.recorded())))
        .put("replayedOutcome", differs.outcome().map(change -> Texts.words(change.replayed())))
        .put("firstRule", differs.firstRule().map(RuleId::value))
        .put("findingsRemoved", findings(differs.findingsRemoved()))
        .put("findingsAdded", findings(differs.findingsAdded()))
        .put("obligationsRemoved", obligations(differs.obligationsRemoved()))
        .put("obligationsAdded", obligations(differs.obligationsAdded()))
        .put("byteOffset", differs.byteOffset())
        .put("sameEngine", differs.sameEngine())
        .toString();
  }

  private static String json(AuditEntry entry, ReplayResult.NotReplayable not) {
    return new JsonLine()
        .put("record", entry.sequence())
        .put("result", "not replayable")
        .put("reason", not.reason().name())
        .put("subject", not.subject().map(Digest::hex))
        .put("detail", not.detail())
        .toString();
  }

  private static List<JsonLine> findings(List<Finding> findings) {
    return findings.stream()
        .map(
            finding ->
                new JsonLine()
                    .put("effect", Texts.words(finding.effect()))
                    .put("code", finding.reason().value())
                    .put("rule", finding.rule().value())
                    .put("seconds", finding.seconds()))
        .toList();
  }

  private static List<JsonLine> obligations(List<Obligation> obligations) {
    return obligations.stream()
        .map(
            obligation ->
                new JsonLine()
                    .put("code", obligation.code().value())
                    .put("withinSeconds", obligation.withinSeconds()))
        .toList();
  }
}
