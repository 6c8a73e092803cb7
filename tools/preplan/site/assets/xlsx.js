// A small writer of .xlsx: SpreadsheetML in a zip, enough for lists. preplanXlsx(sheets) gives a promise of a Blob.
// A sheet is {name, notes: [text], columns: [text], rows: [[text]]}: notes on top, then the head, which stays and filters.
(function () {
  const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
  const LONGEST = 32767; // characters of a cell
  const MARKS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  const escaped = text => String(text).slice(0, LONGEST)
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "")
    .replace(/[&<>"]/g, mark => MARKS[mark]);
  const width = text => Math.max(...String(text).split("\n").map(line => [...line].reduce((sum, char) => sum + (char > "\u2e80" ? 2 : 1), 0)));

  function letters(index) {
    return (index >= 26 ? letters(Math.floor(index / 26) - 1) : "") + String.fromCharCode(65 + (index % 26));
  }

  // Plain numbers and days become real ones, so that the sheet can add and sort; codes with leading zeros stay text.
  function cell(value, place, style) {
    const text = String(value);
    const day = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
    if (!text || text === "—") return `<c r="${place}" s="${style}"/>`;
    if (day && style === 2) {
      const serial = Math.round((Date.UTC(+day[1], day[2] - 1, +day[3]) - Date.UTC(1899, 11, 30)) / 86400000);
      return `<c r="${place}" s="4"><v>${serial}</v></c>`;
    }
    if (style === 2 && /^-?(0|[1-9]\d{0,9})(\.\d{1,6})?$/.test(text)) return `<c r="${place}" s="2"><v>${text}</v></c>`;
    return `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;
  }

  const line = (values, number, style) =>
    `<row r="${number}">${values.map((value, i) => cell(value, letters(i) + number, style)).join("")}</row>`;

  function worksheet(sheet) {
    const top = sheet.notes.length + 1;
    const wide = sheet.columns.length > 16; // printed on A3, two sheets across
    const last = letters(sheet.columns.length - 1);
    const widths = sheet.columns.map((title, i) =>
      Math.min(48, Math.max(6, width(title) + 3, ...sheet.rows.slice(0, 500).map(row => width(row[i] ?? "") + 2))));
    const rows = [
      ...sheet.notes.map((note, i) => line([note], i + 1, i ? 0 : 3)),
      line(sheet.columns, top, 1),
      ...sheet.rows.map((row, i) => line(row, top + 1 + i, 2)),
    ];
    return `${HEAD}<worksheet xmlns="${MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`
      + `<sheetViews><sheetView workbookViewId="0"><pane ySplit="${top}" topLeftCell="A${top + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`
      + `<cols>${widths.map((wide, i) => `<col min="${i + 1}" max="${i + 1}" width="${wide}" customWidth="1"/>`).join("")}</cols>`
      + `<sheetData>${rows.join("")}</sheetData><autoFilter ref="A${top}:${last}${top + sheet.rows.length}"/>`
      + '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>'
      + `<pageSetup paperSize="${wide ? 8 : 9}" orientation="landscape" fitToWidth="${wide ? 2 : 1}" fitToHeight="0"/>`
      + `<headerFooter><oddFooter>&amp;L${escaped(escaped(sheet.notes[0]))}&amp;R&amp;P / &amp;N</oddFooter></headerFooter></worksheet>`;
  }

  const STYLES = `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>`
    + '<fonts count="3"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="11"/><name val="宋体"/></font><font><b/><sz val="14"/><name val="宋体"/></font></fonts>'
    + '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    + '<fill><patternFill patternType="solid"><fgColor rgb="FFE9EFF6"/></patternFill></fill></fills>'
    + '<borders count="2"><border/><border><left style="thin"/><right style="thin"/><top style="thin"/><bottom style="thin"/></border></borders>'
    + '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="5"><xf xfId="0"/>'
    + '<xf xfId="0" fontId="1" fillId="2" borderId="1" applyFont="1" applyFill="1" applyBorder="1"/>'
    + '<xf xfId="0" borderId="1" applyBorder="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>'
    + '<xf xfId="0" fontId="2" applyFont="1"/>'
    + '<xf xfId="0" numFmtId="164" borderId="1" applyNumberFormat="1" applyBorder="1" applyAlignment="1"><alignment horizontal="left" vertical="top"/></xf>'
    + '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>';

  function entries(sheets) {
    const used = new Set();
    const names = sheets.map((sheet, i) => {
      let name = sheet.name.replace(/[[\]:*?/\\']/g, " ").trim().slice(0, 31) || `表${i + 1}`;
      if (used.has(name)) name = `${name.slice(0, 27)}（${i + 1}）`;
      used.add(name);
      return escaped(name);
    });
    const numbers = sheets.map((_, i) => i + 1);
    const relation = (id, type, target) => `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
    const head = sheet => sheet.notes.length + 1;
    const override = (part, type) => `<Override PartName="/xl/${part}.xml" `
      + `ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${type}+xml"/>`;
    const titles = (sheet, i) => `<definedName name="_xlnm.Print_Titles" localSheetId="${i}">`
      + `'${names[i]}'!$${head(sheet)}:$${head(sheet)}</definedName>`;
    return [
      ["[Content_Types].xml", `${HEAD}<Types xmlns="${PACKAGE}/content-types">`
        + '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        + '<Default Extension="xml" ContentType="application/xml"/>'
        + override("workbook", "sheet.main") + override("styles", "styles")
        + `${numbers.map(n => override(`worksheets/sheet${n}`, "worksheet")).join("")}</Types>`],
      ["_rels/.rels", `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${relation("rId1", "officeDocument", "xl/workbook.xml")}</Relationships>`],
      ["xl/workbook.xml", `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>`
        + numbers.map(n => `<sheet name="${names[n - 1]}" sheetId="${n}" r:id="rId${n}"/>`).join("")
        + `</sheets><definedNames>${sheets.map(titles).join("")}</definedNames></workbook>`],
      ["xl/_rels/workbook.xml.rels", `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">`
        + `${numbers.map(n => relation(`rId${n}`, "worksheet", `worksheets/sheet${n}.xml`)).join("")}${relation("rId0", "styles", "styles.xml")}</Relationships>`],
      ["xl/styles.xml", STYLES],
      ...sheets.map((sheet, i) => [`xl/worksheets/sheet${i + 1}.xml`, worksheet(sheet)]),
    ];
  }

  const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    return value;
  });
  const checksum = bytes => ~bytes.reduce((value, byte) => (value >>> 8) ^ TABLE[(value ^ byte) & 255], -1) >>> 0;

  function record(layout) {
    const bytes = new DataView(new ArrayBuffer(layout.reduce((sum, [size]) => sum + size, 0)));
    layout.reduce((at, [size, value]) => (size === 2 ? bytes.setUint16(at, value, true) : bytes.setUint32(at, value, true), at + size), 0);
    return bytes.buffer;
  }

  // An older browser cannot deflate: the entry is stored, the file larger.
  async function packed(bytes) {
    if (typeof CompressionStream === "undefined") return [0, bytes];
    const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate-raw"));
    return [8, new Uint8Array(await new Response(stream).arrayBuffer())];
  }

  async function zip(files) {
    const parts = [], index = [];
    let at = 0, indexed = 0;
    for (const [name, text] of files) {
      const [path, bytes] = [name, text].map(value => new TextEncoder().encode(value));
      const [method, content] = await packed(bytes);
      // version, UTF-8 names, method, 1980-01-01: the same rows give the same file
      const common = [[2, 20], [2, 0x800], [2, method], [2, 0], [2, 0x21], [4, checksum(bytes)], [4, content.length], [4, bytes.length], [2, path.length], [2, 0]];
      parts.push(record([[4, 0x04034b50], ...common]), path, content);
      index.push(record([[4, 0x02014b50], [2, 20], ...common, [2, 0], [2, 0], [2, 0], [4, 0], [4, at]]), path);
      at += 30 + path.length + content.length;
      indexed += 46 + path.length;
    }
    const count = files.length;
    const end = record([[4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, indexed], [4, at], [2, 0]]);
    return new Blob([...parts, ...index, end], { type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" });
  }

  window.preplanXlsx = sheets => zip(entries(sheets));
})();
