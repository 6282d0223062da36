package dev.signet.idp.password;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.password.PasswordSignIn.Outcome.Refused;
import dev.signet.idp.password.PasswordSignIn.Outcome.Verified;
import dev.signet.idp.password.PasswordSignIn.Reason;
import dev.signet.idp.test.LeanApplication;
import dev.signet.idp.user.AccountId;
import dev.signet.idp.user.Accounts;
import dev.signet.idp.user.NewAccount;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PasswordSignInTests {

    private static final String PASSWORD = "correct horse battery staple";

    private LeanApplication application;
    private PasswordSignIn signIn;
    private AccountId alice;

    @BeforeAll
    void start() {
        application = LeanApplication.start("--idp.password.hashing.memory=7MB", "--idp.password.hashing.iterations=5");
        signIn = application.bean(PasswordSignIn.class);
    }

    @AfterAll
    void stop() {
        application.close();
    }

    @BeforeEach
    void alice() {
        application.clear();
        alice = account("alice@example.com");
        assertThat(application.bean(PasswordChange.class).complete(alice, PASSWORD))
                .isEqualTo(new PasswordChange.Outcome.Changed());
    }

    @Test
    void letsInWhoKnowsThePassword() {
        assertThat(signIn.attempt("Alice@Example.com ", PASSWORD)).isEqualTo(new Verified(alice));
        assertThat(application.auditedActions()).containsExactly("account.created", "password.changed");
    }

    @Test
    void refusesEverybodyElseForAReasonThatStaysInside() {
        account("nopassword@example.com");
        status("locked", account("locked@example.com", PASSWORD));
        status("disabled", account("disabled@example.com", PASSWORD));

        assertThat(signIn.attempt("alice@example.com", "wrong")).isEqualTo(new Refused(Reason.WRONG_PASSWORD));
        assertThat(signIn.attempt("alice@example.com", "")).isEqualTo(new Refused(Reason.WRONG_PASSWORD));
        assertThat(signIn.attempt("nobody@example.com", PASSWORD)).isEqualTo(new Refused(Reason.UNKNOWN_ACCOUNT));
        assertThat(signIn.attempt("", "")).isEqualTo(new Refused(Reason.UNKNOWN_ACCOUNT));
        assertThat(signIn.attempt("nopassword@example.com", PASSWORD)).isEqualTo(new Refused(Reason.NO_PASSWORD));
        assertThat(signIn.attempt("locked@example.com", PASSWORD)).isEqualTo(new Refused(Reason.LOCKED));
        assertThat(signIn.attempt("disabled@example.com", PASSWORD)).isEqualTo(new Refused(Reason.DISABLED));
    }

    @Test
    void doesTheSameWorkForEveryRefusal() {
        account("nopassword@example.com");
        status("locked", account("locked@example.com", PASSWORD));

        for (var identifier :
                List.of("alice@example.com", "nobody@example.com", "nopassword@example.com", "locked@example.com")) {
            var before = hashes();
            signIn.attempt(identifier, "wrong password, and long");
            assertThat(hashes() - before).as(identifier).isOne();
        }
        assertThat(application.bean(PasswordHashing.class).nobodys().value())
                .startsWith("$argon2id$v=19$m=7168,t=5,p=1$");
    }

    @Test
    void refusesAnEndlessPasswordWithoutHashingIt() {
        var before = hashes();

        assertThat(signIn.attempt("alice@example.com", "x".repeat(1_000_000)))
                .isEqualTo(new Refused(Reason.PASSWORD_TOO_LONG));
        assertThat(hashes()).isEqualTo(before);
    }

    @Test
    void recordsARefusalWithoutWhatWasTyped() {
        signIn.attempt("Secret typed into the wrong field", PASSWORD);
        signIn.attempt("alice@example.com", "wrong");

        var rows = application
                .sql()
                .sql(
                        "SELECT CAST(subject_id AS text) AS subject, outcome, CAST(details AS text) AS details FROM audit_event"
                                + " WHERE action = 'sign-in.refused' ORDER BY subject_id NULLS FIRST")
                .query()
                .listOfRows();
        assertThat(rows).hasSize(2);
        assertThat(rows).allSatisfy(row -> assertThat(row).containsEntry("outcome", "refused"));
        assertThat(rows.get(0).get("subject")).isNull();
        assertThat(String.valueOf(rows.get(0).get("details")))
                .contains("unknown_account")
                .doesNotContain("Secret")
                .doesNotContain("correct");
        assertThat(rows.get(1)).containsEntry("subject", alice.toString());
    }

    @Test
    void renewsAHashThatWasMadeWithOtherSettings() {
        var bob = account("bob@example.com");
        var bcrypt = "$2b$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW";
        application.bean(Passwords.class).setInitial(Map.of(bob, new PasswordHash(bcrypt)));

        assertThat(signIn.attempt("bob@example.com", "wrong")).isInstanceOf(Refused.class);
        assertThat(hashOf(bob)).isEqualTo(bcrypt);

        assertThat(signIn.attempt("bob@example.com", "U*U")).isEqualTo(new Verified(bob));
        assertThat(hashOf(bob)).startsWith("$argon2id$v=19$m=7168,t=5,p=1$");

        var renewed = hashOf(bob);
        assertThat(signIn.attempt("bob@example.com", "U*U")).isEqualTo(new Verified(bob));
        assertThat(hashOf(bob)).isEqualTo(renewed);
    }

    @Test
    void doesNotRenewOverAPasswordThatWasChangedMeanwhile() {
        var current = hashOf(alice);
        application
                .bean(PasswordRepository.class)
                .rehash(alice, new PasswordHash("$argon2id$an older one"), new PasswordHash("$argon2id$its renewal"));
        assertThat(hashOf(alice)).isEqualTo(current);
    }

    @Test
    void refusesToSetAPasswordAgainstTheRules() {
        var change = application.bean(PasswordChange.class);

        assertThat(change.complete(alice, "short"))
                .isEqualTo(new PasswordChange.Outcome.Rejected(List.of(PasswordViolation.TOO_SHORT)));
        assertThat(change.complete(AccountId.random(), PASSWORD)).isEqualTo(new PasswordChange.Outcome.NoSuchAccount());
        assertThat(signIn.attempt("alice@example.com", PASSWORD)).isEqualTo(new Verified(alice));
    }

    private long hashes() {
        return application
                .bean(MeterRegistry.class)
                .get("signet.password.hashing")
                .timer()
                .count();
    }

    private String hashOf(AccountId account) {
        return application
                .bean(PasswordRepository.class)
                .find(account)
                .orElseThrow()
                .value();
    }

    private AccountId account(String email, String password) {
        var id = account(email);
        application.bean(PasswordChange.class).complete(id, password);
        return id;
    }

    @Test
    void thePasswordsBeforeCannotBeChosenAgainUntilTheyAreOldEnough() {
        var change = application.bean(PasswordChange.class);
        var refused = new PasswordChange.Outcome.Rejected(List.of(PasswordViolation.USED_BEFORE));
        assertThat(change.complete(alice, PASSWORD)).isEqualTo(refused);

        for (var i = 1; i <= 4; i++) {
            application.clock().advance(Duration.ofSeconds(1));
            assertThat(change.complete(alice, "another horse battery " + i))
                    .isEqualTo(new PasswordChange.Outcome.Changed());
            assertThat(change.complete(alice, PASSWORD))
                    .as("after %d changes", i)
                    .isEqualTo(refused);
        }
        application.clock().advance(Duration.ofSeconds(1));
        change.complete(alice, "another horse battery 5");

        assertThat(change.complete(alice, PASSWORD)).isEqualTo(new PasswordChange.Outcome.Changed());
        assertThat(application
                        .sql()
                        .sql("SELECT count(*) FROM password_history")
                        .query(Integer.class)
                        .single())
                .isEqualTo(4);
    }

    @Test
    void aPasswordExpiresOnlyWhereAnOperatorWantsThat() {
        application.clock().advance(Duration.ofDays(365));
        assertThat(application.bean(Passwords.class).isExpired(alice)).isFalse();

        try (var strict = LeanApplication.start("--idp.password.expires-after=90d")) {
            var passwords = strict.bean(Passwords.class);
            var created = strict.bean(Accounts.class).create(new NewAccount("bob@example.com", true, Map.of()));
            var bob = ((Accounts.Creation.Created) created).account().id();
            strict.bean(PasswordChange.class).complete(bob, PASSWORD);
            assertThat(passwords.isExpired(bob)).isFalse();
            strict.clock().advance(Duration.ofDays(90));
            assertThat(passwords.isExpired(bob)).isTrue();
            strict.bean(PasswordChange.class).complete(bob, "another horse battery staple");
            assertThat(passwords.isExpired(bob)).isFalse();
        }
    }

    @Test
    void aPasswordThatWasTakenAwayOpensNothingAndIsNotChosenAgain() {
        assertThat(application.bean(Passwords.class).remove(alice)).isTrue();
        assertThat(application.bean(Passwords.class).remove(alice)).isFalse();

        assertThat(signIn.attempt("alice@example.com", PASSWORD)).isEqualTo(new Refused(Reason.NO_PASSWORD));
        assertThat(application.bean(PasswordChange.class).complete(alice, PASSWORD))
                .isEqualTo(new PasswordChange.Outcome.Rejected(List.of(PasswordViolation.USED_BEFORE)));
    }

    private AccountId account(String email) {
        var ending = application.bean(Accounts.class).create(new NewAccount(email, true, Map.of()));
        return ((Accounts.Creation.Created) ending).account().id();
    }

    private void status(String status, AccountId account) {
        application
                .sql()
                .sql("UPDATE user_account SET status = :status WHERE id = :id")
                .param("status", status)
                .param("id", account.value())
                .update();
    }
}
