package dev.signet.idp.password;

import dev.signet.idp.settings.InvalidSettingException;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class Argon2Configuration {

    @Bean
    Argon2 argon2(PasswordHashingProperties settings) {
        return switch (settings.implementation()) {
            case JAVA -> new JavaArgon2();
            case NATIVE -> nativeOrRefuse();
            case AUTO -> nativeOrJava();
        };
    }

    private static Argon2 nativeOrRefuse() {
        try {
            return new NativeArgon2();
        } catch (RuntimeException | LinkageError e) {
            throw new InvalidSettingException(
                    "idp.password.hashing.implementation is native, and libsodium cannot be loaded here", e);
        }
    }

    private static Argon2 nativeOrJava() {
        try {
            return new NativeArgon2();
        } catch (RuntimeException | LinkageError e) {
            LoggerFactory.getLogger(Argon2.class)
                    .warn(
                            "libsodium cannot be loaded, passwords are hashed in Java, about three times slower: {}",
                            e.toString());
            return new JavaArgon2();
        }
    }
}
