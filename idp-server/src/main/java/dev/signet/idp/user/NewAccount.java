package dev.signet.idp.user;

import dev.signet.idp.user.Violation.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What it takes to make an account.
 *
 * @param email as somebody typed it
 * @param emailVerified whether it is known that the person reads that mailbox
 * @param claims standard claims, see {@link StandardClaims}
 */
public record NewAccount(String email, boolean emailVerified, Map<String, Object> claims) {

    /** Everything that keeps this from becoming an account, except that the address may be taken. */
    public List<Violation> violations() {
        var violations = new ArrayList<Violation>();
        if (EmailAddress.parse(email).isEmpty()) {
            violations.add(new Violation("email", Rule.NOT_EMAIL));
        }
        violations.addAll(StandardClaims.violationsOf(claims));
        return List.copyOf(violations);
    }

    @Override
    public String toString() {
        return "NewAccount[redacted]";
    }
}
