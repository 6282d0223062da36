package dev.signet.idp.federation;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import dev.signet.idp.outbound.GuardedHttpClient;
import dev.signet.idp.outbound.GuardedHttpClient.Outcome;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One provider as we talk to it: through the guarded client, with what it said about itself and its keys in memory for an
 * hour, and not at all for a while after it did not answer.
 */
final class Upstream implements JWKSource<SecurityContext> {

    private static final Logger LOG = LoggerFactory.getLogger(Upstream.class);
    private static final Duration FRESH = Duration.ofHours(1);

    /** A key that we do not know makes us ask again, but no more often than this. */
    private static final Duration BETWEEN_KEY_FETCHES = Duration.ofSeconds(30);

    private final Provider provider;
    private final GuardedHttpClient http;
    private final JsonMapper json;
    private final Clock clock;
    private final Circuit circuit;

    private @Nullable Metadata metadata;
    private Instant metadataAt = Instant.MIN;
    private @Nullable JWKSet keys;
    private Instant keysAt = Instant.MIN;

    Upstream(Provider provider, GuardedHttpClient http, JsonMapper json, Clock clock) {
        this.provider = provider;
        this.http = http;
        this.json = json;
        this.clock = clock;
        this.circuit = new Circuit(clock);
    }

    Provider provider() {
        return provider;
    }

    /** OpenID Connect Discovery 1.0 §4.1. */
    static String discoveryOf(Provider provider) {
        return provider.issuer().replaceAll("/$", "") + "/.well-known/openid-configuration";
    }

    boolean isDown() {
        return circuit.isOpen();
    }

    /** Where it answers; empty if it cannot be reached or is not in order. An older answer does, where it cannot be reached. */
    synchronized Optional<Metadata> metadata() {
        if (provider.endpoints() != null) {
            return Optional.of(Metadata.of(provider.endpoints()));
        }
        if (metadata == null || !clock.instant().isBefore(metadataAt.plus(FRESH))) {
            ask(URI.create(discoveryOf(provider)), Map.of("Accept", "application/json"), Map.of())
                    .flatMap(it -> Metadata.of(it, provider.issuer()))
                    .ifPresentOrElse(
                            it -> {
                                metadata = it;
                                metadataAt = clock.instant();
                            },
                            () -> LOG.warn(
                                    "The provider {} has no usable metadata at {}",
                                    provider.id(),
                                    discoveryOf(provider)));
        }
        return Optional.ofNullable(metadata);
    }

    /** The JSON that {@code address} answers with; empty if there is none, or nobody is asked for the moment. */
    Optional<JsonNode> ask(URI address, Map<String, String> headers, Map<String, String> form) {
        if (circuit.isOpen()) {
            return Optional.empty();
        }
        return switch (http.ask(address, headers, form)) {
            case Outcome.Fetched fetched -> {
                circuit.answered();
                yield parse(fetched.body(), address);
            }
            case Outcome.Refused(var reason) -> failed(address, reason);
            case Outcome.Failed(var reason) -> failed(address, reason);
        };
    }

    private Optional<JsonNode> failed(URI address, String reason) {
        circuit.failed();
        LOG.warn("The provider {} did not answer at {}: {}", provider.id(), address, reason);
        return Optional.empty();
    }

    private Optional<JsonNode> parse(String body, URI address) {
        try {
            return Optional.of(json.readTree(body));
        } catch (JacksonException e) {
            LOG.warn("The provider {} did not answer in JSON at {}", provider.id(), address);
            return Optional.empty();
        }
    }

    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) throws KeySourceException {
        var known = selector.select(keys(false));
        return known.isEmpty() ? selector.select(keys(true)) : known;
    }

    private synchronized JWKSet keys(boolean again) throws KeySourceException {
        var now = clock.instant();
        var age = again ? BETWEEN_KEY_FETCHES : FRESH;
        if (keys == null || !now.isBefore(keysAt.plus(age))) {
            metadata()
                    .map(Metadata::keys)
                    .flatMap(it -> ask(it, Map.of("Accept", "application/jwk-set+json, application/json"), Map.of()))
                    .ifPresent(it -> keep(it, now));
        }
        if (keys == null) {
            throw new KeySourceException("no keys", new JOSEException("the provider has no usable keys"));
        }
        return keys;
    }

    private void keep(JsonNode set, Instant now) {
        try {
            keys = JWKSet.parse(json.writeValueAsString(set));
            keysAt = now;
        } catch (ParseException | IllegalArgumentException e) { // nimbus reports bad input by either
            LOG.warn("The provider {} has no usable keys", provider.id());
        }
    }
}
