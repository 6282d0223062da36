// Sends the form that carries an answer to an application, once: whoever comes back to the page has the button.

const form = document.querySelector('form[data-send]');

if (!history.state?.sent) {
  history.replaceState({sent: true}, '');
  form.submit();
}
