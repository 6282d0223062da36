package dev.signet.idp.client;

import dev.signet.idp.client.Findings.Place;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;

/**
 * Opens a configuration file. The document is only composed into nodes, never constructed into objects, so no tag in it
 * can name a class.
 */
public final class ConfigurationFile {

    private static final int MAX_CHARACTERS = 4_000_000;
    private static final int MAX_ALIASES = 50;
    private static final int MAX_DEPTH = 20;

    private final Path path;
    private final String members;
    private final Findings findings;

    private ConfigurationFile(Path path, String members, Findings findings) {
        this.path = path;
        this.members = members;
        this.findings = findings;
    }

    /**
     * The mapping that {@code path} holds; empty if it holds nothing, or a finding.
     *
     * @param members what the mapping is expected to have, in words
     */
    public static Optional<YamlMapping> root(Path path, String members, Findings findings) {
        return new ConfigurationFile(path, members, findings).root();
    }

    private Optional<YamlMapping> root() {
        try {
            if (Files.size(path) > MAX_CHARACTERS) {
                return refused(Place.FILE, "larger than " + MAX_CHARACTERS + " bytes");
            }
            return compose(Files.readString(path));
        } catch (NoSuchFileException e) {
            return refused(Place.FILE, "no such file");
        } catch (CharacterCodingException e) {
            return refused(Place.FILE, "not UTF-8 text");
        } catch (IOException e) {
            return refused(Place.FILE, "cannot be read");
        }
    }

    private Optional<YamlMapping> compose(String text) {
        try {
            var root = yaml().compose(new StringReader(text.startsWith("\ufeff") ? text.substring(1) : text));
            if (root == null) {
                return Optional.empty();
            }
            return root instanceof MappingNode mapping
                    ? Optional.of(new YamlMapping(mapping, "", findings))
                    : refused(Place.of(root.getStartMark(), ""), "must be a mapping with " + members);
        } catch (MarkedYAMLException e) {
            // Only the problem itself: the whole message quotes lines of the file, and those may hold a secret.
            return refused(Place.of(e.getProblemMark(), ""), "not valid YAML: " + e.getProblem());
        } catch (YAMLException e) {
            return refused(Place.FILE, "not valid YAML: " + e.getMessage());
        }
    }

    private static Yaml yaml() {
        var limits = new LoaderOptions();
        limits.setCodePointLimit(MAX_CHARACTERS);
        limits.setMaxAliasesForCollections(MAX_ALIASES);
        limits.setNestingDepthLimit(MAX_DEPTH);
        limits.setMergeOnCompose(true);
        return new Yaml(new SafeConstructor(limits));
    }

    private Optional<YamlMapping> refused(Place where, String rule) {
        findings.problem(where, rule);
        return Optional.empty();
    }
}
