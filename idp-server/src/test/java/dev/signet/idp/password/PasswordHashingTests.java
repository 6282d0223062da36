package dev.signet.idp.password;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

class PasswordHashingTests {

    private static final PasswordHashingProperties SETTINGS = new PasswordHashingProperties(
            DataSize.ofMegabytes(7), 5, 1, 1, Duration.ofMillis(20), PasswordHashingProperties.Implementation.AUTO);

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final HashingTurns turns = new HashingTurns(SETTINGS, metrics);
    private final PasswordHashing hashing = new PasswordHashing(new NativeArgon2(), SETTINGS, turns);

    @Test
    void hashesTheSamePasswordAlikeFromEveryKeyboard() {
        var composed = "p\u00E4sswort-lang";
        var decomposed = "pa\u0308sswort-lang";
        var hash = hash(composed);

        assertThat(matches(decomposed, hash)).isTrue();
        assertThat(hash.value()).startsWith("$argon2id$v=19$m=7168,t=5,p=1$");
        assertThat(hash.toString()).doesNotContain("argon2id");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                // bcrypt: crypt_blowfish's own test vectors
                "U*U $2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
                "U*U $2y$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
                "U*U $2b$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
                // scrypt: RFC 7914 §12, N=1024, r=8, p=16 and N=16384, r=8, p=1
                "password $scrypt$ln=10,r=8,p=16$TmFDbA$"
                        + "/bq+HJ00cgB4VucZDQHp/nxq18vII3gw53N2Y0s3MWIurzDZLiKjiG/xCSedmDDaxyevuUqD7m2DYMvfoswGQA",
                "pleaseletmein $scrypt$ln=14,r=8,p=1$U29kaXVtQ2hsb3JpZGU$"
                        + "cCO9yzr9c0hGHAbNgf046/2o+7qQT44+qbVD9lRdofLVQylVYT8Pz2LUlwUkKpr55h6F3A1lHkDfzwF7RVdYhw",
                // PBKDF2: RFC 7914 §11 cut to 32 bytes, in both spellings; SHA-512 computed with Python's hashlib
                "passwd $pbkdf2-sha256$i=1,l=32$c2FsdA$VawEblbjCJ/sFpHCJUS2BflBhSFt3gRl5oudV8INrLw",
                "passwd $pbkdf2-sha256$1$c2FsdA$VawEblbjCJ/sFpHCJUS2BflBhSFt3gRl5oudV8INrLw",
                "password $pbkdf2-sha512$i=1000$c2FsdFNBTFQ$"
                        + "9MxXuTf7VFCTqc8uC1F/QqIhPHn029WoCAXfGxObXPtCjoD+4LoURdxcNWqowyNEvloEPrgKX+DzMdcDBpzlcg"
            })
    void verifiesHashesThatOthersMade(String password, String foreign) {
        assertThat(hashing.accept(foreign)).isInstanceOf(PasswordHashing.Import.Usable.class);
        var hash = new PasswordHash(foreign);
        assertThat(matches(password, hash)).isTrue();
        assertThat(matches(password + "x", hash)).isFalse();
        assertThat(matches("", hash)).isFalse();
        assertThat(hashing.isOutdated(hash)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "password",
                "5f4dcc3b5aa765d61d8327deb882cf99",
                "$1$salt$qJH7.N4xYta3aEG/dfqo/0",
                "{noop}password",
                "$argon2d$v=19$m=1024,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=16$m=1024,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=2097152,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=1048576,t=9999,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=65536,t=2,p=9999$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=8,t=2,p=4$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=1024,t=2,p=1$short$x",
                "$2a$31$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
                "$2a$05$tooshort",
                "$scrypt$ln=30,r=8,p=1$TmFDbA$/bq+HJ00cgB4VucZDQHp/nxq18vII4gw53N2Y0s3MWI",
                "$scrypt$ln=14,r=999,p=99$TmFDbA$/bq+HJ00cgB4VucZDQHp/nxq18vII4gw53N2Y0s3MWI",
                "$pbkdf2-sha256$i=99999999$c2FsdA$VawEblYjCJ/skWIhXB8u+RklIm/Txxa2HE8EpURlOho",
                "$pbkdf2-md5$i=1000$c2FsdA$VawEblYjCJ/skWIhXB8u+RklIm/Txxa2HE8EpURlOho"
            })
    void refusesHashesThatAreBrokenWeakOrTooDear(String foreign) {
        assertThat(hashing.accept(foreign))
                .isInstanceOfSatisfying(
                        PasswordHashing.Import.Unusable.class,
                        it -> assertThat(foreign.isEmpty() || !it.reason().contains(foreign))
                                .isTrue());
    }

    @Test
    void turnsAwayWhoeverWouldWaitTooLong() throws InterruptedException {
        var running = new CountDownLatch(1);
        var finish = new CountDownLatch(1);
        try (var executor = Executors.newSingleThreadExecutor()) {
            var first = executor.submit(() -> turns.take(() -> {
                running.countDown();
                awaitQuietly(finish);
                return "computed";
            }));
            running.await();

            assertThat(hashing.hash("a password")).isEqualTo(new Turn.Busy<>(SETTINGS.patience()));

            finish.countDown();
            assertThat(first).succeedsWithin(Duration.ofSeconds(5)).isEqualTo(new Turn.Taken<>("computed"));
        }
        assertThat(hashing.hash("a password")).isInstanceOf(Turn.Taken.class);
        assertThat(metrics.get("signet.password.hashing.busy").counter().count())
                .isOne();
        assertThat(metrics.get("signet.password.hashing.waiting").gauge().value())
                .isZero();
    }

    @Test
    void passesATurnOnAfterAFailure() {
        for (var i = 0; i < 3; i++) {
            try {
                turns.take(() -> {
                    throw new IllegalStateException("no memory");
                });
            } catch (IllegalStateException e) {
                assertThat(e).hasMessage("no memory");
            }
        }
        assertThat(hashing.hash("a password")).isInstanceOf(Turn.Taken.class);
    }

    private PasswordHash hash(String password) {
        return ((Turn.Taken<PasswordHash>) hashing.hash(password)).result();
    }

    private boolean matches(String password, PasswordHash hash) {
        return ((Turn.Taken<Boolean>) hashing.matches(password, hash)).result();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
