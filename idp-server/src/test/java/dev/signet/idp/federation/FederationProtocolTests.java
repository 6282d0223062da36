package dev.signet.idp.federation;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.id.Subject;
import com.nimbusds.openid.connect.sdk.Prompt;
import com.nimbusds.openid.connect.sdk.claims.ACR;
import dev.signet.idp.access.Role;
import dev.signet.idp.access.Roles;
import dev.signet.idp.authenticator.Authenticator.Kind;
import dev.signet.idp.authenticator.Authenticators;
import dev.signet.idp.password.Passwords;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.Browser;
import dev.signet.idp.test.MailServer;
import dev.signet.idp.test.OtherProvider;
import dev.signet.idp.test.Persona;
import dev.signet.idp.test.RelyingParty;
import dev.signet.idp.test.SignetTest;
import dev.signet.idp.test.Together;
import dev.signet.idp.user.Account;
import dev.signet.idp.user.Accounts;
import dev.signet.idp.user.NewAccount;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@SignetTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("Signing in with another provider")
class FederationProtocolTests {

    private static final String PROOF = "Is this sign-in yours?";

    @Autowired
    ApplicationContext application;

    @Autowired
    IdpProperties idp;

    @Autowired
    Accounts accounts;

    @Autowired
    Authenticators authenticators;

    @Autowired
    Passwords passwords;

    @Autowired
    IdentityRepository identities;

    @Autowired
    JdbcClient jdbc;

    TestProviders providers;
    Browser browser;
    String subject;

    @BeforeAll
    void configure() {
        providers = new TestProviders(application);
    }

    @AfterAll
    void close() {
        providers.close();
    }

    @BeforeEach
    void visitor() {
        browser = new Browser(idp.issuer());
        subject = UUID.randomUUID().toString();
    }

    @Nested
    class GivenSomebodyNew {

        @Test
        void thenTheyGetAnAccountAndGoOnToTheRelyingParty() {
            var email = address("school.example");
            providers.school.person(subject, email, true);
            var shop = RelyingParty.shop(idp.issuer(), "openid email profile");

            var consent = TestProviders.comeBack(
                    browser, press(browser, browser.open(shop.authorizationRequest()), "school"));
            var tokens = shop.tokens(
                    browser.submit(consent, Map.of("decision", "approve")).address());

            var info = shop.userInfo(tokens.getTokens().getBearerAccessToken())
                    .toSuccessResponse()
                    .getUserInfo();
            assertThat(info.getEmailAddress()).isEqualTo(email);
            assertThat(info.getEmailVerified()).isTrue();
            assertThat(info.getName()).isEqualTo("Grace Hopper");
            assertThat(auditReasons(accounts.findByEmail(email).orElseThrow())).containsExactly("created");
        }

        @Test
        void thenAProviderThatDoesNotGiveOutTheirMailboxIsNotEnough() {
            var email = address("example.com");
            providers.social.person(subject, email, true);

            var proof = TestProviders.signIn(browser, "social");
            assertThat(accounts.findByEmail(email)).isEmpty();
            browser.submit(proof, Map.of());
            var done = browser.submit(
                    browser.open(MailServer.shared().awaitMailTo(email, PROOF).link()), Map.of());

            assertThat(done.address().getPath()).isEqualTo("/account");
            assertThat(accounts.findByEmail(email).orElseThrow().emailVerified())
                    .isTrue();
        }

        @Test
        void thenOfManyFirstSignInsAtOnceOneMakesTheAccount() throws Exception {
            var email = address("school.example");
            providers.school.person(subject, email, true);
            var tasks = Stream.generate(() -> new Browser(idp.issuer()))
                    .limit(6)
                    .map(it -> {
                        var answer = TestProviders.answer(it.open("/login/provider/school"));
                        return (Callable<Browser.Page>) () -> TestProviders.open(it, answer);
                    })
                    .toList();

            var pages = Together.run(tasks);

            assertThat(pages)
                    .allSatisfy(it -> assertThat(it.address().getPath()).isEqualTo("/account"));
            assertThat(identities.list(accounts.findByEmail(email).orElseThrow().id()))
                    .hasSize(1);
        }

