package dev.signet.idp.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.openid.connect.sdk.claims.ACR;
import dev.signet.idp.authenticator.Authenticator;
import dev.signet.idp.authenticator.Authenticators;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.Chromium;
import dev.signet.idp.test.PasskeyPages;
import dev.signet.idp.test.Persona;
import dev.signet.idp.test.RelyingParty;
import dev.signet.idp.test.SignetTest;
import java.text.ParseException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@SignetTest
@DisplayName("In Chromium, with virtual authenticators")
class PasskeyBrowserTests {

    private static final By CEREMONY = By.cssSelector("form[data-passkey] button");
    private static final By SUBJECT = By.id("subject");

    @Autowired
    ApplicationContext context;

    @Autowired
    IdpProperties idp;

    @Autowired
    Authenticators authenticators;

    Persona ada;
    Chromium chromium;
    Application forum;
    RelyingParty relyingParty;

    @BeforeEach
    void start() {
        ada = Persona.ada(context);
        chromium = Chromium.start();
        forum = new Application(
                it -> relyingParty = RelyingParty.forum(idp.issuer()).at(it));
    }

    @AfterEach
    void stop() {
        chromium.close();
        forum.close();
    }

    @Test
    void aPersonEnrolsTwoKeysAndSignsInWithEach() throws ParseException {
        var phone = chromium.virtualAuthenticator(Chromium.Authenticator.PASSWORD_MANAGER);
        open("/login");
        signInByPassword();
        enrol(PasskeyPages.NEW, "Phone");
        chromium.removeVirtualAuthenticator(phone);
        var usb = chromium.virtualAuthenticator(Chromium.Authenticator.SECURITY_KEY);
        enrol(PasskeyPages.NEW_SECURITY_KEY, "");
        assertThat(keysOf(ada)).extracting(Authenticator::name).containsExactly("Phone", "Security key");

        // The second factor: a key that does not know its user, beside a password.
        signOut();
        chromium.driver().get(forum.address());
        signInByPassword();
        assertThat(heading()).isEqualTo("Use your passkey");
        chromium.assertAccessible();
        chromium.press(CEREMONY);
        chromium.await(SUBJECT);
        assertThat(claims().getStringClaim("acr")).isEqualTo("phrh");
        assertThat(claims().getStringListClaim("amr")).containsExactlyInAnyOrder("hwk", "mfa", "pwd", "user");
        chromium.removeVirtualAuthenticator(usb);
        assertThat(chromium.blocked()).isEmpty();
    }

    @Test
    void aPasskeySignsInWithoutAnythingTyped() throws ParseException {
        var key = chromium.virtualAuthenticator(Chromium.Authenticator.PLATFORM);
        open("/login");
        signInByPassword();
        enrol(PasskeyPages.NEW, "");
        signOut();

        chromium.simulatePresence(key, false); // so that the one in the list of the field waits
        chromium.driver().get(forum.address());
        assertThat(heading()).isEqualTo("Sign in");
        chromium.assertAccessible();
        chromium.await(CEREMONY);
        chromium.simulatePresence(key, true);
        chromium.press(CEREMONY);

        chromium.await(SUBJECT);
        assertThat(claims().getStringClaim("acr")).isEqualTo("phrh");
        assertThat(claims().getStringListClaim("amr")).containsExactlyInAnyOrder("hwk", "mfa", "user");
        assertThat(chromium.blocked()).isEmpty();
    }

    @Test
    void aPasskeyChosenInTheListOfTheFieldSignsIn() {
        chromium.virtualAuthenticator(Chromium.Authenticator.PASSWORD_MANAGER);
        open("/login");
        signInByPassword();
        enrol(PasskeyPages.NEW, "");
        signOut();

        open("/login"); // and nothing more: Chromium chooses from the list in place of somebody

        chromium.awaitPath("/account");
    }

