package dev.signet.idp.clientregistration;

import dev.signet.idp.client.FieldProblem;
import dev.signet.idp.client.SectorDocuments;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * What a client says about its sector (OpenID Connect Registration §2 and §5). A {@code sector_identifier_uri} is checked
 * whether its subjects are pairwise or not.
 */
@Component
class SubjectRules {

    private static final String SECTOR = "sector_identifier_uri";

    private final SectorDocuments documents;

    SubjectRules(SectorDocuments documents) {
        this.documents = documents;
    }

    /** Fetches a document of the client's, so not to be called within a transaction. */
    Optional<FieldProblem> problemOf(RegistrationRequest request) {
        if (!request.members().containsKey(SECTOR)) {
            return Optional.empty();
        }
        var redirectUris = request.members().get("redirect_uris") instanceof List<?> list ? list : List.of();
        return request.text(SECTOR)
                .map(it -> documents.look(it, redirectUris).problem())
                .orElseGet(() -> SectorDocuments.Finding.NOT_TO_BE_HAD.problem());
    }
}
