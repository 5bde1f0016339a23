package org.portcullis.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.portcullis.attestation.key.Bytes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code portcullis fixture device}: a synthetic device with all files of a check-in. */
@Command(
    name = "device",
    versionProvider = VersionText.class,
    description = {
      "Makes a synthetic device: an attestation chain of the real format under an authority of its"
          + " own, and the files of a check-in. No such device exists; the same options give the same"
          + " files.",
      ""
    },
    footer = {
      "",
      "Files: chain.pem, anchor.pem, boot-keys.json, status-list.json, check-in.json. No file is ever"
          + " overwritten."
    })
final class FixtureDeviceCommand implements ToolCommand {
  private final Surroundings surroundings;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The folder to write to, made if need be. Default: synthetic-device.")
  private Path out = Path.of("synthetic-device");

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Where the keys come from, a whole number. Default: 1.")
  private long seed = 1;

  @Option(
      names = "--challenge",
      paramLabel = "HEX",
      converter = Converters.Challenge.class,
      description = "The challenge of the statement. Default: one that follows from the seed.")
  private Optional<Bytes> challenge = Optional.empty();

  @Option(
      names = "--product",
      paramLabel = "NAME",
      converter = Converters.Identifier.class,
      description = "The product. Default: slate, or granite with --google-certified.")
  private Optional<String> product = Optional.empty();

  @Option(
      names = "--model",
      paramLabel = "NAME",
      converter = Converters.Identifier.class,
      description = "The model. Default: slate-10, or granite-5 with --google-certified.")
  private Optional<String> model = Optional.empty();

  @Option(
      names = "--google-certified",
      description =
          "Boots VERIFIED and is remotely provisioned, instead of SELF_SIGNED and factory.")
  private boolean googleCertified;

  @Option(names = "--strongbox", description = "The key lies in a secure element.")
  private boolean strongBox;

  @Option(names = "--unlocked", description = "The boot loader is unlocked.")
  private boolean unlocked;

  @Option(names = "--other-boot-key", description = "Booted with a key that is not pinned.")
  private boolean otherBootKey;

  @Option(names = "--software", description = "No secure hardware: the chain has a software root.")
  private boolean software;

  @Option(names = "--revoked", description = "The status list revokes the device's batch.")
  private boolean revoked;

  @Mixin private final CommonOptions common = new CommonOptions();

  FixtureDeviceCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public ExitCode answer() {
    DeviceFiles.Wish wish =
        new DeviceFiles.Wish(
            seed,
            challenge,
            product,
            model,
            googleCertified,
            strongBox,
            unlocked,
            otherBootKey,
            software,
            revoked);
    Map<String, String> files = DeviceFiles.make(wish, common.instant(surroundings.clock()));
    write(files);
    print(List.copyOf(files.keySet()));
    return ExitCode.YES;
  }

  private void write(Map<String, String> files) {
    Path folder = surroundings.directory().resolve(out);
    for (String name : files.keySet()) {
      if (Files.exists(folder.resolve(name))) {
        throw Complaint.about(
            out.resolve(name), "is there already; give another folder to `--out`");
      }
    }
    try {
      Files.createDirectories(folder);
      for (Map.Entry<String, String> file : files.entrySet()) {
        Files.write(
            folder.resolve(file.getKey()),
            file.getValue().getBytes(StandardCharsets.UTF_8),
            StandardOpenOption.CREATE_NEW);
      }
    } catch (FileAlreadyExistsException e) {
      throw Complaint.about(out, "is a file, not a folder");
    } catch (IOException e) {
      throw Complaint.about(out, "can't be written");
    }
  }

  private void print(List<String> names) {
    if (common.isJson()) {
      surroundings.printLine(
          new JsonLine()
              .put("synthetic", true)
              .put("directory", out.toString())
              .put("files", names)
              .toString());
      return;
    }
    List<String> lines = new ArrayList<>();
    lines.add("a synthetic device; no such device exists");
    names.forEach(name -> lines.add("  " + Texts.printable(out.resolve(name).toString())));
    lines.forEach(surroundings::printLine);
  }
}
