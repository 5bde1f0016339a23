package org.portcullis.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.portcullis.engine.activation.ActivationScope;
import org.portcullis.engine.activation.ActivationState;
import org.portcullis.engine.activation.FileActivationStore;
import org.portcullis.release.files.DurableFiles;
import org.portcullis.release.json.Nearest;
import org.portcullis.rules.bundle.FileRuleSetStore;

/**
 * The folder of a store: {@code rulesets} with the signed rule sets, and {@code activations} with
 * what was put in force.
 *
 * @param shown the folder as it was typed
 * @param root the folder
 */
record StoreFolder(Path shown, Path root) {
  private static final String RULE_SETS = "rulesets";
  private static final String ACTIVATIONS = "activations";

  /**
   * A store that must be there.
   *
   * @throws Complaint if it isn't
   */
  static StoreFolder open(InputFiles files, Path path) {
    Path root = files.folder(path);
    if (!Files.isDirectory(root.resolve(RULE_SETS))
        && !Files.isDirectory(root.resolve(ACTIVATIONS))) {
      throw Complaint.about(
          path, "is no store: there is neither `rulesets` nor `activations` in it");
    }
    return new StoreFolder(path, root);
  }

  /**
   * A store, made if need be.
   *
   * @throws Complaint if it can't be made
   */
  static StoreFolder make(InputFiles files, Path path) {
    Path root = files.resolve(path);
    try {
      DurableFiles.createDirectories(root.resolve(RULE_SETS));
      DurableFiles.createDirectories(root.resolve(ACTIVATIONS));
    } catch (IOException e) {
      throw Complaint.about(path, "the store can't be made");
    }
    return new StoreFolder(path, root);
  }

  FileRuleSetStore ruleSets() {
    return new FileRuleSetStore(root.resolve(RULE_SETS));
  }

  FileActivationStore activations() {
    return new FileActivationStore(root.resolve(ACTIVATIONS));
  }

  /**
   * The scopes in which anything was ever accepted.
   *
   * @throws Complaint if they can't be read
   */
  List<ActivationScope> scopes() {
    try {
      return activations().scopes();
    } catch (IOException e) {
      throw Complaint.about(shown, "the activations can't be read");
    }
  }

  /**
   * The state of a scope, if there is one.
   *
   * @throws Complaint if it can't be read
   */
  Optional<ActivationState> state(ActivationScope scope) {
    try {
      return activations().read(scope);
    } catch (IOException e) {
      throw Complaint.about(shown, "the state of " + scope + " is damaged or can't be read");
    }
  }

  /**
   * The state of a scope that must have one.
   *
   * @throws Complaint if it has none, with the one that may have been meant
   */
  ActivationState requireState(ActivationScope scope) {
    return state(scope)
        .orElseThrow(
            () ->
                Complaint.about(
                    shown,
                    "nothing was ever activated in `"
                        + scope
                        + "`"
                        + near(scope).map(Texts::didYouMean).orElseGet(this::known)));
  }

  /** Another scope whose name is near. */
  Optional<String> near(ActivationScope scope) {
    return Nearest.of(
        scope.toString(),
        scopes().stream()
            .filter(known -> !known.equals(scope))
            .map(ActivationScope::toString)
            .toList());
  }

  private String known() {
    List<String> scopes = scopes().stream().limit(5).map(ActivationScope::toString).toList();
    return scopes.isEmpty() ? "" : "; there is " + String.join(", ", scopes);
  }
}
