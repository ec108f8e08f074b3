"use strict";

/* Choosing cells, typing into them, and what is sent. One entry is sent after the other. */

const sending = { queue: Promise.resolve(), count: 0, drawing: false, told: [], bad: false };

function choose(row, column) {
  const box = boxAt(row, column);
  if (!box) return;
  at("grid").querySelector(".chosen")?.classList.remove("chosen");
  Object.assign(state, { row, column });
  box.classList.add("chosen");
  box.scrollIntoView({ block: "nearest", inline: "nearest" });
  at("at").textContent = nameOf(row, column);
  at("content").textContent = stands(cellAt(row, column));
}

const nameOf = (row, column) => `${sheet().columns[column]}${row + 1}`;
const stands = (cell) => cell.formula ?? cell.text ?? "";

/* One step in a direction; hidden lines are passed over, and merged cells are one. */
function move(down, across) {
  const page = sheet();
  const [top, bottom, left, right] = mergeAt(state.row, state.column)
    ?? [state.row, state.row + 1, state.column, state.column + 1];
  let row = down > 0 ? bottom - 1 + down : top + down;
  let column = across > 0 ? right - 1 + across : left + across;
  while (page.hiddenRows.includes(row)) row += Math.sign(down);
  while (page.hiddenColumns.includes(column)) column += Math.sign(across);
  const merge = mergeAt(row, column);
  choose(merge ? merge[0] : row, merge ? merge[2] : column);
}

function editorFor(cell, first) {
  const chosen = cell.choices && first === undefined;
  const field = document.createElement(chosen ? "select" : cell.choices ? "input" : "textarea");
  const options = cell.choices ? ["", ...new Set([...cell.choices, cell.text ?? ""])] : [];
  if (chosen) field.append(...options.map((text) => new Option(text)));
  else if (!cell.choices) field.rows = 1;
  field.value = first ?? stands(cell);
  return field;
}

/* What is typed into a cell with a list may be anything, as in the real one; the list is offered. */
function suggest(box, field, choices) {
  const list = document.createElement("datalist");
  list.id = "choices";
  list.append(...choices.map((text) => new Option(text)));
  box.append(list);
  field.setAttribute("list", list.id);
}

/* Said at once, and once more with what the cells on their way come to. */
function refuse(text) {
  if (sending.count || sending.drawing) {
    sending.told.push(text);
    sending.bad = true;
  }
  say(text, true);
}

function edit(first) {
  const { row, column } = state;
  const box = boxAt(row, column);
  if (!box || state.editor) return;
  if (isLocked(row, column)) {
    refuse(state.book.locked.replace("{ô}", nameOf(row, column)).replace("{trang}", sheet().title));
    return;
  }
  const cell = cellAt(row, column);
  const place = placeNow();
  const field = editorFor(cell, first);
  box.classList.add("editing");
  box.replaceChildren(field);
  if (cell.choices && field.matches("input")) suggest(box, field, cell.choices);
  state.editor = (keep) => {
    state.editor = null;
    const changed = keep && field.value !== stands(cell);
    const away = document.activeElement !== field && document.activeElement !== document.body;
    box.classList.remove("editing");
    box.replaceChildren(changed ? field.value : cell.text ?? "");
    if (!away) at("grid").focus();
    if (changed) enter([[field.value]], place);
    else if (state.stale) drawGrid();
  };
  listen(field, first !== undefined);
  field.focus();
}

/* Keys of an open editor; one that was opened by typing is closed by the arrows too. */
function listen(field, typed) {
  const close = (keep) => state.editor?.(keep);
  field.onblur = () => close(true);
  if (field.matches("select")) field.onchange = () => close(true);
  field.onkeydown = (event) => {
    event.stopPropagation();
    if (event.isComposing) return;
    if (event.key === "Escape") close(false);
    else if (event.key === "Enter" && (event.altKey || event.ctrlKey) && field.matches("textarea")) {
      field.setRangeText("\n", field.selectionStart, field.selectionEnd, "end");
    } else if (event.key === "Enter" || event.key === "Tab" || (typed && isArrow(event.key))) {
      close(true);
      move(...step(event));
    } else return;
    event.preventDefault();
  };
}

const MOVES = {
  ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], Enter: [1, 0], Tab: [0, 1],
  PageDown: [15, 0], PageUp: [-15, 0],
};
const isArrow = (key) => key.startsWith("Arrow");
const step = (event) => MOVES[event.key].map((count) => (event.shiftKey && !isArrow(event.key) ? -count : count));

const placeNow = () => ({
  id: state.file, account: state.account, sheet: sheet().id, row: state.row, column: state.column,
});

function enter(texts, place = placeNow()) {
  send("enter", { ...place, texts });
}

function send(path, body) {
  if (!sending.count && !sending.drawing) Object.assign(sending, { told: [], bad: false });
  sending.count += 1;
  sending.queue = sending.queue.then(() => sent(path, body));
}

/* What is said stays until all is sent and drawn: whoever types on must still read why a cell was refused. */
async function sent(path, body) {
  let place = body;
  const fail = (error) => {
    sending.bad = true;
    sending.told.push(error.message);
  };
  try {
    const answer = await ask(path, body);
    if (answer.warnings.length) sending.told.push(`Đã ghi, nhưng cần xem lại: ${answer.warnings.join(" ")}`);
    place = answer.place ?? null;
  } catch (error) {
    fail(error);
  }
  sending.count -= 1;
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

/* Cells that were copied from a sheet; one with line breaks, tabs or quotes stands in quotes. */
function copied(text) {
  const lines = [[]];
  const cells = /(?:"((?:[^"]|"")*)"(?=[\t\n]|$)|([^\t\n]*))([\t\n]|$)/y;
  const whole = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  do {
    const [, quoted, plain, end] = cells.exec(whole);
    lines.at(-1).push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (!end) return lines;
    if (end === "\n") lines.push([]);
  } while (true);
}

const typing = (event) => event.target.matches("input, textarea, select, option");

at("grid").onclick = (event) => {
  const box = event.target.closest("td");
  if (!box || typing(event)) return;
  const again = box.classList.contains("chosen");
  choose(...box.dataset.at.split(",").map(Number));
  if (again && matchMedia("(pointer: coarse)").matches) edit();
};
at("grid").ondblclick = (event) => { if (!typing(event)) edit(); };
at("grid").onkeydown = (event) => {
  const command = event.ctrlKey || event.metaKey;
  if (command && event.key.toLowerCase() === "z" && !event.shiftKey) send("undo", { ...placeNow() });
  else if (command || event.altKey) return;
  else if (event.key === "Enter" || event.key === "F2") edit();
  else if (MOVES[event.key]) move(...step(event));
  else if (event.key === "Delete" || event.key === "Backspace") enter([[""]]);
  else if (event.key.length === 1) edit(event.key);
  else return;
  event.preventDefault();
};
at("grid").onpaste = (event) => {
  if (typing(event)) return;
  event.preventDefault();
  enter(copied(event.clipboardData.getData("text/plain")));
};
at("grid").oncopy = (event) => {
  if (typing(event)) return;
  event.preventDefault();
  const text = cellAt(state.row, state.column).text ?? "";
  const quoted = /[\t\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  event.clipboardData.setData("text/plain", quoted);
};
