package dev.signet.idp.adminui;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is going on. Implemented by the server, which leaves out what the viewer may not know. */
public interface OverviewDirectory {

    /** What happened lately; empty for who may not read the audit trail. */
    Optional<Figures> figures(Span span);

    /** What somebody should look at, the most urgent first. */
    List<Concern> concerns();

    /** What there is to do on a new installation; empty once it is in use, and for who could do none of it. */
    List<Step> firstSteps();

    /** How far back charts go, and in what stretches. */
    enum Span {
        DAY(Duration.ofDays(1), Duration.ofHours(1)),
        WEEK(Duration.ofDays(7), Duration.ofHours(6)),
        MONTH(Duration.ofDays(30), Duration.ofDays(1));

        private final Duration length;
        private final Duration width;

        Span(Duration length, Duration width) {
            this.length = length;
            this.width = width;
        }

        public Duration length() {
            return length;
        }

        /** Of one bar. */
        public Duration width() {
            return width;
        }
    }

    /**
     * What happened.
     *
     * @param slots one for each stretch of time, in order, the last one not over yet
     * @param factors what people signed in with, the most frequent first
     * @param grants what tokens were issued for, the most frequent first
     */
    record Figures(List<Slot> slots, List<Share> factors, List<Share> grants) {

        public boolean isEmpty() {
            return slots.stream().allMatch(it -> it.signIns() + it.refusals() + it.tokens() == 0);
        }
    }

    /** One stretch of time. */
    record Slot(Instant start, long signIns, long refusals, long tokens) {}

    /** How often something occurred, by the name of its message. */
    record Share(String name, long count) {}

    /** What somebody should look at. */
    enum ConcernKind {
        AUDIT_NOT_INTACT("/admin/audit?action=audit.verified", true),
        AUDIT_REWOUND("/admin/audit?action=audit.", true),
        AUDIT_UNSEALED("/admin/health", true),
        ALERTS("/admin/alerts", true),
        APPROVALS("/admin/approvals", true),
        LIMITS_REACHED("/admin/audit?action=limit.reached", false),
        JOBS_IN_TROUBLE("/admin/health", true),
        MAIL_FAILING("/admin/health", true),
        DELIVERIES_FAILING("/admin/health", false),
        KEYS_LATE("/admin/keys", true),
        KEYS_SOON("/admin/keys", false),
        SECRETS_EXPIRED("/admin/clients", true),
        SECRETS_EXPIRING("/admin/clients", false),
        ADMINISTRATORS_WITHOUT_PASSKEY("/admin/roles", false),
        ADMINISTRATORS_UNUSED("/admin/roles", false),
        ONE_ADMINISTRATOR("/admin/roles", false),
        REVIEW_DUE("/admin/review", false);

        private final String page;
        private final boolean isUrgent;

        ConcernKind(String page, boolean isUrgent) {
            this.page = page;
            this.isUrgent = isUrgent;
        }

        /** Where there is more about it. */
        public String page() {
            return page;
        }

        public boolean isUrgent() {
            return isUrgent;
        }
    }

    /**
     * Something that somebody should look at.
     *
     * @param number how many there are of it
     * @param name one of them, as an example; null if nothing has a name
     * @param at when it happens or happened; null if that does not matter
     */
    record Concern(
            ConcernKind kind,
            long number,
            @Nullable String name,
            @Nullable Instant at) {

        public Concern(ConcernKind kind, long number) {
            this(kind, number, null, null);
        }
    }

    /** Something that is done once. */
    enum StepKind {
        CLIENT("/admin/clients/new"),
        PASSKEY("/account/authenticators"),
        SECOND_ADMINISTRATOR("/admin/roles"),
        MAIL("/admin/health"),
        ADDRESS("/admin/health");

        private final String page;

        StepKind(String page) {
            this.page = page;
        }

        public String page() {
            return page;
        }
    }

    record Step(StepKind kind, boolean isDone) {}
}
