package dev.signet.idp.clientregistration;

import dev.signet.idp.client.FieldProblem;
import dev.signet.idp.client.GeneratedSecret;
import dev.signet.idp.client.RegisteredVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every way a request of a client about its registration can end. */
sealed interface RegistrationOutcome {

    /**
     * The registration as it stands now.
     *
     * @param secret the only copy; null if the client has none or knows it already
     * @param accessToken what the client comes back with
     */
    record Current(RegisteredVersion client, @Nullable GeneratedSecret secret, String accessToken)
            implements RegistrationOutcome {

        @Override
        public String toString() {
            return "Current[" + client.clientId() + ", redacted]";
        }
    }

    record Deleted() implements RegistrationOutcome {}

    /** Never empty. */
    record Rejected(List<FieldProblem> problems) implements RegistrationOutcome {

        private static final List<String> REDIRECTS = List.of("redirect_uris", "post_logout_redirect_uris");

        /** The code that RFC 7591 §3.2.2 has for it. */
        String error() {
            return problems.stream().anyMatch(it -> REDIRECTS.contains(it.field()))
                    ? "invalid_redirect_uri"
                    : "invalid_client_metadata";
        }

        static Rejected of(FieldProblem problem) {
            return new Rejected(List.of(problem));
        }
    }

    /** A token is missing, is another one's or used up, or there is no such client: which of them is not told. */
    record TokenRefused() implements RegistrationOutcome {}
}
