//! The plan of the site: which pages there are, at which addresses, how they are found, and what
//! every link of the content leads to. Nothing is rendered here.

mod address;
mod anchors;
mod assets;
mod check;
mod links;
mod listing;
mod navigation;
mod page_doc;
mod plan;
mod types;

pub use address::{base_path, unit_slug};
pub use anchors::{ABOUT_PREFIX, REPORT_ANCHORS, Shown};
pub use assets::{AssetKind, asset_kind, is_active_svg, is_for_host};
pub use links::{Resolved, is_external};
pub use listing::{Listing, ROWS_ON_ONE_PAGE, ROWS_PER_PAGE};
pub use navigation::{NavEntry, Navigation};
pub use page_doc::{PAGE_KEYS, PageDoc, PageMetaData, read_page};
pub use plan::{PlanInput, Planned, plan, revise};
pub use types::{Entry, Page, SITEMAP_LIMIT, Site};
