/**
 * Runs one function of a sheet's script in Node: node press.js PROJECT < state.json > state.json
 * The state is {function, token, sheets: [{name, values, rows, columns}]}: values, and how large the
 * sheet is (1000 rows of 26 columns, or as many as it has values); back come sheets, alerts, toasts,
 * menu, and what was sent.
 * Google's services are stood in for; the request over HTTP is real.
 */
"use strict";
const fs = require("fs");
const path = require("path");
const vm = require("vm");
const { execFileSync } = require("child_process");

const state = JSON.parse(fs.readFileSync(0, "utf8"));
const seen = { alerts: [], toasts: [], menu: [], requests: 0, sent: [] };

// One synchronous request, as UrlFetchApp makes it: Node's own client in a process of its own.
const REQUEST = `
const { url, options } = JSON.parse(require("fs").readFileSync(0, "utf8"));
fetch(url, { method: options.method, body: options.payload,
    headers: { ...options.headers, "content-type": options.contentType } })
  .then(async (answer) => console.log(JSON.stringify({ code: answer.status, text: await answer.text() })));
`;
function send(url, options) {
  seen.requests += 1;
  seen.sent.push({ ...JSON.parse(options.payload), headers: Object.keys(options.headers) });
  const input = JSON.stringify({ url, options });
  const most = 1 << 28;
  return JSON.parse(execFileSync(process.execPath, ["-e", REQUEST], { input, maxBuffer: most }));
}

// The script's own Date: values of another realm are no instances of it.
const google = vm.createContext({ console });
const ScriptDate = vm.runInContext("Date", google);
const ZONE = "+07:00";

// What Google Sheets makes of what is put into a cell. An apostrophe keeps a text a text.
function understood(value) {
  if (value === null) return "";
  if (typeof value !== "string") return value;
  if (value[0] === "'") return value.slice(1);
  if (value[0] === "=" && value.length > 1) return { formula: value };
  const day = /^(\d{4}-\d\d-\d\d)(?: (\d\d:\d\d:\d\d))?$/.exec(value);
  return day ? new ScriptDate(`${day[1]}T${day[2] || "00:00:00"}${ZONE}`) : value;
}

// A moment comes back from a file of states as the text that JSON makes of it.
function loaded(value) {
  const moment = typeof value === "string" && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value);
  return moment ? new ScriptDate(value) : value;
}

class Range {
  constructor(sheet, row, column, rows, columns) {
    if (row + rows - 1 > sheet.rows || column + columns - 1 > sheet.columns)
      throw new Error("The coordinates of the range are outside the dimensions of the sheet.");
    Object.assign(this, { sheet, row: row - 1, column: column - 1, rows, columns });
  }
  cells() {
    const lines = this.sheet.values;
    while (lines.length < this.row + this.rows) lines.push([]);
    for (const line of lines) while (line.length < this.column + this.columns) line.push("");
    return lines.slice(this.row, this.row + this.rows);
  }
  getValues() {
    return this.cells().map((line) =>
      line.slice(this.column, this.column + this.columns).map((v) => (v.formula ? 0 : v)));
  }
  getFormulas() {
    return this.cells().map((line) =>
      line.slice(this.column, this.column + this.columns).map((v) => v.formula || ""));
  }
  setValues(values) {
    if (values.length !== this.rows || values.some((line) => line.length !== this.columns))
      throw new Error("The number of rows or columns in the data does not match the range");
    this.cells().forEach((line, r) =>
      values[r].forEach((value, c) => (line[this.column + c] = understood(value))));
  }
  put(cells) {
    this.cells().forEach((line, r) => cells[r].forEach((v, c) => (line[this.column + c] = v)));
  }
  clearContent() { this.put(this.cells().map(() => Array(this.columns).fill(""))); }
  clear() { this.clearContent(); }
  clearFormat() {}
  setBackground() {}
  setNumberFormat() {}
  activate() { this.sheet.activate(); }
  copyTo(target) {
    target.sheet.getRange(target.row + 1, target.column + 1, this.rows, this.columns)
      .put(this.cells().map((line) => line.slice(this.column, this.column + this.columns)));
  }
  getA1Notation() { return "A1"; }
}

function columnOf(letters) {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}

