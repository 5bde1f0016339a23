package org.portcullis.attestation.key.status;

import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.portcullis.attestation.key.StatusList;

/**
 * The list in force and the health of its source. Read by any thread without waiting; the list is
 * changed by one thread at a time.
 */
final class ListHolder {
  private final StatusListListener listener;
  private volatile @Nullable Edition edition;
  private volatile StatusListHealth health = StatusListHealth.fresh();

  ListHolder(StatusListListener listener) {
    this.listener = listener;
  }

  @Nullable Edition edition() {
    return edition;
  }

  Optional<StatusList> list() {
    Edition current = edition;
    return current == null ? Optional.empty() : Optional.of(current.list());
  }

  StatusListHealth health() {
    return health;
  }

  synchronized void note(UnaryOperator<StatusListHealth> change) {
    health = change.apply(health);
  }

  /** Takes a list of an earlier run. */
  void restore(Edition kept) {
    edition = kept;
    note(h -> h.withRestored(kept.list()));
    tell(new StatusListUpdate.Replaced(kept.list()));
  }

  /** Takes a list that the guard let pass. */
  StatusListUpdate accept(Edition next, Instant now) {
    Edition last = edition;
    edition = next;
    note(h -> h.withSuccess(next.list(), now));
    return tell(
        last != null && next.isSameListAs(last)
            ? new StatusListUpdate.Confirmed(next.list())
            : new StatusListUpdate.Replaced(next.list()));
  }

  StatusListUpdate fail(StatusListFailure failure) {
    note(h -> failure.kind().isOfStore() ? h.withStoreFailure(failure) : h.withFailure(failure));
    return tell(new StatusListUpdate.Failed(failure));
  }

  private StatusListUpdate tell(StatusListUpdate update) {
    try {
      listener.onUpdate(update);
    } catch (RuntimeException | Error e) {
      // a listener observes; it must not stop what it observes
    }
    return update;
  }
}
