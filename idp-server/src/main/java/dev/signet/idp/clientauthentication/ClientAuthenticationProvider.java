package dev.signet.idp.clientauthentication;

import dev.signet.idp.client.Client;
import dev.signet.idp.crypto.TokenHash;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;

/** Decides whether a client is who it says, by the one method that it is registered with. */
class ClientAuthenticationProvider implements AuthenticationProvider {

    private final Function<String, Optional<Client>> clients;
    private final AssertionVerifier assertions;
    private final CertificateVerifier certificates;
    private final BiConsumer<Client, TokenHash> secretUse;

    ClientAuthenticationProvider(
            Function<String, Optional<Client>> clients,
            AssertionVerifier assertions,
            CertificateVerifier certificates,
            BiConsumer<Client, TokenHash> secretUse) {
        this.secretUse = secretUse;
        this.certificates = certificates;
        this.clients = clients;
        this.assertions = assertions;
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        var presented = ((Presented.Token) authentication).presented();
        var client = clients.apply(presented.clientId())
                .orElseThrow(() -> new ClientRefusedException(Refusal.UNKNOWN_CLIENT, presented.clientId()));
        refusal(client, presented).ifPresent(refusal -> {
            throw new ClientRefusedException(refusal, presented.clientId());
        });
        return new AuthenticatedClient(client);
    }

    private Optional<Refusal> refusal(Client client, Presented presented) {
        if (CertificateVerifier.isFor(client) && presented instanceof Presented.Nothing it) {
            return certificates.refusal(client, it.certificate());
        }
        if (!client.tokenEndpointAuthMethod().equals(presented.method())) {
            return Optional.of(Refusal.WRONG_METHOD);
        }
        return switch (presented) {
            case Presented.Nothing _ -> Optional.empty();
            case Presented.Secret it -> secretRefusal(client, it.secret());
            case Presented.Assertion it -> assertions.refusal(client, it.jwt());
        };
    }

    private Optional<Refusal> secretRefusal(Client client, String secret) {
        var hash = client.matchingSecret(secret);
        hash.ifPresent(it -> secretUse.accept(client, it));
        return hash.isPresent() ? Optional.empty() : Optional.of(Refusal.WRONG_SECRET);
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return Presented.Token.class.isAssignableFrom(authentication);
    }
}
