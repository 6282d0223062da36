package dev.signet.idp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.OIDCClaimsRequest;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.Prompt;
import com.nimbusds.openid.connect.sdk.claims.ACR;
import com.nimbusds.openid.connect.sdk.claims.ClaimRequirement;
import com.nimbusds.openid.connect.sdk.claims.ClaimsSetRequest;
import com.nimbusds.openid.connect.sdk.claims.UserInfo;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.Browser;
import dev.signet.idp.test.Persona;
import dev.signet.idp.test.RelyingParty;
import dev.signet.idp.test.SignetTest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@SignetTest
@DisplayName("OpenID Connect Core: what a request may ask for beside its scopes")
class OpenIdRequestProtocolTests {

    @Autowired
    ApplicationContext application;

    @Autowired
    IdpProperties idp;

    URI issuer;
    Browser browser;
    Persona ada;

    @BeforeEach
    void visitor() {
        issuer = idp.issuer();
        browser = new Browser(issuer);
        ada = Persona.ada(application);
    }

    @Nested
    @DisplayName("§5.5: the claims parameter")
    class Claims {

        @Test
        void givesAnEssentialClaimAtUserinfoAndNothingMoreOfItsScope() throws Exception {
            var shop = RelyingParty.shop(issuer, "openid");

            var tokens = signIn(shop, it -> it.claims(userInfo("name")));

            var claims = userInfo(shop, tokens);
            assertThat(claims.getName()).isEqualTo("Ada Lovelace");
            assertThat(claims.getFamilyName()).isNull();
            assertThat(shop.idToken(tokens).getStringClaim("name")).isNull();
        }

        @Test
        void givesAClaimInTheIdTokenWithARefreshToo() throws Exception {
            var shop = RelyingParty.shop(issuer, "openid");

            var tokens = signIn(shop, it -> it.claims(idToken("email")));

            assertThat(shop.idToken(tokens).getStringClaim("email")).isEqualTo(ada.email());
            assertThat(userInfo(shop, tokens).getEmailAddress()).isNull();
            var refreshed = (OIDCTokenResponse)
                    shop.refresh(tokens.getTokens().getRefreshToken()).toSuccessResponse();
            assertThat(refreshed.getOIDCTokens().getIDToken().getJWTClaimsSet().getStringClaim("email"))
                    .isEqualTo(ada.email());
        }

        @Test
        void isAgreedToByThePersonAsTheScopeThatStandsForIt() {
            var shop = RelyingParty.shop(issuer, "openid");
            shop.tokens(ada.signInTo(shop, browser));

            var silent = browser.open(
                    shop.authorizationRequest(it -> it.claims(userInfo("name")).prompt(new Prompt("none"))));
            assertThat(error(shop, silent)).isEqualTo("consent_required");

            var page = browser.open(shop.authorizationRequest(it -> it.claims(userInfo("name"))));
            assertThat(page.html().expectFirst(".claims").text()).contains("Ada Lovelace");
        }

        @Test
        void passesOverWhatTheClientIsNotRegisteredFor() {
            var forum = RelyingParty.forum(issuer);
            var request = forum.authorizationRequest(it -> it.claims(userInfo("name", "unheard_of")));

            var tokens = forum.tokens(ada.signIn(browser, browser.open(request)).address());

            assertThat(userInfo(forum, tokens).getName()).isNull();
        }

        @Test
        @DisplayName("§5.5.1: the value of sub says who must sign in")
        void subSaysWhoMustSignIn() {
            var forum = RelyingParty.forum(issuer);
            forum.tokens(ada.signInTo(forum, browser));

            assertThat(forum.code(silently(forum, sub(ada.id().toString())).address()))
                    .isNotNull();
            for (var other : List.of(UUID.randomUUID().toString(), "nobody")) {
                assertThat(error(forum, silently(forum, sub(other)))).isEqualTo("login_required");
            }
        }

