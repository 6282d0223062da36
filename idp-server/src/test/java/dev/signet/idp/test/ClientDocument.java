package dev.signet.idp.test;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A client that nobody registered, with the document that describes it on a server of its own. It is in order until a test
 * changes it.
 */
public final class ClientDocument implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpServer server;
    private final AtomicInteger readings = new AtomicInteger();
    private final Map<String, Object> members = new HashMap<>();
    private final Map<String, String> headers = new HashMap<>(Map.of("Content-Type", "application/json"));
    private volatile int status = 200;
    private volatile @Nullable String body;

    public ClientDocument() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
        with("client_id", address());
        with("client_name", "Northwind Agent");
        with("redirect_uris", List.of("http://127.0.0.1/callback"));
        with("grant_types", List.of("authorization_code", "refresh_token"));
        with("token_endpoint_auth_method", "none");
    }

    /** The {@code client_id}. */
    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/client.json";
    }

    public ClientDocument with(String member, Object value) {
        members.put(member, value);
        return this;
    }

    public ClientDocument without(String member) {
        members.remove(member);
        return this;
    }

    public ClientDocument header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public ClientDocument answers(int with) {
        status = with;
        return this;
    }

    /** Something else than the document. */
    public ClientDocument says(String text) {
        body = text;
        return this;
    }

    /** How often it was read. */
    public int readings() {
        return readings.get();
    }

    public RelyingParty relyingParty(URI issuer, String scope) {
        return RelyingParty.registered(issuer, address(), null, scope);
    }

    private void answer(HttpExchange exchange) throws IOException {
        readings.incrementAndGet();
        var said = body;
        var bytes = (said == null ? JSON.writeValueAsString(members) : said).getBytes(StandardCharsets.UTF_8);
        headers.forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
