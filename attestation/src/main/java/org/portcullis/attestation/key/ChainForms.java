package org.portcullis.attestation.key;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Tells the form of a chain by how it begins, and reads it by that form alone: a chain that is
 * damaged in one form is never tried as another.
 */
final class ChainForms {
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
  private static final int SEQUENCE = 0x30;

  /** DER of a certificate begins with 30 8x, since none is shorter than 128 bytes. */
  private static final String BASE64_OF_DER = "MI";

  private static final String PEM_BLOCK = "-----BEGIN ";
  private static final String PEM_END = "-----END ";

  private ChainForms() {}

  static ChainReading.Read read(byte[] input) throws Refusal {
    ChainLimits.requireText(input.length);
    ChainForm form = form(input);
    return CertificateChain.ofOwned(form, certificates(form, input));
  }

  private static List<byte[]> certificates(ChainForm form, byte[] input) throws Refusal {
    return switch (form) {
      case DER -> DerChain.read(input);
      case PEM -> PemChain.read(text(input));
      case BASE64 -> Base64Chain.read(text(input));
      case X5C -> X5cChain.read(withoutMark(input));
    };
  }

  private static ChainForm form(byte[] input) throws Refusal {
    if (isDer(input)) {
      return ChainForm.DER;
    }
    String text = text(input).strip();
    if (text.startsWith("[") || text.startsWith("{")) {
      return ChainForm.X5C;
    }
    if (text.contains(PEM_BLOCK) || text.startsWith(PEM_END)) {
      return ChainForm.PEM;
    }
    if (text.startsWith(BASE64_OF_DER)) {
      return ChainForm.BASE64;
    }
    throw new Refusal(
        KeyAttestationReason.CHAIN_EMPTY,
        Where.chain("chain"),
        "there is no certificate, neither as pem (`"
            + PEM_BLOCK
            + "`), nor der, nor base64 of der (`MI`), nor a json array or object with `x5c`");
  }

  /** 0x30 is also the digit 0, but no text goes on with a byte from 0x80 on, or a control. */
  private static boolean isDer(byte[] input) {
    return input.length > 1
        && input[0] == SEQUENCE
        && (input[1] < 0 || (input[1] < ' ' && !Character.isWhitespace(input[1])));
  }

  private static String text(byte[] input) {
    return new String(withoutMark(input), StandardCharsets.ISO_8859_1);
  }

  private static byte[] withoutMark(byte[] input) {
    boolean marked =
        input.length >= BYTE_ORDER_MARK.length
            && Arrays.equals(
                input, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
    return marked ? Arrays.copyOfRange(input, BYTE_ORDER_MARK.length, input.length) : input;
  }
}
