package dev.signet.idp.federation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.access.Role;
import dev.signet.idp.access.Roles;
import dev.signet.idp.access.RolesByRule;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.Browser;
import dev.signet.idp.test.OtherProvider;
import dev.signet.idp.test.SignetTest;
import dev.signet.idp.user.Account;
import dev.signet.idp.user.AccountId;
import dev.signet.idp.user.Accounts;
import dev.signet.idp.user.NewAccount;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@SignetTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("Roles that a rule of a provider gives")
class RolesByRuleProtocolTests {

    private static final String HELP_DESK = Role.HELP_DESK.value();

    @Autowired
    IdpProperties idp;

    @Autowired
    ProviderConfiguration configuration;

    @Autowired
    Accounts accounts;

    @Autowired
    Roles roles;

    @Autowired
    RolesByRule rolesByRule;

    @Autowired
    Identities identities;

    @Autowired
    JdbcClient jdbc;

    OtherProvider ruled;
    String subject;
    String email;

    @BeforeAll
    void provider() {
        ruled = new OtherProvider();
        configure("""
                    roles:
                      - {claim: groups, contains: staff, role: help-desk}
                      - {claim: groups, contains: staff, role: no-such-role}
                      - {claim: realm_access.roles, contains: audit, role: auditor}
                """);
    }

    @BeforeEach
    void somebody() {
        subject = UUID.randomUUID().toString();
        email = "grace." + subject.substring(0, 8) + "@ruled.example";
    }

    @AfterAll
    void close() {
        write("providers: []\n");
        ruled.close();
    }

    @Test
    void comeWithTheClaimAndGoWithIt() {
        var account = comesWith(List.of("sales", "staff"));
        assertThat(roles.of(account)).containsExactly(HELP_DESK);
        assertThat(rolesByRule.of(account)).isEqualTo(Map.of(HELP_DESK, "ruled"));

        ruled.person(
                Map.of("sub", subject, "email", email, "realm_access", Map.of("roles", List.of("audit", "other"))));
        signIn();
        assertThat(roles.of(account)).containsExactly("auditor");

        comesWith(List.of("sales"));
        assertThat(roles.of(account)).isEmpty();
        assertThat(jdbc.sql("""
                        SELECT (details ->> 'before') || ' > ' || (details ->> 'after')
                          FROM audit_event
                         WHERE action = 'roles.changed-by-rule' AND subject_id = :account AND actor_id IS NULL
                         ORDER BY ordinal, id
                        """)
                        .param("account", account.value())
                        .query(String.class)
                        .list())
                .containsExactly(" > help-desk", "help-desk > auditor", "auditor > ");
    }

    @Test
    void leaveAloneWhatSomebodyGaveByHand() {
        var account = comesWith(List.of());
        roles.grant(account, Role.HELP_DESK);

        comesWith(List.of("staff"));
        assertThat(rolesByRule.of(account)).isEmpty();
        comesWith(List.of());

        assertThat(roles.of(account)).containsExactly(HELP_DESK);
    }

    @Test
    void endWhenNobodyComesFromThereForAWeek() {
        var account = comesWith(List.of("staff"));

        rolesByRule.endOverdue(Instant.now().plus(Duration.ofDays(6)), 100);
        assertThat(roles.of(account)).containsExactly(HELP_DESK);
        rolesByRule.endOverdue(Instant.now().plus(Duration.ofDays(8)), 100);

        assertThat(roles.of(account)).isEmpty();
    }

    @Test
    void endWithTheLink() {
        var account = comesWith(List.of("staff"));

        identities.unlinkSince(account, Instant.EPOCH);

        assertThat(roles.of(account)).isEmpty();
    }

    @Test
    void endWithTheRuleAndWithTheProvider() {
        var first = comesWith(List.of("staff"));
        var rules = """
                    roles:
                      - {claim: groups, contains: staff, role: help-desk}
                """;
        try {
            configure("");
            assertThat(roles.of(first)).isEmpty();

            configure(rules);
            comesWith(List.of("staff"));
            assertThat(roles.of(first)).containsExactly(HELP_DESK);
            write("providers: []\n");
            assertThat(roles.of(first)).isEmpty();
        } finally {
            configure(rules.stripTrailing() + """

                          - {claim: groups, contains: staff, role: no-such-role}
                          - {claim: realm_access.roles, contains: audit, role: auditor}
                    """);
        }
    }

    @Test
    void makeAnExistingAccountAskFirst() {
        var created = (Accounts.Creation.Created) accounts.create(new NewAccount(email, true, Map.of()));
        person(List.of("staff"));

        assertThat(signIn().address().getPath()).isEqualTo("/login/link");
        assertThat(identities.list(created.account().id())).isEmpty();

        person(List.of("sales"));
        assertThat(signIn().address().getPath()).as("without a role to get").isEqualTo("/account");
    }

    private AccountId comesWith(List<String> groups) {
        person(groups);
        assertThat(signIn().address().getPath()).isEqualTo("/account");
        return accounts.findByEmail(email).map(Account::id).orElseThrow();
    }

    private void person(List<String> groups) {
        ruled.person(Map.of("sub", subject, "email", email, "email_verified", true, "groups", groups));
    }

    private Browser.Page signIn() {
        return TestProviders.signIn(new Browser(idp.issuer()), "ruled");
    }

    private void configure(String rules) {
        write("""
                providers:
                  - id: ruled
                    name: Ruled
                    issuer: %s
                    client_id: signet
                    client_secret: ruled-secret-for-tests-0123456789
                    authoritative_for: [ruled.example]
                    create_accounts: true
                """.formatted(ruled.issuer()) + rules);
    }

    private void write(String yaml) {
        try {
            var file = Files.createTempFile("providers", ".yaml");
            Files.writeString(file, yaml);
            assertThat(configuration.apply(file)).isInstanceOf(ProviderConfiguration.Outcome.Applied.class);
            Files.delete(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
