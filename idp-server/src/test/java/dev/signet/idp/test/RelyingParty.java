package dev.signet.idp.test;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.PushedAuthorizationRequest;
import com.nimbusds.oauth2.sdk.PushedAuthorizationResponse;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.token.Token;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.URI;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A relying party that knows nothing of our code: an independent library that reads our discovery document. What it
 * remembers between two requests is what a session of the relying party would hold.
 */
public final class RelyingParty {

    private final OIDCProviderMetadata provider;
    private final ClientID clientId;
    private final @Nullable ClientAuthentication authentication;
    private final URI redirectUri;
    private final Scope scope;

    private final State state;
    private final Nonce nonce;
    private final CodeVerifier verifier;

    private RelyingParty(
            OIDCProviderMetadata provider,
            String clientId,
            @Nullable ClientAuthentication authentication,
            String redirectUri,
            String scope) {
        this(provider, clientId, authentication, redirectUri, scope, new State(), new Nonce(), new CodeVerifier());
    }

    private RelyingParty(
            OIDCProviderMetadata provider,
            String clientId,
            @Nullable ClientAuthentication authentication,
            String redirectUri,
            String scope,
            State state,
            Nonce nonce,
            CodeVerifier verifier) {
        this.provider = provider;
        this.state = state;
        this.nonce = nonce;
        this.verifier = verifier;
        this.clientId = new ClientID(clientId);
        this.authentication = authentication;
        this.redirectUri = URI.create(redirectUri);
        this.scope = Scope.parse(scope);
    }

    /** Confidential, asks for consent, refreshes. */
    public static RelyingParty shop(URI issuer, String scope) {
        return new RelyingParty(
                discover(issuer),
                "shop",
                new ClientSecretBasic(new ClientID("shop"), new Secret("shop-secret-for-tests-0123456789")),
                "http://127.0.0.1:7001/callback",
                scope);
    }

    /** Confidential, trusted without consent. */
    public static RelyingParty forum(URI issuer) {
        return new RelyingParty(
                discover(issuer),
                "forum",
                new ClientSecretBasic(new ClientID("forum"), new Secret("forum-secret-for-tests-0123456789")),
                "http://127.0.0.1:7002/callback",
                "openid email");
    }

    /** Confidential, and a password alone is not enough for it. */
    public static RelyingParty bank(URI issuer) {
        return new RelyingParty(
                discover(issuer),
                "bank",
                new ClientSecretBasic(new ClientID("bank"), new Secret("bank-secret-for-tests-0123456789")),
                "http://127.0.0.1:7004/callback",
                "openid");
    }

    /** Public, with a proof key. */
    public static RelyingParty fieldApp(URI issuer) {
        return new RelyingParty(
                discover(issuer), "field-app", null, "http://127.0.0.1:7003/callback", "openid profile offline_access");
    }

    /** Public, with a proof key, and registered by the test itself. */
    public static RelyingParty publicClient(URI issuer, String clientId) {
        return new RelyingParty(discover(issuer), clientId, null, "http://127.0.0.1:7004/callback", "openid");
    }

    /** Whatever the test registered; a public client has no {@code authentication}. */
    public static RelyingParty registered(
            URI issuer, String clientId, @Nullable ClientAuthentication authentication, String scope) {
        return new RelyingParty(discover(issuer), clientId, authentication, "http://127.0.0.1/callback", scope);
    }

    /** Confidential, without a proof key, with its secret in the form. */
    public static RelyingParty legacy(URI issuer) {
        return new RelyingParty(
                discover(issuer),
                "legacy",
                new ClientSecretPost(new ClientID("legacy"), new Secret("legacy-secret-for-tests-0123456789")),
                "http://127.0.0.1/callback",
                "openid email");
    }

    /** The same relying party, listening elsewhere. */
    public RelyingParty at(String address) {
        return new RelyingParty(provider, clientId.getValue(), authentication, address, scope.toString());
    }

