package org.portcullis.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.portcullis.attestation.key.Bytes;
import org.portcullis.engine.activation.ActivationScope;
import org.portcullis.engine.activation.Stage;
import org.portcullis.facts.Identifiers;
import org.portcullis.release.json.Nearest;
import picocli.CommandLine.ITypeConverter;

/** How the values of options are read. A value that can't be read is a {@link Complaint}. */
final class Converters {
  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");
  private static final int MAX_CHALLENGE_BYTES = 1024;

  private Converters() {}

  /** {@code text}, {@code json} or {@code sarif}, which one command alone prints. */
  static final class Format implements ITypeConverter<OutputFormat> {
    @Override
    public OutputFormat convert(String value) {
      return switch (value) {
        case "text" -> OutputFormat.TEXT;
        case "json" -> OutputFormat.JSON;
        case "sarif" -> OutputFormat.SARIF;
        default -> throw new Complaint(quoted(value) + " is no format; give `text` or `json`");
      };
    }
  }

  /** An instant in ISO 8601. */
  static final class PointInTime implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String value) {
      return instant(value);
    }
  }

  /** Bytes in hexadecimal digits. */
  static final class Challenge implements ITypeConverter<Bytes> {
    @Override
    public Bytes convert(String value) {
      return challenge(value);
    }
  }

  /** A name of the shape that facts demand. */
  static final class Identifier implements ITypeConverter<String> {
    @Override
    public String convert(String value) {
      if (!Identifiers.isIdentifier(value)) {
        throw new Complaint(quoted(value) + " is no name of the shape [a-z0-9][a-z0-9._-]{0,63}");
      }
      return value;
    }
  }

  /** A scope: {@code TENANT/PRODUCT/CHANNEL}. */
  static final class Scope implements ITypeConverter<ActivationScope> {
    @Override
    public ActivationScope convert(String value) {
      return ActivationScope.parse(value)
          .orElseThrow(
              () ->
                  new Complaint(
                      quoted(value)
                          + " is no scope; give TENANT/PRODUCT/CHANNEL like"
                          + " `default/slate/stable`"));
    }
  }

  /** A stage, in lower case. */
  static final class StageName implements ITypeConverter<Stage> {
    @Override
    public Stage convert(String value) {
      List<String> names = Arrays.stream(Stage.values()).map(Texts::words).toList();
      if (names.contains(value)) {
        return Stage.valueOf(value.toUpperCase(Locale.ROOT));
      }
      throw new Complaint(
          quoted(value)
              + " is no stage"
              + Nearest.of(value, names)
                  .map(Texts::didYouMean)
                  .orElse("; give one of " + String.join(", ", names)));
    }
  }

  static Instant instant(String value) {
    Instant instant;
    try {
      instant = Instant.parse(value);
    } catch (DateTimeException e) {
      throw new Complaint(
          quoted(value) + " is no instant; give one like `" + exampleOf(value) + "`");
    }
    if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
      throw new Complaint(quoted(value) + " is not between the years 2000 and 9999");
    }
    return instant;
  }

  /** A date alone is the most frequent slip, so that its start is what is offered. */
  private static String exampleOf(String value) {
    try {
      return LocalDate.parse(value) + "T00:00:00Z";
    } catch (DateTimeException e) {
      return "2026-11-24T12:00:00Z";
    }
  }

  /** A challenge; the message never repeats it. */
  static Bytes challenge(String value) {
    if (value.isEmpty() || value.length() > 2 * MAX_CHALLENGE_BYTES) {
      throw new Complaint("a challenge has 1 to " + MAX_CHALLENGE_BYTES + " bytes");
    }
    try {
      return Bytes.of(HexFormat.of().parseHex(value.toLowerCase(Locale.ROOT)));
    } catch (IllegalArgumentException e) {
      throw new Complaint("a challenge is an even number of hexadecimal digits");
    }
  }

  static Path path(String value) {
    try {
      return Path.of(value);
    } catch (InvalidPathException e) {
      throw new Complaint(quoted(value) + " is no path");
    }
  }

  private static String quoted(String value) {
    return "`" + Texts.printable(value) + "`";
  }
}
