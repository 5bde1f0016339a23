package org.portcullis.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.portcullis.attestation.key.Bytes;
import org.portcullis.attestation.key.TrustAnchors;
import org.portcullis.release.json.Diagnostic;
import org.portcullis.release.json.JsonValue.JsonObject;
import org.portcullis.release.json.ObjectReader;
import org.portcullis.release.json.Problems;
import org.portcullis.release.json.Reading;
import org.portcullis.release.json.SourcePosition;

/**
 * Judges the chains that a file of JSON Lines names. A bad line is reported, the others are done.
 */
final class AttestBatch {
  private static final int MAX_BYTES = 64 * 1024 * 1024;

  /**
   * A line that is no blank one.
   *
   * @param task what it asks for, if it can be read
   * @param complaints why it can't
   */
  private record Line(Optional<AttestRun.Task> task, List<Complaint> complaints) {}

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

  /**
   * Judges all lines in their order. Their anchors say which lists mean something, so that all
   * lines are read before the first is judged.
   *
   * @param requireNamed refuses the names of the lists that govern any line, if another was given
   * @throws Complaint if it does; all bad lines are reported before, since one of them may be why
   */
  void judge(Consumer<Set<String>> requireNamed) {
    byte[] content = files.read(batch, MAX_BYTES);
    Set<TrustAnchors> trusted = new HashSet<>();
    forEach(content, line -> line.task().map(AttestRun.Task::anchors).ifPresent(trusted::add));
    try {
      if (!trusted.isEmpty()) {
        requireNamed.accept(listsOf(trusted));
      }
    } catch (Complaint complaint) {
      forEach(content, line -> line.complaints().forEach(run::unreadable));
      throw complaint;
    }
    forEach(content, this::judge);
  }

  private static Set<String> listsOf(Set<TrustAnchors> trusted) {
    return trusted.stream().flatMap(t -> t.statusLists().stream()).collect(Collectors.toSet());
  }

  private void judge(Line line) {
    line.complaints().forEach(run::unreadable);
    line.task().ifPresent(run::judge);
  }

  private void forEach(byte[] content, Consumer<Line> action) {
    int number = 1;
    int start = 0;
    for (int i = 0; i <= content.length; i++) {
      if (i == content.length || content[i] == '\n') {
        byte[] text = Arrays.copyOfRange(content, start, i);
        if (!isBlank(text)) {
          action.accept(read(text, number));
        }
        start = i + 1;
        number++;
      }
    }
  }

  private static boolean isBlank(byte[] text) {
    return new String(text, StandardCharsets.ISO_8859_1).isBlank();
  }

  private Line read(byte[] text, int number) {
    try {
      Reading<AttestRun.Task> reading = JsonInput.read(batch.toString(), text, this::task);
      if (reading instanceof Reading.Parsed<AttestRun.Task> parsed) {
        return new Line(Optional.of(parsed.value()), List.of());
      }
      return bad(
          ((Reading.Refused<AttestRun.Task>) reading)
              .diagnostics().stream().map(d -> Complaint.about(atLine(d, number))));
    } catch (Complaint complaint) {
      return bad(Stream.of(complaint));
    }
  }

  private static Line bad(Stream<Complaint> complaints) {
    return new Line(Optional.empty(), complaints.toList());
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
