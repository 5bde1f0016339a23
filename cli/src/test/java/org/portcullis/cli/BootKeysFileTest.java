package org.portcullis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.portcullis.engine.intake.BootKeys;
import org.portcullis.facts.Digest;
import org.portcullis.facts.SecurityLevel;
import org.portcullis.rules.json.Reading;

class BootKeysFileTest {
  private static final String KEY = "ab".repeat(32);
  private static final Digest DIGEST = Digest.fromHex(KEY);

  private static Reading<BootKeys> read(String json) {
    return BootKeysFile.read("k.json", json.getBytes(StandardCharsets.UTF_8));
  }

  private static BootKeys keys(String json) {
    return ((Reading.Parsed<BootKeys>) read(json)).value();
  }

  private static List<String> errors(String json) {
    return ((Reading.Refused<BootKeys>) read(json))
        .diagnostics().stream().map(Texts::withSuggestion).toList();
  }

  @Test
  void read_keyWithoutLevel_isPinnedForBothLevelsOfItsProductAlone() {
    BootKeys keys = keys("{\"slate\": [{\"sha256\": \"" + KEY + "\"}], \"other\": []}");

    assertThat(keys.isPinned("slate", SecurityLevel.TRUSTED_ENVIRONMENT, DIGEST)).isTrue();
    assertThat(keys.isPinned("slate", SecurityLevel.STRONG_BOX, DIGEST)).isTrue();
    assertThat(keys.isPinned("other", SecurityLevel.STRONG_BOX, DIGEST)).isFalse();
  }

  @Test
  void read_keyWithLevel_isPinnedForThatLevelAlone() {
    BootKeys keys =
        keys(
            "{\"slate\": [{\"sha256\": \""
                + KEY.toUpperCase(java.util.Locale.ROOT)
                + "\", \"level\": \"STRONG_BOX\"}]}");

    assertThat(keys.isPinned("slate", SecurityLevel.TRUSTED_ENVIRONMENT, DIGEST)).isFalse();
    assertThat(keys.isPinned("slate", SecurityLevel.STRONG_BOX, DIGEST)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"Slate\": []}|k.json:1:2: `Slate` is no product: an identifier is expected",
        "{\"slate\": {}}|k.json:1:11: an array of keys expected, not an object",
        "{\"slate\": [1]}|k.json:1:12: an object with `sha256` expected, not a whole number",
        "{\"slate\": [{}]}|k.json:1:12: `sha256` is missing",
        "{\"slate\": [{\"sha256\": \"ab\"}]}|k.json:1:23: `sha256` has 64 hexadecimal digits",
        "[]|k.json:1:1: an object expected, not an array",
      })
  void read_malformed_isAnErrorWithItsPlace(String json, String error) {
    assertThat(errors(json)).containsExactly(error);
  }

  @Test
  void read_unknownMemberOrLevel_isAnError() {
    assertThat(errors("{\"slate\": [{\"sha256\": \"" + KEY + "\", \"levl\": \"STRONG_BOX\"}]}"))
        .containsExactly("k.json:1:91: unknown member `levl`; did you mean `level`?");
    assertThat(errors("{\"slate\": [{\"sha256\": \"" + KEY + "\", \"level\": \"SOFTWARE\"}]}"))
        .containsExactly("k.json:1:100: `level` is `TRUSTED_ENVIRONMENT` or `STRONG_BOX`");
  }
}
