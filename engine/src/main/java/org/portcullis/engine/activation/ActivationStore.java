package org.portcullis.engine.activation;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Where the accepted activations are kept, with the high-water mark that follows from them: the
 * only thing that says what is in force after a restart. Implementations are thread-safe and may be
 * shared by several processes. What is read from one is verified again by its signatures; that it
 * isn't an older state is for the store to keep.
 */
public interface ActivationStore {
  /**
   * The state of a scope.
   *
   * @param scope the scope
   * @return its state, or empty if nothing was ever accepted in it
   * @throws IOException if the store can't be read, or holds something else than a state
   */
  Optional<ActivationState> read(ActivationScope scope) throws IOException;

  /**
   * Replaces a state, if nobody else did in the meantime.
   *
   * @param expectedRevision the revision that must be there, or 0 for none
   * @param next the state, of the revision after it
   * @return whether it was replaced, durably; if not, the state is another one by now
   * @throws IOException if the store can't be read or written; which of both states it then holds
   *     is for {@link #read} to tell
   * @throws IllegalArgumentException if the revision of {@code next} doesn't follow
   */
  boolean compareAndSet(long expectedRevision, ActivationState next) throws IOException;

  /**
   * The scopes in which anything was ever accepted.
   *
   * @return sorted
   * @throws IOException if the store can't be read
   */
  List<ActivationScope> scopes() throws IOException;
}
