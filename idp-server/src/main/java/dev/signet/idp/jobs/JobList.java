package dev.signet.idp.jobs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The jobs of this installation, whichever node runs them. */
@Service
public class JobList {

    /** Nodes look for what is due every ten seconds, and a job may have to wait for another. */
    static final Duration LATE = Duration.ofMinutes(5);

    private final JobRepository jobs;
    private final Clock clock;

    JobList(JobRepository jobs, Clock clock) {
        this.jobs = jobs;
        this.clock = clock;
    }

    /**
     * A job.
     *
     * @param nextAt when it is due
     * @param running whether a node is at it
     * @param lastSuccess when it ended well last; null if it never did
     * @param lastFailure when it failed last; null if it never did
     * @param failures how often it failed since it ended well
     * @param late whether it is due for so long that no node can be running it
     */
    public record Job(
            String name,
            Instant nextAt,
            boolean running,
            @Nullable Instant lastSuccess,
            @Nullable Instant lastFailure,
            int failures,
            boolean late) {

        public boolean isInTrouble() {
            return late || failures > 0;
        }
    }

    public List<Job> jobs() {
        return jobs.list(clock.instant().minus(LATE));
    }
}
