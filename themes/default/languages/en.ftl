# The words of Levelbook in English. The syntax is that of Fluent (https://projectfluent.org).
#
# A theme of yours overrides single messages in themes/NAME/languages/en.ftl; what it does not hold
# stays as it is here. Templates write {{ t.levels }} for a message that is told nothing, and
# {{ say(key="page_of", n=2, of=9) }} for one that is.
#
#   { $n }            what the message is told
#   { COUNT($n) }     a number in words up to twelve
#   { UPPER(…) }      with its first letter in upper case
#   { $n -> [one] … *[other] … }   singular and plural

## Numbers, dates, lists

number_decimal = .
number_group = ,
percent = { $n }%
count_0 = no
count_1 = one
count_2 = two
count_3 = three
count_4 = four
count_5 = five
count_6 = six
count_7 = seven
count_8 = eight
count_9 = nine
count_10 = ten
count_11 = eleven
count_12 = twelve
month_1 = January
month_2 = February
month_3 = March
month_4 = April
month_5 = May
month_6 = June
month_7 = July
month_8 = August
month_9 = September
month_10 = October
month_11 = November
month_12 = December
# day 1, day2 01, month July, year 2026
date = { $day } { $month } { $year }
# For tables; month 07.
date_short = { $year }-{ $month }-{ $day2 }
list_comma = ,{" "}
list_next = { $list }, { $item }
list_last = { $list } and { $item }
# Where a name holds the word below.
list_last_apart = { $list }, and { $item }
list_and = and
list_rest = { COUNT($n) } more

## Words that stand alone

level_phrase = level { $level }, { $name }
level_short = level { $level }
status_rated = rated
status_provisional = provisional
status_unrated = not rated
state_satisfied = satisfied
state_unsatisfied = not satisfied
# $share 67%
state_unsatisfied_share = not satisfied, { $share }
state_not_rated = not rated
state_not_rated_share = not rated, { $share } so far
state_not_applicable = not applicable
state_superseded = superseded
state_superseded_by = superseded by { $kpa }
state_out_of_scope = out of scope
answer_label_na = Not applicable
answer_label_none = Not answered
answer_expired = expired
answer_na = n/a
answer_none = not answered
method_self = self-assessed
method_peer = peer-assessed
method_external = externally assessed
stance_opposes = opposes
stance_neutral = neutral
stance_supports = supports
stance_leads = leads
plan_open = open
plan_started = started
plan_blocked = blocked
plan_done = done
effort_s = small
effort_m = medium
effort_l = large
progression_staged = staged
progression_independent = independent

## Sentences about a report
# $when is `then` in an older report, else `now`; $level is the level's id and $name its name.

verdict = { $when ->
    [then] { $team } was at level { $level }, { $name }.
   *[now] { $team } is at level { $level }, { $name }.
}
verdict_at_least = { $when ->
    [then] { $team } was at least at level { $level }, { $name }.
   *[now] { $team } is at least at level { $level }, { $name }.
}
# Follows verdict_at_least.
verdict_open = { $when ->
    [then] { $n ->
        [one] The answer to one open question could have raised it to level { $level }.
       *[other] Answers to { COUNT($n) } open questions could have raised it to level { $level }.
    }
   *[now] { $n ->
        [one] The answer to one open question could raise it to level { $level }.
       *[other] Answers to { COUNT($n) } open questions could raise it to level { $level }.
    }
}
verdict_unrated = { $when ->
    [then] { $team } had no level: no question was answered.
   *[now] { $team } has no level yet: no question is answered.
}
no_assessment = { $team } has no assessment yet.
short_unrated = not rated yet
short_provisional = level { $level }, { $name } (provisional, up to { $up_to })

