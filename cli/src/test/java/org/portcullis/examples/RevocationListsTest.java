package org.portcullis.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.attestation.key.CertificateChain;
import org.portcullis.attestation.key.ChainReading;
import org.portcullis.attestation.key.KeyAttestationExpectation;
import org.portcullis.attestation.key.KeyAttestationReason;
import org.portcullis.attestation.key.KeyAttestationResult;
import org.portcullis.attestation.key.KeyAttestationVerifier;
import org.portcullis.attestation.key.RevocationSnapshot;
import org.portcullis.attestation.key.TrustAnchors;
import org.portcullis.attestation.key.status.StatusListListener;
import org.portcullis.fixtures.mint.ChainMint;
import org.portcullis.fixtures.mint.MintedChain;
import org.portcullis.fixtures.mint.Seed;
import org.portcullis.fixtures.mint.StatusList;
import org.portcullis.fixtures.mint.SyntheticDevice;

class RevocationListsTest {
  private static final byte[] CHALLENGE = {1, 2, 3};
  private static final String UNRELATED = "c0ffee";
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration WAIT = Duration.ofSeconds(30);

  @TempDir private Path folder = Path.of("");
  private final Instant start = Instant.now();
  private volatile Instant now = start;
  private final SyntheticDevice device = SyntheticDevice.vendor(Seed.of(1)).patched(202609);
  private final MintedChain chain = chain();
  private final KeyAttestationExpectation expectation =
      KeyAttestationExpectation.challenge(CHALLENGE).requireStatusList(Duration.ofDays(7)).build();
  private HttpServer server;

  RevocationListsTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void serve() throws IOException {
    server.createContext(
        "/",
        exchange -> {
          byte[] list = bytes(StatusList.empty().revoked(UNRELATED));
          exchange.sendResponseHeaders(200, list.length);
          exchange.getResponseBody().write(list);
          exchange.close();
        });
    server.start();
    deny(StatusList.empty());
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void guide_example_isTheCompiledSource() throws IOException {
    assertThat(MarkedText.inDocument("lists", "docs/status-lists.md"))
        .isEqualTo(MarkedText.inSource("lists", "RevocationLists"));
  }

  @Test
  void verify_unlistedDevice_isCheckedAgainstTheFetchedList() throws Exception {
    try (RevocationLists lists = lists()) {
      assertThat(verify(lists))
          .isInstanceOfSatisfying(
              KeyAttestationResult.Verified.class,
              verified ->
                  assertThat(verified.revocation()).isInstanceOf(RevocationSnapshot.Checked.class));
      assertThat(lists.alarms()).isEmpty();
    }
  }

  @Test
  void verify_deniedIssuer_isRejected() throws Exception {
    deny(StatusList.empty().revoked(chain.serial(1)));
    try (RevocationLists lists = lists()) {
      assertThat(verify(lists))
          .isInstanceOfSatisfying(
              KeyAttestationResult.Rejected.class,
              rejected ->
                  assertThat(rejected.reason())
                      .isEqualTo(KeyAttestationReason.CERTIFICATE_DENIED_LOCALLY));
    }
  }

  @Test
  void alarms_timeGoesOnWithoutAFetch_warnThenPage() throws Exception {
    try (RevocationLists lists = lists()) {
      now = start.plus(Duration.ofDays(3));
      assertThat(lists.alarms()).contains("warn: old list, or none");
      now = start.plus(Duration.ofDays(6));
      assertThat(lists.alarms()).contains("page: old list, or none");
    }
  }

  @Test
  void alarms_unreadableDenyList_page() throws Exception {
    try (RevocationLists lists = lists()) {
      Files.writeString(folder.resolve("denied.json"), "{\"entries\":");
      now = start.plusSeconds(10);
      assertThat(lists.alarms()).containsExactly("page: deny list: UNREADABLE");
    }
  }

  @Test
  void alarms_closed_page() throws Exception {
    RevocationLists lists = lists();
    lists.close();
    assertThat(lists.alarms()).containsExactly("page: nothing is fetched any more");
  }

  private RevocationLists lists() throws Exception {
    URI uri = URI.create("http://localhost:" + server.getAddress().getPort());
    RevocationLists lists = new RevocationLists(uri, folder, StatusListListener.none(), () -> now);
    assertThat(lists.awaitFirst(WAIT)).isTrue();
    return lists;
  }

  private KeyAttestationResult verify(RevocationLists lists) {
    byte[] root = device.authority().rootPem().getBytes(StandardCharsets.US_ASCII);
    KeyAttestationVerifier verifier = lists.verifier(TrustAnchors.ofPem(root).orElseThrow());
    ChainReading.Read read = (ChainReading.Read) CertificateChain.ofPem(chain.pem());
    return verifier.verify(read.chain(), expectation, now);
  }

  private void deny(StatusList list) throws IOException {
    Files.write(folder.resolve("denied.json"), bytes(list));
  }

  /** The example reads the real clock in part, and this test holds in any year. */
  private MintedChain chain() {
    ChainMint mint = device.chain(CHALLENGE, start);
    for (int issuer : List.of(1, 2)) {
      mint = mint.at(issuer, spec -> spec.validity(start.minus(DAY), start.plus(DAY)));
    }
    return mint.mint();
  }

  private static byte[] bytes(StatusList list) {
    return list.json().getBytes(StandardCharsets.UTF_8);
  }
}
