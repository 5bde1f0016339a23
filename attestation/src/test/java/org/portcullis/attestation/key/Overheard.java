package org.portcullis.attestation.key;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** All that is logged at any level, and printed, while it is open. */
final class Overheard implements AutoCloseable {
  private final Logger root = Logger.getLogger("");
  private final Level before = root.getLevel();
  private final List<Handler> handlers = List.of(root.getHandlers());
  private final List<String> records = Collections.synchronizedList(new ArrayList<>());
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final Handler listener = new Listener();

  Overheard() {
    PrintStream sink = new PrintStream(printed, true, StandardCharsets.UTF_8);
    System.setOut(sink);
    System.setErr(sink);
    handlers.forEach(root::removeHandler);
    root.addHandler(listener);
    root.setLevel(Level.ALL);
  }

  /** Everything so far. */
  String text() {
    synchronized (records) {
      return String.join("\n", records) + printed.toString(StandardCharsets.UTF_8);
    }
  }

  @Override
  public void close() {
    root.setLevel(before);
    root.removeHandler(listener);
    handlers.forEach(root::addHandler);
    System.setOut(out);
    System.setErr(err);
  }

  private final class Listener extends Handler {
    private final SimpleFormatter formatter = new SimpleFormatter();

    Listener() {
      setLevel(Level.ALL);
    }

    @Override
    public void publish(LogRecord entry) {
      records.add(formatter.format(entry));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
