package org.portcullis.benchmarks;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.portcullis.engine.audit.AuditLog;
import org.portcullis.engine.audit.AuditReceipt;
import org.portcullis.engine.audit.AuditRecord;
import org.portcullis.engine.audit.BlobStore;
import org.portcullis.facts.Digest;

/** Encodes each record, hashes it and forgets it: the work of the audit without its disk. */
final class DiscardingLog implements AuditLog {
  private final AtomicLong sequence = new AtomicLong();
  private final Map<Digest, byte[]> blobs = new HashMap<>();

  @Override
  public AuditReceipt append(AuditRecord record) {
    return new AuditReceipt.Accepted(
        sequence.getAndIncrement(), AuditReceipt.Acceptance.DURABLE, Digest.of(record.encode()));
  }

  @Override
  public State state() {
    return State.OPEN;
  }

  @Override
  public long latestMillis() {
    return 0;
  }

  @Override
  public BlobStore blobs() {
    return new BlobStore() {
      @Override
      public Digest put(byte[] content) {
        Digest digest = Digest.of(content);
        blobs.put(digest, content.clone());
        return digest;
      }

      @Override
      public Optional<byte[]> get(Digest digest) {
        return Optional.ofNullable(blobs.get(digest));
      }
    };
  }

  @Override
  public void close() {}
}
