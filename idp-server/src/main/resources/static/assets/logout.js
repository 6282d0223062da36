// Goes on when every application was called, or when one of them takes too long. Without modules and new syntax, because
// old browsers sign out too.

(function () {
  'use strict';

  var LONGEST_WAIT = 5000;
  var link = document.querySelector('a[data-continue]');
  var gone = false;

  function goOn() {
    if (!gone) {
      gone = true;
      location.replace(link.href);
    }
  }

  window.addEventListener('load', goOn); // comes after the frames, whether they could be loaded or not
  setTimeout(goOn, LONGEST_WAIT);
})();
