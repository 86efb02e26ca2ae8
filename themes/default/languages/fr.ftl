# Les mots de Levelbook en français. en.ftl explique la syntaxe. Les espaces devant les signes
# doubles sont insécables.

## Nombres, dates, listes

number_decimal = ,
number_group = {"\u202F"}
percent = { $n }{"\u00A0"}%
count_0 = aucun
count_1 = un
count_2 = deux
count_3 = trois
count_4 = quatre
count_5 = cinq
count_6 = six
count_7 = sept
count_8 = huit
count_9 = neuf
count_10 = dix
count_11 = onze
count_12 = douze
month_1 = janvier
month_2 = février
month_3 = mars
month_4 = avril
month_5 = mai
month_6 = juin
month_7 = juillet
month_8 = août
month_9 = septembre
month_10 = octobre
month_11 = novembre
month_12 = décembre
date = { $day ->
    [1] 1er
   *[other] { $day }
} { $month } { $year }
date_short = { $day2 }/{ $month }/{ $year }
list_comma = ,{" "}
list_next = { $list }, { $item }
list_last = { $list } et { $item }
list_last_apart = { $list } ainsi que { $item }
list_and = et
list_rest = { COUNT($n) } autres

## Mots isolés

level_phrase = niveau { $level }, { $name }
level_short = niveau { $level }
status_rated = évalué
status_provisional = provisoire
status_unrated = non évalué
state_satisfied = satisfait
state_unsatisfied = non satisfait
state_unsatisfied_share = non satisfait, { $share }
state_not_rated = non évalué
state_not_rated_share = non évalué, { $share } jusqu’ici
state_not_applicable = sans objet
state_superseded = remplacé
state_superseded_by = remplacé par { $kpa }
state_out_of_scope = hors périmètre
answer_label_na = Sans objet
answer_label_none = Sans réponse
answer_expired = périmé
answer_na = sans objet
answer_none = sans réponse
method_self = auto-évaluation
method_peer = évaluation par des pairs
method_external = évaluation externe
stance_opposes = contre
stance_neutral = neutre
stance_supports = pour
stance_leads = à la manœuvre
plan_open = à faire
plan_started = commencé
plan_blocked = bloqué
plan_done = fait
effort_s = faible
effort_m = moyen
effort_l = élevé
progression_staged = par paliers
progression_independent = indépendants

## Phrases sur un rapport

verdict = { $when ->
    [then] { $team } était au niveau { $level }, { $name }.
   *[now] { $team } est au niveau { $level }, { $name }.
}
verdict_at_least = { $when ->
    [then] { $team } était au moins au niveau { $level }, { $name }.
   *[now] { $team } est au moins au niveau { $level }, { $name }.
}
verdict_open = { $when ->
    [then] { $n ->
        [one] La réponse à une question ouverte aurait pu mener au niveau { $level }.
       *[other] Les réponses à { COUNT($n) } questions ouvertes auraient pu mener au niveau { $level }.
    }
   *[now] { $n ->
        [one] La réponse à une question ouverte pourrait mener au niveau { $level }.
       *[other] Les réponses à { COUNT($n) } questions ouvertes pourraient mener au niveau { $level }.
    }
}
verdict_unrated = { $when ->
    [then] { $team } n’avait pas de niveau : aucune question n’avait de réponse.
   *[now] { $team } n’a pas encore de niveau : aucune question n’a de réponse.
}
no_assessment = { $team } n’a pas encore été évalué.
short_unrated = pas encore évalué
short_provisional = niveau { $level }, { $name } (provisoire, jusqu’à { $up_to })

