package dev.signet.idp.federation;

import com.nimbusds.jose.JWSAlgorithm;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a provider says about itself, as far as we need it.
 *
 * @param user where the claims of a token's owner are; null if nowhere
 * @param namesIssuer whether its answers carry {@code iss} (RFC 9207 §3)
 */
record Metadata(
        URI authorization,
        URI token,
        @Nullable URI user,
        @Nullable URI keys,
        Set<JWSAlgorithm> algorithms,
        boolean namesIssuer) {

    /** Of a provider of OAuth 2.0 alone, which says nothing. */
    static Metadata of(Provider.Endpoints endpoints) {
        return new Metadata(
                URI.create(endpoints.authorization()),
                URI.create(endpoints.token()),
                URI.create(endpoints.user()),
                null,
                Set.of(),
                false);
    }

    /** Empty if a member that we need is missing or wrong, or the document is another issuer's (Discovery 1.0 §4.3). */
    static Optional<Metadata> of(JsonNode document, String issuer) {
        if (!issuer.equals(document.path("issuer").asString(""))) {
            return Optional.empty();
        }
        var authorization = endpoint(document, "authorization_endpoint");
        var token = endpoint(document, "token_endpoint");
        var keys = endpoint(document, "jwks_uri");
        if (authorization.isEmpty() || token.isEmpty() || keys.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Metadata(
                authorization.get(),
                token.get(),
                endpoint(document, "userinfo_endpoint").orElse(null),
                keys.get(),
                algorithms(document),
                document.path("authorization_response_iss_parameter_supported").asBoolean(false)));
    }

    private static Optional<URI> endpoint(JsonNode document, String name) {
        return Optional.of(document.path(name).asString(""))
                .filter(it -> ProviderRules.endpoint(it).isEmpty())
                .map(URI::create);
    }

    /** Signatures only: a MAC would be made with a secret that others of the same client know (Core 1.0 §3.1.3.7). */
    private static Set<JWSAlgorithm> algorithms(JsonNode document) {
        var named = StreamSupport.stream(
                        document.path("id_token_signing_alg_values_supported").spliterator(), false)
                .map(it -> JWSAlgorithm.parse(it.asString("none")))
                .filter(JWSAlgorithm.Family.SIGNATURE::contains)
                .collect(Collectors.toSet());
        return named.isEmpty() ? Set.of(JWSAlgorithm.RS256) : named;
    }
}
