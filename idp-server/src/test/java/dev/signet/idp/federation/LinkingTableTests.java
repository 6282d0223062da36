package dev.signet.idp.federation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.authenticator.Authenticator.Kind;
import dev.signet.idp.authenticator.Authenticators;
import dev.signet.idp.federation.LinkingRules.Local;
import dev.signet.idp.password.PasswordHash;
import dev.signet.idp.password.PasswordHashing;
import dev.signet.idp.password.Passwords;
import dev.signet.idp.password.Turn;
import dev.signet.idp.registration.Invitations;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.Browser;
import dev.signet.idp.test.MailServer;
import dev.signet.idp.test.SignetTest;
import dev.signet.idp.user.Account;
import dev.signet.idp.user.AccountId;
import dev.signet.idp.user.Accounts;
import dev.signet.idp.user.NewAccount;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/**
 * The golden table: every combination of what can be true when somebody comes back from a provider under an address, through
 * the whole application, and what has become of the account afterwards.
 */
@SignetTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("Who comes back from a provider")
class LinkingTableTests {

    private static final String PROOF = "Is this sign-in yours?";

    @Autowired
    ApplicationContext application;

    @Autowired
    IdpProperties idp;

    @Autowired
    Accounts accounts;

    @Autowired
    Passwords passwords;

    @Autowired
    Authenticators authenticators;

    @Autowired
    Invitations invitations;

    @Autowired
    IdentityRepository identities;

    TestProviders providers;
    PasswordHash hash;

    /** One line of the table. What an account that is not there has is always false. */
    record Row(
            Local local,
            boolean upstreamVerified,
            boolean authoritative,
            boolean hasPassword,
            boolean hasFactor,
            boolean sameBrowser,
            boolean invited) {

        boolean ownsAddress() {
            return upstreamVerified && authoritative;
        }
    }

    /** What has become of it. */
    enum End {
        /** Linked without a question; all that the account had is there still. */
        LINKED,
        /** Linked after the mailbox was proved; all that the account had is there still. */
        LINKED_BY_MAIL,
        /** Linked, and nothing is left by which anybody else could come in. */
        RECLAIMED,
        RECLAIMED_BY_MAIL,
        CREATED,
        CREATED_BY_MAIL,
        /** A proof was asked for and not given: everything is as it was. */
        UNPROVED,
        /** No account, and no mail to anybody. */
        REFUSED
    }

    static Stream<Row> rows() {
        return Stream.of(Local.values())
                .flatMap(local -> bits(6).map(
                                it -> new Row(local, it.get(0), it.get(1), it.get(2), it.get(3), it.get(4), it.get(5)))
                        .filter(it -> local != Local.NONE || (!it.hasPassword() && !it.hasFactor())));
    }

    private static Stream<List<Boolean>> bits(int count) {
        return Stream.iterate(0, it -> it + 1)
                .limit(1L << count)
                .map(number -> Stream.iterate(0, it -> it + 1)
                        .limit(count)
                        .map(bit -> (number >> bit & 1) == 1)
                        .toList());
    }

    /** The table. A password, a factor or an invitation never changes whether an existing account is linked. */
    private static End expected(Row row) {
        return switch (row.local()) {
            case VERIFIED -> row.ownsAddress() ? End.LINKED : row.sameBrowser() ? End.LINKED_BY_MAIL : End.UNPROVED;
            case UNVERIFIED ->
                row.ownsAddress() ? End.RECLAIMED : row.sameBrowser() ? End.RECLAIMED_BY_MAIL : End.UNPROVED;
            case NONE -> {
                if (!row.invited()) {
                    yield End.REFUSED;
                }
                yield row.ownsAddress() ? End.CREATED : row.sameBrowser() ? End.CREATED_BY_MAIL : End.UNPROVED;
            }
        };
    }

    @BeforeAll
    void configure() {
        providers = new TestProviders(application);
        if (!(application.getBean(PasswordHashing.class).hash("a password of the one before")
                instanceof Turn.Taken<PasswordHash>(var taken))) {
            throw new AssertionError("hashing was busy");
        }
        hash = taken;
    }

