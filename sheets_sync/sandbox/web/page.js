"use strict";

const MOST = 200;
const at = (id) => document.getElementById(id);
const state = { file: "", account: "", files: [], book: null, tab: 0, row: 0, column: 0 };

async function ask(path, body) {
  const options = body ? { method: "POST", body: JSON.stringify(body) } : {};
  const answer = await fetch(`/_sandbox/desk/${path}`, options).catch(() => {
    throw new Error("Không nối được với bảng tính tập dượt: có thể lệnh thidua sandbox đã dừng. Hãy chạy lại lệnh rồi tải lại trang.");
  });
  const found = await answer.json();
  if (!answer.ok) throw new Error(found.error);
  return found;
}

function say(text, bad = false) {
  at("said").textContent = text;
  at("said").hidden = !text;
  at("said").className = bad ? "bad" : "";
}

function make(tag, text = "", name = "") {
  const node = document.createElement(tag);
  node.textContent = text;
  if (name) node.className = name;
  return node;
}

function link(file, person) {
  return `#${file.id}/${encodeURIComponent(person ? person.email : "")}`;
}

async function showList() {
  const { files } = await ask("files");
  state.files = files;
  drawFiles();
  at("none").hidden = files.length > 0;
  at("list").hidden = false;
  at("book").hidden = true;
}

function drawFiles() {
  const wanted = at("find").value.trim().normalize("NFC").toLowerCase();
  const found = state.files.filter((file) => file.name.normalize("NFC").toLowerCase().includes(wanted));
  at("files").replaceChildren(...found.slice(0, MOST).map(fileLine));
  at("more").textContent = found.length > MOST
    ? `Còn ${found.length - MOST} bảng tính nữa; hãy gõ thêm chữ để tìm.` : "";
}

function fileLine(file) {
  const line = make("tr");
  const name = make("a", file.name);
  name.href = link(file, file.people[0]);
  const cells = [make("td"), make("td", new Date(file.modified).toLocaleString("vi-VN"))];
  cells[0].append(name);
  cells.push(make("td", file.by), make("td"));
  file.people.forEach((person, number) => {
    const open = make("a", person.email + (person.writes ? "" : " (chỉ xem)"));
    open.href = link(file, person);
    if (number) cells[3].append(", ");
    cells[3].append(open);
  });
  line.append(...cells);
  return line;
}

async function showBook() {
  const query = `id=${encodeURIComponent(state.file)}&account=${encodeURIComponent(state.account)}`;
  const [book, { files }] = await Promise.all([ask(`book?${query}`), ask("files")]);
  for (const page of book.sheets) {
    page.index = new Map(page.cells.map(([row, column, cell]) => [`${row},${column}`, cell]));
  }
  Object.assign(state, { book, tab: Math.min(state.tab, book.sheets.length - 1) });
  const people = files.find((file) => file.id === state.file)?.people ?? [];
  at("who").replaceChildren(...people.map((person) => new Option(person.email)));
  at("who").value = state.account;
  at("name").textContent = state.book.name;
  document.title = `${state.book.name} - Bảng tính tập dượt`;
  at("list").hidden = true;
  at("book").hidden = false;
  drawTabs();
  drawGrid();
}

function drawTabs() {
  at("tabs").replaceChildren(...state.book.sheets.map((sheet, number) => {
    const button = make("button", sheet.title);
    button.setAttribute("role", "tab");
    button.setAttribute("aria-selected", String(number === state.tab));
    button.onclick = () => { Object.assign(state, { tab: number, row: 0, column: 0 }); drawTabs(); drawGrid(); };
    return button;
  }));
}

const sheet = () => state.book.sheets[state.tab];
const inside = (box, row, column) =>
  box[0] <= row && row < box[1] && box[2] <= column && column < box[3];
const cellAt = (row, column) => sheet().index.get(`${row},${column}`) ?? {};
const boxAt = (row, column) => at("grid").querySelector(`td[data-at="${row},${column}"]`);

function drawGrid() {
  const page = sheet();
  const hidden = new Set(page.hiddenColumns);
  const columns = page.columns.map((letters, number) => number).filter((number) => !hidden.has(number));
  const table = make("table");
  const group = make("colgroup");
  [48, ...columns.map((number) => page.widths[number] ?? page.width)].forEach((width) => {
    group.append(make("col"));
    group.lastChild.style.width = `${width * 1.25}px`;
  });
  const head = make("tr");
  head.append(make("th"), ...columns.map((number) => make("th", page.columns[number])));
  const top = make("thead");
  top.append(head);
  const body = make("tbody");
  for (let row = 0; row < page.rows; row += 1) {
    if (!page.hiddenRows.includes(row)) body.append(drawRow(page, row, columns));
  }
  table.append(group, top, body);
  at("grid").replaceChildren(table);
  choose(state.row, state.column);
}

/* A text runs on over the empty cells beside it, as in the real one. */
function spills(columns, row, column) {
  const cell = cellAt(row, column);
  const beside = columns.slice(columns.indexOf(column) + 1).slice(0, 3);
  return Boolean(cell.text) && !cell.right && beside.every((other) => !cellAt(row, other).text);
}

