// What the timeline does beyond plain HTML: short addresses, narrowing of long lists, and news for screen readers.
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

// Long lists: typing hides the values without the letters. The box is no filter of the timeline itself.
function narrow(box) {
  const wanted = box.value.trim().toLocaleLowerCase();
  for (const item of document.querySelectorAll(`#${box.dataset.narrows} > li`)) {
    const isChosen = item.querySelector("input").checked;
    item.hidden = !isChosen && !item.textContent.toLocaleLowerCase().includes(wanted);
  }
}

for (const box of document.querySelectorAll("[data-narrows]")) {
  for (const type of ["input", "change"]) {
    box.addEventListener(type, (event) => {
      event.stopPropagation();
      narrow(box);
    });
  }
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

// A browser that goes back restores the fields it remembers; the address knows better.
document.addEventListener("htmx:afterSettle", (event) => {
  document.querySelectorAll("[data-narrows]").forEach(narrow);
  const title = document.getElementById("results-title");
  if (title && !event.detail.requestConfig.elt.classList.contains("more")) {
    document.getElementById("status").textContent = title.textContent;
  }
});
