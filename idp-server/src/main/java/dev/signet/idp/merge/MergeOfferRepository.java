package dev.signet.idp.merge;

import dev.signet.idp.crypto.TokenHash;
import dev.signet.idp.user.AccountId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class MergeOfferRepository {

    private final JdbcClient jdbc;

    MergeOfferRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(TokenHash id, AccountId account, Instant expiresAt) {
        jdbc.sql("INSERT INTO account_merge_offer (id_hash, account_id, expires_at) VALUES (:id, :account, :expires)")
                .param("id", id.bytes())
                .param("account", account.value())
                .param("expires", utc(expiresAt))
                .update();
    }

    Optional<AccountId> find(TokenHash id, Instant now) {
        return jdbc.sql("SELECT account_id FROM account_merge_offer WHERE id_hash = :id AND expires_at > :now")
                .param("id", id.bytes())
                .param("now", utc(now))
                .query(UUID.class)
                .optional()
                .map(AccountId::new);
    }

    /** Of two at the same moment one gets it. */
    Optional<AccountId> take(TokenHash id, Instant now) {
        return jdbc.sql("""
                DELETE FROM account_merge_offer
                 WHERE id_hash = :id AND expires_at > :now
                RETURNING account_id
                """)
                .param("id", id.bytes())
                .param("now", utc(now))
                .query(UUID.class)
                .optional()
                .map(AccountId::new);
    }

    void delete(TokenHash id) {
        jdbc.sql("DELETE FROM account_merge_offer WHERE id_hash = :id")
                .param("id", id.bytes())
                .update();
    }

    void deleteAll(AccountId account) {
        jdbc.sql("DELETE FROM account_merge_offer WHERE account_id = :account")
                .param("account", account.value())
                .update();
    }

    int deleteExpired(Instant now, int limit) {
        return jdbc.sql("""
                DELETE FROM account_merge_offer
                 WHERE id_hash IN (SELECT id_hash
                                     FROM account_merge_offer
                                    WHERE expires_at <= :now
                                    LIMIT :limit
                                      FOR UPDATE SKIP LOCKED)
                """).param("now", utc(now)).param("limit", limit).update();
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
