package dev.signet.idp.admin;

import dev.signet.idp.access.Permission;
import dev.signet.idp.accessreview.AccessReviews;
import dev.signet.idp.accessreview.FindingKind;
import dev.signet.idp.adminui.AuditDirectory.Who;
import dev.signet.idp.adminui.OverviewDirectory.Concern;
import dev.signet.idp.adminui.OverviewDirectory.ConcernKind;
import dev.signet.idp.adminui.ReviewDirectory;
import dev.signet.idp.audit.Acting;
import dev.signet.idp.jobs.JobList;
import dev.signet.idp.user.AccountId;
import dev.signet.idp.user.Accounts;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/** The access review as the console shows it. */
@Component
class AccessReviewPages implements ReviewDirectory, ConcernSource {

    /** Of one kind, on one page. */
    static final int MOST_SHOWN = 100;

    private static final int REVIEWS = 20;
    private static final String JOB = "access-review";

    private final AccessReviews reviews;
    private final JobList jobs;
    private final Accounts accounts;
    private final PermissionCheck permissions;

    AccessReviewPages(AccessReviews reviews, JobList jobs, Accounts accounts, PermissionCheck permissions) {
        this.reviews = reviews;
        this.jobs = jobs;
        this.accounts = accounts;
        this.permissions = permissions;
    }

    @Override
    public State state() {
        permissions.require(Permission.AUDIT_READ);
        return new State(
                groups(reviews.findings()),
                reviews.reviews(REVIEWS).stream().map(this::review).toList(),
                jobs.jobs().stream()
                        .filter(it -> it.name().equals(JOB))
                        .findFirst()
                        .map(JobList.Job::lastSuccess)
                        .orElse(null));
    }

    @Override
    public Optional<Past> find(UUID review) {
        permissions.require(Permission.AUDIT_READ);
        return reviews.find(review).map(it -> new Past(review(it), groups(reviews.findings(review))));
    }

    @Override
    public void look() {
        var actor = permissions.require(Permission.REVIEWS_WRITE);
        try (var _ = Acting.as(actor.value())) {
            reviews.look();
        }
    }

    @Override
    public void sign(String note) {
        reviews.sign(permissions.require(Permission.REVIEWS_WRITE), note.replace("\0", ""));
    }

    @Override
    public List<Concern> concerns(Set<Permission> held) {
        return held.contains(Permission.REVIEWS_WRITE)
                ? reviews
                        .sinceLast()
                        .filter(it -> it.compareTo(AccessReviews.DUE) > 0)
                        .map(it -> new Concern(ConcernKind.REVIEW_DUE, it.toDays()))
                        .stream()
                        .toList()
                : List.of();
    }

    private List<Group> groups(List<dev.signet.idp.accessreview.Finding> findings) {
        return findings.stream()
                .collect(Collectors.groupingBy(
                        dev.signet.idp.accessreview.Finding::kind, TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(it -> new Group(
                        it.getKey().name(),
                        it.getValue().stream()
                                .limit(MOST_SHOWN)
                                .map(this::finding)
                                .toList(),
                        it.getValue().size()))
                .toList();
    }

    private Finding finding(dev.signet.idp.accessreview.Finding finding) {
        var key = finding.key();
        return new Finding(
                isPerson(finding.kind()) ? who(UUID.fromString(key)).name() + " · " + key.substring(0, 8) : key,
                page(finding),
                finding.since());
    }

    private static boolean isPerson(FindingKind kind) {
        return kind == FindingKind.ROLE_UNUSED || kind == FindingKind.ROLE_WITHOUT_PASSKEY;
    }

    private static String page(dev.signet.idp.accessreview.Finding finding) {
        var key = finding.key();
        return switch (finding.kind()) {
            case CLIENT_UNUSED, SECRET_EXPIRING, SECRET_OLD, CLIENT_WITHOUT_PKCE ->
                query("/admin/clients/client", "id", key);
            case SCOPE_UNUSED -> query("/admin/scopes/scope", "name", key);
            case ROLE_UNHELD -> "/admin/roles/" + key;
            case ROLE_UNUSED, ROLE_WITHOUT_PASSKEY -> "/admin/people/" + key + "/roles";
        };
    }

    private static String query(String path, String name, String value) {
        return UriComponentsBuilder.fromPath(path)
                .queryParam(name, "{value}")
                .encode()
                .buildAndExpand(value)
                .toUriString();
    }

    private Review review(dev.signet.idp.accessreview.Review review) {
        return new Review(review.id(), review.at(), who(review.by()), review.note(), review.findings());
    }

    private Who who(UUID id) {
        return new Who(
                id,
                accounts.find(new AccountId(id))
                        .map(it -> PersonView.of(it, false).name())
                        .orElse(null));
    }
}
