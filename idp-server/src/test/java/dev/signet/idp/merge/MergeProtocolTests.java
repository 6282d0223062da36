package dev.signet.idp.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.access.Role;
import dev.signet.idp.access.Roles;
import dev.signet.idp.merge.AccountMerge.Obstacle;
import dev.signet.idp.merge.AccountMerge.Outcome;
import dev.signet.idp.merge.AccountMerge.Undoing;
import dev.signet.idp.protection.WayIn;
import dev.signet.idp.session.BrowserSessions;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.AuthenticatorApp;
import dev.signet.idp.test.Browser;
import dev.signet.idp.test.MailServer;
import dev.signet.idp.test.Persona;
import dev.signet.idp.test.RelyingParty;
import dev.signet.idp.test.SignetTest;
import dev.signet.idp.test.Together;
import dev.signet.idp.user.AccountId;
import dev.signet.idp.user.AccountStatus;
import dev.signet.idp.user.Accounts;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@SignetTest
@DisplayName("Two accounts that are one person's")
class MergeProtocolTests {

    private static final String KEPT_SUBJECT = "Another account was merged into yours";
    private static final String CLOSED_SUBJECT = "Your account was merged into another one";

    @Autowired
    ApplicationContext application;

    @Autowired
    IdpProperties idp;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    AccountMerge merge;

    @Autowired
    Accounts accounts;

    @Autowired
    BrowserSessions sessions;

    Persona ada;
    Persona other;

    @BeforeEach
    void people() {
        ada = Persona.ada(application);
        other = Persona.ada(application);
    }

    @Test
    void becomeOneAfterBothWereProved() {
        link(other, "octocat");
        var browser = new Browser(idp.issuer());
        var asked = proveBoth(browser);
        assertThat(asked.html().text()).contains(ada.email(), other.email(), "sub");

        var done = browser.submit(asked, Map.of("keep", "first"));

        assertThat(done.html().text()).contains("It is one account now", ada.email());
        assertThat(status(other)).isEqualTo(AccountStatus.DISABLED);
        assertThat(identitiesOf(ada)).containsExactly("octocat");
        assertThat(sessions.list(other.id())).isEmpty();
        assertThat(canSignIn(other)).isFalse();
        assertThat(canSignIn(ada)).isTrue();
    }

    @Test
    void thePersonChoosesWhichOneStays() {
        var browser = new Browser(idp.issuer());

        browser.submit(proveBoth(browser), Map.of("keep", "second"));

        assertThat(canSignIn(other)).isTrue();
        assertThat(canSignIn(ada)).isFalse();
    }

    @Test
    void nothingHappensInAnotherBrowserOrTwice() {
        var browser = new Browser(idp.issuer());
        var asked = proveBoth(browser);
        var elsewhere = new Browser(idp.issuer());
        other.signIn(elsewhere, elsewhere.open("/login"));
        assertThat(elsewhere.open("/account/merge/confirm").address().getPath()).isEqualTo("/account/merge");
        assertThat(status(other)).isEqualTo(AccountStatus.ACTIVE);

        browser.submit(asked, Map.of());
        assertThat(merge.list(ada.id())).hasSize(1);
    }

    @Test
    void signingInToTheSameAccountAgainIsToldAndChangesNothing() {
        var browser = new Browser(idp.issuer());
        ada.signIn(browser, browser.open("/login"));

        var asked = ada.signIn(browser, browser.submit(browser.open("/account/merge"), Map.of()));

        assertThat(asked.html().text()).contains("same account");
        assertThat(status(ada)).isEqualTo(AccountStatus.ACTIVE);
    }

    @Test
    void tokensOfTheClosedOneAreWorthNothing() {
        var shop = RelyingParty.shop(idp.issuer(), "openid offline_access");
        var tokens = shop.tokens(other.signInTo(shop, new Browser(idp.issuer())));

        merged();

        assertThat(shop.refresh(tokens.getTokens().getRefreshToken()).indicatesSuccess())
                .isFalse();
    }

