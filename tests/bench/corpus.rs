//! A book of any number of teams, the same for every run: 25 KPAs with one goal each on levels 2
//! to 5, and per team one file of about 3.7 KB with 18 to 25 answers and a body of ordinary
//! Markdown. No clock and no order of a hash map is used.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

pub struct Kpa {
    pub id: &'static str,
    pub level: u8,
    pub name: &'static str,
}

pub const LEVELS: [(u8, &str); 5] = [
    (1, "Initial"),
    (2, "Managed"),
    (3, "Defined"),
    (4, "Measured"),
    (5, "Optimizing"),
];

pub const KPAS: [Kpa; 25] = [
    kpa("req", 2, "Requirements management"),
    kpa("plan", 2, "Project planning"),
    kpa("track", 2, "Monitoring and control"),
    kpa("supp", 2, "Supplier agreements"),
    kpa("meas", 2, "Measurement and analysis"),
    kpa("qa", 2, "Quality assurance"),
    kpa("cm", 2, "Configuration management"),
    kpa("backup", 2, "Backup and restore"),
    kpa("rd", 3, "Requirements development"),
    kpa("ts", 3, "Technical solution"),
    kpa("pi", 3, "Product integration"),
    kpa("ver", 3, "Verification"),
    kpa("val", 3, "Validation"),
    kpa("opf", 3, "Process focus"),
    kpa("opd", 3, "Process definition"),
    kpa("ot", 3, "Training"),
    kpa("risk", 3, "Risk management"),
    kpa("dar", 3, "Decision analysis"),
    kpa("inc", 3, "Incident response"),
    kpa("opp", 4, "Process performance"),
    kpa("qpm", 4, "Quantitative management"),
    kpa("slo", 4, "Service objectives"),
    kpa("oid", 5, "Innovation and deployment"),
    kpa("car", 5, "Causal analysis"),
    kpa("auto", 5, "Autonomous improvement"),
];

const fn kpa(id: &'static str, level: u8, name: &'static str) -> Kpa {
    Kpa { id, level, name }
}

const RATINGS: [&str; 4] = ["not", "partial", "largely", "full"];

const NOTES: [&str; 12] = [
    "Reviewed each sprint",
    "Only for the core service",
    "Owner named, no trend yet",
    "Checklist kept in the wiki",
    "Sampled twice a quarter",
    "Manual, takes a day",
    "Done by two of three squads",
    "Evidence is older than a year",
    "Automated in the pipeline",
    "Dashboard exists, not used",
    "Agreed with the customer",
    "Covers releases, not hotfixes",
];

const ADJECTIVES: [&str; 16] = [
    "amber", "brisk", "calm", "deft", "eager", "frank", "grand", "hardy", "ionic", "jolly", "keen",
    "lucid", "mellow", "noble", "open", "prime",
];

const NOUNS: [&str; 16] = [
    "falcon", "harbor", "lantern", "meadow", "otter", "quarry", "river", "summit", "tundra",
    "willow", "anchor", "bridge", "comet", "delta", "ember", "fjord",
];

const ROLES: [&str; 6] = [
    "Quality manager",
    "Test lead",
    "Operations lead",
    "Process group",
    "Service owner",
    "Architect",
];

const WORDS: &str = "the team keeps a short list of open points and looks at it every week so that \
    nothing waits for the next audit a change is merged only after a second person has read it and \
    the build is green releases are cut from the main line and tagged numbers are taken from the \
    tracker by a script and shown on the wall";