function drawRow(page, row, columns) {
  const line = make("tr");
  line.append(make("th", String(row + 1)));
  for (const column of columns) {
    const merge = page.merges.find((box) => inside(box, row, column));
    if (merge && (merge[0] !== row || merge[2] !== column)) continue;
    const cell = cellAt(row, column);
    const box = make("td", cell.text ?? "");
    box.dataset.at = `${row},${column}`;
    if (merge) {
      box.rowSpan = merge[1] - merge[0];
      box.colSpan = columns.filter((number) => merge[2] <= number && number < merge[3]).length;
    }
    const locked = !state.book.writes || page.locked.some((one) => inside(one, row, column));
    Object.entries({ locked, right: cell.right, bold: cell.bold, note: cell.note, spill: spills(columns, row, column) })
      .forEach(([name, on]) => box.classList.toggle(name, Boolean(on)));
    if (cell.fill && !locked) box.style.background = cell.fill;
    box.title = cell.note ?? (locked ? "Ô được bảo vệ" : "");
    line.append(box);
  }
  return line;
}

function choose(row, column) {
  const box = boxAt(row, column);
  if (!box) return;
  at("grid").querySelector(".chosen")?.classList.remove("chosen");
  Object.assign(state, { row, column });
  box.classList.add("chosen");
  box.scrollIntoView({ block: "nearest", inline: "nearest" });
  at("at").textContent = `${sheet().columns[column]}${row + 1}`;
  at("content").textContent = cellAt(row, column).formula ?? cellAt(row, column).text ?? "";
}

function edit(first) {
  const cell = cellAt(state.row, state.column);
  const box = boxAt(state.row, state.column);
  if (!box || box.querySelector("input, select")) return;
  const chosen = cell.choices && first === undefined;
  const field = document.createElement(chosen ? "select" : "input");
  const options = cell.choices ? ["", ...new Set([...cell.choices, cell.text ?? ""])] : [];
  if (chosen) field.append(...options.map((text) => new Option(text)));
  field.value = first ?? cell.formula ?? cell.text ?? "";
  box.replaceChildren(field);
  if (cell.choices && !chosen) suggest(box, field, cell.choices);
  field.focus();
  let done = false;
  const finish = async (keep) => {
    if (done) return false;
    done = true;
    const taken = keep && await enter([[field.value]]);
    if (!keep) drawGrid();
    at("grid").focus();
    return taken;
  };
  field.onblur = () => finish(true);
  if (chosen) field.onchange = () => finish(true);
  field.onkeydown = async (event) => {
    event.stopPropagation();
    if (event.key === "Escape") await finish(false);
    if (event.key !== "Enter" && event.key !== "Tab") return;
    event.preventDefault();
    const down = event.key === "Enter";
    if (await finish(true)) move(down ? 1 : 0, down ? 0 : 1);
  };
}

/* What is typed into a cell with a list may be anything, as in the real one; the list is offered. */
function suggest(box, field, choices) {
  const list = document.createElement("datalist");
  list.id = "choices";
  list.append(...choices.map((text) => new Option(text)));
  box.append(list);
  field.setAttribute("list", list.id);
}

async function enter(texts) {
  const { row, column } = state;
  const body = { id: state.file, account: state.account, sheet: sheet().id, row, column, texts };
  let taken = true;
  try {
    const { warnings } = await ask("enter", body);
    say(warnings.length ? `Đã ghi, nhưng cần xem lại: ${warnings.join(" ")}` : "");
  } catch (error) {
    taken = false;
    say(error.message, true);
  }
  try {
    await showBook();
  } catch (error) {
    say(error.message, true);
  }
  return taken;
}

function move(down, across) {
  const page = sheet();
  let row = state.row + down;
  let column = state.column + across;
  while (page.hiddenRows.includes(row)) row += down;
  while (page.hiddenColumns.includes(column)) column += across;
  choose(row, column);
}

const MOVES = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], Tab: [0, 1] };

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

at("grid").onclick = (event) => {
  const box = event.target.closest("td");
  if (box && !event.target.matches("input, select, option")) choose(...box.dataset.at.split(",").map(Number));
};
at("grid").ondblclick = () => edit();
at("grid").onkeydown = (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (MOVES[event.key]) move(...MOVES[event.key]);
  else if (event.key === "Enter" || event.key === "F2") edit();
  else if (event.key === "Delete" || event.key === "Backspace") enter([[""]]);
  else if (event.key.length === 1) edit(event.key);
  else return;
  event.preventDefault();
};
at("grid").onpaste = (event) => {
  if (event.target.matches("input")) return;
  event.preventDefault();
  enter(copied(event.clipboardData.getData("text/plain")));
};
at("who").onchange = () => { location.hash = `#${state.file}/${encodeURIComponent(at("who").value)}`; };

async function go() {
  const [file, account] = location.hash.slice(1).split("/");
  say("");
  Object.assign(state, { file, account: decodeURIComponent(account ?? ""), row: 0, column: 0 });
  try {
    await (file ? showBook() : showList());
  } catch (error) {
    say(error.message, true);
  }
}

at("find").oninput = drawFiles;
window.onhashchange = go;
go();
