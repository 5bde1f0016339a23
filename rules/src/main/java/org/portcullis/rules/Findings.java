package org.portcullis.rules;

/**
 * What a rule's right-hand side may say: exactly one of these calls. It is the type of the global
 * {@code findings}, for authors and editors; no rule ever receives an instance of its own making.
 */
public interface Findings {
  /**
   * The device is not eligible.
   *
   * @param code a reason code declared with the effect deny
   */
  void deny(String code);

  /**
   * Not now.
   *
   * @param code a reason code declared with the effect defer
   */
  void defer(String code);

  /**
   * Not now; ask again after some time.
   *
   * @param code a reason code declared with the effect defer
   * @param seconds the time until the next try
   */
  void defer(String code, long seconds);

  /**
   * The layer of the code is satisfied.
   *
   * @param code a reason code declared with the effect satisfy
   */
  void satisfy(String code);

  /**
   * If eligible, then with this obligation.
   *
   * @param code a reason code declared with the effect oblige
   */
  void oblige(String code);

  /**
   * If eligible, then with this obligation, to be fulfilled in time.
   *
   * @param code a reason code declared with the effect oblige
   * @param seconds the time to fulfil it
   */
  void oblige(String code, long seconds);

  /**
   * Worth recording, without effect.
   *
   * @param code a reason code declared with the effect note
   */
  void note(String code);
}
