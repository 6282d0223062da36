package dev.signet.idp.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class SealRepository {

    private static final int ROWS_PER_FETCH = 500;
    private static final HexFormat HEX = HexFormat.of();

    private final JdbcClient jdbc;

    SealRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Seal> last() {
        return jdbc.sql("SELECT * FROM audit_seal ORDER BY number DESC LIMIT 1")
                .query(SealRepository::seal)
                .optional();
    }

    /** Adds a seal at the end of the chain. Of nodes that do so at once, one adds its own. */
    boolean insertIfAbsent(Seal seal) {
        return jdbc.sql("""
                INSERT INTO audit_seal (
                    number, from_ordinal, until_ordinal, events, digest, previous, sealed_at, key_id, signature)
                VALUES (:number, :from, :until, :events, :digest, :previous, :at, :key, :signature)
                    ON CONFLICT DO NOTHING
                """)
                        .param("number", seal.number())
                        .param("from", seal.from())
                        .param("until", seal.until())
                        .param("events", seal.events())
                        .param("digest", HEX.parseHex(seal.digest()))
                        .param("previous", HEX.parseHex(seal.previous()))
                        .param("at", seal.sealedAt().atOffset(ZoneOffset.UTC))
                        .param("key", seal.keyId())
                        .param("signature", HEX.parseHex(seal.signature()))
                        .update()
                == 1;
    }

    /**
     * The seals that cover ordinals from {@code first} to {@code last}, in order. To be read within a transaction, and
     * closed.
     */
    Stream<Seal> stream(long first, long last) {
        return jdbc
                .sql("""
                SELECT *
                  FROM audit_seal
                 WHERE number >= (SELECT number
                                    FROM audit_seal
                                   WHERE until_ordinal > :first
                                   ORDER BY until_ordinal
                                   LIMIT 1)
                   AND from_ordinal <= :last
                 ORDER BY number
                """)
                .withFetchSize(ROWS_PER_FETCH)
                .param("first", first)
                .param("last", last)
                .query(SealRepository::seal)
                .stream();
    }

    private static Seal seal(ResultSet row, int number) throws SQLException {
        return new Seal(
                row.getLong("number"),
                row.getLong("from_ordinal"),
                row.getLong("until_ordinal"),
                row.getLong("events"),
                HEX.formatHex(row.getBytes("digest")),
                HEX.formatHex(row.getBytes("previous")),
                row.getObject("sealed_at", OffsetDateTime.class).toInstant(),
                row.getString("key_id"),
                HEX.formatHex(row.getBytes("signature")));
    }
}
