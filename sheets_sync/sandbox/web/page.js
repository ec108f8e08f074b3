"use strict";

const MOST = 200;
const at = (id) => document.getElementById(id);
/* to: the other end where several cells are chosen; begin: the column in which a run of Tabs began;
   editor: closes the open editor, kept or not; stale: what is shown is older than what is known. */
const state = {
  file: "", account: "", files: [], book: null, tab: 0, row: 0, column: 0, to: null, begin: null,
  editor: null, stale: false,
};

async function ask(path, body) {
  const options = body ? { method: "POST", body: JSON.stringify(body) } : {};
  const answer = await fetch(`/_sandbox/desk/${path}`, options).catch(() => {
    const said = "Không nối được với bảng tính tập dượt: có thể lệnh thidua sandbox đã dừng. Hãy chạy lại lệnh.";
    throw Object.assign(new Error(said), { offline: true });
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

const asked = () => `id=${encodeURIComponent(state.file)}&account=${encodeURIComponent(state.account)}`;

async function showBook() {
  const query = asked();
  const book = await ask(`book?${query}`);
  if (query !== asked() || book.version < state.book?.version) return;
  for (const page of book.sheets) {
    page.index = new Map(page.cells.map(([row, column, cell]) => [`${row},${column}`, cell]));
  }
  Object.assign(state, { book, tab: Math.min(state.tab, book.sheets.length - 1) });
  sending.entries.forEach(lay);
  at("who").replaceChildren(...book.people.map((person) => new Option(person.email)));
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
    button.onclick = () => { Object.assign(state, { tab: number, row: 0, column: 0, to: null, begin: null }); drawTabs(); drawGrid(); };
    return button;
  }));
}

const sheet = () => state.book.sheets[state.tab];
const inside = (box, row, column) =>
  box[0] <= row && row < box[1] && box[2] <= column && column < box[3];
const mergeAt = (row, column) => sheet().merges.find((box) => inside(box, row, column));
const isLocked = (row, column) =>
  !state.book.writes || sheet().locked.some((box) => inside(box, row, column));
const cellAt = (row, column) => sheet().index.get(`${row},${column}`) ?? {};
const boxAt = (row, column) => at("grid").querySelector(`td[data-at="${row},${column}"]`);

/* An open editor is left alone: what came meanwhile is drawn when it closes. */
function drawGrid() {
  state.stale = Boolean(state.editor);
  if (state.stale) return;
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
  at("cut").textContent = page.filled > page.rows
    ? `Ở đây chỉ hiện ${page.rows} dòng đầu; trang này có chữ đến dòng ${page.filled}.` : "";
  const { to } = state;
  choose(state.row, state.column);
  stretch(to);
}

/* A text runs on over the empty cells beside it, as in the real one. */
function spills(columns, row, column) {
  const cell = cellAt(row, column);
  const beside = columns.slice(columns.indexOf(column) + 1).slice(0, 3);
  return Boolean(cell.text) && !cell.right && !cell.wrap && beside.every((other) => !cellAt(row, other).text);
}

function drawRow(page, row, columns) {
  const line = make("tr");
  line.append(make("th", String(row + 1)));
  for (const column of columns) {
    const merge = mergeAt(row, column);
    if (merge && (merge[0] !== row || merge[2] !== column)) continue;
    const cell = cellAt(row, column);
    const box = make("td", cell.text ?? "");
    box.dataset.at = `${row},${column}`;
    if (merge) {
      box.rowSpan = merge[1] - merge[0];
      box.colSpan = columns.filter((number) => merge[2] <= number && number < merge[3]).length;
    }
    const locked = isLocked(row, column);
    const { right, bold, note, wrap } = cell;
    Object.entries({ locked, right, bold, note, wrap, spill: spills(columns, row, column) })
      .forEach(([name, on]) => box.classList.toggle(name, Boolean(on)));
    if (cell.fill && !locked) box.style.background = cell.fill;
    box.title = cell.note ?? (locked ? "Ô được bảo vệ" : "");
    line.append(box);
  }
  return line;
}

async function go() {
  state.editor?.(false);
  const [file, account] = location.hash.slice(1).split("/");
  say("");
  at("book").hidden = true;
  Object.assign(state, { book: null, file, account: decodeURIComponent(account ?? ""), row: 0, column: 0, to: null, begin: null });
  try {
    await (file ? showBook() : showList());
  } catch (error) {
    say(error.message, true);
  }
}

at("who").onchange = () => { location.hash = `#${state.file}/${encodeURIComponent(at("who").value)}`; };
at("find").oninput = drawFiles;
window.onhashchange = go;
window.onload = go;
