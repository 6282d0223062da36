package dev.signet.idp.clientregistration;

import dev.signet.idp.client.DescribedClients;
import dev.signet.idp.client.FieldProblem;
import dev.signet.idp.outbound.GuardedHttpClient;
import dev.signet.idp.outbound.GuardedHttpClient.Outcome.Failed;
import dev.signet.idp.outbound.GuardedHttpClient.Outcome.Fetched;
import dev.signet.idp.outbound.GuardedHttpClient.Outcome.Refused;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** Fetches the document of a client, checks it, and keeps what it says as the client's registration. */
@Component
class ClientDocumentReader {

    /** Twice what is recommended at most (draft-ietf-oauth-client-id-metadata-document-01 §6). */
    private static final int LARGEST = 10 * 1024;

    private static final List<MediaType> TYPES = List.of(MediaType.APPLICATION_JSON);

    private final GuardedHttpClient http;
    private final ClientDocumentRules rules;
    private final DescribedClients clients;
    private final RegistrationRefusals refusals;

    ClientDocumentReader(
            GuardedHttpClient http,
            ClientDocumentRules rules,
            DescribedClients clients,
            RegistrationRefusals refusals) {
        this.http = http;
        this.rules = rules;
        this.clients = clients;
        this.refusals = refusals;
    }

    /** How long the document may be cached by its own word; empty if nothing was kept, which the audit trail then explains. */
    Optional<Duration> read(String clientId, DocumentAddress address) {
        return switch (http.get(address.uri(), TYPES)) {
            case Fetched(var body, var cacheFor) ->
                keep(clientId, address, parse(body)).map(_ -> cacheFor);
            case Refused(var reason) -> refused(clientId, reason);
            case Failed(var reason) -> refused(clientId, reason);
        };
    }

    private Optional<String> keep(String clientId, DocumentAddress address, RegistrationRequest document) {
        var problem = rules.problemOf(clientId, document);
        if (problem.isPresent()) {
            return refused(clientId, sentence(problem.get()));
        }
        return switch (clients.save(clientId, rules.fields(address, document), it -> rules.problemsOf(address, it))) {
            case DescribedClients.Outcome.Saved _ -> Optional.of(clientId);
            case DescribedClients.Outcome.Rejected(var problems) ->
                refused(
                        clientId,
                        problems.stream().map(ClientDocumentReader::sentence).collect(Collectors.joining("; ")));
            case DescribedClients.Outcome.Registered _ -> Optional.empty();
        };
    }

    private <T> Optional<T> refused(String clientId, String reason) {
        refusals.note(new ClientDocumentRefused(clientId, reason));
        return Optional.empty();
    }

    private static RegistrationRequest parse(String body) {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > LARGEST) {
            return new RegistrationRequest(
                    Map.of(), new FieldProblem("the document", 0, "longer than " + LARGEST + " bytes"));
        }
        try {
            return RegistrationRequest.read(MediaType.APPLICATION_JSON_VALUE, new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // there is none in memory
        }
    }

    private static String sentence(FieldProblem problem) {
        return problem.field() + (problem.element() == 0 ? "" : ", number " + problem.element()) + ": "
                + problem.rule();
    }
}
