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

  // Offsets count code points, as everywhere in the records; those of the browser count UTF-16 units.
  const codePoints = (text) => [...text].length;

  // Where a place in the text is: the line says where it begins, the rest is counted.
  function offsetOf(node, at) {
    const element = node instanceof Element ? node : node.parentElement;
    const line = element?.closest(".review-text [data-start]");
    if (!line) return null;
    const range = document.createRange();
    range.selectNodeContents(line);
    range.setEnd(node, at);
    return Number(line.dataset.start) + codePoints(range.toString());
  }

  function chosen() {
    const selection = getSelection();
    if (!selection?.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const start = offsetOf(range.startContainer, range.startOffset);
    const end = offsetOf(range.endContainer, range.endOffset);
    return start === null || end === null || start >= end ? null : { start, end };
  }

  const KINDS = [["statement", "a statement"], ["event", "an event"], ["person", "a person"], ["date", "a date"]];

  function offerToAdd() {
    document.querySelector(".review-chosen")?.remove();
    const base = document.querySelector(".review-text")?.dataset.add;
    const span = chosen();
    if (!base || !span) return;
    const box = document.createElement("div");
    box.className = "review-chosen";
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", "Add from the chosen words");
    box.append("Add from these words:");
    for (const [what, label] of KINDS) {
      const address = new URL(base, location.href);
      address.searchParams.set("what", what);
      address.searchParams.set("start", span.start);
      address.searchParams.set("end", span.end);
      const link = document.createElement("a");
      link.href = address;
      link.textContent = label;
      box.append(link);
    }
    document.querySelector("#review").append(box);
  }
  document.addEventListener("selectionchange", () => {
    clearTimeout(offerToAdd.timer);
    offerToAdd.timer = setTimeout(offerToAdd, 150);
  });

  function begin() {
    showWords("");
    const heading = document.querySelector("#review-heading") ?? document.querySelector("#review h2");
    heading?.focus({ preventScroll: true });
  }

  // The item after this one is fetched while this one is read; the server says whether it may be shown as it came.
  let ahead = null;

  async function fetchAhead() {
    const { item, following } = document.querySelector("#review")?.dataset ?? {};
    const form = document.querySelector("#review-form");
    if (!item || !form) return;
    const body = new URLSearchParams({ at: item, csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value });
    const answer = await fetch(following, { method: "POST", body, redirect: "error" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const review = answer.status === 200 ? page.querySelector("#review[data-item]") : null;
    const shown = document.querySelector("#review");
    if (shown?.dataset.item !== item) return;
    if (review) {
      const seen = review.querySelector("#review-form [name=seen]").value;
      ahead = { item: review.dataset.item, seen, html: review.outerHTML };
    }
    shown.dataset.ahead = ahead?.item ?? "";
  }

  // Once this item stands there and can be worked on; without it, the next item just comes a little later.
  function lookAhead() {
    ahead = null;
    clearTimeout(lookAhead.timer);
    lookAhead.timer = setTimeout(() => fetchAhead().catch(() => {}), 50);
  }

  // Whether a form holds what the server put there; the reason is no field of the item.
  function isAsShown(form) {
    if (form.dataset.asShown === undefined) return false;
    return [...form.elements].every((field) => {
      if (field.type === "hidden" || field.name === "reason") return true;
      if (field.tagName === "SELECT") {
        const chosen = [...field.options].findIndex((option) => option.defaultSelected);
        return field.selectedIndex === Math.max(chosen, 0);
      }
      if (field.type === "checkbox" || field.type === "radio") return field.checked === field.defaultChecked;
      return field.defaultValue === undefined || field.value === field.defaultValue;
    });
  }

  // What was held when the decision was sent: the key may come before the page has settled and looks ahead again.
  let sent = null;
  document.addEventListener("htmx:configRequest", (event) => {
    if (event.target.id !== "review-form") return;
    // The server need not make the form again to see that nothing of it was changed.
    if (isAsShown(event.target)) event.detail.parameters.as_shown = "1";
    sent = ahead;
    if (!sent) return;
    event.detail.parameters.ahead = sent.item;
    event.detail.parameters.ahead_seen = sent.seen;
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    const name = event.detail.xhr.getResponseHeader("X-Review-Ahead");
    if (name && name === sent?.item) event.detail.serverResponse += sent.html;
  });

  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target?.id === "review" || event.target.id === "review") {
      begin();
      lookAhead();
    }
  });
  // Nothing was saved, nothing is lost: the form stands as it is.
  function tellFailure(event) {
    const code = event.detail.xhr?.status;
    const why = code === 403 ? "you may not, or you signed in anew in another window: reload the page" : "try again";
    document.querySelector("#review-status").textContent = `Not saved (${code || "no connection"}): ${why}.`;
  }
  document.addEventListener("htmx:responseError", tellFailure);
  document.addEventListener("htmx:sendError", tellFailure);

  // Without JavaScript the address leads to the words; the text's own pane is scrolled here, not the page.
  function open() {
    if (location.hash && document.getElementById(location.hash.slice(1))?.closest(".review-text")) {
      history.replaceState(history.state, "", location.pathname + location.search);
      scrollTo(0, 0);
    }
    showWords("");
    lookAhead();
  }
  addEventListener("load", open);
})();
