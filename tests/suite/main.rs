//! Tests of the program as a whole, one binary so that they link once.

mod docs;
mod evaluation;
mod publish;
mod score_properties;
mod scoring;
mod scoring_support;
