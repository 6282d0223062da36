package dev.signet.idp.command;

import dev.signet.idp.command.UserLine.Credential;
import dev.signet.idp.password.PasswordHash;
import dev.signet.idp.password.PasswordHashing;
import dev.signet.idp.password.Passwords;
import dev.signet.idp.password.Turn;
import dev.signet.idp.user.AccountId;
import dev.signet.idp.user.Accounts;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Imports accounts in batches, each in a transaction of its own. Whoever is there already is left alone, so an import
 * that was interrupted is simply run again.
 */
@Component
class UserImport {

    private static final int BATCH = 500;

    private final UserLineReader reader;
    private final Accounts accounts;
    private final Passwords passwords;
    private final PasswordHashing hashing;
    private final TransactionOperations transactions;

    UserImport(
            UserLineReader reader,
            Accounts accounts,
            Passwords passwords,
            PasswordHashing hashing,
            TransactionOperations transactions) {
        this.reader = reader;
        this.accounts = accounts;
        this.passwords = passwords;
        this.hashing = hashing;
        this.transactions = transactions;
    }

    /** Is told while it runs. */
    interface Listener {

        void refused(long line, String reason);

        /** After each batch: how many lines there were so far. */
        void read(long lines);
    }

    /** How many lines ended which way. */
    record Result(long imported, long alreadyThere, long refused) {

        Result plus(Result other) {
            return new Result(imported + other.imported, alreadyThere + other.alreadyThere, refused + other.refused);
        }
    }

    Result run(InputStream file, Listener listener) throws IOException {
        var lines = new JsonLines(file);
        var total = new Result(0, 0, 0);
        for (var batch = lines.next(BATCH); !batch.isEmpty(); batch = lines.next(BATCH)) {
            total = total.plus(importBatch(batch, listener));
            listener.read(batch.getLast().number());
        }
        return total;
    }

    private Result importBatch(List<JsonLines.Line> batch, Listener listener) {
        var usable = new ArrayList<UserLine.Usable>();
        var refused = 0;
        for (var line : batch) {
            if (line.isBlank()) {
                continue;
            }
            switch (reader.read(line)) {
                case UserLine.Usable account -> usable.add(account);
                case UserLine.Refused(var number, var reason) -> {
                    refused++;
                    listener.refused(number, reason);
                }
            }
        }
        var hashes = usable.parallelStream().map(this::hash).toList();
        var imported = transactions.execute(_ -> insert(usable, hashes));
        return new Result(imported, usable.size() - imported, refused);
    }

    private int insert(List<UserLine.Usable> lines, List<Optional<PasswordHash>> hashes) {
        var endings =
                accounts.create(lines.stream().map(UserLine.Usable::account).toList());
        var imported = 0;
        Map<AccountId, PasswordHash> initial = new HashMap<>();
        for (var i = 0; i < endings.size(); i++) {
            if (endings.get(i) instanceof Accounts.Creation.Created(var account)) {
                imported++;
                hashes.get(i).ifPresent(hash -> initial.put(account.id(), hash));
            }
        }
        passwords.setInitial(initial);
        return imported;
    }

    /** Before the transaction, and not for somebody who is there already: a repeated import shall be quick. */
    private Optional<PasswordHash> hash(UserLine.Usable line) {
        return switch (line.credential()) {
            case Credential.None _ -> Optional.empty();
            case Credential.Hash(var hash) -> Optional.of(hash);
            case Credential.Password(var password) ->
                accounts.findByEmail(line.account().email()).isPresent()
                        ? Optional.empty()
                        : Optional.of(hash(password));
        };
    }

    /** Waits as long as it takes. */
    private PasswordHash hash(String password) {
        while (true) {
            if (hashing.hash(password) instanceof Turn.Taken<PasswordHash>(var hash)) {
                return hash;
            }
        }
    }
}
