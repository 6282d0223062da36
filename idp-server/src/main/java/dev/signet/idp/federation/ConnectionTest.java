package dev.signet.idp.federation;

import com.nimbusds.jose.jwk.JWKSet;
import dev.signet.idp.federation.ConnectionReport.Level;
import dev.signet.idp.federation.ConnectionReport.Line;
import dev.signet.idp.outbound.GuardedHttpClient;
import dev.signet.idp.outbound.GuardedHttpClient.Outcome;
import java.net.URI;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.springframework.stereotype.Service;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks a provider what it says about itself and holds that against what is configured, through the guarded client. Sends
 * nothing that we are known by there, and changes nothing, not even whether the provider counts as down.
 */
@Service
public class ConnectionTest {

    private static final int LONGEST_DETAIL = 300;
    private static final String UNREADABLE = "[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Co}\\p{Cn}]";

    private final ProviderRepository repository;
    private final GuardedHttpClient http;
    private final JsonMapper json;

    ConnectionTest(ProviderRepository repository, GuardedHttpClient http, JsonMapper json) {
        this.repository = repository;
        this.http = http;
        this.json = json;
    }

    /** Empty if there is no such provider. Those that are disabled can be tested too. */
    public Optional<ConnectionReport> of(String id) {
        return ProviderRules.id(id).isEmpty()
                ? repository.find(id).map(it -> new ConnectionReport(lines(it.provider())))
                : Optional.empty();
    }

    private List<Line> lines(Provider provider) {
        var endpoints = provider.endpoints();
        if (endpoints != null) {
            return List.of(answers("token_endpoint", endpoints.token()), answers("user_endpoint", endpoints.user()));
        }
        var lines = new ArrayList<Line>();
        var address = Upstream.discoveryOf(provider);
        document(address, "reachable", lines).ifPresent(it -> compare(provider, it, lines));
        return lines;
    }

    /** Any answer will do: nobody is asked for anything but an address. */
    private Line answers(String name, String address) {
        return switch (http.ask(URI.create(address), Map.of("Accept", "application/json"), Map.of())) {
            case Outcome.Fetched _ -> line(name, Level.GOOD, address + " answers");
            case Outcome.Failed(var reason)
            when reason.startsWith("status 4") -> line(name, Level.GOOD, address + " answers");
            case Outcome.Refused(var reason) -> line(name, Level.BROKEN, address + ": " + reason);
            case Outcome.Failed(var reason) -> line(name, Level.BROKEN, address + ": " + reason);
        };
    }

    private Optional<JsonNode> document(String address, String name, List<Line> lines) {
        switch (http.ask(URI.create(address), Map.of("Accept", "application/json"), Map.of())) {
            case Outcome.Fetched fetched -> {
                try {
                    var document = json.readTree(fetched.body());
                    if (document.isObject()) {
                        lines.add(line(name, Level.GOOD, address));
                        return Optional.of(document);
                    }
                } catch (JacksonException _) {
                    // said below
                }
                lines.add(line(name, Level.BROKEN, address + ": no JSON object"));
            }
            case Outcome.Refused(var reason) -> lines.add(line(name, Level.BROKEN, address + ": " + reason));
            case Outcome.Failed(var reason) -> lines.add(line(name, Level.BROKEN, address + ": " + reason));
        }
        return Optional.empty();
    }

    private void compare(Provider provider, JsonNode document, List<Line> lines) {
        var issuer = document.path("issuer").asString("");
        lines.add(line(
                "issuer",
                issuer.equals(provider.issuer()) ? Level.GOOD : Level.BROKEN,
                issuer.equals(provider.issuer()) ? issuer : issuer + " instead of " + provider.issuer()));
        for (var name : List.of("authorization_endpoint", "token_endpoint")) {
            var address = document.path(name).asString("");
            var isUsable = ProviderRules.endpoint(address).isEmpty();
            lines.add(line(name, isUsable ? Level.GOOD : Level.BROKEN, address.isEmpty() ? "missing" : address));
        }
        lines.add(keys(document.path("jwks_uri").asString("")));
        lines.add(among(
                "token_endpoint_auth_method",
                List.of(provider.authentication()),
                document.path("token_endpoint_auth_methods_supported"),
                List.of("client_secret_basic"))); // Discovery 1.0 §3
        lines.add(among("scope", provider.scope(), document.path("scopes_supported"), provider.scope()));
        lines.add(among("pkce", List.of("S256"), document.path("code_challenge_methods_supported"), List.of()));
        var namesIssuer =
                document.path("authorization_response_iss_parameter_supported").asBoolean(false);
        lines.add(line(
                "iss",
                namesIssuer ? Level.GOOD : Level.DOUBTFUL,
                namesIssuer ? "RFC 9207" : "its answers do not name it, RFC 9207; its own callback address tells it"));
    }

    private Line keys(String address) {
        if (ProviderRules.endpoint(address).isPresent()) {
            return line("jwks_uri", Level.BROKEN, address.isEmpty() ? "missing" : address);
        }
        var found = new ArrayList<Line>();
        var document = document(address, "jwks_uri", found);
        if (document.isEmpty()) {
            return found.getFirst();
        }
        try {
            var keys = JWKSet.parse(json.writeValueAsString(document.get())).size();
            return line("jwks_uri", keys == 0 ? Level.BROKEN : Level.GOOD, address + ": " + keys + " keys");
        } catch (ParseException | IllegalArgumentException _) { // nimbus reports bad input by either
            return line("jwks_uri", Level.BROKEN, address + ": no JWK set");
        }
    }

    /** A list is what a provider recommends, and seldom complete: what is missing there is doubtful and no more. */
    private static Line among(String name, List<String> wanted, JsonNode listed, List<String> usual) {
        var known = listed.isArray()
                ? StreamSupport.stream(listed.spliterator(), false)
                        .map(it -> it.asString(""))
                        .toList()
                : usual;
        var missing = wanted.stream().filter(it -> !known.contains(it)).toList();
        return missing.isEmpty()
                ? line(name, Level.GOOD, String.join(" ", wanted))
                : line(name, Level.DOUBTFUL, "it does not list " + String.join(" ", missing));
    }

    private static Line line(String name, Level level, String detail) {
        var readable = detail.replaceAll(UNREADABLE, "?");
        return new Line(
                name,
                level,
                readable.length() <= LONGEST_DETAIL ? readable : readable.substring(0, LONGEST_DETAIL) + "…");
    }
}
