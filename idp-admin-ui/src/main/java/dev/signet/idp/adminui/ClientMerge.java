package dev.signet.idp.adminui;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * Three versions of a client, field by field: what stood in the form when it was opened, what was typed, and what somebody
 * else has stored since. What only one of the two changed is taken from whoever changed it; what both changed is for the
 * person to decide, who is shown all three.
 *
 * @param fields what stands in the form now
 * @param adopted the names of those that were taken from what is stored
 * @param before what stood in the form when it was opened, of those that somebody else changed
 */
record ClientMerge(Map<String, Object> fields, Set<String> adopted, Map<String, String> before) {

    private static final String PREFIX = "base.";

    /** @param typed with what stood in each field, in fields of their own whose names begin with {@code base.} */
    static ClientMerge of(MultiValueMap<String, String> typed, Map<String, Object> mine, Map<String, Object> theirs) {
        var fields = new LinkedHashMap<>(mine);
        var adopted = new LinkedHashSet<String>();
        var before = new LinkedHashMap<String, String>();
        for (var kinds : ClientFieldKind.GROUPS.values()) {
            for (var name : kinds.keySet()) {
                var base = base(typed, name);
                var stored = ClientForm.text(theirs.get(name));
                if (base == null || stored.equals(base)) {
                    continue;
                }
                before.put(name, base);
                var isUntouched = ClientForm.text(mine.get(name)).equals(base);
                if (isUntouched && theirs.containsKey(name)) {
                    fields.put(name, Objects.requireNonNull(theirs.get(name)));
                    adopted.add(name);
                } else if (isUntouched) {
                    fields.remove(name);
                    adopted.add(name);
                }
            }
        }
        return new ClientMerge(fields, adopted, before);
    }

    /** What the form holds for the next time: the text of each field as it is stored. */
    static Map<String, String> bases(Map<String, Object> stored) {
        var bases = new LinkedHashMap<String, String>();
        ClientFieldKind.GROUPS
                .values()
                .forEach(kinds -> kinds.keySet().forEach(name -> bases.put(name, ClientForm.text(stored.get(name)))));
        return bases;
    }

    /** The same as the form sent it back; empty if it sent none. */
    static Map<String, String> bases(MultiValueMap<String, String> typed) {
        var bases = new LinkedHashMap<String, String>();
        ClientFieldKind.GROUPS
                .values()
                .forEach(kinds -> kinds.keySet().forEach(name -> {
                    var base = base(typed, name);
                    if (base != null) {
                        bases.put(name, base);
                    }
                }));
        return bases;
    }

    /** Lists are on lines of their own, which browsers end in their own way. */
    private static @Nullable String base(MultiValueMap<String, String> typed, String name) {
        var base = typed.getFirst(PREFIX + name);
        return base == null ? null : base.replace("\r\n", "\n");
    }
}
