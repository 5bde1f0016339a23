package org.portcullis.rules.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.portcullis.release.envelope.Envelope;
import org.portcullis.release.files.DurableFiles;

/** Writes the shipped form of bundles, so that what was written is on the disk on return. */
public final class ShippedFolder {
  private ShippedFolder() {}

  /**
   * Writes a bundle without signatures.
   *
   * @param bundle the bundle
   * @param folder an empty folder
   * @throws IOException if a file can't be written
   */
  public static void write(RuleSetBundle bundle, Path folder) throws IOException {
    DurableFiles.write(folder.resolve(RuleSetBundle.MANIFEST), bundle.manifestBytes());
    for (BundleFile file : bundle.files()) {
      Path target = folder.resolve(file.path());
      Path parent = target.getParent();
      if (parent != null && !parent.equals(folder)) {
        Files.createDirectories(parent);
      }
      DurableFiles.write(target, file.content());
    }
    for (String part : RuleSetFolder.MEMBERS) {
      if (Files.isDirectory(folder.resolve(part))) {
        DurableFiles.sync(folder.resolve(part));
      }
    }
    DurableFiles.sync(folder);
  }

  /**
   * Writes the signatures of a bundle beside it, in place of those that are there, at once: whoever
   * reads sees the old or the new ones.
   *
   * @param signatures the envelope
   * @param folder the folder of the bundle
   * @throws IOException if they can't be written
   */
  public static void writeSignatures(Envelope signatures, Path folder) throws IOException {
    // Beside the folder and not in it, where a reader would find a file that is not listed.
    Path parent = folder.toAbsolutePath().getParent();
    if (parent == null) {
      throw new IOException("the root of a file system is no folder of a bundle");
    }
    DurableFiles.replace(folder.resolve(RuleSetFolder.SIGNATURES), signatures.write(), parent);
  }
}