        @Test
        void subAndHintMeanTheSamePersonOrNobody() {
            var forum = RelyingParty.forum(issuer);
            var hint =
                    forum.tokens(ada.signInTo(forum, browser)).getOIDCTokens().getIDToken();

            var page = browser.open(forum.authorizationRequest(
                    it -> it.claims(sub(UUID.randomUUID().toString())).idTokenHint(hint)));

            assertThat(error(forum, page)).isEqualTo("login_required");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{",
                    "[]",
                    "\"name\"",
                    "{} {}",
                    "{\"userinfo\":[]}",
                    "{\"userinfo\":{\"name\":\"essential\"}}",
                    "{\"id_token\":{\"acr\":{\"essential\":\"yes\"}}}"
                })
        void isRefusedIfItIsNoObjectOfObjects(String claims) {
            assertThat(errorOf(claims)).isEqualTo("invalid_request");
        }

        @Test
        void isRefusedIfItIsNestedWithoutEnd() {
            assertThat(errorOf("{\"userinfo\":".repeat(150))).isEqualTo("invalid_request");
            assertThat(errorOf("[".repeat(1900))).isEqualTo("invalid_request");
        }

        @Test
        void ignoresMembersAndValuesThatNobodyKnows() {
            var forum = RelyingParty.forum(issuer);
            var claims = "{\"other\":1,\"id_token\":{\"x\":{\"y\":[[]]},\"acr\":{\"values\":[1,null]},\"sub\":null},"
                    + "\"userinfo\":null}";

            var request = forum.authorizationRequest(it -> it.customParameter("claims", claims));

            assertThat(forum.tokens(ada.signIn(browser, browser.open(request)).address()))
                    .isNotNull();
        }

        private String errorOf(String claims) {
            var forum = RelyingParty.forum(issuer);
            return error(forum, browser.open(forum.authorizationRequest(it -> it.customParameter("claims", claims))));
        }
    }

    @Nested
    @DisplayName("§3.1.2.1 and §5.5.1.1: acr")
    class Acr {

        @Test
        void isGivenBackAsItWasAskedFor() {
            var forum = RelyingParty.forum(issuer);
            var request = forum.authorizationRequest(it -> it.acrValues(List.of(new ACR("gold"), new ACR("1fa"))));

            var tokens = forum.tokens(ada.signIn(browser, browser.open(request)).address());

            assertThat(forum.idToken(tokens).getACR()).isEqualTo(new ACR("1fa"));
        }

        @Test
        void isWhatWasReachedIfNothingIsKnownOfWhatWasAskedFor() {
            var forum = RelyingParty.forum(issuer);
            var request = forum.authorizationRequest(it -> it.acrValues(List.of(new ACR("gold"))));

            var tokens = forum.tokens(ada.signIn(browser, browser.open(request)).address());

            assertThat(forum.idToken(tokens).getACR()).isEqualTo(new ACR("1fa"));
        }

        @Test
        @DisplayName("RFC 9470 §5: an essential acr that nobody here can reach")
        void anEssentialOneThatNobodyReachesIsAnError() {
            var forum = RelyingParty.forum(issuer);
            var page = browser.open(forum.authorizationRequest(it -> it.claims(essentialAcr("gold"))));

            assertThat(error(forum, page)).isEqualTo("unmet_authentication_requirements");
        }

        @Test
        void anEssentialOneIsAskedForOnTheWay() {
            var forum = RelyingParty.forum(issuer);
            forum.tokens(ada.signInTo(forum, browser));

            var page = browser.open(forum.authorizationRequest(it -> it.claims(essentialAcr("mfa"))));

            assertThat(page.address().getPath()).isEqualTo("/login/enrol");
        }

        private static OIDCClaimsRequest essentialAcr(String value) {
            return new OIDCClaimsRequest()
                    .withIDTokenClaimsRequest(new ClaimsSetRequest()
                            .add(new ClaimsSetRequest.Entry("acr")
                                    .withClaimRequirement(ClaimRequirement.ESSENTIAL)
                                    .withValues(List.of(value))));
        }
    }

    @Nested
    @DisplayName("§3.1.2.1: ui_locales")
    class UiLocales {

