package dev.signet.idp.token;

import dev.signet.idp.crypto.DerivedKeys;
import dev.signet.idp.crypto.SealOfMany;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Access tokens that nobody but us can read: {@code at_} and the claims, encrypted and authenticated under a key derived
 * outside the database. So they need no storage either, and whoever has one learns nothing from it, not even about whom it is.
 */
@Component
class OpaqueTokens {

    private static final String PREFIX = "at_";
    private static final int LONGEST = 16_000;
    private static final TypeReference<LinkedHashMap<String, Object>> CLAIMS = new TypeReference<>() {};

    private final SealOfMany seal;
    private final JsonMapper json;

    OpaqueTokens(DerivedKeys keys, JsonMapper json) {
        this.seal = keys.sealOfMany("access-token");
        this.json = json;
    }

    static boolean isOne(String token) {
        return token.startsWith(PREFIX);
    }

    String encode(Map<String, Object> claims) {
        return PREFIX + seal.seal(json.writeValueAsString(claims).getBytes(StandardCharsets.UTF_8));
    }

    /** Empty unless {@link #encode} made it under our key. */
    Optional<Map<String, Object>> decode(String token) {
        return Optional.of(token)
                .filter(it -> isOne(it) && it.length() <= LONGEST)
                .flatMap(it -> seal.open(it.substring(PREFIX.length())))
                .map(it -> json.readValue(it, CLAIMS));
    }
}
