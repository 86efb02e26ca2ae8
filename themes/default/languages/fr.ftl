# Les mots de Levelbook en français. en.ftl explique la syntaxe.

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
list_next = { $list }, { $item }
list_last = { $list } et { $item }
list_last_apart = { $list } ainsi que { $item }
list_and = et
list_rest = { COUNT($n) } autres

## The report

rise = Hausse
fall = Baisse
narrative = Selon les mots de l’équipe
progress_then = Ensuite
usual_owner_title = Responsable habituel
open_goals_head = Objectifs ouverts
due_head = Échéance
way_to_level = Le chemin vers le niveau { $level }
line_word = ligne
