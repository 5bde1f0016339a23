package org.portcullis.attestation.key.status;

import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.portcullis.attestation.key.status.StatusListFailure.Kind;

/** Renews a list over the network, one attempt at a time, on one thread. */
final class ListFetcher {
  private final HttpExchange exchange;
  private final UpdateGuard guard;
  private final ListHolder holder;
  private final FetchSchedule schedule;
  private final InstantSource clock;
  private final @Nullable ListStore store;
  private @Nullable KeptList kept;
  private boolean unconditional;

  ListFetcher(
      HttpExchange exchange,
      UpdateGuard guard,
      ListHolder holder,
      FetchSchedule schedule,
      InstantSource clock,
      @Nullable ListStore store) {
    this.exchange = exchange;
    this.guard = guard;
    this.holder = holder;
    this.schedule = schedule;
    this.clock = clock;
    this.store = store;
  }

  /** Goes on with the list of an earlier run, with the age that it has by now. */
  void restore() {
    if (store == null) {
      return;
    }
    try {
      store.read().ifPresent(this::take);
    } catch (Problem problem) {
      holder.fail(problem.at(clock.instant()));
    }
  }

  private void take(KeptList list) {
    kept = list;
    holder.restore(list.edition());
  }

  /**
   * Asks the server once and takes what it answers.
   *
   * @return how long to wait before the next attempt
   * @throws InterruptedException if the source is closed meanwhile
   */
  Duration attempt() throws InterruptedException {
    try {
      HttpAnswer answer = exchange.ask(known());
      answer.requireUsable();
      KeptList next = answer.isNotModified() ? confirmed(answer) : received(answer);
      kept = next;
      holder.accept(next.edition(), answer.receivedAt());
      keep(next);
      return schedule.afterSuccess(answer.remainingFreshness());
    } catch (Problem problem) {
      return failed(problem);
    }
  }

  private Duration failed(Problem problem) {
    unconditional = problem.kind() == Kind.NOT_MODIFIED_UNMATCHED;
    holder.fail(problem.at(clock.instant()));
    return schedule.afterFailure(holder.health().consecutiveFailures(), problem.retryAfter());
  }

  private Validators known() {
    return kept == null || unconditional ? Validators.NONE : kept.validators();
  }

  private KeptList received(HttpAnswer answer) throws Problem {
    Edition next = guard.judge(holder.edition(), answer.edition(), answer.receivedAt());
    unconditional = false;
    return new KeptList(next, answer.validators(), new KeptList.ListText(answer.body()));
  }

  /** "Not modified" proves that the copy was current when the answer was made. */
  private KeptList confirmed(HttpAnswer answer) throws Problem {
    if (kept == null || known().isEmpty() || !known().mayBe(answer.validators())) {
      throw new Problem(
          Kind.NOT_MODIFIED_UNMATCHED, "the server says that another copy is not modified");
    }
    Edition renewed = kept.edition().withFetchedAt(answer.generatedAt());
    return kept.with(guard.judge(kept.edition(), renewed, answer.receivedAt()));
  }

  private void keep(KeptList list) {
    if (store == null) {
      return;
    }
    try {
      store.write(list);
      holder.note(health -> health.withStoreFailure(null));
    } catch (Problem problem) {
      holder.fail(problem.at(clock.instant()));
    }
  }
}
