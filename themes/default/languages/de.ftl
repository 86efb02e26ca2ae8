# Die Worte von Levelbook auf Deutsch. en.ftl erklärt die Schreibweise.

## Zahlen, Daten, Listen

number_decimal = ,
number_group = .
percent = { $n }{"\u00A0"}%
count_0 = keine
count_1 = ein
count_2 = zwei
count_3 = drei
count_4 = vier
count_5 = fünf
count_6 = sechs
count_7 = sieben
count_8 = acht
count_9 = neun
count_10 = zehn
count_11 = elf
count_12 = zwölf
month_1 = Januar
month_2 = Februar
month_3 = März
month_4 = April
month_5 = Mai
month_6 = Juni
month_7 = Juli
month_8 = August
month_9 = September
month_10 = Oktober
month_11 = November
month_12 = Dezember
date = { $day }. { $month } { $year }
date_short = { $day2 }.{ $month }.{ $year }
list_comma = ,{" "}
list_next = { $list }, { $item }
list_last = { $list } und { $item }
list_last_apart = { $list } sowie { $item }
list_and = und
list_rest = { COUNT($n) } weitere

## Worte, die allein stehen

level_phrase = Stufe { $level }, { $name }
level_short = Stufe { $level }
status_rated = bewertet
status_provisional = vorläufig
status_unrated = nicht bewertet
state_satisfied = erfüllt
state_unsatisfied = nicht erfüllt
state_unsatisfied_share = nicht erfüllt, { $share }
state_not_rated = nicht bewertet
state_not_rated_share = nicht bewertet, bisher { $share }
state_not_applicable = nicht anwendbar
state_superseded = ersetzt
state_superseded_by = ersetzt durch { $kpa }
state_out_of_scope = außerhalb des Umfangs
answer_label_na = Nicht anwendbar
answer_label_none = Nicht beantwortet
answer_expired = abgelaufen
answer_na = nicht anwendbar
answer_none = nicht beantwortet
method_self = Selbstbewertung
method_peer = Peer-Bewertung
method_external = externe Bewertung
stance_opposes = dagegen
stance_neutral = neutral
stance_supports = dafür
stance_leads = treibt es voran
plan_open = offen
plan_started = begonnen
plan_blocked = blockiert
plan_done = erledigt
effort_s = gering
effort_m = mittel
effort_l = hoch
progression_staged = aufeinander aufbauend
progression_independent = unabhängig voneinander

## Sätze über einen Bericht

verdict = { $when ->
    [then] { $team } stand auf Stufe { $level }, { $name }.
   *[now] { $team } steht auf Stufe { $level }, { $name }.
}
verdict_at_least = { $when ->
    [then] { $team } stand mindestens auf Stufe { $level }, { $name }.
   *[now] { $team } steht mindestens auf Stufe { $level }, { $name }.
}
verdict_open = { $when ->
    [then] { $n ->
        [one] Die Antwort auf eine offene Frage hätte Stufe { $level } daraus machen können.
       *[other] Antworten auf { COUNT($n) } offene Fragen hätten Stufe { $level } daraus machen können.
    }
   *[now] { $n ->
        [one] Die Antwort auf eine offene Frage könnte Stufe { $level } daraus machen.
       *[other] Antworten auf { COUNT($n) } offene Fragen könnten Stufe { $level } daraus machen.
    }
}
verdict_unrated = { $when ->
    [then] { $team } hatte keine Stufe: Keine Frage war beantwortet.
   *[now] { $team } hat noch keine Stufe: Keine Frage ist beantwortet.
}
no_assessment = { $team } ist noch nicht bewertet.
short_unrated = noch nicht bewertet
short_provisional = Stufe { $level }, { $name } (vorläufig, bis { $up_to })

