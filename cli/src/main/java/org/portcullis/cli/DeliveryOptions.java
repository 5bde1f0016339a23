package org.portcullis.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Who signs an activation, and what becomes of it then: a file for the next, or an act. */
final class DeliveryOptions {
  @Option(
      names = "--key",
      paramLabel = "FILE",
      description =
          "A private key to sign the activation with: PKCS#8 in PEM. May be repeated, for each"
              + " signer who is present.")
  private List<Path> keyFiles = List.of();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write the signed activation for the next signer, and apply nothing.")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--store",
      paramLabel = "DIR",
      description = "The store: rulesets and activations, made if need be.")
  private Optional<Path> store = Optional.empty();

  @Option(
      names = "--keys",
      paramLabel = "FILE",
      description =
          "Whose signatures count (JSON): the role `activation` for activations, `policy` for rule"
              + " sets.")
  private Optional<Path> keys = Optional.empty();

  @Option(
      names = "--audit",
      paramLabel = "DIR",
      description = "The folder of the audit log that records the act, made if need be.")
  private Optional<Path> audit = Optional.empty();

  List<Path> keyFiles() {
    return keyFiles;
  }

  Optional<Path> out() {
    return out;
  }

  Optional<Path> store() {
    return store;
  }

  Path requiredStore() {
    return store.orElseThrow();
  }

  Path requiredKeys() {
    return keys.orElseThrow();
  }

  Path requiredAudit() {
    return audit.orElseThrow();
  }

  /** An activation is either written or applied, and what applies it must be whole. */
  void check(CommandLine command) {
    if (out.isPresent()) {
      if (keys.isPresent() || audit.isPresent()) {
        throw new WrongUsage(
            command,
            "`--out` applies nothing, so that neither `--keys` nor `--audit` means anything beside"
                + " it");
      }
      if (keyFiles.isEmpty()) {
        throw new WrongUsage(command, "`--key` is missing: `--out` is for what was signed");
      }
      return;
    }
    List<String> missing = new ArrayList<>();
    addIfEmpty(store, "`--store`", missing);
    addIfEmpty(keys, "`--keys`", missing);
    addIfEmpty(audit, "`--audit`", missing);
    if (!missing.isEmpty()) {
      throw new WrongUsage(
          command,
          String.join(", ", missing).replaceFirst(", ([^,]*)$", " and $1")
              + (missing.size() == 1 ? " is" : " are")
              + " missing, without which nothing is applied; or give `--out`");
    }
  }

  private static void addIfEmpty(Optional<Path> option, String name, List<String> missing) {
    if (option.isEmpty()) {
      missing.add(name);
    }
  }

  void requireKey(CommandLine command) {
    if (keyFiles.isEmpty()) {
      throw new WrongUsage(command, "`--key` is missing: an activation is signed");
    }
  }
}
