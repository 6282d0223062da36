package dev.signet.idp.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.test.LeanApplication;
import dev.signet.idp.test.Together;
import dev.signet.idp.user.AccountId;
import dev.signet.idp.user.Accounts;
import dev.signet.idp.user.NewAccount;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RolesTests {

    private LeanApplication application;
    private Roles roles;
    private AccountId alice;

    @BeforeAll
    void start() {
        application = LeanApplication.start();
        roles = application.bean(Roles.class);
    }

    @AfterAll
    void stop() {
        application.close();
    }

    @BeforeEach
    void alice() {
        application.clear();
        alice = account("alice@example.com");
    }

    @Test
    void allowsNothingToBeginWith() {
        assertThat(roles.permissionsOf(alice)).isEmpty();
        assertThat(roles.anyAdministrator()).isFalse();
    }

    @Test
    void allowsAnAdministratorEverythingThereIs() {
        roles.grant(alice, Role.ADMINISTRATOR);

        assertThat(roles.permissionsOf(alice)).containsExactlyInAnyOrder(Permission.values());
        assertThat(roles.anyAdministrator()).isTrue();
    }

    @Test
    void recordsAGrantOnce() {
        roles.grant(alice, Role.ADMINISTRATOR);
        roles.grant(alice, Role.ADMINISTRATOR);

        assertThat(application.auditedActions()).containsExactly("account.created", "role.granted");
    }

    @Test
    void allowsNothingForARoleOfAnotherVersion() {
        assertThat(Role.permissionsOf(List.of("superhero"))).isEmpty();
    }

    @Test
    void canDoWithoutAnybodyButTheLastAdministratorWhoCanSignIn() {
        var bob = account("bob@example.com");
        assertThat(canDoWithout(alice)).as("who is none").isTrue();
        roles.grant(alice, Role.ADMINISTRATOR);
        assertThat(canDoWithout(alice)).isFalse();
        assertThat(canDoWithout(bob)).isTrue();
        roles.grant(bob, Role.ADMINISTRATOR);
        assertThat(canDoWithout(alice)).isTrue();

        application
                .bean(JdbcClient.class)
                .sql("UPDATE user_account SET status = 'locked' WHERE email = 'bob@example.com'")
                .update();

        assertThat(canDoWithout(alice)).isFalse();
    }

    @Test
    void ofTheLastTwoAdministratorsWhoLeaveAtOnceOneStays() throws Exception {
        var bob = account("bob@example.com");
        roles.grant(alice, Role.ADMINISTRATOR);
        roles.grant(bob, Role.ADMINISTRATOR);

        var left = Together.run(List.of(() -> leaves(alice), () -> leaves(bob)));

        assertThat(left).containsExactlyInAnyOrder(true, false);
        assertThat(roles.anyAdministrator()).isTrue();
    }

    private boolean canDoWithout(AccountId account) {
        return Boolean.TRUE.equals(transaction().execute(_ -> roles.canDoWithout(account)));
    }

    private boolean leaves(AccountId account) {
        return Boolean.TRUE.equals(transaction().execute(_ -> {
            var mayLeave = roles.canDoWithout(account);
            if (mayLeave) {
                application.bean(Accounts.class).delete(account);
            }
            return mayLeave;
        }));
    }

    private TransactionTemplate transaction() {
        return new TransactionTemplate(application.bean(PlatformTransactionManager.class));
    }

    private AccountId account(String email) {
        var ending = application.bean(Accounts.class).create(new NewAccount(email, true, Map.of()));
        return ((Accounts.Creation.Created) ending).account().id();
    }
}
