package dev.signet.idp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.openid.connect.sdk.claims.ACR;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import dev.signet.idp.authenticator.Authenticator;
import dev.signet.idp.authenticator.AuthenticatorNotes;
import dev.signet.idp.authenticator.AuthenticatorNotes.Note;
import dev.signet.idp.authenticator.Authenticators;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.Browser;
import dev.signet.idp.test.PasskeyPages;
import dev.signet.idp.test.Persona;
import dev.signet.idp.test.RelyingParty;
import dev.signet.idp.test.SignetTest;
import dev.signet.idp.test.SoftwareAuthenticator;
import dev.signet.idp.test.Together;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@SignetTest
@DisplayName("WebAuthn §7.2: signing in with passkeys and security keys")
class PasskeySignInProtocolTests {

    private static final String SESSION = "__Host-signet";

    @Autowired
    ApplicationContext application;

    @Autowired
    IdpProperties idp;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Authenticators authenticators;

    Persona ada;
    Browser browser;
    PasskeyPages passkeys;
    RelyingParty forum;

    @BeforeEach
    void visitor() {
        ada = Persona.ada(application);
        browser = new Browser(idp.issuer());
        passkeys = new PasskeyPages(browser);
        forum = RelyingParty.forum(idp.issuer());
    }

    @Nested
    class GivenASynchronisedPasskey {

        SoftwareAuthenticator key;

        @BeforeEach
        void enrol() {
            key = enrolled(key());
        }

        @Test
        void thenItSignsInAlone() {
            var page = passkeys.signIn(key);

            assertThat(page.address().getPath()).isEqualTo("/account");
            assertThat(page.html().text()).contains(ada.email());
            assertThat(keysOf(ada).getFirst().lastUsedAt()).isNotNull();
        }

        @Test
        void thenTheRelyingPartyLearnsThatItWasPhishingResistant() {
            assertThat(idToken(signInToForum(key)))
                    .extracting(PasskeySignInProtocolTests::acr, PasskeySignInProtocolTests::amr)
                    .containsExactly("phr", List.of("mfa", "swk", "user"));
        }

        @Test
        void thenAPasswordAloneOpensNothing() {
            var page = ada.signIn(browser, browser.open(forum.authorizationRequest()));

            assertThat(page.address().getPath()).isEqualTo("/login/passkey");
            assertThat(browser.cookies()).doesNotContainKey(SESSION);
        }

        @Test
        void thenItIsTheSecondFactorAfterThePassword() {
            var page = ada.signIn(browser, browser.open(forum.authorizationRequest()));

            var token = idToken(passkeys.prove(page, key).address());

            assertThat(acr(token)).isEqualTo("phr");
            assertThat(amr(token)).containsExactly("mfa", "pwd", "swk", "user");
        }

        @Test
        void thenAsASecondFactorItNeedNotKnowItsUser() {
            var page = ada.signIn(browser, browser.open(forum.authorizationRequest()));

            var token = idToken(passkeys.prove(page, key.userVerified(false)).address());

            assertThat(acr(token)).isEqualTo("phr");
        }

        @Test
        void thenTheSecondFactorIsAskedForByItsIdAndNothingOfOthers() {
            enrolledBy(Persona.ada(application), key());
            var ceremony = passkeys.begin(ada.signIn(browser, browser.open("/login")));

            assertThat(ceremony.options().at("/allowCredentials").size()).isEqualTo(1);
            assertThat(ceremony.options().at("/allowCredentials/0/transports").toString())
                    .isEqualTo("[\"hybrid\",\"internal\"]");
            assertThat(new Browser(idp.issuer())
                            .send(HttpRequest.newBuilder(idp.issuer().resolve("/login/passkey/options"))
                                    .header("Accept", "application/json"))
                            .status())
                    .isEqualTo(404);
        }

        @Test
        void thenItDoesNotReachWhatTakesHardware() {
            passkeys.signIn(key);

            var page = browser.open(forum.authorizationRequest(it -> it.acrValues(List.of(new ACR("phrh")))));

            assertThat(page.address().getPath()).isEqualTo("/login/enrol");
            assertThat(page.html().select("a.way").eachAttr("href"))
                    .singleElement()
                    .asString()
                    .contains("/account/authenticators/security-key/new?ticket=");
            var ceremony =
                    passkeys.begin(browser.open(page.html().expectFirst("a.way").attr("href")));
            var hardware = key().backupEligible(false).counter(1);
            var token = idToken(
                    passkeys.send(ceremony, hardware.create(ceremony.options())).address());
            assertThat(acr(token)).isEqualTo("phrh");
        }

