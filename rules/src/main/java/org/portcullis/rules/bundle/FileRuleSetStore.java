package org.portcullis.rules.bundle;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.portcullis.facts.Digest;
import org.portcullis.release.envelope.Envelope;
import org.portcullis.release.envelope.SigningException;
import org.portcullis.release.files.DurableFiles;
import org.portcullis.release.json.Diagnostic;
import org.portcullis.release.json.Problems;
import org.portcullis.release.json.Reading;
import org.portcullis.release.json.SourcePosition;
import org.portcullis.release.json.StrictJson;

/**
 * A store in a folder. Each bundle is a folder in the shipped form, named by its digest. It is
 * written as a temporary sibling, whose name begins with a dot, forced to the disk and then
 * renamed: whoever reads sees all of it or nothing. A process that dies in between leaves the
 * sibling behind, which nobody reads.
 */
public final class FileRuleSetStore implements RuleSetStore {
  private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}");
  private static final String LOCK = ".lock";
  private static final Object ADDING = new Object();

  private final Path root;

  /**
   * A store.
   *
   * @param root its folder, which is there
   */
  public FileRuleSetStore(Path root) {
    this.root = root.toAbsolutePath();
  }

  @Override
  public Digest put(RuleSetBundle bundle) throws IOException {
    Digest digest = bundle.digest();
    StoredBundle stored = get(digest);
    if (stored instanceof StoredBundle.Absent) {
      write(bundle);
      stored = get(digest);
    }
    refuseDamaged(digest, stored);
    return digest;
  }

  @Override
  public Digest put(RuleSetBundle bundle, Envelope signatures) throws IOException {
    if (!BundleSigning.isOf(bundle, signatures)) {
      throw new IllegalArgumentException("the signatures are of another bundle");
    }
    Digest digest = put(bundle);
    synchronized (ADDING) {
      // A file's lock belongs to the whole process, so that its threads wait for each other first.
      try (FileChannel channel =
          FileChannel.open(
              root.resolve(LOCK), StandardOpenOption.WRITE, StandardOpenOption.CREATE)) {
        // Released with the channel.
        channel.lock();
        addSignatures(digest, signatures);
      }
    }
    return digest;
  }

  private void addSignatures(Digest digest, Envelope signatures) throws IOException {
    StoredBundle stored = get(digest);
    refuseDamaged(digest, stored);
    Optional<Envelope> existing =
        stored instanceof StoredBundle.Found found ? found.signatures() : Optional.empty();
    if (existing.isPresent() && existing.get().signatures().containsAll(signatures.signatures())) {
      return;
    }
    ShippedFolder.writeSignatures(merged(existing, signatures), folder(digest));
  }

  private static Envelope merged(Optional<Envelope> existing, Envelope more) throws IOException {
    try {
      return existing.isPresent() ? existing.get().mergedWith(more) : more;
    } catch (SigningException e) {
      throw new IOException("no room for the signatures of the rule set", e);
    }
  }

  @Override
  public StoredBundle get(Digest digest) {
    Path folder = folder(digest);
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return new StoredBundle.Absent();
    }
    Problems unread = new Problems();
    Optional<byte[]> manifest =
        new FolderReader(folder, unread).required(RuleSetBundle.MANIFEST, StrictJson.MAX_LENGTH);
    if (manifest.filter(bytes -> Digest.of(bytes).equals(digest)).isEmpty()) {
      // Whoever asked knows the digest from a signature: nothing else is parsed.
      refuseOther(unread);
      return damaged(digest, unread.sorted());
    }
    Reading<RuleSetBundle> bundle = RuleSetFolder.read(folder);
    if (bundle instanceof Reading.Refused<RuleSetBundle> refused) {
      return damaged(digest, refused.diagnostics());
    }
    RuleSetBundle read = ((Reading.Parsed<RuleSetBundle>) bundle).value();
    Problems problems = new Problems();
    if (!read.isShipped() || !read.digest().equals(digest)) {
      refuseOther(problems);
    }
    Optional<Envelope> signatures = signatures(folder, problems);
    return problems.isEmpty()
        ? new StoredBundle.Found(read, signatures)
        : damaged(digest, problems.sorted());
  }

  private static void refuseOther(Problems problems) {
    if (problems.isEmpty()) {
      problems.error(
          new SourcePosition(RuleSetBundle.MANIFEST, 1, 1),
          "other-digest",
          "the manifest has another digest than its folder's name says");
    }
  }

  private static Optional<Envelope> signatures(Path folder, Problems problems) {
    Optional<byte[]> content =
        new FolderReader(folder, problems)
            .optional(RuleSetFolder.SIGNATURES, StrictJson.MAX_LENGTH);
    if (content.isEmpty()) {
      return Optional.empty();
    }
    Reading<Envelope> envelope = Envelope.read(RuleSetFolder.SIGNATURES, content.get());
    if (envelope instanceof Reading.Refused<Envelope> refused) {
      problems.addAll(refused.diagnostics());
      return Optional.empty();
    }
    return Optional.of(((Reading.Parsed<Envelope>) envelope).value());
  }

  @Override
  public SortedSet<Digest> list() throws IOException {
    SortedSet<Digest> digests = new TreeSet<>(Comparator.comparing(Digest::hex));
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(root)) {
      for (Path entry : entries) {
        String name = String.valueOf(entry.getFileName());
        if (NAME.matcher(name).matches()) {
          digests.add(Digest.fromHex(name));
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return digests;
  }

  private Path folder(Digest digest) {
    return root.resolve(digest.hex());
  }

  private void write(RuleSetBundle bundle) throws IOException {
    Path temporary = Files.createDirectory(DurableFiles.temporary(root));
    try {
      ShippedFolder.write(bundle, temporary);
      Files.move(temporary, folder(bundle.digest()), StandardCopyOption.ATOMIC_MOVE);
      DurableFiles.sync(root);
    } catch (FileSystemException e) {
      // Somebody else was first, which is as good: what is there is verified next.
      if (!Files.exists(folder(bundle.digest()), LinkOption.NOFOLLOW_LINKS)) {
        throw e;
      }
    } finally {
      remove(temporary);
    }
  }

  /** Removes what this call has made and could not rename. */
  private static void remove(Path temporary) throws IOException {
    if (!Files.exists(temporary, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(temporary)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private static void refuseDamaged(Digest digest, StoredBundle stored) throws IOException {
    if (stored instanceof StoredBundle.Damaged damaged) {
      throw new IOException(
          "the stored rule set " + digest + " is damaged: " + damaged.diagnostics().get(0));
    }
  }

  /** The places are of the store, not of a bundle alone. */
  private static StoredBundle damaged(Digest digest, List<Diagnostic> diagnostics) {
    return new StoredBundle.Damaged(
        diagnostics.stream()
            .map(
                each ->
                    new Diagnostic(
                        new SourcePosition(
                            digest.hex() + "/" + each.position().file(),
                            each.position().line(),
                            each.position().column()),
                        each.severity(),
                        each.code(),
                        each.message(),
                        each.suggestion()))
            .toList());
  }
}
