package dev.signet.idp.password;

import dev.signet.idp.crypto.DerivedKeys;
import dev.signet.idp.user.Account;
import dev.signet.idp.user.AccountId;
import dev.signet.idp.user.Accounts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * Proves an account with its password.
 *
 * <p>Whoever asks learns nothing from a refusal: whether the account exists, has a password and may sign in changes
 * neither the answer nor the work done for it (two queries, one hash, one audit entry). Time can still tell apart an
 * account whose hash came from elsewhere or from older settings, until its first sign-in renews the hash.
 */
@Service
public class PasswordSignIn {

    private static final int DIGITS_OF_IDENTIFIER_CODE = 16;

    private final Accounts accounts;
    private final PasswordRepository passwords;
    private final PasswordHashing hashing;
    private final PasswordPolicy policy;
    private final ApplicationEventPublisher events;
    private final DerivedKeys.Authenticator identifierCodes;

    PasswordSignIn(
            Accounts accounts,
            PasswordRepository passwords,
            PasswordHashing hashing,
            PasswordPolicy policy,
            ApplicationEventPublisher events,
            DerivedKeys keys) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.hashing = hashing;
        this.policy = policy;
        this.events = events;
        this.identifierCodes = keys.authenticator("sign-in identifier in the audit trail");
    }

    /** Every way {@link #attempt} can end. */
    public sealed interface Outcome {

        record Verified(AccountId account) implements Outcome {}

        /** The reason is for limits and metrics. It must not reach whoever tried. */
        record Refused(Reason reason) implements Outcome {}

        /** Nothing was compared. */
        record Busy(Duration retryAfter) implements Outcome {}
    }

    /** Why an attempt was refused. */
    public enum Reason {
        UNKNOWN_ACCOUNT,
        NO_PASSWORD,
        WRONG_PASSWORD,
        PASSWORD_TOO_LONG,
        LOCKED,
        DISABLED
    }

    /**
     * Compares, and renews the hash of an account that got in if the settings have changed since it was made.
     *
     * @param identifier as typed
     */
    public Outcome attempt(String identifier, String password) {
        return attempt(identifier, accounts.findByEmail(identifier), password);
    }

    /**
     * The same for a caller that has looked for the account already.
     *
     * @param account the account that {@code identifier} leads to; empty if there is none
     */
    public Outcome attempt(String identifier, Optional<Account> account, String password) {
        if (policy.isTooLong(password)) {
            return refused(identifier, null, Reason.PASSWORD_TOO_LONG);
        }
        var stored = passwords.find(account.map(Account::id).orElseGet(AccountId::random));
        return switch (hashing.matches(password, stored.orElse(hashing.nobodys()))) {
            case Turn.Busy<Boolean>(var retryAfter) -> new Outcome.Busy(retryAfter);
            case Turn.Taken<Boolean>(var matches) ->
                reasonAgainst(account, stored, matches)
                        .map(reason -> refused(identifier, account.orElse(null), reason))
                        .orElseGet(() -> verified(account.orElseThrow(), stored.orElseThrow(), password));
        };
    }

    private static Optional<Reason> reasonAgainst(
            Optional<Account> account, Optional<PasswordHash> stored, boolean matches) {
        if (account.isEmpty()) {
            return Optional.of(Reason.UNKNOWN_ACCOUNT);
        }
        if (stored.isEmpty()) {
            return Optional.of(Reason.NO_PASSWORD);
        }
        if (!matches) {
            return Optional.of(Reason.WRONG_PASSWORD);
        }
        return switch (account.get().status()) {
            case ACTIVE -> Optional.empty();
            case LOCKED -> Optional.of(Reason.LOCKED);
            case DISABLED -> Optional.of(Reason.DISABLED);
        };
    }

    private Outcome verified(Account account, PasswordHash stored, String password) {
        if (hashing.isOutdated(stored) && hashing.hash(password) instanceof Turn.Taken<PasswordHash>(var renewed)) {
            passwords.rehash(account.id(), stored, renewed);
        }
        return new Outcome.Verified(account.id());
    }

    private Outcome refused(String identifier, @Nullable Account account, Reason reason) {
        events.publishEvent(new SignInRefused(account == null ? null : account.id(), reason, code(identifier)));
        return new Outcome.Refused(reason);
    }

    /**
     * Tells whether two attempts used the same identifier. Not the identifier itself, because people type passwords
     * into the wrong field; not its plain hash either, because that can be guessed from a copy of the audit trail.
     */
    private String code(String identifier) {
        var code = identifierCodes.code(identifier.strip().getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(code).substring(0, DIGITS_OF_IDENTIFIER_CODE);
    }
}
