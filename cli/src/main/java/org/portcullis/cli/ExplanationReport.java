package org.portcullis.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.portcullis.attestation.key.CertificateOutline;
import org.portcullis.attestation.key.Check;
import org.portcullis.attestation.key.Explanation;
import org.portcullis.attestation.key.KeyAttestationReason;
import org.portcullis.attestation.key.KeyAttestationResult;
import org.portcullis.attestation.key.Where;

/**
 * How a result was found: certificate by certificate, what was checked and how it ended.
 *
 * @param explanation the explanation
 */
record ExplanationReport(Explanation explanation) {

  JsonLine toJson() {
    return new JsonLine()
        .put("meaning", reason().map(KeyAttestationReason::text))
        .put("advice", reason().map(reason -> reason.category().advice()))
        .put("chain", checks(Where.NO_CERTIFICATE))
        .put("certificates", explanation.certificates().stream().map(this::certificate).toList());
  }

  private Optional<KeyAttestationReason> reason() {
    return explanation.result() instanceof KeyAttestationResult.Rejected rejected
        ? Optional.of(rejected.reason())
        : Optional.empty();
  }

  private JsonLine certificate(CertificateOutline outline) {
    return new JsonLine()
        .put("certificate", outline.index())
        .put("role", outline.role().name())
        .put("key", outline.key())
        .put("signature", outline.signature())
        .put("notBefore", outline.notBefore().toString())
        .put("notAfter", outline.notAfter().toString())
        .put("bytes", outline.bytes())
        .put("statement", outline.statement())
        .put("checks", checks(outline.index()));
  }

  private List<JsonLine> checks(int certificate) {
    return about(certificate).stream()
        .map(
            check ->
                new JsonLine()
                    .put("check", check.kind().name())
                    .put("outcome", check.outcome().name())
                    .put(
                        "detail",
                        check.detail().isEmpty() ? Optional.empty() : Optional.of(check.detail())))
        .toList();
  }

  private List<Check> about(int certificate) {
    return explanation.checks().stream().filter(c -> c.certificate() == certificate).toList();
  }

  /** Lines to stand below the report, each with a line break before it. */
  String toText() {
    StringBuilder text = new StringBuilder();
    reason()
        .ifPresent(
            reason -> {
              line(text, "  meaning: " + reason.text());
              line(text, "  advice:  " + reason.category().advice());
            });
    line(text, "  the chain as a whole");
    addChecks(text, Where.NO_CERTIFICATE);
    for (CertificateOutline outline : explanation.certificates()) {
      line(text, "  " + heading(outline));
      addChecks(text, outline.index());
    }
    unreadable().forEach(index -> addUnreadable(text, index));
    return text.toString();
  }

  private static String heading(CertificateOutline outline) {
    return String.format(
        Locale.ROOT,
        "certificate %d, %s: %s key, signed with %s, valid %s to %s, %d bytes%s",
        outline.index(),
        Texts.words(outline.role()),
        outline.key(),
        outline.signature(),
        outline.notBefore(),
        outline.notAfter(),
        outline.bytes(),
        outline.statement() ? ", with a statement" : "");
  }

  /** Certificates that have checks and no outline. */
  private List<Integer> unreadable() {
    List<Integer> outlined =
        explanation.certificates().stream().map(CertificateOutline::index).toList();
    return explanation.checks().stream()
        .map(Check::certificate)
        .filter(index -> index != Where.NO_CERTIFICATE && !outlined.contains(index))
        .distinct()
        .toList();
  }

  private void addUnreadable(StringBuilder text, int index) {
    line(text, "  certificate " + index);
    addChecks(text, index);
  }

  private void addChecks(StringBuilder text, int certificate) {
    for (Check check : about(certificate)) {
      line(text, String.format(Locale.ROOT, "    %-12s%s", word(check), check.kind().text()));
      if (!check.detail().isEmpty()) {
        line(text, " ".repeat(16) + check.detail());
      }
    }
  }

  /** A failure stands out among the others. */
  private static String word(Check check) {
    return check.outcome() == Check.Outcome.FAILED ? "FAILED" : Texts.words(check.outcome());
  }

  private static void line(StringBuilder text, String line) {
    text.append('\n').append(Texts.printable(line));
  }
}