        @Test
        void speakForThePersonUntilWeKnowWhoItIs() {
            var shop = RelyingParty.shop(issuer, "openid");
            var page = browser.open(shop.authorizationRequest(it -> it.customParameter("ui_locales", "tlh de-CH en")));
            assertThat(language(page)).isEqualTo("de");

            var again = browser.submit(page, Map.of("username", ada.email(), "password", "wrong"));
            assertThat(language(again)).isEqualTo("de");
            assertThat(language(ada.signIn(browser, again)))
                    .as("known by now, and the language that somebody chose for their account counts more")
                    .isEqualTo("en");
        }

        @Test
        void changeNothingForSomebodyWhoChose() {
            browser.cookies().put("__Host-signet-lang", "en");
            var forum = RelyingParty.forum(issuer);

            var page = browser.open(forum.authorizationRequest(it -> it.customParameter("ui_locales", "de")));

            assertThat(language(page)).isEqualTo("en");
        }

        @ParameterizedTest
        @ValueSource(strings = {"tlh", "%22%3E", "-", "de_DE%00x"})
        void areIgnoredIfNobodySpeaksThem(String tag) {
            var address = RelyingParty.forum(issuer).authorizationRequest() + "&ui_locales=" + tag;

            assertThat(browser.open(URI.create(address)).status()).isIn(200, 400);
        }

        @Test
        @DisplayName("RP-Initiated Logout 1.0 §2: at the end-session endpoint too")
        void speakAtTheEndOfASession() {
            assertThat(language(browser.open("/connect/logout?ui_locales=de"))).isEqualTo("de");
            assertThat(language(browser.post("/connect/logout", Map.of("ui_locales", "de"))))
                    .isEqualTo("de");
        }

        private static String language(Browser.Page page) {
            return page.html().expectFirst("html").attr("lang");
        }
    }

    @Test
    @DisplayName("Discovery 1.0 §3: the metadata says so")
    void theMetadataSaysSo() {
        var metadata = RelyingParty.forum(issuer).provider();

        assertThat(metadata.supportsClaimsParam()).isTrue();
        assertThat(metadata.getClaims()).contains("sub", "name", "email", "auth_time", "acr");
        assertThat(metadata.getUILocales()).extracting(Object::toString).containsExactly("en", "de");
        assertThat(metadata.supportsBackChannelLogout()).isTrue();
        assertThat(metadata.supportsBackChannelLogoutSession()).isTrue();
    }

    private OIDCTokenResponse signIn(RelyingParty relyingParty, UnaryOperator<AuthenticationRequest.Builder> change) {
        var page = ada.signIn(browser, browser.open(relyingParty.authorizationRequest(change)));
        return relyingParty.tokens(
                browser.submit(page, Map.of("decision", "approve")).address());
    }

    private Browser.Page silently(RelyingParty relyingParty, OIDCClaimsRequest claims) {
        return browser.open(
                relyingParty.authorizationRequest(it -> it.claims(claims).prompt(new Prompt("none"))));
    }

    private static UserInfo userInfo(RelyingParty relyingParty, OIDCTokenResponse tokens) {
        return relyingParty
                .userInfo(tokens.getTokens().getBearerAccessToken())
                .toSuccessResponse()
                .getUserInfo();
    }

    private static OIDCClaimsRequest userInfo(String... claims) {
        return new OIDCClaimsRequest().withUserInfoClaimsRequest(essential(claims));
    }

    private static OIDCClaimsRequest idToken(String... claims) {
        return new OIDCClaimsRequest().withIDTokenClaimsRequest(essential(claims));
    }

    private static OIDCClaimsRequest sub(String value) {
        return new OIDCClaimsRequest()
                .withIDTokenClaimsRequest(
                        new ClaimsSetRequest().add(new ClaimsSetRequest.Entry("sub").withValue(value)));
    }

    private static ClaimsSetRequest essential(String... claims) {
        var request = new ClaimsSetRequest();
        for (var claim : claims) {
            request = request.add(new ClaimsSetRequest.Entry(claim).withClaimRequirement(ClaimRequirement.ESSENTIAL));
        }
        return request;
    }

    private static String error(RelyingParty relyingParty, Browser.Page page) {
        return relyingParty
                .receive(page.address())
                .toErrorResponse()
                .getErrorObject()
                .getCode();
    }
}
