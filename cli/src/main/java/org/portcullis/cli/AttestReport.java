package org.portcullis.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.portcullis.attestation.key.Failure;
import org.portcullis.attestation.key.KeyAttestationResult;
import org.portcullis.attestation.key.Member;
import org.portcullis.attestation.key.Oddity;
import org.portcullis.attestation.key.ProvisioningInfo;
import org.portcullis.attestation.key.RevocationSnapshot;
import org.portcullis.attestation.key.Where;

/**
 * What is said of one chain.
 *
 * @param file what the answer calls it
 * @param challengeChecked whether a certain challenge was expected
 * @param result the result
 */
record AttestReport(Path file, boolean challengeChecked, KeyAttestationResult result) {

  JsonLine toJson() {
    return result instanceof KeyAttestationResult.Verified verified
        ? json(verified)
        : json((KeyAttestationResult.Rejected) result);
  }

  private JsonLine json(KeyAttestationResult.Verified verified) {
    JsonLine line =
        head("verified")
            .put("reason", Optional.empty())
            .put("certificate", Optional.empty())
            .put("field", Optional.empty())
            .put("detail", Optional.empty());
    StatementValues.of(verified).addTo(line);
    return line.put("findings", findings())
        .put("challengeChecked", challengeChecked)
        .put("key", verified.key().name())
        .put("chain", verified.chain().chain().toHex())
        .put("rootIncluded", verified.chain().rootIncluded())
        .put("revocation", revocation(verified.revocation()))
        .put("claims", Optional.empty())
        .put("failures", List.of())
        .put("provisioningInfo", provisioningInfo(verified.chain().provisioningInfo()));
  }

  private JsonLine json(KeyAttestationResult.Rejected rejected) {
    JsonLine line =
        head("rejected")
            .put("reason", rejected.reason().name())
            .put("certificate", certificate(rejected.where()))
            .put("field", rejected.where().field())
            .put("detail", rejected.detail());
    StatementValues.unknown().addTo(line);
    return line.put("findings", findings())
        .put("challengeChecked", challengeChecked)
        .put("key", Optional.empty())
        .put("chain", Optional.empty())
        .put("rootIncluded", Optional.empty())
        .put("revocation", Optional.empty())
        .put("claims", StatementValues.of(rejected).addTo(new JsonLine()))
        .put("failures", rejected.failures().stream().map(AttestReport::json).toList())
        .put("provisioningInfo", Optional.empty());
  }

  private static Optional<JsonLine> provisioningInfo(Member<ProvisioningInfo> member) {
    return member
        .value()
        .map(
            info ->
                new JsonLine()
                    .put("certificatesIssued", issued(info))
                    .put("manufacturer", info.manufacturer().map(Texts::printable))
                    .put("attestedEntity", info.attestedEntity().map(Texts::printable)));
  }

  private static Optional<Long> issued(ProvisioningInfo info) {
    return info.certificatesIssued().stream().boxed().findFirst();
  }

  private static JsonLine json(Failure failure) {
    return new JsonLine()
        .put("reason", failure.reason().name())
        .put("certificate", certificate(failure.where()))
        .put("field", failure.where().field())
        .put("detail", failure.detail());
  }

  private JsonLine head(String word) {
    return new JsonLine().put("file", file.toString()).put("result", word);
  }

  private List<JsonLine> findings() {
    return result.oddities().stream()
        .map(
            oddity ->
                new JsonLine()
                    .put("kind", oddity.kind().name())
                    .put("certificate", certificate(oddity.where()))
                    .put("field", oddity.where().field()))
        .toList();
  }

  private static Optional<Integer> certificate(Where where) {
    return where.certificate() == Where.NO_CERTIFICATE
        ? Optional.empty()
        : Optional.of(where.certificate());
  }

  private static Optional<JsonLine> revocation(RevocationSnapshot snapshot) {
    return snapshot instanceof RevocationSnapshot.Checked checked
        ? Optional.of(
            new JsonLine()
                .put("list", checked.list())
                .put("statusList", checked.digest().toHex())
                .put("fetchedAt", checked.fetchedAt().toString())
                .put("ageSeconds", checked.age().toSeconds())
                .put("entries", checked.entries()))
        : Optional.empty();
  }

  String toText() {
    StringBuilder text = new StringBuilder(Texts.printable(file.toString())).append(": ");
    text.append(toHeadline());
    if (result instanceof KeyAttestationResult.Verified verified) {
      StatementValues.of(verified).rows((name, value) -> row(text, name, value));
      row(text, "challenge checked", challengeChecked ? "yes" : "no");
      row(text, "key", verified.key().name());
      row(text, "revocation", wording(verified.revocation()));
    } else if (result instanceof KeyAttestationResult.Rejected rejected) {
      StatementValues.of(rejected).rows((name, value) -> row(text, "unproved " + name, value));
    }
    if (result instanceof KeyAttestationResult.Rejected rejected) {
      rejected.failures().stream()
          .skip(1)
          .forEach(further -> row(text, "failed as well", wording(further)));
    }
    for (Oddity oddity : result.oddities()) {
      row(text, "finding", oddity.kind() + place(oddity.where()));
    }
    return text.toString();
  }

  /** The result on one line. */
  String toHeadline() {
    return result instanceof KeyAttestationResult.Rejected rejected
        ? "rejected: " + wording(rejected.failures().get(0))
        : "verified";
  }

  private static String wording(Failure failure) {
    return failure.reason() + place(failure.where()) + ": " + Texts.printable(failure.detail());
  }

  private static void row(StringBuilder text, String name, String value) {
    text.append("\n  ").append(String.format(Locale.ROOT, "%-34s", name));
    text.append(Texts.printable(value));
  }

  private static String place(Where where) {
    return where.certificate() == Where.NO_CERTIFICATE
        ? " at " + where.field()
        : " at certificate " + where.certificate() + ", " + where.field();
  }

  private static String wording(RevocationSnapshot snapshot) {
    if (snapshot instanceof RevocationSnapshot.Checked checked) {
      return "checked against the list `%s`: %d entries, fetched %s"
          .formatted(checked.list(), checked.entries(), checked.fetchedAt());
    }
    String missing = ((RevocationSnapshot.NoList) snapshot).list();
    return "not checked, no status list `" + missing + "` given";
  }
}
