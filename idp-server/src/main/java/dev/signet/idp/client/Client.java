package dev.signet.idp.client;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import dev.signet.idp.crypto.TokenHash;
import java.security.MessageDigest;
import java.text.ParseException;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/**
 * A registered client (RFC 6749 §2), immutable. Ask {@link Clients} for it again in every request rather than keep it:
 * that is how a change of the registration is seen.
 */
public final class Client {

    private final String clientId;
    private final boolean isSelfDescribed;
    private final ClientMetadata metadata;
    private final List<byte[]> secretHashes;
    private final @Nullable JWKSet jwks;
    private final Set<String> grantTypes;
    private final Set<String> scopes;
    private final RegisteredClient registered;

    /** {@code secrets} are those that are usable now; two while a secret is being replaced. */
    Client(String clientId, ClientMetadata metadata, List<TokenHash> secrets) {
        this(clientId, false, metadata, secrets);
    }

    Client(String clientId, boolean isSelfDescribed, ClientMetadata metadata, List<TokenHash> secrets) {
        this.clientId = clientId;
        this.isSelfDescribed = isSelfDescribed;
        this.metadata = metadata;
        this.secretHashes = secrets.stream().map(TokenHash::bytes).toList();
        this.jwks = keysOf(metadata);
        this.grantTypes = Set.copyOf(metadata.grantTypes());
        this.scopes = Collections.unmodifiableSet(new LinkedHashSet<>(metadata.scopeNames()));
        this.registered = SpringView.of(this);
    }

    public String clientId() {
        return clientId;
    }

    /**
     * Whether nobody here registered it: its {@code client_id} is the address of a document of its own, and all that is
     * known of it is what that says.
     */
    public boolean isSelfDescribed() {
        return isSelfDescribed;
    }

    /** What people are shown; the {@code client_id} where no name is registered. */
    public String name() {
        return metadata.clientName() == null ? clientId : metadata.clientName();
    }

    public ClientMetadata metadata() {
        return metadata;
    }

    /** Exact strings; {@link RedirectUris#matches} says when a request's value fits. */
    public List<String> redirectUris() {
        return metadata.redirectUris();
    }

    public List<String> postLogoutRedirectUris() {
        return metadata.postLogoutRedirectUris();
    }

    public Set<String> grantTypes() {
        return grantTypes;
    }

    /** Whether the client is registered for {@code grantType}, a value of {@code grant_type} (RFC 6749). */
    public boolean allowsGrant(String grantType) {
        return grantTypes.contains(grantType);
    }

    public Set<String> responseTypes() {
        return Set.copyOf(metadata.responseTypes());
    }

    /**
     * {@code none}, {@code client_secret_basic}, {@code client_secret_post}, {@code private_key_jwt}, {@code tls_client_auth} or
     * {@code self_signed_tls_client_auth}.
     */
    public String tokenEndpointAuthMethod() {
        return metadata.tokenEndpointAuthMethod();
    }

    /** The only algorithm that the client signs its assertions with; null if any supported one will do. */
    public @Nullable String tokenEndpointAuthSigningAlg() {
        return metadata.tokenEndpointAuthSigningAlg();
    }

    /** Whether an assertion must name the issuer, as one string, and nothing else. */
    public boolean assertionsNameTheIssuerOnly() {
        return metadata.assertionAudience().equals("issuer");
    }

    /** A client that cannot keep a secret (RFC 6749 §2.1). */
    public boolean isPublic() {
        return tokenEndpointAuthMethod().equals("none");
    }

    /** The most that the client may ask for, in the order of the registration. */
    public Set<String> scopes() {
        return scopes;
    }

    /** The keys that stand in the registration itself; null where it names a {@link #jwksUri} or has none. */
    public @Nullable JWKSet jwks() {
        return jwks;
    }

    public @Nullable String jwksUri() {
        return metadata.jwksUri();
    }

    public String idTokenSignedResponseAlg() {
        return metadata.idTokenSignedResponseAlg();
    }

    /** Where the client is told that a session is over; null if it need not be. */
    public @Nullable String backchannelLogoutUri() {
        return metadata.backchannelLogoutUri();
    }

    /** What a browser opens when its session is over; null if the client need not be told that way. */
    public @Nullable String frontchannelLogoutUri() {
        return metadata.frontchannelLogoutUri();
    }

    public @Nullable String clientUri() {
        return metadata.clientUri();
    }

    /** Where people can be sent so that the client starts a sign-in (OpenID Connect Core 1.0 §4); null if nowhere. */
    public @Nullable String initiateLoginUri() {
        return metadata.initiateLoginUri();
    }

    public @Nullable String logoUri() {
        return metadata.logoUri();
    }

    public @Nullable String policyUri() {
        return metadata.policyUri();
    }

    public @Nullable String tosUri() {
        return metadata.tosUri();
    }

    public boolean requireConsent() {
        return metadata.requireConsent();
    }

    /** Whether a code is given for a proof key only. Always true for a public client (RFC 9700 §2.1.1). */
    public boolean requirePkce() {
        return isPublic() || metadata.requirePkce();
    }

