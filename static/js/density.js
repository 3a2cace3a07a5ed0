// A brush over the histogram, for the mouse: it fills the fields From and To, as the links below and beside it do.
"use strict";

// Where one finger scrolls the page a brush would be in its way; there each bar is a link of its own.
const HAS_MOUSE = matchMedia("(hover: hover) and (pointer: fine)");
const DECADE = 10;
const BRUSH = document.currentScript.dataset.brush;

// Gives the dates of a bar as the fields take them: its first year, month or day, and its last.
function span(chart, index) {
  const { unit, first } = chart.dataset;
  const [year, month, day] = first.split("-").map(Number);
  const written = (date, letters) => date.toISOString().slice(0, letters);
  const date = new Date(Date.UTC(2000, 0, 1));
  date.setUTCFullYear(year, (month || 1) - 1, day || 1);
  if (unit === "day") date.setUTCDate(date.getUTCDate() + index);
  if (unit === "month") date.setUTCMonth(date.getUTCMonth() + index);
  if (unit === "year") date.setUTCFullYear(year + index);
  if (unit === "decade") {
    // The first decade of the calendar begins with the year 1.
    const decade = Math.floor(year / DECADE) * DECADE + index * DECADE;
    const padded = (number) => String(number).padStart(4, "0");
    return [padded(Math.max(decade, 1)), padded(decade + DECADE - 1)];
  }
  const text = written(date, { day: 10, month: 7, year: 4 }[unit]);
  return [text, text];
}

function brush(chart) {
  const size = Number(chart.dataset.size);
  const height = Number(chart.dataset.height);
  const width = chart.clientWidth;
  const place = (x) => Math.min(size - 1, Math.max(0, Math.floor((x / width) * size)));
  const group = d3.select(chart.querySelector(".brush"));
  const fields = ["from", "to"].map((id) => document.getElementById(id));
  const fill = ([left, right]) => {
    const last = Math.max(place(left), place(right - 0.5));
    fields[0].value = span(chart, place(left))[0];
    fields[1].value = span(chart, last)[1];
  };
  const brushed = d3.brushX().extent([[0, 0], [width, height]]);
  brushed.on("brush", ({ selection }) => fill(selection));
  brushed.on("end", ({ selection, sourceEvent }) => {
    if (!sourceEvent) return;
    // A click without a drag chooses the bar under it.
    if (!selection) {
      const x = sourceEvent.clientX - chart.getBoundingClientRect().left;
      fill([x, x + 0.5]);
    }
    fields[0].dispatchEvent(new Event("change", { bubbles: true }));
  });
  group.call(brushed);
  // What a bar's own title would tell lies under the brush.
  const hover = document.querySelector("[data-hover]");
  const help = hover.textContent;
  chart.addEventListener("pointermove", (event) => {
    const index = place(event.clientX - chart.getBoundingClientRect().left);
    const title = chart.querySelector(`[data-bar="${index}"] title`);
    hover.textContent = title ? title.textContent : `${span(chart, index)[0]}: 0 events`;
  });
  chart.addEventListener("pointerleave", () => {
    hover.textContent = help;
  });
}

function prepare() {
  const chart = document.querySelector(".bars");
  if (!chart || !HAS_MOUSE.matches || !window.d3) return;
  d3.select(chart.querySelector(".brush")).selectChildren().remove();
  brush(chart);
}

// The library of the brush waits until the page can be read and used; until then the bars are links.
function fetchBrush() {
  const script = document.createElement("script");
  script.src = BRUSH;
  script.addEventListener("load", prepare);
  document.head.append(script);
}

document.documentElement.classList.toggle("has-mouse", HAS_MOUSE.matches);
document.addEventListener("htmx:afterSettle", (event) => {
  if (!event.detail.requestConfig.elt.classList.contains("more")) prepare();
});
addEventListener("resize", prepare);
if (HAS_MOUSE.matches) addEventListener("load", () => (window.requestIdleCallback ?? setTimeout)(fetchBrush));
