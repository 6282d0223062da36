package dev.signet.idp.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.access.Permission;
import dev.signet.idp.access.Roles;
import dev.signet.idp.password.PasswordSignIn;
import dev.signet.idp.password.PasswordViolation;
import dev.signet.idp.setup.AdministratorCreation.Outcome.AdministratorExists;
import dev.signet.idp.setup.AdministratorCreation.Outcome.Created;
import dev.signet.idp.setup.AdministratorCreation.Outcome.EmailTaken;
import dev.signet.idp.setup.AdministratorCreation.Outcome.LinkUnusable;
import dev.signet.idp.setup.AdministratorCreation.Outcome.Rejected;
import dev.signet.idp.test.LeanApplication;
import dev.signet.idp.test.Together;
import dev.signet.idp.user.Accounts;
import dev.signet.idp.user.NewAccount;
import dev.signet.idp.user.Violation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdministratorCreationTests {

    private static final String PASSWORD = "correct horse battery staple";
    private static final NewAdministrator ADA = new NewAdministrator("Ada", "ada@example.com", PASSWORD);

    private LeanApplication application;
    private AdministratorCreation administrators;
    private SetupLink link;

    @BeforeAll
    void start() {
        application = LeanApplication.start();
        administrators = application.bean(AdministratorCreation.class);
        link = application.bean(SetupLink.class);
    }

    @AfterAll
    void stop() {
        application.close();
    }

    @BeforeEach
    void clear() {
        application.clear();
    }

    @Test
    void makesAnAdministratorWhoCanSignIn() {
        var outcome = administrators.throughLink(secret(), ADA);

        assertThat(outcome).isInstanceOf(Created.class);
        var account = ((Created) outcome).account();
        assertThat(application.bean(Roles.class).permissionsOf(account)).contains(Permission.USERS_WRITE);
        assertThat(application.bean(PasswordSignIn.class).attempt("ada@example.com", PASSWORD))
                .isEqualTo(new PasswordSignIn.Outcome.Verified(account));
        assertThat(application.auditedActions()).containsExactly("account.created", "role.granted");
    }

    @Test
    void acceptsALinkOnce() {
        var secret = secret();
        administrators.throughLink(secret, ADA);

        assertThat(link.isUsable(secret)).isFalse();
        assertThat(administrators.throughLink(secret, administrator("eve@example.com")))
                .isEqualTo(new LinkUnusable());
        assertThat(link.renew()).isEmpty();
    }

    @Test
    void keepsTheLinkAfterATypo() {
        var secret = secret();

        assertThat(administrators.throughLink(secret, new NewAdministrator("<b>", "ada", "short")))
                .isEqualTo(new Rejected(
                        List.of(
                                new Violation("email", Violation.Rule.NOT_EMAIL),
                                new Violation("name", Violation.Rule.FORBIDDEN_CHARACTER)),
                        List.of()));
        assertThat(administrators.throughLink(secret, new NewAdministrator("", "ada@example.com", "short")))
                .isEqualTo(new Rejected(List.of(), List.of(PasswordViolation.TOO_SHORT)));
        assertThat(administrators.throughLink(secret, ADA)).isInstanceOf(Created.class);
    }

    @Test
    void keepsTheLinkWhenTheAddressIsTaken() {
        application.bean(Accounts.class).create(new NewAccount("ada@example.com", true, Map.of()));
        var secret = secret();

        assertThat(administrators.throughLink(secret, ADA)).isEqualTo(new EmailTaken());
        assertThat(administrators.throughLink(secret, administrator("grace@example.com")))
                .isInstanceOf(Created.class);
    }

    @Test
    void refusesLinksThatAreUnknownOldOrReplaced() {
        assertThat(administrators.throughLink("", ADA)).isEqualTo(new LinkUnusable());
        assertThat(administrators.throughLink("guessed", ADA)).isEqualTo(new LinkUnusable());

        var replaced = secret();
        var old = secret();
        assertThat(administrators.throughLink(replaced, ADA)).isEqualTo(new LinkUnusable());

        application.clock().advance(Duration.ofHours(24));
        assertThat(administrators.throughLink(old, ADA)).isEqualTo(new LinkUnusable());
        assertThat(application.auditedActions()).isEmpty();
    }

    @Test
    void keepsOnlyTheHashOfTheLink() {
        var secret = secret();
        assertThat(application
                        .sql()
                        .sql("SELECT encode(token_hash, 'escape') || encode(token_hash, 'base64') FROM setup_link")
                        .query(String.class)
                        .single())
                .doesNotContain(secret);
    }

    @RepeatedTest(5)
    void letsOneOfManyBeTheFirst() throws Exception {
        var secret = secret();
        var attempts = new ArrayList<Callable<AdministratorCreation.Outcome>>();
        for (var i = 0; i < 4; i++) {
            var candidate = administrator("person" + i + "@example.com");
            attempts.add(() -> administrators.throughLink(secret, candidate));
            attempts.add(() ->
                    administrators.byCommand(new NewAdministrator("", "c-" + candidate.email(), PASSWORD), false));
        }

        assertThat(Together.run(attempts)).filteredOn(Created.class::isInstance).hasSize(1);
        assertThat(application
                        .sql()
                        .sql("SELECT count(*) FROM user_account")
                        .query(Long.class)
                        .single())
                .isOne();
    }

    @Test
    void makesAFurtherOneOnlyWhenTold() {
        var secret = secret();
        assertThat(administrators.byCommand(ADA, false)).isInstanceOf(Created.class);
        assertThat(link.isUsable(secret)).isFalse();

        assertThat(administrators.byCommand(administrator("grace@example.com"), false))
                .isEqualTo(new AdministratorExists());
        assertThat(administrators.byCommand(administrator("grace@example.com"), true))
                .isInstanceOf(Created.class);
    }

    private static NewAdministrator administrator(String email) {
        return new NewAdministrator("", email, PASSWORD);
    }

    private String secret() {
        var query = link.renew().orElseThrow().getQuery();
        return query.substring(query.indexOf('=') + 1);
    }
}