    /** Whether a request counts only if it was pushed before (RFC 9126 §6). */
    public boolean requirePushedAuthorizationRequests() {
        return metadata.requirePushedAuthorizationRequests();
    }

    /** The only algorithm that the client signs request objects with, or {@code none}; null if any supported one will do. */
    public @Nullable String requestObjectSigningAlg() {
        return metadata.requestObjectSigningAlg();
    }

    /** Exact addresses from where the client's request objects may be fetched. */
    public List<String> requestUris() {
        return metadata.requestUris();
    }

    /** For which resources the client may ask for access tokens (RFC 8707), beside our own endpoints. */
    public List<String> resources() {
        return metadata.resources();
    }

    /** The weakest sign-in that will do for this client, as a value of {@code acr}; null if any will. */
    public @Nullable String minimumAcr() {
        return metadata.minimumAcr();
    }

    /** The roles by which the client administers this provider in its own name. */
    public List<String> administratorRoles() {
        return metadata.administratorRoles();
    }

    /** The audiences whose access tokens the client may introspect, beside its own. */
    public List<String> protectedResources() {
        return metadata.protectedResources();
    }

    /** The audiences for which the client may exchange tokens (RFC 8693 §2.1). */
    public List<String> tokenExchangeAudiences() {
        return metadata.tokenExchangeAudiences();
    }

    /** Empty if answers of the userinfo endpoint are plain JSON. */
    public Optional<String> userinfoSignedResponseAlg() {
        return Optional.ofNullable(metadata.userinfoSignedResponseAlg());
    }

    public String introspectionSignedResponseAlg() {
        return metadata.introspectionSignedResponseAlg();
    }

    /** Whether the client gets tokens for a DPoP proof only (RFC 9449 §5.2). */
    public boolean dpopBoundAccessTokens() {
        return metadata.dpopBoundAccessTokens();
    }

    /** Whether its proofs need a nonce of ours, wherever it sends one. */
    public boolean requireDpopNonce() {
        return metadata.requireDpopNonce();
    }

    /** Whether the client gets tokens for its TLS certificate only (RFC 8705 §3.4). */
    public boolean tlsClientCertificateBoundAccessTokens() {
        return metadata.tlsClientCertificateBoundAccessTokens();
    }

    /** Empty if ID tokens are signed only. */
    public Optional<ResponseEncryption> idTokenEncryption() {
        return encryption(metadata.idTokenEncryptedResponseAlg(), metadata.idTokenEncryptedResponseEnc());
    }

    /** Empty if answers of the userinfo endpoint are not encrypted. */
    public Optional<ResponseEncryption> userinfoEncryption() {
        return encryption(metadata.userinfoEncryptedResponseAlg(), metadata.userinfoEncryptedResponseEnc());
    }

    /**
     * The sector within which a person has one identifier and outside of which nobody knows it (OpenID Connect Core 1.0
     * §8.1); empty if the client gets the same one as everybody else.
     */
    public Optional<String> sectorIdentifier() {
        return metadata.subjectType().equals("pairwise") ? Sectors.of(metadata) : Optional.empty();
    }

    /** Whether its access tokens say nothing to whoever reads them, and have to be introspected. */
    public boolean hasOpaqueAccessTokens() {
        return metadata.accessTokenFormat().equals("opaque");
    }

    public Duration accessTokenLifetime() {
        return metadata.accessTokenLifetime();
    }

    public Duration refreshTokenIdleLifetime() {
        return metadata.refreshTokenIdleLifetime();
    }

    public Duration refreshTokenLifetime() {
        return metadata.refreshTokenLifetime();
    }

    public Duration refreshTokenReuseWindow() {
        return metadata.refreshTokenReuseWindow();
    }

    /** Whether {@code secret} is one of the client's usable secrets. Takes the same time for right and wrong. */
    public boolean secretMatches(String secret) {
        return matchingSecret(secret).isPresent();
    }

    /** The hash of {@code secret} if it is one of the usable ones. Takes the same time for right and wrong. */
    public Optional<TokenHash> matchingSecret(String secret) {
        var presented = TokenHash.of(secret);
        var matches = false;
        for (var stored : secretHashes) {
            matches |= MessageDigest.isEqual(stored, presented.bytes());
        }
        return matches ? Optional.of(presented) : Optional.empty();
    }

    /** The same client as Spring Security's filters know it. It carries no secret. */
    public RegisteredClient registered() {
        return registered;
    }

    @Override
    public String toString() {
        return "Client[" + clientId + "]";
    }

    private static Optional<ResponseEncryption> encryption(@Nullable String algorithm, @Nullable String method) {
        return algorithm == null || method == null
                ? Optional.empty()
                : Optional.of(new ResponseEncryption(JWEAlgorithm.parse(algorithm), EncryptionMethod.parse(method)));
    }

    private static @Nullable JWKSet keysOf(ClientMetadata metadata) {
        if (metadata.jwks() == null) {
            return null;
        }
        try {
            return JWKSet.parse(metadata.jwks());
        } catch (ParseException e) {
            throw new IllegalArgumentException("jwks is not a JWK set", e);
        }
    }
}
