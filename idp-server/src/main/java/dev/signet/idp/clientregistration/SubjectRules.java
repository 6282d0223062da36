package dev.signet.idp.clientregistration;

import dev.signet.idp.client.FieldProblem;
import dev.signet.idp.outbound.GuardedHttpClient;
import dev.signet.idp.outbound.GuardedHttpClient.Outcome.Fetched;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a client says about subject identifiers (OpenID Connect Registration §2 and §5). All of ours are public; a
 * {@code sector_identifier_uri} is checked all the same, and has no other effect.
 */
@Component
class SubjectRules {

    private static final TypeReference<List<String>> LIST = new TypeReference<>() {};

    private final GuardedHttpClient http;
    private final JsonMapper json;

    SubjectRules(GuardedHttpClient http, JsonMapper json) {
        this.http = http;
        this.json = json;
    }

    /** Fetches a document of the client's, so not to be called within a transaction. */
    Optional<FieldProblem> problemOf(RegistrationRequest request) {
        if (request.members().containsKey("subject_type")
                && !request.text("subject_type").equals(Optional.of("public"))) {
            return problem("subject_type", "not supported, must be public");
        }
        if (!request.members().containsKey("sector_identifier_uri")) {
            return Optional.empty();
        }
        var sector = request.text("sector_identifier_uri").flatMap(SubjectRules::address);
        if (sector.isEmpty()) {
            return problem("sector_identifier_uri", "must be an https URL, OpenID Connect Registration §5");
        }
        if (!(http.get(sector.get(), List.of(MediaType.APPLICATION_JSON)) instanceof Fetched(var body, var _))) {
            return problem("sector_identifier_uri", "must be an https URL that answers with JSON");
        }
        var redirectUris = request.members().get("redirect_uris") instanceof List<?> list ? list : List.of();
        return listed(body).containsAll(redirectUris)
                ? Optional.empty()
                : problem(
                        "sector_identifier_uri",
                        "the document must list every one of redirect_uris, OpenID Connect Registration §5");
    }

    private List<String> listed(String document) {
        try {
            var listed = json.readValue(document, LIST);
            return listed == null ? List.of() : listed;
        } catch (JacksonException e) {
            return List.of();
        }
    }

    /** Where to fetch it; whether we go there, which is https and public addresses, is the guarded client's to say. */
    private static Optional<URI> address(String text) {
        try {
            var uri = new URI(text);
            return Optional.of(uri).filter(it -> it.getHost() != null);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static Optional<FieldProblem> problem(String field, String rule) {
        return Optional.of(new FieldProblem(field, 0, rule));
    }
}