why_base = Tout le monde commence au niveau { $level }.
why_up_to = { $when ->
    [then] { $n ->
        [one] Le seul KPA jusqu’au niveau { $level } était satisfait.
        [2] Les deux KPA jusqu’au niveau { $level } étaient satisfaits.
       *[other] Les { COUNT($n) } KPA jusqu’au niveau { $level } étaient tous satisfaits.
    }
   *[now] { $n ->
        [one] Le seul KPA jusqu’au niveau { $level } est satisfait.
        [2] Les deux KPA jusqu’au niveau { $level } sont satisfaits.
       *[other] Les { COUNT($n) } KPA jusqu’au niveau { $level } sont tous satisfaits.
    }
}
why_up_to_parts = Parmi les KPA jusqu’au niveau { $level }, { $parts }.
why_needs = { $when ->
    [then] { $n ->
        [one] Le seul KPA qu’exige le niveau { $level } était satisfait.
        [2] Les deux KPA qu’exige le niveau { $level }, prérequis compris, étaient satisfaits.
       *[other] Les { COUNT($n) } KPA qu’exige le niveau { $level }, prérequis compris, étaient tous satisfaits.
    }
   *[now] { $n ->
        [one] Le seul KPA qu’exige le niveau { $level } est satisfait.
        [2] Les deux KPA qu’exige le niveau { $level }, prérequis compris, sont satisfaits.
       *[other] Les { COUNT($n) } KPA qu’exige le niveau { $level }, prérequis compris, sont tous satisfaits.
    }
}
why_needs_parts = { $n ->
    [one] Parmi les KPA qu’exige le niveau { $level }, prérequis compris, { $parts }.
   *[other] Parmi les { COUNT($n) } KPA qu’exige le niveau { $level }, prérequis compris, { $parts }.
}
part_satisfied = { $when ->
    [then] { $n ->
        [one] un était satisfait
       *[other] { COUNT($n) } étaient satisfaits
    }
   *[now] { $n ->
        [one] un est satisfait
       *[other] { COUNT($n) } sont satisfaits
    }
}
part_not_applicable = { $when ->
    [then] { $n ->
        [one] un était sans objet
       *[other] { COUNT($n) } étaient sans objet
    }
   *[now] { $n ->
        [one] un est sans objet
       *[other] { COUNT($n) } sont sans objet
    }
}
part_superseded = { $when ->
    [then] { $n ->
        [one] un était remplacé
       *[other] { COUNT($n) } étaient remplacés
    }
   *[now] { $n ->
        [one] un est remplacé
       *[other] { COUNT($n) } sont remplacés
    }
}

progress_none = { $when ->
    [then] { $of ->
        [one] Le seul KPA du niveau { $level }, { $name }, n’était pas satisfait
        [2] Aucun des deux KPA du niveau { $level }, { $name }, n’était satisfait
       *[other] Aucun des { COUNT($of) } KPA du niveau { $level }, { $name }, n’était satisfait
    }
   *[now] { $of ->
        [one] Le seul KPA du niveau { $level }, { $name }, n’est pas satisfait
        [2] Aucun des deux KPA du niveau { $level }, { $name }, n’est satisfait
       *[other] Aucun des { COUNT($of) } KPA du niveau { $level }, { $name }, n’est satisfait
    }
}
progress_some = { $when ->
    [then] { $met ->
        [one] Un des { COUNT($of) } KPA du niveau { $level }, { $name }, était satisfait
       *[other] { UPPER(COUNT($met)) } des { COUNT($of) } KPA du niveau { $level }, { $name }, étaient satisfaits
    }
   *[now] { $met ->
        [one] Un des { COUNT($of) } KPA du niveau { $level }, { $name }, est satisfait
       *[other] { UPPER(COUNT($met)) } des { COUNT($of) } KPA du niveau { $level }, { $name }, sont satisfaits
    }
}
progress_all = { $when ->
    [then] { $of ->
        [one] Le seul KPA du niveau { $level }, { $name }, était lui-même satisfait
       *[other] Les KPA du niveau { $level }, { $name }, étaient eux-mêmes satisfaits
    }
   *[now] { $of ->
        [one] Le seul KPA du niveau { $level }, { $name }, est lui-même satisfait
       *[other] Les KPA du niveau { $level }, { $name }, sont eux-mêmes satisfaits
    }
}
why_not_needs = { $when ->
    [then] { $n ->
        [one] { $progress } ; il manquait encore { $kpas }.
       *[other] { $progress } ; il manquait encore { $kpas }.
    }
   *[now] { $n ->
        [one] { $progress } ; il manque encore { $kpas }.
       *[other] { $progress } ; il manque encore { $kpas }.
    }
}
why_not_open = { $when ->
    [then] { $progress } ; des questions restaient ouvertes : { $open }.
   *[now] { $progress } ; des questions restent ouvertes : { $open }.
}
why_not_needs_and_open = { $when ->
    [then] { $progress } ; il manquait encore { $kpas }, et des questions restaient ouvertes : { $open }.
   *[now] { $progress } ; il manque encore { $kpas }, et des questions restent ouvertes : { $open }.
}
why_not_single = { $when ->
    [then] Une seule chose manquait au niveau { $level }, { $name } : { $kpa }.
   *[now] Une seule chose manque au niveau { $level }, { $name } : { $kpa }.
}
why_not_single_open = { $when ->
    [then] Le niveau { $level }, { $name }, tenait à { $kpa }, où des questions restaient ouvertes.
   *[now] Le niveau { $level }, { $name }, tient à { $kpa }, où des questions restent ouvertes.
}