why_base = Level { $level } is where everybody starts.
why_up_to = { $when ->
    [then] { $n ->
        [one] The only KPA up to level { $level } was satisfied.
        [2] Both KPAs up to level { $level } were satisfied.
       *[other] All { COUNT($n) } KPAs up to level { $level } were satisfied.
    }
   *[now] { $n ->
        [one] The only KPA up to level { $level } is satisfied.
        [2] Both KPAs up to level { $level } are satisfied.
       *[other] All { COUNT($n) } KPAs up to level { $level } are satisfied.
    }
}
# $parts five are satisfied and one does not apply; $n how many KPAs there are; $when
why_up_to_parts = Of the KPAs up to level { $level }, { $parts }.
why_needs = { $when ->
    [then] { $n ->
        [one] The only KPA that level { $level } needs was satisfied.
        [2] Both KPAs that level { $level } needs, prerequisites included, were satisfied.
       *[other] All { COUNT($n) } KPAs that level { $level } needs, prerequisites included, were satisfied.
    }
   *[now] { $n ->
        [one] The only KPA that level { $level } needs is satisfied.
        [2] Both KPAs that level { $level } needs, prerequisites included, are satisfied.
       *[other] All { COUNT($n) } KPAs that level { $level } needs, prerequisites included, are satisfied.
    }
}
# $when
why_needs_parts = { $n ->
    [one] Of the KPAs that level { $level } needs, prerequisites included, { $parts }.
   *[other] Of the { COUNT($n) } KPAs that level { $level } needs, prerequisites included, { $parts }.
}
part_satisfied = { $when ->
    [then] { $n ->
        [one] one was satisfied
       *[other] { COUNT($n) } were satisfied
    }
   *[now] { $n ->
        [one] one is satisfied
       *[other] { COUNT($n) } are satisfied
    }
}
part_not_applicable = { $when ->
    [then] { $n ->
        [one] one did not apply
       *[other] { COUNT($n) } did not apply
    }
   *[now] { $n ->
        [one] one does not apply
       *[other] { COUNT($n) } do not apply
    }
}
part_superseded = { $when ->
    [then] { $n ->
        [one] one was superseded
       *[other] { COUNT($n) } were superseded
    }
   *[now] { $n ->
        [one] one is superseded
       *[other] { COUNT($n) } are superseded
    }
}

progress_none = { $when ->
    [then] { $of ->
        [one] The only KPA of level { $level }, { $name }, was not satisfied
        [2] Neither of the two KPAs of level { $level }, { $name }, was satisfied
       *[other] None of the { COUNT($of) } KPAs of level { $level }, { $name }, was satisfied
    }
   *[now] { $of ->
        [one] The only KPA of level { $level }, { $name }, is not satisfied
        [2] Neither of the two KPAs of level { $level }, { $name }, is satisfied
       *[other] None of the { COUNT($of) } KPAs of level { $level }, { $name }, is satisfied
    }
}
progress_some = { $when ->
    [then] { $met ->
        [one] One of the { COUNT($of) } KPAs of level { $level }, { $name }, was satisfied
       *[other] { UPPER(COUNT($met)) } of the { COUNT($of) } KPAs of level { $level }, { $name }, were satisfied
    }
   *[now] { $met ->
        [one] One of the { COUNT($of) } KPAs of level { $level }, { $name }, is satisfied
       *[other] { UPPER(COUNT($met)) } of the { COUNT($of) } KPAs of level { $level }, { $name }, are satisfied
    }
}
progress_all = { $when ->
    [then] { $of ->
        [one] The only KPA of level { $level }, { $name }, was itself satisfied
       *[other] The KPAs of level { $level }, { $name }, were themselves satisfied
    }
   *[now] { $of ->
        [one] The only KPA of level { $level }, { $name }, is itself satisfied
       *[other] The KPAs of level { $level }, { $name }, are themselves satisfied
    }
}
# $progress Two of the seven KPAs of level 3, Defined, are satisfied; $n how many $kpas are listed
why_not_needs = { $when ->
    [then] { $progress }; the level still needed { $kpas }.
   *[now] { $progress }; the level still needs { $kpas }.
}
why_not_open = { $when ->
    [then] { $progress }; questions on { $open } were open.
   *[now] { $progress }; questions on { $open } are open.
}
# $n how many $kpas are listed
why_not_needs_and_open = { $when ->
    [then] { $progress }; the level still needed { $kpas }, and questions on { $open } were open.
   *[now] { $progress }; the level still needs { $kpas }, and questions on { $open } are open.
}
why_not_single = { $when ->
    [then] Level { $level }, { $name }, needed one thing more: { $kpa }.
   *[now] Level { $level }, { $name }, needs one thing more: { $kpa }.
}
why_not_single_open = { $when ->
    [then] Level { $level }, { $name }, hung on { $kpa }, which had open questions.
   *[now] Level { $level }, { $name }, hangs on { $kpa }, which has open questions.
}

