package dev.signet.idp.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signet.idp.access.Role;
import dev.signet.idp.access.Roles;
import dev.signet.idp.authenticator.Authenticators;
import dev.signet.idp.login.SecondFactorProved;
import dev.signet.idp.session.Method;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.AuthenticatorApp;
import dev.signet.idp.test.Browser;
import dev.signet.idp.test.MailServer;
import dev.signet.idp.test.MovableClock;
import dev.signet.idp.test.PasskeyPages;
import dev.signet.idp.test.Persona;
import dev.signet.idp.test.RelyingParty;
import dev.signet.idp.test.SignetTest;
import dev.signet.idp.test.SoftwareAuthenticator;
import dev.signet.idp.test.TestClock;
import dev.signet.idp.test.Together;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

@SignetTest
@Import(MovableClock.class)
@TestPropertySource(properties = "idp.second-factor.required-for-roles=administrator")
@DirtiesContext
@DisplayName("Second factors that were lost")
class FactorRemovalProtocolTests {

    private static final Duration DELAY = Duration.ofHours(24);
    private static final String LOST = "/recovery/factors";
    private static final String ASKED = "Have your second factors removed?";
    private static final String STARTED = "Your second factors are about to be removed";
    private static final String REMINDER = "Your second factors will soon be removed";
    private static final String RELEASED = "You can remove your second factors now";
    private static final String COMPLETED = "Your second factors were removed";
    private static final String CANCELLED = "Your second factors stay";

    @Autowired
    ApplicationContext application;

    @Autowired
    Authenticators authenticators;

    @Autowired
    FactorRemovals removals;

    @Autowired
    IdpProperties idp;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    Persona ada;
    Browser home;
    Browser browser;
    AuthenticatorApp app;

    @BeforeEach
    void somebodyWithAnAppThatTheyLose() {
        MovableClock.reset(clock);
        ada = Persona.ada(application);
        home = new Browser(idp.issuer());
        browser = new Browser(idp.issuer());
        app = enrolledBy(ada, home);
    }

    @Test
    void goAfterTheWaitingTimeWithTheMailboxAndTheFirstFactorOnceMore() {
        var fieldApp = RelyingParty.fieldApp(idp.issuer());
        var callback = home.open(fieldApp.authorizationRequest()).address();
        var refresh = fieldApp.tokens(callback).getTokens().getRefreshToken();

        confirm(ask());
        assertThat(mail(STARTED).text()).contains("Possible from");
        pass(DELAY.dividedBy(2));
        assertThat(mail(REMINDER).link()).isEqualTo(mail(STARTED).link());
        pass(DELAY.dividedBy(2));
        var end = ada.signIn(browser, browser.open(mail(RELEASED).link()));
        assertThat(end.address().getPath()).isEqualTo(FactorRemovalMails.COMPLETE);
        assertThat(isEnrolled()).isTrue();
        var done = browser.submit(end, Map.of());

        assertThat(done.address().getPath()).isEqualTo("/account/authenticators");
        assertThat(done.html().text()).contains("Your second factors are removed");
        assertThat(authenticators.list(ada.id())).isEmpty();
        assertThat(home.open("/account").address().getPath()).isEqualTo("/login");
        assertThat(fieldApp.refresh(refresh).indicatesSuccess()).isFalse();
        mail(COMPLETED);
        assertThat(steps()).containsExactly("asked", "started", "released", "completed");
        AuthenticatorApp.enrol(browser, clock);
    }

    @Test
    void areNotAskedForWithoutAFirstFactor() {
        var stranger = new Browser(idp.issuer());

        assertThat(stranger.open(LOST).address().getPath()).isEqualTo("/login");
        var posted = stranger.post(LOST, Map.of("_csrf", csrf(stranger.open("/login"))));

        assertThat(posted.address().getPath()).isEqualTo("/login");
        assertThat(steps()).isEmpty();
    }

    @Test
    void areLostWithTheRecoveryCodesAsWell() {
        var step = stage(browser);
        var choice = browser.open(
                URI.create(step.html().expectFirst("a[href*=choose]").absUrl("href")));
        assertThat(choice.html().select("a[href^=/login/recovery-code]")).hasSize(1);

        var lost = browser.open(
                URI.create(choice.html().expectFirst("a[href^=" + LOST + "]").absUrl("href")));

        assertThat(lost.html().text()).contains("24 hours");
    }

