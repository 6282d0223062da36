package dev.signet.idp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.authenticator.Authenticator;
import dev.signet.idp.authenticator.AuthenticatorNotes;
import dev.signet.idp.authenticator.AuthenticatorNotes.Note;
import dev.signet.idp.authenticator.Authenticators;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.Browser;
import dev.signet.idp.test.PasskeyPages;
import dev.signet.idp.test.Persona;
import dev.signet.idp.test.SignetTest;
import dev.signet.idp.test.SoftwareAuthenticator;
import dev.signet.idp.test.Together;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@SignetTest
@DisplayName("WebAuthn §7.1: enrolling passkeys and security keys")
class PasskeyEnrolmentProtocolTests {

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

    @BeforeEach
    void signIn() {
        ada = Persona.ada(application);
        browser = new Browser(idp.issuer());
        passkeys = new PasskeyPages(browser);
        ada.signIn(browser, browser.open("/login"));
    }

    @Test
    void theOptionsAskForWhatAPasskeyNeeds() {
        var options = passkeys.begin(PasskeyPages.NEW).options();

        assertThat(options.at("/rp/id").asString()).isEqualTo("localhost");
        assertThat(options.at("/user/name").asString()).isEqualTo(ada.email());
        assertThat(Base64.getUrlDecoder().decode(options.at("/user/id").asString()))
                .hasSize(64);
        assertThat(Base64.getUrlDecoder().decode(options.at("/challenge").asString()))
                .hasSize(32);
        assertThat(options.at("/authenticatorSelection/residentKey").asString()).isEqualTo("required");
        assertThat(options.at("/authenticatorSelection/userVerification").asString())
                .isEqualTo("preferred");
        assertThat(options.at("/attestation").asString()).isEqualTo("none");
        assertThat(options.at("/excludeCredentials").size()).isZero();
    }

    @Test
    void everyChallengeIsNewAndTheHandleStays() {
        var first = passkeys.begin(PasskeyPages.NEW).options();
        var second = passkeys.begin(PasskeyPages.NEW).options();

        assertThat(first.at("/challenge")).isNotEqualTo(second.at("/challenge"));
        assertThat(first.at("/user/id")).isEqualTo(second.at("/user/id"));
        assertThat(first.at("/user/id").asString()).doesNotContain(ada.id().toString());
    }

    @Test
    void aPasskeyIsKeptUnderTheNameOfItsMakerUnlessItsOwnerSaysOtherwise() {
        passkeys.enrol(key());
        var ceremony = passkeys.begin(PasskeyPages.NEW);
        passkeys.send(ceremony, key().create(ceremony.options()), Map.of("name", " My <b>phone</b> "));

        assertThat(keysOf(ada))
                .extracting(Authenticator::name)
                .containsExactly("Google Password Manager", "My bphone/b");
        assertThat(audited("authenticator.added"))
                .filteredOn(it -> it.contains("passkey"))
                .hasSize(2);
        assertThat(ceremony.options().at("/excludeCredentials").size()).isEqualTo(1);
    }

    @Test
    void theListSaysWhereItIsKeptAndByWhom() {
        passkeys.enrol(key());

        var id = keysOf(ada).getFirst().id();
        assertThat(application.getBean(AuthenticatorNotes.class).about(ada.id()))
                .containsExactly(Map.entry(
                        id,
                        List.of(
                                new Note("passkey.note.synchronised", "", false),
                                new Note("passkey.note.maker", "Google Password Manager", false))));
    }

    @Test
    void oneOfAnUnknownMakerIsNamedAfterWhatItIs() {
        passkeys.enrol(key().aaguid(UUID.randomUUID()));

        assertThat(keysOf(ada).getFirst().name()).startsWith("Passkey");
    }

    @Test
    void enrollingProvesTheKeyToo() {
        passkeys.enrol(key());

        assertThat(browser.open(PasskeyPages.NEW).address().getPath()).isEqualTo(PasskeyPages.NEW);
        assertThat(jdbc.sql("SELECT methods FROM browser_session WHERE account_id = :account")
                        .param("account", ada.id().value())
                        .query((row, _) ->
                                List.of((String[]) row.getArray("methods").getArray()))
                        .single())
                .containsExactlyInAnyOrder("pwd", "swk+uv");
    }

    @Test
    void aSecurityKeyMustNotBeOneThatIsSynchronised() {
        var ceremony = passkeys.begin(PasskeyPages.NEW_SECURITY_KEY);
        assertThat(ceremony.options().at("/hints/0").asString()).isEqualTo("security-key");

        var page = passkeys.send(ceremony, key().backupEligible(true).create(ceremony.options()));

        assertThat(page.html().expectFirst("[role=alert]").text()).contains("may be copied");
        assertThat(keysOf(ada)).isEmpty();

        var again = passkeys.begin(page);
        passkeys.send(again, key().backupEligible(false).counter(1).create(again.options()));
        assertThat(keysOf(ada)).hasSize(1);
    }

