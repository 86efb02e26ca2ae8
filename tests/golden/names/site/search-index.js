window.levelbookIndex=[
["model","Small Model","models/small.html","small"],
["KPA","First area","models/small/first.html","first, small level 2"],
["KPA","Second area","models/small/second.html","second, small level 3"],
["team","配送","teams/haiso.html","Ελλάδα, small 1"],
["team","Πληρωμές και άλλα","teams/pliromes.html","Ελλάδα / 東京 支店, small 2"],
["team","Zürich Straße Łódź","teams/zurich.html","Ελλάδα, small 3"],
["unit","Ελλάδα","units/u-d848c57e.html","3 teams"],
["unit","Ελλάδα / 東京 支店","units/u-d848c57e/u-d44f1199.html","1 team"],
["page","別のページ","%E6%97%A5%E6%9C%AC/%E5%88%A5%E3%81%AE%20%E3%83%9A%E3%83%BC%E3%82%B8.html","別のページ"],
["page","日本語のページ","%E6%97%A5%E6%9C%AC/%E6%A1%88%E5%86%85.html","日本語のページ, 見出し"]
];
