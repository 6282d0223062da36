package dev.signet.idp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.TokenIntrospectionRequest;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.token.Tokens;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.Browser;
import dev.signet.idp.test.OwnClient;
import dev.signet.idp.test.Persona;
import dev.signet.idp.test.RelyingParty;
import dev.signet.idp.test.RequestStatements;
import dev.signet.idp.test.RequestStatements.Cost;
import dev.signet.idp.test.SectorServer;
import dev.signet.idp.test.SignetTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;

/** A sign-in has its own, in {@link LimitProtocolTests}. */
@SignetTest
@Import(RequestStatements.class)
@DisplayName("What an operation may cost, in statements and commits")
class BudgetProtocolTests {

    @Autowired
    ApplicationContext application;

    @Autowired
    IdpProperties idp;

    URI issuer;
    Browser browser;
    RelyingParty shop;
    Persona ada;
    Tokens tokens;

    @BeforeEach
    void aPersonSignedInToTheShop() {
        issuer = idp.issuer();
        browser = new Browser(issuer);
        ada = Persona.ada(application);
        shop = RelyingParty.shop(issuer, "openid email");
        tokens = shop.tokens(ada.signInTo(shop, browser)).getTokens();
    }

    @Test
    void clientCredentialsCostNothing() {
        var worker = RelyingParty.registered(issuer, "worker", OwnClient.basicOf("worker"), "orders:read");
        worker.token(new ClientCredentialsGrant());

        assertCost(
                RequestStatements.of(() -> assertThat(
                                worker.token(new ClientCredentialsGrant()).indicatesSuccess())
                        .isTrue()),
                0,
                0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"openid email", "openid email offline_access"})
    void aRefreshCostsTwoStatementsInOneCommit(String scope) {
        var party = RelyingParty.shop(issuer, scope);
        var first = party.tokens(ada.signInTo(party, new Browser(issuer))).getTokens();

        assertCost(
                RequestStatements.of(
                        () -> assertThat(party.refresh(first.getRefreshToken()).indicatesSuccess())
                                .isTrue()),
                2,
                1);
    }

    @Test
    void userinfoCostsTwoStatementsAndWritesNothing() {
        assertCost(
                RequestStatements.of(() -> assertThat(
                                shop.userInfo(tokens.getBearerAccessToken()).indicatesSuccess())
                        .isTrue()),
                2,
                0);
    }

    @Test
    void introspectionCostsTwoStatementsAndWritesNothing() {
        var endpoint = shop.provider().getIntrospectionEndpointURI();
        var accessToken = new TokenIntrospectionRequest(endpoint, OwnClient.basicOf("shop"), tokens.getAccessToken())
                .toHTTPRequest();
        var refreshToken = new TokenIntrospectionRequest(endpoint, OwnClient.basicOf("shop"), tokens.getRefreshToken())
                .toHTTPRequest();

        assertCost(RequestStatements.of(() -> assertActive(accessToken)), 2, 0);
        assertCost(RequestStatements.of(() -> assertActive(refreshToken)), 2, 0);
    }

    @Test
    void aCodeForSomebodyWhoIsSignedInCostsFourStatementsAndOneCommit() {
        assertCost(RequestStatements.of(() -> code()), 4, 1);
    }

    @Test
    void aCodeForAClientThatNeedsNoConsentCostsNoMore() {
        var forum = RelyingParty.forum(issuer);

        assertCost(RequestStatements.of(() -> code(forum, forum.authorizationRequest())), 4, 1);
    }

    @Test
    @DisplayName("RFC 9126: a pushed request is read and used up, with one statement each")
    void aPushedRequestCostsTwoStatementsMore() {
        var pushed = shop.authorizationRequest(shop.push());

        assertCost(RequestStatements.of(() -> code(shop, pushed)), 6, 1);
    }

    @Test
    void tokensForACodeCostFourStatementsInOneCommit() {
        var code = code();

        assertCost(
                RequestStatements.of(
                        () -> assertThat(shop.redeem(code).indicatesSuccess()).isTrue()),
                4,
                1);
    }

    @Test
    void opaqueTokensCostNoMoreThanOthers() {
        var client = OwnClient.register(
                application,
                "grant_types: [authorization_code, refresh_token, client_credentials]",
                "access_token_format: opaque",
                "scope: openid email");
        var party = RelyingParty.registered(issuer, client.id(), client.basic(), "openid email");
        var first = party.tokens(browser.open(party.authorizationRequest()).address())
                .getTokens();
        var own = RelyingParty.registered(issuer, client.id(), client.basic(), "");
        var introspection = new TokenIntrospectionRequest(
                        shop.provider().getIntrospectionEndpointURI(), client.basic(), first.getAccessToken())
                .toHTTPRequest();
        var code = code(party, party.authorizationRequest());

        party.userInfo(first.getBearerAccessToken()); // the scopes are in memory now
        assertCost(RequestStatements.of(() -> assertActive(introspection)), 2, 0);
        assertCost(
                RequestStatements.of(() -> assertThat(
                                party.userInfo(first.getBearerAccessToken()).indicatesSuccess())
                        .isTrue()),
                2,
                0);
        assertCost(
                RequestStatements.of(
                        () -> assertThat(party.redeem(code).indicatesSuccess()).isTrue()),
                4,
                1);
        assertCost(
                RequestStatements.of(
                        () -> assertThat(party.refresh(first.getRefreshToken()).indicatesSuccess())
                                .isTrue()),
                2,
                1);
        assertCost(
                RequestStatements.of(
                        () -> assertThat(own.token(new ClientCredentialsGrant()).indicatesSuccess())
                                .isTrue()),
                0,
                0);
    }

    @Test
    void pairwiseSubjectsCostNothing() {
        try (var sector = new SectorServer("[\"http://127.0.0.1/callback\"]")) {
            var client = OwnClient.register(
                    application, "subject_type: pairwise", "sector_identifier_uri: " + sector.at("localhost"));
            var party = RelyingParty.registered(issuer, client.id(), client.basic(), "openid email");
            var first = party.tokens(browser.open(party.authorizationRequest()).address())
                    .getTokens();
            party.userInfo(first.getBearerAccessToken()); // the scopes are in memory now

            assertCost(
                    RequestStatements.of(() -> assertThat(
                                    party.userInfo(first.getBearerAccessToken()).indicatesSuccess())
                            .isTrue()),
                    2,
                    0);
            assertCost(RequestStatements.of(() -> code(party, party.authorizationRequest())), 4, 1);
        }
    }

    private AuthorizationCode code() {
        return code(shop, shop.authorizationRequest());
    }

    private AuthorizationCode code(RelyingParty party, URI authorizationRequest) {
        return party.code(browser.open(authorizationRequest).address());
    }

    private static void assertActive(HTTPRequest introspection) {
        try {
            assertThat(introspection.send().getBody()).startsWith("{\"active\":true");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertCost(Cost cost, int statements, int commits) {
        assertThat(cost.statements()).as(cost.toString()).isLessThanOrEqualTo(statements);
        assertThat(cost.commits()).as(cost.toString()).isLessThanOrEqualTo(commits);
    }
}
