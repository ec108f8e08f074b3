"use strict";

/* Several cells at once: chosen with the mouse or Shift and arrows, emptied, copied, cut, pasted. */

/* First and last row, first and last column of what is chosen. */
function picked() {
  const { row, column, to } = state;
  const [other, across] = to ?? [row, column];
  return [Math.min(row, other), Math.max(row, other), Math.min(column, across), Math.max(column, across)];
}

/* From the chosen cell to another one; null is the chosen cell alone. */
function stretch(to) {
  state.to = to;
  at("grid").querySelectorAll(".picked").forEach((box) => box.classList.remove("picked"));
  const [top, bottom, left, right] = picked();
  if (to) {
    ofPicked((row, column) => boxAt(row, column)?.classList.add("picked"));
    at("at").textContent = `${nameOf(top, left)}:${nameOf(bottom, right)}`;
    boxAt(...to)?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
}

function stretchBy(down, across) {
  const page = sheet();
  let [row, column] = state.to ?? [state.row, state.column];
  do row += down; while (page.hiddenRows.includes(row));
  do column += across; while (page.hiddenColumns.includes(column));
  if (boxAt(row, column)) stretch([row, column]);
}

/* What a function makes of each chosen cell, line by line. */
function ofPicked(make) {
  const [top, bottom, left, right] = picked();
  return Array.from({ length: bottom - top + 1 }, (_, down) =>
    Array.from({ length: right - left + 1 }, (_, over) => make(top + down, left + over)));
}

function empty() {
  const [top, , left] = picked();
  enter(ofPicked(() => ""), { ...placeNow(), row: top, column: left });
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

function quoted(text) {
  return /[\t\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function copy(event) {
  event.preventDefault();
  const texts = ofPicked((row, column) => quoted(cellAt(row, column).text ?? ""));
  const end = texts.length > 1 ? "\n" : "";
  event.clipboardData.setData("text/plain", texts.map((line) => line.join("\t")).join("\n") + end);
}

at("grid").onmouseover = (event) => {
  const box = event.target.closest("td");
  if (event.buttons !== 1 || !box || state.editor || typing(event)) return;
  const [row, column] = box.dataset.at.split(",").map(Number);
  if (state.to || row !== state.row || column !== state.column) stretch([row, column]);
};
at("grid").oncopy = (event) => { if (!typing(event)) copy(event); };
at("grid").oncut = (event) => {
  if (typing(event)) return;
  copy(event);
  empty();
};
at("grid").onpaste = (event) => {
  if (typing(event)) return;
  event.preventDefault();
  const text = event.clipboardData.getData("text/plain");
  const [top, , left] = picked();
  if (text) enter(copied(text), { ...placeNow(), row: top, column: left });
  else refuse("Không có chữ nào để dán: thứ vừa sao chép là hình ảnh hay tệp, hoặc không có gì.");
};
