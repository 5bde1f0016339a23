package org.portcullis.attestation.key.status;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on this machine that writes whatever a test wants, byte for byte, also lies. */
final class ScriptedServer implements AutoCloseable {
  /** What to write to a connection whose request was read. */
  @FunctionalInterface
  interface Behaviour {
    void answer(OutputStream out) throws IOException, InterruptedException;
  }

  private final ServerSocket socket;
  private final Thread acceptor;
  private final List<Map<String, String>> requests = new CopyOnWriteArrayList<>();
  private volatile Behaviour behaviour = out -> {};

  ScriptedServer() throws IOException {
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    acceptor = new Thread(this::accept, "scripted-server");
    acceptor.setDaemon(true);
    acceptor.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/attestation/status");
  }

  /** Header fields of the requests so far, names in lower case. */
  List<Map<String, String>> requests() {
    return requests;
  }

  Map<String, String> lastRequest() {
    return requests.get(requests.size() - 1);
  }

  void behave(Behaviour value) {
    behaviour = value;
  }

  /** Answers with a status line, header lines and a body of the announced length. */
  void answer(String status, String body, String... headers) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    behave(
        out -> {
          out.write(head(status, "Content-Length: " + bytes.length, headers));
          out.write(bytes);
        });
  }

  /** Answers 304, which has no body. */
  void notModified(String... headers) {
    behave(out -> out.write(head("304 Not Modified", "X-Test: 1", headers)));
  }

  static byte[] head(String status, String first, String... headers) {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + "\r\nConnection: close\r\n");
    head.append(first).append("\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        Thread thread = new Thread(() -> serve(connection), "scripted-connection");
        thread.setDaemon(true);
        thread.start();
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket connection) {
    try (connection;
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1))) {
      requests.add(fields(in));
      behaviour.answer(connection.getOutputStream());
      connection.getOutputStream().flush();
    } catch (IOException | InterruptedException e) {
      // the client has gone, as some tests want it
    }
  }

  private static Map<String, String> fields(BufferedReader in) throws IOException {
    Map<String, String> fields = new TreeMap<>();
    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
      int colon = line.indexOf(':');
      if (colon > 0 && !line.startsWith("GET ")) {
        fields.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
    }
    return fields;
  }

  /** Until the thread has left its call, the system goes on taking connections. */
  @Override
  public void close() {
    try {
      socket.close();
      acceptor.join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
