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
    thiduaLeaveFormulas_(book);
    runPython(THIDUA.url + "/press/" + id, { headers: thiduaHeaders_() });
  } catch (error) {
    // xlwings.js throws the server's own sentence as a string.
    thiduaSay_(typeof error === "string" ? error : THIDUA.words.failed + " " + error.message);
  } finally {
    thiduaTakeFormulasAway_(book);
    book.toast(THIDUA.words.finished, THIDUA.title, 3);
    lock.releaseLock();
  }
}

function thiduaHeaders_() {
  const token = ScriptApp.getIdentityToken();
  if (!token) throw THIDUA.words.noToken;
  return { Authorization: "Bearer " + token, "X-Thidua-Sheet": THIDUA.sheet };
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
 * xlwings.js sends values only. Where the sheet has our machine sheet, its formulas are left there
 * for the time of a press, so that the server can put them back where they stood.
 */
function thiduaLeaveFormulas_(book) {
  const machine = book.getSheetByName(THIDUA.machine);
  if (!machine) return;
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
  const text = JSON.stringify(told);
  const pieces = [];
  // A cell holds 50,000 characters.
  for (let at = 0; at < text.length; at += 40000) pieces.push(text.slice(at, at + 40000));
  machine.getRange(THIDUA.formulaRow, 1, 1, pieces.length).setValues([pieces]);
  SpreadsheetApp.flush();
}

function thiduaTakeFormulasAway_(book) {
  const machine = book.getSheetByName(THIDUA.machine);
  if (!machine) return;
  const width = Math.max(1, machine.getLastColumn());
  machine.getRange(THIDUA.formulaRow, 1, 1, width).clearContent();
}