why_base = Auf Stufe { $level } beginnen alle.
why_up_to = { $when ->
    [then] { $n ->
        [one] Das einzige KPA bis Stufe { $level } war erfüllt.
        [2] Beide KPAs bis Stufe { $level } waren erfüllt.
       *[other] Alle { COUNT($n) } KPAs bis Stufe { $level } waren erfüllt.
    }
   *[now] { $n ->
        [one] Das einzige KPA bis Stufe { $level } ist erfüllt.
        [2] Beide KPAs bis Stufe { $level } sind erfüllt.
       *[other] Alle { COUNT($n) } KPAs bis Stufe { $level } sind erfüllt.
    }
}
# $parts fünf erfüllt und eines nicht anwendbar
why_up_to_parts = Die KPAs bis Stufe { $level }: { $parts }.
why_needs = { $when ->
    [then] { $n ->
        [one] Das einzige KPA, das Stufe { $level } verlangt, war erfüllt.
        [2] Beide KPAs, die Stufe { $level } samt Voraussetzungen verlangt, waren erfüllt.
       *[other] Alle { COUNT($n) } KPAs, die Stufe { $level } samt Voraussetzungen verlangt, waren erfüllt.
    }
   *[now] { $n ->
        [one] Das einzige KPA, das Stufe { $level } verlangt, ist erfüllt.
        [2] Beide KPAs, die Stufe { $level } samt Voraussetzungen verlangt, sind erfüllt.
       *[other] Alle { COUNT($n) } KPAs, die Stufe { $level } samt Voraussetzungen verlangt, sind erfüllt.
    }
}
why_needs_parts = { $n ->
    [one] Das KPA, das Stufe { $level } verlangt: { $parts }.
   *[other] Die { COUNT($n) } KPAs, die Stufe { $level } samt Voraussetzungen verlangt: { $parts }.
}
part_satisfied = { $n ->
    [one] eines erfüllt
   *[other] { COUNT($n) } erfüllt
}
part_not_applicable = { $n ->
    [one] eines nicht anwendbar
   *[other] { COUNT($n) } nicht anwendbar
}
part_superseded = { $n ->
    [one] eines ersetzt
   *[other] { COUNT($n) } ersetzt
}

progress_none = { $when ->
    [then] { $of ->
        [one] Das einzige KPA von Stufe { $level }, { $name }, war nicht erfüllt
        [2] Keines der beiden KPAs von Stufe { $level }, { $name }, war erfüllt
       *[other] Keines der { COUNT($of) } KPAs von Stufe { $level }, { $name }, war erfüllt
    }
   *[now] { $of ->
        [one] Das einzige KPA von Stufe { $level }, { $name }, ist nicht erfüllt
        [2] Keines der beiden KPAs von Stufe { $level }, { $name }, ist erfüllt
       *[other] Keines der { COUNT($of) } KPAs von Stufe { $level }, { $name }, ist erfüllt
    }
}
progress_some = { $when ->
    [then] { $met ->
        [one] Eines der { $of ->
            [2] beiden
           *[other] { COUNT($of) }
        } KPAs von Stufe { $level }, { $name }, war erfüllt
       *[other] { UPPER(COUNT($met)) } der { COUNT($of) } KPAs von Stufe { $level }, { $name }, waren erfüllt
    }
   *[now] { $met ->
        [one] Eines der { $of ->
            [2] beiden
           *[other] { COUNT($of) }
        } KPAs von Stufe { $level }, { $name }, ist erfüllt
       *[other] { UPPER(COUNT($met)) } der { COUNT($of) } KPAs von Stufe { $level }, { $name }, sind erfüllt
    }
}
progress_all = { $when ->
    [then] { $of ->
        [one] Das einzige KPA von Stufe { $level }, { $name }, war selbst erfüllt
       *[other] Die KPAs von Stufe { $level }, { $name }, waren selbst erfüllt
    }
   *[now] { $of ->
        [one] Das einzige KPA von Stufe { $level }, { $name }, ist selbst erfüllt
       *[other] Die KPAs von Stufe { $level }, { $name }, sind selbst erfüllt
    }
}
why_not_needs = { $when ->
    [then] { $n ->
        [one] { $progress }; es fehlte noch { $kpas }.
       *[other] { $progress }; es fehlten noch { $kpas }.
    }
   *[now] { $n ->
        [one] { $progress }; es fehlt noch { $kpas }.
       *[other] { $progress }; es fehlen noch { $kpas }.
    }
}
why_not_open = { $when ->
    [then] { $progress }; zu { $open } waren Fragen offen.
   *[now] { $progress }; zu { $open } sind Fragen offen.
}
why_not_needs_and_open = { $when ->
    [then] { $n ->
        [one] { $progress }; es fehlte noch { $kpas }, und zu { $open } waren Fragen offen.
       *[other] { $progress }; es fehlten noch { $kpas }, und zu { $open } waren Fragen offen.
    }
   *[now] { $n ->
        [one] { $progress }; es fehlt noch { $kpas }, und zu { $open } sind Fragen offen.
       *[other] { $progress }; es fehlen noch { $kpas }, und zu { $open } sind Fragen offen.
    }
}
why_not_single = { $when ->
    [then] Zu Stufe { $level }, { $name }, fehlte noch eines: { $kpa }.
   *[now] Zu Stufe { $level }, { $name }, fehlt noch eines: { $kpa }.
}
why_not_single_open = { $when ->
    [then] Stufe { $level }, { $name }, hing an { $kpa }: Dort waren Fragen offen.
   *[now] Stufe { $level }, { $name }, hängt an { $kpa }: Dort sind Fragen offen.
}

