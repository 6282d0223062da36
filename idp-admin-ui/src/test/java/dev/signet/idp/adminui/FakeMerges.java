package dev.signet.idp.adminui;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Merges, in memory. What it was asked to do is written down. */
class FakeMerges implements MergeOffice {

    static final UUID MERGE = UUID.fromString("7b0f1c1e-0000-4000-8000-0000000000aa");

    Outcome outcome = Outcome.MERGED;
    Undoing undoing = Undoing.UNDONE;
    final List<String> done = new ArrayList<>();

    @Override
    public Optional<UUID> find(String text) {
        return text.equals("nobody@example.com") ? Optional.empty() : Optional.of(FakePeople.ADA);
    }

    @Override
    public Outcome merge(UUID kept, UUID closed, String reason) {
        done.add("merge " + reason);
        return outcome;
    }

    @Override
    public List<MergeSummary> list(UUID person) {
        return List.of(new MergeSummary(MERGE, FakePeople.SID, true, FakePeople.THEN, FakePeople.THEN));
    }

    @Override
    public Undoing undo(UUID person, UUID merge) {
        done.add("undo " + merge);
        return undoing;
    }
}