    @Nested
    @DisplayName("Attacks")
    class Attacks {

        @Test
        void theMailboxAloneRemovesNothing() {
            confirm(ask());
            pass(DELAY.dividedBy(2));
            pass(DELAY.dividedBy(2));
            var link = mail(RELEASED).link();
            var thief = new Browser(idp.issuer());

            assertThat(thief.open(link).address().getPath()).isEqualTo("/login");
            var posted = thief.post(
                    FactorRemovalMails.COMPLETE, Map.of("token", token(link), "_csrf", csrf(thief.open("/login"))));

            assertThat(posted.address().getPath()).isEqualTo("/login");
            assertThat(isEnrolled()).isTrue();
        }

        @Test
        void aPasswordThatTheMailboxReplacedStartsTheWaitAnew() {
            confirm(ask());
            pass(DELAY.dividedBy(2));
            pass(DELAY.dividedBy(2));
            var link = mail(RELEASED).link();
            var thief = new Browser(idp.issuer());
            thief.submit(thief.open("/recovery"), Map.of("email", ada.email()));
            var page = thief.submit(
                    thief.open(mail("Choose a new password").link()),
                    Map.of("password", "eleven quiet harbours at dusk"));

            var stage =
                    thief.submit(page, Map.of("username", ada.email(), "password", "eleven quiet harbours at dusk"));

            assertThat(stage.address().getPath()).isEqualTo("/login/totp");
            assertThat(thief.open(link).status()).isEqualTo(410);
            assertThat(isEnrolled()).isTrue();
            assertThat(steps()).endsWith("cancelled");
        }

        @Test
        void thePasswordAloneStartsNothing() {
            ask();

            pass(DELAY);
            pass(DELAY);

            assertThat(steps()).containsExactly("asked");
        }

        @Test
        void bothTogetherRemoveNothingBeforeTheWaitingTimeIsOver() {
            var link = ask();
            confirm(link);
            pass(DELAY.dividedBy(2));
            pass(DELAY.dividedBy(2).minusSeconds(1));
            var thief = new Browser(idp.issuer());
            stage(thief);

            assertThat(steps()).doesNotContain("released");
            for (var token : List.of(token(link), token(mail(STARTED).link()), "guessed")) {
                assertThat(thief.post(
                                        FactorRemovalMails.COMPLETE,
                                        Map.of("token", token, "_csrf", csrf(thief.open("/login/totp"))))
                                .status())
                        .isEqualTo(410);
            }
            assertThat(isEnrolled()).isTrue();
        }

        @Test
        void theLinkOfSomebodyElseRemovesNothingOfMine() {
            confirm(ask());
            pass(DELAY.dividedBy(2));
            pass(DELAY.dividedBy(2));
            var link = mail(RELEASED).link();
            var bob = Persona.ada(application);
            enrolledBy(bob, new Browser(idp.issuer()));
            var bobs = new Browser(idp.issuer());

            var page = bob.signIn(bobs, bobs.open(link));

            assertThat(page.status()).isEqualTo(410);
            assertThat(authenticators.list(bob.id())).hasSize(2);
            assertThat(isEnrolled()).isTrue();
        }
    }

    @Nested
    @DisplayName("The owner calls it off")
    class Cancelled {

        @BeforeEach
        void start() {
            confirm(ask());
        }

        @Test
        void byTheLinkOfAnyNotice() {
            var link = mail(STARTED).link();
            pass(DELAY.dividedBy(2));
            var owner = new Browser(idp.issuer());
            owner.open(link);
            assertThat(steps()).as("a GET changes nothing").doesNotContain("cancelled");

            var done = owner.submit(owner.open(mail(REMINDER).link()), Map.of());

            assertThat(done.html().text()).contains("Your second factors stay");
            pass(DELAY);
            mail(CANCELLED);
            assertThat(owner.open(link).status()).isEqualTo(410);
            assertThat(steps()).containsExactly("asked", "started", "cancelled");
        }

        @Test
        void alsoWhenTheWaitingTimeIsOver() {
            pass(DELAY.dividedBy(2));
            pass(DELAY.dividedBy(2));
            var end = ada.signIn(browser, browser.open(mail(RELEASED).link()));

            home.submit(home.open(mail(STARTED).link()), Map.of());

            assertThat(browser.submit(end, Map.of()).status()).isEqualTo(410);
            assertThat(isEnrolled()).isTrue();
        }

