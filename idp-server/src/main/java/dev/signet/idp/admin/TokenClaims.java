package dev.signet.idp.admin;

import dev.signet.idp.adminui.TokenDirectory.Claim;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The claims of a token as a page shows them, with personal data masked. */
@Component
class TokenClaims {

    /** What says nothing of a person but an id, or how they signed in. */
    private static final Set<String> ABOUT_THE_TOKEN = Set.of(
            "iss",
            "sub",
            "aud",
            "exp",
            "iat",
            "nbf",
            "jti",
            "azp",
            "nonce",
            "at_hash",
            "auth_time",
            "acr",
            "amr",
            "sid",
            "client_id",
            "scope",
            "grant_id",
            "cnf",
            "locale",
            "zoneinfo",
            "updated_at");

    private static final Set<String> WORDS =
            Set.of("name", "given_name", "family_name", "middle_name", "nickname", "preferred_username");

    private final JsonMapper json;

    TokenClaims(JsonMapper json) {
        this.json = json;
    }

    List<Claim> of(Map<String, Object> content, boolean isRevealed) {
        return content.entrySet().stream()
                .map(it -> new Claim(it.getKey(), json.writeValueAsString(shown(it, isRevealed))))
                .toList();
    }

    /** Whatever nobody thought of is masked, under a name of somebody's own above all. */
    private static Object shown(Map.Entry<String, Object> claim, boolean isRevealed) {
        var value = claim.getValue();
        if (isRevealed || ABOUT_THE_TOKEN.contains(claim.getKey()) || value instanceof Boolean) {
            return value;
        }
        var text = String.valueOf(value);
        if (WORDS.contains(claim.getKey())) {
            return Masking.words(text);
        }
        return switch (claim.getKey()) {
            case "email" -> Masking.email(text);
            case "phone_number" -> Masking.phone(text);
            default -> "•••";
        };
    }
}
