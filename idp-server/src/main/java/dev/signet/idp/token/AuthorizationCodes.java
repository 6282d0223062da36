package dev.signet.idp.token;

import dev.signet.idp.crypto.RandomSecret;
import dev.signet.idp.crypto.TokenHash;
import java.time.Clock;
import org.springframework.stereotype.Service;

/** Issues authorization codes (RFC 6749 §4.1.2). Only a code's hash is kept. */
@Service
public class AuthorizationCodes {

    private final AuthorizationCodeRepository codes;
    private final TokenProperties properties;
    private final Clock clock;

    AuthorizationCodes(AuthorizationCodeRepository codes, TokenProperties properties, Clock clock) {
        this.codes = codes;
        this.properties = properties;
        this.clock = clock;
    }

    /** Returns a code of 256 random bits that can be redeemed once, within {@code idp.token.code-lifetime}. */
    public String issue(AuthorizationCodeDetails details) {
        var code = RandomSecret.next();
        var now = clock.instant();
        codes.insert(TokenHash.of(code), details, now, now.plus(properties.codeLifetime()));
        return code;
    }
}