proof_base = Everybody starts here.
proof_out_of_scope = None of its KPAs is in scope, so it neither blocks nor counts.
proof_not_applicable = None of its KPAs applies, so it neither blocks nor counts.
proof_attained = { $when ->
    [then] { $n ->
        [one] Its only KPA was satisfied.
        [2] Both KPAs were satisfied.
       *[other] All { COUNT($n) } KPAs were satisfied.
    }
   *[now] { $n ->
        [one] Its only KPA is satisfied.
        [2] Both KPAs are satisfied.
       *[other] All { COUNT($n) } KPAs are satisfied.
    }
}
proof_attained_with_prerequisites = { $when ->
    [then] { $n ->
        [2] Both KPAs that it needs, prerequisites included, were satisfied.
       *[other] All { COUNT($n) } KPAs that it needs, prerequisites included, were satisfied.
    }
   *[now] { $n ->
        [2] Both KPAs that it needs, prerequisites included, are satisfied.
       *[other] All { COUNT($n) } KPAs that it needs, prerequisites included, are satisfied.
    }
}
# $parts five are satisfied and one does not apply; $n how many KPAs there are; $when
proof_parts = Of its KPAs, { $parts }.
# $when
proof_parts_with_prerequisites = Of the { COUNT($n) } KPAs that it needs, prerequisites included, { $parts }.
proof_blocked = Its own KPAs are met, but no level can be skipped: level { $level } comes first.
proof_prerequisite = Its own KPAs are met, but a prerequisite is missing.
# $kpas SCM (SCM.3 partly, SCM.4 no) and DP (all three goals no)
proof_missing = Not reached: { $kpas }.
reason = { $kpa } ({ $goals })
reason_alike = { $n ->
    [2] { $kpa } (both goals { $answer })
   *[other] { $kpa } (all { COUNT($n) } goals { $answer })
}

missing_nothing = Nothing is missing: this is the highest level of the model.
missing_unrated = { $n ->
    [one] What is missing will show when the question of level { $level }, { $name }, is answered.
   *[other] What is missing will show when the { COUNT($n) } questions of level { $level }, { $name }, are answered.
}
missing_in_one = { $n ->
    [one] One goal of { $kpa } separates { $team } from level { $level }.
   *[other] { UPPER(COUNT($n)) } goals of { $kpa } separate { $team } from level { $level }.
}
missing_in_many = { UPPER(COUNT($n)) } goals of { COUNT($kpas) } KPAs separate { $team } from level { $level }.
missing_in_many_nearest = { UPPER(COUNT($n)) } goals of { COUNT($kpas) } KPAs separate { $team } from level { $level }; the nearest is { $nearest }.
missing_open = { $n ->
    [one] One question on the way has no answer yet.
   *[other] { UPPER(COUNT($n)) } questions on the way have no answer yet.
}
missing_only_open = { $n ->
    [one] One question without an answer decides whether { $team } is at level { $level }.
   *[other] { UPPER(COUNT($n)) } questions without an answer decide whether { $team } is at level { $level }.
}
target_exceeded = { $n ->
    [one] The target, level { $level }, is exceeded by one level.
   *[other] The target, level { $level }, is exceeded by { COUNT($n) } levels.
}
target_reached = The target, level { $level }, is reached.
target_is_next = Level { $level } is also the target.
target_on_the_way = The target, level { $level }, lies on the way.
target_needs = { $n ->
    [one] The target, level { $level }, needs one KPA.
   *[other] The target, level { $level }, needs { COUNT($n) } KPAs.
}
target_needs_further = { $n ->
    [one] The target, level { $level }, needs one further KPA.
   *[other] The target, level { $level }, needs { COUNT($n) } further KPAs.
}
# $parent 2, where $level is 2c
target_last_step = { $n ->
    [one] The target, level { $parent }, is reached; its last step, level { $level }, needs one KPA.
   *[other] The target, level { $parent }, is reached; its last step, level { $level }, needs { COUNT($n) } KPAs.
}

