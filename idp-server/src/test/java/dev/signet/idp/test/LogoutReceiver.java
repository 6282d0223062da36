package dev.signet.idp.test;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The back-channel logout endpoint of a relying party: answers as told, and keeps the tokens that it got. */
public final class LogoutReceiver implements AutoCloseable {

    private final HttpServer server;
    private final List<String> tokens = new CopyOnWriteArrayList<>();
    private volatile int status = 200;

    public LogoutReceiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/logout", this::answer);
        server.start();
    }

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/logout";
    }

    /** What it answers from now on. */
    public void answerWith(int answer) {
        status = answer;
    }

    /** Every token so far, in the order of the tries. */
    public List<String> tokens() {
        return tokens;
    }

    private void answer(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var token = body.startsWith("logout_token=") ? body.substring("logout_token=".length()) : "not a logout";
        tokens.add(URLDecoder.decode(token, StandardCharsets.UTF_8));
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
