package dev.signet.idp.federation;

import dev.signet.idp.user.AccountId;
import java.util.List;

/**
 * Whom it concerns when a provider goes.
 *
 * @param linked how many are linked with it
 * @param stranded those of them who would have no way in: no password, no passkey and no other provider; at most one more
 *     than {@link #MOST}
 */
public record Concerned(int linked, List<AccountId> stranded) {

    public static final int MOST = 1000;
}
