package dev.signet.idp.protection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signet.idp.authenticator.Authenticator.Kind;
import dev.signet.idp.authenticator.Authenticators;
import dev.signet.idp.device.Devices;
import dev.signet.idp.outbox.Outbox;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.AuthenticatorApp;
import dev.signet.idp.test.Browser;
import dev.signet.idp.test.LogoutReceiver;
import dev.signet.idp.test.MailServer;
import dev.signet.idp.test.MovableClock;
import dev.signet.idp.test.Persona;
import dev.signet.idp.test.RelyingParty;
import dev.signet.idp.test.SignetTest;
import dev.signet.idp.test.TestClock;
import dev.signet.idp.test.Together;
import dev.signet.idp.user.Account;
import dev.signet.idp.user.Accounts;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@SignetTest
@Import(MovableClock.class)
@DisplayName("“This was not me”")
class LockdownProtocolTests {

    private static final String NEW_DEVICE = "Sign-in with a new browser";
    private static final String NEW_PASSWORD = "eleven quiet harbours at dusk";

    @Autowired
    ApplicationContext application;

    @Autowired
    IdpProperties idp;

    @Autowired
    TestClock clock;

    @Autowired
    Accounts accounts;

    @Autowired
    Authenticators authenticators;

    @Autowired
    Devices devices;

    @Autowired
    Outbox outbox;

    @Autowired
    MeterRegistry meters;

    @Autowired
    JdbcClient jdbc;

    URI issuer;
    Persona ada;
    Browser home;
    Browser thief;
    Browser owner;

    @BeforeEach
    void somebodyAndAThief() {
        MovableClock.reset(clock);
        issuer = idp.issuer();
        ada = Persona.ada(application);
        home = signedIn(new Browser(issuer));
        thief = new Browser(issuer);
        owner = new Browser(issuer);
    }

    @Nested
    @DisplayName("The button")
    class Button {

        @Test
        void endsEverythingAtOnceTellsTheRelyingPartyAndLeadsBackIn() {
            var app = enrolledAnHourAgo();
            var laptop = new Browser(issuer);
            signedInWith(app, laptop, Map.of("remember", "on"));
            clock.advance(Duration.ofSeconds(30));
            signedInWith(app, thief, Map.of()); // who was told a code
            var fieldApp = RelyingParty.fieldApp(issuer);
            var tokens = fieldApp.tokens(authorize(fieldApp, thief)).getTokens();
            try (var receiver = new LogoutReceiver()) {
                var told = toldAt(receiver);
                told.tokens(authorize(told, thief));
                var change = changeAddress(thief, "thief." + UUID.randomUUID() + "@example.org");
                thief.submit(thief.open("/recovery"), Map.of("email", ada.email()));
                var reset = mail("Choose a new password");
                var counted = meters.counter("signet.events", "action", "account.locked-down", "outcome", "success")
                        .count();

                var done = press(mail(NEW_DEVICE));

                assertThat(done.html().expectFirst("h1").text()).isEqualTo("Your account is closed to everybody");
                assertThat(done.html().select(".languages")).isEmpty(); // it could not be shown again
                assertThat(cut(done, "sessions")).isEqualTo(4);
                assertThat(cut(done, "applications")).isEqualTo(2);
                assertThat(cut(done, "browsers")).isEqualTo(4);
                assertThat(cut(done, "links")).isEqualTo(2);
                assertThat(cut(done, "authenticators")).isZero();
                for (var browser : List.of(home, thief, laptop)) {
                    assertThat(isSignedIn(browser)).isFalse();
                }
                assertThat(fieldApp.refresh(tokens.getRefreshToken()).indicatesSuccess())
                        .isFalse();
                assertThat(fieldApp.userInfo(tokens.getBearerAccessToken()).indicatesSuccess())
                        .isFalse();
                assertThat(owner.open(reset).status()).isEqualTo(410);
                assertThat(owner.open(change).status()).isEqualTo(410);
                assertThat(devices.list(ada.id())).isEmpty();
                assertThat(ada.signIn(thief, thief.open("/login")).address().getPath())
                        .isEqualTo("/login");
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> receiver.tokens().size() == 1);
                assertThat(audited("account.locked-down")).isEqualTo(1);
                assertThat(meters.counter("signet.events", "action", "account.locked-down", "outcome", "success")
                                .count())
                        .isEqualTo(counted + 1);
                assertThat(MailServer.shared()
                                .awaitMailTo(ada.email(), "Your account was closed to everybody")
                                .link()
                                .getPath())
                        .isEqualTo("/recovery");

                recover(done);
                clock.advance(Duration.ofSeconds(30));
                var step = signIn(laptop, NEW_PASSWORD);
                assertThat(step.address().getPath()).isEqualTo("/login/totp"); // it was remembered before
                laptop.submit(step, Map.of("code", app.code()));
                assertThat(isSignedIn(laptop)).isTrue();
            }
        }