    static Stream<Arguments> wrongAnswers() {
        return Stream.of(
                wrong("another origin", it -> it.origin("https://evil.example"), "origin"),
                wrong("another port", it -> it.origin("http://localhost:1"), "origin"),
                wrong("another relying party", it -> it.rpId("evil.example"), "relying-party"),
                wrong(
                        "another challenge",
                        it -> it.challenge("c29tZXRoaW5nIGVsc2UgYWx0b2dldGhlci4uLi4uLi4"),
                        "challenge"),
                wrong("the wrong ceremony", it -> it.type("webauthn.get"), "not-verified"),
                wrong("nobody there", it -> it.userPresent(false), "user-presence"),
                wrong("an algorithm that we did not offer", it -> it.algorithm(-35), "algorithm"),
                wrong("no id", it -> it.credentialId(new byte[0]), "malformed"),
                wrong("an id that is too long", it -> it.credentialId(new byte[1024]), "not-verified"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongAnswers")
    void aWrongAnswerIsRefusedAndAudited(String what, UnaryOperator<SoftwareAuthenticator> change, String reason) {
        var page = passkeys.enrol(change.apply(key()));

        assertRefused(page, reason);
        passkeys.enrol(key());
        assertThat(keysOf(ada)).hasSize(1);
    }

    static Stream<String> nonsense() {
        return Nonsense.answers("attestationObject");
    }

    @ParameterizedTest
    @MethodSource("nonsense")
    void nonsenseIsRefusedLikeAnyOtherAnswer(String credential) {
        assertRefused(passkeys.send(passkeys.begin(PasskeyPages.NEW), credential), "malformed");
    }

    @Test
    void anAnswerWorksOnce() {
        var ceremony = passkeys.begin(PasskeyPages.NEW);
        var answer = key().create(ceremony.options());
        passkeys.send(ceremony, answer);

        var again = new PasskeyPages.Ceremony(browser.open(PasskeyPages.NEW), ceremony.ceremony(), ceremony.options());

        assertRefusedWith(passkeys.send(again, answer), "replayed");
        assertRefusedWith(passkeys.send(again, key().create(ceremony.options())), "replayed");
        assertThat(keysOf(ada)).hasSize(1);
    }

    @Test
    void ofTwoAnswersAtOnceOneIsTaken() throws Exception {
        var ceremony = passkeys.begin(PasskeyPages.NEW);

        Together.run(2, () -> passkeys.send(ceremony, key().create(ceremony.options())));

        assertThat(keysOf(ada)).hasSize(1);
    }

    @Test
    void aChallengeOfSomebodyElseOrForSomethingElseIsRefused() {
        var other = new Browser(idp.issuer());
        var bob = Persona.ada(application);
        bob.signIn(other, other.open("/login"));
        var ofBob = new PasskeyPages(other).begin(PasskeyPages.NEW);
        var forSignIn = new PasskeyPages(new Browser(idp.issuer())).begin(PasskeyPages.SIGN_IN);
        var page = browser.open(PasskeyPages.NEW);

        for (var ceremony : List.of(ofBob.ceremony(), forSignIn.ceremony(), "", "nonsense")) {
            var mixed = new PasskeyPages.Ceremony(page, ceremony, ofBob.options());
            assertRefusedWith(passkeys.send(mixed, key().create(ofBob.options())), "challenge");
        }
        assertThat(keysOf(ada)).isEmpty();
    }

    @Test
    void aCredentialBelongsToOnePerson() {
        var key = key();
        passkeys.enrol(key);
        var other = new Browser(idp.issuer());
        var bob = Persona.ada(application);
        bob.signIn(other, other.open("/login"));

        var page = new PasskeyPages(other).enrol(key().credentialId(key.credentialId()));

        assertThat(page.html().select("[role=alert].alert")).hasSize(1);
        assertThat(keysOf(bob)).isEmpty();
        assertThat(keysOf(ada)).hasSize(1);
    }

    @Test
    void anAccountHasRoomForTwenty() {
        passkeys.enrol(key());
        for (var i = 1; i < Authenticators.MOST; i++) {
            authenticators.add(ada.id(), Authenticator.Kind.TOTP, "app " + i);
        }

        var page = passkeys.enrol(key());

        assertThat(page.html().expectFirst(".alert[role=alert]").text()).contains("as many");
        assertThat(authenticators.list(ada.id())).hasSize(Authenticators.MOST);
    }

    @Test
    void nobodyEnrolsWithoutHavingProvedThemselvesAMomentAgo() {
        jdbc.sql("""
                UPDATE browser_session
                   SET methods_at = ARRAY[now() - interval '11 minutes']
                 WHERE account_id = :account
                """).param("account", ada.id().value()).update();

        assertThat(browser.open(PasskeyPages.NEW).address().getPath()).isEqualTo("/login");
    }

    @Test
    void whoeverIsNotSignedInSignsInFirst() {
        var page = new Browser(idp.issuer()).open(PasskeyPages.NEW);

        assertThat(page.address().getPath()).isEqualTo("/login");
    }

    @Test
    void theFormIsNotTakenWithoutItsToken() {
        var page = browser.post(PasskeyPages.NEW, Map.of("ceremony", "x", "credential", "{}"));

        assertThat(page.status()).isEqualTo(403);
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

    private void assertRefused(Browser.Page page, String reason) {
        assertRefusedWith(page, reason);
        assertThat(keysOf(ada)).isEmpty();
    }

    private void assertRefusedWith(Browser.Page page, String reason) {
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.html().expectFirst(".alert[role=alert]").text()).contains("could not be set up");
        assertThat(audited("passkey.refused").getLast()).contains("\"" + reason + "\"");
    }

    private List<String> audited(String action) {
        return jdbc.sql("""
                SELECT CAST(details AS text)
                  FROM audit_event
                 WHERE action = :action AND subject_id = :account
                 ORDER BY occurred_at
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
