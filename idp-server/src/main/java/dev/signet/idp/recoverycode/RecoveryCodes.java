package dev.signet.idp.recoverycode;

import dev.signet.idp.authenticator.Authenticator.Kind;
import dev.signet.idp.authenticator.Authenticators;
import dev.signet.idp.crypto.DerivedKeys;
import dev.signet.idp.user.AccountId;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The codes that people keep for the day on which everything else is lost. */
@Service
public class RecoveryCodes {

    /** With so many left or fewer, people are told to make new ones. */
    public static final int FEW = 3;

    private static final int IN_A_SET = 10;

    private final RecoveryCodeRepository codes;
    private final Authenticators authenticators;
    private final DerivedKeys.Authenticator mac;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    RecoveryCodes(
            RecoveryCodeRepository codes,
            Authenticators authenticators,
            DerivedKeys keys,
            ApplicationEventPublisher events,
            Clock clock) {
        this.codes = codes;
        this.authenticators = authenticators;
        this.mac = keys.authenticator("recovery-code");
        this.events = events;
        this.clock = clock;
    }

    /** How many codes {@code account} can still use. */
    public int left(AccountId account) {
        return codes.countUnused(account);
    }

    /**
     * Makes a set in place of the one that there was. Nobody can read these codes again.
     *
     * @return empty if the account has as many authenticators as it may have
     */
    @Transactional
    List<RecoveryCode> replace(AccountId account) {
        authenticators.removeAll(account, Kind.RECOVERY_CODES);
        var set = authenticators.add(account, Kind.RECOVERY_CODES, "");
        if (set.isEmpty()) {
            return List.of();
        }
        var fresh =
                Stream.generate(RecoveryCode::random).distinct().limit(IN_A_SET).toList();
        codes.insert(set.get(), fresh.stream().map(it -> macOf(account, it)).toList());
        return fresh;
    }

    /** Makes a set for somebody who has none; empty for everybody else. */
    @Transactional
    List<RecoveryCode> makeFirst(AccountId account) {
        return authenticators.kinds(account).contains(Kind.RECOVERY_CODES) ? List.of() : replace(account);
    }

    /** Uses up one of {@code account}'s codes. */
    @Transactional
    boolean use(AccountId account, String typed) {
        var set = RecoveryCode.parse(typed).flatMap(it -> codes.use(account, macOf(account, it), clock.instant()));
        if (set.isEmpty()) {
            return false;
        }
        authenticators.markUsed(account, set.get());
        events.publishEvent(new RecoveryCodeUsed(account, codes.countUnused(account)));
        return true;
    }

    /** The account is part of it, so a row that was moved to another account opens nothing there. */
    private byte[] macOf(AccountId account, RecoveryCode code) {
        return mac.code((account + ":" + code.characters()).getBytes(StandardCharsets.UTF_8));
    }
}