proof_base = Tout le monde commence ici.
proof_out_of_scope = Aucun de ses KPA n’est dans le périmètre : il ne bloque ni ne compte.
proof_not_applicable = Tous ses KPA sont sans objet : il ne bloque ni ne compte.
proof_attained = { $when ->
    [then] { $n ->
        [one] Son seul KPA était satisfait.
        [2] Les deux KPA étaient satisfaits.
       *[other] Les { COUNT($n) } KPA étaient tous satisfaits.
    }
   *[now] { $n ->
        [one] Son seul KPA est satisfait.
        [2] Les deux KPA sont satisfaits.
       *[other] Les { COUNT($n) } KPA sont tous satisfaits.
    }
}
proof_attained_with_prerequisites = { $when ->
    [then] Les { COUNT($n) } KPA qu’il exige, prérequis compris, étaient tous satisfaits.
   *[now] Les { COUNT($n) } KPA qu’il exige, prérequis compris, sont tous satisfaits.
}
proof_parts = Parmi ses KPA, { $parts }.
proof_parts_with_prerequisites = Parmi les { COUNT($n) } KPA qu’il exige, prérequis compris, { $parts }.
proof_blocked = Ses propres KPA sont satisfaits, mais aucun niveau ne se saute : le niveau { $level } vient d’abord.
proof_prerequisite = Ses propres KPA sont satisfaits, mais un prérequis manque.
proof_missing = Pas atteint : { $kpas }.
reason = { $kpa } ({ $goals })
reason_alike = { $n ->
    [2] { $kpa } (les deux objectifs : { $answer })
   *[other] { $kpa } (les { COUNT($n) } objectifs : { $answer })
}

missing_nothing = Rien ne manque : c’est le plus haut niveau du modèle.
missing_unrated = { $n ->
    [one] Ce qui manque apparaîtra quand la question du niveau { $level }, { $name }, aura une réponse.
   *[other] Ce qui manque apparaîtra quand les { COUNT($n) } questions du niveau { $level }, { $name }, auront une réponse.
}
missing_in_one = { $n ->
    [one] Un objectif du KPA { $kpa } sépare { $team } du niveau { $level }.
   *[other] { UPPER(COUNT($n)) } objectifs du KPA { $kpa } séparent { $team } du niveau { $level }.
}
missing_in_many = { UPPER(COUNT($n)) } objectifs dans { COUNT($kpas) } KPA séparent { $team } du niveau { $level }.
missing_in_many_nearest = { UPPER(COUNT($n)) } objectifs dans { COUNT($kpas) } KPA séparent { $team } du niveau { $level } ; le plus proche est { $nearest }.
missing_open = { $n ->
    [one] Une question sur le chemin n’a pas encore de réponse.
   *[other] { UPPER(COUNT($n)) } questions sur le chemin n’ont pas encore de réponse.
}
missing_only_open = { $n ->
    [one] Une question sans réponse décide si { $team } est au niveau { $level }.
   *[other] { UPPER(COUNT($n)) } questions sans réponse décident si { $team } est au niveau { $level }.
}
target_exceeded = { $n ->
    [one] Le niveau visé, { $level }, est dépassé d’un niveau.
   *[other] Le niveau visé, { $level }, est dépassé de { COUNT($n) } niveaux.
}
target_reached = Le niveau visé, { $level }, est atteint.
target_is_next = Le niveau { $level } est aussi le niveau visé.
target_on_the_way = Le niveau visé, { $level }, est sur le chemin.
target_needs = { $n ->
    [one] Au niveau visé, { $level }, il manque un KPA.
   *[other] Au niveau visé, { $level }, il manque { COUNT($n) } KPA.
}
target_needs_further = { $n ->
    [one] Au niveau visé, { $level }, il manque un KPA de plus.
   *[other] Au niveau visé, { $level }, il manque { COUNT($n) } KPA de plus.
}
target_last_step = { $n ->
    [one] Le niveau visé, { $parent }, est atteint ; à sa dernière marche, { $level }, il manque un KPA.
   *[other] Le niveau visé, { $parent }, est atteint ; à sa dernière marche, { $level }, il manque { COUNT($n) } KPA.
}

