// Sends the form that carries an answer to an application, once: whoever comes back to the page has the button.
// Without modules and new syntax, because old browsers get answers too.

(function () {
  'use strict';

  var form = document.querySelector('form[data-send]');

  if (!(history.state && history.state.sent)) {
    history.replaceState({sent: true}, '');
    form.submit();
  }
})();