        @Test
        void thenAProviderOfOAuthAloneIsAskedForTheUserAndTheList() {
            var email = address("example.com");
            providers.social.person(Map.of(
                    "id",
                    4711,
                    "login",
                    "octocat",
                    "name",
                    "Mona",
                    "email",
                    "public@example.com",
                    "emails",
                    List.of(
                            Map.of("email", "old@example.com", "primary", false, "verified", true),
                            Map.of("email", email, "primary", true, "verified", true))));

            providers.social.answer(it -> URI.create(it.toString().replaceAll("&?iss=[^&]+", ""))); // as GitHub does

            var proof = TestProviders.signIn(browser, "octo");
            browser.submit(proof, Map.of());
            browser.submit(
                    browser.open(MailServer.shared().awaitMailTo(email, PROOF).link()), Map.of());

            var account = accounts.findByEmail(email).orElseThrow();
            assertThat(account.claims()).containsEntry("name", "Mona").containsEntry("nickname", "octocat");
            assertThat(identities
                            .find("https://github.com", "4711")
                            .orElseThrow()
                            .account())
                    .isEqualTo(account.id());
        }

        @Test
        void thenNobodyLearnsFromAnUnverifiedAddressWhetherThereIsAnAccount() {
            var ada = Persona.ada(application);
            var nobody = address("example.com");

            providers.partner.person(subject, ada.email(), false);
            var known = TestProviders.signIn(browser, "partner");
            providers.partner.person(UUID.randomUUID().toString(), nobody, false);
            var unknown = TestProviders.signIn(new Browser(idp.issuer()), "partner");

            assertThat(known.html().expectFirst("main").text().replace(ada.email(), nobody))
                    .isEqualTo(unknown.html().expectFirst("main").text());
            assertThat(known.status()).isEqualTo(unknown.status());

            identities.insert(ada.id(), identity(providers.partner.issuer(), "one of before"), Instant.EPOCH);
            providers.partner.person(UUID.randomUUID().toString(), ada.email(), false);
            var linked = TestProviders.signIn(new Browser(idp.issuer()), "partner");
            assertThat(linked.html().expectFirst("main").text())
                    .isEqualTo(known.html().expectFirst("main").text());
        }
    }

    @Nested
    class GivenAnAccount {

        Persona ada;

        @BeforeEach
        void account() {
            ada = Persona.ada(application);
        }

        @Test
        void thenItsFactorsProveItAndRelyingPartiesSeeTheSameSubject() {
            var forum = RelyingParty.forum(idp.issuer());
            var before = subjectOf(forum, ada.signInTo(forum, new Browser(idp.issuer())));
            providers.social.person(subject, ada.email(), true);

            var proof = TestProviders.comeBack(
                    browser, press(browser, browser.open(forum.authorizationRequest()), "social"));
            assertThat(proof.html().text()).contains("You have an account already", ada.email());
            var confirm = ada.signIn(browser, follow(browser, proof, "/login?"));
            assertThat(confirm.html().text()).contains("Link these two?");
            var back = browser.submit(confirm, Map.of());

            assertThat(subjectOf(forum, back.address())).isEqualTo(before);
            var later = new Browser(idp.issuer());
            var again = TestProviders.comeBack(later, press(later, later.open(forum.authorizationRequest()), "social"));
            assertThat(subjectOf(forum, again.address())).isEqualTo(before);
            assertThat(auditReasons(accounts.find(ada.id()).orElseThrow())).containsExactly("signed-in");
        }

        @Test
        void thenTheirSecondFactorIsAskedForUnlessTheProviderIsBelievedToHaveAsked() {
            link(ada);
            authenticators.add(ada.id(), Kind.TOTP, "phone");

            assertThat(TestProviders.signIn(new Browser(idp.issuer()), "social")
                            .address()
                            .getPath())
                    .isEqualTo("/login/totp");
            providers.social.person(Map.of("sub", subject, "email", ada.email(), "amr", List.of("pwd", "mfa")));
            assertThat(TestProviders.signIn(browser, "social").address().getPath())
                    .isEqualTo("/account");
            providers.partner.person(Map.of("sub", subject, "email", ada.email(), "amr", List.of("mfa")));
            identities.insert(ada.id(), identity(providers.partner.issuer(), subject), Instant.EPOCH);
            assertThat(TestProviders.signIn(new Browser(idp.issuer()), "partner")
                            .address()
                            .getPath())
                    .as("no methods of this one are trusted")
                    .isEqualTo("/login/totp");
        }

