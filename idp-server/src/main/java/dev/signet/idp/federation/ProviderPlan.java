package dev.signet.idp.federation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How a file differs from what is stored, in sentences. */
final class ProviderPlan {

    private ProviderPlan() {}

    /** None where all is as the file says. */
    static List<String> lines(List<DeclaredProvider> declared, List<StoredProvider> stored, boolean isWhole) {
        var lines = new ArrayList<String>();
        Map<String, StoredProvider> rest = new TreeMap<>();
        stored.forEach(it -> rest.put(it.id(), it));
        for (var wanted : declared) {
            describe(wanted, rest.remove(wanted.id()), isWhole, lines);
        }
        rest.forEach((id, it) -> lines.add("provider " + id
                + (isWhole && it.source().equals("file")
                        ? ": not in the file any more, would be removed"
                        : ": not in the file, would be kept")));
        return lines;
    }

    private static void describe(
            DeclaredProvider wanted, @Nullable StoredProvider before, boolean isWhole, List<String> lines) {
        var what = "provider " + wanted.id();
        if (before == null) {
            lines.add(what + ": would be created");
            return;
        }
        if (isWhole && !before.source().equals("file")) {
            lines.add(what + ": would belong to the file; until now only the console knew it");
        }
        if (wanted.enabled() != null && wanted.enabled() != before.isEnabled()) {
            lines.add(what + ": would be " + (wanted.enabled() ? "enabled" : "disabled"));
        }
        ProviderFields.differences(before.provider(), wanted.provider())
                .forEach((name, difference) -> lines.add(what + ": " + name + ": " + difference));
        if (wanted.secret() != null && !wanted.secret().equals(before.secret())) {
            lines.add(what + ": " + ProviderDraft.SECRET + ": would be replaced");
        }
    }
}