proof_base = Hier beginnen alle.
proof_out_of_scope = Keines ihrer KPAs gehört zum Umfang; sie hält weder auf noch zählt sie.
proof_not_applicable = Keines ihrer KPAs ist anwendbar; sie hält weder auf noch zählt sie.
proof_attained = { $when ->
    [then] { $n ->
        [one] Ihr einziges KPA war erfüllt.
        [2] Beide KPAs waren erfüllt.
       *[other] Alle { COUNT($n) } KPAs waren erfüllt.
    }
   *[now] { $n ->
        [one] Ihr einziges KPA ist erfüllt.
        [2] Beide KPAs sind erfüllt.
       *[other] Alle { COUNT($n) } KPAs sind erfüllt.
    }
}
proof_attained_with_prerequisites = { $when ->
    [then] { $n ->
        [2] Beide KPAs, die sie samt Voraussetzungen verlangt, waren erfüllt.
       *[other] Alle { COUNT($n) } KPAs, die sie samt Voraussetzungen verlangt, waren erfüllt.
    }
   *[now] { $n ->
        [2] Beide KPAs, die sie samt Voraussetzungen verlangt, sind erfüllt.
       *[other] Alle { COUNT($n) } KPAs, die sie samt Voraussetzungen verlangt, sind erfüllt.
    }
}
proof_parts = Ihre KPAs: { $parts }.
proof_parts_with_prerequisites = Die { COUNT($n) } KPAs, die sie samt Voraussetzungen verlangt: { $parts }.
proof_blocked = Ihre eigenen KPAs sind erfüllt, doch keine Stufe lässt sich überspringen: Zuerst kommt Stufe { $level }.
proof_prerequisite = Ihre eigenen KPAs sind erfüllt, doch eine Voraussetzung fehlt.
proof_missing = Nicht erreicht: { $kpas }.
reason = { $kpa } ({ $goals })
reason_alike = { $n ->
    [2] { $kpa } (beide Ziele { $answer })
   *[other] { $kpa } (alle { COUNT($n) } Ziele { $answer })
}

missing_nothing = Nichts fehlt: Dies ist die höchste Stufe des Modells.
missing_unrated = { $n ->
    [one] Was fehlt, zeigt sich, wenn die Frage zu Stufe { $level }, { $name }, beantwortet ist.
   *[other] Was fehlt, zeigt sich, wenn die { COUNT($n) } Fragen zu Stufe { $level }, { $name }, beantwortet sind.
}
missing_in_one = { $n ->
    [one] Ein Ziel von { $kpa } trennt { $team } von Stufe { $level }.
   *[other] { UPPER(COUNT($n)) } Ziele von { $kpa } trennen { $team } von Stufe { $level }.
}
missing_in_many = { UPPER(COUNT($n)) } Ziele in { COUNT($kpas) } KPAs trennen { $team } von Stufe { $level }.
missing_in_many_nearest = { UPPER(COUNT($n)) } Ziele in { COUNT($kpas) } KPAs trennen { $team } von Stufe { $level }; am nächsten liegt { $nearest }.
missing_open = { $n ->
    [one] Eine Frage auf dem Weg ist noch ohne Antwort.
   *[other] { UPPER(COUNT($n)) } Fragen auf dem Weg sind noch ohne Antwort.
}
missing_only_open = { $n ->
    [one] Eine Frage ohne Antwort entscheidet, ob { $team } auf Stufe { $level } steht.
   *[other] { UPPER(COUNT($n)) } Fragen ohne Antwort entscheiden, ob { $team } auf Stufe { $level } steht.
}
target_exceeded = { $n ->
    [one] Die Zielstufe { $level } ist um eine Stufe übertroffen.
   *[other] Die Zielstufe { $level } ist um { COUNT($n) } Stufen übertroffen.
}
target_reached = Die Zielstufe { $level } ist erreicht.
target_is_next = Stufe { $level } ist auch die Zielstufe.
target_on_the_way = Die Zielstufe { $level } liegt auf dem Weg.
target_needs = { $n ->
    [one] Zur Zielstufe { $level } fehlt ein KPA.
   *[other] Zur Zielstufe { $level } fehlen { COUNT($n) } KPAs.
}
target_needs_further = { $n ->
    [one] Zur Zielstufe { $level } fehlt ein weiteres KPA.
   *[other] Zur Zielstufe { $level } fehlen { COUNT($n) } weitere KPAs.
}
target_last_step = { $n ->
    [one] Die Zielstufe { $parent } ist erreicht; zu ihrem letzten Schritt, Stufe { $level }, fehlt ein KPA.
   *[other] Die Zielstufe { $parent } ist erreicht; zu ihrem letzten Schritt, Stufe { $level }, fehlen { COUNT($n) } KPAs.
}

