package dev.signet.idp.passkey;

import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.data.attestation.authenticator.AAGUID;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.COSEKey;
import dev.signet.idp.passkey.Passkey.State;
import dev.signet.idp.user.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.dataformat.cbor.CBORMapper;

@Repository
class PasskeyRepository {

    private static final String COLUMNS = """
            authenticator_id, account_id, credential_id, public_key, aaguid, sign_count, uv_initialised, backup_eligible,
            backed_up, transports, clone_suspected_at
            """;

    private final JdbcClient jdbc;
    private final CBORMapper cbor = new ObjectConverter().getCborMapper();

    PasskeyRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return false if somebody has a credential with this id already (WebAuthn §7.1, step 26) */
    boolean insert(Passkey passkey) {
        var credential = passkey.credential();
        return jdbc.sql("""
                        INSERT INTO passkey (
                            authenticator_id, account_id, credential_id, public_key, aaguid, sign_count, uv_initialised,
                            backup_eligible, backed_up, transports)
                        VALUES (
                            :id, :account, :credentialId, :publicKey, :aaguid, :signCount, :uvInitialised, :backupEligible,
                            :backedUp, :transports)
                            ON CONFLICT (credential_id) DO NOTHING
                        """)
                        .param("id", passkey.authenticator())
                        .param("account", passkey.account().value())
                        .param("credentialId", credential.getCredentialId())
                        .param("publicKey", cbor.writeValueAsBytes(credential.getCOSEKey()))
                        .param("aaguid", credential.getAaguid().getValue())
                        .param("signCount", passkey.state().signCount())
                        .param("uvInitialised", passkey.state().isUvInitialised())
                        .param("backupEligible", passkey.isBackupEligible())
                        .param("backedUp", passkey.state().isBackedUp())
                        .param("transports", passkey.transports().toArray(String[]::new))
                        .update()
                == 1;
    }

    /** @param credentialId as base64url */
    Optional<Passkey> find(String credentialId) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM passkey WHERE credential_id = :id")
                .param("id", Base64Url.decode(credentialId))
                .query(this::passkey)
                .optional();
    }

    /** At most as many as an account can have authenticators. */
    List<Passkey> list(AccountId account) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM passkey WHERE account_id = :account")
                .param("account", account.value())
                .query(this::passkey)
                .list();
    }

    boolean exists(AccountId account, boolean isBackupEligible) {
        return jdbc.sql("""
                SELECT EXISTS (
                    SELECT 1
                      FROM passkey
                     WHERE account_id = :account AND backup_eligible = :backupEligible)
                """)
                .param("account", account.value())
                .param("backupEligible", isBackupEligible)
                .query(Boolean.class)
                .single();
    }

    /**
     * Takes over what an authenticator said with an assertion, unless its counter did not grow (WebAuthn §7.2, step 22).
     * One statement, so of two assertions with the same counter one is taken.
     *
     * @return whether it was taken
     */
    boolean advance(UUID authenticator, State state) {
        return jdbc.sql("""
                        UPDATE passkey
                           SET sign_count = :signCount, backed_up = :backedUp,
                               uv_initialised = uv_initialised OR :uvInitialised
                         WHERE authenticator_id = :id
                           AND (sign_count < :signCount OR (sign_count = 0 AND :signCount = 0))
                        """)
                        .param("id", authenticator)
                        .param("signCount", state.signCount())
                        .param("backedUp", state.isBackedUp())
                        .param("uvInitialised", state.isUvInitialised())
                        .update()
                == 1;
    }

    /** @return false if it was removed meanwhile */
    boolean markCloneSuspected(UUID authenticator, Instant now) {
        return jdbc.sql("UPDATE passkey SET clone_suspected_at = :now WHERE authenticator_id = :id")
                        .param("id", authenticator)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** The handle of {@code account}: {@code fresh} if it had none. Both of two callers get the same. */
    byte[] handle(AccountId account, byte[] fresh) {
        return jdbc.sql("""
                INSERT INTO passkey_user_handle (account_id, handle)
                VALUES (:account, :fresh)
                    ON CONFLICT (account_id) DO UPDATE SET account_id = excluded.account_id
                RETURNING handle
                """)
                .param("account", account.value())
                .param("fresh", fresh)
                .query(byte[].class)
                .single();
    }

    Optional<byte[]> findHandle(AccountId account) {
        return jdbc.sql("SELECT handle FROM passkey_user_handle WHERE account_id = :account")
                .param("account", account.value())
                .query(byte[].class)
                .optional();
    }

    private Passkey passkey(ResultSet row, int number) throws SQLException {
        var cloneSuspectedAt = row.getObject("clone_suspected_at", OffsetDateTime.class);
        return new Passkey(
                row.getObject("authenticator_id", UUID.class),
                new AccountId(row.getObject("account_id", UUID.class)),
                new AttestedCredentialData(
                        new AAGUID(row.getObject("aaguid", UUID.class)),
                        row.getBytes("credential_id"),
                        Objects.requireNonNull(cbor.readValue(row.getBytes("public_key"), COSEKey.class))),
                new State(row.getLong("sign_count"), row.getBoolean("uv_initialised"), row.getBoolean("backed_up")),
                row.getBoolean("backup_eligible"),
                List.of((String[]) row.getArray("transports").getArray()),
                cloneSuspectedAt == null ? null : cloneSuspectedAt.toInstant());
    }
}
