package org.portcullis.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.portcullis.attestation.key.CertificateChain;
import org.portcullis.attestation.key.Reading;
import org.portcullis.attestation.key.RevocationSource;
import org.portcullis.attestation.key.StatusList;
import org.portcullis.attestation.key.TrustAnchors;
import picocli.CommandLine.Option;

/** What a certificate chain is judged by: whom to trust and what is revoked. */
final class EvidenceOptions {
  private static final int MAX_ANCHORS_BYTES = 16 * CertificateChain.MAX_CHAIN_BYTES;

  @Option(
      names = "--anchors",
      paramLabel = "FILE",
      description =
          "Root keys to trust, in place of Google's two: PEM certificates or public keys, which"
              + " vouch for any form of chain without tolerances, or JSON with a name and terms for"
              + " each (docs/trust-anchors.md).")
  private Optional<Path> anchors = Optional.empty();

  @Option(
      names = "--status-list",
      paramLabel = "FILE",
      description = "The revocation status list, as Google publishes it (JSON).")
  private Optional<Path> statusList = Optional.empty();

  @Option(
      names = "--status-fetched",
      paramLabel = "INSTANT",
      converter = Converters.PointInTime.class,
      description = "When the status list was fetched. Default: the time to judge at.")
  private Optional<Instant> statusFetched = Optional.empty();

  boolean isGiven() {
    return anchors.isPresent() || statusList.isPresent() || statusFetched.isPresent();
  }

  /** The anchors of the file that is named, or Google's. */
  TrustAnchors anchors(InputFiles files) {
    return anchors.map(file -> anchors(files, file)).orElseGet(TrustAnchors::google);
  }

  /**
   * The anchors of a file.
   *
   * @throws Complaint if it can't be read or holds none
   */
  static TrustAnchors anchors(InputFiles files, Path file) {
    return parsed(file, TrustAnchors.read(files.read(file, MAX_ANCHORS_BYTES)));
  }

  /**
   * The status list that is named, or none.
   *
   * @throws Complaint if it can't be read
   */
  RevocationSource revocation(InputFiles files, Instant now) {
    if (statusList.isEmpty()) {
      if (statusFetched.isPresent()) {
        throw new Complaint("`--status-fetched` means nothing without `--status-list`");
      }
      return RevocationSource.none();
    }
    Path file = statusList.get();
    byte[] json = files.read(file, StatusList.MAX_BYTES);
    return RevocationSource.of(parsed(file, StatusList.parse(json, statusFetched.orElse(now))));
  }

  private static <T> T parsed(Path file, Reading<T> reading) {
    if (reading instanceof Reading.Unreadable<T> error) {
      throw Complaint.about(file, error.line(), error.column(), error.detail());
    }
    return reading.orElseThrow();
  }
}