how = { $n ->
    [one] Ein Schritt führt auf Stufe { $level }: { $kpa }.
   *[other] { UPPER(COUNT($n)) } Schritte führen auf Stufe { $level }; der erste ist { $kpa }.
}
how_past = { $n ->
    [one] Ein Schritt führt über { $past } hinaus auf Stufe { $level }: { $kpa }.
   *[other] { UPPER(COUNT($n)) } Schritte führen über { $past } hinaus auf Stufe { $level }; der erste ist { $kpa }.
}
how_begin = Zum Einstieg: { $step }
how_unrated = Der erste Schritt ist, die Fragen zu Stufe { $level }, { $name }, zu beantworten.
how_keep = Es bleibt, die Stufe zu halten: Die nächste Bewertung ist bis zum { $date } fällig.
how_strengthen = { $n ->
    [one] Ein Ziel ist gut genug und könnte stärker sein.
   *[other] { UPPER(COUNT($n)) } Ziele sind gut genug und könnten stärker sein.
}
stops_nothing_planned = Weder ein Plan noch ein Hindernis ist verzeichnet.
stops_nothing = Kein Hindernis ist verzeichnet.
stops_hidden = Was seine Teams aufhält, veröffentlicht dieses Buch nicht.
stops_blocked = { $n ->
    [one] { $names } ist blockiert.
   *[other] { $names } sind blockiert.
}
stops_against = { $n ->
    [one] { $names } ist gegen den Schritt.
   *[other] { $names } sind gegen den Schritt.
}
no_reason_given = Ein Grund ist nicht angegeben.

limit_stale = Der Bericht ist veraltet: Eine neue Bewertung war bis zum { $date } fällig.
limit_provisional = { $n ->
    [one] Eine der { COUNT($of) } anwendbaren Fragen ist beantwortet; die Stufe ist darum vorläufig.
   *[other] { UPPER(COUNT($n)) } der { COUNT($of) } anwendbaren Fragen sind beantwortet; die Stufe ist darum vorläufig.
}
limit_staged = Stufe um Stufe gezählt wäre es Stufe { $level }, { $name }.
limit_debt = Auf dem Weg übersprungen: { $kpas }.

change_rose = Seit dem { $date } ist die Stufe von { $from } auf { $to } gestiegen.
change_fell = Seit dem { $date } ist die Stufe von { $from } auf { $to } gefallen.
change_stayed = Seit dem { $date } ist es bei Stufe { $to } geblieben.
change_incomparable = Die Bewertung vom { $date } galt einer anderen Version des Modells; die beiden lassen sich nicht vergleichen.
change_gained = Neu erfüllt: { $kpas }.
change_lost = Nicht mehr erfüllt: { $kpas }.
change_aim = Die nächste Stufe ist eine andere als zuvor; der Fortschritt lässt sich darum nicht vergleichen.
action_assess = Neu bewerten: Das war bis zum { $date } fällig.
action_answer = { $n ->
    [one] Die offene Frage beantworten: Sie könnte die Stufe ändern.
   *[other] Die { COUNT($n) } offenen Fragen beantworten: Sie könnten die Stufe ändern.
}

phase_next = Zu Stufe { $level }
phase_target = Danach, für die Zielstufe, zu Stufe { $level }

## Sätze über viele Teams

