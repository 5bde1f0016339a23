package org.portcullis.attestation.key.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.portcullis.attestation.key.Reading;
import org.portcullis.attestation.key.StatusList;

class FetchedSidecarTest {
  private static final String AT = "2026-11-01T00:00:00Z";
  private static final StatusList LIST = Lists.list(1, 3, Instant.EPOCH);

  @Test
  void beside_list_isItsNameWithASuffixInItsFolder() {
    assertThat(FetchedSidecar.beside(Path.of("lists", "status.json")))
        .isEqualTo(Path.of("lists", "status.json.fetched"));
    assertThat(FetchedSidecar.beside(Path.of("status"))).isEqualTo(Path.of("status.fetched"));
    assertThatIllegalArgumentException().isThrownBy(() -> FetchedSidecar.beside(Path.of("/")));
  }

  @Test
  void parse_instantAlone_isAboutAnyList() {
    FetchedSidecar sidecar = parse(" " + AT + "\r\n").orElseThrow();

    assertThat(sidecar.instant()).isEqualTo(Instant.parse(AT));
    assertThat(sidecar.isAbout(LIST)).isTrue();
  }

  @Test
  void parse_instantAndDigest_isAboutThatListAlone() {
    String digest = LIST.digest().toHex();
    for (String spelling : new String[] {digest, digest.toUpperCase(Locale.ROOT)}) {
      FetchedSidecar sidecar = parse(AT + "\t" + spelling).orElseThrow();

      assertThat(sidecar.instant()).isEqualTo(Instant.parse(AT));
      assertThat(sidecar.isAbout(LIST)).isTrue();
      assertThat(sidecar.isAbout(Lists.list(1, 4, Instant.EPOCH))).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|it doesn't begin with an instant such as `2026-11-01T12:00:00Z`",
        "2026-11-01|it doesn't begin with an instant such as `2026-11-01T12:00:00Z`",
        "2026-11-01T00:00:00Z 12ab|the digest has not 64 hexadecimal digits",
        "2026-11-01T00:00:00Z x y|something follows the digest"
      })
  void parse_anythingElse_isUnreadableWithItsCause(String text, String cause) {
    assertThat(parse(text))
        .isEqualTo(new Reading.Unreadable<>(0, 0, "the fetch instant can't be read: " + cause));
  }

  @Test
  void parse_content_hasAtMost256Bytes() {
    String largest = AT + " ".repeat(256 - AT.length());

    assertThat(parse(largest).orElseThrow().instant()).isEqualTo(Instant.parse(AT));
    assertThat(parse(largest + " "))
        .isEqualTo(
            new Reading.Unreadable<>(
                0, 0, "the fetch instant can't be read: it has more than 256 bytes"));
  }

  private static Reading<FetchedSidecar> parse(String text) {
    return FetchedSidecar.parse(text.getBytes(StandardCharsets.US_ASCII));
  }
}