how = { $n ->
    [one] One step leads to level { $level }: { $kpa }.
   *[other] { UPPER(COUNT($n)) } steps lead to level { $level }; the first is { $kpa }.
}
# $past level 3, where $level is 4
how_past = { $n ->
    [one] One step leads past { $past } to level { $level }: { $kpa }.
   *[other] { UPPER(COUNT($n)) } steps lead past { $past } to level { $level }; the first is { $kpa }.
}
how_begin = To begin: { $step }
how_unrated = The first step is to answer the questions of level { $level }, { $name }.
how_keep = What remains is to keep the level: assess again by { $date }.
how_strengthen = { $n ->
    [one] One goal is good enough and could be stronger.
   *[other] { UPPER(COUNT($n)) } goals are good enough and could be stronger.
}
stops_nothing_planned = Neither a plan nor an obstacle is on record.
stops_nothing = No obstacle is on record.
stops_hidden = This book does not publish what stops its teams.
stops_blocked = { $n ->
    [one] { $names } is blocked.
   *[other] { $names } are blocked.
}
stops_against = { $n ->
    [one] { $names } opposes the move.
   *[other] { $names } oppose the move.
}
no_reason_given = No reason is given.

limit_stale = The report is stale: a new assessment was due by { $date }.
limit_provisional = { $n ->
    [one] One of the { COUNT($of) } questions that apply is answered, so the level is provisional.
   *[other] { UPPER(COUNT($n)) } of the { COUNT($of) } questions that apply are answered, so the level is provisional.
}
limit_staged = Counted level by level, it would be level { $level }, { $name }.
limit_debt = Skipped on the way up (leapfrog debt): { $kpas }.

change_rose = Since { $date } the level rose from { $from } to { $to }.
change_fell = Since { $date } the level fell from { $from } to { $to }.
change_stayed = Since { $date } the level stayed at { $to }.
change_incomparable = The assessment of { $date } used another version of the model, so the two cannot be compared.
# $n how many $kpas are listed
change_gained = Newly satisfied: { $kpas }.
# $n how many $kpas are listed
change_lost = No longer satisfied: { $kpas }.
change_aim = The next level is another one than before, so the progress cannot be compared.
action_assess = Assess again: this was due by { $date }.
action_answer = { $n ->
    [one] Answer the open question: it could change the level.
   *[other] Answer the { COUNT($n) } open questions: they could change the level.
}

# Chapters of a report.
phase_next = To level { $level }
phase_target = Then, for the target, to level { $level }

## Sentences about many teams

roll_up = Every rated team of { $who } is at least at level { $level }, { $name }.
roll_up_median = Every rated team of { $who } is at least at level { $level }, { $name }; the median is level { $median }.
roll_up_none = { $who } has no report that counts yet.
# $parts two teams that are not rated and one whose report is stale
left_out = Not counted: { $parts }.
left_out_unrated = { $n ->
    [one] one team that is not rated
   *[other] { COUNT($n) } teams that are not rated
}
left_out_stale = { $n ->
    [one] one team whose report is stale
   *[other] { COUNT($n) } teams whose reports are stale
}
left_out_low = Counted, they could lower the level to { $level }.
left_out_rise = The level rose only because a team left the count.
# $parts two at level 3, five at level 2 and one not rated yet
portfolio_stands = { UPPER(COUNT($n)) } teams are assessed against the { $model }: { $parts }.
portfolio_part = { COUNT($n) } at level { $level }
portfolio_part_unrated = { COUNT($n) } not rated yet
portfolio_one = One team is assessed against the { $model }, and is at level { $level }.
portfolio_unrated = { $n ->
    [one] One team is on record under the { $model }; it is not rated yet.
   *[other] { UPPER(COUNT($n)) } teams are on record under the { $model }; none is rated yet.
}
portfolio_empty = No team has been assessed yet.
teams_counted = { $n ->
    [one] one team
   *[other] { COUNT($n) } teams
}

## Sentences about a key process area

kpa_nowhere = It applies to no team yet.
kpa_one_satisfies = The one team that it applies to satisfies it.
kpa_one_does_not = The one team that it applies to does not satisfy it.
kpa_none = { $of ->
    [2] Neither of the two teams that it applies to satisfies it.
   *[other] None of the { COUNT($of) } teams that it applies to satisfies it.
}
kpa_some = { $n ->
    [one] One of the { COUNT($of) } teams that it applies to satisfies it.
   *[other] { UPPER(COUNT($n)) } of the { COUNT($of) } teams that it applies to satisfy it.
}
kpa_all = { $of ->
    [2] Both teams that it applies to satisfy it.
   *[other] All { COUNT($of) } teams that it applies to satisfy it.
}
kpa_needed = { $n ->
    [one] One team needs it for its next level.
   *[other] { UPPER(COUNT($n)) } teams need it for their next level.
}
kpa_of_model = { $kpa }, a key process area of the { $model }.

