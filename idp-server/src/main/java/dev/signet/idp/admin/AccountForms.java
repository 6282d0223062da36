package dev.signet.idp.admin;

import dev.signet.idp.adminui.PeopleOffice;
import dev.signet.idp.adminui.PeopleOffice.Creation;
import dev.signet.idp.adminui.PeopleOffice.Description;
import dev.signet.idp.adminui.PeopleOffice.Profile;
import dev.signet.idp.recovery.PasswordResets;
import dev.signet.idp.user.Account;
import dev.signet.idp.user.Accounts;
import dev.signet.idp.user.NewAccount;
import dev.signet.idp.user.Violation;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Between the fields of the console's forms and the claims of an account. */
@Component
class AccountForms {

    private final Accounts accounts;
    private final PasswordResets passwordResets;
    private final TransactionOperations transactions;

    AccountForms(Accounts accounts, PasswordResets passwordResets, TransactionOperations transactions) {
        this.accounts = accounts;
        this.passwordResets = passwordResets;
        this.transactions = transactions;
    }

    /** The account has no password: its owner chooses one behind the link, which also proves the mailbox. */
    Creation create(String email, Map<String, String> fields, Locale language) {
        var requested = new NewAccount(email, false, claims(Map.of(), fields));
        return transactions.execute(_ -> switch (accounts.create(requested)) {
            case Accounts.Creation.EmailTaken _ -> new Creation.EmailTaken();
            case Accounts.Creation.Invalid(var violations) -> new Creation.Rejected(problems(violations));
            case Accounts.Creation.Created(var account) -> {
                passwordResets.mail(account, language);
                yield new Creation.Created(account.id().value());
            }
        });
    }

    Description describe(Account account, String version, Map<String, String> fields) {
        var seen = seen(version);
        return switch (accounts.describe(account.id(), seen, claims(account.claims(), fields))) {
            case Accounts.Description.Described _ -> new Description.Saved();
            case Accounts.Description.Stale(var current) -> new Description.Stale(profile(current));
            case Accounts.Description.Rejected(var violations) -> new Description.Rejected(problems(violations));
            case Accounts.Description.Gone _ -> new Description.NotThere();
        };
    }

    static Profile profile(Account account) {
        var fields = new LinkedHashMap<String, String>();
        PeopleOffice.FIELDS.forEach(
                field -> fields.put(field, account.claims().get(field) instanceof String text ? text : ""));
        return new Profile(account.updatedAt().toString(), account.displayName(), fields);
    }

    /** A version that is none was never seen. */
    private static Instant seen(String version) {
        try {
            return Instant.parse(version);
        } catch (DateTimeException _) {
            return Instant.EPOCH;
        }
    }

    /** {@code claims} with what was typed. A number that changes is not the one any more that was verified. */
    private static Map<String, Object> claims(Map<String, Object> claims, Map<String, String> fields) {
        var all = new LinkedHashMap<>(claims);
        for (var field : PeopleOffice.FIELDS) {
            var text = fields.getOrDefault(field, "");
            if (field.equals("phone_number") && !text.equals(all.getOrDefault(field, ""))) {
                all.remove("phone_number_verified");
            }
            if (text.isEmpty()) {
                all.remove(field);
            } else {
                all.put(field, text);
            }
        }
        return all;
    }

    /** By field. What is wrong with a claim that no field is for can only be what an import brought along. */
    private static Map<String, String> problems(List<Violation> violations) {
        var problems = new LinkedHashMap<String, String>();
        for (var violation : violations) {
            var isField = violation.claim().equals("email") || PeopleOffice.FIELDS.contains(violation.claim());
            problems.putIfAbsent(
                    isField ? violation.claim() : "name", violation.rule().name());
        }
        return problems;
    }
}
