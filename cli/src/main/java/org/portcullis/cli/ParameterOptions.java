package org.portcullis.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.portcullis.release.json.JsonValue.JsonObject;
import org.portcullis.release.json.Nearest;
import org.portcullis.release.json.Problems;
import org.portcullis.release.json.Reading;
import org.portcullis.release.json.SourcePosition;
import org.portcullis.release.json.StrictJson;
import org.portcullis.rules.bundle.BundleFile;
import org.portcullis.rules.bundle.EffectiveParameters;
import org.portcullis.rules.bundle.RuleSetBundle;
import org.portcullis.rules.bundle.RuleSetFolder;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Which values a rule set's parameters get: those of a file, or of a preset that it brings. */
final class ParameterOptions {
  @Option(
      names = "--params",
      paramLabel = "FILE",
      description = "Values of parameters (JSON), in place of their defaults.")
  private Optional<Path> file = Optional.empty();

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      description = "The values of the rule set's own params/NAME.json instead.")
  private Optional<String> preset = Optional.empty();

  /**
   * Values of parameters.
   *
   * @param written those that were written, by name
   * @param effective those and the defaults of the others
   */
  record Values(JsonObject written, EffectiveParameters effective) {}

  boolean isGiven() {
    return file.isPresent() || preset.isPresent();
  }

  void check(CommandLine command) {
    if (file.isPresent() && preset.isPresent()) {
      throw new WrongUsage(command, "`--params` and `--preset` exclude each other");
    }
  }

  /**
   * The values for a rule set.
   *
   * @param folder the folder of the rule set
   * @return the values, or all that is wrong with the file
   * @throws Complaint if the file can't be read, or there is no such preset
   */
  Reading<Values> read(InputFiles files, Path folder, RuleSetBundle bundle) {
    if (file.isPresent()) {
      Path path = file.get();
      return read(bundle, path.toString(), files.read(path, StrictJson.MAX_LENGTH));
    }
    if (preset.isPresent()) {
      BundleFile found = preset(folder, bundle, preset.get());
      return read(bundle, folder.resolve(found.path()).toString(), found.content());
    }
    JsonObject nothing = new JsonObject(new SourcePosition("params", 1, 1), Map.of());
    return new Reading.Parsed<>(
        new Values(nothing, EffectiveParameters.defaults(bundle.manifest())));
  }

  private static BundleFile preset(Path folder, RuleSetBundle bundle, String name) {
    return bundle.files().stream()
        .filter(each -> each.path().equals(RuleSetFolder.PRESETS + "/" + name + ".json"))
        .findFirst()
        .orElseThrow(() -> unknown(folder, bundle, name));
  }

  private static Complaint unknown(Path folder, RuleSetBundle bundle, String name) {
    String message = "the rule set has no preset `" + Texts.printable(name) + "`";
    if (bundle.presets().isEmpty()) {
      return Complaint.about(folder, message + ", nor any other");
    }
    return Complaint.about(
        folder,
        Nearest.of(name, bundle.presets().keySet())
            .map(near -> message + Texts.didYouMean(near))
            .orElse(message + "; it has " + String.join(", ", bundle.presets().keySet())));
  }

  private static Reading<Values> read(RuleSetBundle bundle, String name, byte[] content) {
    return JsonInput.read(name, content, (object, problems) -> values(bundle, object, problems));
  }

  private static Optional<Values> values(
      RuleSetBundle bundle, JsonObject written, Problems problems) {
    return EffectiveParameters.defaults(bundle.manifest())
        .with(bundle.manifest(), written, problems)
        .map(effective -> new Values(written, effective));
  }
}