        @Test
        void thenAnotherSubjectWithItsAddressGetsNothingByMail() {
            link(ada);
            providers.social.person(UUID.randomUUID().toString(), ada.email(), true);

            var other = TestProviders.signIn(browser, "social");

            assertThat(other.html().text()).contains("linked with somebody else");
            assertThat(other.html().select("main form")).isEmpty();
            browser.post("/login/link", Map.of("_csrf", csrf(browser)));
            assertThat(MailServer.shared().mailsTo(ada.email()))
                    .noneMatch(it -> it.subject().equals(PROOF));
            assertThat(identities.list(ada.id())).hasSize(1);
        }

        @Test
        void thenASecondProviderWithItsAddressDoesNotFollowTheFirst() {
            link(ada);
            providers.partner.person(subject, ada.email(), true);

            assertThat(TestProviders.signIn(browser, "partner").address().getPath())
                    .isEqualTo("/login/link");
            assertThat(identities.list(ada.id())).hasSize(1);
        }

        @Test
        void thenItsAddressInCapitalsIsTheSameAndInLookAlikesAnother() {
            var email = address("corp.example");
            var verified = verified(email);
            providers.partner.person(subject, email.toUpperCase(Locale.ROOT), true);
            assertThat(TestProviders.signIn(browser, "partner").address().getPath())
                    .isEqualTo("/account");
            assertThat(identities.list(verified.id())).hasSize(1);

            // A Cyrillic о: another domain, for which nobody is authoritative, or another mailbox.
            for (var other : List.of(email.replace("corp", "c\u043erp"), "\u0430" + email)) {
                providers.partner.person(UUID.randomUUID().toString(), other, true);
                assertThat(TestProviders.signIn(new Browser(idp.issuer()), "partner")
                                .status())
                        .isEqualTo(403);
            }
            assertThat(identities.list(verified.id())).hasSize(1);
        }

        @Test
        void thenAProviderIsLinkedAndUnlinkedOnTheAccountPages() {
            ada.signIn(browser, browser.open("/login"));
            providers.social.person(subject, "elsewhere@example.org", false);

            var out = follow(browser, browser.open("/account/sign-ins"), "/account/sign-ins/new/social");
            var confirm = TestProviders.comeBack(browser, out);
            assertThat(confirm.html().text()).contains("Link these two?", "elsewhere@example.org", ada.email());
            assertThat(identities.list(ada.id())).isEmpty();
            var list = browser.submit(confirm, Map.of());
            assertThat(list.html().text()).contains("It is linked", "elsewhere@example.org");
            assertThat(TestProviders.signIn(new Browser(idp.issuer()), "social")
                            .html()
                            .text())
                    .contains(ada.email());

            var unlinked = browser.submit(unlink(browser, list), Map.of());
            assertThat(unlinked.html().text()).contains("not linked any more");
            assertThat(identities.list(ada.id())).isEmpty();
            assertThat(auditReasons(accounts.find(ada.id()).orElseThrow())).containsExactly("account-page");
            assertThat(auditOf("identity.unlinked", ada)).isEqualTo(1);
        }

        @Test
        void thenNobodyElsesPageCanSendItsOwnerOffToLink() {
            ada.signIn(browser, browser.open("/login"));

            var page = browser.open("/account/sign-ins/new/social");

            assertThat(page.address().getPath()).isEqualTo("/account/sign-ins");
        }

        @Test
        void thenALinkThatWasBegunByOneIsNotFinishedByAnother() {
            ada.signIn(browser, browser.open("/login"));
            providers.social.person(subject, "elsewhere@example.org", false);
            var answer = TestProviders.answer(
                    follow(browser, browser.open("/account/sign-ins"), "/account/sign-ins/new/social"));
            var bob = Persona.ada(application);
            bob.signIn(browser, browser.open("/login?ticket=x"));

            var page = browser.open(answer);

            assertThat(page.status()).isEqualTo(409);
            assertThat(identities.list(ada.id())).isEmpty();
            assertThat(identities.list(bob.id())).isEmpty();
        }

