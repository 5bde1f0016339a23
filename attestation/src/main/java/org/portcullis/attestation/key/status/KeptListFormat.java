package org.portcullis.attestation.key.status;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.portcullis.attestation.key.Bytes;
import org.portcullis.attestation.key.StatusList;
import org.portcullis.attestation.key.status.StatusListFailure.Kind;

/**
 * The bytes of a kept list: a line with name and version, a line with the SHA-256 of all that
 * follows, the instant of fetching, the publisher's instant of change, the two validators, an empty
 * line, and the list as it came. The digest finds a torn file and a careless edit; whoever may
 * write to the folder can forge both.
 */
final class KeptListFormat {
  private static final String MAGIC = "portcullis-status-list 1";
  private static final int DIGEST_CHARACTERS = 64;
  private static final int START = MAGIC.length() + 1 + DIGEST_CHARACTERS + 1;
  private static final int HEADER_LINES = 5;
  private static final int MAX_HEADER_BYTES = 4096;

  static final int MAX_BYTES = MAX_HEADER_BYTES + StatusList.MAX_BYTES;

  private KeptListFormat() {}

  static byte[] encode(KeptList list) {
    String header =
        String.join(
            "\n",
            list.fetchedAt().toString(),
            list.lastModified().map(Instant::toString).orElse(""),
            list.validators().entityTag(),
            list.validators().lastModified(),
            "",
            "");
    byte[] signed = concat(header.getBytes(StandardCharsets.US_ASCII), list.text().bytes());
    String start = MAGIC + "\n" + Bytes.of(signed).sha256().toHex() + "\n";
    return concat(start.getBytes(StandardCharsets.US_ASCII), signed);
  }

  static KeptList decode(byte[] content) throws Problem {
    if (content.length > MAX_BYTES || content.length < START) {
      throw damaged("its size is impossible");
    }
    byte[] rest = Arrays.copyOfRange(content, START, content.length);
    String start = MAGIC + "\n" + Bytes.of(rest).sha256().toHex() + "\n";
    if (!start.equals(new String(content, 0, START, StandardCharsets.ISO_8859_1))) {
      throw damaged("its digest is that of another content");
    }
    try {
      return decodeVerified(rest);
    } catch (DateTimeException e) {
      throw damaged("it has no instant");
    }
  }

  private static KeptList decodeVerified(byte[] content) throws Problem {
    int size = Math.min(content.length, MAX_HEADER_BYTES);
    String[] lines =
        new String(content, 0, size, StandardCharsets.ISO_8859_1).split("\n", HEADER_LINES + 1);
    if (lines.length <= HEADER_LINES || !lines[HEADER_LINES - 1].isEmpty()) {
      throw damaged("its header is incomplete");
    }
    int header = 0;
    for (int i = 0; i < HEADER_LINES; i++) {
      header += lines[i].length() + 1;
    }
    Validators validators = new Validators(lines[2], lines[3]);
    if (!validators.areFit()) {
      throw damaged("its validators can't be sent");
    }
    byte[] text = Arrays.copyOfRange(content, header, content.length);
    Optional<Instant> changed =
        Optional.of(lines[1]).filter(line -> !line.isEmpty()).map(Instant::parse);
    return new KeptList(
        edition(text, Instant.parse(lines[0]), changed), validators, new KeptList.ListText(text));
  }

  private static Edition edition(byte[] text, Instant fetchedAt, Optional<Instant> changed)
      throws Problem {
    try {
      return Edition.parse(text, fetchedAt, changed);
    } catch (Problem e) {
      throw damaged("its list is unreadable");
    }
  }

  private static byte[] concat(byte[] one, byte[] other) {
    return ByteBuffer.allocate(one.length + other.length).put(one).put(other).array();
  }

  private static Problem damaged(String cause) {
    return new Problem(Kind.STORE_DAMAGED, "the kept list is ignored: " + cause);
  }
}
