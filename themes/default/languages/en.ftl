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
list_next = { $list }, { $item }
list_last = { $list } and { $item }
# Where a name holds the word below.
list_last_apart = { $list }, and { $item }
list_and = and
list_rest = { COUNT($n) } more

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
previous = Previous
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
what_we_were_told = What we were told
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
next_level = next
next_level_of = next, { $n } of { $of }
target_here = target
could_raise = The open answers could raise this to level { $level }, and no further.
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
replaced_by = replaced by { $kpa }
would_show_it = Would show it:
level_named = Level { $level }
effort = Effort
effort_is = Effort { $effort }
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
move_takes = What the move from { $from } to { $to } takes
level_over_time = Level over time
assessments = Assessments
standing = Standing
rise_or_fall = Rise or fall
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
progress_then = Progress then
usual_owner_title = Usual owner
open_goals_head = Open goals
due_head = Due
way_to_level = The way to level { $level }
line_word = line

## Marks

ink_full = full
ink_half = half
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
from_level = from { $level }
to_level = to { $level }
needs_attention = Needs attention
not_assessed_yet = Not assessed yet
book_is_empty = The book holds no assessment yet.
book_is_empty_help = writes one with every question, ready to be answered.
models = Models
teams_by_model = Teams by { $model }
more_teams = { $n ->
    [one] And one more team.
   *[other] And { COUNT($n) } more teams.
}

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
kpas_of_level = KPAs of level { $level }
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

search_label = Search for teams, units, KPAs and pages
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
js_missed = missed
js_model = { model }
js_more = and { $n } more
js_no_hit = Nothing found.
js_page = Page
js_provisional = provisional
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
js_unrated = not rated
js_vendor = { vendor }
