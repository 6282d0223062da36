package dev.signet.idp.adminapi;

import dev.signet.idp.crypto.DataVault;
import dev.signet.idp.crypto.DerivedKeys;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers a creation that is sent again as it was answered the first time.
 *
 * <p>Key and creation are in one transaction: whoever comes second waits for the first one's end, and then finds its answer,
 * or nothing if it failed or its node died, and does the work itself. What was refused is not kept, because it changed
 * nothing.
 */
@Component
class IdempotentRequests {

    private final IdempotentRequestRepository requests;
    private final DataVault vault;
    private final DerivedKeys.Authenticator codes;
    private final TransactionOperations transactions;
    private final JsonMapper json;
    private final AdminApiProperties properties;
    private final Clock clock;

    IdempotentRequests(
            IdempotentRequestRepository requests,
            DataVault vault,
            DerivedKeys keys,
            TransactionOperations transactions,
            JsonMapper json,
            AdminApiProperties properties,
            Clock clock) {
        this.requests = requests;
        this.vault = vault;
        this.codes = keys.authenticator("idempotent requests");
        this.transactions = transactions;
        this.json = json;
        this.properties = properties;
        this.clock = clock;
    }

    /** What is kept of an answer. */
    private record Kept(
            int status, @Nullable String location, @Nullable String tag, JsonNode body) {}

    <T> ResponseEntity<T> answer(
            String key, String call, String content, Class<T> type, Supplier<ResponseEntity<T>> creation) {
        var keyCode = code(key.getBytes(StandardCharsets.UTF_8));
        var requestCode = code((call + "\n" + content).getBytes(StandardCharsets.UTF_8));
        var now = clock.instant();
        return Objects.requireNonNull(transactions.execute(_ -> {
            if (!requests.insert(keyCode, requestCode, now, now.plus(properties.idempotencyLifetime()))) {
                return repeated(keyCode, requestCode, type);
            }
            var answer = creation.get();
            requests.keep(keyCode, vault.encrypt(json.writeValueAsBytes(kept(answer)), row(keyCode)));
            return answer;
        }));
    }

    private <T> ResponseEntity<T> repeated(String keyCode, String requestCode, Class<T> type) {
        return requests.find(keyCode, requestCode)
                .map(it -> json.readValue(vault.decrypt(it, row(keyCode)), Kept.class))
                .map(it -> answer(it, type))
                .orElseThrow(() -> new ProblemException(
                        ProblemType.KEY_REUSED, "This " + OnceResolver.HEADER + " came with another request before"));
    }

    private Kept kept(ResponseEntity<?> answer) {
        var location = answer.getHeaders().getLocation();
        return new Kept(
                answer.getStatusCode().value(),
                location == null ? null : location.toString(),
                answer.getHeaders().getETag(),
                json.valueToTree(answer.getBody()));
    }

    private <T> ResponseEntity<T> answer(Kept kept, Class<T> type) {
        var answer = ResponseEntity.status(kept.status());
        Optional.ofNullable(kept.location()).map(URI::create).ifPresent(answer::location);
        Optional.ofNullable(kept.tag()).ifPresent(answer::eTag);
        return answer.body(json.treeToValue(kept.body(), type));
    }

    private String code(byte[] text) {
        return HexFormat.of().formatHex(codes.code(text));
    }

    private static String row(String keyCode) {
        return "idempotent_request/answer/" + keyCode;
    }
}
