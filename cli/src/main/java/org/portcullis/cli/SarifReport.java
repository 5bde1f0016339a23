package org.portcullis.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.portcullis.release.json.Diagnostic;
import org.portcullis.release.json.Severity;
import org.portcullis.release.json.SourcePosition;

/**
 * Diagnostics as a SARIF log (OASIS, Static Analysis Results Interchange Format 2.1.0): one run,
 * whose tool names each code once, and a result for each diagnostic, in the order given. The same
 * diagnostics give the same bytes.
 */
final class SarifReport {
  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  private final Path directory;

  /** With locations relative to a folder. */
  SarifReport(Path directory) {
    this.directory = directory.toAbsolutePath().normalize();
  }

  JsonLine of(List<Diagnostic> diagnostics) {
    Map<String, Severity> codes = new TreeMap<>();
    diagnostics.forEach(each -> codes.merge(each.code(), each.severity(), SarifReport::graver));
    List<String> order = new ArrayList<>(codes.keySet());
    JsonLine driver =
        new JsonLine()
            .put("name", "portcullis")
            .put("version", VersionText.version())
            .put("rules", order.stream().map(code -> rule(code, codes)).toList());
    JsonLine run =
        new JsonLine()
            .put("tool", new JsonLine().put("driver", driver))
            .put("columnKind", "unicodeCodePoints")
            .put("results", diagnostics.stream().map(each -> result(each, order)).toList());
    return new JsonLine().put("$schema", SCHEMA).put("version", "2.1.0").put("runs", List.of(run));
  }

  private static Severity graver(Severity one, Severity other) {
    return one == Severity.ERROR ? one : other;
  }

  private static JsonLine rule(String code, Map<String, Severity> codes) {
    String words = code.replace('-', ' ');
    return new JsonLine()
        .put("id", code)
        .put("shortDescription", text(words))
        .put(
            "defaultConfiguration",
            new JsonLine().put("level", Texts.words(codes.getOrDefault(code, Severity.ERROR))));
  }

  private JsonLine result(Diagnostic diagnostic, List<String> order) {
    String message =
        diagnostic.message() + diagnostic.suggestion().map(Texts::didYouMean).orElse("");
    return new JsonLine()
        .put("ruleId", diagnostic.code())
        .put("ruleIndex", order.indexOf(diagnostic.code()))
        .put("level", Texts.words(diagnostic.severity()))
        .put("message", text(escaped(Texts.printable(message))))
        .put("locations", List.of(location(diagnostic.position())));
  }

  private static JsonLine text(String text) {
    return new JsonLine().put("text", text);
  }

  /** Braces hold placeholders in a message, and stand for themselves when doubled (3.11.5). */
  private static String escaped(String message) {
    return message.replace("{", "{{").replace("}", "}}");
  }

  private JsonLine location(SourcePosition position) {
    JsonLine region =
        new JsonLine().put("startLine", position.line()).put("startColumn", position.column());
    JsonLine physical =
        new JsonLine()
            .put("artifactLocation", new JsonLine().put("uri", uri(position.file())))
            .put("region", region);
    return new JsonLine().put("physicalLocation", physical);
  }

  /** Relative to the folder for what lies below it, otherwise absolute. */
  private String uri(String file) {
    Path path = directory.resolve(file).normalize();
    if (!path.startsWith(directory)) {
      return path.toUri().toString();
    }
    String relative = directory.relativize(path).toString().replace('\\', '/');
    try {
      // The leading `./` keeps a colon in the first part from being a scheme's.
      String encoded = new URI(null, null, "./" + relative, null).toASCIIString();
      return encoded.substring(2).contains(":") ? encoded : encoded.substring(2);
    } catch (URISyntaxException e) {
      return path.toUri().toString();
    }
  }
}
