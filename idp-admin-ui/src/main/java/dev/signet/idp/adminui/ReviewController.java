package dev.signet.idp.adminui;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Rights that nobody seems to need, and who looked at them. */
@AdminController
@RequestMapping("/admin/review")
class ReviewController {

    private final ReviewDirectory reviews;

    ReviewController(ReviewDirectory reviews) {
        this.reviews = reviews;
    }

    @GetMapping
    String show(@RequestParam(required = false) @Nullable String done, Model model) {
        model.addAttribute("state", reviews.state());
        model.addAttribute("longestNote", ReviewDirectory.LONGEST_NOTE);
        model.addAttribute("done", Notices.of(done));
        return "admin/review";
    }

    @GetMapping("/{id}")
    String past(@PathVariable UUID id, Model model) {
        model.addAttribute("past", NotThere.unless(reviews.find(id)));
        return "admin/review-past";
    }

    @PostMapping("/look")
    String look() {
        reviews.look();
        return "redirect:/admin/review?done=review-look";
    }

    @PostMapping("/sign")
    String sign(@RequestParam(defaultValue = "") String note) {
        var kept =
                note.length() <= ReviewDirectory.LONGEST_NOTE ? note : note.substring(0, ReviewDirectory.LONGEST_NOTE);
        reviews.sign(kept.strip());
        return "redirect:/admin/review?done=review";
    }

    /** Where somebody comes back to who had to prove more before they could send a form. */
    @GetMapping({"/look", "/sign"})
    String again(Model model) {
        return show(null, model);
    }
}
