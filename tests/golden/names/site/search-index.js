window.levelbookIndex=[
["Small Model","models/small.html","model","small"],
["First area","models/small/first.html","KPA","first, small level 2"],
["Second area","models/small/second.html","KPA","second, small level 3"],
["配送","teams/haiso.html","team","Ελλάδα, small 1"],
["Πληρωμές και άλλα","teams/pliromes.html","team","Ελλάδα / 東京 支店, small 2"],
["Zürich Straße Łódź","teams/zurich.html","team","Ελλάδα, small 3"],
["Ελλάδα","units/u-d848c57e.html","unit","3 teams"],
["Ελλάδα / 東京 支店","units/u-d848c57e/u-d44f1199.html","unit","1 team"],
["別のページ","%E6%97%A5%E6%9C%AC/%E5%88%A5%E3%81%AE%20%E3%83%9A%E3%83%BC%E3%82%B8.html","page","別のページ"],
["日本語のページ","%E6%97%A5%E6%9C%AC/%E6%A1%88%E5%86%85.html","page","日本語のページ, 見出し"]
];
