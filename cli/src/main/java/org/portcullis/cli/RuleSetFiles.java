package org.portcullis.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.portcullis.release.json.Diagnostic;
import org.portcullis.release.json.Reading;
import org.portcullis.release.json.SourcePosition;
import org.portcullis.release.json.StrictJson;
import org.portcullis.rules.RuleSet;
import org.portcullis.rules.RuleSetLoading;
import org.portcullis.rules.bundle.EffectiveParameters;
import org.portcullis.rules.bundle.RuleSetBundle;
import org.portcullis.rules.bundle.RuleSetFolder;

/** Loads rule sets from folders, with places that a person can follow from where they stand. */
final class RuleSetFiles {
  private static final Set<String> UNREADABLE =
      Set.of("missing-folder", "missing-file", "not-a-file", "unreadable");

  private final InputFiles files;

  RuleSetFiles(InputFiles files) {
    this.files = files;
  }

  /**
   * Loads a rule set.
   *
   * @throws Complaint if the folder or the file of parameters can't be read
   */
  RuleSetLoading load(Path folder, Optional<Path> parameters) {
    Reading<RuleSetBundle> reading = bundle(folder);
    if (reading instanceof Reading.Refused<RuleSetBundle> refused) {
      return new RuleSetLoading.Refused(refused.diagnostics());
    }
    RuleSetBundle bundle = ((Reading.Parsed<RuleSetBundle>) reading).value();
    if (parameters.isEmpty()) {
      return below(folder, RuleSet.load(bundle));
    }
    Reading<EffectiveParameters> values = parameters(bundle, parameters.get());
    return values instanceof Reading.Parsed<EffectiveParameters> parsed
        ? below(folder, RuleSet.load(bundle, parsed.value()))
        : new RuleSetLoading.Refused(((Reading.Refused<EffectiveParameters>) values).diagnostics());
  }

  /**
   * Reads a rule set without compiling it.
   *
   * @throws Complaint if the folder isn't there
   */
  Reading<RuleSetBundle> bundle(Path folder) {
    Reading<RuleSetBundle> reading = RuleSetFolder.read(files.folder(folder));
    return reading instanceof Reading.Refused<RuleSetBundle> refused
        ? new Reading.Refused<>(below(folder, refused.diagnostics()))
        : reading;
  }

  /**
   * Reads a rule set that must be readable, without compiling it.
   *
   * @throws Complaint with the last of its errors; those before it are reported at once
   */
  RuleSetBundle requireBundle(Surroundings surroundings, Path folder) {
    return JsonInput.require(surroundings, bundle(folder));
  }

  private Reading<EffectiveParameters> parameters(RuleSetBundle bundle, Path file) {
    byte[] content = files.read(file, StrictJson.MAX_LENGTH);
    return EffectiveParameters.read(bundle.manifest(), file.toString(), content);
  }

  /**
   * Loads a rule set that must be usable.
   *
   * @throws Complaint with the last of its errors; those before it are reported at once
   */
  RuleSet require(Surroundings surroundings, Path folder, Optional<Path> parameters) {
    RuleSetLoading loading = load(folder, parameters);
    if (loading instanceof RuleSetLoading.Loaded loaded) {
      return loaded.ruleSet();
    }
    throw JsonInput.refusal(surroundings, ((RuleSetLoading.Refused) loading).diagnostics());
  }

  /** Whether files are missing or unreadable, so that nothing can be said about the rules. */
  static boolean isUnreadable(List<Diagnostic> diagnostics) {
    return diagnostics.stream().map(Diagnostic::code).anyMatch(UNREADABLE::contains);
  }

  private static RuleSetLoading below(Path folder, RuleSetLoading loading) {
    return loading instanceof RuleSetLoading.Loaded loaded
        ? new RuleSetLoading.Loaded(loaded.ruleSet(), below(folder, loaded.warnings()))
        : new RuleSetLoading.Refused(
            below(folder, ((RuleSetLoading.Refused) loading).diagnostics()));
  }

  /** Diagnostics of a folder, at places that a person can follow from where they stand. */
  static List<Diagnostic> below(Path folder, List<Diagnostic> diagnostics) {
    return diagnostics.stream().map(diagnostic -> below(folder, diagnostic)).toList();
  }

  private static Diagnostic below(Path folder, Diagnostic diagnostic) {
    SourcePosition inside = diagnostic.position();
    SourcePosition position =
        new SourcePosition(
            folder.resolve(inside.file()).normalize().toString(), inside.line(), inside.column());
    return new Diagnostic(
        position,
        diagnostic.severity(),
        diagnostic.code(),
        diagnostic.message(),
        diagnostic.suggestion());
  }
}
