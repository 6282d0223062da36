package dev.signet.idp.adminapi;

import dev.signet.idp.adminapi.PeopleBodies.Touched;
import dev.signet.idp.adminui.PeopleOffice;
import dev.signet.idp.adminui.PeopleOffice.Action;
import dev.signet.idp.adminui.PeopleOffice.Outcome;
import dev.signet.idp.token.AdministrationApi;
import java.util.UUID;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** What is done to one person. */
@AdminApiController
@RequestMapping(AdministrationApi.PATH + "/people/{person_id}")
class ApiPersonActionsController {

    private final PeopleOffice office;

    ApiPersonActionsController(PeopleOffice office) {
        this.office = office;
    }

    @PostMapping("/lock")
    @Summary(value = "Ends every session and grant, and keeps the person out", canConflict = true)
    Touched lock(@PathVariable(name = "person_id") UUID id) {
        return perform(id, Action.LOCK);
    }

    @PostMapping("/unlock")
    @Summary(value = "Lets the person in again", canConflict = true)
    Touched unlock(@PathVariable(name = "person_id") UUID id) {
        return perform(id, Action.UNLOCK);
    }

    @PostMapping("/lockdown")
    @Summary(
            value = "Closes an account in wrong hands; its owner comes in again through the mailbox",
            canConflict = true)
    Touched lockdown(@PathVariable(name = "person_id") UUID id) {
        return perform(id, Action.LOCKDOWN);
    }

    @PostMapping("/require-factor")
    @Summary(value = "Has the next sign-in lead through the enrolment of a second factor", canConflict = true)
    Touched requireFactor(@PathVariable(name = "person_id") UUID id) {
        return perform(id, Action.REQUIRE_FACTOR);
    }

    @PostMapping("/waive-factor")
    @Summary(value = "Stops requiring a second factor of the person", canConflict = true)
    Touched waiveFactor(@PathVariable(name = "person_id") UUID id) {
        return perform(id, Action.WAIVE_FACTOR);
    }

    @PostMapping("/reset-password")
    @Summary(value = "Mails the person a link for a new password", canConflict = true)
    Touched resetPassword(@PathVariable(name = "person_id") UUID id) {
        return perform(id, Action.RESET_PASSWORD);
    }

    @DeleteMapping("/sessions")
    @Summary(value = "Ends every session of the person", canConflict = true)
    Touched endSessions(@PathVariable(name = "person_id") UUID id) {
        return perform(id, Action.END_SESSIONS);
    }

    @DeleteMapping("/applications/{client_id}")
    @Summary(value = "Withdraws consent and tokens of one application", canConflict = true)
    Touched withdraw(@PathVariable(name = "person_id") UUID id, @PathVariable(name = "client_id") String segment) {
        return answer(office.withdrawAccess(id, Segments.name(segment)));
    }

    @DeleteMapping
    @Summary(value = "Erases the account and all that refers to it", canConflict = true)
    Touched erase(@PathVariable(name = "person_id") UUID id) {
        return perform(id, Action.ERASE);
    }

    private Touched perform(UUID id, Action action) {
        return answer(office.perform(id, action));
    }

    private static Touched answer(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done(var touched) -> new Touched(touched, false);
            case Outcome.Unchanged _ -> new Touched(0, false);
            case Outcome.ApprovalRequested _ -> new Touched(0, true);
            case Outcome.LastAdministrator _ ->
                throw ProblemException.conflict("Nobody who may sign in would be an administrator any more");
            case Outcome.NotThere _ -> throw ProblemException.notFound();
        };
    }
}
