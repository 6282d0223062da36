package dev.signet.idp.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signet.idp.registration.Invitations;
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
import dev.signet.idp.user.Accounts;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** A way of signing in that is missing here is one that nobody has shown to be as strict as the others. */
@SignetTest
@Import(MovableClock.class)
@TestPropertySource(
        properties = {
            "idp.second-factor.email-code=true",
            "idp.limits.delay=1ms",
            "idp.limits.longest-delay=1ms",
        })
@DirtiesContext
@DisplayName("A14: every way of signing in passes through the same gate")
class SignInGateProtocolTests {

    private static final String SESSION = "__Host-signet";
    private static final String NEW_PASSWORD = "eleven quiet harbours at dusk";
    private static final Pattern CODE = Pattern.compile("([0-9]{3}) ([0-9]{3})");

    @Autowired
    ApplicationContext application;

    @Autowired
    Accounts accounts;

    @Autowired
    Invitations invitations;

    @Autowired
    IdpProperties idp;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    Persona person;
    Browser home;
    Browser browser;
    RelyingParty forum;

    AuthenticatorApp app;
    SoftwareAuthenticator key;
    String recoveryCode;
    PasskeyPages.@Nullable Ceremony ceremony;

    @BeforeEach
    void somebody() {
        MovableClock.reset(clock);
        person = Persona.ada(application);
        home = new Browser(idp.issuer());
        browser = new Browser(idp.issuer());
        forum = RelyingParty.forum(idp.issuer());
        app = AuthenticatorApp.withKey("NOBODYS2", clock);
        key = new SoftwareAuthenticator(idp.issuer());
        recoveryCode = "";
        ceremony = null;
    }

    /** The ways, with what a relying party is told afterwards. */
    enum Way {
        PASSWORD("1fa", "pwd"),
        PASSWORD_AND_APP("mfa", "mfa otp pwd"),
        PASSWORD_AND_KEY("phr", "mfa pwd swk user"),
        PASSWORD_AND_RECOVERY_CODE("mfa", "mfa otp pwd"),
        PASSWORD_AND_MAILED_CODE("mfa", "mfa otp pwd"),
        PASSKEY_ALONE("phr", "mfa swk user"),
        REMEMBERED_BROWSER("1fa", "pwd"),
        AFTER_RECOVERY("1fa", "pwd"),
        AFTER_REGISTRATION("1fa", "pwd"),
        AFTER_INVITATION("1fa", "pwd");

        final String acr;
        final String amr;

