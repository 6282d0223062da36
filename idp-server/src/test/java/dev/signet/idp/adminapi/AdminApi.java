package dev.signet.idp.adminapi;

import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import dev.signet.idp.access.Permission;
import dev.signet.idp.access.Role;
import dev.signet.idp.access.Roles;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.AuthenticatorApp;
import dev.signet.idp.test.Browser;
import dev.signet.idp.test.OwnClient;
import dev.signet.idp.test.Persona;
import dev.signet.idp.test.RelyingParty;
import dev.signet.idp.token.AdministrationApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A program that calls the API, with a token from the token endpoint. Whatever is answered is checked against the document
 * that describes the API.
 */
public record AdminApi(URI issuer, @Nullable String token, OpenApiConformance document) {

    static final String ALL_SCOPES = Arrays.stream(Permission.values())
            .map(it -> AdministrationApi.SCOPE_PREFIX + it.value())
            .collect(Collectors.joining(" "));

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Without a token. */
    static AdminApi nobody(ApplicationContext application) {
        var issuer = application.getBean(IdpProperties.class).issuer();
        return new AdminApi(issuer, null, OpenApiConformance.of(issuer));
    }

    /** A client that administers in its own name. */
    public static AdminApi client(ApplicationContext application, String roles, String scopes) {
        return client(application, machine(application, roles, scopes), scopes);
    }

    static OwnClient machine(ApplicationContext application, String roles, String scopes) {
        return OwnClient.register(
                application,
                "grant_types: [client_credentials]",
                "redirect_uris: []",
                "scope: " + scopes,
                "administrator_roles: [" + roles + "]");
    }

    static AdminApi client(ApplicationContext application, OwnClient client, String scopes) {
        return nobody(application).with(clientToken(application, client, scopes));
    }

    static String clientToken(ApplicationContext application, OwnClient client, String scopes) {
        return tokenAnswer(application, client, scopes).path("access_token").asString();
    }

    /** What the token endpoint answers; {@code headers} are names and values in turn. */
    static JsonNode tokenAnswer(ApplicationContext application, OwnClient client, String scopes, String... headers) {
        var issuer = application.getBean(IdpProperties.class).issuer();
        var form = Map.of(
                "grant_type", "client_credentials", "scope", scopes, "resource", issuer + AdministrationApi.PATH);
        var request = HttpRequest.newBuilder(URI.create(issuer + "/oauth2/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Authorization", client.basic().toHTTPAuthorizationHeader())
                .POST(BodyPublishers.ofString(form(form)));
        for (var i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return JSON.readTree(send(request.build()).body());
    }

    /** Somebody who signed in with a second factor, at a client that asks for these scopes. */
    static AdminApi person(ApplicationContext application, Persona somebody, String scopes, Role... roles) {
        for (var role : roles) {
            application.getBean(Roles.class).grant(somebody.id(), role);
        }
        var issuer = application.getBean(IdpProperties.class).issuer();
        var browser = new Browser(issuer);
        somebody.signIn(browser, browser.open("/login"));
        AuthenticatorApp.enrol(browser, Clock.systemUTC());
        return person(application, browser, scopes);
    }

    /** Whoever is signed in there. */
    static AdminApi person(ApplicationContext application, Browser browser, String scopes) {
        var issuer = application.getBean(IdpProperties.class).issuer();
        var client = OwnClient.register(application, "scope: openid " + scopes);
        var party = RelyingParty.registered(issuer, client.id(), client.basic(), "openid " + scopes);
        var request = party.authorizationRequest(it -> it.resources(URI.create(issuer + AdministrationApi.PATH)));
        var tokens = party.tokens(browser.open(request).address());
        return nobody(application).with(((BearerAccessToken) tokens.getTokens().getAccessToken()).getValue());
    }

    AdminApi with(String other) {
        return new AdminApi(issuer, other, document);
    }

    /** {@code path} behind that of the API. */
    public Answer get(String path, String... headers) {
        return call("GET", path, null, headers);
    }

    Answer post(String path, String body, String... headers) {
        return call("POST", path, body, headers);
    }

    Answer put(String path, String body, String... headers) {
        return call("PUT", path, body, headers);
    }

    Answer patch(String path, String body, String... headers) {
        return call("PATCH", path, body, headers);
    }

    Answer delete(String path, String... headers) {
        return call("DELETE", path, null, headers);
    }

    Answer call(String method, String path, @Nullable String body, String... headers) {
        var address = URI.create(issuer + AdministrationApi.PATH + path);
        var request = HttpRequest.newBuilder(address)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Accept", "application/json");
        var given = String.join("\n", headers);
        if (token != null && !given.contains("Authorization")) {
            request.header("Authorization", "Bearer " + token);
        }
        if (body != null && !given.contains("Content-Type")) {
            request.header(
                    "Content-Type", method.equals("PATCH") ? "application/merge-patch+json" : "application/json");
        }
        for (var i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        var answer = new Answer(send(request.build()));
        document.check(method, address.getPath(), answer);
        return answer;
    }

    static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(it -> encoded(it.getKey()) + "=" + encoded(it.getValue()))
                .collect(Collectors.joining("&"));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** What came back. */
    public record Answer(HttpResponse<String> http) {

        public int status() {
            return http.statusCode();
        }

        String body() {
            return http.body();
        }

        JsonNode json() {
            return JSON.readTree(body());
        }

        public String header(String name) {
            return http.headers().firstValue(name).orElse("");
        }

        /** Status and type of a problem: {@code 404 not-found}. */
        String problem() {
            return status() + " " + json().path("type").asString("").replace("urn:signet:problem:", "");
        }

        /** The fields that are wrong, in order. */
        String wrongFields() {
            return json().path("errors")
                    .valueStream()
                    .map(it -> it.path("field").asString())
                    .sorted()
                    .collect(Collectors.joining(" "));
        }

        @Override
        public String toString() {
            return status() + " " + body();
        }
    }
}
