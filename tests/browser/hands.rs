//! What a reader does with keyboard and fields.

use serde_json::json;

use crate::chromium::Lost;
use crate::page::Page;

impl Page<'_> {
    /// Presses a key and lets it go, as the keyboard does.
    pub fn press(&self, key: &str) -> Result<(), Lost> {
        let (name, is_shifted) = match key.strip_prefix("Shift+") {
            Some(name) => (name, true),
            None => (key, false),
        };
        let (code, text) = match name {
            "Tab" => (9, ""),
            "Enter" => (13, "\r"),
            "Space" => (32, " "),
            "Escape" => (27, ""),
            "ArrowDown" => (40, ""),
            _ => panic!("no key {name}"),
        };
        let event = |kind: &str, text: &str| {
            json!({
                "type": kind, "key": name, "code": name, "windowsVirtualKeyCode": code,
                "text": text, "modifiers": if is_shifted { 8 } else { 0 },
            })
        };
        let down = if text.is_empty() {
            "rawKeyDown"
        } else {
            "keyDown"
        };
        self.call("Input.dispatchKeyEvent", event(down, text))?;
        self.call("Input.dispatchKeyEvent", event("keyUp", ""))?;
        Ok(())
    }

    /// Writes into the field that has the focus.
    pub fn write(&self, text: &str) -> Result<(), Lost> {
        self.call("Input.insertText", json!({ "text": text }))?;
        Ok(())
    }

    /// Puts the value into the first field that fits, as if it had been typed or chosen.
    pub fn fill(&self, selector: &str, value: &str) -> Result<(), Lost> {
        let (selector, value) = (json!(selector), json!(value));
        self.eval(&format!(
            "{{ const field = document.querySelector({selector}); field.focus();
                field.value = {value};
                for (const kind of ['input', 'change'])
                    field.dispatchEvent(new Event(kind, {{ bubbles: true }})); }}"
        ))?;
        Ok(())
    }
}
