package dev.signet.idp.clientauthentication;

import dev.signet.idp.client.SecretUse;
import dev.signet.idp.clientregistration.ClientDocuments;
import dev.signet.idp.ratelimit.Limits;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The parts that Spring Security's {@code OAuth2ClientAuthenticationFilter} is put together from, at every endpoint that
 * clients call directly.
 *
 * <p>Every request to such an endpoint ends as an {@link AuthenticatedClient} or with an error answer; there is no
 * anonymous way through. A public client passes with its {@code client_id} alone: an endpoint that is only for
 * confidential clients has to look.
 */
@Component
public class ClientAuthentication {

    private final AuthenticationConverter converter;
    private final AuthenticationProvider provider;
    private final AuthenticationFailureHandler failureHandler;

    ClientAuthentication(
            ClientDocuments clients,
            SecretUse secretUse,
            AssertionVerifier assertions,
            ClientCertificates certificates,
            CertificateVerifier certificateVerifier,
            Limits limits,
            ApplicationEventPublisher events,
            JsonMapper json) {
        this.converter = new CredentialsConverter(certificates);
        this.provider =
                new ClientAuthenticationProvider(clients::find, assertions, certificateVerifier, secretUse::used);
        this.failureHandler = new RefusalHandler(limits, events, json);
    }

    /** Reads the credentials of a request; never null. */
    public AuthenticationConverter converter() {
        return converter;
    }

    /** Turn credentials into an {@link AuthenticatedClient}. */
    public List<AuthenticationProvider> providers() {
        return List.of(provider);
    }

    /** Answers as RFC 6749 §5.2 says. */
    public AuthenticationFailureHandler failureHandler() {
        return failureHandler;
    }
}