    /** The same relying party, state and all, calling one node of the provider at an address of its own. */
    public RelyingParty against(URI node) {
        var there = new OIDCProviderMetadata(provider.getIssuer(), provider.getSubjectTypes(), provider.getJWKSetURI());
        there.setAuthorizationEndpointURI(provider.getAuthorizationEndpointURI());
        there.setTokenEndpointURI(node.resolve(provider.getTokenEndpointURI().getPath()));
        there.setUserInfoEndpointURI(
                node.resolve(provider.getUserInfoEndpointURI().getPath()));
        there.setRevocationEndpointURI(
                node.resolve(provider.getRevocationEndpointURI().getPath()));
        return new RelyingParty(
                there,
                clientId.getValue(),
                authentication,
                redirectUri.toString(),
                scope.toString(),
                state,
                nonce,
                verifier);
    }

    private static OIDCProviderMetadata discover(URI issuer) {
        try {
            return OIDCProviderMetadata.resolve(new Issuer(issuer));
        } catch (Exception e) {
            throw new AssertionError("discovery failed", e);
        }
    }

    public OIDCProviderMetadata provider() {
        return provider;
    }

    public State state() {
        return state;
    }

    public CodeVerifier verifier() {
        return verifier;
    }

    public URI redirectUri() {
        return redirectUri;
    }

    public URI authorizationRequest() {
        return authorizationRequest(it -> it);
    }

    /** The usual request, changed by what a test is about. */
    public URI authorizationRequest(UnaryOperator<AuthenticationRequest.Builder> change) {
        return request(change).toURI();
    }

    /** What is left of a request that was pushed: who asks, and its name (RFC 9126 §4). */
    public URI authorizationRequest(URI requestUri) {
        return new AuthorizationRequest.Builder(requestUri, clientId)
                .endpointURI(provider.getAuthorizationEndpointURI())
                .build()
                .toURI();
    }

    /** Pushes the usual request, changed by what a test is about (RFC 9126 §2). */
    public PushedAuthorizationResponse push(UnaryOperator<AuthenticationRequest.Builder> change) {
        try {
            return PushedAuthorizationResponse.parse(pushedRequest(change).send());
        } catch (IOException | ParseException e) {
            throw new AssertionError(e);
        }
    }

