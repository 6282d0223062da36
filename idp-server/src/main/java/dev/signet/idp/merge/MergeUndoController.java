package dev.signet.idp.merge;

import dev.signet.idp.link.Links;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The page behind the link of {@link MergeNotices}. Nobody needs to be signed in; the link is the proof. */
@Controller
@RequestMapping(MergeNotices.PURPOSE)
class MergeUndoController {

    private final MergeNotices notices;
    private final AccountMerge merge;

    MergeUndoController(MergeNotices notices, AccountMerge merge) {
        this.notices = notices;
        this.merge = merge;
    }

    /** Says what the button does. Mail scanners open every link, so looking does nothing. */
    @GetMapping
    ModelAndView show(@RequestParam(defaultValue = "") String token, HttpServletResponse response) {
        return notices.find(token).flatMap(merge::find).isPresent() ? page(token, false) : unusable(response);
    }

    @PostMapping
    ModelAndView undo(@RequestParam(defaultValue = "") String token, HttpServletResponse response) {
        var id = notices.find(token);
        if (id.isEmpty()) {
            return unusable(response);
        }
        return switch (merge.undo(id.get())) {
            case UNDONE -> new ModelAndView("merge/undone");
            case TOO_LATE -> unusable(response);
            case MERGED_ON -> page(token, true);
        };
    }

    private static ModelAndView page(String token, boolean isMergedOn) {
        return new ModelAndView("merge/undo").addObject("token", token).addObject("isMergedOn", isMergedOn);
    }

    private static ModelAndView unusable(HttpServletResponse response) {
        response.setStatus(HttpStatus.GONE.value());
        return new ModelAndView(Links.UNUSABLE);
    }
}
