// What the timeline does beyond plain HTML: short addresses, lists narrowed by typing, and news for screen readers.
"use strict";

document.documentElement.classList.add("js");

// Empty fields stay out of the address, whether the form is sent by htmx or by the browser.
document.addEventListener("formdata", (event) => {
  for (const [name, value] of [...event.formData.entries()]) {
    if (value === "") event.formData.delete(name);
  }
});

document.addEventListener("htmx:configRequest", (event) => {
  for (const [name, value] of [...event.detail.formData.entries()]) {
    if (value === "") event.detail.formData.delete(name);
  }
});

// The boxes that narrow a list are no filters: what is typed there does not send the form.
for (const box of document.querySelectorAll("[data-narrows]")) {
  for (const type of ["input", "change"]) box.addEventListener(type, (event) => event.stopPropagation());
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
}

// After "Show more" the focus goes to the first new event, else it would fall back to the top of the page.
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.requestConfig.elt.classList.contains("more")) {
    event.detail.elt.querySelector(".event a")?.focus();
  }
});

// An answer that does not come would leave the events of before under filters just chosen, and say nothing.
for (const fault of ["htmx:responseError", "htmx:sendError"]) {
  document.addEventListener(fault, (event) => {
    const { requestConfig, pathInfo } = event.detail;
    const asked = requestConfig.elt;
    if (asked.matches("[data-narrows]")) return;
    document.getElementById("unanswered")?.remove();
    const told = document.createElement("p");
    told.id = "unanswered";
    told.className = "errors";
    told.setAttribute("role", "alert");
    const again = document.createElement("a");
    again.href = asked.getAttribute("href") ?? pathInfo.finalRequestPath;
    again.textContent = "Try again";
    told.append("The events asked for did not come; those shown are of before. ", again);
    if (asked.classList.contains("more")) asked.before(told);
    else document.querySelector("#results .result-bar").after(told);
  });
}

// A browser that goes back restores the fields it remembers; the address knows better.
document.addEventListener("htmx:afterSettle", (event) => {
  const asked = event.detail.requestConfig.elt;
  if (asked.matches("[data-narrows]")) {
    // Who types hears how much is left; a list that is narrowed again beside new events is no news.
    const left = document.querySelector(asked.getAttribute("hx-target")).children.length;
    if (asked === document.activeElement) document.getElementById("status").textContent = `${left} in the list`;
    return;
  }
  // Lists came whole with the results; those that were narrowed are narrowed again.
  for (const box of document.querySelectorAll("[data-narrows]")) {
    if (box.value) htmx.trigger(box, "narrow");
  }
  const title = document.getElementById("results-title");
  if (title && !asked.classList.contains("more")) {
    document.getElementById("status").textContent = title.textContent;
  }
});
