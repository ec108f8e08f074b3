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
  try {
    book.toast(THIDUA.words.working, THIDUA.title, -1);
    thiduaTellingFormulas_(book, () =>
      runPython(THIDUA.url + "/press/" + id, { headers: thiduaHeaders_(book) }));
  } catch (error) {
    // xlwings.js throws the server's own sentence as a string.
    thiduaSay_(typeof error === "string" ? error : THIDUA.words.failed + " " + error.message);
  } finally {
    book.toast(THIDUA.words.finished, THIDUA.title, 3);
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
