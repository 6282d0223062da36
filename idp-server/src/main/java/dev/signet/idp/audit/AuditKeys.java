package dev.signet.idp.audit;

import dev.signet.idp.crypto.DerivedKeys;
import dev.signet.idp.crypto.DerivedKeys.Authenticator;
import dev.signet.idp.crypto.DerivedKeys.Signer;
import dev.signet.idp.crypto.Ed25519PublicKey;
import java.util.HexFormat;
import org.springframework.stereotype.Component;

/** The keys of the trail. Both are derived outside the database, so whoever can write to it can forge nothing. */
@Component
class AuditKeys {

    private final Authenticator events;
    private final Signer seals;

    AuditKeys(DerivedKeys keys) {
        this.events = keys.authenticator("audit-event");
        this.seals = keys.signer("audit-seal");
    }

    /** The authentication code of an event, in hexadecimal digits. */
    String mac(AuditRecord event) {
        return HexFormat.of().formatHex(events.code(event.canonical()));
    }

    String sign(byte[] seal) {
        return HexFormat.of().formatHex(seals.sign(seal));
    }

    /** What seals are verified with, by anybody. */
    Ed25519PublicKey publicKey() {
        return seals.publicKey();
    }
}
