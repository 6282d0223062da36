package dev.signet.idp.email;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.Browser;
import dev.signet.idp.test.MailServer;
import dev.signet.idp.test.Persona;
import dev.signet.idp.test.SignetTest;
import dev.signet.idp.user.Account;
import dev.signet.idp.user.Accounts;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@SignetTest
@DisplayName("The e-mail address of an account")
class EmailProtocolTests {

    private static final String CONFIRM = "Confirm your new e-mail address";
    private static final String CHANGED = "The e-mail address of your account was changed";
    private static final String NEW_PASSWORD = "eleven quiet harbours at dusk";

    @Autowired
    ApplicationContext application;

    @Autowired
    IdpProperties idp;

    @Autowired
    Accounts accounts;

    @Autowired
    JdbcClient jdbc;

    Persona ada;
    Browser browser;
    String wanted;

    @BeforeEach
    void somebody() {
        ada = Persona.ada(application);
        browser = new Browser(idp.issuer());
        wanted = address();
        ada.signIn(browser, browser.open("/login"));
    }

    @Test
    void changesWhenTheNewMailboxConfirmsIt() {
        ask(wanted);
        assertThat(account().email().value()).isEqualTo(ada.email());

        var phone = new Browser(idp.issuer());
        var page = phone.open(mail(wanted, CONFIRM));
        assertThat(page.html().text()).contains(wanted);
        assertThat(account().email().value()).isEqualTo(ada.email());
        assertThat(phone.submit(page, Map.of()).html().expectFirst("h1").text()).isEqualTo("Your address is confirmed");

        assertThat(account().email().value()).isEqualTo(wanted);
        assertThat(account().emailVerified()).isTrue();
        assertThat(accounts.findByEmail(ada.email())).isEmpty();
        assertThat(signIn(wanted, ada.password())).isEqualTo("/account");
        assertThat(signIn(ada.email(), ada.password())).isEqualTo("/login");
        assertThat(MailServer.shared().awaitMailTo(ada.email(), CHANGED).text()).contains("7 days");
    }

    @Test
    void isTakenBackFromTheOldMailboxWhichShowsEverybodyOut() {
        change(wanted);
        var undo = mail(ada.email(), CHANGED);
        var owner = new Browser(idp.issuer());

        var page = owner.open(undo);
        assertThat(account().email().value()).isEqualTo(wanted);
        var newPassword = owner.submit(page, Map.of());

        assertThat(newPassword.html().expectFirst("h1").text()).isEqualTo("Choose a new password");
        assertThat(account().email().value()).isEqualTo(ada.email());
        assertThat(browser.open("/account").address().getPath()).isEqualTo("/login");
        assertThat(signIn(ada.email(), ada.password())).isEqualTo("/login");
        owner.submit(newPassword, Map.of("password", NEW_PASSWORD));
        assertThat(signIn(ada.email(), NEW_PASSWORD)).isEqualTo("/account");
        assertThat(owner.open(undo).status()).isEqualTo(410);
    }

    @Test
    void isTakenBackFromTheFirstMailboxHoweverOftenItWasMovedOn() {
        change(wanted);
        var undo = mail(ada.email(), CHANGED);
        var further = address();
        change(further);
        var thiefsUndo = mail(wanted, CHANGED);

        var owner = new Browser(idp.issuer());
        owner.submit(owner.open(undo), Map.of());

        assertThat(account().email().value()).isEqualTo(ada.email());
        assertThat(new Browser(idp.issuer()).open(thiefsUndo).status()).isEqualTo(410);
    }

    @Test
    void whoeverMovedItAwayDoesNotGetToMoveItAwayAgain() {
        change(wanted);
        mail(ada.email(), CHANGED);
        change(ada.email());

        assertThat(account().email().value()).isEqualTo(ada.email());
        var after = Persona.ada(application); // asked for later, so a mail to the other would be here
        MailServer.shared().awaitMailTo(after.email());
        assertThat(MailServer.shared().mailsTo(wanted))
                .extracting(MailServer.Received::subject)
                .doesNotContain(CHANGED);
    }

    @Test
    void ofSomebodyElseStaysTheirsAndNothingTellsWhoHasIt() {
        var bob = Persona.ada(application);

        var page = ask(bob.email());
        assertThat(page.html().text()).contains("A mail with a link is on its way");
        var confirm = new Browser(idp.issuer());
        var answer = confirm.submit(confirm.open(mail(bob.email(), CONFIRM)), Map.of());

        assertThat(answer.status()).isEqualTo(410);
        assertThat(account().email().value()).isEqualTo(ada.email());
        assertThat(accounts.findByEmail(bob.email()).orElseThrow().id()).isEqualTo(bob.id());
    }

    @Test
    void aLaterWishEndsAnEarlierOne() {
        ask(wanted);
        var first = mail(wanted, CONFIRM);
        var other = address();
        ask(other);
        mail(other, CONFIRM);

        assertThat(browser.open(first).status()).isEqualTo(410);
    }

    @Test
    void isVerifiedThroughAMail() {
        jdbc.sql("UPDATE user_account SET email_verified = false WHERE id = :id")
                .param("id", ada.id().value())
                .update();
        var page = browser.open("/account/email");

        browser.post(
                "/account/email/verify",
                Map.of("_csrf", page.html().expectFirst("input[name=_csrf]").attr("value")));
        var link = mail(ada.email(), "Confirm your e-mail address");
        browser.open(link);
        assertThat(account().emailVerified()).isFalse();
        browser.submit(browser.open(link), Map.of());

        assertThat(account().emailVerified()).isTrue();
    }

    @Test
    void anUnprovedMailboxGetsNoPowerOverTheAccount() {
        jdbc.sql("UPDATE user_account SET email_verified = false WHERE id = :id")
                .param("id", ada.id().value())
                .update();
        change(wanted);
        var after = Persona.ada(application);
        MailServer.shared().awaitMailTo(after.email());

        assertThat(MailServer.shared().mailsTo(ada.email()))
                .extracting(MailServer.Received::subject)
                .doesNotContain(CHANGED);
    }

    @Test
    void badInputIsSaidBesideItsField() {
        for (var bad : List.of("", "ada", "a@b\r\nBcc: eve@example.com")) {
            assertThat(ask(bad).html().select("#email-error")).as(bad).hasSize(1);
        }
        assertThat(ask(ada.email()).html().expectFirst("#email-error").text()).contains("already");
    }

    @Test
    void passwordManagersFindThePageForANewPassword() {
        assertThat(browser.open("/.well-known/change-password").address().getPath())
                .isEqualTo("/account/password");
    }

    private Browser.Page ask(String email) {
        var form = browser.open("/account/email");
        return browser.post(
                "/account/email",
                Map.of(
                        "email",
                        email,
                        "_csrf",
                        form.html().expectFirst("input[name=_csrf]").attr("value")));
    }

    private void change(String email) {
        ask(email);
        browser.submit(browser.open(mail(email, CONFIRM)), Map.of());
        assertThat(account().email().value()).isEqualTo(email);
    }

    private static URI mail(String address, String subject) {
        return MailServer.shared().awaitMailTo(address, subject).link();
    }

    private String signIn(String email, String password) {
        var other = new Browser(idp.issuer());
        return other.submit(other.open("/login"), Map.of("username", email, "password", password))
                .address()
                .getPath();
    }

    private Account account() {
        return accounts.find(ada.id()).orElseThrow();
    }

    private static String address() {
        return "ada." + UUID.randomUUID().toString().substring(0, 8) + "@example.org";
    }
}
