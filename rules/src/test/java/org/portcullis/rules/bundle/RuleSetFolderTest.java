package org.portcullis.rules.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.release.json.Diagnostic;
import org.portcullis.release.json.Reading;
import org.portcullis.rules.confine.RuleSource;

final class RuleSetFolderTest {
  @TempDir private Path folder;
  private Path rules;

  @BeforeEach
  void copyStandard() throws IOException {
    RuleSetBundle standard = BundledRuleSets.standard();
    rules = Files.createDirectory(folder.resolve("rules"));
    for (RuleSource rule : standard.rules()) {
      Files.write(folder.resolve(rule.file()), rule.content());
    }
    try (var in = RuleSetFolder.class.getResourceAsStream("/rulesets/standard/ruleset.json")) {
      Files.copy(in, folder.resolve("ruleset.json"));
    }
  }

  private List<String> errors() {
    Reading<RuleSetBundle> reading = RuleSetFolder.read(folder);
    assertThat(reading).isInstanceOf(Reading.Refused.class);
    return ((Reading.Refused<RuleSetBundle>) reading)
        .diagnostics().stream().map(Diagnostic::toString).toList();
  }

  @Test
  void read_copyOfStandard_hasItsDigest() throws IOException {
    for (BundleFile file : BundledRuleSets.standard().files()) {
      Path path = folder.resolve(file.path());
      Files.createDirectories(path.getParent());
      Files.write(path, file.content());
    }
    Files.writeString(folder.resolve("README.md"), "beside the rules anything may lie");
    Reading<RuleSetBundle> reading = RuleSetFolder.read(folder);
    assertThat(((Reading.Parsed<RuleSetBundle>) reading).value().digest())
        .isEqualTo(BundledRuleSets.standard().digest());
  }

  @Test
  void standard_listsEveryFileOfItsFolder() throws Exception {
    Path standard = Path.of(RuleSetFolder.class.getResource("/rulesets/standard").toURI());
    try (var files = Files.walk(standard)) {
      assertThat(files.filter(Files::isRegularFile).map(standard::relativize).map(Path::toString))
          .filteredOn(file -> !file.equals(RuleSetBundle.MANIFEST))
          .containsExactlyInAnyOrderElementsOf(
              BundledRuleSets.standard().files().stream().map(BundleFile::path).toList());
    }
  }

  @Test
  void read_missingFolder_isRefused() throws IOException {
    Reading<RuleSetBundle> reading = RuleSetFolder.read(folder.resolve("nowhere"));
    assertThat(((Reading.Refused<RuleSetBundle>) reading).diagnostics().get(0).code())
        .isEqualTo("missing-folder");
  }

  @Test
  void read_missingManifest_isRefused() throws IOException {
    Files.delete(folder.resolve("ruleset.json"));
    assertThat(errors()).containsExactly("ruleset.json:1:1: error missing-file: no such file");
  }

  @Test
  void read_manifestIsFolder_isRefused() throws IOException {
    Files.delete(folder.resolve("ruleset.json"));
    Files.createDirectory(folder.resolve("ruleset.json"));
    assertThat(errors()).containsExactly("ruleset.json:1:1: error not-a-file: no regular file");
  }

  @Test
  void read_subfolderLinkAndOtherFile_areRefusedTogether() throws IOException {
    Files.createDirectory(rules.resolve("sub.drl"));
    Files.createSymbolicLink(rules.resolve("link.drl"), rules.resolve("device.drl"));
    Files.writeString(rules.resolve("notes.txt"), "");
    Files.writeString(rules.resolve("Upper.drl"), "");
    assertThat(errors())
        .containsExactly(
            "rules/Upper.drl:1:1: error file-name: a file of rules must have a name of the shape"
                + " [a-z0-9._-]+.drl",
            "rules/link.drl:1:1: error not-a-file: neither a folder nor a symbolic link may lie"
                + " here",
            "rules/notes.txt:1:1: error file-name: a file of rules must have a name of the shape"
                + " [a-z0-9._-]+.drl",
            "rules/sub.drl:1:1: error not-a-file: neither a folder nor a symbolic link may lie"
                + " here");
  }

  @Test
  void read_rulesIsLink_isRefused() throws IOException {
    Path moved = Files.move(rules, folder.resolve("moved"));
    Files.createSymbolicLink(rules, moved);
    assertThat(errors()).containsExactly("rules:1:1: error missing-folder: no folder `rules`");
  }

  @Test
  void read_noRule_isRefused() throws IOException {
    for (RuleSource rule : BundledRuleSets.standard().rules()) {
      Files.delete(folder.resolve(rule.file()));
    }
    assertThat(errors())
        .containsExactly("rules:1:1: error missing-file: no file `*.drl` in `rules`");
  }

  @Test
  void read_longFile_isRefused() throws IOException {
    Files.write(rules.resolve("long.drl"), new byte[RuleSetFolder.MAX_FILE_LENGTH + 1]);
    assertThat(errors())
        .containsExactly("rules/long.drl:1:1: error too-large: longer than 262144 bytes");
  }

  @Test
  void read_tooManyFiles_isRefused() throws IOException {
    for (int i = 0; i < 256; i++) {
      Files.writeString(rules.resolve("r" + i + ".drl"), "");
    }
    assertThat(errors()).contains("rules:1:1: error too-large: more than 256 files");
  }

  @Test
  void read_mistakesInManifestAndFolder_areReportedTogether() throws IOException {
    Files.writeString(folder.resolve("ruleset.json"), "{");
    Files.writeString(rules.resolve("notes.txt"), "");
    assertThat(errors()).hasSize(2);
  }

