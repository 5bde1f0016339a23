package org.portcullis.facts;

/**
 * The engine's own facts of the channel that the device asks on.
 *
 * @param name the channel; an identifier
 * @param entitled whether the device may use it
 */
public record ChannelFacts(String name, boolean entitled) {
  /** No channel. */
  public static final ChannelFacts NONE = new ChannelFacts(Identifiers.NONE, false);

  /**
   * Checks the identifier.
   *
   * @param name the {@code name} component
   * @param entitled the {@code entitled} component
   * @throws IllegalArgumentException if the name is no identifier
   */
  public ChannelFacts {
    Identifiers.check("name", name);
  }
}