how = { $n ->
    [one] Une étape mène au niveau { $level } : { $kpa }.
   *[other] { UPPER(COUNT($n)) } étapes mènent au niveau { $level } ; la première est { $kpa }.
}
how_past = { $n ->
    [one] Une étape mène au-delà du { $past }, au niveau { $level } : { $kpa }.
   *[other] { UPPER(COUNT($n)) } étapes mènent au-delà du { $past }, au niveau { $level } ; la première est { $kpa }.
}
how_begin = Pour commencer : { $step }
how_unrated = La première étape est de répondre aux questions du niveau { $level }, { $name }.
how_keep = Il reste à tenir le niveau : la prochaine évaluation est due pour le { $date }.
how_strengthen = { $n ->
    [one] Un objectif est suffisant et pourrait être plus solide.
   *[other] { UPPER(COUNT($n)) } objectifs sont suffisants et pourraient être plus solides.
}
stops_nothing_planned = Ni plan ni obstacle ne sont consignés.
stops_nothing = Aucun obstacle n’est consigné.
stops_hidden = Ce livre ne publie pas ce qui arrête ses équipes.
stops_blocked = { $n ->
    [one] Blocage : { $names }.
   *[other] Blocages : { $names }.
}
stops_against = { $n ->
    [one] Opposition : { $names }.
   *[other] Oppositions : { $names }.
}
no_reason_given = Aucune raison n’est donnée.

limit_stale = Le rapport est périmé : une nouvelle évaluation était due pour le { $date }.
limit_provisional = { $n ->
    [one] Une des { COUNT($of) } questions applicables a une réponse : le niveau est donc provisoire.
   *[other] { UPPER(COUNT($n)) } des { COUNT($of) } questions applicables ont une réponse : le niveau est donc provisoire.
}
limit_staged = Compté niveau par niveau, ce serait le niveau { $level }, { $name }.
limit_debt = Sautés en chemin : { $kpas }.

change_rose = Depuis le { $date }, le niveau est monté de { $from } à { $to }.
change_fell = Depuis le { $date }, le niveau est descendu de { $from } à { $to }.
change_stayed = Depuis le { $date }, le niveau est resté à { $to }.
change_incomparable = L’évaluation du { $date } portait sur une autre version du modèle : les deux ne se comparent pas.
change_gained = { $n ->
    [one] Nouvellement satisfait : { $kpas }.
   *[other] Nouvellement satisfaits : { $kpas }.
}
change_lost = { $n ->
    [one] N’est plus satisfait : { $kpas }.
   *[other] Ne sont plus satisfaits : { $kpas }.
}
change_aim = Le prochain niveau n’est plus le même : la progression ne se compare donc pas.
action_assess = Réévaluer : c’était dû pour le { $date }.
action_answer = { $n ->
    [one] Répondre à la question ouverte : elle pourrait changer le niveau.
   *[other] Répondre aux { COUNT($n) } questions ouvertes : elles pourraient changer le niveau.
}

phase_next = Vers le niveau { $level }
phase_target = Ensuite, pour le niveau visé, vers le niveau { $level }

## Phrases sur plusieurs équipes

