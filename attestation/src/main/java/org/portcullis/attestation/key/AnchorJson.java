package org.portcullis.attestation.key;

import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.portcullis.attestation.internal.JsonException;
import org.portcullis.attestation.internal.JsonValue;
import org.portcullis.attestation.internal.ObjectReader;
import org.portcullis.attestation.internal.StrictJson;
import org.portcullis.attestation.internal.TimeOfUse;
import org.portcullis.attestation.key.internal.Pem;

/**
 * Reads anchors and their terms from JSON: {@code {"google": true, "anchors": [{"name", "key" or
 * "certificate", "provisioning", "from", "until", "statusList"}]}}.
 */
final class AnchorJson {
  private static final String PEM = "-----BEGIN ";
  private static final List<Provisioning> KINDS =
      List.of(Provisioning.FACTORY, Provisioning.REMOTE, Provisioning.SOFTWARE);

  private final AnchorCollector anchors = new AnchorCollector();

  private AnchorJson() {}

  static Reading<TrustAnchors> read(byte[] json) {
    try {
      return new Reading.Read<>(new AnchorJson().document(StrictJson.read(json)));
    } catch (JsonException e) {
      return new Reading.Unreadable<>(e.line(), e.column(), e.detail());
    }
  }

  private TrustAnchors document(JsonValue.Members root) throws JsonException {
    ObjectReader reader = new ObjectReader(root);
    if (reader.truth("google")) {
      at(root, anchors::addGoogle);
    }
    for (JsonValue item : reader.items("anchors")) {
      TrustAnchor anchor = anchor(ObjectReader.of(item, "an anchor"));
      at(item, () -> anchors.add(anchor));
    }
    reader.finish();
    if (anchors.toList().isEmpty()) {
      throw JsonException.at(root, "there is no anchor");
    }
    return new TrustAnchors(anchors.toList());
  }

  private static TrustAnchor anchor(ObjectReader reader) throws JsonException {
    String name = reader.name("name");
    AnchorTerms terms = terms(reader);
    if (reader.has("key") == reader.has("certificate")) {
      throw JsonException.at(reader.object(), "an anchor has either a `key` or a `certificate`");
    }
    boolean bare = reader.has("key");
    String label = bare ? "PUBLIC KEY" : "CERTIFICATE";
    JsonValue value = reader.required(bare ? "key" : "certificate");
    byte[] der =
        ObjectReader.text(
            value,
            bare ? "`key`" : "`certificate`",
            text -> der(text, label),
            "base64 of der, or one pem block `" + label + "`");
    reader.finish();
    return make(
        value,
        () ->
            bare
                ? TrustAnchor.ofKey(name, der, terms)
                : TrustAnchor.ofCertificate(name, der, terms));
  }

  private static AnchorTerms terms(ObjectReader reader) throws JsonException {
    TimeOfUse time = TimeOfUse.read(reader);
    String statusList =
        reader.has("statusList") ? reader.name("statusList") : AnchorTerms.GOOGLE_STATUS_LIST;
    return new AnchorTerms(provisioning(reader), time.from(), time.until(), statusList);
  }

  private static Set<Provisioning> provisioning(ObjectReader reader) throws JsonException {
    Set<Provisioning> kinds = EnumSet.noneOf(Provisioning.class);
    if (!reader.has("provisioning")) {
      return kinds;
    }
    for (JsonValue item : reader.items("provisioning")) {
      Provisioning kind =
          ObjectReader.text(item, "a provisioning kind", AnchorJson::kind, "one of " + KINDS);
      if (!kinds.add(kind)) {
        throw JsonException.at(item, "the provisioning kind " + kind + " is there twice");
      }
    }
    if (kinds.isEmpty()) {
      throw JsonException.at(
          reader.required("provisioning"), "`provisioning` names a kind, or is left out");
    }
    return kinds;
  }

  private static Optional<Provisioning> kind(String name) {
    return KINDS.stream().filter(kind -> kind.name().equals(name)).findFirst();
  }

  private static Optional<byte[]> der(String text, String label) {
    try {
      if (text.contains(PEM)) {
        return Pem.read(text, 1, CertificateChain.MAX_CERTIFICATE_BYTES).stream()
            .filter(block -> block.label().equals(label))
            .map(Pem.Block::bytes)
            .findFirst();
      }
      byte[] der = Base64.getDecoder().decode(text);
      return Optional.of(der).filter(d -> d.length <= CertificateChain.MAX_CERTIFICATE_BYTES);
    } catch (Pem.PemException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** What can't be an anchor, or not beside the others. */
  @FunctionalInterface
  private interface Step {
    void run() throws UnusableAnchor;
  }

  /** What makes an anchor, or can't. */
  @FunctionalInterface
  private interface Maker {
    TrustAnchor make() throws UnusableAnchor;
  }

  private static void at(JsonValue place, Step step) throws JsonException {
    try {
      step.run();
    } catch (UnusableAnchor e) {
      throw JsonException.at(place, e.detail());
    }
  }

  private static TrustAnchor make(JsonValue place, Maker maker) throws JsonException {
    try {
      return maker.make();
    } catch (UnusableAnchor e) {
      throw JsonException.at(place, e.detail());
    }
  }
}
