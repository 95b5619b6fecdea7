// What the page can do beyond showing: filter, show exchanges where they are needed, copy. Text is only ever set as text.

const form = document.querySelector(".filters");
const shown = form.querySelector("output");
const showAll = form.querySelector("[type=reset]");
const announcement = document.querySelector(".announcement");
const sections = [...document.querySelectorAll(".category")];
const requirements = [...document.querySelectorAll(".requirement")].map((element) => ({
  element,
  ...element.dataset,
  text: element.textContent.toLowerCase(),
}));

form.hidden = false;
for (const button of document.querySelectorAll(".copy")) button.hidden = false;

// Filters. Their state stands in the URL's fragment, so that a view can be kept and shared.

function filter() {
  const wanted = new FormData(form);
  const verdicts = wanted.getAll("verdict");
  const words = wanted.get("q").toLowerCase().split(/\s+/);
  let count = 0;
  for (const { element, verdict, level, category, area, text } of requirements) {
    const matches =
      (verdicts.length === 0 || verdicts.includes(verdict)) &&
      ["", level].includes(wanted.get("level")) &&
      ["", category].includes(wanted.get("category")) &&
      ["", area].includes(wanted.get("area")) &&
      words.every((word) => text.includes(word));
    element.hidden = !matches;
    if (matches) count++;
  }
  for (const section of sections) section.hidden = !section.querySelector(".requirement:not([hidden])");
  showAll.hidden = count === requirements.length;
  shown.textContent =
    count === requirements.length ? `All ${count} requirements` : `${count} of ${requirements.length} requirements`;
}

function remember() {
  const state = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ""));
  history.replaceState(null, "", state.size > 0 ? `#${state}` : location.pathname + location.search);
}

function restore() {
  if (!location.hash.includes("=")) return;
  const state = new URLSearchParams(location.hash.slice(1));
  for (const name of ["q", "level", "category", "area"]) form.elements[name].value = state.get(name) ?? "";
  for (const box of form.querySelectorAll("[name=verdict]")) box.checked = state.getAll("verdict").includes(box.value);
}

form.addEventListener("input", () => {
  filter();
  remember();
});
form.addEventListener("reset", () => setTimeout(() => form.dispatchEvent(new Event("input"))));
form.addEventListener("submit", (event) => event.preventDefault());

// An exchange stands once on the page; an opened requirement shows copies of those it rests on.

function showExchanges(requirement) {
  for (const [index, link] of requirement.querySelectorAll(".exchanges > li > a").entries()) {
    const copy = document.getElementById(link.hash.slice(1))?.cloneNode(true);
    if (!copy) continue;
    copy.removeAttribute("id");
    copy.open = index === 0 && requirement.dataset.verdict === "fail";
    link.parentElement.replaceChildren(copy);
  }
}

document.addEventListener(
  "toggle",
  ({ target }) => {
    if (target.open && target.matches(".requirement")) showExchanges(target);
  },
  true,
);

for (const requirement of document.querySelectorAll(".requirement[open]")) showExchanges(requirement);

// A link into something closed or filtered out opens it.

function reveal() {
  if (location.hash.includes("=")) return;
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target?.matches("details")) return;
  if (target.hidden) form.reset();
  for (let element = target; element; element = element.parentElement.closest("details")) element.open = true;
  target.scrollIntoView();
  target.querySelector("summary").focus();
}

window.addEventListener("hashchange", () => {
  restore();
  filter();
  reveal();
});

document.addEventListener("click", async ({ target }) => {
  if (!target.matches(".copy")) return;
  const script = target.closest("figure").querySelector("pre");
  try {
    await navigator.clipboard.writeText(script.textContent);
    announcement.textContent = "Copied";
    target.textContent = "Copied";
  } catch {
    getSelection().selectAllChildren(script);
    announcement.textContent = "Selected, copy it now";
    target.textContent = "Selected";
  }
  setTimeout(() => {
    target.textContent = "Copy";
    announcement.textContent = "";
  }, 2000);
});

restore();
filter();
reveal();
