package dev.signet.idp.login;

import dev.signet.idp.crypto.TokenHash;
import dev.signet.idp.session.Factor;
import dev.signet.idp.user.AccountId;
import java.util.List;

/**
 * Somebody who proved a first factor in this browser and is not signed in yet.
 *
 * @param factors what was proved so far
 */
record SignInStage(TokenHash id, AccountId account, List<Factor> factors) {}