        @Test
        void thenADisabledAccountStaysOut() {
            disable();

            assertRefused(passkeys.signIn(key), "account");
        }

        @Test
        void thenAnAccountThatIsDisabledInTheMiddleStaysOut() {
            var page = ada.signIn(browser, browser.open("/login"));
            var ceremony = passkeys.begin(page);
            disable();

            assertThat(passkeys.send(ceremony, key.get(ceremony.options()))
                            .address()
                            .getPath())
                    .isEqualTo("/login");
            assertThat(browser.cookies()).doesNotContainKey(SESSION);
        }

        @Test
        void thenOnceRemovedItIsNoLongerKnown() {
            authenticators.remove(ada.id(), keysOf(ada).getFirst().id());

            var page = passkeys.signIn(key);

            assertThat(page.html().expectFirst(".alert[role=alert]").text()).contains("could not be accepted");
            assertThat(browser.cookies()).doesNotContainKey(SESSION);
        }

        @Test
        void thenAnAnswerWorksOnce() {
            var ceremony = passkeys.begin(PasskeyPages.SIGN_IN);
            var answer = key.get(ceremony.options());
            passkeys.send(ceremony, answer);

            var thief = new Browser(idp.issuer());
            var again = new PasskeyPages.Ceremony(
                    thief.open(PasskeyPages.SIGN_IN), ceremony.ceremony(), ceremony.options());

            assertThat(new PasskeyPages(thief).send(again, answer).status()).isEqualTo(200);
            assertThat(thief.cookies()).doesNotContainKey(SESSION);
            assertThat(reason()).contains("\"replayed\"");
        }

        @Test
        void thenOfTwoAnswersAtOnceOneSignsIn() throws Exception {
            var ceremony = passkeys.begin(PasskeyPages.SIGN_IN);
            var answer = key.get(ceremony.options());

            var paths = Together.run(
                    2, () -> passkeys.send(ceremony, answer).address().getPath());

            assertThat(paths).containsExactlyInAnyOrder("/account", PasskeyPages.SIGN_IN);
        }

        @Test
        void thenAChallengeForSomethingElseIsRefused() {
            var second = new Browser(idp.issuer());
            var proof = new PasskeyPages(second).begin(ada.signIn(second, second.open("/login")));
            var mixed =
                    new PasskeyPages.Ceremony(browser.open(PasskeyPages.SIGN_IN), proof.ceremony(), proof.options());

            passkeys.send(mixed, key.get(proof.options()));

            assertThat(browser.cookies()).doesNotContainKey(SESSION);
        }

        @Test
        void thenFiveWrongAnswersEndTheStage() {
            var page = ada.signIn(browser, browser.open("/login"));
            for (var i = 0; i < 5; i++) {
                page = passkeys.prove(page, key().credentialId(key.credentialId()));
            }

            assertThat(browser.open("/login/passkey").address().getPath()).isEqualTo("/login");
            assertThat(browser.cookies()).doesNotContainKey(SESSION);
        }

        @Test
        void thenTheKeyOfSomebodyElseIsNoSecondFactor() {
            var bobs = enrolledBy(Persona.ada(application), key());
            var page = ada.signIn(browser, browser.open("/login"));

            assertRefused(passkeys.prove(page, bobs), "other-credential");
        }

