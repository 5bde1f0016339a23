package org.portcullis.attestation.key.status;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.portcullis.attestation.key.StatusList;
import org.portcullis.attestation.key.status.StatusListFailure.Kind;

/**
 * Receives the body of an answer and never holds more than the limit, whatever the server announces
 * or sends. Of an answer whose body is of no interest it reads nothing, so that an endless error
 * page costs nothing.
 */
final class BoundedBody implements BodySubscriber<byte[]> {
  private static final int OK = 200;

  private static final int LIMIT = StatusList.MAX_BYTES;

  private final boolean wanted;
  private final boolean announcedTooLarge;
  private final CompletableFuture<byte[]> body = new CompletableFuture<>();
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();
  private Flow.@Nullable Subscription subscription;

  private BoundedBody(boolean wanted, boolean announcedTooLarge) {
    this.wanted = wanted;
    this.announcedTooLarge = announcedTooLarge;
  }

  static BoundedBody of(ResponseInfo answer) {
    long announced = answer.headers().firstValueAsLong("Content-Length").orElse(0);
    return new BoundedBody(answer.statusCode() == OK, announced > LIMIT);
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return body;
  }

  @Override
  public void onSubscribe(Flow.Subscription value) {
    subscription = value;
    if (!wanted) {
      value.cancel();
      body.complete(new byte[0]);
    } else if (announcedTooLarge) {
      refuse(value);
    } else {
      value.request(1);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    Flow.Subscription current = subscription;
    if (body.isDone() || current == null) {
      return;
    }
    for (ByteBuffer buffer : buffers) {
      if (buffer.remaining() > LIMIT - received.size()) {
        refuse(current);
        return;
      }
      byte[] part = new byte[buffer.remaining()];
      buffer.get(part);
      received.writeBytes(part);
    }
    current.request(1);
  }

  private void refuse(Flow.Subscription current) {
    current.cancel();
    body.completeExceptionally(
        new Problem(Kind.TOO_LARGE, "the list has more than " + LIMIT + " bytes"));
  }

  @Override
  public void onError(Throwable cause) {
    body.completeExceptionally(cause);
  }

  @Override
  public void onComplete() {
    body.complete(received.toByteArray());
  }
}
