package org.portcullis.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.portcullis.attestation.bootkeys.BootKeyCatalogue;
import org.portcullis.attestation.bootkeys.BootKeyPins;
import org.portcullis.attestation.bootkeys.BootKeyVendor;
import org.portcullis.attestation.bootkeys.VendorList;
import picocli.CommandLine.Option;

/** Which verified boot keys are taken for good. */
final class BootKeyOptions {
  private static final int MAX_SIGNATURE_BYTES = 16 * 1024;
  private static final String SIGNATURE = ".sig";

  @Option(
      names = "--boot-keys",
      paramLabel = "FILE",
      description =
          "Pinned boot keys, and vendors whose signed lists are taken (JSON,"
              + " docs/trust-anchors.md).")
  private Optional<Path> pins = Optional.empty();

  @Option(
      names = "--boot-key-list",
      paramLabel = "VENDOR=FILE",
      converter = NamedFile.Converter.class,
      description =
          "The list of boot keys of a vendor that `--boot-keys` pins; its signature is FILE.sig.")
  private List<NamedFile> lists = List.of();

  boolean isGiven() {
    return pins.isPresent() || !lists.isEmpty();
  }

  /**
   * The catalogue of pins and lists.
   *
   * @throws Complaint if a file can't be read, or a list is refused
   */
  BootKeyCatalogue read(InputFiles files, Instant now) {
    if (pins.isEmpty()) {
      if (!lists.isEmpty()) {
        throw new Complaint("`--boot-key-list` means nothing without `--boot-keys`");
      }
      return BootKeyCatalogue.NONE;
    }
    byte[] json = files.read(pins.get(), BootKeyVendor.MAX_LIST_BYTES);
    BootKeyPins pinned = EvidenceOptions.parsed(pins.get(), BootKeyPins.read(json));
    BootKeyCatalogue.Builder catalogue = BootKeyCatalogue.builder();
    pinned.keys().forEach(catalogue::add);
    NamedFile.byName("--boot-key-list", lists)
        .forEach((name, file) -> catalogue.add(list(pinned, name, files, file, now)));
    return catalogue.build();
  }

  private static VendorList list(
      BootKeyPins pinned, String name, InputFiles files, Path file, Instant now) {
    BootKeyVendor vendor =
        pinned.vendors().stream()
            .filter(v -> v.name().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new Complaint("`--boot-keys` pins no vendor `" + Texts.printable(name) + "`"));
    Path signature = file.resolveSibling(file.getFileName() + SIGNATURE);
    return EvidenceOptions.parsed(
        file,
        vendor.read(
            files.read(file, BootKeyVendor.MAX_LIST_BYTES),
            files.read(signature, MAX_SIGNATURE_BYTES),
            now));
  }
}
