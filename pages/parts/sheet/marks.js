// Verdicts on their way to the margin of an editor, which may not have been built yet.
export default function ({ data }) {
  window.sheetMarks = { ...window.sheetMarks, [data.editor]: data };
  document.dispatchEvent(new CustomEvent("sheet-marks", { detail: data }));
}