        @Test
        void removesTheSecondFactorOfTheThiefWhicheverNoticeItIsPressedIn() {
            signedIn(thief);
            clock.advance(Duration.ofMinutes(2));
            AuthenticatorApp.enrol(thief, clock);
            clock.advance(Duration.ofMinutes(2));
            AuthenticatorApp.enrol(thief, clock);

            var done = press(mail("An authenticator app was added to your account"));

            assertThat(cut(done, "authenticators")).isEqualTo(3); // two apps and the codes
            assertThat(authenticators.list(ada.id())).isEmpty();
            recover(done);
            assertThat(signIn(owner, NEW_PASSWORD).address().getPath()).isEqualTo("/account");
        }

        @Test
        void leavesWhatTheOwnerHadBefore() {
            var app = AuthenticatorApp.enrol(home, clock);
            clock.advance(Duration.ofHours(1));
            signedInWith(app, thief, Map.of());
            var link = mail(NEW_DEVICE);
            clock.advance(Duration.ofSeconds(30));
            AuthenticatorApp.enrol(thief, clock);

            press(link);

            assertThat(authenticators.list(ada.id()))
                    .extracting(it -> it.kind())
                    .containsExactlyInAnyOrder(Kind.TOTP, Kind.RECOVERY_CODES);
        }

        @Test
        void takesConsentsOfTheThiefBack() {
            var shop = RelyingParty.shop(issuer, "openid email");
            clock.advance(Duration.ofMinutes(1));
            ada.signInTo(shop, thief);

            var done = press(mail(NEW_DEVICE));

            assertThat(cut(done, "agreements")).isEqualTo(1);
        }

        @Test
        void givesTheAccountItsAddressBackThatTheThiefMovedAway() {
            signedIn(thief);
            var link = mail(NEW_DEVICE);
            var theirs = "thief." + UUID.randomUUID() + "@example.org";
            thief.submit(thief.open(changeAddress(thief, theirs)), Map.of());
            assertThat(account().email().value()).isEqualTo(theirs);

            var done = press(link);

            assertThat(account().email().value()).isEqualTo(ada.email());
            assertThat(done.html().text()).contains("has this e-mail address again: " + ada.email());
            recover(done);
            assertThat(signIn(owner, NEW_PASSWORD).address().getPath()).isEqualTo("/account");
        }

        @Test
        void inTheNoticeOfAMovedAddressRemovesWhatTheThiefAddedAfterwards() {
            signedIn(thief);
            thief.submit(thief.open(changeAddress(thief, "thief." + UUID.randomUUID() + "@example.org")), Map.of());
            AuthenticatorApp.enrol(thief, clock); // of which the thief's mailbox is told

            var choice = press(mail("The e-mail address of your account was changed"));

            assertThat(choice.html().expectFirst("h1").text()).isEqualTo("Choose a new password");
            assertThat(authenticators.list(ada.id())).isEmpty();
            assertThat(isSignedIn(thief)).isFalse();
            owner.submit(choice, Map.of("password", NEW_PASSWORD));
            assertThat(signIn(owner, NEW_PASSWORD).address().getPath()).isEqualTo("/account");
        }

        @Test
        void worksForEachNoticeUntilOneIsUsed() {
            signedIn(thief);
            var first = mail(NEW_DEVICE);
            AuthenticatorApp.enrol(thief, clock);
            var second = mail("An authenticator app was added to your account");

            assertThat(owner.open(first).status()).isEqualTo(200);
            press(second);

            assertUnusable(first);
            assertUnusable(second);
        }

