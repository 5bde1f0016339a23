package org.portcullis.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.portcullis.engine.activation.ActivationScope;
import org.portcullis.engine.activation.ActivationState;
import org.portcullis.engine.activation.ActivationStore;

/**
 * A store of activations for an engine that decides nothing: it takes over no scope at its start,
 * which would compile every rule set that is in force anywhere.
 *
 * @param states the store
 */
record ActsAlone(ActivationStore states) implements ActivationStore {
  @Override
  public Optional<ActivationState> read(ActivationScope scope) throws IOException {
    return states.read(scope);
  }

  @Override
  public boolean compareAndSet(long expectedRevision, ActivationState next) throws IOException {
    return states.compareAndSet(expectedRevision, next);
  }

  @Override
  public List<ActivationScope> scopes() {
    return List.of();
  }
}
