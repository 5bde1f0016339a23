package org.portcullis.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.portcullis.engine.activation.ActivationScope;
import org.portcullis.engine.activation.ActivationState;
import org.portcullis.release.envelope.KeyRoles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code portcullis rules status}: what is in force, where, since when. */
@Command(
    name = "status",
    versionProvider = VersionText.class,
    description = {
      "Tells what is active, in shadow and staged in each scope of a store, and what is wrong with"
          + " it.",
      ""
    },
    footer = {
      "",
      "Only reads, so that it can be asked at any time. Without --keys nobody looks at signatures.",
      "Exits 0 if nothing is wrong, 1 if something is (expired, missing, damaged, not signed by"
          + " enough keys), 2 if the store or the keys can't be read. With --format json each scope"
          + " is one line."
    })
final class RulesStatusCommand implements ToolCommand {
  private final Surroundings surroundings;

  @Option(
      names = "--store",
      paramLabel = "DIR",
      required = true,
      description = "The store: rulesets and activations.")
  private Path storePath = Path.of("");

  @Option(
      names = "--scope",
      paramLabel = "TENANT/PRODUCT/CHANNEL",
      converter = Converters.Scope.class,
      description = "This scope alone.")
  private Optional<ActivationScope> scope = Optional.empty();

  @Option(
      names = "--keys",
      paramLabel = "FILE",
      description = "Verify the signatures of activations and rule sets by these keys (JSON).")
  private Optional<Path> keys = Optional.empty();

  @Mixin private final CommonOptions common = new CommonOptions();

  RulesStatusCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public ExitCode answer() {
    InputFiles files = new InputFiles(surroundings.directory());
    Instant now = common.instant(surroundings.clock());
    Optional<StageReview.Roles> roles = keys.map(path -> roles(files, path));
    StoreFolder store = StoreFolder.open(files, storePath);
    StageReview review = new StageReview(store.ruleSets(), roles, now);
    List<ActivationScope> scopes = scope.map(one -> List.of(one)).orElseGet(store::scopes);
    scope.ifPresent(store::requireState);
    boolean sound = true;
    for (ActivationScope each : scopes) {
      ScopeReport report = report(store, review, each);
      report.print(surroundings, common.isJson());
      sound &= report.isSound();
    }
    if (scopes.isEmpty() && !common.isJson()) {
      surroundings.printLine("nothing was ever activated");
    }
    return sound ? ExitCode.YES : ExitCode.NO;
  }

  private StageReview.Roles roles(InputFiles files, Path path) {
    KeyRoles roles = new KeyFiles(surroundings, files).roles(path);
    return StageReview.Roles.of(path, roles);
  }

  /** One scope whose state is damaged doesn't hide the others. */
  private static ScopeReport report(StoreFolder store, StageReview review, ActivationScope scope) {
    Optional<ActivationState> state;
    try {
      state = store.activations().read(scope);
    } catch (IOException e) {
      state = Optional.empty();
    }
    return ScopeReport.of(scope, state, review);
  }
}