    @Test
    void aRequestThatNeedsAPasskeyLeadsThroughSettingOneUpAndThenAsksForIt() throws ParseException {
        var key = chromium.virtualAuthenticator(Chromium.Authenticator.PASSWORD_MANAGER);
        open("/login");
        signInByPassword();
        stepUp();
        assertThat(heading()).isEqualTo("Protect your account");
        chromium.press(By.cssSelector("a.way"));
        chromium.press(CEREMONY);
        chromium.press(By.cssSelector(".choices a")); // past the recovery codes
        chromium.await(SUBJECT);
        assertThat(claims().getStringClaim("acr")).isEqualTo("phr");

        signOut();
        chromium.simulatePresence(key, false); // so that nothing is chosen from the list of the field
        stepUp();
        signInByPassword();
        assertThat(heading()).isEqualTo("Use your passkey");
        chromium.simulatePresence(key, true);
        chromium.press(CEREMONY);
        chromium.await(SUBJECT);
        assertThat(claims().getStringClaim("acr")).isEqualTo("phr");
        assertThat(claims().getStringListClaim("amr")).containsExactlyInAnyOrder("mfa", "pwd", "swk", "user");
    }

    @Test
    void aDeviceThatIsSetUpAlreadySaysSo() {
        chromium.virtualAuthenticator(Chromium.Authenticator.PASSWORD_MANAGER);
        open("/login");
        signInByPassword();
        enrol(PasskeyPages.NEW, "");

        open(PasskeyPages.NEW);
        chromium.await(CEREMONY).click();

        assertThat(chromium.await(By.cssSelector("[data-problem=known]")).getText())
                .contains("already");
        chromium.assertAccessible();
        assertThat(keysOf(ada)).hasSize(1);
    }

    @Test
    void withoutAPasskeyThePageSaysWhatToDo() {
        chromium.virtualAuthenticator(Chromium.Authenticator.PLATFORM);
        open("/login");
        chromium.await(CEREMONY).click();

        assertThat(chromium.await(By.cssSelector("[data-problem=cancelled]")).getText())
                .contains("Try again");
        chromium.assertAccessible();
        signInByPassword();
        chromium.awaitPath("/account");
    }

    @Test
    void withoutScriptsThePageOffersOtherWays() {
        chromium.close();
        chromium = Chromium.start("--blink-settings=scriptEnabled=false");
        open("/login");
        assertThat(chromium.driver().findElement(CEREMONY).isDisplayed()).isFalse();

        open(PasskeyPages.SIGN_IN);
        assertThat(chromium.await(By.cssSelector("[data-passkey-without]")).getText())
                .contains("scripts");
        chromium.press(By.cssSelector(".step-aside a"));
        signInByPassword();
        chromium.awaitPath("/account");
    }

    private void open(String path) {
        chromium.driver().get(idp.url(path));
    }

    private void stepUp() {
        chromium.driver()
                .get(relyingParty
                        .authorizationRequest(it -> it.acrValues(List.of(new ACR("phr"))))
                        .toString());
    }

    private void signInByPassword() {
        chromium.type(By.id("username"), ada.email());
        chromium.type(By.id("password"), ada.password());
        chromium.press(By.cssSelector("main form button"));
    }

    private void enrol(String page, String name) {
        var before = keysOf(ada).size();
        open(page);
        chromium.type(By.id("name"), name);
        chromium.assertAccessible();
        chromium.press(CEREMONY);
        assertThat(keysOf(ada)).hasSize(before + 1);
    }

    /** Without the recovery codes that come with the first. */
    private List<Authenticator> keysOf(Persona person) {
        return authenticators.list(person.id()).stream()
                .filter(it -> it.kind() == Authenticator.Kind.PASSKEY)
                .toList();
    }

    private void signOut() {
        open("/connect/logout");
        chromium.press(By.cssSelector("main form button"));
    }

    private String heading() {
        return chromium.await(By.tagName("h1")).getText();
    }

    private JWTClaimsSet claims() throws ParseException {
        return JWTParser.parse(forum.idToken()).getJWTClaimsSet();
    }
}