    @Test
    void bothMailboxesAreToldAndEitherCanUndoIt() {
        link(other, "octocat");
        AuthenticatorApp.enrol(signedIn(other), Clock.systemUTC());
        consent(other, "shop");
        var before = rows(other);
        var mine = rows(ada);

        merged();
        assertThat(rows(other)).isNotEqualTo(before);
        MailServer.shared().awaitMailTo(ada.email(), KEPT_SUBJECT);
        var link =
                MailServer.shared().awaitMailTo(other.email(), CLOSED_SUBJECT).link();
        var browser = new Browser(idp.issuer());
        var page = browser.open(link);
        assertThat(status(other)).isEqualTo(AccountStatus.DISABLED);
        var undone = browser.submit(page, Map.of());

        assertThat(undone.html().text()).contains("two accounts again");
        assertThat(rows(other)).isEqualTo(before);
        assertThat(rows(ada)).isEqualTo(mine);
        assertThat(browser.open(link).status()).isEqualTo(410);
    }

    @Test
    void theKeptOneIsAskedForTheAppOfTheOther() {
        AuthenticatorApp.enrol(signedIn(other), Clock.systemUTC());

        merged();

        var browser = new Browser(idp.issuer());
        assertThat(ada.signIn(browser, browser.open("/login")).address().getPath())
                .startsWith("/login");
    }

    @Test
    void anAccountWithARoleIsNeverMerged() {
        application.getBean(Roles.class).grant(ada.id(), Role.ADMINISTRATOR);

        assertThat(merge.merge(ada.id(), other.id(), null)).isEqualTo(new Outcome.Refused(Obstacle.HAS_ROLE));
        assertThat(merge.merge(other.id(), ada.id(), null)).isEqualTo(new Outcome.Refused(Obstacle.HAS_ROLE));
    }

    @Test
    void ofMergesThatCrossOneIsFirst() throws Exception {
        for (var round = 0; round < 5; round++) {
            people();
            var outcomes = Together.run(List.of(
                    () -> merge.merge(ada.id(), other.id(), null), () -> merge.merge(other.id(), ada.id(), null)));

            assertThat(outcomes).filteredOn(Outcome.Merged.class::isInstance).hasSize(1);
            assertThat(outcomes).contains(new Outcome.Refused(Obstacle.NOT_ACTIVE));
        }
    }

    @Test
    void whoeverSignsInMeanwhileIsNotInTheClosedOne() throws Exception {
        var browser = new Browser(idp.issuer());

        Together.run(List.of(() -> merge.merge(ada.id(), other.id(), null), () -> signIn(browser)));

        assertThat(browser.open("/account").address().getPath()).isEqualTo("/login");
    }

    @Test
    void aMergeWhoseKeptAccountWasMergedOnIsUndoneInTurn() {
        var third = Persona.ada(application);
        var first = merged();
        var second = merge(third, ada);

        assertThat(merge.undo(first.id())).isEqualTo(Undoing.MERGED_ON);
        assertThat(merge.undo(second.id())).isEqualTo(Undoing.UNDONE);
        assertThat(merge.undo(first.id())).isEqualTo(Undoing.UNDONE);
        assertThat(merge.undo(first.id())).isEqualTo(Undoing.TOO_LATE);
        assertThat(List.of(status(ada), status(other), status(third))).containsOnly(AccountStatus.ACTIVE);
    }

    @Test
    void aLockdownOfTheKeptOneTakesBackWhatWasMergedIntoItSince() {
        link(other, "octocat");
        merged();

        var removed = new TransactionTemplate(application.getBean(PlatformTransactionManager.class))
                .execute(_ -> application.getBeansOfType(WayIn.class).values().stream()
                        .mapToInt(it -> it.removeSince(ada.id(), Instant.EPOCH))
                        .sum());

        assertThat(removed).isPositive();
        assertThat(identitiesOf(ada)).isEmpty();
        assertThat(status(other)).isEqualTo(AccountStatus.ACTIVE);
    }

