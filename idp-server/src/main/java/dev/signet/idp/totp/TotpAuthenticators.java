package dev.signet.idp.totp;

import dev.signet.idp.authenticator.Authenticator.Kind;
import dev.signet.idp.authenticator.Authenticators;
import dev.signet.idp.crypto.DataVault;
import dev.signet.idp.crypto.TokenHash;
import dev.signet.idp.user.AccountId;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;

/** The apps that people enrolled: adds them, and checks the codes that they show. */
@Service
class TotpAuthenticators {

    private static final Logger log = LoggerFactory.getLogger(TotpAuthenticators.class);

    private final TotpRepository keys;
    private final Authenticators authenticators;
    private final TotpCodes codes;
    private final DataVault vault;

    TotpAuthenticators(TotpRepository keys, Authenticators authenticators, TotpCodes codes, DataVault vault) {
        this.keys = keys;
        this.authenticators = authenticators;
        this.codes = codes;
        this.vault = vault;
    }

    /** Every way {@link #enrol} can end. */
    enum Enrolled {
        ADDED,
        WRONG_CODE,
        /** The same form was sent twice. */
        ALREADY,
        /** The account has as many authenticators as it may have. */
        TOO_MANY
    }

    /** Keeps {@code key} once its app showed a right code. That code is used up by it. */
    @Transactional
    Enrolled enrol(AccountId account, TotpKey key, String code, String name) {
        var step = codes.matchingStep(key, code);
        if (step.isEmpty()) {
            return Enrolled.WRONG_CODE;
        }
        var id = authenticators.add(account, Kind.TOTP, name);
        if (id.isEmpty()) {
            return Enrolled.TOO_MANY;
        }
        var sealed = vault.encrypt(key.bytes(), row(id.get()));
        var hash = TokenHash.of(key.base32()).bytes();
        if (!keys.insert(id.get(), sealed, hash, step.getAsLong())) {
            TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
            return Enrolled.ALREADY;
        }
        return Enrolled.ADDED;
    }

    /** Uses up a code that one of {@code account}'s apps shows. Each is good once, whoever types it. */
    @Transactional
    boolean use(AccountId account, String code) {
        for (var row : keys.list(account)) {
            var step = key(row).map(it -> codes.matchingStep(it, code));
            if (step.isPresent()
                    && step.get().isPresent()
                    && keys.use(row.id(), step.get().getAsLong())) {
                authenticators.markUsed(account, row.id());
                return true;
            }
        }
        return false;
    }

    /** Empty where the row was tampered with. Its owner's other authenticators go on working. */
    private Optional<TotpKey> key(TotpRepository.Row row) {
        try {
            return Optional.of(new TotpKey(vault.decrypt(row.sealedKey(), row(row.id()))));
        } catch (IllegalStateException e) {
            log.error("the key of an authenticator app cannot be read", e);
            return Optional.empty();
        }
    }

    private static String row(UUID id) {
        return "totp_authenticator/sealed_key/" + id;
    }
}
