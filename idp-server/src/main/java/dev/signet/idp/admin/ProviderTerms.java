package dev.signet.idp.admin;

import dev.signet.idp.adminui.ProviderOffice.Connection;
import dev.signet.idp.adminui.ProviderOffice.Level;
import dev.signet.idp.adminui.ProviderOffice.Line;
import dev.signet.idp.adminui.ProviderOffice.Outcome;
import dev.signet.idp.adminui.ProviderOffice.Problem;
import dev.signet.idp.adminui.ProviderOffice.Report;
import dev.signet.idp.client.FieldProblem;
import dev.signet.idp.federation.ConnectionReport;
import dev.signet.idp.federation.ProviderRegistration;
import dev.signet.idp.federation.RegisteredProvider;
import java.util.List;

/** Providers in the console's terms. */
final class ProviderTerms {

    private ProviderTerms() {}

    static Connection connection(RegisteredProvider provider) {
        return new Connection(
                provider.id(),
                provider.name(),
                provider.kind(),
                provider.isEnabled(),
                provider.source().equals("file"),
                provider.version(),
                provider.createdAt(),
                provider.updatedAt(),
                provider.fields(),
                provider.callback(),
                provider.isDown(),
                problems(provider.warnings()));
    }

    static Outcome outcome(ProviderRegistration.Outcome outcome) {
        return switch (outcome) {
            case ProviderRegistration.Outcome.Saved _ -> new Outcome.Saved();
            case ProviderRegistration.Outcome.Unchanged _ -> new Outcome.Unchanged();
            case ProviderRegistration.Outcome.Rejected(var problems) -> new Outcome.Rejected(problems(problems));
            case ProviderRegistration.Outcome.Stale(var current) -> new Outcome.Stale(connection(current));
            case ProviderRegistration.Outcome.IdTaken _ -> new Outcome.IdTaken();
            case ProviderRegistration.Outcome.BeyondReach _ -> new Outcome.BeyondReach();
            case ProviderRegistration.Outcome.NoSuchProvider _ -> new Outcome.NotThere();
        };
    }

    static Report report(ConnectionReport report) {
        return new Report(
                report.isUsable(),
                report.lines().stream()
                        .map(it -> new Line(it.name(), Level.valueOf(it.level().name()), it.detail()))
                        .toList());
    }

    private static List<Problem> problems(List<FieldProblem> found) {
        return found.stream()
                .map(it -> new Problem(it.field(), it.element(), it.rule()))
                .toList();
    }
}
