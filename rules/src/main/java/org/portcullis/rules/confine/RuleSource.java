package org.portcullis.rules.confine;

/** A file of rules as it was read; nothing is known of its content yet. */
public final class RuleSource {
  private final String file;
  private final byte[] content;

  /**
   * A file of rules.
   *
   * @param file its name relative to the rule set, with {@code /} between folders
   * @param content its bytes; copied
   */
  public RuleSource(String file, byte[] content) {
    this.file = file;
    this.content = content.clone();
  }

  /**
   * The file's name relative to the rule set.
   *
   * @return the name, with {@code /} between folders
   */
  public String file() {
    return file;
  }

  /**
   * The bytes.
   *
   * @return a copy
   */
  public byte[] content() {
    return content.clone();
  }

  @Override
  public String toString() {
    return file;
  }
}
