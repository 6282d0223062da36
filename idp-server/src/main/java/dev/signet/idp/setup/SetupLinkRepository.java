package dev.signet.idp.setup;

import dev.signet.idp.crypto.TokenHash;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The one row of the set-up link. Whoever makes the first administrator writes it first and so waits for others. */
@Repository
class SetupLinkRepository {

    private final JdbcClient jdbc;

    SetupLinkRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Puts a new link in the place of any other. */
    void replace(TokenHash token, Instant now, Instant expiresAt) {
        jdbc.sql("""
                INSERT INTO setup_link (id, token_hash, created_at, expires_at)
                VALUES (1, :token, :now, :expires)
                ON CONFLICT (id) DO UPDATE
                   SET token_hash = excluded.token_hash,
                       created_at = excluded.created_at,
                       expires_at = excluded.expires_at,
                       consumed_at = NULL
                """)
                .param("token", token.bytes())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("expires", expiresAt.atOffset(ZoneOffset.UTC))
                .update();
    }

    boolean isUsable(TokenHash token, Instant now) {
        return jdbc.sql("""
                        SELECT EXISTS (
                            SELECT 1
                              FROM setup_link
                             WHERE token_hash = :token
                               AND consumed_at IS NULL
                               AND expires_at > :now)
                        """)
                .param("token", token.bytes())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    /** Uses the link up. Of two callers exactly one does: the second waits for the first and finds nothing to change. */
    boolean consume(TokenHash token, Instant now) {
        return jdbc.sql("""
                        UPDATE setup_link
                           SET consumed_at = :now
                         WHERE token_hash = :token
                           AND consumed_at IS NULL
                           AND expires_at > :now
                        """)
                        .param("token", token.bytes())
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** Uses up whatever link there is, or the place of one. */
    void close(Instant now) {
        jdbc.sql("""
                INSERT INTO setup_link (id, token_hash, created_at, expires_at, consumed_at)
                VALUES (1, NULL, :now, :now, :now)
                ON CONFLICT (id) DO UPDATE
                   SET consumed_at = excluded.consumed_at
                """).param("now", now.atOffset(ZoneOffset.UTC)).update();
    }
}
