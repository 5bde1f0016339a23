package org.portcullis.rules.bundle;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.portcullis.release.json.Printable;
import org.portcullis.release.json.Problems;
import org.portcullis.release.json.Reading;
import org.portcullis.release.json.SourcePosition;
import org.portcullis.release.json.StrictJson;

/**
 * Reads a rule set from a folder: {@code ruleset.json} and {@code rules/*.drl}, and where they are
 * there {@code tests/*.json}, {@code params/*.json} and {@code CHANGES.md}. In the folders of the
 * folder nothing else may lie: no folder, no symbolic link, no other file. Beside them other files
 * may in the source form, which are not read; in the shipped form, whose {@code ruleset.json} lists
 * its files, nothing may but {@code signatures.json}.
 */
public final class RuleSetFolder {
  /** The folder of rules. */
  public static final String RULES = "rules";

  /** The folder of tests. */
  public static final String TESTS = "tests";

  /** The folder of named presets of values of parameters. */
  public static final String PRESETS = "params";

  /** The notes about changes, for people. */
  public static final String CHANGES = "CHANGES.md";

  /** The signatures of a shipped bundle; no digest covers them. */
  public static final String SIGNATURES = "signatures.json";

  /** The longest file of rules, and of notes, in bytes. */
  public static final int MAX_FILE_LENGTH = 256 * 1024;

  /** All that may lie in the folder of a shipped bundle. */
  static final Set<String> MEMBERS =
      Set.of(RuleSetBundle.MANIFEST, RULES, TESTS, PRESETS, CHANGES, SIGNATURES);

  private RuleSetFolder() {}

  /**
   * Reads a folder.
   *
   * @param folder the folder
   * @return the bundle, or all that is wrong with the folder, with {@code ruleset.json} or with a
   *     preset
   */
  public static Reading<RuleSetBundle> read(Path folder) {
    Problems problems = new Problems();
    FolderReader reader = new FolderReader(folder, problems);
    if (!reader.exists()) {
      return new Reading.Refused<>(problems.sorted());
    }
    Optional<byte[]> declarations = reader.required(RuleSetBundle.MANIFEST, StrictJson.MAX_LENGTH);
    List<BundleFile> files = reader.files();
    if (declarations.isEmpty()) {
      return new Reading.Refused<>(problems.sorted());
    }
    Reading<RuleSetBundle> bundle = RuleSetBundle.of(declarations.get(), files);
    if (bundle instanceof Reading.Refused<RuleSetBundle> refused) {
      problems.addAll(refused.diagnostics());
    } else if (((Reading.Parsed<RuleSetBundle>) bundle).value().isShipped()) {
      refuseStrangers(reader.strangers(), problems);
    }
    return problems.isEmpty() ? bundle : new Reading.Refused<>(problems.sorted());
  }

  static void refuseStrangers(List<String> strangers, Problems problems) {
    for (String stranger : strangers) {
      problems.error(
          new SourcePosition(Printable.of(stranger), 1, 1),
          "file-unlisted",
          "nothing may lie in a shipped rule set that its manifest doesn't list");
    }
  }
}
