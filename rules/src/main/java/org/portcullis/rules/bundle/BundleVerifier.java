package org.portcullis.rules.bundle;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.portcullis.facts.Vocabulary;
import org.portcullis.release.envelope.Envelope;
import org.portcullis.release.envelope.EnvelopeReason;
import org.portcullis.release.envelope.EnvelopeVerdict;
import org.portcullis.release.envelope.EnvelopeVerifier;
import org.portcullis.release.envelope.KeyRole;
import org.portcullis.release.json.Diagnostic;
import org.portcullis.release.json.Problems;
import org.portcullis.release.json.Reading;
import org.portcullis.release.json.Severity;
import org.portcullis.release.json.SourcePosition;
import org.portcullis.release.json.StrictJson;
import org.portcullis.rules.bundle.BundleVerdict.Refused;
import org.portcullis.rules.confine.CheckReport;
import org.portcullis.rules.confine.Declarations;
import org.portcullis.rules.confine.RuleSetConfinement;

/**
 * Verifies signed bundles. Nothing is parsed before the signatures hold but the envelope itself;
 * then the manifest must be what was signed, then the files what the manifest lists, then it is
 * valid, then its rules are checked with the default values.
 */
public final class BundleVerifier {
  private static final Map<String, BundleRefusal> BY_CODE =
      Map.ofEntries(
          Map.entry("missing-folder", BundleRefusal.FILE_MISSING),
          Map.entry("missing-file", BundleRefusal.FILE_MISSING),
          Map.entry("file-missing", BundleRefusal.FILE_MISSING),
          Map.entry("unreadable", BundleRefusal.FILE_MISSING),
          Map.entry("file-size", BundleRefusal.FILE_CHANGED),
          Map.entry("file-digest", BundleRefusal.FILE_CHANGED),
          Map.entry("too-large", BundleRefusal.FILE_CHANGED),
          Map.entry("file-unlisted", BundleRefusal.FILE_UNLISTED),
          Map.entry("file-name", BundleRefusal.FILE_UNLISTED),
          Map.entry("not-a-file", BundleRefusal.FILE_UNLISTED),
          Map.entry(ManifestReader.WRONG_VOCABULARY, BundleRefusal.WRONG_VOCABULARY),
          Map.entry(ManifestReader.WRONG_SEMANTICS, BundleRefusal.WRONG_SEMANTICS));

  private final KeyRole role;
  private final Instant now;

  private BundleVerifier(KeyRole role, Instant now) {
    this.role = role;
    this.now = now;
  }

  /**
   * Verifies a folder in the shipped form.
   *
   * @param folder the folder, with {@code signatures.json}
   * @param role whose keys must have signed
   * @param now the moment at which the bundle must be valid
   * @return the bundle, or why it must not be used
   */
  public static BundleVerdict verify(Path folder, KeyRole role, Instant now) {
    return new BundleVerifier(role, now).verify(folder);
  }

  /**
   * Verifies a bundle that was read already, as from a store.
   *
   * @param bundle the bundle
   * @param signatures the envelope that came with it
   * @param role whose keys must have signed
   * @param now the moment at which the bundle must be valid
   * @return the bundle, or why it must not be used
   */
  public static BundleVerdict verify(
      RuleSetBundle bundle, Envelope signatures, KeyRole role, Instant now) {
    BundleVerifier verifier = new BundleVerifier(role, now);
    EnvelopeVerdict verdict = EnvelopeVerifier.verify(signatures, BundleSigning.PAYLOAD_TYPE, role);
    if (verdict instanceof EnvelopeVerdict.Verified verified) {
      return Arrays.equals(verified.payload(), bundle.manifestBytes())
          ? verifier.judge(bundle, verified)
          : differs();
    }
    return rejected((EnvelopeVerdict.Rejected) verdict);
  }

  private BundleVerdict verify(Path folder) {
    Problems problems = new Problems();
    FolderReader reader = new FolderReader(folder, problems);
    if (!reader.exists()) {
      return new Refused(BundleRefusal.FILE_MISSING, problems.sorted());
    }
    Optional<byte[]> signatures = reader.optional(RuleSetFolder.SIGNATURES, StrictJson.MAX_LENGTH);
    if (!problems.isEmpty()) {
      return new Refused(BundleRefusal.MALFORMED_ENVELOPE, problems.sorted());
    }
    if (signatures.isEmpty()) {
      return refused(BundleRefusal.UNSIGNED, RuleSetFolder.SIGNATURES, "there are no signatures");
    }
    Reading<Envelope> envelope = Envelope.read(RuleSetFolder.SIGNATURES, signatures.get());
    if (envelope instanceof Reading.Refused<Envelope> refused) {
      return new Refused(BundleRefusal.MALFORMED_ENVELOPE, refused.diagnostics());
    }
    EnvelopeVerdict verdict =
        EnvelopeVerifier.verify(
            ((Reading.Parsed<Envelope>) envelope).value(), BundleSigning.PAYLOAD_TYPE, role);
    return verdict instanceof EnvelopeVerdict.Verified verified
        ? verify(reader, problems, verified)
        : rejected((EnvelopeVerdict.Rejected) verdict);
  }

