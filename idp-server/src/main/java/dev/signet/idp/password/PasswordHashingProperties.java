package dev.signet.idp.password;

import dev.signet.idp.settings.InvalidSettingException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How passwords are hashed: Argon2id (RFC 9106) with one lane. A hash that was made with other values is renewed at the
 * next sign-in.
 *
 * @param memory memory of one hash, from 7MB to 1GB
 * @param iterations passes over that memory, from 1 to 20; with less than 19MB at least 5, with less than 46MB at
 *     least 2 (OWASP Password Storage Cheat Sheet)
 * @param concurrency most hashes at once; 0 means one for each processor
 * @param queue most sign-ins that wait for their turn; what comes on top is told to try again
 * @param patience longest wait for a turn
 * @param implementation {@code native} is libsodium, {@code java} needs no native library and is about three times
 *     slower, {@code auto} takes the first that works; all write the same hashes
 */
@ConfigurationProperties("idp.password.hashing")
record PasswordHashingProperties(
        @DefaultValue("19MB") DataSize memory,
        @DefaultValue("2") int iterations,
        @DefaultValue("0") int concurrency,
        @DefaultValue("64") int queue,
        @DefaultValue("2s") Duration patience,
        @DefaultValue("auto") Implementation implementation) {

    /** Which program computes Argon2id. */
    enum Implementation {
        AUTO,
        NATIVE,
        JAVA
    }

    PasswordHashingProperties {
        require(
                memory.toMegabytes() >= 7 && memory.toMegabytes() <= 1024,
                "idp.password.hashing.memory must be from 7MB to 1GB");
        require(iterations >= 1 && iterations <= 20, "idp.password.hashing.iterations must be from 1 to 20");
        require(
                iterations >= fewestIterations(memory),
                "idp.password.hashing.iterations must be at least " + fewestIterations(memory)
                        + " with idp.password.hashing.memory=" + memory.toMegabytes() + "MB");
        require(
                memory.toMegabytes() * iterations <= 4096,
                "idp.password.hashing.memory times idp.password.hashing.iterations must not exceed 4GB");
        require(concurrency >= 0, "idp.password.hashing.concurrency must not be negative");
        require(queue >= 0, "idp.password.hashing.queue must not be negative");
        require(patience.isPositive(), "idp.password.hashing.patience must be positive");
    }

    Argon2.Cost cost() {
        return new Argon2.Cost(Math.toIntExact(memory.toKilobytes()), iterations);
    }

    int turns() {
        return concurrency > 0 ? concurrency : Runtime.getRuntime().availableProcessors();
    }

    private static int fewestIterations(DataSize memory) {
        if (memory.toMegabytes() >= 46) {
            return 1;
        }
        return memory.toMegabytes() >= 19 ? 2 : 5;
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new InvalidSettingException(sentence);
        }
    }
}
