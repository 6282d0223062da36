package dev.signet.idp.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.test.LeanApplication;
import dev.signet.idp.test.Together;
import dev.signet.idp.user.Accounts.Creation.Created;
import dev.signet.idp.user.Accounts.Creation.EmailTaken;
import dev.signet.idp.user.Accounts.Creation.Invalid;
import dev.signet.idp.user.Violation.Rule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccountsTests {

    private LeanApplication application;
    private Accounts accounts;

    @BeforeAll
    void start() {
        application = LeanApplication.start();
        accounts = application.bean(Accounts.class);
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
    void findsWhatItMade() {
        var ending = accounts.create(
                new NewAccount("Ada@Example.com", true, Map.of("name", "Ada", "address", Map.of("country", "GB"))));

        assertThat(ending).isInstanceOf(Created.class);
        var account = ((Created) ending).account();
        assertThat(accounts.find(account.id())).contains(account);
        assertThat(accounts.findByEmail(" ada@EXAMPLE.com ")).contains(account);
        assertThat(account.email()).hasToString("Ada@Example.com");
        assertThat(account.isActive()).isTrue();
        assertThat(application.auditedActions()).containsExactly("account.created");
    }

    @Test
    void findsNobodyUnderWhatIsNoAddress() {
        assertThat(accounts.findByEmail("nobody")).isEmpty();
        assertThat(accounts.findByEmail("' OR 1=1 --")).isEmpty();
        assertThat(accounts.findByEmail("x".repeat(100_000))).isEmpty();
        assertThat(accounts.find(AccountId.random())).isEmpty();
    }

    @Test
    void refusesAnAddressThatIsTakenInAnotherSpelling() {
        accounts.create(new NewAccount("ada@example.com", false, Map.of()));

        assertThat(accounts.create(new NewAccount("ADA@example.com", false, Map.of())))
                .isEqualTo(new EmailTaken());
        assertThat(count("user_account")).isOne();
        assertThat(count("user_identifier")).isOne();
    }

    @Test
    void refusesWhatIsNotValidAndSaysEverythingThatIsWrong() {
        assertThat(accounts.create(new NewAccount("ada", false, Map.of("name", "<b>"))))
                .isEqualTo(new Invalid(List.of(
                        new Violation("email", Rule.NOT_EMAIL), new Violation("name", Rule.FORBIDDEN_CHARACTER))));
    }

    @Test
    void makesManyAtOnceAndAnswersInTheirOrder() {
        accounts.create(new NewAccount("taken@example.com", false, Map.of()));

        assertThat(accounts.create(List.of(
                        new NewAccount("one@example.com", false, Map.of()),
                        new NewAccount("taken@example.com", false, Map.of()),
                        new NewAccount("nonsense", false, Map.of()),
                        new NewAccount("ONE@example.com", false, Map.of()),
                        new NewAccount("two@example.com", false, Map.of()))))
                .extracting(ending -> ending.getClass().getSimpleName())
                .containsExactly("Created", "EmailTaken", "Invalid", "EmailTaken", "Created");
        assertThat(count("user_account")).isEqualTo(3);
    }

    @Test
    void letsOneOfManyHaveAnAddress() throws Exception {
        var endings = Together.run(8, () -> accounts.create(new NewAccount("ada@example.com", false, Map.of())));

        assertThat(endings).filteredOn(Created.class::isInstance).hasSize(1);
        assertThat(endings).filteredOn(EmailTaken.class::isInstance).hasSize(7);
        assertThat(count("user_account")).isOne();
    }

    private long count(String table) {
        return application
                .sql()
                .sql("SELECT count(*) FROM " + table)
                .query(Long.class)
                .single();
    }

    @Test
    void changesWhatIsSaidAboutSomebodyAndLeavesTheRest() {
        var id = ((Created) accounts.create(new NewAccount(
                        "ada@example.com",
                        true,
                        Map.of("name", "Ada", "nickname", "Addie", "zoneinfo", "Europe/London"))))
                .account()
                .id();
        var changes = new HashMap<String, @Nullable Object>();
        changes.put("name", "Ada King");
        changes.put("nickname", null);

        assertThat(accounts.describe(id, changes)).isEmpty();
        assertThat(accounts.describe(id, changes)).isEmpty();

        assertThat(accounts.find(id).orElseThrow().claims())
                .isEqualTo(Map.of("name", "Ada King", "zoneinfo", "Europe/London"));
        assertThat(application.auditedActions())
                .as("the second time nothing changed")
                .containsExactly("account.created", "account.profile-changed");
    }

    @Test
    void ofTwoChangesAtOnceNeitherUndoesTheOther() throws Exception {
        var id = ((Created) accounts.create(new NewAccount("ada@example.com", true, Map.of())))
                .account()
                .id();

        Together.run(List.of(
                () -> accounts.describe(id, Map.of("name", "Ada")),
                () -> accounts.describe(id, Map.of("nickname", "Addie"))));

        assertThat(accounts.find(id).orElseThrow().claims()).isEqualTo(Map.of("name", "Ada", "nickname", "Addie"));
    }

    @Test
    void storesNothingOfADescriptionThatBreaksARule() {
        var id = ((Created) accounts.create(new NewAccount("ada@example.com", true, Map.of())))
                .account()
                .id();

        assertThat(accounts.describe(id, Map.of("name", "Ada", "website", "javascript:alert(1)")))
                .containsExactly(new Violation("website", Rule.NOT_URL));

        assertThat(accounts.find(id).orElseThrow().claims()).isEmpty();
    }
}
