// A function's body in the head of the page, so that it runs before there is anything to click or type into. Gradio's own
// scripts come later, and call `wenbao(element, trigger)` when the talk is on the page.
const root = document.documentElement;
const find = (selector) => document.querySelector(selector);
const narrow = window.matchMedia("(max-width: 900px)");
const unfolded = new WeakSet();
let opener = null;
let tell = null;
let bound = false;
let held = null;

// Gradio loses a question that is asked before it has bound its events, or before it has done with the last one, when it
// frees its button. The first such question waits, and then goes out.
function free() {
  return root.dataset.wenbao === "ready" && !find("#wenbao-send").disabled;
}

function whenFree(act) {
  if (free()) act();
  else held ??= act;
}

function release() {
  if (!held || !free()) return;
  const act = held;
  held = null;
  act();
}

function send() {
  whenFree(() => find("#wenbao-send").click());
}

// Ready is only what has both: the talk, and Gradio's events.
function ready() {
  if (!tell || !bound) return;
  root.dataset.wenbao = "ready";
  new MutationObserver(release).observe(find("#wenbao-send"), { attributeFilter: ["disabled"] });
  release();
}

window.wenbao = (element, trigger) => {
  tell = trigger;
  keepInSight(element.querySelector("#wenbao-log"));
  ready();
};

document.addEventListener("wenbao-bound", () => {
  bound = true;
  ready();
});

function open() {
  const panel = find("#wenbao-clip");
  const scroll = panel.querySelector(".scroll");
  root.dataset.clipping = "open";
  find("#wenbao-chat").inert = narrow.matches;
  const mark = panel.querySelector("mark");
  scroll.scrollTop = 0;
  (panel.querySelector("h2") || panel).focus({ preventScroll: true });
  const below = mark && mark.getBoundingClientRect().bottom > scroll.getBoundingClientRect().bottom;
  if (below) mark.scrollIntoView({ block: mark.offsetHeight < scroll.clientHeight ? "center" : "start" });
}

function close() {
  if (!root.dataset.clipping) return;
  delete root.dataset.clipping;
  find("#wenbao-chat").inert = false;
  if (opener) opener.removeAttribute("aria-current");
  if (opener && opener.isConnected) opener.focus();
  else find("#wenbao-question textarea").focus();
}

document.addEventListener("wenbao-opened", open);
narrow.addEventListener("change", () => {
  if (root.dataset.clipping) find("#wenbao-chat").inert = narrow.matches;
});

// In the capturing phase, ahead of Gradio: a click on its button waits like any other question.
document.addEventListener(
  "click",
  (event) => {
    if (root.dataset.wenbao === "ready" || !event.target.closest("#wenbao-send")) return;
    event.stopPropagation();
    send();
  },
  true,
);
document.addEventListener("click", (event) => {
  const summary = event.target.closest("#wenbao-log summary");
  if (summary) {
    const details = summary.parentElement;
    unfolded[details.open ? "delete" : "add"](details);
    requestAnimationFrame(() => details.scrollIntoView({ block: "nearest" }));
  }
  const button = event.target.closest("#wenbao-log button");
  const { article, start, end, question, anytime } = button ? button.dataset : {};
  if (question) whenFree(() => tell("select", { question, anytime: anytime === "true" }));
  if (article) {
    if (opener) opener.removeAttribute("aria-current");
    opener = button;
    opener.setAttribute("aria-current", "true");
    tell("click", { article, start: Number(start), end: Number(end) });
  }
  if (event.target.closest("#wenbao-clip .close")) close();
  if (event.target.closest("#wenbao-fresh")) {
    opener = null;
    held = null;
    close();
  }
  if (event.target.closest("#wenbao-send, #wenbao-fresh")) find("#wenbao-question textarea").focus();
});

// In the capturing phase, ahead of Gradio, for which Shift+Enter would send; Enter that picks an input method's word is let be.
document.addEventListener(
  "keydown",
  (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "Escape") close();
    if (event.key === "Enter" && event.target.closest("#wenbao-question") && !event.shiftKey) {
      event.preventDefault();
      event.stopPropagation();
      send();
    }
  },
  true,
);
document.addEventListener(
  "keypress",
  (event) => {
    if (event.key === "Enter" && event.target.closest("#wenbao-question")) event.stopPropagation();
  },
  true,
);

// The newest turn stays in sight: its end, or its beginning where it is taller than the window. Gradio, writing it,
// folds up what was unfolded.
function keepInSight(log) {
  new MutationObserver(() => {
    for (const details of log.querySelectorAll("details")) if (unfolded.has(details)) details.open = true;
    const last = log.lastElementChild;
    if (!last || !last.classList.contains("turn")) return;
    log.scrollTop = last.offsetHeight > log.clientHeight ? last.offsetTop - log.offsetTop : log.scrollHeight;
  }).observe(log, { childList: true, subtree: true, characterData: true });
}

// Gradio tells of a lost server in a pop-up of its own, in English, which the style hides.
new MutationObserver(() => {
  const notice = find("#wenbao-notice");
  if (notice) notice.hidden = !find(".toast-body.error, .toast-body.warning");
}).observe(root, { childList: true, subtree: true });