        @Test
        void worksForOneOfTwoWhoPressItAtOnce() throws Exception {
            signedIn(thief);
            var link = mail(NEW_DEVICE);
            var other = new Browser(issuer);
            var mine = owner.open(link);
            var theirs = other.open(link);

            var pages = Together.run(List.<Callable<Browser.Page>>of(
                    () -> owner.submit(mine, Map.of()), () -> other.submit(theirs, Map.of())));

            assertThat(pages).extracting(Browser.Page::status).containsExactlyInAnyOrder(200, 410);
            assertThat(audited("account.locked-down")).isEqualTo(1);
        }
    }

    @Nested
    @DisplayName("The link")
    class TheLink {

        @Test
        void changesNothingByItselfHoweverOftenAScannerOpensIt() {
            signedIn(thief);
            var link = mail(NEW_DEVICE);

            var page = owner.open(link);
            owner.open(link);
            owner.send(HttpRequest.newBuilder(link).method("HEAD", HttpRequest.BodyPublishers.noBody()));

            assertThat(page.html().expectFirst("h1").text()).isEqualTo("Was that not you?");
            assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(isSignedIn(home)).isTrue();
            assertThat(audited("account.locked-down")).isZero();
        }

        @Test
        void isNothingWithoutTheTokenOfItsForm() {
            signedIn(thief);
            var link = mail(NEW_DEVICE);

            var refused = owner.post("/not-me", Map.of("token", token(link)));

            assertThat(refused.status()).isEqualTo(403);
            assertThat(isSignedIn(home)).isTrue();
            assertThat(owner.open(link).status()).isEqualTo(200);
        }

        @Test
        void isNothingTamperedWithOrForAnotherPurpose() {
            signedIn(thief);
            var token = token(mail(NEW_DEVICE));
            owner.submit(owner.open("/recovery"), Map.of("email", ada.email()));
            var reset = token(mail("Choose a new password"));

            for (var wrong : List.of("", "guessed", token + "x", token.substring(1), reset)) {
                assertUnusable(issuer.resolve("/not-me?token=" + wrong));
                assertThat(posted(wrong).status()).isEqualTo(410);
            }
            assertThat(owner.open("/recovery/complete?token=" + token).status()).isEqualTo(410);
            assertThat(isSignedIn(home)).isTrue();
        }

        @Test
        void isNothingAfterSevenDays() {
            signedIn(thief);
            var link = mail(NEW_DEVICE);
            var page = owner.open(link);

            clock.advance(Duration.ofDays(7));

            assertUnusable(link);
            assertThat(posted(token(link)).status()).isEqualTo(410);
            assertThat(page.status()).isEqualTo(200);
            assertThat(audited("account.locked-down")).isZero();
        }

        @Test
        void ofSomebodyElseClosesTheirsAlone() {
            var bob = Persona.ada(application);
            var bobs = new Browser(issuer);
            bob.signIn(bobs, bobs.open("/login"));
            var elsewhere = new Browser(issuer);
            bob.signIn(elsewhere, elsewhere.open("/login"));

            press(MailServer.shared().awaitMailTo(bob.email(), NEW_DEVICE).link());

            assertThat(isSignedIn(bobs)).isFalse();
            assertThat(isSignedIn(home)).isTrue();
        }

        @Test
        void ofAMailboxThatLostItsSayIsNothing() {
            signedIn(thief);
            var link = mail(NEW_DEVICE);
            jdbc.sql("UPDATE user_account SET email_verified = false WHERE id = :id")
                    .param("id", ada.id().value())
                    .update(); // so a change of address cannot be taken back from there
            home.submit(home.open(changeAddress(home, "ada." + UUID.randomUUID() + "@example.org")), Map.of());

            assertThat(posted(token(link)).status()).isEqualTo(410);

            assertThat(isSignedIn(home)).isTrue();
            assertThat(audited("account.locked-down")).isZero();
        }

        @Test
        void ofAnAccountThatIsGoneIsNothing() {
            signedIn(thief);
            var link = mail(NEW_DEVICE);
            accounts.delete(ada.id());

            assertUnusable(link);
        }
    }

    @Test
    @DisplayName("is for operators too, who may say since when")
    void anOperatorClosesAnAccountThroughTheOutbox() {
        var before = clock.instant().minusSeconds(1);
        AuthenticatorApp.enrol(home, clock);

        outbox.enqueue(LockdownRequest.of(ada.id(), null));
        await().atMost(Duration.ofSeconds(20)).until(() -> audited("account.locked-down") == 1);
        assertThat(isSignedIn(home)).isFalse();
        assertThat(authenticators.list(ada.id())).isNotEmpty();

        outbox.enqueue(LockdownRequest.of(ada.id(), before));
        await().atMost(Duration.ofSeconds(20)).until(() -> audited("account.locked-down") == 2);
        assertThat(authenticators.list(ada.id())).isEmpty();
    }

    private Browser.Page press(URI link) {
        return owner.submit(owner.open(link), Map.of());
    }

    private Browser.Page posted(String token) {
        var csrf = owner.open("/recovery").html().expectFirst("main input[name=_csrf]");
        return owner.post("/not-me", Map.of("token", token, "_csrf", csrf.attr("value")));
    }

    private void assertUnusable(URI link) {
        var page = owner.open(link);
        assertThat(page.status()).isEqualTo(410);
        assertThat(page.html().expectFirst("h1").text()).isEqualTo("This link does not work any more");
    }

    /** From the page that says what was cut to a new password. */
    private void recover(Browser.Page done) {
        var sent = owner.submit(done, Map.of());
        assertThat(sent.html().expectFirst("h1").text()).isEqualTo("Look into your mailbox");
        assertThat(done.html().text()).contains(ada.email());
        await().atMost(Duration.ofSeconds(20))
                .until(() -> owner.open(mail("Choose a new password")).status() == 200);
        owner.submit(owner.open(mail("Choose a new password")), Map.of("password", NEW_PASSWORD));
    }

    /** In a browser of that time; the clock is back afterwards, or relying parties would take our tokens for old. */
    private AuthenticatorApp enrolledAnHourAgo() {
        clock.advance(Duration.ofHours(-1));
        var app = AuthenticatorApp.enrol(signedIn(new Browser(issuer)), clock);
        clock.advance(Duration.ofHours(1));
        return app;
    }

    private Browser signedIn(Browser browser) {
        ada.signIn(browser, browser.open("/login"));
        return browser;
    }

    private void signedInWith(AuthenticatorApp app, Browser browser, Map<String, String> further) {
        var step = ada.signIn(browser, browser.open("/login"));
        var fields = new HashMap<>(further);
        fields.put("code", app.code());
        browser.submit(step, fields);
        assertThat(isSignedIn(browser)).isTrue();
    }

    private Browser.Page signIn(Browser browser, String password) {
        return browser.submit(browser.open("/login"), Map.of("username", ada.email(), "password", password));
    }

    /** Asks for another address in {@code browser}; returns the link that makes it so. */
    private URI changeAddress(Browser browser, String email) {
        var form = browser.open("/account/email");
        browser.post(
                "/account/email",
                Map.of(
                        "email",
                        email,
                        "_csrf",
                        form.html().expectFirst("input[name=_csrf]").attr("value")));
        return MailServer.shared().awaitMailTo(email).link();
    }

    /** Of somebody who is signed in, without consent. */
    private static URI authorize(RelyingParty application, Browser browser) {
        return browser.open(application.authorizationRequest()).address();
    }

    private RelyingParty toldAt(LogoutReceiver receiver) {
        var clientId = "told-" + UUID.randomUUID();
        jdbc.sql("""
                INSERT INTO client (client_id, metadata, source, enabled, created_at, updated_at)
                VALUES (:id, jsonb_build_object(
                            'redirect_uris', jsonb_build_array('http://127.0.0.1/callback'),
                            'token_endpoint_auth_method', 'none',
                            'scope', 'openid',
                            'require_consent', false,
                            'backchannel_logout_uri', CAST(:address AS text)), 'file', true, now(), now())
                """).param("id", clientId).param("address", receiver.address()).update();
        return RelyingParty.publicClient(issuer, clientId);
    }

    private boolean isSignedIn(Browser browser) {
        return browser.open("/account").address().getPath().equals("/account");
    }

    private URI mail(String subject) {
        return MailServer.shared().awaitMailTo(ada.email(), subject).link();
    }

    private static String token(URI link) {
        return link.getQuery().substring("token=".length());
    }

    private static int cut(Browser.Page page, String what) {
        return Integer.parseInt(
                page.html().expectFirst("[data-cut=" + what + "]").text());
    }

    private int audited(String action) {
        return jdbc.sql("SELECT count(*) FROM audit_event WHERE subject_id = :account AND action = :action")
                .param("account", ada.id().value())
                .param("action", action)
                .query(Integer.class)
                .single();
    }

    private Account account() {
        return accounts.find(ada.id()).orElseThrow();
    }
}
