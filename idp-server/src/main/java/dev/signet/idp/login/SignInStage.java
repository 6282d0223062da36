package dev.signet.idp.login;

import dev.signet.idp.crypto.TokenHash;
import dev.signet.idp.session.Factor;
import dev.signet.idp.user.AccountId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who proved a first factor in this browser and is not signed in yet.
 *
 * @param factors what was proved so far
 * @param origin the sign-in at another provider by which it was proved; null if it was proved here
 */
record SignInStage(
        TokenHash id,
        AccountId account,
        List<Factor> factors,
        @Nullable UUID origin) {}