roll_up = Dans { $who }, toute équipe évaluée est au moins au niveau { $level }, { $name }.
roll_up_median = Dans { $who }, toute équipe évaluée est au moins au niveau { $level }, { $name } ; la médiane est le niveau { $median }.
roll_up_none = { $who } n’a pas encore de rapport qui compte.
left_out = Non comptées : { $parts }.
left_out_unrated = { $n ->
    [one] une équipe non évaluée
   *[other] { COUNT($n) } équipes non évaluées
}
left_out_stale = { $n ->
    [one] une équipe au rapport périmé
   *[other] { COUNT($n) } équipes au rapport périmé
}
left_out_low = Comptées, elles pourraient faire descendre le niveau à { $level }.
left_out_rise = Le niveau n’est monté que parce qu’une équipe n’est plus comptée.
portfolio_stands = { UPPER(COUNT($n)) } équipes sont évaluées selon { $model } : { $parts }.
portfolio_part = { $n ->
    [one] une au niveau { $level }
   *[other] { COUNT($n) } au niveau { $level }
}
portfolio_part_unrated = { $n ->
    [one] une pas encore évaluée
   *[other] { COUNT($n) } pas encore évaluées
}
portfolio_one = Une équipe est évaluée selon { $model } ; elle est au niveau { $level }.
portfolio_unrated = { $n ->
    [one] Une équipe est inscrite pour { $model } ; elle n’est pas encore évaluée.
   *[other] { UPPER(COUNT($n)) } équipes sont inscrites pour { $model } ; aucune n’est encore évaluée.
}
portfolio_empty = Aucune équipe n’a encore été évaluée.

## Phrases sur un domaine de processus clé

kpa_nowhere = Il ne concerne encore aucune équipe.
kpa_one_satisfies = La seule équipe qu’il concerne le satisfait.
kpa_one_does_not = La seule équipe qu’il concerne ne le satisfait pas.
kpa_none = { $of ->
    [2] Aucune des deux équipes qu’il concerne ne le satisfait.
   *[other] Aucune des { COUNT($of) } équipes qu’il concerne ne le satisfait.
}
kpa_some = { $n ->
    [one] Une des { COUNT($of) } équipes qu’il concerne le satisfait.
   *[other] { UPPER(COUNT($n)) } des { COUNT($of) } équipes qu’il concerne le satisfont.
}
kpa_all = { $of ->
    [2] Les deux équipes qu’il concerne le satisfont.
   *[other] Les { COUNT($of) } équipes qu’il concerne le satisfont toutes.
}
kpa_needed = { $n ->
    [one] Une équipe en a besoin pour son prochain niveau.
   *[other] { UPPER(COUNT($n)) } équipes en ont besoin pour leur prochain niveau.
}
kpa_of_model = { $kpa }, un domaine de processus clé (KPA) du modèle { $model }.

## Phrases sur un modèle

model_about = { $model } : niveaux, domaines de processus clés et objectifs.
model_based_on = { $model }. D’après : { $source }
version_named = version { $version }
setting_staged = Dans ce livre, les niveaux se suivent.
setting_independent = Dans ce livre, un niveau peut être atteint avant un niveau inférieur.
setting_na = Dans ce livre, « sans objet » est aussi accepté pour { $kpas }.
setting_age = { $n ->
    [one] Dans ce livre, une réponse est périmée après un jour.
   *[other] Dans ce livre, une réponse est périmée après { $n } jours.
}
setting_target = Le niveau visé de ce livre est { $level }.
rule_goal = Un objectif est satisfait quand la réponse est « { $answer } ».
rule_goal_from = Un objectif est satisfait quand la réponse est « { $answer } » ou mieux.
rule_kpa = Un domaine de processus clé (KPA) est satisfait quand tous ses objectifs applicables le sont.
rule_staged = Un niveau est atteint quand ses KPA et ceux de tous les niveaux inférieurs sont satisfaits ou sans objet : aucun niveau ne se saute.
rule_independent = Un niveau est atteint quand ses KPA et tout ce dont ils dépendent sont satisfaits, sans objet ou remplacés : une équipe peut sauter un niveau, et ce qu’elle a sauté est nommé.
rule_unanswered_blocks = Une question sans réponse laisse son niveau ouvert : le niveau est provisoire.
rule_unanswered_no = Une question sans réponse compte comme la réponse la plus basse.
rule_na_never = « Sans objet » n’est pas accepté comme réponse.
rule_na_for = « Sans objet » n’est accepté que pour { $kpas }, et avec une raison.

## Pages particulières

page_not_found = Page introuvable
page_moved = Cette page a changé d’adresse
print_title = { $book } : impression
print_about = Toutes les équipes et pages du livre « { $book } » sur une seule page.

## levelbook show

