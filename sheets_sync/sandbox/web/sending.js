"use strict";

/* What is sent, one entry after the other, and what is said of it. entries: typed, not yet saved. */

const sending = { queue: Promise.resolve(), count: 0, entries: [], drawing: false, told: [], bad: false };

const SECONDS = 3;

/* Said at once, and once more with what the cells on their way come to. */
function refuse(text) {
  if (sending.count || sending.drawing) {
    sending.told.push(text);
    sending.bad = true;
  }
  say(text, true);
}

function enter(texts, place = placeNow()) {
  const entry = { ...place, texts };
  sending.entries.push(entry);
  lay(entry);
  send("enter", entry);
}

/* What is typed and on its way stands in its cell: whoever opens that cell again goes on from it. */
function lay({ id, account, sheet: page, row, column, texts }) {
  if (id !== state.file || account !== state.account) return;
  const found = state.book.sheets.find((one) => one.id === page);
  texts.forEach((line, down) => line.forEach((text, across) => {
    const key = `${row + down},${column + across}`;
    found?.index.set(key, { ...found.index.get(key), text, formula: undefined, typed: undefined });
  }));
}

function send(path, body) {
  if (!sending.count && !sending.drawing) Object.assign(sending, { told: [], bad: false });
  sending.count += 1;
  sending.queue = sending.queue.then(() => sent(path, body));
}

/* What was typed while nobody answers is kept and sent again; to type it twice is to type it once. */
async function askedAgain(path, body) {
  for (;;) {
    try {
      return await ask(path, body);
    } catch (error) {
      if (!error.offline || path !== "enter") throw error;
      say(`${error.message} Chữ vừa gõ chưa được ghi; đừng đóng trang: nối lại được là tự ghi.`, true);
      await new Promise((done) => { setTimeout(done, SECONDS * 1000); });
    }
  }
}

/* What is said stays until all is sent and drawn: whoever types on must still read why a cell was refused. */
async function sent(path, body) {
  let place = body;
  const fail = (error) => {
    sending.bad = true;
    sending.told.push(error.message);
  };
  try {
    const answer = await askedAgain(path, body);
    if (answer.warnings.length) sending.told.push(`Đã ghi, nhưng cần xem lại: ${answer.warnings.join(" ")}`);
    place = answer.place ?? null;
  } catch (error) {
    fail(error);
  }
  sending.count -= 1;
  sending.entries = sending.entries.filter((entry) => entry !== body);
  if (body.id !== state.file || body.account !== state.account) return;
  sending.drawing = !sending.count;
  try {
    if (sending.drawing) await showBook();
  } catch (error) {
    fail(error);
  }
  sending.drawing = false;
  say([...new Set(sending.told)].join(" "), sending.bad);
  if (place && !state.editor && !sending.count) show(place);
}

function show(place) {
  const tab = state.book.sheets.findIndex((page) => page.id === place.sheet);
  if (tab < 0) return;
  if (tab !== state.tab) {
    state.tab = tab;
    drawTabs();
    drawGrid();
  }
  choose(place.row, place.column);
}

/* What others write meanwhile is shown within seconds, as in the real one. */
let lost = false;

async function look() {
  if (document.hidden || !state.book || sending.count || sending.drawing) return;
  const query = asked();
  try {
    const { version } = await ask(`version?${query}`);
    if (query === asked() && version > state.book?.version && !sending.count) await showBook();
    if (lost) say("");
    lost = false;
  } catch (error) {
    lost = query === asked();
    if (lost) say(error.message, true);
  }
}

setInterval(look, SECONDS * 1000);
window.onbeforeunload = (event) => { if (sending.count) event.preventDefault(); };
