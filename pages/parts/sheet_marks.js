// Verdicts on their way to the margin of an editor, which may not have been built yet.
export default function ({ data: { editor, marks } }) {
  window.sheetMarks = { ...window.sheetMarks, [editor]: marks };
  document.dispatchEvent(new CustomEvent("sheet-marks", { detail: { editor, marks } }));
}
