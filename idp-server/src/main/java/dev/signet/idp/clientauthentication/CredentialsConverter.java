package dev.signet.idp.clientauthentication;

import com.nimbusds.jwt.SignedJWT;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.web.util.UriComponentsBuilder;

/** Reads what a client came with: exactly one method, from the header or the form, never from the query. */
class CredentialsConverter implements AuthenticationConverter {

    private static final String JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static final int LONGEST_ASSERTION = 16 * 1024;

    /** Of RFC 6749 §2.3.1 and RFC 7521 §4.2. */
    private static final List<String> PARAMETERS = List.of(
            OAuth2ParameterNames.CLIENT_ID,
            OAuth2ParameterNames.CLIENT_SECRET,
            OAuth2ParameterNames.CLIENT_ASSERTION,
            OAuth2ParameterNames.CLIENT_ASSERTION_TYPE);

    private final ClientCertificates certificates;

    CredentialsConverter(ClientCertificates certificates) {
        this.certificates = certificates;
    }

    @Override
    public Authentication convert(HttpServletRequest request) {
        requireWellFormed(request);

        var clientId = parameter(request, OAuth2ParameterNames.CLIENT_ID);
        var presented = new ArrayList<Presented>();
        basic(request).ifPresent(presented::add);
        assertion(request).ifPresent(presented::add);
        secret(request, clientId).ifPresent(presented::add);

        if (presented.size() > 1) {
            throw refused(Refusal.SEVERAL_METHODS, clientId);
        }
        if (presented.isEmpty()) {
            if (clientId == null) {
                throw refused(Refusal.NO_CLIENT, null);
            }
            return new Presented.Token(
                    new Presented.Nothing(clientId, certificates.of(request).orElse(null)));
        }
        var only = presented.getFirst();
        if (clientId != null && !clientId.equals(only.clientId())) {
            throw refused(Refusal.CLIENT_ID_MISMATCH, clientId);
        }
        return new Presented.Token(only);
    }

    private static void requireWellFormed(HttpServletRequest request) {
        for (var name : PARAMETERS) {
            var values = request.getParameterValues(name);
            if (values != null && values.length > 1) {
                throw refused(Refusal.REPEATED_PARAMETER, null);
            }
        }
        if (request.getQueryString() != null && PARAMETERS.stream().anyMatch(it -> isInQuery(request, it))) {
            throw refused(Refusal.CREDENTIALS_IN_QUERY, null);
        }
    }

    private static boolean isInQuery(HttpServletRequest request, String name) {
        return UriComponentsBuilder.newInstance()
                .query(request.getQueryString())
                .build()
                .getQueryParams()
                .containsKey(name);
    }

    /** RFC 6749 §2.3.1: identifier and secret are form-encoded first, then put together and base64-encoded. */
    private static Optional<Presented> basic(HttpServletRequest request) {
        var headers = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION)).stream()
                .filter(CredentialsConverter::isBasic)
                .toList();
        if (headers.isEmpty()) {
            return Optional.empty();
        }
        try {
            var credentials = utf8(Base64.getDecoder()
                    .decode(headers.getFirst().substring("Basic ".length()).strip()));
            var colon = credentials.indexOf(':');
            if (headers.size() > 1 || colon < 1) {
                throw refused(Refusal.MALFORMED_BASIC, null);
            }
            return Optional.of(new Presented.Secret(
                    URLDecoder.decode(credentials.substring(0, colon), StandardCharsets.UTF_8),
                    URLDecoder.decode(credentials.substring(colon + 1), StandardCharsets.UTF_8),
                    "client_secret_basic"));
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw refused(Refusal.MALFORMED_BASIC, null);
        }
    }

    /** Whether {@code authorization} uses the Basic scheme, whose name is in any case (RFC 9110 §11.1). */
    static boolean isBasic(String authorization) {
        return authorization.regionMatches(true, 0, "Basic ", 0, "Basic ".length());
    }

    private static Optional<Presented> secret(HttpServletRequest request, @Nullable String clientId) {
        var secret = parameter(request, OAuth2ParameterNames.CLIENT_SECRET);
        if (secret == null) {
            return Optional.empty();
        }
        // without an identifier the secret is nobody's, unless the request is refused for a second method anyway
        return Optional.of(new Presented.Secret(clientId == null ? "" : clientId, secret, "client_secret_post"));
    }

    /** The client is the subject of the assertion (RFC 7523 §3); client_id beside it is optional (RFC 7521 §4.2). */
    private static Optional<Presented> assertion(HttpServletRequest request) {
        var assertion = parameter(request, OAuth2ParameterNames.CLIENT_ASSERTION);
        var type = parameter(request, OAuth2ParameterNames.CLIENT_ASSERTION_TYPE);
        if (assertion == null && type == null) {
            return Optional.empty();
        }
        if (assertion == null || type == null) {
            throw refused(Refusal.INCOMPLETE_ASSERTION, null);
        }
        if (!JWT_BEARER.equals(type)) {
            throw refused(Refusal.UNKNOWN_ASSERTION_TYPE, null);
        }
        try {
            if (assertion.length() > LONGEST_ASSERTION) {
                throw refused(Refusal.ASSERTION_MALFORMED, null);
            }
            var jwt = SignedJWT.parse(assertion);
            var subject = jwt.getJWTClaimsSet().getSubject();
            if (subject == null) {
                throw refused(Refusal.ASSERTION_SUBJECT, null);
            }
            return Optional.of(new Presented.Assertion(subject, jwt));
        } catch (ParseException | IllegalArgumentException e) { // nimbus reports bad input by either
            throw refused(Refusal.ASSERTION_MALFORMED, null);
        }
    }

    /** A parameter without a value counts as left out (RFC 6749 §3.2). */
    private static @Nullable String parameter(HttpServletRequest request, String name) {
        var value = request.getParameter(name);
        return value == null || value.isEmpty() ? null : value;
    }

    private static String utf8(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    private static ClientRefusedException refused(Refusal refusal, @Nullable String clientId) {
        return new ClientRefusedException(refusal, clientId);
    }
}