  private RuleSetBundle parsed() {
    Reading<RuleSetBundle> reading = RuleSetFolder.read(folder);
    assertThat(reading).isInstanceOf(Reading.Parsed.class);
    return ((Reading.Parsed<RuleSetBundle>) reading).value();
  }

  private void write(String file, String content) throws IOException {
    Files.createDirectories(folder.resolve(file).getParent());
    Files.writeString(folder.resolve(file), content);
  }

  private RuleSetBundle ship() throws IOException {
    write("tests/a.json", "{}");
    write("params/strict.json", "{\"requireIntegrity\": true}");
    write("CHANGES.md", "all new");
    RuleSetBundle source = parsed();
    Files.write(folder.resolve("ruleset.json"), source.manifestBytes());
    return source;
  }

  @Test
  void read_testsPresetsAndChanges_areCarriedAndListed() throws IOException {
    RuleSetBundle source = ship();
    assertThat(source.isShipped()).isFalse();
    assertThat(source.tests())
        .containsExactly(new BundleFile("tests/a.json", new byte[] {'{', '}'}));
    assertThat(source.presets()).containsOnlyKeys("strict");
    assertThat(source.presets().values())
        .extracting(EffectiveParameters::digest)
        .doesNotContain(EffectiveParameters.defaults(source.manifest()).digest());
    assertThat(source.files())
        .extracting(BundleFile::path)
        .isSorted()
        .startsWith("CHANGES.md", "params/strict.json")
        .endsWith("tests/a.json");
    assertThat(new String(source.manifestBytes(), java.nio.charset.StandardCharsets.UTF_8))
        .contains(
            "\"files\":[{\"path\":\"CHANGES.md\",\"sha256\":\""
                + org.portcullis.facts.Digest.ofUtf8("all new")
                + "\",\"size\":7},");
  }

  @Test
  void read_shippedForm_isTheSameBundle() throws IOException {
    RuleSetBundle source = ship();
    write("signatures.json", "what stands here is for others to verify");
    RuleSetBundle shipped = parsed();
    assertThat(shipped.isShipped()).isTrue();
    assertThat(shipped.digest()).isEqualTo(source.digest());
    assertThat(shipped.manifestBytes()).isEqualTo(source.manifestBytes());
    assertThat(shipped.files()).isEqualTo(source.files());
  }

  @Test
  void read_shippedFormWithOtherFiles_eachIsRefused() throws IOException {
    ship();
    write("CHANGES.md", "all old");
    write("params/strict.json", "{}");
    write("rules/zzz.drl", "");
    write("notes.txt", "");
    Files.delete(folder.resolve("tests/a.json"));
    assertThat(errors())
        .map(error -> error.replaceFirst("ruleset.json:1:\\d+", "ruleset.json"))
        .containsExactlyInAnyOrder(
            "ruleset.json: error file-digest: the file `CHANGES.md` has another digest",
            "ruleset.json: error file-size: the file `params/strict.json` has 2 bytes, not 26",
            "ruleset.json: error file-missing: the file `tests/a.json` is not there",
            "rules/zzz.drl:1:1: error file-unlisted: the manifest doesn't list this file");
  }

  @Test
  void read_shippedFormWithStranger_isRefused() throws IOException {
    ship();
    write("notes.txt", "");
    assertThat(errors())
        .containsExactly(
            "notes.txt:1:1: error file-unlisted: nothing may lie in a shipped rule set that its"
                + " manifest doesn't list");
  }

  @Test
  void read_shippedFormInAnotherForm_isRefused() throws IOException {
    byte[] manifest = ship().manifestBytes();
    String text = new String(manifest, java.nio.charset.StandardCharsets.UTF_8);
    write("ruleset.json", text + "\n");
    assertThat(errors()).singleElement().asString().contains("error not-canonical: ");
    int first = text.indexOf("{\"path\"");
    int second = text.indexOf("{\"path\"", first + 1);
    write(
        "ruleset.json",
        text.substring(0, first) + text.substring(first, second) + text.substring(first));
    assertThat(errors()).anyMatch(error -> error.contains("error file-order: "));
    write("ruleset.json", text.replaceFirst("\"sha256\":\"..", "\"sha256\":\"XY"));
    assertThat(errors()).anyMatch(error -> error.contains("64 lower-case hex digits"));
    write("ruleset.json", text.replaceFirst("\"files\":\\[", "\"files\":[1,"));
    assertThat(errors()).anyMatch(error -> error.contains("an object expected"));
    write("ruleset.json", text.replaceFirst("\"files\":\\[.*?]", "\"files\":1"));
    assertThat(errors()).anyMatch(error -> error.contains("`files` must be an array"));
  }

  @Test
  void read_badPreset_isRefusedWithPlace() throws IOException {
    write("params/strict.json", "{\"requireIntegritty\": true}");
    assertThat(errors())
        .singleElement()
        .asString()
        .startsWith("params/strict.json:1:2: error unknown-parameter: ");
  }

  @Test
  void read_otherFilesInFolders_areRefused() throws IOException {
    write("tests/a.txt", "");
    write("params/Strict.json", "{}");
    Files.createSymbolicLink(folder.resolve("CHANGES.md"), folder.resolve("ruleset.json"));
    assertThat(errors())
        .containsExactly(
            "CHANGES.md:1:1: error not-a-file: no regular file",
            "params/Strict.json:1:1: error file-name: a file of values must have a name of the"
                + " shape [a-z0-9._-]+.json",
            "tests/a.txt:1:1: error file-name: a file of tests must have a name of the shape"
                + " [a-z0-9._-]+.json");
  }

  @Test
  void read_testsIsFile_isRefused() throws IOException {
    write("tests", "");
    assertThat(errors()).containsExactly("tests:1:1: error missing-folder: no folder `tests`");
  }
}
