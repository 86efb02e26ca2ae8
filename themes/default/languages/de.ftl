# Die Worte von Levelbook auf Deutsch. en.ftl erklärt die Schreibweise.

## Zahlen, Daten, Listen

number_decimal = ,
number_group = .
percent = { $n }{"\u00A0"}%
count_0 = kein
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
list_next = { $list }, { $item }
list_last = { $list } und { $item }
list_last_apart = { $list } sowie { $item }
list_and = und
list_rest = { COUNT($n) } weitere

## The report

rise = Anstieg
fall = Abfall
narrative = In den Worten des Teams
progress_then = Danach
usual_owner_title = Üblicher Verantwortlicher
open_goals_head = Offene Ziele
due_head = Fällig
way_to_level = Der Weg zu Stufe { $level }
line_word = Zeile