  private BundleVerdict verify(
      FolderReader reader, Problems problems, EnvelopeVerdict.Verified verified) {
    Optional<byte[]> manifest = reader.required(RuleSetBundle.MANIFEST, StrictJson.MAX_LENGTH);
    if (manifest.isPresent() && !Arrays.equals(manifest.get(), verified.payload())) {
      return differs();
    }
    List<BundleFile> files = reader.files();
    RuleSetFolder.refuseStrangers(reader.strangers(), problems);
    if (!problems.isEmpty()) {
      return refused(problems.sorted());
    }
    Reading<RuleSetBundle> bundle = RuleSetBundle.of(verified.payload(), files);
    if (bundle instanceof Reading.Refused<RuleSetBundle> refused) {
      return refused(refused.diagnostics());
    }
    RuleSetBundle read = ((Reading.Parsed<RuleSetBundle>) bundle).value();
    return read.isShipped()
        ? judge(read, verified)
        : refused(
            BundleRefusal.MALFORMED_MANIFEST,
            RuleSetBundle.MANIFEST,
            "what was signed lists no files, so that nothing vouches for them");
  }

  /** What is left when the bundle is whole and signed. */
  private BundleVerdict judge(RuleSetBundle bundle, EnvelopeVerdict.Verified verified) {
    RuleSetManifest manifest = bundle.manifest();
    int signed = verified.signers().size();
    if (signed < manifest.approvals()) {
      return refused(
          BundleRefusal.THRESHOLD_NOT_MET,
          RuleSetFolder.SIGNATURES,
          "signed by " + signed + " distinct keys; the bundle requires " + manifest.approvals());
    }
    if (manifest.notBefore().isPresent() && now.isBefore(manifest.notBefore().get())) {
      return refused(
          BundleRefusal.NOT_YET_VALID,
          RuleSetBundle.MANIFEST,
          "valid from " + manifest.notBefore().get());
    }
    if (manifest.expires().isPresent() && !now.isBefore(manifest.expires().get())) {
      return refused(
          BundleRefusal.EXPIRED, RuleSetBundle.MANIFEST, "expired at " + manifest.expires().get());
    }
    List<Diagnostic> errors = check(bundle);
    return errors.isEmpty()
        ? new BundleVerdict.Verified(bundle, verified.signers())
        : new Refused(BundleRefusal.REFUSED_RULES, errors);
  }

  private static List<Diagnostic> check(RuleSetBundle bundle) {
    RuleSetManifest manifest = bundle.manifest();
    CheckReport report =
        RuleSetConfinement.check(
            bundle.rules(),
            new Declarations(
                manifest.codes(),
                EffectiveParameters.defaults(manifest).values(),
                bundle.codePositions()));
    if (report instanceof CheckReport.Refused refused) {
      return refused.diagnostics();
    }
    return VocabularyReview.review(
            ((CheckReport.Clean) report).tree(),
            manifest.vocabulary(),
            Vocabulary.history(),
            bundle.testedConstants())
        .stream()
        .filter(each -> each.severity() == Severity.ERROR)
        .toList();
  }

  private static BundleVerdict differs() {
    return refused(
        BundleRefusal.MANIFEST_DIFFERS, RuleSetBundle.MANIFEST, "this is not what was signed");
  }

  private static BundleVerdict rejected(EnvelopeVerdict.Rejected rejected) {
    return refused(
        refusal(rejected.reason()),
        RuleSetFolder.SIGNATURES,
        rejected.where() + ": " + rejected.detail());
  }

  private static BundleRefusal refusal(EnvelopeReason reason) {
    return switch (reason) {
      case WRONG_PAYLOAD_TYPE -> BundleRefusal.WRONG_PAYLOAD_TYPE;
      case NO_SIGNATURES -> BundleRefusal.UNSIGNED;
      case MALFORMED_SIGNATURE, NO_SIGNATURE_HOLDS -> BundleRefusal.SIGNATURES_INVALID;
      case THRESHOLD_NOT_MET -> BundleRefusal.THRESHOLD_NOT_MET;
    };
  }

  private static BundleVerdict refused(List<Diagnostic> diagnostics) {
    return new Refused(reason(diagnostics), diagnostics);
  }

  /**
   * The gravest reason among what is wrong with a folder: the first in the order of the reasons.
   *
   * @param diagnostics at least one, as of a bundle that a store calls damaged
   * @return the reason
   */
  public static BundleRefusal reason(List<Diagnostic> diagnostics) {
    Stream<BundleRefusal> reasons = diagnostics.stream().map(BundleVerifier::refusal);
    return reasons.min(BundleRefusal::compareTo).orElse(BundleRefusal.MALFORMED_MANIFEST);
  }

  private static BundleRefusal refusal(Diagnostic diagnostic) {
    BundleRefusal other =
        diagnostic.position().file().startsWith(RuleSetFolder.PRESETS + "/")
            ? BundleRefusal.REFUSED_RULES
            : BundleRefusal.MALFORMED_MANIFEST;
    return BY_CODE.getOrDefault(diagnostic.code(), other);
  }

  private static BundleVerdict refused(BundleRefusal reason, String file, String message) {
    String code = reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return new Refused(
        reason,
        List.of(
            new Diagnostic(
                new SourcePosition(file, 1, 1), Severity.ERROR, code, message, Optional.empty())));
  }
}
