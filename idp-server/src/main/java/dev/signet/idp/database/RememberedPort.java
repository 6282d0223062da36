package dev.signet.idp.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/** Keeps the server on one port from start to start, so that tools find it again. */
class RememberedPort {

    private final Path file;

    RememberedPort(Path folder) {
        this.file = folder.resolve("port");
    }

    /** The remembered port, or another if there is none or someone else uses it by now. */
    int orAnyFree() throws IOException {
        if (!Files.exists(file)) {
            return anyFree();
        }
        try (var socket =
                new ServerSocket(Integer.parseInt(Files.readString(file).strip()), 1, loopback())) {
            return socket.getLocalPort();
        } catch (IOException | IllegalArgumentException e) {
            return anyFree();
        }
    }

    void set(int port) throws IOException {
        Files.writeString(file, port + "\n");
    }

    static int anyFree() throws IOException {
        try (var socket = new ServerSocket(0, 1, loopback())) {
            return socket.getLocalPort();
        }
    }

    private static InetAddress loopback() {
        return InetAddress.getLoopbackAddress();
    }
}
