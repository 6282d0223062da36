package dev.signet.idp.client;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds a client's secret: in the file's text, in an environment variable, or in a file beside it. */
public final class SecretReader {

    public static final String TEXT = "client_secret";
    public static final List<String> FILES = List.of("client_secret_file", "secret_file");

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");
    private static final int LONGEST = 1000;
    private static final int LONG_ENOUGH = 32;

    private final Path folder;
    private final Function<String, @Nullable String> environment;
    private final Findings findings;

    /** {@code folder} is where relative file names start. */
    public SecretReader(Path folder, Function<String, @Nullable String> environment, Findings findings) {
        this.folder = folder;
        this.environment = environment;
        this.findings = findings;
    }

    public @Nullable DeclaredSecret read(YamlMapping client) {
        var given = keysOf(client);
        if (given.size() > 1) {
            findings.problem(client.place(given.get(1)), "give the secret once, not also as " + given.get(0));
            return null;
        }
        if (given.isEmpty()) {
            return null;
        }
        var key = given.getFirst();
        var written = client.text(key, _ -> Optional.empty());
        if (written == null) {
            return null;
        }
        var where = client.place(key);
        return key.equals(TEXT) ? textOrReference(written, where) : content(written, where);
    }

    public static List<String> keysOf(YamlMapping client) {
        return Stream.concat(Stream.of(TEXT), FILES.stream())
                .filter(client::has)
                .toList();
    }

    private @Nullable DeclaredSecret textOrReference(String written, Findings.Place where) {
        var reference = REFERENCE.matcher(written);
        if (!reference.matches() && written.startsWith("${")) {
            findings.problem(where, "an environment reference looks like ${VARIABLE}");
            return null;
        }
        if (!reference.matches()) {
            findings.warning(
                    where,
                    "stands in the file as text, which is for trying things out; use client_secret_file or"
                            + " ${VARIABLE}");
            return usable(written, where);
        }
        var value = environment.apply(reference.group(1));
        if (value == null) {
            findings.problem(where, "the environment variable " + reference.group(1) + " is not set");
            return null;
        }
        return usable(value, where);
    }

    private @Nullable DeclaredSecret content(String written, Findings.Place where) {
        try {
            var file = folder.resolve(written);
            if (Files.isRegularFile(file) && Files.size(file) > LONGEST) {
                findings.problem(where, "the file is longer than a secret of " + LONGEST + " characters");
                return null;
            }
            return usable(Files.readString(file).strip(), where);
        } catch (MalformedInputException e) {
            findings.problem(where, "the file is not UTF-8 text");
        } catch (IOException | IllegalArgumentException e) {
            findings.problem(where, "the file " + folder.resolve(written) + " cannot be read");
        }
        return null;
    }

    private @Nullable DeclaredSecret usable(String secret, Findings.Place where) {
        if (secret.isBlank()) {
            findings.problem(where, "the secret is empty");
            return null;
        }
        if (secret.length() > LONGEST
                || !secret.chars().allMatch(character -> character >= 0x20 && character <= 0x7e)) {
            findings.problem(
                    where, "a secret is at most " + LONGEST + " printable ASCII characters, RFC 6749 appendix A.2");
            return null;
        }
        if (secret.length() < LONG_ENOUGH) {
            findings.warning(
                    where, "shorter than " + LONG_ENOUGH + " characters; it can be guessed if the database is stolen");
        }
        return new DeclaredSecret(secret);
    }
}
