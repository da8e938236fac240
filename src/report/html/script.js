// The page holds all words; this shows, hides, finds and copies them. It makes no element of text, only copies
// of what is there and plain text nodes.
"use strict";
document.documentElement.classList.add("js");
document.addEventListener("DOMContentLoaded", () => {
  const one = (query, from = document) => from.querySelector(query);
  const all = (query, from = document) => [...from.querySelectorAll(query)];
  const side = one("#side"), chosen = one("#chosen"), text = one("#text"), help = one("#help");
  const lists = ["findings", "works", "claims"];
  const narrow = matchMedia("(max-width: 61.99rem)");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let list = "findings", current = null, from = null;

  const element = (name, kind, words) => {
    const made = document.createElement(name);
    if (kind) made.className = kind;
    if (words) made.textContent = words;
    return made;
  };

  // Views: the text alone (on narrow screens), one of the lists, or what was chosen.
  function show(view) {
    if (lists.includes(view)) list = view;
    side.dataset.view = view;
    chosen.hidden = view !== "chosen";
    for (const name of lists) one("#" + name).hidden = view !== name && !(view === "text" && name === list && !narrow.matches);
    for (const tab of all(".tabs [role=tab]")) {
      const on = tab.dataset.view === list && view !== "text" || tab.dataset.view === list && !narrow.matches;
      tab.setAttribute("aria-selected", on);
      tab.tabIndex = on ? 0 : -1;
    }
    one(".tabs .narrow").setAttribute("aria-current", view === "text");
    if (view !== "chosen") { unmark(); side.scrollTop = 0; }
  }
  const rest = () => show(narrow.matches ? "text" : list);
  // Back to where one came from.
  function back() {
    const to = from;
    rest();
    if (to) to.focus({ preventScroll: true });
    from = null;
  }

  function unmark() {
    for (const mark of all(".on")) mark.classList.remove("on");
    for (const card of all(".now")) card.classList.remove("now");
  }
  const marks = (kind, number) => all(`[data-${kind}~="${number}"]`, text)
    .concat(all(kind === "f" ? `a.n[href="#f${number}"]` : `a.v[href="#k${number}"]`, text));

  // A review note: the number, then the lines of the card.
  function note(card, number) {
    const told = all(".ln", card).sort((a, b) => b.hasAttribute("data-first") - a.hasAttribute("data-first"));
    const lines = told.map(line => line.textContent.replace(/\s+/g, " ").trim());
    return number + ". " + lines.join("\n" + " ".repeat(String(number).length + 2));
  }
  function say(words) {
    const state = one("#findings .shown");
    state.textContent = words;
    const near = one(".done", chosen);
    if (near) near.textContent = words;
  }
  async function copy(words, done) {
    try {
      await navigator.clipboard.writeText(words);
    } catch {
      const area = element("textarea");
      area.value = words;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    say(done);
  }
  const copyOne = card => copy(note(card, card.dataset.number || card.id.slice(1)), "Copied.");

  // A copy of a card, without ids, so that each stays the name of one thing.
  function twin(card) {
    const copied = card.cloneNode(true);
    copied.dataset.number = card.id.slice(1);
    copied.dataset.of = card.id;
    copied.removeAttribute("id");
    return copied;
  }

  // Shows what a place of the text belongs to: findings, claims, works.
  function choose(ids, mark, jump) {
    const cards = [...new Set(ids)].map(id => document.getElementById(id)).filter(card => card && card.matches(".card"));
    if (!cards.length) return;
    const [card] = cards;
    current = card;
    from = mark || null;
    const head = element("header");
    const button = element("button", "", "‹ Back to the list");
    button.type = "button";
    button.addEventListener("click", back);
    const done = element("p", "done");
    done.setAttribute("role", "status");
    head.append(button, done);
    const copies = cards.map(twin);
    // The claim's own card says the sentence again, with more marks.
    if (cards.some(card => card.matches(".claim")))
      for (const copied of copies) if (copied.matches(".finding")) one(".context", copied)?.remove();
    chosen.replaceChildren(head, ...copies);
    if (cards.some(one => one.matches(".finding")))
      for (const finding of all(".finding", chosen)) buttons(finding);
    show("chosen");
    unmark();
    card.classList.add("now");
    let first = null;
    for (const one of cards) {
      const kind = one.id[0];
      if (kind !== "f" && kind !== "k") continue;
      if (kind === "k" && cards[0] !== one && cards[0].id[0] === "f") continue;
      const found = marks(kind, one.id.slice(1));
      for (const place of found) place.classList.add("on");
      first = first || found[0];
    }
    if (mark) mark.classList.add("on");
    if (jump) {
      const link = one("a[href^='#b']", card);
      const place = first || (link && document.getElementById(link.hash.slice(1)));
      if (place) reach(place);
    }
    side.scrollTop = 0;
    history.replaceState(null, "", "#" + card.id);
  }
  function reach(place) {
    const behavior = calm.matches ? "auto" : "instant";
    place.scrollIntoView({ block: narrow.matches ? "start" : "center", behavior });
    if (narrow.matches) scrollBy({ top: -innerHeight / 6, behavior });
  }
  function buttons(card) {
    if (one(".copy", card)) return;
    const button = element("button", "copy", "Copy as review note");
    button.type = "button";
    one(".kind", card).append(button);
  }
  for (const card of all("#findings .finding")) buttons(card);

  // The works of a citation, and what else its place belongs to.
  function of(place) {
    const link = place.closest("a.c, a.n, a.v");
    const span = place.closest(".m") || (link && (one(".m", link) || link.closest("[data-k]")));
    const over = span || link;
    const ids = [];
    if (link && !link.matches(".c")) ids.push(link.hash.slice(1));
    const add = (front, words) => { for (const word of (words || "").split(" ")) if (word) ids.push(front + word); };
    if (over && !(link && link.matches(".v"))) add("f", over.dataset.f);
    if (link && link.matches(".c")) { ids.push(link.hash.slice(1)); add("", link.dataset.w); }
    if (over) add("k", over.dataset.k);
    if (link && link.matches(".n")) ids.push(...around(link.hash.slice(1)));
    if (link && link.matches(".v")) for (const mark of marks("k", link.hash.slice(2))) add("f", mark.dataset.f);
    if (!(link && link.matches(".c"))) {
      const cite = over && over.closest("a.c");
      if (cite) { ids.push(cite.hash.slice(1)); add("", cite.dataset.w); }
    }
    return ids;
  }
  text.addEventListener("click", event => {
    const place = event.target.closest("a.c, a.n, a.v, .m");
    if (!place || event.ctrlKey || event.metaKey || String(getSelection())) return;
    event.preventDefault();
    choose(of(event.target), event.target.closest("a.c, a.n, a.v") || place, false);
    if (!event.detail) chosen.focus({ preventScroll: true });
  });
  document.addEventListener("click", event => {
    const button = event.target.closest(".copy");
    if (button) return copyOne(button.closest(".card"));
    const link = event.target.closest("a[href^='#']");
    if (!link || text.contains(link) || link.matches(".skip")) return;
    if (go(link.hash, link.closest(".card"))) event.preventDefault();
  });

  // Follows a link within the page: to a card, or to a place of the text.
  function go(hash, card) {
    const target = document.getElementById(hash.slice(1));
    if (!target) return false;
    if (target.matches(".card")) {
      const kind = target.id[0];
      choose(kind === "f" ? [target.id].concat(around(target.id)) : [target.id], null, true);
      return true;
    }
    if (target.matches(".b, .document")) {
      const id = card && (card.dataset.of || card.id);
      if (id && /^[fk]/.test(id) && one(".at a", card) && one(".at a", card).hash === hash) choose([id].concat(around(id)), null, true);
      else if (id && id[0] === "k" && !one(".at", card)) choose([id], null, true);
      else { if (narrow.matches) show("text"); reach(target); }
      return true;
    }
    return false;
  }
  // The works and claims that a finding lies on.
  function around(id) {
    const ids = [];
    if (id[0] === "f") for (const mark of marks("f", id.slice(1))) {
      for (const cite of [mark.closest("a.c"), ...all("a.c", mark)]) if (cite) ids.push(cite.hash.slice(1), ...(cite.dataset.w || "").split(" "));
      for (const number of (mark.dataset.k || "").split(" ")) ids.push("k" + number);
    }
    return ids;
  }

  const figure = number => number.toLocaleString("en");

  // Filters: each list has its own words, choices and order.
  const words = new WeakMap();
  const cards = Object.fromEntries(lists.map(name => [name, all(".card", one(`#${name} .cards`))]));
  const order = Object.fromEntries(lists.map(name => [name, [...one(`#${name} .cards`).children]]));
  const shownCards = name => cards[name].filter(card => !card.hidden);
  function sift(name) {
    const form = one(`#${name} form`), fields = new FormData(form);
    const asked = (fields.get("words") || "").toLocaleLowerCase().split(/\s+/).filter(Boolean);
    const off = all("[aria-pressed=false]", form).map(chip => chip.dataset.severity);
    let left = 0;
    for (const card of cards[name]) {
      let held = ["status", "verdict"].every(key => !fields.get(key) || card.classList.contains(fields.get(key)));
      held = held && (!fields.get("rule") || card.dataset.rule === fields.get("rule"));
      held = held && (!fields.get("document") || (card.dataset.document || "0") === fields.get("document"));
      held = held && !off.some(severity => card.classList.contains(severity));
      if (held && asked.length) {
        if (!words.has(card)) words.set(card, card.textContent.toLocaleLowerCase());
        held = asked.every(word => words.get(card).includes(word));
      }
      card.hidden = !held;
      left += held;
    }
    for (const head of all(`#${name} .group`)) {
      let next = head.nextElementSibling, any = false;
      for (; next && !next.matches(".group"); next = next.nextElementSibling) any = any || next.matches(".card:not([hidden])");
      head.hidden = !any;
    }
    const total = cards[name].length;
    one(`#${name} .shown`).textContent = left === total ? `${figure(total)} in all` : `${figure(left)} of ${figure(total)}`;
  }
  function arrange(name, by) {
    const holder = one(`#${name} .cards`);
    if (!by) holder.replaceChildren(...order[name]);
    else {
      const severities = ["error", "warning", "info"];
      const weight = card => severities.findIndex(severity => card.classList.contains(severity));
      const rule = code => one(`#findings option[value="${code}"]`).textContent;
      const key = { rule: card => card.dataset.rule, severity: weight, times: card => -(card.dataset.times || 0) }[by];
      const sorted = [...cards[name]].sort((a, b) => key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0);
      const made = [];
      let last = null;
      for (const card of sorted) {
        const group = by === "rule" ? rule(card.dataset.rule) : by === "severity" ? severities[weight(card)] : "";
        if (group && group !== last) made.push(element("h3", "group", group));
        last = group;
        made.push(card);
      }
      holder.replaceChildren(...made);
    }
    sift(name);
  }
  for (const name of lists) {
    const form = one(`#${name} form`);
    let wait = 0;
    form.addEventListener("submit", event => event.preventDefault());
    form.addEventListener("input", event => {
      if (event.target.name === "order") return arrange(name, event.target.value);
      clearTimeout(wait);
      wait = setTimeout(() => sift(name), event.target.type === "search" ? 120 : 0);
    });
    form.addEventListener("click", event => {
      const chip = event.target.closest(".chips button");
      if (!chip) return;
      chip.setAttribute("aria-pressed", chip.getAttribute("aria-pressed") !== "true");
      sift(name);
    });
  }
  const copyAll = one("#copy-all");
  copyAll.addEventListener("click", () => {
    const shown = all("#findings .finding").filter(card => !card.hidden);
    // With the headings that part them: manuscripts, rules.
    const parts = all("#findings .cards > .group, #findings .cards > .finding").filter(part => !part.hidden);
    const told = parts.map(part => part.matches(".group") ? part.textContent : note(part, shown.indexOf(part) + 1));
    copy(told.join("\n\n"), `Copied ${shown.length} ${shown.length === 1 ? "note" : "notes"}.`);
  });
  one("#faint").addEventListener("change", event => text.classList.toggle("faint", event.target.checked));

  // Tabs, and keys.
  for (const name of lists) one("#" + name).setAttribute("role", "tabpanel");
  for (const tab of all(".tabs [data-view]")) tab.addEventListener("click", () => show(tab.dataset.view));
  one(".tabs").addEventListener("keydown", event => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const tabs = all(".tabs [role=tab]");
    const next = tabs[(tabs.indexOf(document.activeElement) + step + tabs.length) % tabs.length];
    show(next.dataset.view);
    next.focus();
    event.preventDefault();
  });
  one("#ask").addEventListener("click", () => help.showModal());
  function step(by) {
    const shown = all("#findings .finding").filter(card => !card.hidden);
    if (!shown.length) return;
    const at = shown.findIndex(card => current && card.id === current.id);
    const next = shown[at < 0 ? (by > 0 ? 0 : shown.length - 1) : (at + by + shown.length) % shown.length];
    go("#" + next.id, null);
    chosen.focus({ preventScroll: true });
  }
  const keys = {
    n: () => step(1), p: () => step(-1),
    f: () => show("findings"), w: () => show("works"), c: () => show("claims"),
    t: () => { if (narrow.matches) show("text"); text.focus(); },
    "/": () => { if (!lists.includes(side.dataset.view)) show(list); one(`#${list} input[type=search]`).focus(); },
    y: () => { const card = one(".finding", chosen); if (card && !chosen.hidden) copyOne(card); },
    "?": () => help.showModal(),
  };
  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    const typing = event.target.closest("input, select, textarea");
    if (event.key === "Escape") { if (typing) event.target.blur(); else back(); return; }
    if (typing || !one("#keys").checked || !Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key]();
  });

  narrow.addEventListener("change", rest);
  addEventListener("hashchange", () => go(location.hash, null));
  for (const name of lists) sift(name);
  if (innerWidth < 992) one(".rules")?.removeAttribute("open");
  rest();
  if (location.hash.length > 1) go(location.hash, null);
});