## Sentences about a model

model_about = { $model }: levels, key process areas and goals.
model_based_on = { $model }. Based on { $source }
version_named = version { $version }
setting_staged = In this book, levels build on each other.
setting_independent = In this book, a level may be attained before a lower one.
setting_na = In this book, “not applicable” is also accepted for { $kpas }.
setting_age = { $n ->
    [one] In this book, an answer is stale after one day.
   *[other] In this book, an answer is stale after { $n } days.
}
setting_target = The target of this book is level { $level }.
rule_goal = A goal is satisfied when its answer is “{ $answer }”.
rule_goal_from = A goal is satisfied when its answer is “{ $answer }” or better.
rule_kpa = A key process area is satisfied when all of its goals that apply are satisfied.
rule_staged = A level is attained when its key process areas and those of all lower levels are satisfied or not applicable: levels cannot be skipped.
rule_independent = A level is attained when its key process areas and everything they depend on are satisfied, not applicable, or superseded: a team may leap over a level, and what it skipped is shown as leapfrog debt.
rule_unanswered_blocks = A question without an answer keeps its level open: the level is provisional.
rule_unanswered_no = A question without an answer counts as the lowest answer.
rule_na_never = “Not applicable” is not accepted as an answer.
# $n how many $kpas are listed
rule_na_for = “Not applicable” is accepted for { $kpas } alone, with a reason.

## Pages of their own

page_not_found = Page not found
page_moved = This page has moved
print_title = { $book }: print
print_about = All teams and pages of { $book } on one page.

## levelbook show

progress = Progress
show_progress = { $share } to { $level }
show_top = highest level
show_without = Without an assessment: { $teams }
show_no_assessment = No assessment yet.

## Every page

skip_to_content = Skip to the content
site = Site
breadcrumbs = Breadcrumbs
search = Search
# The switch between light and dark.
dark = Dark
source = Source
edit_page = Edit this page
print_view = Print view
feed = Feed
repository = Repository
pages = Pages
on_this_page = On this page
previous_and_next = Previous and next page
next = Next
page_of = Page { $n } of { $of }
pages_of_teams = Pages of teams
all_teams = All teams
not_in_book = This page is not in the book.
moved_to = This page has moved to

## The report

where_we_are = Where we are
what_is_missing = What is missing
how_to_get_there = How to get there
what_stops_us = What stops us
all_other_answers = All other answers
history = History
chapters = Chapters
about = About { $name }
older_report = An older report, as of { $date }.
unit = Unit
product = Product
of_a_vendor = of a vendor
owner = Owner
model = Model
profile = Profile
assessed = Assessed
assessed_by = by { $who }
due_again = Due again
stale = stale
answered = Answered
answered_of = { $of ->
    [one] { $n } of one goal
   *[other] { $n } of { $of } goals
}
target = Target
reached = reached
kpas_missing = { $n ->
    [one] one KPA missing
   *[other] { COUNT($n) } KPAs missing
}
no_assessment_yet = There is no assessment of this team yet. A file with its answers makes this page a report.
stairs = Stairs of levels
levels_and_what_decides = The levels, and what decides them
why_and_by_which = Why, and by which KPAs
we_are_here = we are here
next_level_of = next, { $n } of { $of }
target_here = target
by_dimension = By dimension
dimension = Dimension
ahead = Ahead of the level
ahead_text = Satisfied already, above the next level:
debt = Skipped on the way up
debt_text = Not satisfied, below the level that is reached:
strengthen = Good enough, and could be stronger
stale_answers = Answers that have grown old
goal = Goal
answer = Answer
note_and_evidence = Note and evidence
lines_are_those_of = Lines are those of
line = line { $n }
would_show_it = Would show it:
level_named = Level { $level }
effort = Effort
effort_is = { $effort } effort
usual_owner = usual owner
due = due { $date }
overdue = overdue
open_goals = { $n ->
    [one] one open goal
   *[other] { COUNT($n) } open goals
}
after = after { $kpas }
blocked = Blocked:
teams_that_can_help = Teams that can help:
blockers = Blockers
who_is_for_it = Who is for it
player = Player
stance = Stance
who = Who
note = Note
level_over_time = Level over time
assessments = Assessments
standing = Standing
version_changed = changed
since = Since { $date }
now_satisfied = Now satisfied:
no_longer_satisfied = No longer satisfied:
appraisal_record = Appraisal record
data_json = Data (JSON)
badge_svg = Badge (SVG)

