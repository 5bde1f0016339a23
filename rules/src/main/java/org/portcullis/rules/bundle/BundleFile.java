package org.portcullis.rules.bundle;

import java.util.Arrays;
import org.portcullis.facts.Digest;

/** A file of a bundle as it was read: rules, tests, presets of values or notes about changes. */
public final class BundleFile implements Comparable<BundleFile> {
  private final String path;
  private final byte[] content;

  /**
   * A file.
   *
   * @param path its name relative to the bundle, with {@code /} between folders
   * @param content its bytes; copied
   */
  public BundleFile(String path, byte[] content) {
    this.path = path;
    this.content = content.clone();
  }

  /**
   * The file's name relative to the bundle.
   *
   * @return the name, with {@code /} between folders
   */
  public String path() {
    return path;
  }

  /**
   * The bytes.
   *
   * @return a copy
   */
  public byte[] content() {
    return content.clone();
  }

  int size() {
    return content.length;
  }

  Digest digest() {
    return Digest.of(content);
  }

  /** Whether it lies in a folder of the bundle. */
  boolean isIn(String folder) {
    return path.startsWith(folder + "/");
  }

  /** The name without folder and ending. */
  String stem() {
    String name = path.substring(path.indexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  @Override
  public int compareTo(BundleFile other) {
    int byPath = path.compareTo(other.path);
    return byPath != 0 ? byPath : Arrays.compare(content, other.content);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BundleFile that && compareTo(that) == 0;
  }

  @Override
  public int hashCode() {
    return 31 * path.hashCode() + Arrays.hashCode(content);
  }

  @Override
  public String toString() {
    return path;
  }
}
