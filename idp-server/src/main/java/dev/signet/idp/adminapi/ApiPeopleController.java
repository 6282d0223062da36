package dev.signet.idp.adminapi;

import dev.signet.idp.adminapi.PeopleBodies.CreatedPerson;
import dev.signet.idp.adminapi.PeopleBodies.NewInvitation;
import dev.signet.idp.adminapi.PeopleBodies.NewPerson;
import dev.signet.idp.adminapi.PeopleBodies.PeopleList;
import dev.signet.idp.adminapi.PeopleBodies.PersonSummary;
import dev.signet.idp.adminapi.Problem.FieldError;
import dev.signet.idp.adminui.PeopleDirectory;
import dev.signet.idp.adminui.PeopleOffice;
import dev.signet.idp.adminui.PeopleOffice.Creation;
import dev.signet.idp.token.AdministrationApi;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The people who have an account. Mails are in the language that the call accepts. */
@AdminApiController
@RequestMapping(AdministrationApi.PATH + "/people")
class ApiPeopleController {

    private final PeopleDirectory directory;
    private final PeopleOffice office;
    private final Cursors cursors;

    ApiPeopleController(PeopleDirectory directory, PeopleOffice office, Cursors cursors) {
        this.directory = directory;
        this.office = office;
        this.cursors = cursors;
    }

    @GetMapping
    @Summary("Lists people, masked unless reveal=true, which needs admin:pii:read and is audited")
    PeopleList list(
            @RequestParam(name = "search", defaultValue = "") String search,
            @RequestParam(name = "reveal", defaultValue = "false") boolean reveal,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor) {
        var after = cursors.read(cursor, "people", search);
        var page = directory.list(search, after == null ? null : UUID.fromString(after), reveal);
        var next = page.next() == null ? null : page.next().toString();
        return new PeopleList(
                page.people().stream().map(PersonSummary::of).toList(), cursors.write(next, "people", search));
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Summary(value = "Makes an account and mails its owner the link for a password", status = 201, canConflict = true)
    ResponseEntity<CreatedPerson> create(@Body NewPerson wanted, Once once, Locale language) {
        return once.of(CreatedPerson.class, () -> created(wanted, language));
    }

    @PostMapping(path = "/invitations", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Summary(value = "Mails a link behind which somebody makes their own account", status = 202, canConflict = true)
    ResponseEntity<Void> invite(@Body NewInvitation wanted, Locale language) {
        return switch (office.invite(wanted.email(), language)) {
            case INVITED -> ResponseEntity.accepted().build();
            case NOT_TAKEN -> throw ProblemException.conflict("This installation takes no invitations");
            case ACCOUNT_EXISTS -> throw ProblemException.conflict("There is an account with this address");
            case TOO_MANY_MAILS -> throw ProblemException.conflict("Too many mails went to this address lately");
            case NOT_AN_ADDRESS ->
                throw ProblemException.invalid(List.of(FieldError.of("email", "not an e-mail address")));
        };
    }

    private ResponseEntity<CreatedPerson> created(NewPerson wanted, Locale language) {
        var profile = wanted.profile();
        return switch (office.create(wanted.email(), profile == null ? Map.of() : profile.fields(), language)) {
            case Creation.Created(var id) ->
                ResponseEntity.created(Segments.address("/people/", id.toString()))
                        .body(new CreatedPerson(id));
            case Creation.EmailTaken _ -> throw ProblemException.conflict("There is an account with this address");
            case Creation.Rejected(var problems) ->
                throw ProblemException.invalid(PeopleBodies.errors("profile.", problems));
        };
    }
}
