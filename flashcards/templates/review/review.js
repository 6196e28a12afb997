/* The page by keyboard and pointer. Every form is sent to the server, which saves and answers with the view anew. */
"use strict";
(function () {
  const root = document.body.dataset.root;
  const main = document.getElementById("main");
  const says = document.getElementById("says");
  let busy = false;
  let waiting = [];
  let noted = Promise.resolve();
  let here = null;
  let watching = 0;
  let isPressed = false;
  let opening = 0;
  let isLeaving = false;

  const items = () => [...main.querySelectorAll(".item")];
  const current = () => document.activeElement && document.activeElement.closest(".item");
  const state = () => (document.getElementById("state") || document.body).dataset; /* gone once the review is done */

  function post(path, body) {
    return fetch(root + "/" + path, { method: "POST", body: body instanceof FormData ? new URLSearchParams(body) : body, credentials: "same-origin" });
  }

  /* What was read with an item: a sentence on a card is the pair and its words, too. */
  function name(data, box) {
    for (const key of JSON.parse(box.dataset.of)) data.append("key", key);
  }

  const placed = (item) => ({ id: item.id, at: items().indexOf(item) });

  async function send(form, button) {
    const path = (button && button.dataset.path) || form.dataset.path;
    if (busy) { /* Undo, redo and Done wait for what is being saved; anything else may be meant for what is shown no more. */
      if (/^(act\/(undo|redo)|done)$/.test(path)) waiting.push(path);
      return;
    }
    busy = true;
    let isSaved = false;
    isLeaving = path === "done";
    says.textContent = isLeaving && isSketch() ? "Done once the rest of the text has settled …" : "Saving …";
    const place = form.closest(".item") ? placed(form.closest(".item")) : here;
    const data = new FormData(form);
    const box = form.closest(".card-item, .pair-item") && form.closest(".item").querySelector(".read");
    if (box) name(data, box); /* what is judged is read */
    if (button && button.name) data.set(button.name, button.value);
    data.set("revision", state().revision);
    try {
      await noted;
      const file = data.get("file");
      data.delete("file");
      if (file && file.size) {
        const kept = await (await post("picture", file)).json();
        if (!kept.name) {
          says.textContent = kept.says;
          return;
        }
        data.set("picture", kept.name);
      }
      const answer = await post(path + state().query, data);
      isSaved = answer.ok;
      if (isLeaving && answer.ok) return end(await answer.text());
      const result = await answer.json();
      if (result.html !== undefined) show(result.html, place, -1, button && button.dataset.then === "next");
      says.textContent = result.says;
    } catch (error) {
      says.textContent = "Not saved: the program does not answer any more. Start flashcards review again.";
    } finally {
      busy = isLeaving = false;
      watch();
      if (!isSaved) waiting = []; /* the reader has to see it before the change before it is undone, or all is done */
      proceed();
    }
  }

  /* What was pressed while something was being saved. */
  function proceed() {
    while (waiting.length) {
      const next = document.querySelector('form[data-path="' + waiting.shift() + '"]');
      if (next && !next.querySelector("button").disabled) return send(next);
    }
  }

  /* There is nothing more to do here; the page keeps its light. */
  function end(html) {
    main.innerHTML = html;
    says.textContent = "";
    document.querySelectorAll(".bar .post, .skip").forEach((each) => each.remove());
    main.focus();
  }

  /* The view anew, with the item that one is at where it stood on the screen; or at the next, once it is judged. */
  function show(html, place, inner, isOver) {
    const isUnfolded = main.querySelector(".coverage[open]");
    const before = place && document.getElementById(place.id);
    const above = before ? before.getBoundingClientRect().top : 0;
    const top = window.scrollY;
    main.innerHTML = html;
    watch();
    if (isUnfolded) main.querySelectorAll(".coverage").forEach((each) => { each.open = true; });
    const same = place && document.getElementById(place.id);
    window.scrollTo(0, same && before ? window.scrollY + same.getBoundingClientRect().top - above : top);
    if (!place) return;
    if (same && isOver) {
      same.focus({ preventScroll: true });
      return go(1);
    }
    const next = same || items()[Math.min(place.at, items().length - 1)];
    const field = next && inner >= 0 && fields(next)[inner];
    if (field) field.focus({ preventScroll: true });
    else if (next) next.focus({ preventScroll: false });
    else main.focus();
  }

  const fields = (item) => [...item.querySelectorAll("a, button, input, summary")];

  /* While the rest of a text settles: ask how far it is, and show it once nothing is open, typed or pressed. */
  const isSketch = () => (state().revision || "").endsWith("~");
  const isOccupied = () => busy || isPressed || opening || main.querySelector(".panel:not([hidden]), details.more[open]")
    || (document.activeElement && document.activeElement.matches("textarea, select, input:not([type=checkbox])"));

  function watch(pause) {
    clearTimeout(watching);
    if (isSketch()) watching = setTimeout(look, pause || 500);
  }

  async function look() {
    let trouble = "";
    try {
      const shown = state().revision;
      const now = await (await fetch(root + "/settling?revision=" + encodeURIComponent(shown))).json();
      if (shown !== state().revision || (isLeaving && !now.shown.endsWith("~"))) return;
      trouble = now.trouble;
      if (now.says) says.textContent = now.says; /* this page is old */
      if (now.shown !== shown && !isOccupied()) await refresh();
      else if (now.shown !== shown && !now.says) tell("The text has settled; it is shown when you are done here.", 1);
      else if (isSketch()) tell(trouble || now.settling, trouble ? 1 : now.share);
    } catch (error) { /* whoever sends a change is told */ }
    watch(trouble ? 5000 : 500);
  }

  /* How far the rest is: what is done is read aloud, so it is told once; the share of it is there to be asked for. */
  function tell(what, share) {
    const line = document.getElementById("settling"), bar = document.getElementById("settled");
    if (line.textContent !== what) line.textContent = what;
    bar.hidden = share === 1;
    bar.value = share;
  }

  window.addEventListener("focus", look); /* another page may have changed the text meanwhile */

  async function refresh() {
    const shown = state().revision;
    const answer = await fetch(root + "/main" + state().query);
    const html = await answer.text();
    if (!answer.ok || isOccupied() || state().revision !== shown) return;
    const item = current();
    if (item) show(html, placed(item), fields(item).indexOf(document.activeElement));
    else show(html, null);
  }

  function go(step) {
    const all = items(), here = current();
    if (here) mark(here.querySelector(".read"), true);
    const next = all[here ? all.indexOf(here) + step : 0];
    const page = !next && main.querySelector(step > 0 ? "a[rel=next]" : "a[rel=prev]");
    if (next) {
      next.focus({ preventScroll: true });
      next.scrollIntoView({ block: "start" }); /* each item where the one before it was */
    } else if (page) noted.then(() => walk(page.href, step));
  }

  /* To the first or last item of another page; of what is unread, what was read makes room for the next on this one. */
  function walk(href, step) {
    const isSame = step > 0 && /[?&]only=unread(&|$)/.test(location.search);
    const there = (isSame ? location.pathname + location.search : href) + (step > 0 ? "#first" : "#last");
    if (!isSame) location.href = there;
    else {
      history.replaceState(null, "", there);
      location.reload();
    }
  }

  function mark(box, isRead) {
    if (!box || (isRead && box.checked && box.dataset.sent)) return;
    const before = box.dataset.sent ? box.checked : box.defaultChecked;
    box.checked = isRead;
    box.dataset.sent = "1";
    if (before !== isRead) count(isRead ? -1 : 1);
    const data = new FormData();
    name(data, box);
    data.set("is_read", isRead ? "1" : "");
    noted = post("read", data).catch(() => { says.textContent = "Not noted: the program does not answer any more."; });
  }

  function count(change) {
    const unread = document.getElementById("unread");
    if (unread) unread.textContent = Number(unread.textContent) + change;
  }

  /* What settles before the panel is there is shown later: the panel would open in what is shown no more. */
  async function open(word) {
    opening += 1;
    try {
      await unfold(word);
    } finally {
      opening -= 1;
    }
  }

  /* What can be chosen for a word: beside its card, or under its sentence, which it repeats. */
  async function unfold(word) {
    const panel = word.closest(".item").querySelector(".panel");
    const isOpen = word.getAttribute("aria-expanded") === "true";
    main.querySelectorAll("[data-start][aria-expanded]").forEach((other) => other.removeAttribute("aria-expanded"));
    main.querySelectorAll(".panel").forEach((other) => { other.hidden = true; other.textContent = ""; });
    if (isOpen) return;
    const answer = await fetch(root + "/word?pair=" + word.dataset.pair + "&start=" + word.dataset.start + "&revision=" + encodeURIComponent(state().revision));
    if (!answer.ok) {
      says.textContent = await answer.text();
      return;
    }
    panel.innerHTML = await answer.text();
    panel.hidden = false;
    word.setAttribute("aria-expanded", "true");
    offer(panel);
    for (const first of [".proposal button", "[name=meaning]:checked", ".group:not([hidden]) [name=meaning]", "[name=own_meaning]"]) {
      const field = panel.querySelector(first);
      if (!field) continue;
      field.focus({ preventScroll: true });
      break;
    }
    panel.scrollIntoView({ block: "start" });
    bring(panel.querySelector(".token input:checked"));
    bring(panel.querySelector("mark")); /* last, for where both do not fit */
  }

  /* What is marked in a long sentence, which scrolls by itself on a low screen. */
  function bring(part) {
    const box = part && part.closest(".about");
    if (!box) return;
    const inner = (part.closest("label") || part).getBoundingClientRect(), outer = box.getBoundingClientRect();
    if (inner.bottom > outer.bottom) box.scrollTop += inner.bottom - outer.bottom + 8;
    if (inner.top < outer.top) box.scrollTop -= outer.top - inner.top + 8;
  }

  function close(panel) {
    const word = main.querySelector('[data-start][aria-expanded="true"]');
    if (isEdited(panel)) says.textContent = "Closed; nothing of it was saved.";
    panel.hidden = true;
    panel.textContent = "";
    if (word) {
      word.removeAttribute("aria-expanded");
      word.focus({ preventScroll: true });
      word.closest(".item").scrollIntoView({ block: "nearest" });
    }
  }

  const isEdited = (panel) => [...panel.querySelectorAll("input")].some((field) => (
    field.matches("[type=radio], [type=checkbox]") ? field.checked !== field.defaultChecked : field.value !== field.defaultValue));

  /* Keys of senses: those that walk, undo and search from an open panel, too, are none. */
  const KEYS = "123456789abcdefghilmnopqstvwxyz";
  const senses = (panel) => [...panel.querySelectorAll(".group:not([hidden]) [name=meaning]")];

  /* The senses of the reading that is chosen, each with its key, and which ways of putting them are taken. */
  function offer(panel) {
    const reading = panel.querySelector("[name=pinyin]:checked");
    const groups = [...panel.querySelectorAll(".group")];
    const own = groups.filter((each) => reading && each.dataset.reading === reading.value && each.children.length);
    if (own.length) groups.forEach((each) => { each.hidden = !own.includes(each); });
    const chosen = panel.querySelector("[name=meaning]:checked");
    if (own.length && chosen && chosen.closest(".group").hidden) own[0].querySelector("[name=meaning]").checked = true;
    senses(panel).forEach((sense, at) => { sense.closest("label").querySelector("kbd").textContent = KEYS[at] || ""; });
    const taken = parts(panel.querySelector("[name=own_meaning]"));
    panel.querySelectorAll(".way").forEach((way) => way.setAttribute("aria-pressed", taken.includes(way.textContent)));
  }

  const parts = (field) => field.value.split(";").map((part) => part.trim()).filter(Boolean);

  /* A way of putting a sense is put behind those that were chosen before it, or taken out again. */
  function take(way) {
    const panel = way.closest(".panel"), field = panel.querySelector("[name=own_meaning]");
    const taken = parts(field), own = way.textContent;
    field.value = (taken.includes(own) ? taken.filter((part) => part !== own) : [...taken, own]).join("; ");
    offer(panel);
  }

  function choose(sense) {
    const own = sense.form.elements.own_meaning;
    if (sense.defaultChecked && !own.value && !isEdited(sense.closest(".panel"))) {
      says.textContent = "It means that already; Keep says that it is right.";
      return sense.focus();
    }
    sense.checked = true;
    own.value = "";
    send(sense.form);
  }

  /* Where the Chinese is split, the English is at the mark or space that is nearest to the same share of it. */
  function propose(chinese) {
    const english = chinese.form.elements.english;
    const share = chinese.selectionStart / Math.max(chinese.value.length, 1);
    if (!english || /\n/.test(english.value.trim())) return;
    const marks = [...english.value.matchAll(/[,;:.!?—–]["'”’)]*\s+/g)].map((mark) => mark.index + mark[0].length);
    const spaces = [...english.value.matchAll(/\s+/g)].map((space) => space.index + space[0].length);
    const places = (marks.length ? marks : spaces).filter((at) => at > 0 && at < english.value.length);
    if (!places.length) return;
    const goal = share * english.value.length;
    const at = places.reduce((best, place) => (Math.abs(place - goal) < Math.abs(best - goal) ? place : best));
    english.value = english.value.slice(0, at).trimEnd() + "\n" + english.value.slice(at);
  }

  document.addEventListener("focusin", (event) => { /* so that undoing does not lose the place */
    const item = event.target.closest(".item");
    if (item) here = placed(item);
  });

  document.addEventListener("pointerdown", () => { isPressed = true; });
  for (const end of ["pointerup", "pointercancel"]) {
    document.addEventListener(end, () => setTimeout(() => { isPressed = false; }, 50)); /* the click comes first */
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.matches(".filter")) { /* what is searched for is looked for in all there is; a filter chosen then is kept */
      const only = form.elements.only, search = form.elements.search;
      if (only && !only.dataset.isChosen && search.value !== search.defaultValue) only.value = "";
    }
    if (!form.classList.contains("post")) return;
    event.preventDefault();
    send(form, event.submitter);
  });

  document.addEventListener("click", (event) => {
    const word = event.target.closest("button[data-start]");
    if (word) open(word);
    if (event.target.closest("button.close")) close(event.target.closest(".panel"));
    if (event.target.closest("button.way")) take(event.target.closest("button.way"));
  });

  document.addEventListener("change", (event) => {
    if (event.target.matches(".read")) {
      event.target.dataset.sent = "";
      const isRead = event.target.checked;
      event.target.checked = !isRead;
      event.target.dataset.sent = "1";
      mark(event.target, isRead);
    } else if (event.target.matches(".filter select")) {
      event.target.dataset.isChosen = "1";
      event.target.form.requestSubmit();
    } else if (event.target.name === "light") remember(event.target.id);
    else if (event.target.matches(".panel [name=meaning]")) {
      event.target.form.elements.own_meaning.value = "";
      offer(event.target.closest(".panel"));
    } else if (event.target.matches(".panel [name=pinyin]")) offer(event.target.closest(".panel"));
  });

  document.addEventListener("input", (event) => {
    if (event.target.matches(".panel [name=own_meaning]")) offer(event.target.closest(".panel"));
  });

  document.addEventListener("keydown", (event) => {
    const field = event.target;
    if (event.key === "Escape") {
      const panel = field.closest(".panel");
      if (panel) close(panel);
      else if (field.closest(".item")) field.closest(".item").focus();
      else field.blur();
      return;
    }
    if (event.key === "Enter" && field.name === "chinese" && field.tagName === "TEXTAREA") propose(field);
    const isTyping = field.matches("textarea, select, input:not([type=radio]):not([type=checkbox])");
    if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
    const panel = field.closest(".panel");
    if (panel && /^[^jkur/\s]$/.test(event.key)) { /* what is chosen there is not pressed on the item about it */
      const sense = senses(panel)[KEYS.indexOf(event.key)];
      if (sense) choose(sense);
    } else if (event.key === "j" || event.key === "k") go(event.key === "j" ? 1 : -1);
    else if (event.key === "/") document.getElementById("search").focus();
    else if (event.key === "u" || event.key === "r") {
      const button = document.getElementById(event.key === "u" ? "undo" : "redo");
      if (busy ? !event.repeat : !button.disabled) send(button.form);
      else if (busy) return; /* a key that is held down undoes what is seen */
      else says.textContent = button.title;
    } else {
      const button = current() && current().querySelector('[data-key="' + CSS.escape(event.key) + '"]');
      if (!button) return;
      button.click();
    }
    event.preventDefault();
  });

  function remember(id) {
    try { sessionStorage.setItem("light", id); } catch (error) { /* a browser may forbid it */ }
  }
  try {
    const light = document.getElementById(sessionStorage.getItem("light") || "device");
    if (light) light.checked = true;
  } catch (error) { /* as above */ }
  if (/^#(first|last)$/.test(location.hash)) { /* of a page that was walked to */
    const item = items().at(location.hash === "#first" ? 0 : -1);
    if (item) item.focus();
    history.replaceState(null, "", location.pathname + location.search);
  }
  watch();
})();
