//! Pages as pictures and on paper.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::chromium::Lost;
use crate::page::Page;

impl Page<'_> {
    /// A picture of the whole page, as far down as browsers draw one.
    pub fn picture(&self) -> Result<Vec<u8>, Lost> {
        self.top_of_picture(16_000)
    }

    /// A picture of the page down to a height in CSS pixels.
    pub fn top_of_picture(&self, height: u32) -> Result<Vec<u8>, Lost> {
        let size = self.call("Page.getLayoutMetrics", json!({}))?;
        let size = &size["cssContentSize"];
        let height = f64::from(height).min(size["height"].as_f64().unwrap_or_default());
        let clip = json!({
            "x": 0, "y": 0, "width": size["width"], "height": height, "scale": 1,
        });
        let params = json!({ "format": "png", "captureBeyondViewport": true, "clip": clip });
        let picture = self.call("Page.captureScreenshot", params)?;
        Ok(bytes(&picture["data"]))
    }

    /// The page on paper of this size in inches, as PDF.
    pub fn pdf(&self, width: f64, height: f64) -> Result<Vec<u8>, Lost> {
        let params = json!({ "paperWidth": width, "paperHeight": height, "printBackground": true });
        let pdf = self.call("Page.printToPDF", params)?;
        Ok(bytes(&pdf["data"]))
    }
}

fn bytes(base64: &Value) -> Vec<u8> {
    let text = base64.as_str().unwrap_or_default();
    STANDARD.decode(text).expect("the browser writes base64")
}
