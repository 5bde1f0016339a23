package org.portcullis.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.portcullis.engine.audit.AuditLogException;
import org.portcullis.engine.audit.AuditReader;
import org.portcullis.engine.audit.AuditReplay;
import org.portcullis.engine.audit.AuditScan;
import org.portcullis.engine.audit.FileBlobStore;
import org.portcullis.rules.bundle.RuleSetBundle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code portcullis audit replay}: whether recorded decisions come out the same again. */
@Command(
    name = "replay",
    versionProvider = VersionText.class,
    description = {
      "Decides every record of an audit log again, from the facts in it, and compares the bytes.",
      ""
    },
    footer = {
      "",
      "Prints each record that is not identical, and a summary. Exits 0 if all are identical, 1 if"
          + " any differs, 4 if any can't be replayed (and none differs), 2 if the log is damaged or"
          + " can't be read.",
      "An unfinished append at the end is reported and is no damage. Whether records were cut off at"
          + " the end nobody can tell from the log alone."
    })
final class AuditReplayCommand implements ToolCommand {
  private static final String BLOBS = "blobs";

  private final Surroundings surroundings;

  @Parameters(paramLabel = "DIR", description = "The folder of the audit log.")
  private Path log = Path.of("");

  @Option(
      names = "--rules",
      paramLabel = "DIR",
      required = true,
      arity = "1..*",
      description =
          "Folders of rule sets; each record's is found by its digest, and its parameters beside the"
              + " log.")
  private List<Path> rules = List.of();

  @Mixin private final CommonOptions common = new CommonOptions();

  AuditReplayCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public ExitCode answer() {
    InputFiles files = new InputFiles(surroundings.directory());
    Path folder = files.folder(log);
    RuleSetFiles ruleSets = new RuleSetFiles(files);
    List<RuleSetBundle> bundles = new ArrayList<>();
    rules.forEach(path -> bundles.add(ruleSets.requireBundle(surroundings, path)));
    try (AuditReader reader = AuditReader.open(folder);
        AuditReplay replay = new AuditReplay(bundles, new FileBlobStore(folder.resolve(BLOBS)))) {
      ReplayReport report = new ReplayReport(surroundings, common.isJson());
      AuditScan scan = reader.next();
      for (; scan instanceof AuditScan.Next next; scan = reader.next()) {
        report.add(next.entry(), replay.replay(next.entry()));
      }
      return report.finish(log, scan);
    } catch (AuditLogException e) {
      throw new Complaint(Texts.printable(String.valueOf(e.getMessage())));
    } catch (IOException e) {
      throw Complaint.about(log, "the audit log can't be read");
    }
  }
}
