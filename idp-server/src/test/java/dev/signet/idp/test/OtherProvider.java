package dev.signet.idp.test;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationSuccessResponse;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * An OpenID provider, and one of OAuth 2.0 alone, that know nothing of our code: an independent library parses what we send.
 * Whoever comes is {@link #person} at once, so a test says first who that is. It can lie in every way.
 */
public final class OtherProvider implements AutoCloseable {

    private static final RSAKey KEY = key();
    private static final RSAKey STRANGERS_KEY = key();

    private final HttpServer server;
    private final JsonMapper json = JsonMapper.shared();
    private final Map<String, Granted> codes = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Object>> tokens = new ConcurrentHashMap<>();

    private volatile Map<String, Object> person = Map.of("sub", "nobody");
    private volatile UnaryOperator<URI> answer = it -> it;
    private volatile Consumer<JWTClaimsSet.Builder> lie = _ -> {};
    private volatile boolean signsWithAnotherKey;
    private volatile boolean isDown;
    private volatile @Nullable CountDownLatch hanging;
    private volatile @Nullable AuthenticationRequest lastRequest;

    private record Granted(AuthenticationRequest request, Map<String, Object> person) {}

    public OtherProvider() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new AssertionError("no port is free", e);
        }
        serve("/.well-known/openid-configuration", _ -> json(metadata()));
        serve("/jwks", _ -> json(new JWKSet(KEY.toPublicJWK()).toJSONObject()));
        serve("/authorize", this::authorize);
        serve("/token", this::token);
        serve("/userinfo", this::user);
        serve("/user", this::user);
        serve("/emails", this::emails);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    public String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Who comes from now on, by claims or by members of the user endpoint; {@code emails} is the list of addresses. */
    public OtherProvider person(Map<String, Object> claims) {
        person = claims;
        answer = it -> it;
        lie = _ -> {};
        signsWithAnotherKey = false;
        isDown = false;
        letGo();
        return this;
    }

    /** Somebody with a verified address, or one that is not. */
    public OtherProvider person(String subject, String email, boolean verified) {
        return person(Map.of("sub", subject, "email", email, "email_verified", verified, "name", "Grace Hopper"));
    }

    /** Changes where people are sent back to. */
    public void answer(UnaryOperator<URI> change) {
        answer = change;
    }

    /** Changes the ID tokens. */
    public void lie(Consumer<JWTClaimsSet.Builder> change) {
        lie = change;
    }

    public void signWithAnotherKey() {
        signsWithAnotherKey = true;
    }

    public void goDown() {
        isDown = true;
    }

    /** Takes requests and answers none. */
    public void hang() {
        hanging = new CountDownLatch(1);
    }

    private void letGo() {
        var latch = hanging;
        if (latch != null) {
            hanging = null;
            latch.countDown();
        }
    }

    /** What we asked last. */
    public AuthenticationRequest lastRequest() {
        var last = lastRequest;
        if (last == null) {
            throw new AssertionError("nobody came");
        }
        return last;
    }

    private Map<String, Object> metadata() {
        return Map.of(
                "issuer", issuer(),
                "authorization_endpoint", issuer() + "/authorize",
                "token_endpoint", issuer() + "/token",
                "userinfo_endpoint", issuer() + "/userinfo",
                "jwks_uri", issuer() + "/jwks",
                "authorization_response_iss_parameter_supported", true,
                "id_token_signing_alg_values_supported", List.of("RS256"));
    }

    private Reply authorize(HttpExchange exchange) throws Exception {
        var query = exchange.getRequestURI().getRawQuery();
        var parameters = new LinkedHashMap<>(URLUtils.parseParameters(query));
        parameters.put("scope", List.of("openid email")); // GitHub's have none of OpenID's
        var request = AuthenticationRequest.parse(URI.create(issuer() + "/authorize"), parameters);
        if (!CodeChallengeMethod.S256.equals(request.getCodeChallengeMethod())) {
            throw new AssertionError("no PKCE");
        }
        lastRequest = request;
        var code = UUID.randomUUID().toString();
        codes.put(code, new Granted(request, person));
        var response = new AuthenticationSuccessResponse(
                request.getRedirectionURI(),
                new AuthorizationCode(code),
                null,
                null,
                new State(request.getState().getValue()),
                null,
                new Issuer(issuer()),
                null);
        exchange.getResponseHeaders()
                .add("Location", answer.apply(response.toURI()).toString());
        return new Reply(303, "text/plain", "");
    }

    private Reply token(HttpExchange exchange) throws Exception {
        var http = new HTTPRequest(HTTPRequest.Method.POST, URI.create(issuer() + "/token"));
        exchange.getRequestHeaders().forEach((name, values) -> http.setHeader(name, values.toArray(String[]::new)));
        http.setBody(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        var request = TokenRequest.parse(http);
        var grant = (AuthorizationCodeGrant) request.getAuthorizationGrant();
        var granted = codes.remove(grant.getAuthorizationCode().getValue());
        if (granted == null
                || request.getClientAuthentication() == null
                || grant.getCodeVerifier() == null
                || !CodeChallenge.compute(CodeChallengeMethod.S256, grant.getCodeVerifier())
                        .equals(granted.request().getCodeChallenge())
                || !granted.request().getRedirectionURI().equals(grant.getRedirectionURI())) {
            return new Reply(400, "application/json", "{\"error\":\"invalid_grant\"}");
        }
        var token = UUID.randomUUID().toString();
        tokens.put(token, granted.person());
        return json(Map.of("access_token", token, "token_type", "Bearer", "id_token", idToken(granted)));
    }

    /** Without the claims about the person: those are at the UserInfo endpoint. */
    private String idToken(Granted granted) throws JOSEException {
        var now = Instant.now();
        var claims = new JWTClaimsSet.Builder()
                .issuer(issuer())
                .subject(String.valueOf(granted.person().get("sub")))
                .audience(granted.request().getClientID().getValue())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)));
        if (granted.request().getNonce() != null) {
            claims.claim("nonce", granted.request().getNonce().getValue());
        }
        if (granted.person().containsKey("amr")) {
            claims.claim("amr", granted.person().get("amr"));
        }
        lie.accept(claims);
        return signed("JWT", claims.build());
    }

    /** A token of this provider, with a key of its own unless it lies. */
    public String signed(String type, JWTClaimsSet claims) throws JOSEException {
        var key = signsWithAnotherKey ? STRANGERS_KEY : KEY;
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(new JOSEObjectType(type))
                .build();
        var jwt = new SignedJWT(header, claims);
        jwt.sign(new RSASSASigner(key));
        return jwt.serialize();
    }

    private Reply user(HttpExchange exchange) {
        var found = found(exchange);
        if (found == null) {
            return new Reply(401, "application/json", "{\"message\":\"Bad credentials\"}");
        }
        var shown = new LinkedHashMap<>(found);
        shown.remove("emails");
        return json(shown);
    }

    private Reply emails(HttpExchange exchange) {
        var found = found(exchange);
        return json(found == null ? List.of() : found.getOrDefault("emails", List.of()));
    }

    private @Nullable Map<String, Object> found(HttpExchange exchange) {
        var header = exchange.getRequestHeaders().getFirst("Authorization");
        return header == null ? null : tokens.get(header.replace("Bearer ", ""));
    }

    private Reply json(Object value) {
        return new Reply(200, "application/json", json.writeValueAsString(value));
    }

    private record Reply(int status, String type, String body) {}

    private interface Handler {

        Reply answer(HttpExchange exchange) throws Exception;
    }

    private void serve(String path, Handler handler) {
        server.createContext(path, exchange -> {
            Reply reply;
            try {
                var latch = hanging;
                if (latch != null) {
                    latch.await();
                }
                reply = isDown ? new Reply(503, "text/plain", "down") : handler.answer(exchange);
            } catch (ParseException e) {
                reply = new Reply(400, "text/plain", String.valueOf(e.getMessage()));
            } catch (Exception e) {
                reply = new Reply(500, "text/plain", e.toString());
            }
            var bytes = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", reply.type());
            exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) {
                exchange.getResponseBody().write(bytes);
            }
            exchange.close();
        });
    }

    private static RSAKey key() {
        try {
            return new RSAKeyGenerator(2048).generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        letGo();
        server.stop(0);
    }
}
