package dev.signet.idp.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signet.idp.access.Permission;
import dev.signet.idp.access.Role;
import dev.signet.idp.access.RoleCatalogue;
import dev.signet.idp.access.Roles;
import dev.signet.idp.adminui.PeopleDirectory;
import dev.signet.idp.adminui.PeopleDirectory.PersonSummary;
import dev.signet.idp.adminui.PeopleDirectory.Reach;
import dev.signet.idp.adminui.PeopleDirectory.Status;
import dev.signet.idp.adminui.PeopleOffice;
import dev.signet.idp.adminui.PeopleOffice.Action;
import dev.signet.idp.adminui.PeopleOffice.Creation;
import dev.signet.idp.adminui.PeopleOffice.Description;
import dev.signet.idp.adminui.PeopleOffice.Invitation;
import dev.signet.idp.adminui.PeopleOffice.Outcome;
import dev.signet.idp.adminui.RoleDirectory;
import dev.signet.idp.adminui.RoleDirectory.Assignment;
import dev.signet.idp.adminui.SessionDirectory;
import dev.signet.idp.adminui.SessionDirectory.Filter;
import dev.signet.idp.session.Factor;
import dev.signet.idp.session.Method;
import dev.signet.idp.session.SignedIn;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.Browser;
import dev.signet.idp.test.MailServer;
import dev.signet.idp.test.Persona;
import dev.signet.idp.test.RelyingParty;
import dev.signet.idp.test.SignetTest;
import dev.signet.idp.user.AccountId;
import dev.signet.idp.user.Accounts;
import dev.signet.idp.user.NewAccount;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;

@SignetTest
@DisplayName("Behind the console's pages about people")
class PeopleTests {

    @Autowired
    ApplicationContext application;

    @Autowired
    IdpProperties idp;

    @Autowired
    PeopleDirectory directory;

    @Autowired
    PeopleOffice office;

    @Autowired
    SessionDirectory sessions;

    @Autowired
    RoleDirectory roleDirectory;

    @Autowired
    Accounts accounts;

    @Autowired
    Roles roles;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    AccountId administrator;
    Persona ada;

    @BeforeEach
    void people() {
        administrator = account(unique(), "Root");
        roles.grant(administrator, Role.ADMINISTRATOR);
        ada = Persona.ada(application);
        actAs(administrator);
    }

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void findsPeopleByTheBeginningOfAddressNameAndFamilyNameEachOnce() {
        var prefix = unique();
        var byEmail = account(prefix + "1", "Somebody Else");
        var byName = account(unique(), prefix.toUpperCase(Locale.ROOT) + " Ada");
        var byAll = account(prefix + "2", prefix + " Grace");
        var byFamilyName = account(unique(), Map.of("name", "Grace H", "family_name", prefix + "son"));
        account(unique(), "Not " + prefix);

        assertThat(ids(directory.list(prefix, null, false).people()))
                .containsExactlyInAnyOrder(byEmail, byName, byAll, byFamilyName);
        assertThat(directory.list(prefix + "-nobody", null, false).people()).isEmpty();
    }