        @Test
        void bySigningInWithASecondFactor() {
            clock.advance(Duration.ofSeconds(30));
            var owner = new Browser(idp.issuer());

            owner.submit(stage(owner), Map.of("code", app.code()));

            assertThat(steps()).endsWith("cancelled");
            assertThat(new Browser(idp.issuer()).open(mail(STARTED).link()).status())
                    .isEqualTo(410);
        }

        @Test
        void bySigningInWithAPasskeyAlone() {
            var key = new SoftwareAuthenticator(idp.issuer());
            new PasskeyPages(home).enrol(key);
            assertThat(steps()).as("enrolling is a proof too").endsWith("cancelled");
            clock.advance(Duration.ofMinutes(1));
            confirm(ask());

            new PasskeyPages(new Browser(idp.issuer())).signIn(key);

            assertThat(steps()).endsWith("asked", "started", "cancelled");
        }

        @Test
        void notByACodeOfTheMailboxThatConfirmedIt() {
            application.publishEvent(new SecondFactorProved(ada.id(), Method.EMAIL_CODE));

            assertThat(steps()).containsExactly("asked", "started");
        }

        @Test
        void onTheirOwnPages() {
            var page = home.open("/account");
            assertThat(page.html().text()).contains("about to be removed");

            var after = home.submit(home.open("/account/authenticators"), "#content section form", Map.of());

            assertThat(after.html().text()).contains("It is called off").doesNotContain("about to be removed");
            assertThat(steps()).endsWith("cancelled");
        }
    }

    @Nested
    class Races {

        URI link;

        @BeforeEach
        void wait24Hours() {
            confirm(ask());
            pass(DELAY.dividedBy(2));
            pass(DELAY.dividedBy(2));
            link = mail(RELEASED).link();
        }

        @Test
        void ofTwoWhoCompleteItAtOnceOneDoes() throws Exception {
            var other = new Browser(idp.issuer());
            var first = ada.signIn(browser, browser.open(link));
            var second = ada.signIn(other, other.open(link));

            var pages = Together.run(List.<Callable<Browser.Page>>of(
                    () -> browser.submit(first, Map.of()), () -> other.submit(second, Map.of())));

            assertThat(pages)
                    .as("the other has no link any more, or no session")
                    .filteredOn(
                            it -> it.status() == 200 && !it.address().getPath().equals("/login"))
                    .hasSize(1);
            assertThat(steps().stream().filter("completed"::equals)).hasSize(1);
        }

        @Test
        void ofCompletingAndCancellingOneHappens() throws Exception {
            var end = ada.signIn(browser, browser.open(link));
            var cancel = home.open(mail(STARTED).link());

            var pages = Together.run(List.<Callable<Browser.Page>>of(
                    () -> browser.submit(end, Map.of()), () -> home.submit(cancel, Map.of())));

            assertThat(pages).extracting(Browser.Page::status).containsExactlyInAnyOrder(200, 410);
            assertThat(isEnrolled()).isEqualTo(pages.getLast().status() == 200);
        }

        @Test
        void theLinkWorksForThreeDays() {
            clock.advance(Duration.ofDays(3));

            assertThat(browser.open(link).status()).isEqualTo(410);
        }
    }

    @Test
    void aReminderThatIsLateLeavesTheOwnerAsMuchTimeAsOneThatIsNot() {
        confirm(ask());

        pass(DELAY.plusHours(6));
        mail(REMINDER);
        assertThat(steps()).doesNotContain("released");
        pass(DELAY.dividedBy(2));

        mail(RELEASED);
    }

    @Test
    void anAccountHasOneRequestAtATime() {
        var first = ask();
        clock.advance(Duration.ofMinutes(1));
        var second = ask();
        assertThat(new Browser(idp.issuer()).open(first).status()).isEqualTo(410);
        confirm(second);

        stage(browser);
        assertThat(browser.open(LOST).html().text()).contains("confirmed already");
        browser.post(LOST, Map.of("_csrf", csrf(browser.open(LOST))));

        assertThat(steps()).containsExactly("asked", "asked", "started");
    }

    @Test
    void askingIsLimited() {
        for (var i = 0; i < 3; i++) {
            ask();
        }
        stage(browser);

        assertThat(browser.submit(browser.open(LOST), Map.of()).status()).isEqualTo(429);
    }

