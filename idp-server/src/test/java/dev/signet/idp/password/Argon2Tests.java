package dev.signet.idp.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class Argon2Tests {

    private static final Argon2.Cost CHEAP = new Argon2.Cost(1024, 2);
    private static final String PASSWORD = "Grüße, 🦉";

    static Stream<Arguments> pairs() {
        return Stream.of(
                Arguments.of(new NativeArgon2(), new NativeArgon2()),
                Arguments.of(new NativeArgon2(), new JavaArgon2()),
                Arguments.of(new JavaArgon2(), new NativeArgon2()),
                Arguments.of(new JavaArgon2(), new JavaArgon2()));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void verifiesWhatTheOtherOneWrote(Argon2 writer, Argon2 reader) {
        var hash = writer.hash(PASSWORD, CHEAP);

        assertThat(hash).startsWith("$argon2id$v=19$m=1024,t=2,p=1$");
        assertThat(CHEAP.isOf(hash)).isTrue();
        assertThat(new Argon2.Format(reader).problemOf(hash)).isEmpty();
        assertThat(reader.verify(hash, PASSWORD)).isTrue();
        assertThat(reader.verify(hash, PASSWORD + " ")).isFalse();
        assertThat(reader.verify(hash, "")).isFalse();
    }

    /** Strings of the reference implementation ({@code argon2} command line), also with more lanes than we write. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$wWKIMhR9lyDFvRz9YTZweHKfbftvj+qf+YFY4NeBbtA",
                "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc"
            })
    void verifiesTheReferenceImplementation(String hash) {
        for (var argon2 : new Argon2[] {new NativeArgon2(), new JavaArgon2()}) {
            assertThat(argon2.verify(hash, "password")).isTrue();
            assertThat(argon2.verify(hash, "passwords")).isFalse();
        }
    }

    @Test
    void saltsEveryHash() {
        assertThat(new NativeArgon2().hash(PASSWORD, CHEAP)).isNotEqualTo(new NativeArgon2().hash(PASSWORD, CHEAP));
        assertThat(new JavaArgon2().hash(PASSWORD, CHEAP)).isNotEqualTo(new JavaArgon2().hash(PASSWORD, CHEAP));
    }
}
