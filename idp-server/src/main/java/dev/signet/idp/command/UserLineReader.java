package dev.signet.idp.command;

import dev.signet.idp.command.UserLine.Credential;
import dev.signet.idp.password.PasswordHashing;
import dev.signet.idp.password.PasswordPolicy;
import dev.signet.idp.user.EmailAddress;
import dev.signet.idp.user.NewAccount;
import dev.signet.idp.user.Violation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Understands one line of an import. */
@Component
class UserLineReader {

    private static final TypeReference<LinkedHashMap<String, Object>> OBJECT = new TypeReference<>() {};
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final PasswordHashing hashing;
    private final PasswordPolicy policy;

    UserLineReader(PasswordHashing hashing, PasswordPolicy policy) {
        this.hashing = hashing;
        this.policy = policy;
    }

    UserLine read(JsonLines.Line line) {
        try {
            var text = line.text().orElseThrow(() -> new Refusal("is longer than 64 KiB"));
            var members = members(text);
            var email = text(members.remove("email"), "email");
            var verified = verified(members.remove("email_verified"));
            var hash = members.remove("password_hash");
            var password = members.remove("password");
            refuseOurs(members);

            var account = new NewAccount(email, verified, members);
            var violations = account.violations();
            if (!violations.isEmpty()) {
                throw new Refusal(violations.stream().map(Violation::sentence).collect(Collectors.joining("; ")));
            }
            return new UserLine.Usable(line.number(), account, credential(hash, password, email));
        } catch (Refusal e) {
            return new UserLine.Refused(line.number(), e.reason);
        }
    }

    private static Map<String, Object> members(byte[] text) throws Refusal {
        try {
            Map<String, Object> members = JSON.readValue(text, OBJECT);
            if (members == null) {
                throw new Refusal("is not a JSON object");
            }
            members.values().removeIf(Objects::isNull); // a claim without a value is no claim, Core 1.0 §5.3.2
            return members;
        } catch (JacksonException e) {
            throw new Refusal("is not a JSON object, or has a name twice"); // the parser's message quotes the line
        }
    }

    private static String text(@Nullable Object value, String member) throws Refusal {
        if (value instanceof String text) {
            return text;
        }
        throw new Refusal(value == null ? member + " is missing" : member + " must be text");
    }

    private static boolean verified(@Nullable Object value) throws Refusal {
        if (value == null) {
            return false;
        }
        if (value instanceof Boolean verified) {
            return verified;
        }
        throw new Refusal("email_verified must be true or false");
    }

    /** Claims that other systems export and that cannot be taken over. */
    private static void refuseOurs(Map<String, Object> members) throws Refusal {
        for (var claim : new String[] {"sub", "updated_at"}) {
            if (members.containsKey(claim)) {
                throw new Refusal(claim + " is given by Signet, leave it out");
            }
        }
    }

    private Credential credential(@Nullable Object hash, @Nullable Object password, String email) throws Refusal {
        if (hash != null && password != null) {
            throw new Refusal("has both password and password_hash");
        }
        if (hash != null) {
            return switch (hashing.accept(text(hash, "password_hash"))) {
                case PasswordHashing.Import.Usable(var usable) -> new Credential.Hash(usable);
                case PasswordHashing.Import.Unusable(var reason) -> throw new Refusal("password_hash " + reason);
            };
        }
        return password == null ? new Credential.None() : chosen(text(password, "password"), email);
    }

    private Credential chosen(String password, String email) throws Refusal {
        var violations = policy.violationsOf(password, EmailAddress.parse(email).orElseThrow());
        if (!violations.isEmpty()) {
            throw new Refusal(violations.stream().map(policy::sentence).collect(Collectors.joining("; ")));
        }
        return new Credential.Password(password);
    }

    /** Ends the reading of one line. */
    private static final class Refusal extends Exception {

        private final String reason;

        Refusal(String reason) {
            super(reason, null, false, false);
            this.reason = reason;
        }
    }
}
