//! Tests of the product through its public face.

mod score_properties;
mod scoring;
mod scoring_support;
