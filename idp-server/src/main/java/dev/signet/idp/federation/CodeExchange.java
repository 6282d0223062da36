package dev.signet.idp.federation;

import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.signet.idp.session.Origin;
import dev.signet.idp.session.SessionOrigins;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Turns the code that somebody brought back into who they are there. */
@Component
class CodeExchange {

    private static final Pattern ERROR_CODE = Pattern.compile("[a-z_]{1,40}");
    private static final int LONGEST_SID = 255;
    private static final Duration SKEW = Duration.ofSeconds(60);

    private final Providers providers;
    private final Upstreams upstreams;
    private final OutgoingRequests requests;
    private final IdentityReader reader;
    private final SessionOrigins origins;
    private final Clock clock;

    CodeExchange(
            Providers providers,
            Upstreams upstreams,
            OutgoingRequests requests,
            IdentityReader reader,
            SessionOrigins origins,
            Clock clock) {
        this.providers = providers;
        this.upstreams = upstreams;
        this.requests = requests;
        this.reader = reader;
        this.origins = origins;
        this.clock = clock;
    }

    /** Every way {@link #redeem} can end. */
    sealed interface Outcome {

        record Identified(UpstreamIdentity identity) implements Outcome {}

        /** @param detail an error code of the protocol, or our own word for it */
        record Refused(Cause cause, @Nullable String detail) implements Outcome {}
    }

    Outcome redeem(Provider provider, UpstreamRequest request, String code) {
        var upstream = upstreams.of(provider);
        var metadata = upstream.metadata();
        if (metadata.isEmpty()) {
            return new Outcome.Refused(Cause.UNREACHABLE, "metadata");
        }
        var tokens = tokens(upstream, metadata.get(), request, code);
        if (tokens.isEmpty()) {
            return new Outcome.Refused(Cause.UNREACHABLE, "token endpoint");
        }
        var accessToken = tokens.get().path("access_token").asString("");
        if (accessToken.isEmpty()) {
            return new Outcome.Refused(Cause.CODE_REFUSED, code(tokens.get().path("error")));
        }
        return provider.isOpenId()
                ? openId(upstream, metadata.get(), request, tokens.get(), accessToken)
                : reader.ofUser(upstream, accessToken)
                        .<Outcome>map(Outcome.Identified::new)
                        .orElseGet(() -> new Outcome.Refused(Cause.TOKEN_INVALID, "user endpoint"));
    }

    private Optional<JsonNode> tokens(Upstream upstream, Metadata metadata, UpstreamRequest request, String code) {
        var provider = upstream.provider();
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", requests.redirectUri(provider));
        form.put("code_verifier", request.verifier());
        var headers = new LinkedHashMap<String, String>();
        headers.put("Accept", "application/json");
        var secret = secret(provider);
        if (provider.authentication().equals("client_secret_post")) {
            form.put("client_id", provider.clientId());
            form.put("client_secret", secret);
        } else {
            headers.put("Authorization", basic(provider.clientId(), secret));
        }
        return upstream.ask(metadata.token(), headers, form);
    }

    private String secret(Provider provider) {
        var kept = providers.secretOf(provider);
        return provider.apple() == null
                ? kept.value()
                : AppleSecret.sign(provider, provider.apple(), kept, clock.instant());
    }

    /** RFC 6749 §2.3.1: both parts are form-encoded first. */
    private static String basic(String clientId, String secret) {
        var both = URLEncoder.encode(clientId, StandardCharsets.UTF_8)
                + ":"
                + URLEncoder.encode(secret, StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
    }

    private Outcome openId(
            Upstream upstream, Metadata metadata, UpstreamRequest request, JsonNode tokens, String accessToken) {
        Jwt token;
        try {
            token = decoder(upstream, metadata).decode(tokens.path("id_token").asString(""));
        } catch (JwtException e) {
            return new Outcome.Refused(Cause.TOKEN_INVALID, "ID token");
        }
        // Core 1.0 §3.1.3.7 step 11: the token was made for the request that this browser sent.
        if (!request.nonce().equals(token.getClaimAsString("nonce"))) {
            return new Outcome.Refused(Cause.TOKEN_INVALID, "nonce");
        }
        // Step 13: whoever had to sign in again did. A provider that does not say when is believed.
        if (request.again() && isStale(token, request)) {
            return new Outcome.Refused(Cause.STALE_PROOF, null);
        }
        return reader.ofIdToken(upstream, metadata, token, accessToken)
                .map(it -> it.from(origins.begin(new Origin(it.issuer(), it.subject(), sid(token)))))
                .<Outcome>map(Outcome.Identified::new)
                .orElseGet(() -> new Outcome.Refused(Cause.TOKEN_INVALID, "userinfo"));
    }

    private static @Nullable String sid(Jwt token) {
        return token.getClaims().get("sid") instanceof String sid && !sid.isEmpty() && sid.length() <= LONGEST_SID
                ? sid
                : null;
    }

    private static boolean isStale(Jwt token, UpstreamRequest request) {
        var at = token.getClaimAsInstant("auth_time");
        return at != null && at.isBefore(request.startedAt().minus(SKEW));
    }

    private NimbusJwtDecoder decoder(Upstream upstream, Metadata metadata) {
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(metadata.algorithms(), upstream));
        processor.setJWTClaimsSetVerifier((_, _) -> {}); // the validator below does that
        var validator = new OidcIdTokenValidator(registration(upstream.provider(), metadata));
        validator.setClock(clock);
        var decoder = new NimbusJwtDecoder(processor);
        decoder.setJwtValidator(validator);
        return decoder;
    }

    /** What Spring's validator of ID tokens goes by: issuer and audience. */
    private ClientRegistration registration(Provider provider, Metadata metadata) {
        return ClientRegistration.withRegistrationId(provider.id())
                .clientId(provider.clientId())
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri(requests.redirectUri(provider))
                .authorizationUri(metadata.authorization().toString())
                .tokenUri(metadata.token().toString())
                .issuerUri(provider.issuer())
                .build();
    }

    /** An error as the protocol names it; null for whatever else stands there. */
    static @Nullable String code(JsonNode error) {
        return code(error.asString(""));
    }

    static @Nullable String code(String error) {
        return ERROR_CODE.matcher(error).matches() ? error : null;
    }
}
