package dev.signet.idp.token;

import dev.signet.idp.client.Client;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.signingkey.JwtSigner;
import dev.signet.idp.signingkey.SigningKeys;
import dev.signet.idp.subject.Subjects;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** ID tokens (OpenID Connect Core 1.0 §2). Never stored; one that comes back as a hint is known by its signature. */
@Service
public class IdTokens {

    private static final String TYPE = "JWT";

    private final JwtSigner signer;
    private final SigningKeys keys;
    private final Subjects subjects;
    private final PersonClaims personClaims;
    private final IdpProperties idp;
    private final TokenProperties properties;
    private final Clock clock;

    IdTokens(
            JwtSigner signer,
            SigningKeys keys,
            Subjects subjects,
            PersonClaims personClaims,
            IdpProperties idp,
            TokenProperties properties,
            Clock clock) {
        this.signer = signer;
        this.keys = keys;
        this.subjects = subjects;
        this.personClaims = personClaims;
        this.idp = idp;
        this.properties = properties;
        this.clock = clock;
    }

    /** What an ID token that we issued says about whom it is for, in the client's terms (see {@link Subjects}). */
    public record Hint(
            String subject, String clientId, @Nullable String sid) {}

    /** Whether it is a JWE (RFC 7516 §7.1), which nobody but the client can read. */
    public static boolean isEncrypted(String idToken) {
        return idToken.chars().filter(it -> it == '.').count() == 4;
    }

    /**
     * Reads an {@code id_token_hint}. An expired one is as good as any: it is only a hint (OpenID Connect
     * RP-Initiated Logout 1.0 §2).
     *
     * @return empty unless we signed it as an ID token
     */
    public Optional<Hint> read(String idToken) {
        return keys.verify(idToken)
                .filter(it -> TYPE.equals(it.type())
                        && idp.issuer().toString().equals(it.claims().get("iss")))
                .map(it -> new Hint(
                        String.valueOf(it.claims().get("sub")),
                        audience(it.claims().get("aud")),
                        it.claims().get("sid") instanceof String sid ? sid : null));
    }

    String issue(Grant grant, Client client, @Nullable String nonce) {
        return signer.sign(client.idTokenSignedResponseAlg(), TYPE, claims(grant, client, nonce));
    }

    /** Everything that {@link #issue} signs. */
    Map<String, Object> claims(Grant grant, Client client, @Nullable String nonce) {
        var now = clock.instant();
        var claims = new LinkedHashMap<String, Object>();
        claims.put("iss", idp.issuer().toString());
        claims.put("sub", subjects.of(grant.account(), client));
        claims.put("aud", client.clientId());
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", now.plus(properties.idTokenLifetime()).getEpochSecond());
        claims.put("auth_time", grant.authTime().getEpochSecond());
        claims.put("acr", grant.acr());
        claims.put("amr", grant.amr());
        claims.put("sid", subjects.session(grant.sid(), client));
        if (nonce != null) {
            claims.put("nonce", nonce);
        }
        personClaims.ofIdToken(grant, client).forEach(claims::putIfAbsent);
        return claims;
    }

    private static String audience(@Nullable Object audience) {
        return audience instanceof Iterable<?> several
                ? String.valueOf(several.iterator().next())
                : String.valueOf(audience);
    }
}
