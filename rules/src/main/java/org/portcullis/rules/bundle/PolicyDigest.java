package org.portcullis.rules.bundle;

import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.portcullis.facts.Digest;
import org.portcullis.facts.Layer;
import org.portcullis.facts.codec.CborWriter;
import org.portcullis.rules.bundle.ParameterType.BooleanParameter;
import org.portcullis.rules.bundle.ParameterType.EnumParameter;
import org.portcullis.rules.bundle.ParameterType.IdentifierParameter;
import org.portcullis.rules.bundle.ParameterType.IdentifierSetParameter;
import org.portcullis.rules.bundle.ParameterType.IntegerParameter;
import org.portcullis.rules.confine.CodeDeclaration;

/**
 * The digest of what decides, in deterministic CBOR: an array of form, id, version, sequence,
 * vocabulary, semantics, required layers, codes with effect and layer, files of rules with their
 * digests, and declared parameters with type, bounds and default. Maps are arrays of pairs, and
 * these and sets are sorted.
 */
final class PolicyDigest {
  private static final int FORM = 1;
  private static final int PARTS = 11;

  private final CborWriter out = new CborWriter();

  private PolicyDigest() {}

  static Digest of(RuleSetManifest manifest, List<BundleFile> rules) {
    PolicyDigest digest = new PolicyDigest();
    digest.out.beginArray(PARTS).writeInteger(FORM);
    digest.write(manifest);
    digest.writeLayers(manifest.requiredLayers());
    digest.writeCodes(manifest);
    digest.writeRules(rules);
    digest.writeParameters(manifest);
    return Digest.of(digest.out.toByteArray());
  }

  private void write(RuleSetManifest manifest) {
    VocabularyRange vocabulary = manifest.vocabulary();
    out.writeText(manifest.id())
        .writeText(manifest.version().value())
        .writeInteger(manifest.sequence());
    out.beginArray(3)
        .writeText(vocabulary.name())
        .writeInteger(vocabulary.lowest())
        .writeInteger(vocabulary.highest());
    out.writeText(manifest.semantics());
  }

  private void writeLayers(Set<Layer> layers) {
    List<String> names = layers.stream().map(Layer::name).sorted().toList();
    out.beginArray(names.size());
    names.forEach(out::writeText);
  }

  private void writeCodes(RuleSetManifest manifest) {
    out.beginArray(manifest.codes().size());
    for (CodeDeclaration code : new TreeMap<>(manifest.codes()).values()) {
      out.beginArray(3).writeText(code.code().value()).writeText(code.effect().name());
      out.writeText(code.layer().map(Layer::name).orElse(""));
    }
  }

  private void writeRules(List<BundleFile> rules) {
    out.beginArray(rules.size());
    for (BundleFile rule : rules) {
      out.beginArray(2).writeText(rule.path()).writeBytes(rule.digest().bytes());
    }
  }

  private void writeParameters(RuleSetManifest manifest) {
    out.beginArray(manifest.parameters().size());
    for (ParameterDeclaration parameter : new TreeMap<>(manifest.parameters()).values()) {
      out.beginArray(2).writeText(parameter.name());
      write(parameter.type());
    }
    // The defaults, in the form of effective values.
    out.writeEncoded(EffectiveParameters.defaults(manifest).canonical());
  }

  private void write(ParameterType type) {
    if (type instanceof IntegerParameter integer) {
      out.beginArray(3).writeText("integer");
      out.writeInteger(integer.minimum()).writeInteger(integer.maximum());
    } else if (type instanceof BooleanParameter) {
      out.beginArray(1).writeText("boolean");
    } else if (type instanceof IdentifierParameter) {
      out.beginArray(1).writeText("identifier");
    } else if (type instanceof EnumParameter enumerated) {
      out.beginArray(2).writeText("enum").writeText(enumerated.type().name());
    } else if (type instanceof IdentifierSetParameter several) {
      out.beginArray(2).writeText("identifiers").writeInteger(several.maximumSize());
    }
  }
}
