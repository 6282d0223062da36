package dev.signet.idp.client;

import dev.signet.idp.outbound.GuardedHttpClient;
import dev.signet.idp.outbound.GuardedHttpClient.Outcome.Fetched;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Fetches the documents behind {@code sector_identifier_uri} and looks for redirect URIs in them (OpenID Connect
 * Registration 1.0 §5). Never to be called within a transaction.
 */
@Component
public class SectorDocuments {

    static final String FIELD = "sector_identifier_uri";

    private static final TypeReference<List<String>> LIST = new TypeReference<>() {};

    private final GuardedHttpClient http;
    private final JsonMapper json;

    SectorDocuments(GuardedHttpClient http, JsonMapper json) {
        this.http = http;
        this.json = json;
    }

    /** What asking for a document led to. */
    public enum Finding {
        LISTS_EVERY_REDIRECT_URI,
        LACKS_ONE("the document must list every one of redirect_uris, OpenID Connect Registration §5"),
        NOT_TO_BE_HAD("must be an https URL that answers with JSON, OpenID Connect Registration §5");

        private final @Nullable String rule;

        Finding() {
            this.rule = null;
        }

        Finding(String rule) {
            this.rule = rule;
        }

        /** What is wrong with the registration; empty if nothing is. */
        public Optional<FieldProblem> problem() {
            return Optional.ofNullable(rule).map(it -> new FieldProblem(FIELD, 0, it));
        }
    }

    /** Whether {@code sector} may stand in a registration with these {@code redirectUris}. */
    public Finding look(String sector, Collection<?> redirectUris) {
        var address = address(sector);
        if (address.isEmpty()
                || !(http.get(address.get(), List.of(MediaType.APPLICATION_JSON))
                        instanceof Fetched(var body, var _))) {
            return Finding.NOT_TO_BE_HAD;
        }
        return listed(body).containsAll(redirectUris) ? Finding.LISTS_EVERY_REDIRECT_URI : Finding.LACKS_ONE;
    }

    /** The same for a registration that takes the place of {@code before}; asks nobody where both say the same of this. */
    Finding look(ClientMetadata metadata, @Nullable ClientMetadata before) {
        var sector = metadata.sectorIdentifierUri();
        if (sector == null
                || (before != null
                        && sector.equals(before.sectorIdentifierUri())
                        && metadata.redirectUris().equals(before.redirectUris()))) {
            return Finding.LISTS_EVERY_REDIRECT_URI;
        }
        return look(sector, metadata.redirectUris());
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
}
