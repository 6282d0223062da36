package dev.signet.idp.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.TokenIntrospectionRequest;
import com.nimbusds.oauth2.sdk.TokenIntrospectionResponse;
import com.nimbusds.oauth2.sdk.token.Token;
import com.nimbusds.openid.connect.sdk.OIDCClaimsRequest;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.Prompt;
import com.nimbusds.openid.connect.sdk.SubjectType;
import com.nimbusds.openid.connect.sdk.claims.ClaimsSetRequest;
import com.nimbusds.openid.connect.sdk.claims.LogoutTokenClaimsSet;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.Browser;
import dev.signet.idp.test.LogoutReceiver;
import dev.signet.idp.test.OwnClient;
import dev.signet.idp.test.Persona;
import dev.signet.idp.test.RelyingParty;
import dev.signet.idp.test.SectorServer;
import dev.signet.idp.test.SignetTest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@SignetTest
@DisplayName("OpenID Connect Core 1.0 §8.1: pairwise subject identifiers")
class PairwiseProtocolTests {

    private static final String EVERYTHING = "openid email offline_access";

    @Autowired
    ApplicationContext application;

    @Autowired
    IdpProperties idp;

    final SectorServer sector = new SectorServer("[\"http://127.0.0.1/callback\"]");

    URI issuer;
    Browser browser;
    Persona ada;

    @BeforeEach
    void aPerson() {
        issuer = idp.issuer();
        browser = new Browser(issuer);
        ada = Persona.ada(application);
    }

    @AfterEach
    void stop() {
        sector.close();
    }

    @Test
    void isAnnounced() {
        assertThat(RelyingParty.forum(issuer).provider().getSubjectTypes())
                .containsExactly(SubjectType.PUBLIC, SubjectType.PAIRWISE);
    }

    @Test
    void clientsOfOneSectorKnowAPersonByOneNameAndOthersByOthers() throws Exception {
        var one = pairwise("localhost");
        var two = pairwise("localhost");
        var elsewhere = pairwise("127.0.0.1");
        var open = RelyingParty.forum(issuer);

        var name = subject(one.signIn(ada, browser));

        assertThat(name).hasSize(43).doesNotContain(ada.id().toString());
        assertThat(subject(one.signIn(ada, new Browser(issuer)))).as("it stays").isEqualTo(name);
        assertThat(subject(two.signIn(ada, browser))).isEqualTo(name);
        assertThat(subject(elsewhere.signIn(ada, browser))).isNotEqualTo(name).hasSize(43);
        assertThat(open.idToken(open.tokens(ada.signInTo(open, new Browser(issuer))))
                        .getSubject()
                        .getValue())
                .isEqualTo(ada.id().toString());
        assertThat(subject(one.signIn(Persona.ada(application), new Browser(issuer))))
                .as("somebody else")
                .isNotEqualTo(name);
    }

    @Test
    @DisplayName("a session has another sid in each sector, or the sid would say that it is one person")
    void soIsASession() throws Exception {
        var one = sid(pairwise("localhost").signIn(ada, browser));
        var sibling = sid(pairwise("localhost").signIn(ada, browser));
        var elsewhere = sid(pairwise("127.0.0.1").signIn(ada, browser));

        assertThat(sibling).isEqualTo(one);
        assertThat(elsewhere).isNotEqualTo(one);
    }

    @Test
    void everyTokenAndAnswerHasTheSameName() throws Exception {
        var client = pairwise("localhost");
        var tokens = client.signIn(ada, browser);
        var name = subject(tokens);

        var accessToken = SignedJWT.parse(tokens.getTokens().getAccessToken().getValue());
        assertThat(accessToken.getJWTClaimsSet().getSubject()).isEqualTo(name);
        var userInfo = client.party().userInfo(tokens.getTokens().getBearerAccessToken());
        assertThat(userInfo.toSuccessResponse().getUserInfo().getSubject().getValue())
                .isEqualTo(name);
        assertThat(userInfo.toSuccessResponse().getUserInfo().getEmailAddress()).isEqualTo(ada.email());
        assertThat(introspected(client, tokens.getTokens().getAccessToken())).isEqualTo(name);
        assertThat(introspected(client, tokens.getTokens().getRefreshToken())).isEqualTo(name);
        var refreshed = (OIDCTokenResponse)
                client.party().refresh(tokens.getTokens().getRefreshToken()).toSuccessResponse();
        assertThat(subject(refreshed)).isEqualTo(name);
        for (var token :
                List.of(accessToken, SignedJWT.parse(refreshed.getOIDCTokens().getIDTokenString()))) {
            assertThat(token.getPayload().toString()).doesNotContain(ada.id().toString());
        }
    }

    @Test
    @DisplayName("Back-Channel Logout 1.0 §2.4: a logout token names person and session as the ID token did")
    void soHasALogoutToken() throws Exception {
        try (var receiver = new LogoutReceiver()) {
            var client = pairwise("localhost", "backchannel_logout_uri: " + receiver.address());
            var tokens = client.signIn(ada, browser);

            browser.submit(browser.open("/account"), "form[action=/logout]", Map.of());

            await().atMost(Duration.ofSeconds(20)).until(() -> receiver.tokens().size() == 1);
            var claims = new LogoutTokenClaimsSet(
                    SignedJWT.parse(receiver.tokens().getFirst()).getJWTClaimsSet());
            assertThat(claims.getSubject().getValue()).isEqualTo(subject(tokens));
            assertThat(claims.getSessionID().getValue()).isEqualTo(sid(tokens));
        }
    }