roll_up = Jedes bewertete Team von { $who } steht mindestens auf Stufe { $level }, { $name }.
roll_up_median = Jedes bewertete Team von { $who } steht mindestens auf Stufe { $level }, { $name }; der Median ist Stufe { $median }.
roll_up_none = { $who } hat noch keinen Bericht, der zählt.
left_out = Nicht mitgezählt: { $parts }.
left_out_unrated = { $n ->
    [one] ein Team ohne Bewertung
   *[other] { COUNT($n) } Teams ohne Bewertung
}
left_out_stale = { $n ->
    [one] ein Team mit veraltetem Bericht
   *[other] { COUNT($n) } Teams mit veralteten Berichten
}
left_out_low = Mitgezählt könnten sie die Stufe auf { $level } senken.
left_out_rise = Die Stufe ist nur gestiegen, weil ein Team nicht mehr mitzählt.
portfolio_stands = { UPPER(COUNT($n)) } Teams sind nach { $model } bewertet: { $parts }.
portfolio_part = { $n ->
    [one] eines auf Stufe { $level }
   *[other] { COUNT($n) } auf Stufe { $level }
}
portfolio_part_unrated = { $n ->
    [one] eines noch nicht bewertet
   *[other] { COUNT($n) } noch nicht bewertet
}
portfolio_one = Ein Team ist nach { $model } bewertet und steht auf Stufe { $level }.
portfolio_unrated = { $n ->
    [one] Ein Team ist für { $model } verzeichnet; es ist noch nicht bewertet.
   *[other] { UPPER(COUNT($n)) } Teams sind für { $model } verzeichnet; keines ist bewertet.
}
portfolio_empty = Noch kein Team ist bewertet.

## Sätze über ein Schlüsselprozessgebiet

kpa_nowhere = Es ist noch bei keinem Team anwendbar.
kpa_one_satisfies = Das eine Team, bei dem es anwendbar ist, erfüllt es.
kpa_one_does_not = Das eine Team, bei dem es anwendbar ist, erfüllt es nicht.
kpa_none = { $of ->
    [2] Keines der beiden Teams, bei denen es anwendbar ist, erfüllt es.
   *[other] Keines der { COUNT($of) } Teams, bei denen es anwendbar ist, erfüllt es.
}
kpa_some = { $n ->
    [one] Eines der { COUNT($of) } Teams, bei denen es anwendbar ist, erfüllt es.
   *[other] { UPPER(COUNT($n)) } der { COUNT($of) } Teams, bei denen es anwendbar ist, erfüllen es.
}
kpa_all = { $of ->
    [2] Beide Teams, bei denen es anwendbar ist, erfüllen es.
   *[other] Alle { COUNT($of) } Teams, bei denen es anwendbar ist, erfüllen es.
}
kpa_needed = { $n ->
    [one] Ein Team braucht es für die nächste Stufe.
   *[other] { UPPER(COUNT($n)) } Teams brauchen es für die nächste Stufe.
}
kpa_of_model = { $kpa }, ein Schlüsselprozessgebiet (KPA) von { $model }.

## Sätze über ein Modell

model_about = { $model }: Stufen, Schlüsselprozessgebiete und Ziele.
model_based_on = { $model }. Nach: { $source }
version_named = Version { $version }
setting_staged = In diesem Buch bauen die Stufen aufeinander auf.
setting_independent = In diesem Buch kann eine Stufe vor einer niedrigeren erreicht werden.
setting_na = In diesem Buch gilt „nicht anwendbar“ auch für { $kpas }.
setting_age = { $n ->
    [one] In diesem Buch ist eine Antwort nach einem Tag veraltet.
   *[other] In diesem Buch ist eine Antwort nach { $n } Tagen veraltet.
}
setting_target = Die Zielstufe dieses Buches ist { $level }.
rule_goal = Ein Ziel ist erfüllt, wenn die Antwort „{ $answer }“ lautet.
rule_goal_from = Ein Ziel ist erfüllt, wenn die Antwort „{ $answer }“ oder besser lautet.
rule_kpa = Ein Schlüsselprozessgebiet (KPA) ist erfüllt, wenn alle anwendbaren Ziele erfüllt sind.
rule_staged = Eine Stufe ist erreicht, wenn ihre KPAs und die aller niedrigeren Stufen erfüllt oder nicht anwendbar sind: Stufen lassen sich nicht überspringen.
rule_independent = Eine Stufe ist erreicht, wenn ihre KPAs und alles, wovon sie abhängen, erfüllt, nicht anwendbar oder ersetzt sind: Ein Team kann eine Stufe überspringen; was es ausgelassen hat, wird genannt.
rule_unanswered_blocks = Eine Frage ohne Antwort lässt ihre Stufe offen: Die Stufe ist vorläufig.
rule_unanswered_no = Eine Frage ohne Antwort zählt wie die niedrigste Antwort.
rule_na_never = „Nicht anwendbar“ gilt nicht als Antwort.
rule_na_for = „Nicht anwendbar“ gilt nur für { $kpas }, und nur mit Begründung.

## Eigene Seiten

page_not_found = Seite nicht gefunden
page_moved = Diese Seite ist umgezogen
print_title = { $book }: Druck
print_about = Alle Teams und Seiten von { $book } auf einer Seite.

