// Says on the page why a passkey was not made or taken; django-allauth leaves that to the console.
"use strict";

(() => {
  const IS_NUMBER = /^(\d+\.){3}\d+$|^\[.*\]$/;
  const ON_THIS_MACHINE = ["127.0.0.1", "[::1]"];
  const REASONS = {
    InvalidStateError: "This key was added already.",
    NotAllowedError: "No passkey was used: there was none for this site, it was refused, or it took too long.",
  };

  function reason(error) {
    if (IS_NUMBER.test(location.hostname)) {
      return ON_THIS_MACHINE.includes(location.hostname)
        ? `Browsers take passkeys only where the address has a name: open http://localhost:${location.port}/admin/ instead.`
        : "Browsers take passkeys only where the address has a name instead of a number.";
    }
    if (!window.isSecureContext) {
      return "Browsers take passkeys only over https.";
    }
    return REASONS[error.name] ?? `The passkey did not work: ${error.message}`;
  }

  function show(words) {
    document.getElementById("passkey-error")?.remove();
    const note = document.createElement("p");
    note.id = "passkey-error";
    note.className = "errornote";
    note.role = "alert";
    note.textContent = words;
    document.querySelector("#content h1").after(note);
  }

  document.addEventListener("allauth.error", event => {
    event.preventDefault();
    show(reason(event.detail.exception));
  });
})();