        @Test
        void thenWhoeverUsesTheBrowserAfterThemIsNotAskedToLinkTheirs() {
            ada.signIn(browser, browser.open("/login"));
            providers.social.person(subject, "elsewhere@example.org", false);
            TestProviders.comeBack(
                    browser, follow(browser, browser.open("/account/sign-ins"), "/account/sign-ins/new/social"));
            var bob = Persona.ada(application);
            bob.signIn(browser, browser.open("/login?ticket=x"));

            assertThat(browser.open("/account/sign-ins/pending").address().getPath())
                    .isEqualTo("/account/sign-ins");
            assertThat(identities.find(providers.social.issuer(), subject)).isEmpty();
        }

        @Test
        void thenWhatIsSomebodyElsesIsNotLinkedTwice() {
            link(Persona.ada(application));
            ada.signIn(browser, browser.open("/login"));

            var page = TestProviders.comeBack(
                    browser, follow(browser, browser.open("/account/sign-ins"), "/account/sign-ins/new/social"));

            assertThat(page.status()).isEqualTo(409);
            assertThat(identities.list(ada.id())).isEmpty();
        }

        @Test
        void thenOfSomebodyWithoutAPasswordTheLastLinkStays() {
            link(ada);
            passwords.remove(ada.id());
            TestProviders.signIn(browser, "social");

            var page = unlink(browser, browser.open("/account/sign-ins"));
            assertThat(page.html().text()).contains("Choose a password first");
            browser.post(page.address().getPath(), Map.of("_csrf", csrf(browser)));

            assertThat(identities.list(ada.id())).hasSize(1);
        }

        @Test
        void thenALockedOneStaysLocked() {
            link(ada);
            jdbc.sql("UPDATE user_account SET status = 'locked' WHERE id = ?")
                    .param(ada.id().value())
                    .update();

            assertThat(TestProviders.signIn(browser, "social").status()).isEqualTo(403);
            assertThat(browser.open("/account").address().getPath()).isEqualTo("/login");
        }

        /** With the provider "social". */
        private void link(Persona owner) {
            providers.social.person(subject, owner.email(), true);
            identities.insert(owner.id(), identity(providers.social.issuer(), subject), Instant.EPOCH);
        }
    }

    @Test
    void whoeverMadeAnAccountForSomebodyElsesAddressIsOutOnceTheOwnerComes() {
        var email = address("corp.example");
        var eve = Persona.ada(application);
        jdbc.sql("UPDATE user_account SET email = :email, email_verified = false WHERE id = :id")
                .param("email", email)
                .param("id", eve.id().value())
                .update();
        jdbc.sql("UPDATE user_identifier SET value = :email WHERE account_id = :id")
                .param("email", email)
                .param("id", eve.id().value())
                .update();
        var theirs = new Browser(idp.issuer());
        new Persona(eve.id(), email, eve.password()).signIn(theirs, theirs.open("/login"));
        assertThat(theirs.open("/account").address().getPath()).isEqualTo("/account");
        identities.insert(eve.id(), identity(providers.social.issuer(), subject), Instant.EPOCH);
        providers.partner.person(UUID.randomUUID().toString(), email, true);

        assertThat(TestProviders.signIn(browser, "partner").address().getPath()).isEqualTo("/account");

        assertThat(theirs.open("/account").address().getPath()).isEqualTo("/login");
        var again = new Browser(idp.issuer());
        assertThat(new Persona(eve.id(), email, eve.password())
                        .signIn(again, again.open("/login"))
                        .html()
                        .text())
                .contains("do not go together");
        assertThat(identities.list(eve.id()))
                .extracting(LinkedIdentity::provider)
                .containsExactly("partner");
        assertThat(auditOf("account.reclaimed", eve)).isEqualTo(1);
    }

