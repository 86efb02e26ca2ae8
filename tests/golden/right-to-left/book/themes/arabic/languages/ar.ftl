where_we_are = أين نقف
what_is_missing = ما الذي ينقصنا
how_to_get_there = كيف نصل إلى هناك
what_stops_us = ما الذي يعيقنا
history = التاريخ
owner = المسؤول
level = المستوى
search = بحث
