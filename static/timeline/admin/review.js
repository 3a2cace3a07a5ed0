// The review queue by keys: the page works without them, by its buttons.
"use strict";

(() => {
  const CURRENT = "is-current";

  const fields = () => [...document.querySelectorAll("#review-form [data-field]")];
  const current = () => document.activeElement?.closest?.("#review-form [data-field]");
  const isTyping = (element) => element.matches("input:not([type=checkbox]), textarea, select, [contenteditable]");

  // Show the words of a field in the text, in the middle of its pane.
  function showWords(name) {
    const marks = [...document.querySelectorAll(".review-text mark")];
    const own = marks.filter((mark) => mark.dataset.fields.split(" ").includes(name));
    for (const mark of marks) mark.classList.toggle(CURRENT, own.includes(mark));
    const pane = document.querySelector(".review-text");
    const first = own[0] ?? (name ? null : marks[0]);
    if (!pane || !first) return;
    const offset = first.getBoundingClientRect().top - pane.getBoundingClientRect().top;
    pane.scrollTop += offset - pane.clientHeight / 3;
  }

  function move(step) {
    const all = fields();
    const at = all.indexOf(current());
    const next = all[at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + step, 0), all.length - 1)];
    next?.focus();
  }

  const press = (selector) => document.querySelector(selector)?.click();

  const KEYS = {
    a: () => press('[data-key="a"]'),
    s: () => press('[data-key="s"]'),
    u: () => press('[data-key="u"]'),
    r: () => document.querySelector("#id_reason")?.focus(),
    j: () => move(1),
    k: () => move(-1),
    c: () => current()?.querySelector(".review-confirm")?.click(),
    e: () => current()?.querySelector("select, input:not([type=hidden]), textarea")?.focus(),
    "?": () => {
      const keys = document.querySelector("#review-keys");
      if (keys) keys.open = !keys.open;
    },
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const element = event.target;
    if (!(element instanceof Element)) return;
    if (event.key === "Escape" && current() && element !== current()) {
      current().focus();
      return;
    }
    if (element.id === "id_reason" && event.key === "Enter") {
      event.preventDefault();
      press('[data-key="r"]');
      return;
    }
    if (isTyping(element) || !KEYS[event.key] || !document.querySelector("#review")) return;
    event.preventDefault();
    KEYS[event.key]();
  });

  document.addEventListener("focusin", (event) => {
    const field = event.target.closest?.("#review-form [data-field]");
    if (field) showWords(field.dataset.field);
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.(".review-proof a");
    if (!link) return;
    event.preventDefault();
    showWords(link.closest("[data-field]").dataset.field);
  });

  function begin() {
    showWords("");
    document.querySelector("#review-heading, #review h2")?.focus({ preventScroll: true });
  }

  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target?.id === "review" || event.target.id === "review") begin();
  });
  document.addEventListener("DOMContentLoaded", () => showWords(""));
})();
