package org.portcullis.attestation.key.internal;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Reads the blocks of a PEM text (RFC 7468). Text outside blocks is explanatory and skipped; a
 * block that doesn't end, has another end or isn't base64 is an error with its line.
 */
public final class Pem {
  private static final String BEGIN = "-----BEGIN ";
  private static final String END = "-----END ";
  private static final String DASHES = "-----";
  private static final String GLUED = DASHES + BEGIN;

  private final String text;
  private final int maxBlocks;
  private final int maxBytes;
  private final List<Block> blocks = new ArrayList<>();
  private int position;
  private int line;

  private Pem(String text, int maxBlocks, int maxBytes) {
    this.text = text;
    this.maxBlocks = maxBlocks;
    this.maxBytes = maxBytes;
  }

  /**
   * Reads all blocks.
   *
   * @param text the text
   * @param maxBlocks the most blocks to read; one more is read no further than its first line
   * @param maxBytes the most bytes of one block, checked before it is decoded
   * @return the blocks in their order
   * @throws PemException if a block can't be read, or there are too many
   */
  public static List<Block> read(String text, int maxBlocks, int maxBytes) throws PemException {
    return new Pem(text, maxBlocks, maxBytes).readAll();
  }

  private List<Block> readAll() throws PemException {
    while (position < text.length()) {
      String current = nextLine();
      if (current.startsWith(BEGIN)) {
        if (blocks.size() == maxBlocks) {
          throw failure(Cause.TOO_MANY, line, "more than " + maxBlocks + " blocks");
        }
        blocks.add(block(current));
      } else if (current.startsWith(END)) {
        throw failure(Cause.MALFORMED, line, "an end line without a begin line");
      }
    }
    return List.copyOf(blocks);
  }

  private Block block(String begin) throws PemException {
    int start = line;
    if (!begin.endsWith(DASHES) || begin.length() <= BEGIN.length() + DASHES.length()) {
      throw failure(Cause.MALFORMED, start, "a begin line that is not finished");
    }
    String label = begin.substring(BEGIN.length(), begin.length() - DASHES.length());
    StringBuilder base64 = new StringBuilder();
    while (position < text.length()) {
      String current = nextLine();
      if (current.startsWith(DASHES)) {
        if (!current.equals(END + label + DASHES)) {
          throw failure(
              Cause.MALFORMED, line, "the block's end line is another than its begin line");
        }
        return new Block(label, start, decode(base64, start));
      }
      base64.append(current);
      if (base64.length() / 4 * 3 > maxBytes + 3) {
        throw failure(Cause.TOO_LARGE, start, "more than " + maxBytes + " bytes");
      }
    }
    throw failure(Cause.MALFORMED, start, "the block is cut off, it has no end line");
  }

  private byte[] decode(StringBuilder base64, int start) throws PemException {
    if (base64.length() % 4 != 0) {
      throw failure(Cause.MALFORMED, start, "the block is not base64");
    }
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(base64.toString());
    } catch (IllegalArgumentException e) {
      throw failure(Cause.MALFORMED, start, "the block is not base64");
    }
    if (bytes.length > maxBytes) {
      throw failure(Cause.TOO_LARGE, start, "more than " + maxBytes + " bytes");
    }
    return bytes;
  }

  private String nextLine() {
    int end = text.indexOf('\n', position);
    if (end < 0) {
      end = text.length();
    }
    if (position == 0 || text.charAt(position - 1) == '\n') {
      line++;
    }
    String current = text.substring(position, end);
    int glued = current.indexOf(GLUED);
    if (glued >= 0) {
      // some programs join blocks without a line break between them
      position += glued + DASHES.length();
      return current.substring(0, glued + DASHES.length()).strip();
    }
    position = end + 1;
    return current.strip();
  }

  private PemException failure(Cause cause, int atLine, String message) {
    return new PemException(cause, blocks.size(), atLine, message);
  }

  /** Why a text cannot be read. */
  public enum Cause {
    /** A block that is no PEM. */
    MALFORMED,
    /** More blocks than allowed. */
    TOO_MANY,
    /** A block with more bytes than allowed. */
    TOO_LARGE
  }

  /** One decoded block. */
  public static final class Block {
    private final String label;
    private final int line;
    private final byte[] bytes;

    private Block(String label, int line, byte[] bytes) {
      this.label = label;
      this.line = line;
      this.bytes = bytes;
    }

    /**
     * What the begin line says.
     *
     * @return such as {@code CERTIFICATE}
     */
    public String label() {
      return label;
    }

    /**
     * The line of the begin line.
     *
     * @return 1 or more
     */
    public int line() {
      return line;
    }

    /**
     * The decoded bytes.
     *
     * @return the bytes, not copied
     */
    public byte[] bytes() {
      return bytes;
    }
  }

  /** A text that cannot be read. Carries no stack trace. */
  public static final class PemException extends Exception {
    private final transient Cause cause;
    private final transient int block;
    private final transient int line;

    private PemException(Cause cause, int block, int line, String message) {
      super(message, null, false, false);
      this.cause = cause;
      this.block = block;
      this.line = line;
    }

    /**
     * The kind of failure.
     *
     * @return the cause
     */
    public Cause kind() {
      return cause;
    }

    /**
     * The block that failed.
     *
     * @return its index from 0
     */
    public int block() {
      return block;
    }

    /**
     * The line of the failure.
     *
     * @return 1 or more
     */
    public int line() {
      return line;
    }

    /**
     * The failure in words.
     *
     * @return one line
     */
    public String text() {
      String message = getMessage();
      return message == null ? "not readable" : message;
    }
  }
}
