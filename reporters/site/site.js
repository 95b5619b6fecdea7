// The one thing that the pages do beyond showing: filter what is on them. The state stands in the URL's fragment.

const form = document.querySelector(".filters");
if (form) {
  const shown = form.querySelector("output");
  const showAll = form.querySelector("[type=reset]");
  const choices = [...form.querySelectorAll("select")].map(({ name }) => name);
  const groups = [...document.querySelectorAll("[data-group]")];
  const items = [...document.querySelectorAll("[data-item]")].map((element) => ({
    element,
    text: element.textContent.toLowerCase(),
  }));

  const filter = () => {
    const words = form.elements.q.value.toLowerCase().split(/\s+/);
    let count = 0;
    for (const { element, text } of items) {
      const fits = ({ name, value }) => value === "" || (element.dataset[name] ?? "").split(" ").includes(value);
      const matches = choices.every((name) => fits(form.elements[name])) && words.every((word) => text.includes(word));
      element.hidden = !matches;
      if (matches) count++;
    }
    for (const group of groups) group.hidden = !group.querySelector("[data-item]:not([hidden])");
    showAll.hidden = count === items.length;
    shown.textContent = count === items.length ? `All ${count}` : `${count} of ${items.length}`;
  };

  const remember = () => {
    const state = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ""));
    history.replaceState(null, "", state.size > 0 ? `#${state}` : location.pathname + location.search);
  };

  const restore = () => {
    if (!location.hash.includes("=")) return;
    const state = new URLSearchParams(location.hash.slice(1));
    for (const name of ["q", ...choices]) form.elements[name].value = state.get(name) ?? "";
    filter();
  };

  form.addEventListener("input", () => {
    filter();
    remember();
  });
  form.addEventListener("reset", () => setTimeout(() => form.dispatchEvent(new Event("input"))));
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", restore);
  form.hidden = false;
  filter();
  restore();
}
