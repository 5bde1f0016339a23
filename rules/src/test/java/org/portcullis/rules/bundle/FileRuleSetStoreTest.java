package org.portcullis.rules.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.facts.Digest;
import org.portcullis.release.envelope.Envelope;
import org.portcullis.release.json.Reading;

final class FileRuleSetStoreTest {
  private static final RuleSetBundle BUNDLE = SmallBundle.small();
  private static final RuleSetBundle OTHER =
      SmallBundle.of(SmallBundle.MANIFEST.replace("\"sequence\": 1", "\"sequence\": 2"));

  @TempDir private Path root;
  private FileRuleSetStore store;

  @BeforeEach
  void open() {
    store = new FileRuleSetStore(root);
  }

  private StoredBundle.Found found(RuleSetBundle bundle) {
    StoredBundle stored = store.get(bundle.digest());
    assertThat(stored).isInstanceOf(StoredBundle.Found.class);
    return (StoredBundle.Found) stored;
  }

  private List<String> names() throws IOException {
    try (Stream<Path> entries = Files.list(root)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void put_bundle_isFoundAndListed() throws Exception {
    assertThat(store.get(BUNDLE.digest())).isEqualTo(new StoredBundle.Absent());
    assertThat(store.put(BUNDLE)).isEqualTo(BUNDLE.digest());
    assertThat(store.put(OTHER)).isEqualTo(OTHER.digest());
    assertThat(found(BUNDLE).bundle().files()).isEqualTo(BUNDLE.files());
    assertThat(found(BUNDLE).signatures()).isEmpty();
    assertThat(store.list()).containsExactlyInAnyOrder(BUNDLE.digest(), OTHER.digest());
    assertThat(names()).containsExactlyInAnyOrder(BUNDLE.digest().hex(), OTHER.digest().hex());
  }

  @Test
  void put_sameContentAgain_changesNothing() throws Exception {
    store.put(BUNDLE);
    Path manifest = root.resolve(BUNDLE.digest().hex()).resolve("ruleset.json");
    Object key = Files.readAttributes(manifest, BasicFileAttributes.class).fileKey();
    store.put(BUNDLE);
    assertThat(Files.readAttributes(manifest, BasicFileAttributes.class).fileKey()).isEqualTo(key);
    assertThat(names()).hasSize(1);
  }

  @Test
  void put_signatures_areOnlyEverAdded() throws Exception {
    Envelope alice = BundleSigning.sign(BUNDLE, SmallBundle.ALICE);
    Envelope both = BundleSigning.sign(BUNDLE, alice, SmallBundle.BOB);
    Envelope bob = BundleSigning.sign(BUNDLE, SmallBundle.BOB);
    store.put(BUNDLE);
    store.put(BUNDLE, alice);
    assertThat(found(BUNDLE).signatures()).contains(alice);
    // Bob signed apart, and nobody's signature is lost.
    store.put(BUNDLE, bob);
    assertThat(found(BUNDLE).signatures()).contains(alice.mergedWith(bob));
    store.put(BUNDLE, both);
    assertThat(found(BUNDLE).signatures()).contains(both);
    store.put(BUNDLE, bob);
    assertThat(found(BUNDLE).signatures()).contains(both);
    assertThatThrownBy(() -> store.put(OTHER, alice)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../escaped.drl",
        "rules/../../escaped.drl",
        "rules/sub/escaped.drl",
        "/tmp/escaped.drl",
        "tests/escaped.drl",
        "rules/.escaped.drl",
        "escaped.md",
        "ruleset.json",
        "signatures.json"
      })
  void of_fileThatWouldLieElsewhere_isRefusedSoThatNoStoreWritesIt(String path) {
    List<BundleFile> files = SmallBundle.files();
    files.add(SmallBundle.file(path, "x"));
    assertThat(RuleSetBundle.of(BUNDLE.manifestBytes(), files))
        .isInstanceOfSatisfying(
            Reading.Refused.class,
            refused ->
                assertThat(refused.diagnostics().toString())
                    .contains("file-name: no file of a rule set may lie here or be named so"));
  }

  @Test
  void get_damagedFile_isNeverServed() throws Exception {
    store.put(BUNDLE);
    Path rule = root.resolve(BUNDLE.digest().hex()).resolve("rules/a.drl");
    Files.writeString(rule, SmallBundle.RULE.replace("\"a\"", "\"b\""));
    assertThat(store.get(BUNDLE.digest()))
        .isInstanceOfSatisfying(
            StoredBundle.Damaged.class,
            damaged ->
                assertThat(damaged.diagnostics())
                    .singleElement()
                    .asString()
                    .startsWith(BUNDLE.digest().hex() + "/ruleset.json:1:")
                    .contains("file-digest"));
    assertThatThrownBy(() -> store.put(BUNDLE))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is damaged: ");
  }

  @Test
  void get_bundleUnderAnotherName_isDamaged() throws Exception {
    store.put(BUNDLE);
    Digest other = Digest.ofUtf8("other");
    Files.move(root.resolve(BUNDLE.digest().hex()), root.resolve(other.hex()));
    assertThat(store.get(other))
        .isInstanceOfSatisfying(
            StoredBundle.Damaged.class,
            damaged -> assertThat(damaged.diagnostics().get(0).code()).isEqualTo("other-digest"));
  }

  @Test
  void get_damagedSignatures_areNotServed() throws Exception {
    store.put(BUNDLE, BundleSigning.sign(BUNDLE, SmallBundle.ALICE));
    Files.writeString(root.resolve(BUNDLE.digest().hex()).resolve("signatures.json"), "{");
    assertThat(store.get(BUNDLE.digest())).isInstanceOf(StoredBundle.Damaged.class);
  }

  @Test
  void list_leftoversOfACrash_arePassedOver() throws Exception {
    Files.createDirectories(root.resolve(".7d9f2c10-0000-4000-8000-000000000000.tmp/rules"));
    Files.writeString(root.resolve("README"), "");
    store.put(BUNDLE);
    assertThat(store.list()).containsExactly(BUNDLE.digest());
  }

  @Test
  void put_byManyThreads_isKeptOnce() throws Exception {
    Envelope alice = BundleSigning.sign(BUNDLE, SmallBundle.ALICE);
    Envelope both = BundleSigning.sign(BUNDLE, alice, SmallBundle.BOB);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Digest>> puts = new ArrayList<>();
      for (int i = 0; i < 32; i++) {
        FileRuleSetStore own = new FileRuleSetStore(root);
        puts.add(i % 2 == 0 ? () -> own.put(BUNDLE) : () -> own.put(BUNDLE, both));
      }
      for (Future<Digest> put : threads.invokeAll(puts)) {
        assertThat(put.get()).isEqualTo(BUNDLE.digest());
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(found(BUNDLE).signatures()).contains(both);
    assertThat(names()).containsExactlyInAnyOrder(".lock", BUNDLE.digest().hex());
  }
}