    @Test
    @DisplayName("§3.1.2.1: id_token_hint is known by its pairwise name")
    void aHintIsUnderstood() throws Exception {
        var client = pairwise("localhost");
        var hint = client.signIn(ada, browser).getOIDCTokens().getIDToken();

        assertThat(client.party().code(silently(client, browser, hint))).isNotNull();

        var stranger = new Browser(issuer);
        client.signIn(Persona.ada(application), stranger);
        assertThat(silently(client, stranger, hint).getQuery()).contains("error=login_required");
    }

    @Test
    @DisplayName("§5.5.1: so is the value of sub in claims, and the name that others know is nobody's")
    void aWantedSubjectIsUnderstood() throws Exception {
        var client = pairwise("localhost");
        var name = subject(client.signIn(ada, browser));

        assertThat(client.party().code(silently(client, name))).isNotNull();
        assertThat(silently(client, ada.id().toString()).getQuery()).contains("error=login_required");
    }

    @Test
    @DisplayName("RP-Initiated Logout 1.0 §2: a hint of this session signs out without a question")
    void aHintSignsOut() throws Exception {
        var client = pairwise("localhost", "post_logout_redirect_uris: [\"http://127.0.0.1:9/signed-out\"]");
        var hint = client.signIn(ada, browser).getOIDCTokens().getIDTokenString();

        var stranger = new Browser(issuer);
        client.signIn(Persona.ada(application), stranger);
        assertThat(logout(stranger, hint).isOutside(issuer))
                .as("somebody else's")
                .isFalse();

        assertThat(logout(browser, hint).address()).hasToString("http://127.0.0.1:9/signed-out");
        assertThat(silently(client, browser, null).getQuery()).contains("error=login_required");
    }

    @Test
    @DisplayName("Registration 1.0 §5: the document is fetched when it is new, and has to list every redirect URI")
    void theDocumentOfAFileIsChecked() {
        var client = OwnClient.register(application, lines("localhost").toArray(String[]::new));
        assertThat(sector.requests()).isEqualTo(1);
        assertThat(client.id()).isNotEmpty();

        try (var bare = new SectorServer("[\"https://rp.example.com/callback\"]")) {
            assertThat(catchThrowable(() -> OwnClient.register(
                            application, "subject_type: pairwise", "sector_identifier_uri: " + bare.at("localhost"))))
                    .hasMessageContaining("must list every one of redirect_uris");
        }
    }

    @Test
    void aDocumentThatCannotBeHadIsAWarningForAFile() {
        assertThat(OwnClient.register(
                                application, "subject_type: pairwise", "sector_identifier_uri: https://10.0.0.1/sector")
                        .id())
                .as("an operator's word counts, and Signet starts")
                .isNotEmpty();
    }

    @Test
    void aClientOnEverybodysMachineHasNoSectorOfItsOwn() {
        assertThat(catchThrowable(() -> OwnClient.register(application, "subject_type: pairwise")))
                .hasMessageContaining("pairwise needs redirect_uris of one host");
    }

    /** A registered client and its relying party. */
    private record Pairwise(OwnClient client, RelyingParty party) {

        OIDCTokenResponse signIn(Persona person, Browser browser) {
            var page = browser.open(party.authorizationRequest());
            return party.tokens(
                    page.address().getPath().equals("/callback")
                            ? page.address()
                            : person.signIn(browser, page).address());
        }
    }

    private Pairwise pairwise(String host, String... more) {
        var lines = new ArrayList<>(lines(host));
        lines.addAll(List.of(more));
        var client = OwnClient.register(application, lines.toArray(String[]::new));
        return new Pairwise(client, RelyingParty.registered(issuer, client.id(), client.basic(), EVERYTHING));
    }

    private List<String> lines(String host) {
        return List.of(
                "grant_types: [authorization_code, refresh_token]",
                "redirect_uris: [\"http://127.0.0.1/callback\"]",
                "subject_type: pairwise",
                "sector_identifier_uri: " + sector.at(host));
    }

    private static String subject(OIDCTokenResponse tokens) throws Exception {
        return tokens.getOIDCTokens().getIDToken().getJWTClaimsSet().getSubject();
    }

    private static String sid(OIDCTokenResponse tokens) throws Exception {
        return tokens.getOIDCTokens().getIDToken().getJWTClaimsSet().getStringClaim("sid");
    }

    private String introspected(Pairwise client, Token token) throws Exception {
        var endpoint = client.party().provider().getIntrospectionEndpointURI();
        return TokenIntrospectionResponse.parse(
                        new TokenIntrospectionRequest(endpoint, client.client().basic(), token)
                                .toHTTPRequest()
                                .send())
                .toSuccessResponse()
                .getSubject()
                .getValue();
    }

    private URI silently(Pairwise client, Browser in, @Nullable JWT hint) {
        return in.open(client.party()
                        .authorizationRequest(
                                it -> it.prompt(new Prompt("none")).idTokenHint(hint)))
                .address();
    }

    private URI silently(Pairwise client, String wanted) {
        var claims = new OIDCClaimsRequest()
                .withIDTokenClaimsRequest(
                        new ClaimsSetRequest().add(new ClaimsSetRequest.Entry("sub").withValue(wanted)));
        return browser.open(client.party()
                        .authorizationRequest(
                                it -> it.prompt(new Prompt("none")).claims(claims)))
                .address();
    }

    private Browser.Page logout(Browser in, String hint) {
        return in.open("/connect/logout?id_token_hint=" + hint + "&post_logout_redirect_uri="
                + URLEncoder.encode("http://127.0.0.1:9/signed-out", StandardCharsets.UTF_8));
    }
}
