package dev.signet.idp.test;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * Stands between a node and its database, and can keep the answers to commits to itself: then a change is made, and the node
 * that made it does not know.
 */
public final class PostgresProxy implements AutoCloseable {

    private final ServerSocket listener;
    private final URI database;
    private volatile boolean keepsCommits;

    /** @param url of the database, as JDBC has it */
    public PostgresProxy(String url) throws IOException {
        this.database = URI.create(url.substring("jdbc:".length()));
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::listen);
    }

    /** The same database, by way of here. */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + listener.getLocalPort() + database.getPath();
    }

    /** From now on every commit reaches the database, and its answer, with all that follows it, nobody. */
    public void keepAnswersToCommits() {
        keepsCommits = true;
    }

    private void listen() {
        while (!listener.isClosed()) {
            try {
                var node = listener.accept();
                var server = new Socket(database.getHost(), database.getPort());
                var connection = new Connection();
                Thread.ofVirtual().start(() -> copy(node, server, connection::sent));
                Thread.ofVirtual().start(() -> copy(server, node, connection::answered));
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private final class Connection {

        private volatile boolean isSilent;

        /** The driver spells a commit out each time. */
        boolean sent(byte[] bytes, int length) {
            isSilent |= keepsCommits && new String(bytes, 0, length, StandardCharsets.ISO_8859_1).contains("COMMIT");
            return true;
        }

        boolean answered(byte[] bytes, int length) {
            return !isSilent;
        }
    }

    private interface Filter {

        boolean passes(byte[] bytes, int length);
    }

    private static void copy(Socket from, Socket to, Filter filter) {
        var buffer = new byte[65_536];
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (var length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                if (filter.passes(buffer, length)) {
                    out.write(buffer, 0, length);
                }
            }
        } catch (IOException _) {
            // one side was killed, which is what this is for
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
