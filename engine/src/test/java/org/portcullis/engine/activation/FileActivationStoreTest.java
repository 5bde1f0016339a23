package org.portcullis.engine.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileActivationStoreTest {
  private static final ActivationScope SCOPE = new ActivationScope("default", "slate", "stable");

  @TempDir private Path folder;
  private FileActivationStore store;

  @BeforeEach
  void open() {
    store = new FileActivationStore(folder.resolve("activations"));
  }

  private static ActivationState first(Stage stage) {
    return ActivationState.after(Optional.empty(), Signing.accepted(1, stage, "a"));
  }

  private Path file() {
    return folder.resolve("activations/default/slate/stable.json");
  }

  @Test
  void read_nothingWritten_isEmpty() throws IOException {
    assertThat(store.read(SCOPE)).isEmpty();
    assertThat(store.scopes()).isEmpty();
  }

  @Test
  void compareAndSet_expectedRevision_isReadBackByAnotherStore() throws IOException {
    ActivationState state = first(Stage.ACTIVE);
    assertThat(store.compareAndSet(0, state)).isTrue();
    ActivationState next =
        ActivationState.after(Optional.of(state), Signing.accepted(5, Stage.SHADOW, "b"));
    assertThat(store.compareAndSet(1, next)).isTrue();
    FileActivationStore other = new FileActivationStore(folder.resolve("activations"));
    assertThat(other.read(SCOPE)).contains(next);
    assertThat(other.scopes()).containsExactly(SCOPE);
  }

  @Test
  void compareAndSet_anotherRevision_changesNothing() throws IOException {
    ActivationState state = first(Stage.ACTIVE);
    store.compareAndSet(0, state);
    assertThat(store.compareAndSet(0, first(Stage.SHADOW))).isFalse();
    assertThat(store.read(SCOPE)).contains(state);
  }

  @Test
  void compareAndSet_revisionThatDoesNotFollow_isAMistake() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> store.compareAndSet(1, first(Stage.ACTIVE)));
  }

  @Test
  void compareAndSet_manyAtOnce_exactlyOneWins() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Boolean>> writers =
          IntStream.range(0, 32)
              .<Callable<Boolean>>mapToObj(
                  i ->
                      () ->
                          new FileActivationStore(folder.resolve("activations"))
                              .compareAndSet(0, first(i % 2 == 0 ? Stage.ACTIVE : Stage.SHADOW)))
              .toList();
      long won = 0;
      for (Future<Boolean> result : threads.invokeAll(writers)) {
        won += result.get() ? 1 : 0;
      }
      assertThat(won).isOne();
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void read_everyTruncation_isAnErrorAndNoState() throws IOException {
    store.compareAndSet(0, first(Stage.ACTIVE));
    byte[] whole = Files.readAllBytes(file());
    for (int length = 0; length < whole.length; length++) {
      Files.write(file(), Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> store.read(SCOPE))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("damaged");
    }
  }

  @Test
  void read_stateOfAnotherScope_isAnError() throws IOException {
    store.compareAndSet(0, first(Stage.ACTIVE));
    Files.copy(file(), file().resolveSibling("beta.json"));
    assertThatThrownBy(() -> store.read(new ActivationScope("default", "slate", "beta")))
        .hasMessageContaining("another scope");
  }

  @Test
  void read_actsThatDoNotRise_isAnError() throws IOException {
    ActivationState state =
        ActivationState.after(
            Optional.of(first(Stage.ACTIVE)), Signing.accepted(2, Stage.SHADOW, "b"));
    store.compareAndSet(0, first(Stage.ACTIVE));
    store.compareAndSet(1, state);
    String json = Files.readString(file());
    int start = json.indexOf("[{") + 1;
    int second = json.indexOf(",{\"acceptedAt");
    String firstAct = json.substring(start, second);
    Files.writeString(file(), json.replace("[" + firstAct, "[" + firstAct + "," + firstAct));
    assertThatThrownBy(() -> store.read(SCOPE)).hasMessageContaining("rising sequence");
  }

  @Test
  void scopes_otherFiles_areNoScopes() throws IOException {
    store.compareAndSet(0, first(Stage.ACTIVE));
    Files.writeString(file().resolveSibling("Notes.json"), "{}");
    Files.writeString(file().resolveSibling("readme"), "");
    assertThat(store.scopes()).containsExactly(SCOPE);
  }
}
