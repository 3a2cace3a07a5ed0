// What is typed in a form of the desk outlives the end of a session: after signing in again it stands there as it was.
"use strict";

(() => {
  const PREFIX = "readout-typed:";
  // The pages on which a curator signs in: who comes from there was sent away from the form.
  const SIGN_IN = /\/(login|account)\//;
  // What belongs to one answer of the server, not to what was typed.
  const OWN = new Set(["csrfmiddlewaretoken", "seen", "was"]);

  // That of the queue, those of Django's admin, which are named for their models, and our own.
  const formOf = () => document.querySelector('#review-form, #content-main form[id$="_form"], #content-main form.keep');
  const keyOf = () => PREFIX + location.pathname;

  function typed(form) {
    const values = [];
    for (const field of form.elements) {
      if (!field.name || OWN.has(field.name) || ["hidden", "password", "file", "submit", "button"].includes(field.type)) continue;
      const isBox = field.type === "checkbox" || field.type === "radio";
      if (field.type === "select-multiple") continue;
      values.push([field.name, isBox ? field.value : "", isBox ? field.checked : field.value]);
    }
    return values;
  }

  const fieldsNamed = (form, name) => [...form.elements].filter((field) => field.name === name);

  function fill(form, values) {
    let changed = 0;
    for (const [name, of, value] of values) {
      for (const field of fieldsNamed(form, name)) {
        const isBox = field.type === "checkbox" || field.type === "radio";
        if (isBox && field.value === of && field.checked !== value) {
          field.checked = value;
          changed += 1;
        } else if (!isBox && field.value !== value) {
          const canTake = field.tagName !== "SELECT" || [...field.options].some((option) => option.value === value);
          if (!canTake) continue;
          field.value = value;
          changed += 1;
        }
      }
    }
    return changed;
  }

  function tell(form, key) {
    const note = document.createElement("p");
    note.className = "typed-again";
    note.setAttribute("role", "status");
    note.append("What you had typed before you were signed out stands in the form again. ");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button";
    button.textContent = "Discard it";
    button.addEventListener("click", () => {
      sessionStorage.removeItem(key);
      form.reset();
      note.remove();
    });
    note.append(button);
    form.before(note);
  }

  function restore() {
    const form = formOf();
    const key = keyOf();
    const kept = sessionStorage.getItem(key);
    if (!form || !kept) return;
    if (!SIGN_IN.test(new URL(document.referrer || location.href).pathname)) {
      sessionStorage.removeItem(key);
      return;
    }
    if (fill(form, JSON.parse(kept))) tell(form, key);
  }

  document.addEventListener("input", (event) => {
    const form = formOf();
    if (form && event.target.form === form) sessionStorage.setItem(keyOf(), JSON.stringify(typed(form)));
  });
  // The answer has come: what was typed is saved, or stands in the new form with what is wrong in it.
  document.addEventListener("htmx:beforeSwap", () => sessionStorage.removeItem(keyOf()));
  addEventListener("load", restore);
})();