progress = Progression
show_progress = { $share } vers { $level }
show_top = plus haut niveau
show_without = Sans évaluation : { $teams }
show_no_assessment = Pas encore d’évaluation.

## Toutes les pages

skip_to_content = Aller au contenu
site = Livre
breadcrumbs = Fil d’Ariane
search = Recherche
dark = Sombre
source = Source
edit_page = Modifier cette page
print_view = Version imprimable
feed = Flux
repository = Dépôt
pages = Pages
on_this_page = Sur cette page
previous_and_next = Page précédente et suivante
next = Suivant
page_of = Page { $n } sur { $of }
pages_of_teams = Pages des équipes
all_teams = Toutes les équipes
not_in_book = Cette page n’est pas dans le livre.
moved_to = Cette page se trouve maintenant ici :

## Le rapport

where_we_are = Où nous en sommes
what_is_missing = Ce qui manque
how_to_get_there = Comment y parvenir
what_stops_us = Ce qui nous arrête
all_other_answers = Toutes les autres réponses
history = Historique
chapters = Chapitres
about = À propos : { $name }
older_report = Un rapport plus ancien, du { $date }.
unit = Unité
product = Produit
of_a_vendor = d’un fournisseur
owner = Responsable
model = Modèle
profile = Profil
assessed = Évaluation
assessed_by = par { $who }
due_again = À refaire pour le
stale = périmé
answered = Réponses
answered_of = { $of ->
    [one] { $n } sur un objectif
   *[other] { $n } sur { $of } objectifs
}
target = Niveau visé
reached = atteint
kpas_missing = { $n ->
    [0] il ne manque aucun KPA
    [one] il manque un KPA
   *[other] il manque { COUNT($n) } KPA
}
no_assessment_yet = Cette équipe n’a pas encore été évaluée. Un fichier avec ses réponses fera de cette page un rapport.
stairs = Escalier des niveaux
levels_and_what_decides = Les niveaux, et ce qui en décide
why_and_by_which = Pourquoi, et par quels KPA
we_are_here = nous sommes ici
next_level_of = prochain, { $n } sur { $of }
target_here = visé
by_dimension = Par dimension
dimension = Dimension
ahead = En avance sur le niveau
ahead_text = Déjà satisfaits, au-dessus du prochain niveau :
debt = Sautés en chemin
debt_text = Non satisfaits, au-dessous du niveau atteint :
strengthen = Suffisant, et pourrait être plus solide
stale_answers = Réponses qui ont vieilli
goal = Objectif
answer = Réponse
note_and_evidence = Note et preuves
lines_are_those_of = Les lignes sont celles de
line = ligne { $n }
would_show_it = Ce qui le montrerait :
level_named = Niveau { $level }
effort = Effort
effort_is = effort { $effort }
usual_owner = responsable habituel
due = pour le { $date }
overdue = en retard
open_goals = { $n ->
    [0] aucun objectif ouvert
    [one] un objectif ouvert
   *[other] { COUNT($n) } objectifs ouverts
}
after = après { $kpas }
blocked = Bloqué :
teams_that_can_help = Équipes qui peuvent aider :
blockers = Obstacles
who_is_for_it = Qui est pour
player = Acteur
stance = Position
who = Qui
note = Note
level_over_time = Le niveau au fil du temps
assessments = Évaluations
standing = État
version_changed = changé
since = Depuis le { $date }
now_satisfied = Désormais satisfaits :
no_longer_satisfied = Ne sont plus satisfaits :
appraisal_record = Procès-verbal de l’évaluation
data_json = Données (JSON)
badge_svg = Badge (SVG)
rise = Hausse
fall = Baisse
narrative = Dans les mots de l’équipe
progress_then = Ensuite
usual_owner_title = Responsable habituel
open_goals_head = Objectifs ouverts
due_head = Échéance
way_to_level = Le chemin vers le niveau { $level }
line_word = ligne

## Étapes et chemins

