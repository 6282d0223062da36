package dev.signet.idp.client;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * What is registered about a client, in the names of RFC 7591 §2 and of OpenID Connect's registration, plus our own rules
 * for the client.
 *
 * <p>Made from JSON or from the configuration file, never with {@code new}: an absent member takes the default that the
 * specification gives it, so a row that an older version wrote can still be read.
 *
 * @param tokenEndpointAuthMethod {@code none} makes the client public; {@code client_secret_basic} where absent
 * @param assertionAudience what {@code aud} of an assertion may be: {@code issuer}, the issuer as one string and nothing else
 *     (FAPI 2.0 Security Profile §5.3.2.1), or {@code any}, the token endpoint too (OpenID Connect Core 1.0 §9) and a list of
 *     these and of the address of pushed requests (RFC 9126 §2). Where absent {@code issuer} for a client with
 *     {@code private_key_jwt} that has to push its requests and to bind its tokens, as FAPI 2.0 has it, else {@code any}
 * @param scope names separated by single spaces, the most that the client may ask for; none where absent
 * @param jwks the client's public keys, as a JWK set; never together with {@code jwksUri}
 * @param idTokenSignedResponseAlg {@code RS256} where absent
 * @param requireConsent whether people are asked; true where absent
 * @param requirePkce whether a code needs a proof key (RFC 7636); true where absent
 * @param minimumAcr the weakest sign-in that will do, as a value of {@code acr}; any where absent
 * @param administratorRoles the roles by which the client administers this provider in its own name; none where absent
 * @param protectedResources the resource identifiers (RFC 8707 §2) that the client answers for as a resource server: it
 *     may introspect access tokens with one of them as audience; none where absent
 * @param tokenExchangeAudiences for whom it may have tokens of others exchanged (RFC 8693); none where absent
 * @param userinfoSignedResponseAlg how answers of the userinfo endpoint are signed; not at all where absent
 * @param introspectionSignedResponseAlg {@code RS256} where absent (RFC 9701 §6)
 * @param requirePushedAuthorizationRequests whether only requests that were pushed count (RFC 9126 §6); false where absent
 * @param requestObjectSigningAlg the only algorithm of request objects (RFC 9101), {@code none} for unsigned ones; any of
 *     those that sign where absent
 * @param requestUris from where request objects are fetched; from nowhere where absent
 * @param resources for which resources the client may ask for access tokens (RFC 8707); for none but ourselves where absent
 * @param dpopBoundAccessTokens whether every token request needs a DPoP proof (RFC 9449 §5.2); false where absent
 * @param requireDpopNonce whether every proof needs a nonce of ours (RFC 9449 §8); false where absent
 * @param tlsClientCertificateBoundAccessTokens whether every token request needs a client certificate, to which its tokens
 *     are bound (RFC 8705 §3.4); false where absent
 * @param applicationType {@code web} or {@code native}, for the record: redirect URIs follow the same rules for both
 * @param initiateLoginUri where a sign-in at the client can be started by others (OpenID Connect Core 1.0 §4)
 * @param idTokenEncryptedResponseAlg how the key of encrypted ID tokens is agreed on; not encrypted where absent
 * @param idTokenEncryptedResponseEnc how they are encrypted; {@code A128CBC-HS256} where absent (OpenID Connect Registration
 *     1.0 §2)
 * @param userinfoEncryptedResponseAlg the same for answers of the userinfo endpoint
 * @param subjectType {@code public} or {@code pairwise} (OpenID Connect Core 1.0 §8); public where absent
 * @param sectorIdentifierUri names the sector of pairwise subjects, and lists its redirect URIs (§8.1)
 * @param accessTokenFormat {@code jwt} (RFC 9068) or {@code opaque}; jwt where absent
 * @param tlsClientAuthSubjectDn one of five ways to say whose certificate authenticates the client (RFC 8705 §2.1.2)
 * @param accessTokenLifetime 5 minutes where absent
 * @param refreshTokenIdleLifetime how long a refresh token may lie unused; 7 days where absent, or
 *     {@code refreshTokenLifetime} if that is shorter
 * @param refreshTokenLifetime how long one sign-in can be refreshed in all; 30 days where absent
 * @param refreshTokenReuseWindow how long a refresh token that was just replaced still gives its successor; 10 seconds
 *     where absent, zero for never
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7591#section-2">RFC 7591 §2, client metadata</a>
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ClientMetadata(
        @Nullable String clientName,
        List<String> redirectUris,
        List<String> postLogoutRedirectUris,
        List<String> grantTypes,
        List<String> responseTypes,
        String tokenEndpointAuthMethod,
        @Nullable String tokenEndpointAuthSigningAlg,
        String assertionAudience,
        String scope,
        @Nullable Map<String, Object> jwks,
        @Nullable String jwksUri,
        String idTokenSignedResponseAlg,
        @Nullable String clientUri,
        @Nullable String logoUri,
        @Nullable String policyUri,
        @Nullable String tosUri,
        List<String> contacts,
        @Nullable String softwareId,
        @Nullable String softwareVersion,
        @Nullable String applicationType,
        @Nullable String initiateLoginUri,
        @Nullable String backchannelLogoutUri,
        Boolean backchannelLogoutSessionRequired,
        @Nullable String frontchannelLogoutUri,
        Boolean frontchannelLogoutSessionRequired,
        Boolean requireConsent,
        Boolean requirePkce,
        @Nullable String minimumAcr,
        List<String> administratorRoles,
        List<String> protectedResources,
        List<String> tokenExchangeAudiences,
        @Nullable String userinfoSignedResponseAlg,
        String introspectionSignedResponseAlg,
        Boolean requirePushedAuthorizationRequests,
        @Nullable String requestObjectSigningAlg,
        List<String> requestUris,
        List<String> resources,
        Boolean dpopBoundAccessTokens,
        Boolean requireDpopNonce,
        Boolean tlsClientCertificateBoundAccessTokens,
        @Nullable String idTokenEncryptedResponseAlg,
        @Nullable String idTokenEncryptedResponseEnc,
        @Nullable String userinfoEncryptedResponseAlg,
        @Nullable String userinfoEncryptedResponseEnc,
        String subjectType,
        @Nullable String sectorIdentifierUri,
        String accessTokenFormat,
        @Nullable String tlsClientAuthSubjectDn,
        @Nullable String tlsClientAuthSanDns,
        @Nullable String tlsClientAuthSanUri,
        @Nullable String tlsClientAuthSanIp,
        @Nullable String tlsClientAuthSanEmail,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Duration accessTokenLifetime,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Duration refreshTokenIdleLifetime,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Duration refreshTokenLifetime,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Duration refreshTokenReuseWindow) {

    public ClientMetadata {
        redirectUris = List.copyOf(requireNonNullElse(redirectUris, List.of()));
        postLogoutRedirectUris = List.copyOf(requireNonNullElse(postLogoutRedirectUris, List.of()));
        grantTypes = List.copyOf(requireNonNullElse(grantTypes, List.of("authorization_code")));
        responseTypes = List.copyOf(requireNonNullElse(
                responseTypes, grantTypes.contains("authorization_code") ? List.of("code") : List.of()));
        tokenEndpointAuthMethod = requireNonNullElse(tokenEndpointAuthMethod, "client_secret_basic");
        scope = requireNonNullElse(scope, "");
        jwks = jwks == null ? null : Map.copyOf(jwks);
        idTokenSignedResponseAlg = requireNonNullElse(idTokenSignedResponseAlg, "RS256");
        contacts = List.copyOf(requireNonNullElse(contacts, List.of()));
        backchannelLogoutSessionRequired = requireNonNullElse(backchannelLogoutSessionRequired, false);
        frontchannelLogoutSessionRequired = requireNonNullElse(frontchannelLogoutSessionRequired, false);
        requireConsent = requireNonNullElse(requireConsent, true);
        requirePkce = requireNonNullElse(requirePkce, true);
        administratorRoles = List.copyOf(requireNonNullElse(administratorRoles, List.of()));
        protectedResources = List.copyOf(requireNonNullElse(protectedResources, List.of()));
        tokenExchangeAudiences = List.copyOf(requireNonNullElse(tokenExchangeAudiences, List.of()));
        introspectionSignedResponseAlg = requireNonNullElse(introspectionSignedResponseAlg, "RS256");
        requirePushedAuthorizationRequests = requireNonNullElse(requirePushedAuthorizationRequests, false);
        requestUris = List.copyOf(requireNonNullElse(requestUris, List.of()));
        resources = List.copyOf(requireNonNullElse(resources, List.of()));
        dpopBoundAccessTokens = requireNonNullElse(dpopBoundAccessTokens, false);
        requireDpopNonce = requireNonNullElse(requireDpopNonce, false);
        tlsClientCertificateBoundAccessTokens = requireNonNullElse(tlsClientCertificateBoundAccessTokens, false);
        idTokenEncryptedResponseEnc = enc(idTokenEncryptedResponseAlg, idTokenEncryptedResponseEnc);
        userinfoEncryptedResponseEnc = enc(userinfoEncryptedResponseAlg, userinfoEncryptedResponseEnc);
        subjectType = requireNonNullElse(subjectType, "public");
        accessTokenFormat = requireNonNullElse(accessTokenFormat, "jwt");
        var isBoundAndPushed =
                requirePushedAuthorizationRequests && (dpopBoundAccessTokens || tlsClientCertificateBoundAccessTokens);
        assertionAudience = requireNonNullElse(
                assertionAudience,
                isBoundAndPushed && tokenEndpointAuthMethod.equals("private_key_jwt") ? "issuer" : "any");
        accessTokenLifetime = requireNonNullElse(accessTokenLifetime, Duration.ofMinutes(5));
        refreshTokenLifetime = requireNonNullElse(refreshTokenLifetime, Duration.ofDays(30));
        refreshTokenIdleLifetime =
                requireNonNullElse(refreshTokenIdleLifetime, shorter(Duration.ofDays(7), refreshTokenLifetime));
        refreshTokenReuseWindow = requireNonNullElse(refreshTokenReuseWindow, Duration.ofSeconds(10));
    }

    /** The names in {@code scope}, in its order. */
    public List<String> scopeNames() {
        return scope.isEmpty() ? List.of() : List.of(scope.split(" "));
    }

    private static @Nullable String enc(@Nullable String alg, @Nullable String enc) {
        return alg != null && enc == null ? "A128CBC-HS256" : enc;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
