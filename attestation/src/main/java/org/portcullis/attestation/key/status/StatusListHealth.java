package org.portcullis.attestation.key.status;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.portcullis.attestation.key.StatusList;

/** How a source stands at one moment: immutable, for health checks and metrics. */
public final class StatusListHealth {
  private static final StatusListHealth NEW = new StatusListHealth(null, null, null, 0, null, null);

  private final @Nullable StatusList list;
  private final @Nullable Instant lastSuccess;
  private final @Nullable StatusListFailure failure;
  private final int consecutiveFailures;
  private final @Nullable StatusListFailure storeFailure;
  private final @Nullable Instant nextAttempt;

  private StatusListHealth(
      @Nullable StatusList list,
      @Nullable Instant lastSuccess,
      @Nullable StatusListFailure failure,
      int consecutiveFailures,
      @Nullable StatusListFailure storeFailure,
      @Nullable Instant nextAttempt) {
    this.list = list;
    this.lastSuccess = lastSuccess;
    this.failure = failure;
    this.consecutiveFailures = consecutiveFailures;
    this.storeFailure = storeFailure;
    this.nextAttempt = nextAttempt;
  }

  static StatusListHealth fresh() {
    return NEW;
  }

  /** With a list of an earlier run, which is no success of this one. */
  StatusListHealth withRestored(StatusList value) {
    return new StatusListHealth(
        value, lastSuccess, failure, consecutiveFailures, storeFailure, nextAttempt);
  }

  StatusListHealth withSuccess(StatusList value, Instant at) {
    return new StatusListHealth(value, at, null, 0, storeFailure, nextAttempt);
  }

  StatusListHealth withFailure(StatusListFailure value) {
    return new StatusListHealth(
        list, lastSuccess, value, consecutiveFailures + 1, storeFailure, nextAttempt);
  }

  StatusListHealth withStoreFailure(@Nullable StatusListFailure value) {
    return new StatusListHealth(
        list, lastSuccess, failure, consecutiveFailures, value, nextAttempt);
  }

  StatusListHealth withNextAttempt(@Nullable Instant value) {
    return new StatusListHealth(
        list, lastSuccess, failure, consecutiveFailures, storeFailure, value);
  }

  /**
   * The list in force: its age, digest, size and number of unusable keys are the first things to
   * watch.
   *
   * @return the list, or empty if there is none yet
   */
  public Optional<StatusList> list() {
    return Optional.ofNullable(list);
  }

  /**
   * When this source last replaced or confirmed its list.
   *
   * @return the instant by the source's clock, or empty if it never did since it started
   */
  public Optional<Instant> lastSuccess() {
    return Optional.ofNullable(lastSuccess);
  }

  /**
   * Why the latest attempt failed.
   *
   * @return the failure, or empty if the latest attempt succeeded or there was none
   */
  public Optional<StatusListFailure> failure() {
    return Optional.ofNullable(failure);
  }

  /**
   * How many attempts failed since the last success.
   *
   * @return 0 or more
   */
  public int consecutiveFailures() {
    return consecutiveFailures;
  }

  /**
   * What is wrong with the copy that is kept for the next start.
   *
   * @return the failure, or empty if the copy is good or none is wanted
   */
  public Optional<StatusListFailure> storeFailure() {
    return Optional.ofNullable(storeFailure);
  }

  /**
   * When the next attempt is due.
   *
   * @return the instant by the source's clock, or empty if the source has no schedule or is closed
   */
  public Optional<Instant> nextAttempt() {
    return Optional.ofNullable(nextAttempt);
  }

  /** Names no serial number. */
  @Override
  public String toString() {
    return "StatusListHealth[list="
        + list
        + ", lastSuccess="
        + lastSuccess
        + ", failure="
        + failure
        + ", consecutiveFailures="
        + consecutiveFailures
        + ", storeFailure="
        + storeFailure
        + ", nextAttempt="
        + nextAttempt
        + "]";
  }
}