    @Test
    void anAccountWithARoleIsNeverLinkedWithoutAQuestion() {
        var email = address("corp.example");
        var root = verified(email);
        application.getBean(Roles.class).grant(root.id(), Role.ADMINISTRATOR);
        providers.partner.person(subject, email, true);

        assertThat(TestProviders.signIn(browser, "partner").address().getPath()).isEqualTo("/login/link");
        assertThat(identities.list(root.id())).isEmpty();
    }

    @Test
    void whoeverHasAnAddressOfADomainIsLedToItsProviderWithoutAPassword() {
        var forum = RelyingParty.forum(idp.issuer());
        var email = address("school.example");
        providers.school.person(subject, email, true);

        var page =
                browser.submit(browser.open(forum.authorizationRequest()), Map.of("username", email, "password", ""));
        assertThat(page.html().text()).contains("sign in with School");
        var back = TestProviders.comeBack(browser, follow(browser, page, "/login/provider/school"));

        assertThat(providers.school.lastRequest().getLoginHint()).isEqualTo(email);
        assertThat(subjectOf(forum, back.address()).getValue()).isNotBlank();
    }

    @Test
    void thePageThatLeadsElsewhereSaysNothingThatALinkMadeUp() {
        var page = browser.open("/login/provider/school/elsewhere?hint=Call+this+number");

        assertThat(page.address().getPath()).isEqualTo("/login");
        assertThat(page.body()).doesNotContain("Call this number");
    }

    @Test
    void theDatabaseHasTheSecretEncrypted() {
        var row = jdbc.sql("""
                SELECT settings::text || encode(secret, 'escape') FROM identity_provider WHERE id = 'partner'
                """).query(String.class).single();

        assertThat(row).contains("Partner").doesNotContain("partner-secret");
    }

    @Test
    void whatTheRelyingPartyAskedIsAskedOfTheProviderToo() {
        var forum = RelyingParty.forum(idp.issuer());
        var request = forum.authorizationRequest(it -> it.prompt(new Prompt(Prompt.Type.LOGIN, Prompt.Type.CONSENT))
                .acrValues(List.of(new ACR("phr")))
                .loginHint("ada@example.com"));
        providers.social.person(subject, "ada@example.com", true);

        TestProviders.comeBack(browser, press(browser, browser.open(request), "social"));

        var asked = providers.social.lastRequest();
        assertThat(asked.getLoginHint()).isEqualTo("ada@example.com");
        assertThat(asked.getPrompt().toStringList()).containsExactly("login");
        assertThat(asked.getACRValues()).containsExactly(new ACR("phr"));
    }

    /** Something that goes wrong, and how that is told. */
    record Mishap(String name, String cause, int status, Consumer<TestProviders> upstream) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Mishap> mishaps() {
        return Stream.of(
                answered("consent is refused there", "cancelled", 200, "error=access_denied"),
                answered("something went wrong there", "upstream-error", 502, "error=server_error"),
                changed(
                        "the answer names another issuer",
                        "wrong-issuer",
                        400,
                        it -> it.replaceAll("iss=[^&]+", "iss=https%3A%2F%2Fevil.example")),
                changed("the answer names no issuer", "wrong-issuer", 400, it -> it.replaceAll("&?iss=[^&]+", "")),
                changed(
                        "the answer has an unknown state",
                        "state-unknown",
                        400,
                        it -> it.replaceAll("state=[^&]+", "state=unknown")),
                changed("the answer has no code", "upstream-error", 502, it -> it.replaceAll("&?code=[^&]+", "")),
                changed("the code is made up", "code-refused", 502, it -> it.replaceAll("code=[^&]+", "code=made-up")),
                lied("the token is for another client", it -> it.audience("somebody-else")),
                lied("the token is of another issuer", it -> it.issuer("https://evil.example")),
                lied("the token has another nonce", it -> it.claim("nonce", "another")),
                lied("the token has no nonce", it -> it.claim("nonce", null)),
                lied(
                        "the token is expired",
                        it -> it.expirationTime(Date.from(Instant.EPOCH.plus(Duration.ofDays(9))))),
                lied("the token is of another person than the UserInfo endpoint", it -> it.subject("another")),
                upstream(
                        "the token is signed by somebody else",
                        "token-invalid",
                        502,
                        it -> it.social.signWithAnotherKey()),
                upstream(
                        "there is no address",
                        "address-missing",
                        403,
                        it -> it.social.person(Map.of("sub", "without-address"))),
                upstream(
                        "the address is none",
                        "address-missing",
                        403,
                        it -> it.social.person("odd-address", "not an address", true)));
    }