    @Test
    void leadsFromPageToPageWithoutLosingOrRepeatingAnybody() {
        var prefix = unique();
        var all = new ArrayList<AccountId>();
        for (var i = 0; i < AccountDirectory.PAGE_SIZE + 3; i++) {
            all.add(i % 2 == 0 ? account(prefix + i, "X") : account(unique(), prefix + " " + i));
        }

        var first = directory.list(prefix, null, false);
        var second = directory.list(prefix, first.next(), false);

        assertThat(first.people()).hasSize(AccountDirectory.PAGE_SIZE);
        assertThat(second.next()).isNull();
        assertThat(ids(Stream.concat(first.people().stream(), second.people().stream())
                        .toList()))
                .containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void walksThroughEverybody() {
        var seen = new ArrayList<AccountId>();
        UUID next = null;
        do {
            var page = directory.list("", next, false);
            seen.addAll(ids(page.people()));
            next = page.next();
        } while (next != null);

        assertThat(seen).contains(administrator, ada.id()).doesNotHaveDuplicates();
    }

    @Test
    void masksPersonalDataUnlessItIsAskedForAndWritesThatDown() {
        var masked = directory.find(ada.id().value(), false).orElseThrow();
        assertThat(masked.name()).isEqualTo("A••• L•••");
        assertThat(masked.email()).isEqualTo("a•••@e•••.com");
        assertThat(masked.profile()).containsEntry("phone_number", "•••0000").containsEntry("address", "•••");
        assertThat(events("personal-data.seen", ada.id())).isZero();

        var revealed = directory.find(ada.id().value(), true).orElseThrow();
        assertThat(revealed.email()).isEqualTo(ada.email());
        assertThat(revealed.profile()).containsEntry("phone_number", "+44 20 7946 0000");
        assertThat(events("personal-data.seen", ada.id())).isEqualTo(1);
    }

    @Test
    void showsNobodyInFullWithoutThePermissionAndFindsWholeAddressesOnly() {
        actAs(withRole(Role.HELP_DESK));

        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> directory.find(ada.id().value(), true));
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> directory.list("", null, true));
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> office.profile(ada.id().value()));
        assertThat(directory.list(ada.email().substring(0, 8), null, false).people())
                .isEmpty();
        assertThat(ids(directory.list(ada.email(), null, false).people())).containsExactly(ada.id());
    }

    @Test
    void answersNobodyWithoutThePermission() {
        actAs(ada.id());
        var id = administrator.value();
        for (Runnable question : List.<Runnable>of(
                () -> directory.list("", null, false),
                () -> directory.find(id, false),
                () -> office.create("x@example.com", Map.of(), Locale.ENGLISH),
                () -> office.invite("x@example.com", Locale.ENGLISH),
                () -> office.profile(id),
                () -> office.describe(id, "", Map.of()),
                () -> office.withdrawAccess(id, "x"),
                () -> sessions.list(new Filter("", "", ""), null),
                () -> sessions.end(Set.of()),
                () -> sessions.endable(Set.of()),
                roleDirectory::list,
                roleDirectory::permissions,
                () -> roleDirectory.find("auditor"),
                () -> roleDirectory.of(id),
                () -> roleDirectory.create("x", "", Set.of()),
                () -> roleDirectory.change("x", 1, "", Set.of()),
                () -> roleDirectory.delete("x"),
                () -> roleDirectory.assign(id, Set.of(), Set.of()))) {
            assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(question::run);
        }
        for (var action : Action.values()) {
            assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> office.perform(id, action));
        }
    }

    @Test
    void letsNobodyChangeThemselvesOrSomebodyWhoMayDoMore() {
        for (var action : Action.values()) {
            assertThat(office.perform(administrator.value(), action)).isEqualTo(new Outcome.NotThere());
        }
        actAs(withRole(Role.USER_MANAGER));
        for (var action : Action.values()) {
            assertThat(office.perform(administrator.value(), action)).isEqualTo(new Outcome.NotThere());
            assertThat(office.perform(UUID.randomUUID(), Action.LOCK)).isEqualTo(new Outcome.NotThere());
        }
        assertThat(office.profile(administrator.value())).isEmpty();
        assertThat(directory.find(administrator.value(), false).orElseThrow().reach())
                .isEqualTo(Reach.BEYOND);
    }

    @Test
    void locksWithAllThatIsOpenAndUnlocks() {
        var shop = RelyingParty.shop(idp.issuer(), "openid offline_access");
        var browser = new Browser(idp.issuer());
        var tokens = shop.tokens(ada.signInTo(shop, browser));

        assertThat(office.perform(ada.id().value(), Action.LOCK)).isEqualTo(new Outcome.Done(1));

        assertThat(directory.find(ada.id().value(), false).orElseThrow())
                .satisfies(it -> assertThat(it.status()).isEqualTo(Status.LOCKED))
                .satisfies(it -> assertThat(it.sessions()).isEmpty());
        assertThat(browser.open("/account").address().getPath()).isEqualTo("/login");
        assertThat(office.perform(ada.id().value(), Action.LOCK)).isEqualTo(new Outcome.Unchanged());
        assertThat(office.perform(ada.id().value(), Action.UNLOCK)).isEqualTo(new Outcome.Done(1));
        assertThat(shop.refresh(tokens.getOIDCTokens().getRefreshToken()).indicatesSuccess())
                .isFalse();
        assertThat(ada.signIn(browser, browser.open("/login")).address().getPath())
                .isEqualTo("/account");
        assertThat(actors("account.status-changed", ada.id())).containsOnly(administrator.value());
        assertThat(actors("session.ended", ada.id())).containsOnly(administrator.value());
    }

    @Test
    void asksForASecondFactorAtTheNextSignIn() {
        office.perform(ada.id().value(), Action.REQUIRE_FACTOR);
        var forum = RelyingParty.forum(idp.issuer());
        var browser = new Browser(idp.issuer());

        assertThat(ada.signIn(browser, browser.open(forum.authorizationRequest()))
                        .address()
                        .getPath())
                .isEqualTo("/login/enrol");

        assertThat(office.perform(ada.id().value(), Action.WAIVE_FACTOR)).isEqualTo(new Outcome.Done(1));
        assertThat(browser.open(forum.authorizationRequest()).address().getPath())
                .isNotEqualTo("/login/enrol");
    }

    @Test
    void mailsTheLinkForANewPasswordToTheOwnerAlone() {
        assertThat(office.perform(ada.id().value(), Action.RESET_PASSWORD)).isEqualTo(new Outcome.Done(1));

        var mail = MailServer.shared().awaitMailTo(ada.email(), "Choose a new password");
        assertThat(mail.link().getPath()).isEqualTo("/recovery/complete");
        assertThat(actors("password-reset.mailed", ada.id())).containsExactly(administrator.value());
    }

    @Test
    void makesSomebodyWhoChoosesTheirOwnPassword() {
        var email = unique() + "@example.com";
        var created = office.create(email, Map.of("name", "Grace Hopper", "locale", "de"), Locale.ENGLISH);

        assertThat(created).isInstanceOf(Creation.Created.class);
        assertThat(MailServer.shared().awaitMailTo(email).link().getPath()).isEqualTo("/recovery/complete");
        assertThat(office.create(email, Map.of(), Locale.ENGLISH)).isEqualTo(new Creation.EmailTaken());
        assertThat(office.create("none", Map.of("name", "<b>"), Locale.ENGLISH))
                .isEqualTo(new Creation.Rejected(Map.of("email", "NOT_EMAIL", "name", "FORBIDDEN_CHARACTER")));
        assertThat(office.invite(unique() + "@example.com", Locale.ENGLISH)).isEqualTo(Invitation.INVITED);
        assertThat(office.invite(email, Locale.ENGLISH)).isEqualTo(Invitation.ACCOUNT_EXISTS);
    }

    @Test
    void savesAProfileAndNothingOverAChangeOfSomebodyElse() {
        var id = ada.id().value();
        var seen = office.profile(id).orElseThrow();
        assertThat(office.describe(id, seen.version(), Map.of("name", "Augusta", "phone_number", "+1")))
                .isEqualTo(new Description.Saved());
        assertThat(accounts.find(ada.id()).orElseThrow().claims())
                .containsEntry("name", "Augusta")
                .containsKey("address")
                .doesNotContainKeys("phone_number_verified", "given_name");

        assertThat(office.describe(id, seen.version(), Map.of("name", "Countess")))
                .isInstanceOfSatisfying(
                        Description.Stale.class,
                        it -> assertThat(it.current().fields()).containsEntry("name", "Augusta"));
        assertThat(office.describe(id, "nonsense", Map.of())).isInstanceOf(Description.Stale.class);
    }

    @Test
    void closesAnAccountInWrongHandsAndItsOwnerComesInAgain() {
        var thief = new Browser(idp.issuer());
        ada.signIn(thief, thief.open("/login"));

        assertThat(office.perform(ada.id().value(), Action.LOCKDOWN)).isEqualTo(new Outcome.Done(1));

        assertThat(thief.open("/account").address().getPath()).isEqualTo("/login");
        assertThat(ada.signIn(thief, thief.open("/login")).address().getPath()).isEqualTo("/login");
        assertThat(MailServer.shared()
                        .awaitMailTo(ada.email(), "Your account was closed to everybody")
                        .link()
                        .getPath())
                .isEqualTo("/recovery");
        assertThat(actors("account.locked-down", ada.id())).containsExactly(administrator.value());
    }

    @Test
    void erasesSomebodyWithAllThatIsTheirs() {
        assertThat(office.perform(ada.id().value(), Action.ERASE)).isInstanceOf(Outcome.Done.class);

        assertThat(accounts.find(ada.id())).isEmpty();
        assertThat(actors("account.deleted", ada.id())).containsExactly(administrator.value());
    }

    @Test
    void filtersLiveSessionsByPersonAddressAndClient() {
        var forum = RelyingParty.forum(idp.issuer());
        ada.signInTo(forum, new Browser(idp.issuer()));
        var plain = new Browser(idp.issuer());
        ada.signIn(plain, plain.open("/login"));

        assertThat(list(ada.email(), "", "")).hasSize(2);
        assertThat(list(ada.id().toString(), "", "")).hasSize(2);
        assertThat(list(ada.email(), "127.0.0.0/8", "")).hasSize(2);
        assertThat(list(ada.email(), "192.0.2.1", "")).isEmpty();
        assertThat(list(ada.email(), "nonsense", "")).isEmpty();
        assertThat(list("nobody@example.com", "", "")).isEmpty();
        assertThat(list(ada.email(), "", "no-such-client")).isEmpty();
    }

    @Test
    void endsTheChosenSessionsThatAreWithinReach() {
        var browser = new Browser(idp.issuer());
        ada.signIn(browser, browser.open("/login"));
        var sid = list(ada.email(), "", "").getFirst().sid();
        roles.grant(ada.id(), Role.SECURITY_OFFICER);

        actAs(withRole(Role.HELP_DESK));
        assertThat(sessions.end(Set.of(sid))).isZero();
        actAs(administrator);
        assertThat(sessions.end(Set.of(sid, UUID.randomUUID()))).isEqualTo(1);

        assertThat(browser.open("/account").address().getPath()).isEqualTo("/login");
    }

    @Test
    void assignsRolesWithinReachAndShowsWhatTheyAllow() {
        var id = ada.id().value();
        assertThat(roleDirectory.assign(id, Set.of(), Set.of("auditor"))).isEqualTo(new Assignment.Assigned());
        assertThat(roleDirectory.of(id).orElseThrow().effective())
                .containsEntry("audit:read", List.of("auditor"))
                .doesNotContainKey("pii:read");
        assertThat(roleDirectory.assign(id, Set.of(), Set.of())).isInstanceOf(Assignment.Stale.class);
        assertThat(roleDirectory.assign(administrator.value(), Set.of("administrator"), Set.of()))
                .isEqualTo(new Assignment.NotThere());

        var name = "r" + UUID.randomUUID().toString().substring(0, 8);
        assertThat(roleDirectory.create(name, "", Set.of("users:fly")))
                .isInstanceOf(RoleDirectory.Outcome.Rejected.class);
        assertThat(roleDirectory.create(name, "", Set.of("users:read"))).isEqualTo(new RoleDirectory.Outcome.Done(0));
        assertThat(application
                        .getBean(RoleCatalogue.class)
                        .find(name)
                        .orElseThrow()
                        .permissions())
                .containsExactly(Permission.USERS_READ);
        assertThat(roleDirectory.delete(name)).isEqualTo(new RoleDirectory.Outcome.Done(0));
    }

    private List<PeopleDirectory.SessionSummary> list(String person, String address, String client) {
        return sessions.list(new Filter(person, address, client), null).sessions();
    }

    private void actAs(AccountId account) {
        var now = clock.instant();
        SecurityContextHolder.setContext(new SecurityContextImpl(new SignedIn(
                account, UUID.randomUUID(), List.of(new Factor(Method.PASSWORD, now), new Factor(Method.TOTP, now)))));
    }

    private AccountId withRole(Role role) {
        var somebody = account(unique(), "Helper");
        roles.grant(somebody, role);
        return somebody;
    }

    private AccountId account(String localPart, String name) {
        return account(localPart, Map.of("name", name));
    }

    private AccountId account(String localPart, Map<String, Object> claims) {
        var ending = accounts.create(new NewAccount(localPart + "@example.com", true, claims));
        return ((Accounts.Creation.Created) ending).account().id();
    }

    private int events(String action, AccountId subject) {
        return actors(action, subject).size();
    }

    private List<UUID> actors(String action, AccountId subject) {
        return jdbc.sql("SELECT actor_id FROM audit_event WHERE action = :action AND subject_id = :subject")
                .param("action", action)
                .param("subject", subject.value())
                .query((row, _) -> row.getObject("actor_id", UUID.class))
                .list();
    }

    private static List<AccountId> ids(List<PersonSummary> people) {
        return people.stream().map(it -> new AccountId(it.id())).toList();
    }

    private static String unique() {
        return "p" + UUID.randomUUID().toString().replace("-", "");
    }
}