        static Stream<Arguments> wrongAnswers() {
            return Stream.of(
                    wrong("another origin", it -> it.origin("https://evil.example"), "origin"),
                    wrong("another relying party", it -> it.rpId("evil.example"), "relying-party"),
                    wrong("another challenge", it -> it.challenge("c29tZXRoaW5nIGVsc2U"), "challenge"),
                    wrong("the wrong ceremony", it -> it.type("webauthn.create"), "not-verified"),
                    wrong("nobody there", it -> it.userPresent(false), "user-presence"),
                    wrong("nobody verified", it -> it.userVerified(false), "user-verification"),
                    wrong("a key that is no longer synchronised", it -> it.backupEligible(false), "not-verified"),
                    wrong("the handle of somebody else", it -> it.userHandle(new byte[64]), "user-handle"),
                    wrong("no handle", it -> it.userHandle(null), "user-handle"));
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource("wrongAnswers")
        void thenAWrongAnswerIsRefusedAndAuditedAndTheNextRightOneTaken(
                String what, UnaryOperator<SoftwareAuthenticator> change, String reason) {
            assertRefused(passkeys.signIn(change.apply(key)), reason);

            var handle = passkeys.begin(PasskeyPages.SIGN_IN);
            key.origin(idp.issuer().toString())
                    .rpId("localhost")
                    .type("")
                    .challenge(handle.options().get("challenge").asString())
                    .userPresent(true)
                    .userVerified(true)
                    .backupEligible(true)
                    .userHandle(handleOfAda());
            assertThat(passkeys.send(handle, key.get(handle.options()))
                            .address()
                            .getPath())
                    .isEqualTo("/account");
        }

        @Test
        void thenAnotherKeyUnderItsIdIsRefused() {
            assertRefused(
                    passkeys.signIn(key().credentialId(key.credentialId()).userHandle(handleOfAda())), "signature");
        }

        static Stream<String> nonsense() {
            return Nonsense.answers("authenticatorData");
        }

        @ParameterizedTest
        @MethodSource("nonsense")
        void thenNonsenseIsRefusedLikeAnyOtherAnswer(String credential) {
            var page = passkeys.send(passkeys.begin(PasskeyPages.SIGN_IN), credential);

            assertThat(page.status()).isEqualTo(200);
            assertThat(page.html().expectFirst(".alert[role=alert]").text()).contains("could not be accepted");
        }
    }

    @Nested
    class GivenAKeyThatStaysInItsDevice {

        SoftwareAuthenticator key;

        @BeforeEach
        void enrol() {
            key = enrolled(key().backupEligible(false).counter(10));
        }

        @Test
        void thenTheRelyingPartyLearnsThatItWasHardware() {
            assertThat(idToken(signInToForum(key)))
                    .extracting(PasskeySignInProtocolTests::acr, PasskeySignInProtocolTests::amr)
                    .containsExactly("phrh", List.of("hwk", "mfa", "user"));
        }

        @Test
        void thenACounterThatDoesNotGrowIsRefusedAndItsOwnerWarned() {
            passkeys.signIn(key);
            browser.cookies().clear();

            assertRefused(passkeys.signIn(key.counter(11)), "counter");

            assertThat(audited("passkey.clone-suspected"))
                    .singleElement()
                    .asString()
                    .contains("\"before\": \"11\"", "\"claimed\": \"11\"");
            var id = keysOf(ada).getFirst().id();
            assertThat(application
                            .getBean(AuthenticatorNotes.class)
                            .about(ada.id())
                            .get(id))
                    .contains(new Note("passkey.note.cloneSuspected", "", true));
            assertThat(passkeys.signIn(key.counter(12)).address().getPath()).isEqualTo("/account");
        }

        @Test
        void thenACounterThatIsGoneIsRefused() {
            assertRefused(passkeys.signIn(key.counter(0)), "counter");
        }
    }

    @Test
    void whoeverSignedInByPasswordIsAskedForThePasskeyThatARequestNeeds() {
        ada.signIn(browser, browser.open("/login"));
        var key = enrolled(key()); // in another browser, so this session knows nothing of it

        var page = browser.open(forum.authorizationRequest(it -> it.acrValues(List.of(new ACR("phr")))));
        assertThat(page.address().getPath()).isEqualTo("/login/passkey");

        var token = idToken(passkeys.prove(page, key).address());
        assertThat(acr(token)).isEqualTo("phr");
        assertThat(amr(token)).containsExactly("mfa", "pwd", "swk", "user");
    }

    @Test
    void whoeverHasNoneEnrolsOneOnTheWay() {
        ada.signIn(browser, browser.open("/login"));

        var page = browser.open(forum.authorizationRequest(it -> it.acrValues(List.of(new ACR("phr")))));
        assertThat(page.address().getPath()).isEqualTo("/login/enrol");
        var way = page.html().select("a.way").first();

        var ceremony = passkeys.begin(browser.open(Objects.requireNonNull(way).attr("href")));
        var codes = passkeys.send(ceremony, key().create(ceremony.options()));
        var callback = browser.open(codes.html().expectFirst(".choices a").attr("href"))
                .address();
        assertThat(acr(idToken(callback))).isEqualTo("phr");
    }

