package dev.signet.idp.clientregistration;

import dev.signet.idp.crypto.TokenHash;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The registration access tokens of RFC 7592. They go with their clients. */
@Repository
class RegistrationTokenRepository {

    private final JdbcClient jdbc;

    RegistrationTokenRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(String clientId, TokenHash token, Instant now) {
        jdbc.sql("""
                INSERT INTO registration_access_token (client_id, token_hash, created_at)
                VALUES (:client, :token, :now)
                """)
                .param("client", clientId)
                .param("token", token.bytes())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    boolean fits(String clientId, TokenHash token) {
        return jdbc.sql("""
                SELECT EXISTS (SELECT
                                 FROM registration_access_token
                                WHERE client_id = :client
                                  AND token_hash = :token)
                """)
                .param("client", clientId)
                .param("token", token.bytes())
                .query(Boolean.class)
                .single();
    }
}
