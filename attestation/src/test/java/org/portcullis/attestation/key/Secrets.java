package org.portcullis.attestation.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.portcullis.attestation.key.internal.DerElement;
import org.portcullis.attestation.key.internal.DerException;
import org.portcullis.attestation.key.internal.DerReader;
import org.portcullis.attestation.key.internal.ParsedCertificate;

/** What no text may show of a chain: its challenge, serial numbers, unique id and identifiers. */
final class Secrets {
  /** Shorter ones stand in any text by chance. */
  private static final int SHORTEST = 6;

  private static final List<Integer> IDENTIFIERS = List.of(713, 714, 715, 723);

  /** A recorded challenge that is a word of ours as well. */
  private static final String WORD = "challenge";

  private final Set<String> texts = new LinkedHashSet<>();
  private final List<byte[]> identifiers = new ArrayList<>();

  private Secrets() {}

  static Secrets of(CertificateChain chain) throws DerException {
    Secrets secrets = new Secrets();
    for (int i = 0; i < chain.size(); i++) {
      ParsedCertificate certificate = ParsedCertificate.read(chain.der(i));
      secrets.addNumber(certificate.serial());
      if (certificate.statement().isPresent()) {
        secrets.addStatement(certificate.statement().get().reader("statement"));
      }
    }
    return secrets;
  }

  /** How many identifiers of the device there are, so that a test can tell that there are some. */
  int identifiers() {
    return identifiers.size();
  }

  private void addStatement(DerReader outer) throws DerException {
    if (!outer.nextIs(DerElement.SEQUENCE)) {
      return;
    }
    DerReader members = outer.read(DerElement.SEQUENCE, "statement").reader("statement");
    for (int i = 0; !members.atEnd(); i++) {
      DerElement member = members.read();
      if (i == 4) {
        addBytes(member.content());
      } else if (i == 5 && member.length() > 0) {
        addIdentifier(member.content());
      } else if (i >= 6) {
        addList(member.reader("list"));
      }
    }
  }

  private void addList(DerReader list) throws DerException {
    while (!list.atEnd()) {
      DerElement entry = list.read();
      if (IDENTIFIERS.contains(entry.number())) {
        addIdentifier(entry.reader("member").read().content());
      }
    }
  }

  private void addIdentifier(byte[] bytes) {
    identifiers.add(bytes);
    addBytes(bytes);
  }

  private void addNumber(BigInteger number) {
    addText(number.toString(16));
    addText(number.toString());
  }

  private void addBytes(byte[] bytes) {
    addText(HexFormat.of().formatHex(bytes));
    addText(Base64.getEncoder().withoutPadding().encodeToString(bytes));
    addText(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    addText(new String(bytes, StandardCharsets.ISO_8859_1));
  }

  private void addText(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.length() >= SHORTEST && !lower.equals(WORD)) {
      texts.add(lower);
    }
  }

  void requireAbsent(String said) {
    String lower = said.toLowerCase(Locale.ROOT);
    for (String secret : texts) {
      if (lower.contains(secret)) {
        throw new AssertionError("`" + secret + "` is in: " + said);
      }
    }
  }

  /** No bytes that a result hands out hold an identifier. */
  void requireAbsent(byte[] handedOut) {
    String all = new String(handedOut, StandardCharsets.ISO_8859_1);
    for (byte[] identifier : identifiers) {
      assertThat(all).doesNotContain(new String(identifier, StandardCharsets.ISO_8859_1));
    }
  }
}