rise = Rise
fall = Fall
narrative = In the team’s own words
progress_then = Then
usual_owner_title = Usual owner
open_goals_head = Open goals
due_head = Due
way_to_level = The way to level { $level }
line_word = line

## Steps and ways

# What the report says once steps are done: the progress to the level that is the next one now, the
# level that is reached, or both where another level is reached first.
effect_progress = { $percent } of level { $level }
effect_level = level { $level }, { $name }
effect_both = level { $level }, { $name }, and { $percent } of level { $aim }
then = then { $effect }
# A step that is done before all others.
alone = by itself { $effect }
shortest_way = The shortest way to level { $level } raises { $goals ->
    [one] one goal
   *[other] { COUNT($goals) } goals
} in { $kpas ->
    [one] one KPA
   *[other] { COUNT($kpas) } KPAs
}, about { $points ->
    [one] one effort point
   *[other] { COUNT($points) } effort points
}.
shortest_way_instead = It takes { $kpas } instead of { $others }.
shortest_way_without = It leaves out { $others }: what is done counts for that too.
shortest_way_inexact = There may be a shorter one: more KPAs can be done instead of others than are weighed against each other.
helper_evidence = { $n ->
    [one] one piece of evidence
   *[other] { COUNT($n) } pieces of evidence
}

## Marks

ink_full = full
ink_none = none
ink_na = not applicable
ink_unknown = not answered

## Pictures

# Over the next level: how many of its KPAs are met; short where the picture is small.
met_of = { $met } of { $of }
met_of_short = { $met }/{ $of }
stairs_next = Levels { $first } to { $last }; of the next, { $level }, { $met } of { $of } KPAs are met.
stairs_top = The highest level of the model.
level_by_dimension = Level by dimension
dimension_at_level = { $dimension } at level { $level }
level_on_date = { $date } level { $level }
# RM; SPP after RM
steps_in_order = { $n ->
    [one] One step: { $steps }.
   *[other] { UPPER(COUNT($n)) } steps: { $steps }.
}
step_after = { $step } after { $steps }
step = Step
progress_after_step = Progress after it

## Lists of teams

figure = { $n }

team = Team
teams = Teams
level = Level
levels = Levels
units = Units
units_in = Units in { $name }
kpa = KPA
kpas = KPAs
goals = Goals
rated = Rated
provisional = Provisional
unrated = Unrated
stale_teams = Stale
target_missed = Target missed
next_percent = Next, %
teams_and_kpas = Teams and KPAs
teams_by_level = Teams by level
share_percent = Share, %
picture = Picture
vendor = vendor
range = Range
range_to = { $low } to { $high }
median = Median
most_common_gaps = Most common gaps
teams_that_lack_it = Teams that lack it next
rises_and_falls = Rises and falls
moved_from_to = from { $from } to { $to }
needs_attention = Needs attention
changed_or_attention = In need of attention, or changed
why_listed = Why it is here
not_assessed_yet = Not assessed yet
book_is_empty = The book holds no assessment yet.
book_is_empty_help = writes one with every question, ready to be answered.
models = Models
all_teams_page = All teams, page { $n } of { $of }
unit_page = { $unit }, page { $n } of { $of }
all_n_teams = All { $n } teams
units_and_kpas = Units and KPAs
more_units = { $n ->
    [one] One more unit lies below these; its own page leads to it.
   *[other] { UPPER(COUNT($n)) } more units lie below these; the page of each unit names those in it.
}
share_of_teams = The height of the ink is the share of teams that satisfy a KPA.
kpas_by_level = KPAs by level
no_level = not rated
provisional_level = provisional
missed = missed
some_of = { $n } of { $of }
of_them_provisional = of them { $n } provisional
more_teams = { $n ->
    [one] And one more team.
   *[other] And { COUNT($n) } more teams.
}