    @Test
    void nothingIsAskedOfAMailboxThatNobodyProved() {
        jdbc.sql("UPDATE user_account SET email_verified = false WHERE id = :id")
                .param("id", ada.id().value())
                .update();
        stage(browser);

        assertThat(browser.open(LOST).html().text()).contains("cannot be done here");
        browser.post(LOST, Map.of("_csrf", csrf(browser.open(LOST))));

        assertThat(steps()).isEmpty();
    }

    @Test
    void everyLinkThatDoesNotWorkLooksTheSame() {
        confirm(ask());
        var used = mail(ASKED).link();
        for (var path : List.of(
                used.getPath() + "?" + used.getQuery(),
                FactorRemovalMails.CONFIRM + "?token=guessed",
                FactorRemovalMails.COMPLETE,
                CancelLinks.PATH + "?token=guessed",
                CancelLinks.PATH + "?token=" + "A".repeat(64))) {
            var page = browser.open(path);
            assertThat(page.status()).as(path).isEqualTo(410);
            assertThat(page.html().expectFirst("h1").text()).isEqualTo("This link does not work any more");
        }
    }

    @Test
    @DisplayName("A08: whoever has to have one, for a role, enrols another in the same sign-in")
    void whoeverHasToHaveOneEnrolsAnotherInTheSameSignIn() {
        application.getBean(Roles.class).grant(ada.id(), Role.ADMINISTRATOR);
        confirm(ask());
        pass(DELAY.dividedBy(2));
        pass(DELAY.dividedBy(2));

        var offers =
                browser.submit(ada.signIn(browser, browser.open(mail(RELEASED).link())), Map.of());

        assertThat(offers.address().getPath()).isEqualTo("/login/enrol");
        assertThat(browser.open(RelyingParty.forum(idp.issuer()).authorizationRequest())
                        .address()
                        .getPath())
                .isEqualTo("/login/enrol");
        AuthenticatorApp.enrol(browser, clock);
        assertThat(isEnrolled()).isTrue();
    }

    /** Has {@code person} set up an app in {@code browser}, where they stay signed in. */
    private AuthenticatorApp enrolledBy(Persona person, Browser browser) {
        person.signIn(browser, browser.open("/login"));
        var enrolled = AuthenticatorApp.enrol(browser, clock);
        clock.advance(Duration.ofSeconds(30));
        return enrolled;
    }

    private Browser.Page stage(Browser browser) {
        var page = ada.signIn(browser, browser.open("/login"));
        assertThat(page.address().getPath()).startsWith("/login/");
        return page;
    }

    /** Proves the password, asks, and returns the link that confirms it. */
    private URI ask() {
        var before = count(ASKED);
        var somewhere = new Browser(idp.issuer());
        stage(somewhere);
        var sent = somewhere.submit(somewhere.open(LOST), Map.of());
        assertThat(sent.html().text()).contains("on its way to you");
        await().until(() -> count(ASKED) > before);
        return mail(ASKED).link();
    }

    private void confirm(URI link) {
        var reader = new Browser(idp.issuer());
        var done = reader.submit(reader.open(link), Map.of());
        assertThat(done.html().text()).contains("The waiting time has begun");
    }

    /** Time passes, and what is due is done, as it is once a minute. */
    private void pass(Duration time) {
        clock.advance(time);
        removals.remind();
        removals.release();
    }

    private MailServer.Received mail(String subject) {
        return MailServer.shared().awaitMailTo(ada.email(), subject);
    }

    private long count(String subject) {
        return subjects().stream().filter(subject::equals).count();
    }

    private List<String> subjects() {
        return MailServer.shared().mailsTo(ada.email()).stream()
                .map(MailServer.Received::subject)
                .toList();
    }

    private boolean isEnrolled() {
        return !authenticators.list(ada.id()).isEmpty();
    }

    /** What the audit trail says about it, in the order of the transactions: the clock stands still between them. */
    private List<String> steps() {
        return jdbc.sql("""
                SELECT substring(action FROM 16)
                  FROM audit_event
                 WHERE subject_id = :account AND action LIKE 'factor-removal.%'
                 ORDER BY CAST(CAST(xmin AS text) AS bigint)
                """)
                .param("account", ada.id().value())
                .query((row, _) -> row.getString(1))
                .list();
    }

    private static String token(URI link) {
        return link.getQuery().substring("token=".length());
    }

    private static String csrf(Browser.Page page) {
        return page.html().expectFirst("input[name=_csrf]").attr("value");
    }
}
