package org.portcullis.attestation.key.status;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;

/**
 * By what a file is seen to have changed, without reading it.
 *
 * @param modified its time of modification
 * @param size its number of bytes
 * @param key its identity in the file system, if it has one: a file that was renamed into place
 */
record FileStamp(Instant modified, long size, String key) {
  private static final FileStamp ABSENT = new FileStamp(Instant.EPOCH, -1, "");

  static FileStamp of(Path file) throws IOException {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return new FileStamp(
          attributes.lastModifiedTime().toInstant(),
          attributes.size(),
          String.valueOf(attributes.fileKey()));
    } catch (NoSuchFileException e) {
      return ABSENT;
    }
  }
}
