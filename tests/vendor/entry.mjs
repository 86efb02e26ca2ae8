// What tests/vendor/html-validate.js is bundled from: the validator as one function.
import { HtmlValidate, StaticConfigLoader } from "html-validate/browser";

globalThis.validateHtml = async (config, pages) => {
  const validator = new HtmlValidate(new StaticConfigLoader(config));
  const found = [];
  for (const [name, html] of pages) {
    const report = await validator.validateString(html, name);
    for (const result of report.results) {
      for (const { line, column, ruleId, message } of result.messages) {
        found.push(`${name}:${line}:${column}: ${ruleId}: ${message}`);
      }
    }
  }
  return found;
};
