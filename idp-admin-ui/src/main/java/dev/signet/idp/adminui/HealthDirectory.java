package dev.signet.idp.adminui;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the installation is, without secrets. Implemented by the server, which refuses whoever lacks the permission. */
public interface HealthDirectory {

    Health health();

    /**
     * All of it.
     *
     * @param weaknesses settings that are weaker than they could be; see {@link WeaknessKind}
     */
    record Health(
            Versions versions,
            Database database,
            Trail trail,
            List<Deliveries> deliveries,
            List<Job> jobs,
            List<SigningKey> keys,
            List<Weakness> weaknesses) {}

    /** @param signet null for a build that was not packaged */
    record Versions(@Nullable String signet, String java, String spring, String database) {}

    /**
     * The database.
     *
     * @param clock how far its clock is ahead of this node's; negative if it is behind
     * @param uncertainty how exactly that can be said: half of the time that asking took
     * @param size in bytes
     * @param changes how many changes of the tables were made
     * @param lastChange the name of the last of them
     * @param isChanging whether a node is at it, or died at it
     * @param connections how many this database has, of all nodes and others
     */
    record Database(
            Duration clock,
            Duration uncertainty,
            long size,
            int changes,
            @Nullable String lastChange,
            @Nullable Instant lastChangeAt,
            boolean isChanging,
            int connections) {

        /** Codes, tokens and one-time passwords tolerate a few seconds. */
        static final Duration LARGEST_DIFFERENCE = Duration.ofSeconds(2);

        public boolean isClockOff() {
            return clock.abs().minus(uncertainty).compareTo(LARGEST_DIFFERENCE) > 0;
        }

        public long clockMillis() {
            return clock.toMillis();
        }

        public long megabytes() {
            return size / 1_000_000;
        }
    }

    /** The audit trail; see {@code docs/operations/audit.md}. */
    record Trail(
            String head,
            Duration waiting,
            boolean isRewound,
            @Nullable Instant verifiedAt,
            boolean isIntact,
            @Nullable String fault) {

        public boolean isInTrouble() {
            return isRewound || !isIntact || waiting.compareTo(Duration.ofMinutes(1)) > 0;
        }
    }

    /** What waits to reach somebody else, or was given up within a day. */
    record Deliveries(
            String kind,
            long waiting,
            @Nullable Instant oldest,
            long retried,
            long failed,
            @Nullable String lastError) {

        public boolean isInTrouble() {
            return retried + failed > 0;
        }
    }

    /** A job that runs on one node at a time. */
    record Job(
            String name,
            Instant nextAt,
            boolean isRunning,
            @Nullable Instant lastSuccess,
            @Nullable Instant lastFailure,
            int failures,
            boolean isLate) {

        public boolean isInTrouble() {
            return isLate || failures > 0;
        }
    }

    record SigningKey(String kid, String algorithm, String state, Instant nextAt) {}

    /** A setting that is weaker than it could be. */
    enum WeaknessKind {
        TRAIL_CHANGEABLE,
        KEY_BESIDE_DATA,
        LOCAL_ADDRESS,
        NO_MAIL,
        LOOPBACK_ALLOWED,
        REGISTRATION_OPEN,
        CLIENT_REGISTRATION_OPEN,
        LIMITS_NOT_ENFORCED,
        SHORT_PASSWORDS,
        CLIENTS_WITHOUT_PKCE,
        DEVELOPMENT_DATABASE
    }

    /** @param detail what exactly, such as the names of clients; null if there is nothing to add */
    record Weakness(WeaknessKind kind, @Nullable String detail) {}
}