        Way(String acr, String amr) {
            this.acr = acr;
            this.amr = amr;
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSessionTheRelyingPartyAndTheAuditTrailLearnWhatWasProved(Way way) {
        prepare(way);

        var end = prove(way, approach(way, browser));

        var callback = end.isOutside(idp.issuer()) ? end : browser.open(forum.authorizationRequest());
        var token = forum.idToken(forum.tokens(callback.address()));
        assertThat(token.getACR().getValue()).isEqualTo(way.acr);
        assertThat(token.getAMR().stream().map(it -> it.getValue()).sorted().toList())
                .containsExactly(way.amr.split(" "));
        assertThat(jdbc.sql("""
                        SELECT details ->> 'amr'
                          FROM audit_event
                         WHERE subject_id = :account AND action = 'session.started' AND outcome = 'success'
                           AND details ->> 'sid' = :sid
                        """)
                        .param("account", person.id().value())
                        .param("sid", token.getSessionID().getValue())
                        .query((row, _) -> row.getString(1))
                        .single())
                .isEqualTo(way.amr);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            PASSWORD, disabled
            PASSWORD, locked
            PASSWORD_AND_APP, disabled
            PASSWORD_AND_APP, locked
            PASSWORD_AND_KEY, disabled
            PASSWORD_AND_KEY, locked
            PASSWORD_AND_RECOVERY_CODE, disabled
            PASSWORD_AND_RECOVERY_CODE, locked
            PASSWORD_AND_MAILED_CODE, disabled
            PASSWORD_AND_MAILED_CODE, locked
            PASSKEY_ALONE, disabled
            PASSKEY_ALONE, locked
            REMEMBERED_BROWSER, disabled
            REMEMBERED_BROWSER, locked
            AFTER_RECOVERY, disabled
            AFTER_RECOVERY, locked
            AFTER_REGISTRATION, disabled
            AFTER_REGISTRATION, locked
            AFTER_INVITATION, disabled
            AFTER_INVITATION, locked
            """)
    void anAccountThatIsNotActiveStaysOutEvenInTheMiddleOfASignIn(Way way, String status) {
        prepare(way);
        var page = approach(way, browser);
        jdbc.sql("UPDATE user_account SET status = :status WHERE id = :account")
                .param("status", status)
                .param("account", person.id().value())
                .update();

        var end = prove(way, page);

        assertThat(end.isOutside(idp.issuer())).isFalse();
        assertThat(browser.cookies()).doesNotContainKey(SESSION);
        assertThat(browser.open("/account").address().getPath()).isEqualTo("/login");
        assertThat(browser.open(forum.authorizationRequest()).address().getPath())
                .isEqualTo("/login");
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"PASSWORD_AND_KEY", "PASSKEY_ALONE"}) // nobody guesses a signature
    void whatCanBeGuessedIsLimitedAndThenTheRightProofIsRefusedToo(Way way) {
        prepare(way);
        var tries = 0;
        while (guess(way).status() != 429) {
            tries++;
            assertThat(tries).as("guesses without an end").isLessThan(12);
        }

        var page = approach(way, browser);

        assertThat(prove(way, page).status()).isEqualTo(429);
        assertThat(browser.cookies()).doesNotContainKey(SESSION);
        assertThat(jdbc.sql("SELECT count(*) FROM audit_event WHERE subject_id = :account AND action = 'limit.reached'")
                        .param("account", person.id().value())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    /** What somebody has to have done before, in another browser. */
    private void prepare(Way way) {
        switch (way) {
            case PASSWORD -> {}
            case PASSWORD_AND_APP, PASSWORD_AND_MAILED_CODE -> enrolApp();
            case PASSWORD_AND_RECOVERY_CODE -> {
                person.signIn(home, home.open("/login"));
                var page = home.open("/account/authenticators/totp/new");
                var shown = home.submit(
                        page, Map.of("code", AuthenticatorApp.scan(page, clock).code()));
                recoveryCode =
                        shown.html().select(".recovery-codes li").getFirst().text();
            }
            case PASSWORD_AND_KEY, PASSKEY_ALONE -> {
                person.signIn(home, home.open("/login"));
                new PasskeyPages(home).enrol(key);
            }
            case REMEMBERED_BROWSER -> {
                enrolApp();
                browser.submit(
                        person.signIn(browser, browser.open("/login")), Map.of("code", app.code(), "remember", "true"));
                browser.cookies().remove(SESSION);
            }
            case AFTER_RECOVERY -> {
                home.submit(home.open("/recovery"), Map.of("email", person.email()));
                var link = MailServer.shared()
                        .awaitMailTo(person.email(), "Choose a new password")
                        .link();
                home.submit(home.open(link), Map.of("password", NEW_PASSWORD));
                person = new Persona(person.id(), person.email(), NEW_PASSWORD);
            }
            case AFTER_REGISTRATION -> {
                var email = newEmail();
                home.submit(home.open("/registration"), Map.of("email", email));
                join(email);
            }
            case AFTER_INVITATION -> {
                var email = newEmail();
                invitations.invite(email, Locale.ENGLISH, null);
                join(email);
            }
        }
    }

    /** Opens the page that takes the last proof, proving what comes before it. */
    private Browser.Page approach(Way way, Browser browser) {
        var start = browser.open(forum.authorizationRequest());
        return switch (way) {
            case PASSWORD, REMEMBERED_BROWSER, AFTER_RECOVERY, AFTER_REGISTRATION, AFTER_INVITATION -> start;
            case PASSWORD_AND_APP -> person.signIn(browser, start);
            case PASSWORD_AND_KEY -> {
                var page = person.signIn(browser, start);
                ceremony = new PasskeyPages(browser).begin(page);
                yield page;
            }
            case PASSWORD_AND_RECOVERY_CODE ->
                browser.open("/login/recovery-code?ticket=" + ticket(person.signIn(browser, start)));
            case PASSWORD_AND_MAILED_CODE ->
                browser.submit(
                        browser.open("/login/email-code?ticket=" + ticket(person.signIn(browser, start))), Map.of());
            case PASSKEY_ALONE -> {
                var page = browser.open(PasskeyPages.SIGN_IN + "?ticket=" + ticket(start));
                ceremony = new PasskeyPages(browser).begin(page);
                yield page;
            }
        };
    }

    private Browser.Page prove(Way way, Browser.Page page) {
        return switch (way) {
            case PASSWORD, REMEMBERED_BROWSER, AFTER_RECOVERY, AFTER_REGISTRATION, AFTER_INVITATION ->
                person.signIn(browser, page);
            case PASSWORD_AND_APP -> browser.submit(page, Map.of("code", app.code()));
            case PASSWORD_AND_RECOVERY_CODE -> browser.submit(page, Map.of("code", recoveryCode));
            case PASSWORD_AND_MAILED_CODE -> browser.submit(page, Map.of("code", mailedCode()));
            case PASSWORD_AND_KEY, PASSKEY_ALONE -> {
                var begun = Objects.requireNonNull(ceremony);
                yield new PasskeyPages(browser).send(begun, key.get(begun.options()));
            }
        };
    }

    /** One wrong last proof; each in a browser of its own, so that only what all of them share counts. */
    private Browser.Page guess(Way way) {
        var thief = way == Way.REMEMBERED_BROWSER ? browser : new Browser(idp.issuer());
        var page = thief.open(forum.authorizationRequest());
        return switch (way) {
            case PASSWORD_AND_APP -> {
                var step = person.signIn(thief, page);
                yield thief.submit(step, Map.of("code", otherThan(app.code())));
            }
            case PASSWORD_AND_RECOVERY_CODE -> {
                person.signIn(thief, page);
                yield thief.submit(thief.open("/login/recovery-code"), Map.of("code", "aaaaa-aaaaa"));
            }
            case PASSWORD_AND_MAILED_CODE -> {
                var step = person.signIn(thief, page);
                yield thief.post(
                        "/login/email-code",
                        Map.of(
                                "code",
                                "000000",
                                "_csrf",
                                step.html().expectFirst("input[name=_csrf]").val()));
            }
            default -> thief.submit(page, Map.of("username", person.email(), "password", "a wrong guess of somebody"));
        };
    }

    private void enrolApp() {
        person.signIn(home, home.open("/login"));
        app = AuthenticatorApp.enrol(home, clock);
        clock.advance(Duration.ofSeconds(30));
    }

    private void join(String email) {
        var link = MailServer.shared().awaitMailTo(email).link();
        var phone = new Browser(idp.issuer());
        phone.submit(phone.open(link), Map.of("name", "Grace Hopper", "password", NEW_PASSWORD));
        person = new Persona(accounts.findByEmail(email).orElseThrow().id(), email, NEW_PASSWORD);
    }

    private String mailedCode() {
        return await().until(
                        () -> MailServer.shared().mailsTo(person.email()).reversed().stream()
                                .flatMap(it -> CODE.matcher(it.text()).results())
                                .map(it -> it.group(1) + it.group(2))
                                .findFirst(),
                        it -> it.isPresent())
                .orElseThrow();
    }

    private static String newEmail() {
        return "grace." + UUID.randomUUID().toString().substring(0, 8) + "@example.com";
    }

    private static String ticket(Browser.Page page) {
        return page.html().expectFirst("input[name=ticket]").val();
    }

    private static String otherThan(String code) {
        return "%06d".formatted((Integer.parseInt(code) + 500_000) % 1_000_000);
    }
}
