"use strict";

/* Choosing cells and typing into them. */

function choose(row, column) {
  const box = boxAt(row, column);
  if (!box) return;
  at("grid").querySelector(".chosen")?.classList.remove("chosen");
  Object.assign(state, { row, column });
  stretch(null);
  box.classList.add("chosen");
  box.scrollIntoView({ block: "nearest", inline: "nearest" });
  at("at").textContent = nameOf(row, column);
  at("content").textContent = stands(cellAt(row, column));
}

const nameOf = (row, column) => `${sheet().columns[column]}${row + 1}`;
const stands = (cell) => cell.formula ?? cell.typed ?? cell.text ?? "";

/* One step in a direction; hidden lines are passed over, and merged cells are one. */
function move(down, across) {
  const page = sheet();
  const [top, bottom, left, right] = mergeAt(state.row, state.column)
    ?? [state.row, state.row + 1, state.column, state.column + 1];
  let row = Math.max(0, Math.min(page.rows - 1, down > 0 ? bottom - 1 + down : top + down));
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

/* Keys of an open editor; one that was opened by typing is closed by the arrows too, but where these
   go through a list. A list is closed by a choice with the mouse; with keys one goes on to the next. */
function listen(field, typed) {
  const close = (keep) => state.editor?.(keep);
  let keys = false;
  field.onblur = () => close(true);
  field.onpointerdown = () => { keys = false; };
  if (field.matches("select")) field.onchange = () => { if (!keys) close(true); };
  field.onkeydown = (event) => {
    event.stopPropagation();
    keys = true;
    if (event.isComposing) return;
    if (event.key === "Escape") close(false);
    else if (event.key === "Enter" && (event.altKey || event.ctrlKey) && field.matches("textarea")) {
      field.setRangeText("\n", field.selectionStart, field.selectionEnd, "end");
    } else if (event.key === "Enter" || event.key === "Tab" || (typed && isArrow(event.key) && !lists(field, event.key))) {
      close(true);
      walk(event);
    } else return;
    event.preventDefault();
  };
}

const MOVES = {
  ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], Enter: [1, 0], Tab: [0, 1],
  PageDown: [15, 0], PageUp: [-15, 0],
};
const isArrow = (key) => key.startsWith("Arrow");
const lists = (field, key) => field.matches("[list]") && MOVES[key][0] !== 0;
const step = (event) => MOVES[event.key].map((count) => (event.shiftKey && !isArrow(event.key) ? -count : count));

/* One step by a key; Enter after Tabs goes to the row below, where the first Tab was. */
function walk(event) {
  const { column, begin } = state;
  if (event.key === "Enter" && !event.shiftKey && begin !== null) state.column = begin;
  move(...step(event));
  state.begin = event.key === "Tab" ? begin ?? column : null;
}

const placeNow = () => ({
  id: state.file, account: state.account, sheet: sheet().id, row: state.row, column: state.column,
});

/* A cell is chosen when the button goes down: until it is up, the grid may have been drawn anew. */
let again = false;
const typing = (event) => event.target.matches("input, textarea, select, option");

at("grid").onmousedown = (event) => {
  const box = event.target.closest("td");
  if (!box || typing(event)) return;
  event.preventDefault();
  const place = box.dataset.at.split(",").map(Number);
  again = box.classList.contains("chosen");
  state.editor?.(true);
  at("grid").focus({ preventScroll: true });
  state.begin = null;
  if (event.shiftKey) stretch(place);
  else choose(...place);
};
at("grid").onclick = (event) => {
  if (again && !typing(event) && matchMedia("(pointer: coarse)").matches) edit();
};
at("grid").ondblclick = (event) => { if (!typing(event)) edit(); };
/* A letter that an input method composes, as for Vietnamese: the editor opens and takes it all. */
const composed = (event) => event.isComposing || event.key === "Process";
at("grid").onkeydown = (event) => {
  const command = event.ctrlKey || event.metaKey;
  if (command && event.key.toLowerCase() === "z" && !event.shiftKey) send("undo", { ...placeNow() });
  else if (command || event.altKey) return;
  else if (composed(event)) return edit("");
  else if (event.key === "Enter" || event.key === "F2") edit();
  else if (event.shiftKey && isArrow(event.key)) stretchBy(...MOVES[event.key]);
  else if (MOVES[event.key]) walk(event);
  else if (event.key === "Delete" || event.key === "Backspace") empty();
  else if (event.key.length === 1) edit(event.key);
  else return;
  event.preventDefault();
};
