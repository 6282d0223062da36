// Says below a new password how strong it is, while it is typed. Without scripts the rules speak once the form is sent.

const PAUSE = 250;

for (const hint of document.querySelectorAll('[data-strength]')) {
  watch(hint, hint.closest('form').elements.password);
}

function watch(hint, field) {
  let timer;
  let request = new AbortController();

  field.addEventListener('input', () => {
    clearTimeout(timer);
    request.abort();
    request = new AbortController();
    if (field.value === '') {
      hint.hidden = true;
    } else {
      timer = setTimeout(ask, PAUSE, request.signal);
    }
  });

  async function ask(signal) {
    try {
      const answer = await fetch(hint.dataset.strength, {method: 'POST', body: typed(field.form), signal});
      if (answer.ok) {
        show(hint, await answer.json());
      }
    } catch (failure) {
      // Not worth a word: the rules are asked again when the form is sent.
    }
  }
}

function typed(form) {
  const fields = new URLSearchParams();
  for (const name of ['_csrf', 'password', 'email', 'username', 'name']) {
    const field = form.elements[name];
    if (field) {
      fields.set(name, field.value);
    }
  }
  return fields;
}

function show(hint, {score, label, problems}) {
  hint.hidden = false;
  hint.querySelector('meter').value = score;
  hint.querySelector('[data-words]').textContent = [label, ...problems].join(' ');
}