    /** Pushes the request with a DPoP proof (RFC 9449 §10.1), as it is answered. */
    public HTTPResponse push(String dpopProof, UnaryOperator<AuthenticationRequest.Builder> change) {
        var request = pushedRequest(change);
        request.setHeader("DPoP", dpopProof);
        try {
            return request.send();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private HTTPRequest pushedRequest(UnaryOperator<AuthenticationRequest.Builder> change) {
        var endpoint = provider.getPushedAuthorizationRequestEndpointURI();
        var pushed = authentication == null
                ? new PushedAuthorizationRequest(endpoint, request(change))
                : new PushedAuthorizationRequest(endpoint, authentication, request(change));
        return pushed.toHTTPRequest();
    }

    /** Pushes the usual request; fails unless it is kept. */
    public URI push() {
        var response = push(it -> it);
        if (!response.indicatesSuccess()) {
            throw new AssertionError(response.toErrorResponse().getErrorObject().toJSONObject());
        }
        return response.toSuccessResponse().getRequestURI();
    }

    /** The parameters of the usual request, changed by what a test is about, as the claims of a request object (RFC 9101). */
    public JWTClaimsSet requestObject(UnaryOperator<AuthenticationRequest.Builder> change) {
        return request(change).toJWTClaimsSet();
    }

    /** Who asks, and a request object (RFC 9101 §5.1). */
    public URI authorizationRequest(JWT requestObject) {
        return new AuthorizationRequest.Builder(requestObject, clientId)
                .endpointURI(provider.getAuthorizationEndpointURI())
                .build()
                .toURI();
    }

    private AuthenticationRequest request(UnaryOperator<AuthenticationRequest.Builder> change) {
        var request = new AuthenticationRequest.Builder(ResponseType.CODE, scope, clientId, redirectUri)
                .endpointURI(provider.getAuthorizationEndpointURI())
                .state(state)
                .nonce(nonce)
                .codeChallenge(verifier, CodeChallengeMethod.S256);
        return change.apply(request).build();
    }

    /** The answer that somebody brought back; fails unless state and issuer are the right ones. */
    public AuthenticationResponse receive(URI callback) {
        try {
            var response = AuthenticationResponseParser.parse(callback);
            if (!state.equals(response.getState()) || !provider.getIssuer().equals(response.getIssuer())) {
                throw new AssertionError("state or iss is wrong in " + callback);
            }
            return response;
        } catch (ParseException e) {
            throw new AssertionError("not an authorization response: " + callback, e);
        }
    }

    /** The code that somebody brought back. */
    public AuthorizationCode code(URI callback) {
        var response = receive(callback);
        if (!response.indicatesSuccess()) {
            throw new AssertionError(response.toErrorResponse().getErrorObject().toJSONObject());
        }
        return response.toSuccessResponse().getAuthorizationCode();
    }

    public TokenResponse redeem(AuthorizationCode code) {
        return redeem(code, redirectUri, verifier);
    }

    public TokenResponse redeem(AuthorizationCode code, URI redirect, @Nullable CodeVerifier proof) {
        return token(new AuthorizationCodeGrant(code, redirect, proof));
    }

    public TokenResponse refresh(RefreshToken token) {
        return token(new RefreshTokenGrant(token));
    }

    public HTTPResponse redeem(AuthorizationCode code, String dpopProof) {
        return send(new AuthorizationCodeGrant(code, redirectUri, verifier), dpopProof);
    }

    public HTTPResponse refresh(RefreshToken token, String dpopProof) {
        return send(new RefreshTokenGrant(token), dpopProof);
    }

    /** The token request with a DPoP proof, as it is answered. */
    public HTTPResponse send(AuthorizationGrant grant, String dpopProof) {
        var request = tokenRequest(grant).toHTTPRequest();
        request.setHeader("DPoP", dpopProof);
        try {
            return request.send();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Code for tokens; fails unless it works and the ID token is in order. */
    public OIDCTokenResponse tokens(URI callback) {
        var response = redeem(code(callback));
        if (!response.indicatesSuccess()) {
            throw new AssertionError(response.toErrorResponse().getErrorObject().toJSONObject());
        }
        var tokens = (OIDCTokenResponse) response.toSuccessResponse();
        idToken(tokens);
        return tokens;
    }

    /** Checks the ID token with the keys that the provider publishes (OpenID Connect Core 1.0 §3.1.3.7). */
    public IDTokenClaimsSet idToken(OIDCTokenResponse tokens) {
        try {
            var validator = new IDTokenValidator(
                    provider.getIssuer(),
                    clientId,
                    JWSAlgorithm.RS256,
                    provider.getJWKSetURI().toURL());
            return validator.validate(tokens.getOIDCTokens().getIDToken(), nonce);
        } catch (Exception e) {
            throw new AssertionError("the ID token is not valid", e);
        }
    }

    public UserInfoResponse userInfo(BearerAccessToken token) {
        try {
            return UserInfoResponse.parse(new UserInfoRequest(provider.getUserInfoEndpointURI(), token)
                    .toHTTPRequest()
                    .send());
        } catch (IOException | ParseException e) {
            throw new AssertionError(e);
        }
    }

    /** RFC 7009; fails unless it works. */
    public void revoke(Token token) {
        var request = authentication == null
                ? new TokenRevocationRequest(provider.getRevocationEndpointURI(), clientId, token)
                : new TokenRevocationRequest(provider.getRevocationEndpointURI(), authentication, token);
        try {
            request.toHTTPRequest().send().ensureStatusCode(200);
        } catch (IOException | ParseException e) {
            throw new AssertionError(e);
        }
    }

    public TokenResponse token(AuthorizationGrant grant) {
        try {
            return OIDCTokenResponseParser.parse(
                    tokenRequest(grant).toHTTPRequest().send());
        } catch (IOException | ParseException e) {
            throw new AssertionError(e);
        }
    }

    private TokenRequest tokenRequest(AuthorizationGrant grant) {
        return authentication == null
                ? new TokenRequest.Builder(provider.getTokenEndpointURI(), clientId, grant).build()
                : new TokenRequest.Builder(provider.getTokenEndpointURI(), authentication, grant).build();
    }
}
