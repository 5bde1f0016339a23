package org.portcullis.release.json;

/**
 * A place in a source file.
 *
 * @param file the file's name relative to the rule set, with {@code /} between folders
 * @param line the line, from 1
 * @param column the column in characters, from 1
 */
public record SourcePosition(String file, int line, int column)
    implements Comparable<SourcePosition> {
  @Override
  public int compareTo(SourcePosition other) {
    int byFile = file.compareTo(other.file);
    if (byFile != 0) {
      return byFile;
    }
    int byLine = Integer.compare(line, other.line);
    return byLine != 0 ? byLine : Integer.compare(column, other.column);
  }

  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
