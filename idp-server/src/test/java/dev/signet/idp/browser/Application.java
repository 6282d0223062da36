package dev.signet.idp.browser;

import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.signet.idp.test.RelyingParty;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A web application that people sign in to with Signet: a real HTTP server and an independent OpenID Connect library.
 * Its one page says who is signed in, after the ID token was verified with the published keys.
 */
final class Application implements AutoCloseable {

    private final HttpServer server;
    private final RelyingParty relyingParty;
    private final UnaryOperator<AuthenticationRequest.Builder> change;
    private final List<URI> logouts = new CopyOnWriteArrayList<>();
    private volatile @Nullable String idToken;

    /** @param relyingParty makes the relying party for a redirect URI on the port that was free */
    Application(Function<String, RelyingParty> relyingParty) {
        this(relyingParty, it -> it);
    }

    /** @param change what is special about its requests */
    Application(Function<String, RelyingParty> relyingParty, UnaryOperator<AuthenticationRequest.Builder> change) {
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new AssertionError("no port is free", e);
        }
        this.relyingParty = relyingParty.apply(address() + "callback");
        this.change = change;
        server.createContext("/", this::start);
        server.createContext("/callback", this::callback);
        server.createContext("/logout", this::logout);
        server.createContext("/bye", exchange -> answer(exchange, "<h1 id=\"bye\">Good-bye</h1>"));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    /** The ID token of the last sign-in. */
    String idToken() {
        var token = idToken;
        if (token == null) {
            throw new AssertionError("nobody signed in");
        }
        return token;
    }

    private void start(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders()
                .add("Location", relyingParty.authorizationRequest(change).toString());
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private void callback(HttpExchange exchange) throws IOException {
        String page;
        try {
            page = signedIn(answer(exchange));
        } catch (AssertionError e) {
            page = "<h1 id=\"refused\">" + e.getMessage() + "</h1>";
        }
        answer(exchange, page);
    }

    /** What a frame of the provider opens (OpenID Connect Front-Channel Logout 1.0 §2). */
    private void logout(HttpExchange exchange) throws IOException {
        logouts.add(exchange.getRequestURI());
        answer(exchange, "signed out");
    }

    /** Every call of {@code /logout} so far. */
    List<URI> logouts() {
        return logouts;
    }

    private static void answer(HttpExchange exchange, String page) throws IOException {
        var body = ("<!doctype html><title>Application</title>" + page).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** What the provider answered; a posted form as if it had come in the address. */
    private URI answer(HttpExchange exchange) throws IOException {
        var request = exchange.getRequestMethod().equals("POST")
                ? URI.create(
                        "/callback?" + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8))
                : exchange.getRequestURI();
        return URI.create(address()).resolve(request);
    }

    private String signedIn(URI callback) {
        var tokens = relyingParty.tokens(callback);
        idToken = tokens.getOIDCTokens().getIDTokenString();
        return "<h1 id=\"subject\">" + relyingParty.idToken(tokens).getSubject().getValue() + "</h1>";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