    @Test
    void theClosedOneIsDeletedWhenTheTimeToUndoIsOverUnlessItWasOpenedAgain() {
        var third = Persona.ada(application);
        merged();
        var reopened = merge(ada, third);
        accounts.changeStatus(third.id(), AccountStatus.ACTIVE);
        expire(other);
        expire(third);

        merge.finish(100);

        assertThat(accounts.find(other.id())).isEmpty();
        assertThat(accounts.find(third.id())).isPresent();
        assertThat(merge.find(reopened.id())).isEmpty();
    }

    @Test
    void bothAccountsHaveItInTheAuditTrailWithTheReason() {
        assertThat(merge.merge(ada.id(), other.id(), "asked for by phone")).isInstanceOf(Outcome.Merged.class);

        for (var account : List.of(ada, other)) {
            assertThat(jdbc.sql("""
                    SELECT details ->> 'reason'
                      FROM audit_event
                     WHERE action = 'account.merged' AND subject_id = :id
                    """)
                            .param("id", account.id().value())
                            .query(String.class)
                            .list())
                    .containsExactly("asked for by phone");
        }
    }

    private Browser.Page proveBoth(Browser browser) {
        ada.signIn(browser, browser.open("/login"));
        var signIn = browser.submit(browser.open("/account/merge"), Map.of());
        var asked = other.signIn(browser, signIn);
        assertThat(asked.address().getPath()).isEqualTo("/account/merge/confirm");
        return asked;
    }

    private Merge merged() {
        return merge(ada, other);
    }

    private Merge merge(Persona kept, Persona closed) {
        if (!(merge.merge(kept.id(), closed.id(), null) instanceof Outcome.Merged(var done))) {
            throw new AssertionError("not merged");
        }
        return done;
    }

    private Browser signedIn(Persona person) {
        var browser = new Browser(idp.issuer());
        person.signIn(browser, browser.open("/login"));
        return browser;
    }

    private boolean canSignIn(Persona person) {
        return signedIn(person).open("/account").address().getPath().equals("/account");
    }

    private Outcome signIn(Browser browser) {
        other.signIn(browser, browser.open("/login"));
        return new Outcome.Refused(Obstacle.SAME_ACCOUNT);
    }

    private AccountStatus status(Persona person) {
        return accounts.find(person.id()).orElseThrow().status();
    }

    private void link(Persona person, String label) {
        jdbc.sql("""
                INSERT INTO upstream_identity (id, issuer, subject, account_id, provider_id, label, linked_at)
                VALUES (:id, 'https://elsewhere.example', :subject, :account, 'elsewhere', :label, now())
                """)
                .param("id", UUID.randomUUID())
                .param("subject", UUID.randomUUID().toString())
                .param("account", person.id().value())
                .param("label", label)
                .update();
    }

    private void consent(Persona person, String client) {
        jdbc.sql("INSERT INTO consent VALUES (:account, :client, ARRAY['openid'], now())")
                .param("account", person.id().value())
                .param("client", client)
                .update();
    }

    private List<String> identitiesOf(Persona person) {
        return jdbc.sql("SELECT label FROM upstream_identity WHERE account_id = :id")
                .param("id", person.id().value())
                .query((row, _) -> row.getString(1))
                .list();
    }

    /** All that an account has, but what ends when it is merged. */
    private Map<String, List<String>> rows(Persona person) {
        var rows = new LinkedHashMap<String, List<String>>();
        for (var table :
                List.of("user_identifier", "password", "upstream_identity", "authenticator", "consent", "passkey")) {
            rows.put(table, rows(table, person.id()));
        }
        rows.put("status", List.of(status(person).toString()));
        return rows;
    }

    private List<String> rows(String table, AccountId account) {
        return jdbc.sql("SELECT t::text FROM " + table + " t WHERE account_id = :id ORDER BY 1")
                .param("id", account.value())
                .query((row, _) -> row.getString(1))
                .list();
    }

    private void expire(Persona closed) {
        jdbc.sql("UPDATE account_merge SET undo_until = now() - interval '1 day' WHERE closed_id = :id")
                .param("id", closed.id().value())
                .update();
    }
}
