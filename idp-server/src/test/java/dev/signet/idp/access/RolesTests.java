package dev.signet.idp.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.test.LeanApplication;
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
        var ending = application.bean(Accounts.class).create(new NewAccount("alice@example.com", true, Map.of()));
        alice = ((Accounts.Creation.Created) ending).account().id();
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
}
