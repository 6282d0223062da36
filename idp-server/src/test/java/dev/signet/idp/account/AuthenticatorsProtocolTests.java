package dev.signet.idp.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.authenticator.Authenticator;
import dev.signet.idp.authenticator.Authenticator.Kind;
import dev.signet.idp.authenticator.Authenticators;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.AuthenticatorApp;
import dev.signet.idp.test.Browser;
import dev.signet.idp.test.MovableClock;
import dev.signet.idp.test.Persona;
import dev.signet.idp.test.SignetTest;
import dev.signet.idp.test.TestClock;
import dev.signet.idp.test.Together;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;

@SignetTest
@Import(MovableClock.class)
@DisplayName("The page of one’s authenticators")
class AuthenticatorsProtocolTests {

    private static final String LIST = "/account/authenticators";

    @Autowired
    ApplicationContext application;

    @Autowired
    Authenticators authenticators;

    @Autowired
    IdpProperties idp;

    @Autowired
    TestClock clock;

    Persona ada;
    Browser browser;

    @BeforeEach
    void somebody() {
        MovableClock.reset(clock);
        ada = Persona.ada(application);
        browser = new Browser(idp.issuer());
        ada.signIn(browser, browser.open("/login"));
    }

    private String enrolled() {
        AuthenticatorApp.enrol(browser, clock);
        clock.advance(Duration.ofSeconds(30));
        return apps().getLast().id().toString();
    }

    private List<Authenticator> apps() {
        return authenticators.list(ada.id()).stream()
                .filter(it -> it.kind() == Kind.TOTP)
                .toList();
    }

    /** A form that no page would send. */
    private Browser.Page send(String path, Map<String, String> fields) {
        var all = new HashMap<>(fields);
        all.put(
                "_csrf",
                browser.open("/account").html().expectFirst("input[name=_csrf]").attr("value"));
        return browser.post(path, all);
    }

    @Test
    void listsThemWithWhatCanBeAdded() {
        assertThat(browser.open(LIST).html().text()).contains("None yet", "Set up an authenticator app");
        enrolled();

        var page = browser.open(LIST).html();

        assertThat(page.select(".rows li").eachText())
                .hasSize(1)
                .first()
                .asString()
                .contains("My phone", "not used yet");
        assertThat(page.text()).contains("Recovery codes", "10 codes are left");
    }

    @Test
    void renamesOne() {
        var id = enrolled();

        var page = browser.submit(browser.open(LIST + "/" + id), Map.of("name", " Tablet<\u200b> "));

        assertThat(page.address().getPath()).isEqualTo(LIST);
        assertThat(page.html().select(".rows strong").eachText()).containsExactly("Tablet");
    }

    @Test
    void removesOneOfTwo() {
        var first = enrolled();
        enrolled();
        var confirm = browser.open(LIST + "/" + first + "/remove");
        assertThat(confirm.html().text()).contains("The others go on working");

        browser.submit(confirm, Map.of());

        assertThat(apps()).hasSize(1).extracting(it -> it.id().toString()).doesNotContain(first);
        assertThat(browser.open(LIST).html().text()).contains("10 codes are left");
    }

    @Test
    void removingTheLastOneEndsTheSecondFactor() {
        var id = enrolled();
        var confirm = browser.open(LIST + "/" + id + "/remove");
        assertThat(confirm.html().text()).contains("your password alone");

        browser.submit(confirm, Map.of());

        assertThat(authenticators.list(ada.id())).isEmpty();
        var elsewhere = new Browser(idp.issuer());
        assertThat(ada.signIn(elsewhere, elsewhere.open("/login")).address().getPath())
                .isEqualTo("/account");
    }

    @Test
    void aRemovalEndsTheSignInsThatWaitForASecondFactor() {
        var id = enrolled();
        var waiting = new Browser(idp.issuer());
        ada.signIn(waiting, waiting.open("/login"));
        assertThat(waiting.open("/login/totp").address().getPath()).isEqualTo("/login/totp");

        browser.submit(browser.open(LIST + "/" + id + "/remove"), Map.of());

        assertThat(waiting.open("/login/totp").address().getPath()).isEqualTo("/login");
    }

    @Test
    void whatIsSomebodyElsesIsNotThere() {
        var eve = Persona.ada(application);
        var evesBrowser = new Browser(idp.issuer());
        eve.signIn(evesBrowser, evesBrowser.open("/login"));
        AuthenticatorApp.enrol(evesBrowser, clock);
        var recoveryCodes = recoveryCodesOf(eve);
        var app = authenticators.list(eve.id()).getFirst().id();

        for (var id : List.of(app.toString(), recoveryCodes, UUID.randomUUID().toString(), "x", "1-1-1-1-1")) {
            assertThat(browser.open(LIST + "/" + id).status()).isEqualTo(404);
            assertThat(browser.open(LIST + "/" + id + "/remove").status()).isEqualTo(404);
            assertThat(send(LIST + "/" + id, Map.of("name", "Mine")).status()).isEqualTo(404);
            assertThat(send(LIST + "/" + id + "/remove", Map.of()).status()).isEqualTo(404);
        }
        assertThat(authenticators.list(eve.id()))
                .hasSize(2)
                .extracting(Authenticator::name)
                .doesNotContain("Mine");
    }

    @Test
    void recoveryCodesAreNotRemovedByThemselves() {
        enrolled();

        assertThat(send(LIST + "/" + recoveryCodesOf(ada) + "/remove", Map.of()).status())
                .isEqualTo(404);
    }

    @Test
    void changesNeedAFreshSecondFactor() {
        var id = enrolled();
        clock.advance(Duration.ofMinutes(11));

        assertThat(browser.open(LIST).status()).isEqualTo(200);
        assertThat(browser.open(LIST + "/" + id + "/remove").address().getPath())
                .isEqualTo("/login/totp");
        assertThat(send(LIST + "/" + id + "/remove", Map.of()).address().getPath())
                .isEqualTo("/login/totp");
        assertThat(apps()).hasSize(1);
    }

    @Test
    void nobodyElseSeesThePage() {
        assertThat(new Browser(idp.issuer()).open(LIST).address().getPath()).isEqualTo("/login");
    }

    @Test
    void nobodyHasMoreThanTheMostEvenAtOnce() throws Exception {
        for (var i = 0; i < Authenticators.MOST - 1; i++) {
            authenticators.add(ada.id(), Kind.PASSKEY, "Key " + i);
        }

        var added = Together.run(8, () -> authenticators.add(ada.id(), Kind.PASSKEY, "One more"));

        assertThat(added.stream().filter(Optional::isPresent)).hasSize(1);
        assertThat(authenticators.list(ada.id())).hasSize(Authenticators.MOST);
    }

    private String recoveryCodesOf(Persona owner) {
        return authenticators.list(owner.id()).stream()
                .filter(it -> it.kind() == Kind.RECOVERY_CODES)
                .findFirst()
                .orElseThrow()
                .id()
                .toString();
    }
}
