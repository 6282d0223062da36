package dev.signet.idp.client;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Applies a file that declares clients and scopes.
 *
 * <p>The whole file is checked before anything is written, and everything is written in one transaction: it is applied as
 * it stands or not at all. Applying it again changes nothing. What the file does not mention is kept.
 */
@Service
public class ClientConfiguration {

    /** Every way {@link #apply} can end. */
    public sealed interface Outcome {

        /** The same in sentences for the operator. Those of {@link Applied} hold the generated secrets: print, never log. */
        List<String> lines();

        /**
         * The installation now is as the file says.
         *
         * @param generatedSecrets the only copies; show each once
         */
        record Applied(
                Changes clients,
                Changes scopes,
                List<GeneratedSecret> generatedSecrets,
                List<ConfigurationProblem> warnings)
                implements Outcome {

            @Override
            public List<String> lines() {
                var lines = new ArrayList<String>();
                warnings.forEach(warning -> lines.add("warning: " + warning));
                describe("scope", scopes, lines);
                describe("client", clients, lines);
                generatedSecrets.forEach(secret ->
                        lines.add("client_secret of " + secret.clientId() + ", shown only now: " + secret.value()));
                return lines;
            }

            private static void describe(String kind, Changes changes, List<String> lines) {
                changes.created().forEach(name -> lines.add(kind + " " + name + ": created"));
                changes.changed().forEach(name -> lines.add(kind + " " + name + ": changed"));
                changes.notInFile().forEach(name -> lines.add(kind + " " + name + ": not in the file, kept"));
            }
        }

        /** Nothing was changed. All problems, in the order of the file. */
        record Refused(List<ConfigurationProblem> problems) implements Outcome {

            @Override
            public List<String> lines() {
                return problems.stream().map(ConfigurationProblem::toString).toList();
            }
        }
    }

    private final DeclaredClients declaredClients;
    private final DeclaredSectors declaredSectors;
    private final ScopeWriter scopeWriter;
    private final Clients clients;
    private final Scopes scopes;
    private final TransactionTemplate transaction;
    private final Environment environment;
    private final ConfigurationText plans;

    ClientConfiguration(
            DeclaredClients declaredClients,
            DeclaredSectors declaredSectors,
            ScopeWriter scopeWriter,
            Clients clients,
            Scopes scopes,
            TransactionTemplate transaction,
            Environment environment,
            ConfigurationText plans) {
        this.declaredClients = declaredClients;
        this.declaredSectors = declaredSectors;
        this.scopeWriter = scopeWriter;
        this.clients = clients;
        this.scopes = scopes;
        this.transaction = transaction;
        this.environment = environment;
        this.plans = plans;
    }

    /** Applies {@code file}. This node sees the change at once, the others within five seconds. */
    public Outcome apply(Path file) {
        return apply(file, List.of());
    }

    /** The same. {@code others} is what else may stand in the file, for others to read. */
    public Outcome apply(Path file, List<String> others) {
        var declared = declaredSectors.checked(ClientsFile.read(file, environment::getProperty, others), file);
        if (!declared.problems().isEmpty()) {
            return new Outcome.Refused(declared.problems());
        }
        var applied = Objects.requireNonNull(transaction.execute(_ -> write(declared)));
        scopes.clear();
        clients.clear();
        return applied;
    }

    /** What applying {@code file} would change, in sentences. Writes nothing. */
    public Plan plan(Path file) {
        return plan(file, List.of());
    }

    /** The same. {@code others} is what else may stand in the file, for others to read. */
    public Plan plan(Path file, List<String> others) {
        var declared = ClientsFile.read(file, environment::getProperty, others);
        return declared.problems().isEmpty()
                ? new Plan(true, plans.describe(declared))
                : new Plan(false, new Outcome.Refused(declared.problems()).lines());
    }

    /** Everything that operators registered, as a file that {@link #apply} takes. The same registrations give the same text. */
    public String export() {
        return plans.export();
    }

    /**
     * What {@link #plan} has to say.
     *
     * @param isApplicable whether the file could be applied; if not, the lines are its problems
     */
    public record Plan(boolean isApplicable, List<String> lines) {}

    private Outcome write(Declarations declared) {
        var writtenScopes = scopeWriter.writeAll(declared.scopes());
        var writtenClients = declaredClients.writeAll(declared.clients());
        return new Outcome.Applied(
                writtenClients.changes(), writtenScopes, writtenClients.generated(), declared.warnings());
    }
}
