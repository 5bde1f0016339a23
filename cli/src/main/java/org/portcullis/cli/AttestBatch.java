package org.portcullis.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.portcullis.attestation.key.Bytes;
import org.portcullis.attestation.key.TrustAnchors;
import org.portcullis.rules.confine.Diagnostic;
import org.portcullis.rules.confine.SourcePosition;
import org.portcullis.rules.json.JsonValue.JsonObject;
import org.portcullis.rules.json.ObjectReader;
import org.portcullis.rules.json.Problems;
import org.portcullis.rules.json.Reading;

/**
 * Judges the chains that a file of JSON Lines names. A bad line is reported, the others are done.
 */
final class AttestBatch {
  private static final int MAX_BYTES = 64 * 1024 * 1024;

  private final AttestRun run;
  private final InputFiles files;
  private final Path batch;
  private final Optional<Bytes> challenge;
  private final TrustAnchors anchors;
  private final Instant now;
  private final Map<Path, TrustAnchors> ownAnchors = new HashMap<>();

  AttestBatch(
      AttestRun run,
      InputFiles files,
      Path batch,
      Optional<Bytes> challenge,
      TrustAnchors anchors,
      Instant now) {
    this.run = run;
    this.files = files;
    this.batch = batch;
    this.challenge = challenge;
    this.anchors = anchors;
    this.now = now;
  }

  void judge() {
    byte[] content = files.read(batch, MAX_BYTES);
    int line = 1;
    int start = 0;
    for (int i = 0; i <= content.length; i++) {
      if (i == content.length || content[i] == '\n') {
        byte[] text = Arrays.copyOfRange(content, start, i);
        if (!isBlank(text)) {
          judge(text, line);
        }
        start = i + 1;
        line++;
      }
    }
  }

  private static boolean isBlank(byte[] text) {
    return new String(text, StandardCharsets.ISO_8859_1).isBlank();
  }

  private void judge(byte[] text, int line) {
    try {
      read(text, line).ifPresent(run::judge);
    } catch (Complaint complaint) {
      run.unreadable(complaint);
    }
  }

  private Optional<AttestRun.Task> read(byte[] text, int line) {
    Reading<AttestRun.Task> reading = JsonInput.read(batch.toString(), text, this::task);
    if (reading instanceof Reading.Parsed<AttestRun.Task> parsed) {
      return Optional.of(parsed.value());
    }
    return refuse(((Reading.Refused<AttestRun.Task>) reading).diagnostics(), line);
  }

  private Optional<AttestRun.Task> refuse(List<Diagnostic> diagnostics, int line) {
    diagnostics.forEach(d -> run.unreadable(Complaint.about(atLine(d, line))));
    return Optional.empty();
  }

  /** Each line is read as a text of its own, which has one line. */
  private static Diagnostic atLine(Diagnostic d, int line) {
    SourcePosition position = new SourcePosition(d.position().file(), line, d.position().column());
    return new Diagnostic(position, d.severity(), d.code(), d.message(), d.suggestion());
  }

  private Optional<AttestRun.Task> task(JsonObject object, Problems problems) {
    ObjectReader reader = new ObjectReader(object, problems);
    Optional<Path> chain = JsonInput.text(reader, problems, "chain", Converters::path);
    Optional<Instant> at = JsonInput.optionalText(reader, problems, "at", Converters::instant);
    Optional<Bytes> own =
        JsonInput.optionalText(reader, problems, "challenge", Converters::challenge);
    Optional<Path> anchorsFile =
        JsonInput.optionalText(reader, problems, "anchors", Converters::path);
    reader.finish();
    if (!problems.isEmpty()) {
      return Optional.empty();
    }
    TrustAnchors trusted = anchorsFile.map(this::anchorsOf).orElse(anchors);
    return chain.map(
        name ->
            new AttestRun.Task(
                name,
                batch.resolveSibling(name),
                own.or(() -> challenge),
                trusted,
                at.orElse(now)));
  }

  private TrustAnchors anchorsOf(Path file) {
    return ownAnchors.computeIfAbsent(
        batch.resolveSibling(file), path -> EvidenceOptions.anchors(files, path));
  }
}