effect_progress = { $percent } du niveau { $level }
effect_level = niveau { $level }, { $name }
effect_both = niveau { $level }, { $name }, et { $percent } du niveau { $aim }
then = ensuite { $effect }
alone = à elle seule { $effect }
shortest_way = Le plus court chemin vers le niveau { $level } relève { $goals ->
    [one] un objectif
   *[other] { COUNT($goals) } objectifs
} dans { $kpas ->
    [one] un KPA
   *[other] { COUNT($kpas) } KPA
}, environ { $points ->
    [one] un point d’effort
   *[other] { COUNT($points) } points d’effort
}.
shortest_way_instead = Il prend { $kpas } au lieu de { $others }.
shortest_way_without = Il laisse de côté { $others } : ce qui est fait compte aussi pour cela.
shortest_way_inexact = Il en existe peut-être un plus court : plus de KPA peuvent se remplacer que ceux qui sont comparés.
helper_evidence = { $n ->
    [0] aucune preuve
    [one] une preuve
   *[other] { COUNT($n) } preuves
}

## Marques

ink_full = plein
ink_none = rien
ink_na = sans objet
ink_unknown = sans réponse

## Images

met_of = { $met } sur { $of }
met_of_short = { $met }/{ $of }
stairs_next = Niveaux { $first } à { $last } ; du prochain, { $level }, { $met } KPA sur { $of } sont satisfaits.
stairs_top = Le plus haut niveau du modèle.
level_by_dimension = Niveau par dimension
dimension_at_level = { $dimension } au niveau { $level }
level_on_date = { $date } niveau { $level }
steps_in_order = { $n ->
    [one] Une étape : { $steps }.
   *[other] { UPPER(COUNT($n)) } étapes : { $steps }.
}
step_after = { $step } après { $steps }
step = Étape
progress_after_step = Progression ensuite

## Listes d’équipes

figure = { $n }
team = Équipe
teams = Équipes
level = Niveau
levels = Niveaux
units = Unités
units_in = Unités de { $name }
kpa = KPA
kpas = KPA
goals = Objectifs
rated = Évaluées
provisional = Provisoires
unrated = Non évaluées
stale_teams = Périmées
target_missed = Niveau visé manqué
next_percent = Prochain, %
teams_and_kpas = Équipes et KPA
teams_by_level = Équipes par niveau
share_percent = Part, %
picture = Image
vendor = fournisseur
range = Étendue
range_to = { $low } à { $high }
median = Médiane
most_common_gaps = Lacunes les plus fréquentes
teams_that_lack_it = Équipes à qui il manque ensuite
rises_and_falls = Hausses et baisses
moved_from_to = de { $from } à { $to }
needs_attention = Demande de l’attention
changed_or_attention = Demande de l’attention, ou a changé
why_listed = Pourquoi ici
not_assessed_yet = Pas encore évaluées
book_is_empty = Le livre ne contient encore aucune évaluation.
book_is_empty_help = en écrit une avec toutes les questions, prête à être remplie.
models = Modèles
teams_counted = { $n ->
    [0] aucune équipe
    [one] une équipe
   *[other] { COUNT($n) } équipes
}
all_teams_page = Toutes les équipes, page { $n } sur { $of }
unit_page = { $unit }, page { $n } sur { $of }
all_n_teams = Les { $n } équipes
units_and_kpas = Unités et KPA
more_units = { $n ->
    [one] Une autre unité se trouve au-dessous ; sa propre page y mène.
   *[other] { UPPER(COUNT($n)) } autres unités se trouvent au-dessous ; la page de chaque unité nomme les siennes.
}
share_of_teams = La hauteur de l’encre est la part des équipes qui satisfont un KPA.
kpas_by_level = KPA par niveau
no_level = non évaluée
provisional_level = provisoire
missed = manqué
some_of = { $n } sur { $of }
of_them_provisional = dont { $n } provisoires
more_teams = { $n ->
    [one] Et une équipe de plus.
   *[other] Et { COUNT($n) } équipes de plus.
}
teams_of = Équipes : { $name }
page_holds = { $n } des { $of } équipes évaluées selon { $model }, par unité et par rang.
numbers_from_to = { $from }–{ $to }
unit_numbers = { $unit } { $numbers }
unit_itself = { $unit } même
units_from_to = { $first } à { $last }
unit_and_without = { $unit } aux équipes sans unité
without_unit = Sans unité
is_stale = périmée, due pour le { $date }
fell_from_to = descendue de { $from } à { $to }
rose_from_to = montée de { $from } à { $to }
misses_target = manque son niveau visé : { $level }
gained_kpas = nouvellement satisfaits : { $kpas }
assessed_on = évaluée le { $date }
lost_kpas = ne sont plus satisfaits : { $kpas }
reasons_next = { $list } ; { $item }
row_satisfied = satisfaits : { $kpas }
row_unsatisfied = non satisfaits : { $kpas }
row_not_rated = non évalués : { $kpas }
row_superseded = remplacés : { $kpas }
row_not_applicable = sans objet : { $kpas }
row_out_of_scope = hors périmètre : { $kpas }
row_share = { $kpa } { $n } sur { $of }

