package org.portcullis.attestation.key.status;

/**
 * Is told what a source does: for logs, metrics and alarms. It is called on the source's thread, or
 * on the thread that made a file source look; be quick. What it throws is dropped.
 */
@FunctionalInterface
public interface StatusListListener {
  /**
   * Something happened.
   *
   * @param update what it was
   */
  void onUpdate(StatusListUpdate update);

  /**
   * A listener that does nothing.
   *
   * @return the listener
   */
  static StatusListListener none() {
    return update -> {};
  }
}
