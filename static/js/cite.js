// Beside a citation: a button that copies it. Browsers let a page do so over https and on this machine.
"use strict";

for (const button of navigator.clipboard ? document.querySelectorAll("[data-copies]") : []) {
  const told = button.nextElementSibling;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const cited = document.getElementById(button.dataset.copies);
    try {
      await navigator.clipboard.writeText(cited.textContent.trim());
      told.textContent = "Copied";
    } catch {
      // Refused: what was to be copied is marked, so that the reader's own keys do it.
      getSelection().selectAllChildren(cited);
      told.textContent = "The browser refused; copy the marked text";
    }
  });
}
