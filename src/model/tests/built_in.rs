use crate::document;
use crate::model::{
    Decoded, Effort, MaturityModel, PositionIx, Progression, built_in, built_in_ids, built_in_text,
    decode,
};
use crate::tree::{BookPath, SourceFile};

fn models() -> Vec<std::sync::Arc<MaturityModel>> {
    built_in_ids().map(|id| built_in(id).unwrap()).collect()
}

#[test]
fn the_files_have_no_diagnostics() {
    for id in built_in_ids() {
        let text = built_in_text(id).unwrap();
        let path = BookPath::built_in(&format!("models/{id}.md"));
        let file = SourceFile::new(path.clone(), text.as_bytes().to_vec());
        let parsed = document::parse(&file);
        assert_eq!(parsed.diagnostics, [], "{id}");
        let decoded = decode(parsed.value.unwrap());
        assert_eq!(decoded.diagnostics, [], "{id}");
        let Decoded::Model(model) = decoded.value else {
            panic!("{id} is unreadable");
        };
        assert_eq!((model.id.as_str(), model.version.as_str()), (id, "1.0.0"));
        assert_eq!(model.file(), &path);
    }
}

#[test]
fn kpas_and_goals_are_complete() {
    let counts: Vec<_> = models()
        .iter()
        .map(|model| (model.kpas.len(), model.goals.len()))
        .collect();
    assert_eq!(counts, [(18, 52), (23, 69), (25, 71)]);
    for model in models() {
        for kpa in &model.kpas {
            let texts = [&kpa.purpose, &kpa.owner, &kpa.first_step];
            assert!(texts.iter().all(|text| text.is_some()), "{}", kpa.id);
            assert!(
                kpa.dimension.is_some() && !kpa.roles.is_empty(),
                "{}",
                kpa.id
            );
            assert!(!kpa.goals.is_empty(), "{}", kpa.id);
        }
        for goal in &model.goals {
            assert!(
                goal.question.as_ref().is_some_and(|q| q.ends_with('?')),
                "{}",
                goal.id
            );
            assert!(!goal.evidence.is_empty(), "{}", goal.id);
            let kpa = model.kpa(goal.kpa);
            assert_eq!(goal.id.rsplit_once('.').map(|(k, _)| k), Some(&*kpa.id));
        }
    }
}

#[test]
fn cmm_counts_316_key_practices() {
    let cmm = built_in("cmm").unwrap();
    let practices = cmm.kpas.iter().flat_map(|kpa| &kpa.practices);
    assert_eq!(practices.map(|(_, count)| count).sum::<u32>(), 316);
    assert_eq!(cmm.common_features.len(), 5);
    assert_eq!(cmm.progression, Progression::Staged);
}

#[test]
fn efforts_are_those_of_the_content() {
    let efforts = |id: &str| {
        let model = built_in(id).unwrap();
        let count = |effort| model.kpas.iter().filter(|kpa| kpa.effort == effort).count();
        (count(Effort::S), count(Effort::M), count(Effort::L))
    };
    assert_eq!(efforts("cmm"), (2, 12, 4));
    assert_eq!(efforts("omm"), (4, 14, 5));
    assert_eq!(efforts("ppmm"), (7, 16, 2));
}

#[test]
fn dependencies_lead_down_and_have_no_circle() {
    for model in models() {
        let mut placed = vec![false; model.kpas.len()];
        for _ in 0..model.kpas.len() {
            for (ix, kpa) in model.kpas.iter().enumerate() {
                placed[ix] |= kpa.depends_on.iter().all(|link| placed[link.kpa.ix()]);
            }
        }
        assert!(placed.iter().all(|placed| *placed), "{}", model.id);
        for kpa in &model.kpas {
            for link in &kpa.depends_on {
                assert!(model.kpa(link.kpa).position <= kpa.position, "{}", kpa.id);
            }
        }
    }
    let omm = built_in("omm").unwrap();
    assert_eq!(omm.progression, Progression::Independent);
    let superseded: Vec<_> = omm
        .kpas
        .iter()
        .filter(|kpa| !kpa.superseded_by.is_empty())
        .map(|kpa| (kpa.id.as_str(), kpa.superseded_by.len()))
        .collect();
    assert_eq!(superseded, [("SPR", 1), ("RCA", 2), ("QCP", 1)]);
}

#[test]
fn ppmm_has_seven_positions_stages_and_a_vendor_profile() {
    let ppmm = built_in("ppmm").unwrap();
    let ids: Vec<_> = ppmm.positions.iter().map(|p| p.id.as_str()).collect();
    assert_eq!(ids, ["1", "2a", "2b", "2c", "3", "4", "5"]);
    assert_eq!(
        ppmm.position(PositionIx(1)).name,
        "Monitoring: Utilization and throughput"
    );
    assert_eq!(ppmm.position(PositionIx(1)).number, 2);
    let vendor = &ppmm.profiles[ppmm.profile("vendor").unwrap()];
    let kpas: Vec<_> = vendor
        .kpas
        .iter()
        .map(|k| ppmm.kpa(*k).id.as_str())
        .collect();
    assert_eq!(
        kpas,
        ["PRQ", "PMD", "PCN", "PTV", "RPR", "QPP", "PPI", "PDP"]
    );
    assert_eq!(ppmm.activities.len(), 5 * 7);
    let process = ppmm.kpas.iter().find(|kpa| kpa.id == "PPD").unwrap();
    assert_eq!(process.stages.len(), 7);
    let allowed = |model: &MaturityModel| -> Vec<String> {
        let kpas = model.kpas.iter().filter(|kpa| kpa.not_applicable_allowed);
        kpas.map(|kpa| kpa.id.clone()).collect()
    };
    assert_eq!(allowed(&ppmm), ["RTC", "VPE", "VPC"]);
    assert_eq!(allowed(&built_in("cmm").unwrap()), ["SSM"]);
    assert!(allowed(&built_in("omm").unwrap()).is_empty());
}

#[test]
fn transitions_and_sections_cover_all_levels() {
    for model in models() {
        let steps: Vec<_> = model
            .transitions
            .iter()
            .map(|t| (t.from.0, t.to.0))
            .collect();
        let last = model.positions.len() as u16 - 1;
        let adjacent: Vec<_> = (0..last).map(|from| (from, from + 1)).collect();
        assert_eq!(steps, adjacent, "{}", model.id);
        for id in model.target_words() {
            assert!(model.section(id).is_some(), "{} {id}", model.id);
        }
        for dimension in &model.dimensions {
            assert!(model.section(&dimension.id).is_some(), "{}", dimension.id);
        }
    }
}