    private static Mishap upstream(String name, String cause, int status, Consumer<TestProviders> upstream) {
        return new Mishap(name, cause, status, upstream);
    }

    private static Mishap changed(String name, String cause, int status, UnaryOperator<String> change) {
        return upstream(name, cause, status, it -> it.social.answer(uri -> URI.create(change.apply(uri.toString()))));
    }

    private static Mishap answered(String name, String cause, int status, String error) {
        return changed(name, cause, status, it -> it.replaceAll("code=[^&]+", error));
    }

    private static Mishap lied(String name, Consumer<JWTClaimsSet.Builder> lie) {
        return upstream(name, "token-invalid", 502, it -> it.social.lie(lie));
    }

    @ParameterizedTest
    @MethodSource("mishaps")
    void whatGoesWrongHasAPageAndALineInTheAuditTrailAndChangesNothing(Mishap mishap) {
        var email = address("example.com");
        providers.social.person(subject, email, true);
        mishap.upstream().accept(providers);
        var before = refusals(mishap.cause());

        var page = TestProviders.signIn(browser, "social");

        assertThat(page.status()).isEqualTo(mishap.status());
        assertThat(page.html().expectFirst("h1").text()).isEqualTo("That did not work");
        assertThat(refusals(mishap.cause())).isEqualTo(before + 1);
        assertThat(accounts.findByEmail(email)).isEmpty();
        assertThat(browser.open("/account").address().getPath()).isEqualTo("/login");
    }

    @Test
    void anAnswerWorksOnceAndInTheBrowserThatLeft() {
        providers.school.person(subject, address("school.example"), true);
        var answer = TestProviders.answer(browser.open("/login/provider/school"));

        assertThat(new Browser(idp.issuer()).open(answer).status()).isEqualTo(400);
        assertThat(TestProviders.open(browser, answer).address().getPath()).isEqualTo("/account");
        var replay = browser.open(answer);
        assertThat(replay.status()).isEqualTo(400);
        assertThat(replay.html().text()).contains("used before");
    }

    @Test
    void aPostedAnswerIsTakenToo() {
        providers.school.person(subject, address("school.example"), true);
        var answer = TestProviders.answer(browser.open("/login/provider/school"));
        var fields = new LinkedHashMap<String, String>();
        for (var pair : answer.getRawQuery().split("&")) {
            var parts = pair.split("=", 2);
            fields.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }

        assertThat(browser.post(answer.getPath(), fields)
                        .html()
                        .expectFirst("#onwards")
                        .attr("href"))
                .isEqualTo("/account");
    }

    @Test
    void aProviderThatIsTakenAwayMeanwhileIsGoneWithAPage() {
        providers.social.person(subject, address("example.com"), true);
        var answer = TestProviders.answer(browser.open("/login/provider/social"));
        providers.configure("providers: []\n");
        try {
            assertThat(browser.open(answer).status()).isEqualTo(410);
            assertThat(browser.open("/login/provider/social").status()).isEqualTo(410);
            assertThat(browser.open("/login").html().select("a[href^=/login/provider]"))
                    .isEmpty();
        } finally {
            providers.configure(providers.all());
        }
    }

    @Test
    void aProviderThatIsDownKeepsNobodyWaiting() {
        try (var down = new OtherProvider()) {
            providers.configure("""
                    providers:
                      - id: down
                        name: Down
                        issuer: %s
                        client_id: signet
                        client_secret: down-secret-for-tests-0123456789
                    """.formatted(down.issuer()));
            down.goDown();

            for (var i = 0; i < Circuit.FAILURES; i++) {
                assertThat(browser.open("/login/provider/down").status()).isEqualTo(503);
            }

            assertThat(browser.open("/login").html().text()).contains("Down did not answer a moment ago");
            assertThat(browser.open("/login/provider/down").html().text()).contains("cannot be reached");
        } finally {
            providers.configure(providers.all());
        }
    }