# What a page of a long list shows.
teams_of = Teams: { $name }
page_holds = { $n } of the { $of } teams that are assessed against the { $model }, by unit and rank.
numbers_from_to = { $from }–{ $to }
unit_numbers = { $unit } { $numbers }
unit_itself = { $unit } itself
units_from_to = { $first } to { $last }
unit_and_without = { $unit } to teams without a unit
without_unit = Without a unit

# Why a team needs attention.
is_stale = stale, was due by { $date }
fell_from_to = fell from { $from } to { $to }
rose_from_to = rose from { $from } to { $to }
misses_target = misses its target, { $level }
gained_kpas = gained { $kpas }
assessed_on = assessed on { $date }
lost_kpas = lost { $kpas }
reasons_next = { $list }; { $item }

# A row of the heat map for those who do not see it.
row_satisfied = satisfied: { $kpas }
row_unsatisfied = not satisfied: { $kpas }
row_not_rated = not rated: { $kpas }
row_superseded = superseded: { $kpas }
row_not_applicable = not applicable: { $kpas }
row_out_of_scope = out of scope: { $kpas }
row_share = { $kpa } { $n } of { $of }

## Models

version = Version
other_versions = Other versions
portfolio = Portfolio
levels_and_dimensions = Levels and dimensions
levels_and_stages = Levels and stages
stage = Stage
stages = Stages
how_a_level_is_decided = How a level is decided
settings_of_this_book = Settings of this book
moving_up = Moving up
from_to = From { $from } to { $to }
profiles = Profiles
asked_of_every_kpa = Asked of every KPA, never scored
about_the_model = About the model
teams_on_this_level = { $n ->
    [one] one team on this level
   *[other] { COUNT($n) } teams on this level
}
everybody_has_this = Everybody has this level: it asks for nothing.
purpose = Purpose
may_be_not_applicable = may be not applicable
rating_scale = The rating scale
rating = Rating
in_answers = In answers
value = Value
satisfies_a_goal = Satisfies a goal
yes = yes
no = no
leads = Leads
sponsor = Sponsor
must_agree = Must agree
resistance = Resistance to expect
wins = What wins it
expertise = Expertise
what_changes = What changes
time_it_takes = Time it takes
cost_once = Cost, once
cost_running = Cost, running
costs = Costs
benefits = Benefits

## One key process area

level_of_kpa = level { $level }
id = Id
roles = Roles
weight = Weight
weight_is = weight { $weight }
not_applicable = Not applicable
na_allowed = allowed, with a note
na_not_allowed = not allowed
first_step = First step:
what_holds = What holds, and how it is asked
what_would_show_it = What would show it
before_and_after = Before and after
depends_on = Depends on
needed_by = Needed by
may_be_replaced_by = May be replaced by
replaces = Replaces
how_the_teams_stand = How the teams stand
satisfied = Satisfied
not_satisfied = Not satisfied
not_rated = Not rated
can_help = Teams that can help
need_it_next = Teams that need it next
by_unit = By unit
more_about_it = More about it
activities = Activities
also_asked = Also asked, never scored
where_it_comes_from = Where it comes from

## The search

search_needs_script = The search needs JavaScript. Everything can also be found from the list of teams.
list_of_teams = List of teams

## Feed and badges

feed_rose = { $team } rose from level { $from } to level { $to } ({ $model })
feed_fell = { $team } fell from level { $from } to level { $to } ({ $model })
badge_subject = { $model } level
badge_unrated = not rated
badge_provisional = { $level } (provisional)
badge_stale = { $level }, stale

## Scripts: window.levelbookWords, without js_

js_all = all
js_attention = { needs_attention }
js_close = Close
js_failed = The search index could not be loaded.
js_hits = { $n ->
    [one] { $n } hit
   *[other] { $n } hits
}
js_kpa = { kpa }
js_level = { level }
js_missed = { missed }
js_model = { model }
js_more = and { $n } more
js_no_hit = Nothing found.
js_page = Page
js_provisional = { provisional_level }
# The field that filters a list of teams.
js_q = Name or unit
js_reached = { reached }
js_reset = Reset
js_search = Search for teams, units, levels, KPAs and pages
js_section = Section
js_shown = { $n } of { $all }
js_stale = { stale }
js_team = { team }
js_teams = { $n ->
    [one] { $n } team
   *[other] { $n } teams
}
js_unit = { unit }
js_unrated = { no_level }
js_vendor = { vendor }
