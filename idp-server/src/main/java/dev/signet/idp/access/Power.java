package dev.signet.idp.access;

import dev.signet.idp.user.AccountId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * What whoever calls may do in this request, where that is not simply what their roles say: with an access token, which
 * opens less, or as a client, which is nobody's account. Every rule of this module asks here first, so nobody gives away
 * through a token what the token does not allow.
 *
 * @param actor a person, or the {@linkplain #standIn stand-in} of a client
 * @param roles that the permissions come from
 */
public record Power(AccountId actor, Set<String> roles, Set<Permission> permissions) {

    private static final String CURRENT = Power.class.getName();

    public Power {
        roles = Set.copyOf(roles);
        permissions = permissions.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(permissions));
    }

    /** Makes this what counts for the rest of the current request. */
    public void bind() {
        RequestContextHolder.currentRequestAttributes().setAttribute(CURRENT, this, RequestAttributes.SCOPE_REQUEST);
    }

    /** Empty in requests of people who came by themselves, and outside of requests. */
    public static Optional<Power> current() {
        var request = RequestContextHolder.getRequestAttributes();
        return request != null && request.getAttribute(CURRENT, RequestAttributes.SCOPE_REQUEST) instanceof Power power
                ? Optional.of(power)
                : Optional.empty();
    }

    static Optional<Power> of(AccountId account) {
        return current().filter(it -> it.actor().equals(account));
    }

    /**
     * The id under which a client acts where people act under that of their account, such as in the audit trail. Always the
     * same for the same client, and never an account's: those are random (version 4), this is of version 8 (RFC 9562 §5.8).
     */
    public static AccountId standIn(String clientId) {
        try {
            var hash = MessageDigest.getInstance("SHA-256")
                    .digest(("signet client " + clientId).getBytes(StandardCharsets.UTF_8));
            var bytes = ByteBuffer.wrap(hash);
            var most = (bytes.getLong() & ~0xf000L) | 0x8000L;
            var least = (bytes.getLong() & ~(0b11L << 62)) | (0b10L << 62);
            return new AccountId(new UUID(most, least));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
