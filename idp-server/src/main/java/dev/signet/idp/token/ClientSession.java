package dev.signet.idp.token;

import dev.signet.idp.user.AccountId;
import java.util.UUID;

/** A browser session in which a client got tokens. */
public record ClientSession(AccountId account, UUID sid) {}