    @Test
    void aProviderThatHangsHoldsUpNeitherTheSignInPageNorThoseWhoComeLater() throws Exception {
        try (var hanging = new OtherProvider()) {
            providers.configure("""
                    providers:
                      - id: hanging
                        name: Hanging
                        issuer: %s
                        client_id: signet
                        client_secret: hanging-secret-for-tests-0123456789
                    """.formatted(hanging.issuer()));
            hanging.hang();
            var leaving = Stream.generate(() -> new Browser(idp.issuer()))
                    .limit(6)
                    .map(it -> (Callable<Integer>)
                            () -> it.open("/login/provider/hanging").status());
            var looking = (Callable<Integer>) () -> {
                var slowest = Duration.ZERO;
                for (var i = 0; i < 20; i++) {
                    var before = System.nanoTime();
                    assertThat(new Browser(idp.issuer()).open("/login").status())
                            .isEqualTo(200);
                    var took = Duration.ofNanos(System.nanoTime() - before);
                    slowest = took.compareTo(slowest) > 0 ? took : slowest;
                }
                assertThat(slowest).as("while they wait").isLessThan(Duration.ofSeconds(4));
                return 503;
            };

            assertThat(Together.run(Stream.concat(leaving, Stream.of(looking)).toList()))
                    .containsOnly(503);

            var before = System.nanoTime();
            assertThat(browser.open("/login/provider/hanging").status()).isEqualTo(503);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(4));
            assertThat(browser.open("/login").html().text()).contains("Hanging did not answer a moment ago");
        } finally {
            providers.configure(providers.all());
        }
    }

    private Account verified(String email) {
        return ((Accounts.Creation.Created) accounts.create(new NewAccount(email, true, Map.of()))).account();
    }

    private UpstreamIdentity identity(String issuer, String sub) {
        var id = issuer.equals(providers.social.issuer()) ? "social" : "partner";
        return new UpstreamIdentity(id, issuer, sub, null, false, false, Map.of(), false, "label", List.of(), null);
    }

    private static String address(String domain) {
        return "grace." + UUID.randomUUID().toString().substring(0, 8) + "@" + domain;
    }

    private static Browser.Page press(Browser browser, Browser.Page signIn, String provider) {
        return follow(browser, signIn, "/login/provider/" + provider);
    }

    /** Follows the first link whose address begins so. */
    private static Browser.Page follow(Browser browser, Browser.Page page, String path) {
        return go(browser, page, "main a[href^='" + path + "']");
    }

    private static Browser.Page unlink(Browser browser, Browser.Page list) {
        return go(browser, list, "main a[href$=/unlink]");
    }

    private static Browser.Page go(Browser browser, Browser.Page page, String link) {
        var found = page.html().selectFirst(link);
        if (found == null) {
            throw new AssertionError("no " + link + " on " + page.address() + ": " + page.body());
        }
        return browser.open(URI.create(found.absUrl("href")));
    }

    private static String csrf(Browser browser) {
        return browser.open("/login?ticket=x")
                .html()
                .expectFirst("input[name=_csrf]")
                .attr("value");
    }

    private Subject subjectOf(RelyingParty party, URI callback) {
        return party.idToken(party.tokens(callback)).getSubject();
    }

    private List<@Nullable String> auditReasons(Account account) {
        return jdbc.sql("""
                SELECT details ->> 'reason' FROM audit_event
                 WHERE action = 'identity.linked' AND subject_id = :id
                """)
                .param("id", account.id().value())
                .query(String.class)
                .list();
    }

    private int auditOf(String action, Persona of) {
        return jdbc.sql("SELECT count(*) FROM audit_event WHERE action = :action AND subject_id = :id")
                .param("action", action)
                .param("id", of.id().value())
                .query(Integer.class)
                .single();
    }

    private int refusals(String cause) {
        return jdbc.sql("""
                SELECT count(*) FROM audit_event
                 WHERE action = 'federation.refused' AND details ->> 'cause' = :cause
                """).param("cause", cause).query(Integer.class).single();
    }
}
