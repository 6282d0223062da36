package dev.signet.idp.passkey;

import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import dev.signet.idp.audit.RequestOrigin;
import dev.signet.idp.device.UserAgent;
import dev.signet.idp.device.UserAgents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** What to call a credential whose owner did not say. */
@Component
class PasskeyNames {

    private final Map<UUID, String> makers;
    private final UserAgents userAgents;
    private final MessageSource messages;

    PasskeyNames(UserAgents userAgents, MessageSource messages) {
        this.userAgents = userAgents;
        this.messages = messages;
        try (var list = PasskeyNames.class.getResourceAsStream("aaguids.txt")) {
            this.makers = new String(Objects.requireNonNull(list).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" ", 2))
                    .collect(Collectors.toUnmodifiableMap(it -> UUID.fromString(it[0]), it -> it[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Who made the authenticator, or keeps the passkey; empty if it did not say or we do not know. */
    Optional<String> maker(AttestedCredentialData credential) {
        return Optional.ofNullable(credential.getAaguid().getValue()).map(makers::get);
    }

    /** The maker, else what it is; with the system of the browser if the credential is in the same device. */
    String suggest(NewCredential made, KeyKind kind) {
        return maker(made.credential()).orElseGet(() -> {
            var word = messages.getMessage("passkey.name." + kind.segment(), null, LocaleContextHolder.getLocale());
            var isInThisDevice = made.transports().contains("internal");
            return isInThisDevice ? system().map(it -> word + " (" + it + ")").orElse(word) : word;
        });
    }

    private Optional<String> system() {
        return RequestOrigin.current()
                .map(RequestOrigin::userAgent)
                .map(userAgents::read)
                .map(UserAgent::system);
    }
}
