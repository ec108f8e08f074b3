/**
 * The menu and the buttons of a sheet. What differs from sheet to sheet stands in buttons.js;
 * the workbook goes to the server and back through xlwings.js.
 */

function onOpen() {
  const menu = SpreadsheetApp.getUi().createMenu(THIDUA.title);
  THIDUA.groups.forEach((group) => {
    group.forEach((button) => menu.addItem(button.label, button.run));
    menu.addSeparator();
  });
  menu.addItem(THIDUA.words.connection, "thiduaConnection").addToUi();
}

/** Presses one button; ends with one sentence, whatever happens. */
function thiduaPress_(id) {
  const lock = LockService.getDocumentLock();
  if (!lock.tryLock(1000)) {
    thiduaSay_(THIDUA.words.busy);
    return;
  }
  const book = SpreadsheetApp.getActive();
  let ended = THIDUA.words.finished;
  try {
    book.toast(THIDUA.words.working, THIDUA.title, -1);
    thiduaRefuseCharts_(book);
    thiduaTellingFormulas_(book, () => thiduaMakingRoom_(() =>
      runPython(THIDUA.url + "/press/" + id, { headers: thiduaHeaders_(book) })));
  } catch (error) {
    ended = THIDUA.words.unfinished;
    // xlwings.js throws the server's own sentence as a string.
    thiduaSay_(typeof error === "string" ? error : THIDUA.words.failed + " " + error.message);
  } finally {
    book.toast(ended, THIDUA.title, 3);
    lock.releaseLock();
  }
}

function thiduaHeaders_(book) {
  const token = ScriptApp.getIdentityToken();
  if (!token) throw THIDUA.words.noToken;
  return {
    Authorization: "Bearer " + token,
    "X-Thidua-Sheet": THIDUA.sheet,
    "X-Thidua-Book": book.getId(),
  };
}

/** A chart that was moved to a sheet of its own has no cells: xlwings.js cannot read the workbook. */
function thiduaRefuseCharts_(book) {
  const plain = SpreadsheetApp.SheetType.GRID;
  const other = book.getSheets().find((sheet) => sheet.getType() !== plain);
  if (other) throw THIDUA.words.noCells.replace("{trang}", other.getName());
}

function thiduaSay_(sentence) {
  const ui = SpreadsheetApp.getUi();
  ui.alert(THIDUA.title, sentence, ui.ButtonSet.OK);
}

/** Tells the administrator for whom Google makes this script's tokens out: the server's setting. */
function thiduaConnection() {
  const token = ScriptApp.getIdentityToken();
  if (!token) {
    thiduaSay_(THIDUA.words.noToken);
    return;
  }
  const bytes = Utilities.base64DecodeWebSafe(token.split(".")[1]);
  const claims = JSON.parse(Utilities.newBlob(bytes).getDataAsString());
  thiduaSay_(THIDUA.words.audience + ' audiences = ["' + claims.aud + '"]');
}

/**
 * xlwings.js sends values only. While it runs, our formulas go along in a field of their own beside
 * what it sends, so that the server can put them back where they stood.
 */
function thiduaTellingFormulas_(book, run) {
  const formulas = thiduaFormulas_(book);
  const stringify = JSON.stringify;
  JSON.stringify = (value, ...more) => {
    const workbook = value && value.client && value.sheets;
    return stringify(workbook ? Object.assign({ formulas, rows: true }, value) : value, ...more);
  };
  try {
    run();
  } finally {
    JSON.stringify = stringify;
  }
}

/**
 * A sheet of Google's ends at its last row and column, and what is put beyond them fails half way.
 * While xlwings.js carries an answer out, each sheet grows before something is put there.
 */
function thiduaMakingRoom_(run) {
  const own = { getRange, copyRange };
  getRange = (book, action) => {
    const sheet = book.getSheets()[action.sheet_position];
    thiduaGrow_(sheet, action.start_row + action.row_count, action.start_column + action.column_count);
    return own.getRange(book, action);
  };
  copyRange = (book, action) => {
    const [row, column] = thiduaEnd_(action.args[1]);
    thiduaGrow_(book.getSheets()[parseInt(action.args[0])], row, column);
    own.copyRange(book, action);
  };
  try {
    run();
  } finally {
    ({ getRange, copyRange } = own);
  }
}

function thiduaGrow_(sheet, rows, columns) {
  const [height, width] = [sheet.getMaxRows(), sheet.getMaxColumns()];
  if (rows > height) sheet.insertRowsAfter(height, rows - height);
  if (columns > width) sheet.insertColumnsAfter(width, columns - width);
}

/** Row and column (from 1) of the last cell of an address such as A5 or $A$5:Z90. */
function thiduaEnd_(address) {
  const [, letters, row] = /\$?([A-Z]+)\$?(\d+)$/.exec(address);
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
  return [Number(row), column];
}

/** Row and column (from 0) of each formula, by sheet. */
function thiduaFormulas_(book) {
  const told = {};
  book.getSheets().forEach((sheet) => {
    if (sheet.getName() === THIDUA.machine) return;
    const found = [];
    sheet.getDataRange().getFormulas().forEach((line, row) => {
      line.forEach((formula, column) => {
        if (formula) found.push([row, column, formula]);
      });
    });
    if (found.length) told[sheet.getName()] = found;
  });
  return told;
}

/** Hides and shows rows of a page, each stretch given by its first row (from 0) and its length. */
function thiduaRows(book, title, hidden, shown) {
  const sheet = book.getSheetByName(title);
  hidden.forEach(([first, count]) => sheet.hideRows(first + 1, count));
  shown.forEach(([first, count]) => sheet.showRows(first + 1, count));
}
