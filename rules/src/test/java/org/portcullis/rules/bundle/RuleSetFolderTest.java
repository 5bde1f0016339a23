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
    Files.writeString(folder.resolve("CHANGES.md"), "beside the rules anything may lie");
    Reading<RuleSetBundle> reading = RuleSetFolder.read(folder);
    assertThat(((Reading.Parsed<RuleSetBundle>) reading).value().digest())
        .isEqualTo(BundledRuleSets.standard().digest());
  }

  @Test
  void standard_listsEveryFileOfItsFolder() throws Exception {
    Path resources = Path.of(RuleSetFolder.class.getResource("/rulesets/standard/rules").toURI());
    try (var files = Files.list(resources)) {
      assertThat(files.map(file -> "rules/" + file.getFileName()).sorted())
          .containsExactlyElementsOf(
              BundledRuleSets.standard().rules().stream().map(RuleSource::file).toList());
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
}