## levelbook show

progress = Fortschritt
show_progress = { $share } bis { $level }
show_top = höchste Stufe
show_without = Ohne Bewertung: { $teams }
show_no_assessment = Noch keine Bewertung.

## Jede Seite

skip_to_content = Zum Inhalt
site = Buch
breadcrumbs = Pfad
search = Suche
dark = Dunkel
source = Quelle
edit_page = Diese Seite bearbeiten
print_view = Druckansicht
feed = Feed
repository = Repository
pages = Seiten
on_this_page = Auf dieser Seite
previous_and_next = Vorige und nächste Seite
next = Nächste
page_of = Seite { $n } von { $of }
pages_of_teams = Seiten der Teams
all_teams = Alle Teams
not_in_book = Diese Seite steht nicht im Buch.
moved_to = Diese Seite ist umgezogen nach

## Der Bericht

where_we_are = Wo wir stehen
what_is_missing = Was fehlt
how_to_get_there = Wie wir hinkommen
what_stops_us = Was uns aufhält
all_other_answers = Alle anderen Antworten
history = Verlauf
chapters = Kapitel
about = Über { $name }
older_report = Ein älterer Bericht, Stand { $date }.
unit = Einheit
product = Produkt
of_a_vendor = eines Anbieters
owner = Zuständig
model = Modell
profile = Profil
assessed = Bewertet
assessed_by = durch { $who }
due_again = Wieder fällig
stale = veraltet
answered = Beantwortet
answered_of = { $of ->
    [one] { $n } von einem Ziel
   *[other] { $n } von { $of } Zielen
}
target = Zielstufe
reached = erreicht
kpas_missing = { $n ->
    [one] ein KPA fehlt
   *[other] { COUNT($n) } KPAs fehlen
}
no_assessment_yet = Dieses Team ist noch nicht bewertet. Eine Datei mit seinen Antworten macht aus dieser Seite einen Bericht.
stairs = Treppe der Stufen
levels_and_what_decides = Die Stufen, und was über sie entscheidet
why_and_by_which = Warum, und durch welche KPAs
we_are_here = hier stehen wir
next_level_of = als Nächstes, { $n } von { $of }
target_here = Zielstufe
by_dimension = Nach Dimension
dimension = Dimension
ahead = Der Stufe voraus
ahead_text = Schon erfüllt, oberhalb der nächsten Stufe:
debt = Auf dem Weg übersprungen
debt_text = Nicht erfüllt, unterhalb der erreichten Stufe:
strengthen = Gut genug, und könnte stärker sein
stale_answers = Alt gewordene Antworten
goal = Ziel
answer = Antwort
note_and_evidence = Anmerkung und Nachweis
lines_are_those_of = Zeilen beziehen sich auf
line = Zeile { $n }
would_show_it = Das würde es zeigen:
level_named = Stufe { $level }
effort = Aufwand
effort_is = Aufwand { $effort }
usual_owner = üblicherweise zuständig
due = fällig am { $date }
overdue = überfällig
open_goals = { $n ->
    [0] keine offenen Ziele
    [one] ein offenes Ziel
   *[other] { COUNT($n) } offene Ziele
}
after = nach { $kpas }
blocked = Blockiert:
teams_that_can_help = Teams, die helfen können:
blockers = Hindernisse
who_is_for_it = Wer dafür ist
player = Beteiligte
stance = Haltung
who = Wer
note = Anmerkung
level_over_time = Stufe im Lauf der Zeit
assessments = Bewertungen
standing = Stand
version_changed = geändert
since = Seit dem { $date }
now_satisfied = Jetzt erfüllt:
no_longer_satisfied = Nicht mehr erfüllt:
appraisal_record = Protokoll der Begutachtung
data_json = Daten (JSON)
badge_svg = Plakette (SVG)
rise = Anstieg
fall = Rückgang
narrative = In den Worten des Teams
progress_then = Danach
usual_owner_title = Üblicherweise zuständig
open_goals_head = Offene Ziele
due_head = Fällig
way_to_level = Der Weg zu Stufe { $level }
line_word = Zeile

## Schritte und Wege

