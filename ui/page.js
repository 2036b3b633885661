// Runs once for the talk; Gradio hands in `element` and `trigger`. Everything else is found in the document.
const root = document.documentElement;
const find = (selector) => document.querySelector(selector);
const narrow = window.matchMedia("(max-width: 900px)");
const unfolded = new WeakSet();
let opener = null;
let held = null;

// Until Gradio has bound its events a question would be lost: the first one waits for them, and then goes out.
function whenReady(act) {
  if (root.dataset.wenbao === "ready") act();
  else held ??= act;
}

function send() {
  whenReady(() => find("#wenbao-send").click());
}


element.addEventListener("click", (event) => {
  const summary = event.target.closest("summary");
  if (summary) unfolded[summary.parentElement.open ? "delete" : "add"](summary.parentElement);
  const button = event.target.closest("button");
  if (!button) return;
  const { article, start, end, question, anytime } = button.dataset;
  if (question) whenReady(() => trigger("select", { question, anytime: anytime === "true" }));
  if (article) {
    if (opener) opener.removeAttribute("aria-current");
    opener = button;
    opener.setAttribute("aria-current", "true");
    trigger("click", { article, start: Number(start), end: Number(end) });
  }
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
  find("#wenbao-chat").inert = narrow.matches && root.dataset.clipping === "open";
});
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
  if (event.target.closest("#wenbao-clip .close")) close();
  if (event.target.closest("#wenbao-fresh")) {
    opener = null;
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
const log = element.querySelector("#wenbao-log");
new MutationObserver(() => {
  for (const details of log.querySelectorAll("details")) if (unfolded.has(details)) details.open = true;
  const last = log.lastElementChild;
  if (!last || !last.classList.contains("turn")) return;
  log.scrollTop = last.offsetHeight > log.clientHeight ? last.offsetTop - log.offsetTop : log.scrollHeight;
}).observe(log, { childList: true, subtree: true, characterData: true });

// Gradio tells of a lost server in a pop-up of its own, in English, which the style hides.
new MutationObserver(() => {
  const notice = find("#wenbao-notice");
  if (notice) notice.hidden = !find(".toast-body.error, .toast-body.warning");
}).observe(document.body, { childList: true, subtree: true });

// Ready is only what has both: Gradio's events, and everything above.
function ready() {
  root.dataset.wenbao = "ready";
  if (held) held();
  held = null;
}
// Gradio binds the last of its events a moment after it says that the page is loaded.
const soon = () => setTimeout(ready, 500);
if (root.dataset.bound) soon();
else document.addEventListener("wenbao-bound", soon, { once: true });
