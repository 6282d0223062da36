package dev.signet.idp.approval;

import dev.signet.idp.user.AccountId;
import java.time.Instant;
import java.util.UUID;

/**
 * Something that somebody wants to do to an account.
 *
 * @param action in the words of whoever carries it out
 */
public record ApprovalRequest(UUID id, String action, AccountId account, AccountId by, Instant at, Instant expiresAt) {}