class Sheet {
  constructor({ name, values, rows, columns, type }) {
    Object.assign(this, { name, values: values.map((line) => line.map(loaded)) });
    this.type = type || "GRID";
    this.rows = rows || Math.max(1000, values.length);
    this.columns = columns || Math.max(26, ...values.map((line) => line.length));
  }
  getType() { return this.type; }
  cellsOnly() {
    if (this.type !== "GRID") throw new Error("This operation is not supported on OBJECT sheets.");
  }
  getMaxRows() { return this.rows; }
  getMaxColumns() { return this.columns; }
  insertRowsAfter(row, count) { this.grown("rows", row, count); }
  insertColumnsAfter(column, count) { this.grown("columns", column, count); }
  grown(side, after, count) {
    if (after !== this[side]) throw new Error("put in amid the sheet");
    this[side] += count;
  }
  getName() { return this.name; }
  setName(name) { this.name = name; }
  getIndex() { return sheets.indexOf(this) + 1; }
  getLastRow() {
    let last = this.values.length;
    while (last && this.values[last - 1].every((v) => v === "" || v === null)) last -= 1;
    return last;
  }
  getLastColumn() { this.cellsOnly(); return Math.max(0, ...this.values.map((line) => line.length)); }
  getRange(row, column, rows = 1, columns = 1) {
    if (typeof row !== "string") return new Range(this, row, column, rows, columns);
    const [, letters, number, right, bottom] =
      /^\$?([A-Z]+)\$?(\d+)(?::\$?([A-Z]+)\$?(\d+))?$/.exec(row);
    const left = columnOf(letters), last = right ? columnOf(right) : left;
    const height = (bottom || number) - number + 1;
    return new Range(this, Number(number), left, height, last - left + 1);
  }
  getDataRange() {
    return this.getRange(1, 1, Math.max(1, this.getLastRow()), Math.max(1, this.getLastColumn()));
  }
  getImages() { return []; }
  hideRows(row, count) { this.fold(row, count, true); }
  showRows(row, count) { this.fold(row, count, false); }
  fold(row, count, hidden) {
    this.hidden = this.hidden || [];
    for (let at = row - 1; at < row - 1 + count; at += 1) this.hidden[at] = hidden;
  }
  activate() { active = this; }
}

const sheets = state.sheets.map((sheet) => new Sheet(sheet));
let active = sheets[0];
const book = {
  getName: () => "Sổ thi đua",
  getId: () => state.book || "1AbC",
  getSheets: () => sheets,
  getSheetByName: (name) => sheets.find((sheet) => sheet.getName() === name) || null,
  getActiveSheet: () => active,
  getActiveRange: () => active.getRange(1, 1),
  getNamedRanges: () => [],
  getSpreadsheetTimeZone: () => "Asia/Ho_Chi_Minh",
  toast: (...said) => seen.toasts.push(said),
  insertSheet: (name, index) => {
    const made = new Sheet({ name, values: [] });
    sheets.splice(index, 0, made);
    return made;
  },
};
const menu = {
  addItem(label, run) { seen.menu.push([label, run]); return menu; },
  addSeparator() { return menu; },
  addToUi() {},
};
const ui = {
  ButtonSet: { OK: "OK" },
  Button: { OK: "OK" },
  alert: (title, prompt) => { seen.alerts.push([title, prompt]); return "OK"; },
  createMenu: (title) => { seen.menuTitle = title; return menu; },
};
Object.assign(google, {
  SpreadsheetApp: {
    getActive: () => book, getUi: () => ui, flush() {},
    SheetType: { GRID: "GRID", OBJECT: "OBJECT" },
  },
  Session: { getActiveUser: () => ({ getEmail: () => "" }) },
  ScriptApp: { getIdentityToken: () => state.token },
  LockService: {
    getDocumentLock: () => ({ tryLock: () => !state.locked, releaseLock() {} }),
  },
  UrlFetchApp: {
    fetch(url, options) {
      const answer = send(url, options);
      return { getResponseCode: () => answer.code, getContentText: () => answer.text };
    },
  },
  Utilities: {
    base64DecodeWebSafe: (text) => Buffer.from(text, "base64url"),
    newBlob: (bytes) => ({ getDataAsString: () => bytes.toString("utf8") }),
  },
});

for (const file of ["buttons.js", "thidua.js", "xlwings.js"]) {
  const source = fs.readFileSync(path.join(process.argv[2], file), "utf8");
  vm.runInContext(source, google, { filename: file });
}
vm.runInContext(`${state.function}()`, google);
const left = sheets.map(({ name, values }) => ({ name, values }));
process.stdout.write(JSON.stringify({ ...seen, sheets: left }));