effect_progress = { $percent } von Stufe { $level }
effect_level = Stufe { $level }, { $name }
effect_both = Stufe { $level }, { $name }, und { $percent } von Stufe { $aim }
then = danach { $effect }
alone = für sich allein { $effect }
shortest_way = Der kürzeste Weg zu Stufe { $level } hebt { $goals ->
    [one] ein Ziel
   *[other] { COUNT($goals) } Ziele
} in { $kpas ->
    [one] einem KPA
   *[other] { COUNT($kpas) } KPAs
}, etwa { $points ->
    [one] ein Aufwandspunkt
   *[other] { COUNT($points) } Aufwandspunkte
}.
shortest_way_instead = Er nimmt { $kpas } anstelle von { $others }.
shortest_way_without = Er lässt { $others } aus: Was getan wird, zählt auch dafür.
shortest_way_inexact = Vielleicht gibt es einen kürzeren: Mehr KPAs können einander ersetzen, als gegeneinander abgewogen werden.
helper_evidence = { $n ->
    [one] ein Nachweis
   *[other] { COUNT($n) } Nachweise
}

## Marken

ink_full = voll
ink_none = nichts
ink_na = nicht anwendbar
ink_unknown = nicht beantwortet

## Bilder

met_of = { $met } von { $of }
met_of_short = { $met }/{ $of }
stairs_next = Stufen { $first } bis { $last }; von der nächsten, { $level }, sind { $met } von { $of } KPAs erfüllt.
stairs_top = Die höchste Stufe des Modells.
level_by_dimension = Stufe nach Dimension
dimension_at_level = { $dimension } auf Stufe { $level }
level_on_date = { $date } Stufe { $level }
steps_in_order = { $n ->
    [one] Ein Schritt: { $steps }.
   *[other] { UPPER(COUNT($n)) } Schritte: { $steps }.
}
step_after = { $step } nach { $steps }
step = Schritt
progress_after_step = Fortschritt danach

## Listen von Teams

figure = { $n }
team = Team
teams = Teams
level = Stufe
levels = Stufen
units = Einheiten
units_in = Einheiten in { $name }
kpa = KPA
kpas = KPAs
goals = Ziele
rated = Bewertet
provisional = Vorläufig
unrated = Nicht bewertet
stale_teams = Veraltet
target_missed = Zielstufe verfehlt
next_percent = Nächste, %
teams_and_kpas = Teams und KPAs
teams_by_level = Teams nach Stufe
share_percent = Anteil, %
picture = Bild
vendor = Anbieter
range = Spanne
range_to = { $low } bis { $high }
median = Median
most_common_gaps = Häufigste Lücken
teams_that_lack_it = Teams, denen es als Nächstes fehlt
rises_and_falls = Auf und ab
moved_from_to = von { $from } auf { $to }
needs_attention = Braucht Aufmerksamkeit
changed_or_attention = Braucht Aufmerksamkeit oder hat sich verändert
why_listed = Warum hier
not_assessed_yet = Noch nicht bewertet
book_is_empty = Das Buch enthält noch keine Bewertung.
book_is_empty_help = schreibt eine mit allen Fragen, bereit zum Beantworten.
models = Modelle
teams_counted = { $n ->
    [one] ein Team
   *[other] { COUNT($n) } Teams
}
all_teams_page = Alle Teams, Seite { $n } von { $of }
unit_page = { $unit }, Seite { $n } von { $of }
all_n_teams = Alle { $n } Teams
units_and_kpas = Einheiten und KPAs
more_units = { $n ->
    [one] Eine weitere Einheit liegt darunter; deren eigene Seite führt zu ihr.
   *[other] { UPPER(COUNT($n)) } weitere Einheiten liegen darunter; die Seite jeder Einheit nennt die ihren.
}
share_of_teams = Die Höhe der Tinte ist der Anteil der Teams, die ein KPA erfüllen.
kpas_by_level = KPAs nach Stufe
no_level = nicht bewertet
provisional_level = vorläufig
missed = verfehlt
some_of = { $n } von { $of }
of_them_provisional = davon { $n } vorläufig
more_teams = { $n ->
    [one] Und ein weiteres Team.
   *[other] Und { COUNT($n) } weitere Teams.
}
teams_of = Teams: { $name }
page_holds = { $n } der { $of } Teams, die nach { $model } bewertet sind, nach Einheit und Rang.
numbers_from_to = { $from }–{ $to }
unit_numbers = { $unit } { $numbers }
unit_itself = { $unit } selbst
units_from_to = { $first } bis { $last }
unit_and_without = { $unit } bis Teams ohne Einheit
without_unit = Ohne Einheit
is_stale = veraltet, war bis zum { $date } fällig
fell_from_to = von { $from } auf { $to } gefallen
rose_from_to = von { $from } auf { $to } gestiegen
misses_target = verfehlt die Zielstufe: { $level }
gained_kpas = neu erfüllt: { $kpas }
assessed_on = bewertet am { $date }
lost_kpas = nicht mehr erfüllt: { $kpas }
reasons_next = { $list }; { $item }
row_satisfied = erfüllt: { $kpas }
row_unsatisfied = nicht erfüllt: { $kpas }
row_not_rated = nicht bewertet: { $kpas }
row_superseded = ersetzt: { $kpas }
row_not_applicable = nicht anwendbar: { $kpas }
row_out_of_scope = außerhalb des Umfangs: { $kpas }
row_share = { $kpa } { $n } von { $of }

