package dev.signet.idp.user;

import java.util.UUID;

/** Identifies a user account for good. Random, and the default {@code sub} towards relying parties. */
public record AccountId(UUID value) {

    public static AccountId random() {
        return new AccountId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
