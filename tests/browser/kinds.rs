//! A page of the demo book for every kind of page.

/// What to call it, and where it lies. The page for unknown addresses is shown at the root of a
/// host only, for the demo has no address of its own.
pub const KINDS: [(&str, &str); 27] = [
    ("start", "index.html"),
    ("portfolio", "portfolio/omm.html"),
    ("portfolio-sublevels", "portfolio/ppmm.html"),
    ("unit", "units/retail.html"),
    ("unit-below", "units/logistics/delivery@ppmm.html"),
    ("report", "teams/payments.html"),
    ("report-sublevels", "teams/payments/ppmm.html"),
    ("report-provisional", "teams/identity.html"),
    ("report-unrated", "teams/marketplace.html"),
    ("report-stale", "teams/route-planning.html"),
    ("report-vendor", "teams/brambling.html"),
    ("report-lowest", "teams/returns.html"),
    ("report-highest", "teams/edge.html"),
    ("report-new-model", "teams/event-streaming.html"),
    ("report-older", "teams/payments/cmm-2025-03-17.html"),
    ("model", "models/cmm.html"),
    ("model-sublevels", "models/ppmm.html"),
    ("kpa", "models/omm/INC.html"),
    ("kpa-goals", "models/cmm/RM.html"),
    ("page", "policies/review.html"),
    (
        "page-evidence",
        "teams/payments/evidence/branch-policy.html",
    ),
    ("manual", "manual/settings.html"),
    ("manual-code", "manual/custom-models.html"),
    ("search", "search.html"),
    ("search-hits", "search.html?q=payments"),
    ("print", "print.html"),
    ("not-found", "404.html"),
];