## Modelle

version = Version
other_versions = Andere Versionen
portfolio = Übersicht
levels_and_dimensions = Stufen und Dimensionen
levels_and_stages = Stufen und Phasen
stage = Phase
stages = Phasen
how_a_level_is_decided = Wie über eine Stufe entschieden wird
settings_of_this_book = Einstellungen dieses Buches
moving_up = Der Schritt nach oben
from_to = Von { $from } auf { $to }
profiles = Profile
asked_of_every_kpa = Zu jedem KPA gefragt, nie gezählt
about_the_model = Über das Modell
teams_on_this_level = { $n ->
    [one] ein Team auf dieser Stufe
   *[other] { COUNT($n) } Teams auf dieser Stufe
}
everybody_has_this = Diese Stufe haben alle: Sie verlangt nichts.
purpose = Zweck
may_be_not_applicable = kann nicht anwendbar sein
rating_scale = Die Bewertungsskala
rating = Bewertung
in_answers = In Antworten
value = Wert
satisfies_a_goal = Erfüllt ein Ziel
yes = ja
no = nein
leads = Führung
sponsor = Fürsprache
must_agree = Zustimmen müssen
resistance = Zu erwartender Widerstand
wins = Was überzeugt
expertise = Fachwissen
what_changes = Was sich ändert
time_it_takes = Dauer
cost_once = Kosten, einmalig
cost_running = Kosten, laufend
costs = Kosten
benefits = Nutzen

## Ein Schlüsselprozessgebiet

level_of_kpa = Stufe { $level }
id = Kürzel
roles = Rollen
weight = Gewicht
weight_is = Gewicht { $weight }
not_applicable = Nicht anwendbar
na_allowed = erlaubt, mit Anmerkung
na_not_allowed = nicht erlaubt
first_step = Erster Schritt:
what_holds = Was gilt, und wie danach gefragt wird
what_would_show_it = Was es zeigen würde
before_and_after = Davor und danach
depends_on = Hängt ab von
needed_by = Nötig für
may_be_replaced_by = Ersetzbar durch
replaces = Ersetzt
how_the_teams_stand = Wie die Teams dastehen
satisfied = Erfüllt
not_satisfied = Nicht erfüllt
not_rated = Nicht bewertet
can_help = Teams, die helfen können
need_it_next = Teams, die es als Nächstes brauchen
by_unit = Nach Einheit
more_about_it = Mehr dazu
activities = Tätigkeiten
also_asked = Auch gefragt, nie gezählt
where_it_comes_from = Woher es kommt

## Die Suche

search_needs_script = Die Suche braucht JavaScript. Alles ist auch über die Liste der Teams zu finden.
list_of_teams = Liste der Teams

## Feed und Plaketten

feed_rose = { $team } ist von Stufe { $from } auf Stufe { $to } gestiegen ({ $model })
feed_fell = { $team } ist von Stufe { $from } auf Stufe { $to } gefallen ({ $model })
badge_subject = Reifegrad { $model }
badge_unrated = nicht bewertet
badge_provisional = { $level } (vorläufig)
badge_stale = { $level }, veraltet

## Skripte

js_all = alle
js_attention = { needs_attention }
js_close = Schließen
js_failed = Das Suchverzeichnis konnte nicht geladen werden.
js_hits = { $n ->
    [one] { $n } Treffer
   *[other] { $n } Treffer
}
js_kpa = { kpa }
js_level = { level }
js_missed = verfehlt
js_model = { model }
js_more = und { $n } weitere
js_no_hit = Nichts gefunden.
js_page = Seite
js_provisional = vorläufig
js_q = Name oder Einheit
js_reached = { reached }
js_reset = Zurücksetzen
js_search = Suche nach Teams, Einheiten, Stufen, KPAs und Seiten
js_section = Abschnitt
js_shown = { $n } von { $all }
js_stale = { stale }
js_team = { team }
js_teams = { $n ->
    [one] { $n } Team
   *[other] { $n } Teams
}
js_unit = { unit }
js_unrated = nicht bewertet
js_vendor = { vendor }