    @AfterAll
    void close() {
        providers.close();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void endsAsTheTableSays(Row row) {
        var email = UUID.randomUUID() + (row.authoritative() ? "@corp.example" : "@elsewhere.example");
        var subject = UUID.randomUUID().toString();
        if (row.invited()) {
            assertThat(invitations.invite(email, Locale.ENGLISH, null)).isEqualTo(Invitations.Outcome.INVITED);
        }
        var before = row.local() == Local.NONE ? Optional.<Account>empty() : Optional.of(account(row, email));
        providers.partner.person(subject, email, row.upstreamVerified());

        var browser = new Browser(idp.issuer());
        var page = TestProviders.signIn(browser, "partner");
        var end = finish(row, email, browser, page);

        assertThat(end).isEqualTo(expected(row));
        var now = accounts.findByEmail(email);
        var linked = identities.find(providers.partner.issuer(), subject).map(LinkedIdentity::account);
        assertThat(linked).isEqualTo(isLinked(end) ? now.map(Account::id) : Optional.empty());
        switch (end) {
            case LINKED, LINKED_BY_MAIL, UNPROVED -> assertUnchanged(row, before, now);
            case RECLAIMED, RECLAIMED_BY_MAIL -> {
                var account = now.orElseThrow();
                assertThat(before.map(Account::id)).contains(account.id());
                assertThat(account.emailVerified()).isTrue();
                assertThat(account.claims())
                        .containsEntry("name", "Grace Hopper")
                        .doesNotContainKey("nickname");
                assertThat(passwords.isSet(account.id())).isFalse();
                assertThat(authenticators.kinds(account.id())).isEmpty();
            }
            case CREATED, CREATED_BY_MAIL -> {
                assertThat(now.orElseThrow().emailVerified()).isTrue();
                assertThat(invitations.isPending(now.orElseThrow().email())).isFalse();
            }
            case REFUSED -> {
                assertThat(now).isEmpty();
                assertThat(MailServer.shared().mailsTo(email)).isEmpty();
            }
        }
    }

    private static boolean isLinked(End end) {
        return end != End.UNPROVED && end != End.REFUSED;
    }

    /** Goes on as a person would, and says how it ended. */
    private End finish(Row row, String email, Browser browser, Browser.Page page) {
        if (page.status() == 403) {
            return End.REFUSED;
        }
        if (!page.address().getPath().equals("/login/link")) {
            assertIn(row, page);
            return row.local() == Local.NONE ? End.CREATED : row.local() == Local.VERIFIED ? End.LINKED : End.RECLAIMED;
        }
        var sent = browser.submit(page, Map.of());
        assertThat(sent.address().getPath()).isEqualTo("/login/link/sent");
        if (row.local() == Local.NONE && !row.invited()) {
            return End.REFUSED;
        }
        var link = MailServer.shared().awaitMailTo(email, PROOF).link();
        if (!row.sameBrowser()) {
            var other = new Browser(idp.issuer());
            assertThat(other.open(link).status()).isEqualTo(403);
            return End.UNPROVED;
        }
        assertIn(row, browser.submit(browser.open(link), Map.of()));
        return row.local() == Local.NONE
                ? End.CREATED_BY_MAIL
                : row.local() == Local.VERIFIED ? End.LINKED_BY_MAIL : End.RECLAIMED_BY_MAIL;
    }

    /** Signed in, or asked for the second factor of an account that kept it. */
    private static void assertIn(Row row, Browser.Page page) {
        var keepsFactor = row.local() == Local.VERIFIED && row.hasFactor();
        assertThat(page.address().getPath()).as(page.body()).isEqualTo(keepsFactor ? "/login/totp" : "/account");
    }

    private void assertUnchanged(Row row, Optional<Account> before, Optional<Account> now) {
        assertThat(now).isEqualTo(before);
        now.map(Account::id).ifPresent(it -> {
            assertThat(passwords.isSet(it)).isEqualTo(row.hasPassword());
            assertThat(authenticators.kinds(it).contains(Kind.TOTP)).isEqualTo(row.hasFactor());
        });
    }

    private Account account(Row row, String email) {
        var made = accounts.create(new NewAccount(
                email, row.local() == Local.VERIFIED, Map.of("name", "Somebody", "nickname", "was here")));
        if (!(made instanceof Accounts.Creation.Created(var account))) {
            throw new AssertionError(made);
        }
        AccountId id = account.id();
        if (row.hasPassword()) {
            passwords.setInitial(Map.of(id, hash));
        }
        if (row.hasFactor()) {
            authenticators.add(id, Kind.TOTP, "phone");
        }
        return accounts.find(id).orElseThrow();
    }
}