/// One team with its answers and its text.
pub struct Team {
    pub id: String,
    pub title: String,
    pub date: String,
    pub assessor: &'static str,
    /// By KPA: rating, note, evidence.
    pub answers: Vec<(&'static Kpa, &'static str, &'static str, String)>,
    pub body: String,
}

/// The team of a number from 1.
pub fn team(number: usize) -> Team {
    let mut random = Random::new(number);
    let title = format!(
        "Team {} {} {number:05}",
        random.one_of(&ADJECTIVES),
        random.one_of(&NOUNS)
    );
    let id = format!("team-{number:05}");
    let answers = answers(number, &mut random);
    let date = format!(
        "2025-{:02}-{:02}",
        random.within(1, 12),
        random.within(1, 28)
    );
    let assessor = random.one_of(&ROLES);
    let body = body(number, &id, &date, &mut random);
    Team {
        id,
        title,
        date,
        assessor,
        answers,
        body,
    }
}

/// Level 2 is always answered in full; what is not answered is on the higher levels.
fn answers(
    number: usize,
    random: &mut Random,
) -> Vec<(&'static Kpa, &'static str, &'static str, String)> {
    let mut left_out: Vec<&str> = Vec::new();
    let count = random.within(0, 7);
    while left_out.len() < count {
        let kpa = &KPAS[random.within(8, 24)];
        if !left_out.contains(&kpa.id) {
            left_out.push(kpa.id);
        }
    }
    let bias = random.share();
    let mut answers = Vec::new();
    for kpa in KPAS.iter().filter(|kpa| !left_out.contains(&kpa.id)) {
        let noise = random.share() + random.share() + random.share() - 1.5;
        let weight = 1.35 * bias - 0.22 * f64::from(kpa.level - 2) + 0.35 + 0.5 * noise;
        let rating = RATINGS[(weight * 3.0).clamp(0.0, 3.0) as usize];
        let evidence = format!(
            "https://ev.example.org/{}/{}-{}",
            number % 97,
            kpa.id,
            random.within(100, 999)
        );
        answers.push((kpa, rating, random.one_of(&NOTES), evidence));
    }
    answers
}

fn body(number: usize, id: &str, date: &str, random: &mut Random) -> String {
    let mut text = format!(
        "{} See the [working agreement](https://wiki.example.org/{id}) and the \
         [board](https://board.example.org/{}).\n\n## Context\n\n{} **{}** {}\n\n\
         | Measure | Now | Median | Trend |\n| --- | ---: | ---: | --- |\n",
        random.words(26),
        number % 211,
        random.words(34),
        random.words(5),
        random.words(18)
    );
    for measure in [
        "Deploys per week",
        "Lead time",
        "Restore time",
        "Open defects",
    ] {
        let (now, median) = (random.within(1, 40), random.within(1, 300));
        let trend = random.one_of(&["up", "flat", "down"]);
        let _ = writeln!(text, "| {measure} | {now} | {median} min | {trend} |");
    }
    let _ = write!(
        text,
        "\n## Findings\n\n- {}\n- {} [ticket {}](https://board.example.org/t/{})\n- *{}*\n\n\
         ```sh\ngit log --since=90.days --merges --oneline | wc -l\n\
         ./ops/restore --dry-run --from {date}\n```\n\n## Next steps\n\n1. {}\n2. {}\n\n> {}\n",
        random.words(11),
        random.words(9),
        random.within(1000, 9999),
        random.within(1000, 9999),
        random.words(6),
        random.words(8),
        random.words(10),
        random.words(12)
    );
    text
}

/// Writes the book of `teams` teams into the folder.
pub fn write(folder: &Path, teams: usize) -> io::Result<()> {
    let config = "[book]\ntitle = \"Maturity reports\"\n\n\
                  [maturity]\nmodel = \"delivery\"\nmax-age-days = 3650\n";
    put(&folder.join("book.toml"), config)?;
    put(&folder.join("content/models/delivery.md"), &model())?;
    for number in 1..=teams {
        let team = team(number);
        let file = folder.join(format!("content/teams/{}.md", team.id));
        put(&file, &team_file(&team))?;
    }
    Ok(())
}

fn team_file(team: &Team) -> String {
    let mut text = format!(
        "---\nteam: \"{}\"\nmodel: delivery\ndate: {}\nassessor: {}\nanswers:\n",
        team.title, team.date, team.assessor
    );
    for (kpa, rating, note, evidence) in &team.answers {
        let _ = write!(
            text,
            "  {}:\n    rating: {rating}\n    note: {note}\n    evidence: [\"{evidence}\"]\n",
            kpa.id
        );
    }
    text.push_str("---\n\n");
    text.push_str(&team.body);
    text
}

fn model() -> String {
    let mut text = "---\nid: delivery\nname: Delivery Maturity Model\nversion: \"1.0\"\n\
                    progression: staged\nunanswered: counts-as-no\nscale:\n  \
                    - { id: full, label: Full, value: 1 }\n  \
                    - { id: largely, label: Largely, value: 0.75 }\n  \
                    - { id: partial, label: Partial, value: 0.5 }\n  \
                    - { id: not, label: Not, value: 0 }\nsatisfied-from: largely\n\
                    dimensions:\n  - { id: all, name: All }\nlevels:\n"
        .to_owned();
    for (number, name) in LEVELS {
        let _ = writeln!(text, "  - {{ id: \"{number}\", name: {name} }}");
    }
    text.push_str("kpas:\n");
    for Kpa { id, level, name } in &KPAS {
        let _ = write!(
            text,
            "  - id: {id}\n    name: {name}\n    level: \"{level}\"\n    dimension: all\n    \
             purpose: {name} is in place.\n    effort: M\n    first-step: Name an owner.\n    \
             goals:\n      - {{ id: {id}.1, statement: {name} is in place., \
             question: Is it in place?, evidence: [Record] }}\n"
        );
    }
    text.push_str("---\nThe model of the benchmark.\n");
    text
}

pub fn put(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, text)
}

/// SplitMix64: small, fast, and the same everywhere.
struct Random(u64);

impl Random {
    fn new(number: usize) -> Self {
        Self((7 << 32) + number as u64)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From `low` to `high`, both included.
    fn within(&mut self, low: usize, high: usize) -> usize {
        low + (self.next() % (high - low + 1) as u64) as usize
    }

    /// From 0 to just below 1.
    fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    fn one_of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.within(0, all.len() - 1)]
    }

    /// A sentence of so many words.
    fn words(&mut self, count: usize) -> String {
        let all: Vec<&str> = WORDS.split_whitespace().collect();
        let words: Vec<&str> = (0..count).map(|_| self.one_of(&all)).collect();
        let text = words.join(" ");
        format!("{}{}.", text[..1].to_uppercase(), &text[1..])
    }
}
