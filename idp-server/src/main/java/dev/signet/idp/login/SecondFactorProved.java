package dev.signet.idp.login;

import dev.signet.idp.session.Method;
import dev.signet.idp.user.AccountId;

/** Somebody proved a second factor of {@code account}, at a sign-in or once more. The session's line is in the audit trail. */
public record SecondFactorProved(AccountId account, Method method) {}
