/// What a Markdown file is; its folder decides.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Role {
    /// `teams/NAME.md`: a team with at most one assessment.
    OneFileTeam { team: String },
    /// `teams/NAME/index.md`: introduces a team.
    TeamIndex { team: String },
    /// `teams/NAME/*.md`.
    Assessment { team: String },
    /// `models/*.md`.
    Model,
    /// Everything else.
    Page,
}

impl Role {
    /// The id of the team that the file belongs to.
    pub fn team(&self) -> Option<&str> {
        match self {
            Role::OneFileTeam { team } | Role::TeamIndex { team } | Role::Assessment { team } => {
                Some(team)
            }
            Role::Model | Role::Page => None,
        }
    }
}

/// The role of a Markdown file by its path below the content folder. `index.md` names a folder, so
/// `teams/index.md` and `models/index.md` are pages, and so is what lies deeper than a team's folder.
pub fn role(path_below_content: &str) -> Role {
    let Some(path) = path_below_content.strip_suffix(".md") else {
        return Role::Page;
    };
    let parts: Vec<&str> = path.split('/').collect();
    match parts[..] {
        [_, "" | "index"] => Role::Page,
        ["models", _] => Role::Model,
        ["teams", team] => Role::OneFileTeam { team: team.into() },
        ["teams", _, ""] => Role::Page,
        ["teams", team, "index"] => Role::TeamIndex { team: team.into() },
        ["teams", team, _] => Role::Assessment { team: team.into() },
        _ => Role::Page,
    }
}

/// Whether [`role`] says that the file is a model.
pub fn is_model(path_below_content: &str) -> bool {
    path_below_content.starts_with("models/") && role(path_below_content) == Role::Model
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_decides() {
        let team = |team: &str| team.to_owned();
        assert_eq!(
            role("teams/payments.md"),
            Role::OneFileTeam {
                team: team("payments")
            }
        );
        assert_eq!(
            role("teams/payments/index.md"),
            Role::TeamIndex {
                team: team("payments")
            }
        );
        assert_eq!(
            role("teams/payments/2026-07-01-cmm.md"),
            Role::Assessment {
                team: team("payments")
            }
        );
        assert_eq!(role("models/delivery.md"), Role::Model);
        for page in [
            "index.md",
            "teams.md",
            "teams/index.md",
            "models/index.md",
            "models/old/delivery.md",
            "teams/payments/evidence/review.md",
            "teams/payments.txt",
            "policies/teams/payments.md",
            "teams/.md",
        ] {
            assert_eq!(role(page), Role::Page, "{page}");
        }
    }
}