## Modèles

version = Version
other_versions = Autres versions
portfolio = Vue d’ensemble
levels_and_dimensions = Niveaux et dimensions
levels_and_stages = Niveaux et phases
stage = Phase
stages = Phases
how_a_level_is_decided = Comment un niveau est décidé
settings_of_this_book = Réglages de ce livre
moving_up = Monter d’un niveau
from_to = De { $from } à { $to }
profiles = Profils
asked_of_every_kpa = Demandé pour chaque KPA, jamais compté
about_the_model = À propos du modèle
teams_on_this_level = { $n ->
    [0] aucune équipe à ce niveau
    [one] une équipe à ce niveau
   *[other] { COUNT($n) } équipes à ce niveau
}
everybody_has_this = Tout le monde a ce niveau : il ne demande rien.
purpose = Raison d’être
may_be_not_applicable = peut être sans objet
rating_scale = L’échelle d’évaluation
rating = Réponse
in_answers = Dans les fichiers
value = Valeur
satisfies_a_goal = Satisfait un objectif
yes = oui
no = non
leads = Conduite
sponsor = Parrainage
must_agree = Doivent être d’accord
resistance = Résistance à prévoir
wins = Ce qui convainc
expertise = Compétences
what_changes = Ce qui change
time_it_takes = Durée
cost_once = Coût, une fois
cost_running = Coût, permanent
costs = Coûts
benefits = Bénéfices

## Un domaine de processus clé

level_of_kpa = niveau { $level }
id = Identifiant
roles = Rôles
weight = Poids
weight_is = poids { $weight }
not_applicable = Sans objet
na_allowed = permis, avec une note
na_not_allowed = pas permis
first_step = Première étape :
what_holds = Ce qui est vrai, et la question posée
what_would_show_it = Ce qui le montrerait
before_and_after = Avant et après
depends_on = Dépend de
needed_by = Nécessaire à
may_be_replaced_by = Remplaçable par
replaces = Remplace
how_the_teams_stand = Où en sont les équipes
satisfied = Satisfait
not_satisfied = Non satisfait
not_rated = Non évalué
can_help = Équipes qui peuvent aider
need_it_next = Équipes qui en ont besoin ensuite
by_unit = Par unité
more_about_it = En savoir plus
activities = Activités
also_asked = Aussi demandé, jamais compté
where_it_comes_from = D’où il vient

## La recherche

search_needs_script = La recherche a besoin de JavaScript. Tout se trouve aussi par la liste des équipes.
list_of_teams = Liste des équipes

## Flux et badges

feed_rose = { $team } est passé du niveau { $from } au niveau { $to } ({ $model })
feed_fell = { $team } est descendu du niveau { $from } au niveau { $to } ({ $model })
badge_subject = niveau { $model }
badge_unrated = non évalué
badge_provisional = { $level } (provisoire)
badge_stale = { $level }, périmé

## Scripts

js_all = tous
js_attention = { needs_attention }
js_close = Fermer
js_failed = L’index de recherche n’a pas pu être chargé.
js_hits = { $n ->
    [one] { $n } résultat
   *[other] { $n } résultats
}
js_kpa = { kpa }
js_level = { level }
js_missed = manqué
js_model = { model }
js_more = et { $n } de plus
js_no_hit = Rien trouvé.
js_page = Page
js_provisional = provisoire
js_q = Nom ou unité
js_reached = { reached }
js_reset = Réinitialiser
js_search = Chercher des équipes, des unités, des niveaux, des KPA et des pages
js_section = Section
js_shown = { $n } sur { $all }
js_stale = { stale }
js_team = { team }
js_teams = { $n ->
    [one] { $n } équipe
   *[other] { $n } équipes
}
js_unit = { unit }
js_unrated = non évaluée
js_vendor = { vendor }