    @Test
    void aVisitorWhoAsksForAChallengeCostsNoRow() {
        var page = browser.send(HttpRequest.newBuilder(idp.issuer().resolve(PasskeyPages.SIGN_IN + "/options"))
                .header("Accept", "application/json"));

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Cache-Control")).contains("no-store");
        assertThat(browser.cookies()).doesNotContainKey(SESSION);
        assertThat(page.body()).contains("\"allowCredentials\":[]");
    }

    @Test
    void theFormsAreNotTakenWithoutTheirToken() {
        for (var path : List.of(PasskeyPages.SIGN_IN, "/login/passkey", "/login/security-key")) {
            assertThat(browser.post(path, Map.of("ceremony", "x", "credential", "{}"))
                            .status())
                    .isEqualTo(403);
        }
    }

    @Test
    void whoeverHasProvedNothingIsSentToTheStart() {
        assertThat(browser.open("/login/passkey").address().getPath()).isEqualTo("/login");
        assertThat(browser.open("/login/security-key").address().getPath()).isEqualTo("/login");
    }

    private URI signInToForum(SoftwareAuthenticator key) {
        var page = browser.open(forum.authorizationRequest());
        var ticket = page.html().expectFirst("input[name=ticket]").val();
        var ceremony = passkeys.begin(PasskeyPages.SIGN_IN + "?ticket=" + ticket);
        return passkeys.send(ceremony, key.get(ceremony.options())).address();
    }

    /** Enrolled by Ada in another browser. */
    private SoftwareAuthenticator enrolled(SoftwareAuthenticator key) {
        return enrolledBy(ada, key);
    }

    private SoftwareAuthenticator enrolledBy(Persona person, SoftwareAuthenticator key) {
        var other = new Browser(idp.issuer());
        person.signIn(other, other.open("/login"));
        new PasskeyPages(other).enrol(key);
        assertThat(keysOf(person)).hasSize(1);
        return key;
    }

    /** Without the recovery codes that come with the first. */
    private List<Authenticator> keysOf(Persona person) {
        return authenticators.list(person.id()).stream()
                .filter(it -> it.kind() == Authenticator.Kind.PASSKEY)
                .toList();
    }

    private SoftwareAuthenticator key() {
        return new SoftwareAuthenticator(idp.issuer());
    }

    private void disable() {
        jdbc.sql("UPDATE user_account SET status = 'disabled' WHERE id = :account")
                .param("account", ada.id().value())
                .update();
    }

    private byte[] handleOfAda() {
        return jdbc.sql("SELECT handle FROM passkey_user_handle WHERE account_id = :account")
                .param("account", ada.id().value())
                .query(byte[].class)
                .single();
    }

    private IDTokenClaimsSet idToken(URI callback) {
        return forum.idToken(forum.tokens(callback));
    }

    private static String acr(IDTokenClaimsSet token) {
        return token.getACR().getValue();
    }

    private static List<String> amr(IDTokenClaimsSet token) {
        return token.getAMR().stream().map(it -> it.getValue()).sorted().toList();
    }

    private void assertRefused(Browser.Page page, String reason) {
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.html().expectFirst(".alert[role=alert]").text()).contains("could not be accepted");
        assertThat(browser.cookies()).doesNotContainKey(SESSION);
        assertThat(reason()).contains("\"" + reason + "\"");
    }

    /** Why the last answer was refused that was made for Ada, or for nobody in particular. */
    private String reason() {
        return jdbc.sql("""
                SELECT CAST(details AS text)
                  FROM audit_event
                 WHERE action = 'passkey.refused' AND subject_id = :account
                 ORDER BY occurred_at DESC
                 LIMIT 1
                """)
                .param("account", ada.id().value())
                .query(String.class)
                .single();
    }

    private List<String> audited(String action) {
        return jdbc.sql("""
                SELECT CAST(details AS text)
                  FROM audit_event
                 WHERE action = :action AND subject_id = :account
                """)
                .param("action", action)
                .param("account", ada.id().value())
                .query(String.class)
                .list();
    }

    private static Arguments wrong(String what, UnaryOperator<SoftwareAuthenticator> change, String reason) {
        return Arguments.of(what, change, reason);
    }
}
