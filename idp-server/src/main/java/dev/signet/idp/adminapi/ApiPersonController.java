package dev.signet.idp.adminapi;

import dev.signet.idp.adminapi.PeopleBodies.Person;
import dev.signet.idp.adminapi.PeopleBodies.Profile;
import dev.signet.idp.adminui.PeopleDirectory;
import dev.signet.idp.adminui.PeopleOffice;
import dev.signet.idp.adminui.PeopleOffice.Description;
import dev.signet.idp.token.AdministrationApi;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One person, and their profile. */
@AdminApiController
@RequestMapping(AdministrationApi.PATH + "/people/{person_id}")
class ApiPersonController {

    private final PeopleDirectory directory;
    private final PeopleOffice office;

    ApiPersonController(PeopleDirectory directory, PeopleOffice office) {
        this.directory = directory;
        this.office = office;
    }

    @GetMapping
    @Summary("Shows a person, masked unless reveal=true, which needs admin:pii:read and is audited")
    Person show(
            @PathVariable(name = "person_id") UUID id,
            @RequestParam(name = "reveal", defaultValue = "false") boolean reveal) {
        return directory.find(id, reveal).map(Person::of).orElseThrow(ProblemException::notFound);
    }

    @GetMapping("/profile")
    @Summary(value = "Shows what can be changed of a profile, in full, which is audited", isVersioned = true)
    ResponseEntity<Profile> profile(@PathVariable(name = "person_id") UUID id) {
        return answer(office.profile(id).orElseThrow(ProblemException::notFound));
    }

    @PutMapping(path = "/profile", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Summary(value = "Replaces the profile", isVersioned = true)
    ResponseEntity<Profile> describe(@PathVariable(name = "person_id") UUID id, @Body Profile wanted, IfMatch seen) {
        return switch (office.describe(id, seen.tag(), wanted.fields())) {
            case Description.Saved _ -> answer(office.profile(id).orElseThrow(ProblemException::notFound));
            case Description.Stale _ -> throw ProblemException.stale();
            case Description.Rejected(var problems) ->
                throw ProblemException.invalid(PeopleBodies.errors("", problems));
            case Description.NotThere _ -> throw ProblemException.notFound();
        };
    }

    private static ResponseEntity<Profile> answer(PeopleOffice.Profile profile) {
        return ResponseEntity.ok().eTag(profile.version()).body(Profile.of(profile.fields()));
    }
}
