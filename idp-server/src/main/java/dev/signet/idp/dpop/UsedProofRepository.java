package dev.signet.idp.dpop;

import dev.signet.idp.crypto.TokenHash;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class UsedProofRepository {

    private final JdbcClient jdbc;

    UsedProofRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Uses a proof up. Of requests that bring the same one at once, to whichever node, one gets {@code true}. */
    boolean insertIfAbsent(TokenHash proof, Instant expiresAt) {
        return jdbc.sql("""
                INSERT INTO used_dpop_proof (proof_hash, expires_at)
                VALUES (:hash, :expiresAt)
                    ON CONFLICT DO NOTHING
                """)
                        .param("hash", proof.bytes())
                        .param("expiresAt", expiresAt.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** Forgets up to {@code limit} proofs that could not be used any more anyway. */
    int deleteExpired(Instant now, int limit) {
        return jdbc.sql("""
                DELETE FROM used_dpop_proof
                 WHERE proof_hash IN (SELECT proof_hash
                                        FROM used_dpop_proof
                                       WHERE expires_at <= :now
                                       LIMIT :limit
                                         FOR UPDATE SKIP LOCKED)
                """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .update();
    }
}
