package org.portcullis.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.portcullis.attestation.key.AnchorTerms;
import org.portcullis.attestation.key.CertificateChain;
import org.portcullis.attestation.key.Reading;
import org.portcullis.attestation.key.RevocationSource;
import org.portcullis.attestation.key.StatusList;
import org.portcullis.attestation.key.TrustAnchors;
import org.portcullis.attestation.key.status.FetchedSidecar;
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
      names = "--anchor-status-list",
      paramLabel = "NAME=FILE",
      converter = NamedFile.Converter.class,
      description = "The revocation status list of those anchors that name it, in the same form.")
  private List<NamedFile> anchorStatusLists = List.of();

  @Option(
      names = "--status-fetched",
      paramLabel = "INSTANT",
      converter = Converters.PointInTime.class,
      description =
          "When the status lists were fetched. Default: what the file FILE.fetched beside a list"
              + " says (docs/status-lists.md), or else the time to judge at.")
  private Optional<Instant> statusFetched = Optional.empty();

  @Option(
      names = "--deny-list",
      paramLabel = "FILE",
      description =
          "Your own list of issuers to refuse, under every anchor, in the same form; any entry"
              + " denies.")
  private Optional<Path> denyList = Optional.empty();

  boolean isGiven() {
    return anchors.isPresent()
        || statusList.isPresent()
        || !anchorStatusLists.isEmpty()
        || statusFetched.isPresent()
        || denyList.isPresent();
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
   * The lists that are named.
   *
   * @param now when a list was fetched of which nothing is said
   * @param warnings takes what is odd in a list
   * @throws Complaint if one can't be read
   */
  RevocationLists lists(InputFiles files, Instant now, Consumer<String> warnings) {
    return new RevocationLists(
        statusLists(files, now, warnings),
        denyList.map(file -> source(files, file, now, warnings)).orElseGet(RevocationSource::none));
  }

  private Map<String, RevocationSource> statusLists(
      InputFiles files, Instant now, Consumer<String> warnings) {
    Map<String, Path> named = NamedFile.byName("--anchor-status-list", anchorStatusLists);
    named.keySet().forEach(EvidenceOptions::requireListName);
    statusList.ifPresent(file -> named.put(AnchorTerms.GOOGLE_STATUS_LIST, file));
    if (named.isEmpty() && statusFetched.isPresent()) {
      throw new Complaint("`--status-fetched` means nothing without a status list");
    }
    Map<String, RevocationSource> sources = new LinkedHashMap<>();
    named.forEach((name, file) -> sources.put(name, source(files, file, now, warnings)));
    return sources;
  }

  /**
   * Requires that each status list governs something: under a name that no anchor has, it would
   * revoke nothing, and nobody would see it.
   *
   * @param governing the names that the trusted anchors have
   * @throws Complaint if none of the anchors names one of the lists
   */
  void requireNamedBy(Set<String> governing) {
    for (NamedFile list : anchorStatusLists) {
      if (!governing.contains(list.name())) {
        throw new Complaint("no anchor names the status list `" + list.name() + "`");
      }
    }
    if (statusList.isPresent() && !governing.contains(AnchorTerms.GOOGLE_STATUS_LIST)) {
      throw new Complaint("`--status-list` means nothing: each anchor names a list of its own");
    }
  }

  /** A key that is no number doesn't empty the list, but who wrote it should know. */
  private RevocationSource source(
      InputFiles files, Path file, Instant now, Consumer<String> warnings) {
    StatusList list = parsed(file, StatusList.parse(files.read(file, StatusList.MAX_BYTES), now));
    if (list.unusableKeys() > 0) {
      warnings.accept(
          "%s: warning: %d of the keys are no hexadecimal numbers, and revoke nothing"
              .formatted(Texts.printable(file.toString()), list.unusableKeys()));
    }
    return RevocationSource.of(
        list.withFetchedAt(statusFetched.or(() -> fetched(files, file, list)).orElse(now)));
  }

  /** What the file beside a list says; a damaged one is never taken as absent. */
  private static Optional<Instant> fetched(InputFiles files, Path file, StatusList list) {
    Path beside = FetchedSidecar.beside(file);
    Optional<FetchedSidecar> sidecar =
        files
            .readIfThere(beside, FetchedSidecar.MAX_BYTES)
            .map(content -> parsed(beside, FetchedSidecar.parse(content)));
    if (sidecar.filter(s -> !s.isAbout(list)).isPresent()) {
      throw Complaint.about(beside, "the fetch instant is that of another list");
    }
    return sidecar.map(FetchedSidecar::instant);
  }

  private static void requireListName(String name) {
    if (name.equals(AnchorTerms.GOOGLE_STATUS_LIST)) {
      throw new Complaint("`--status-list` gives the list `" + name + "`");
    }
    try {
      AnchorTerms.anyForm().withStatusList(name);
    } catch (IllegalArgumentException e) {
      throw new Complaint(
          "`--anchor-status-list`: " + Texts.printable(String.valueOf(e.getMessage())));
    }
  }

  static <T> T parsed(Path file, Reading<T> reading) {
    if (reading instanceof Reading.Unreadable<T> error) {
      throw Complaint.about(file, error.line(), error.column(), error.detail());
    }
    return reading.orElseThrow();
  }
}
