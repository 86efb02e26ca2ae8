window.levelbookIndex={
"lists":["small"],
"models":[
{"id":"small","version":"1.0","name":"Small Model","page":"small","levels":[["1","Low"],["2","High"],["3","Higher"]],"kpas":[["first","First area",1],["second","Second area",2]]}],
"units":[
["Ελλάδα","u-d848c57e",0,3],
["Ελλάδα / 東京 支店","u-d848c57e/u-d44f1199",0,1]],
"teams":[
["配送","haiso",0,[[0,0,0,50,20260601]]],
["Πληρωμές και άλλα","pliromes",1,[[0,1,0,0,20260601]]],
["Zürich Straße Łódź","zurich",0,[[0,2,0,-1,20260601]]]],
"pages":[
["Start","index.html",[]],
["別のページ","%E6%97%A5%E6%9C%AC/%E5%88%A5%E3%81%AE%20%E3%83%9A%E3%83%BC%E3%82%B8.html",[]],
["日本語のページ","%E6%97%A5%E6%9C%AC/%E6%A1%88%E5%86%85.html",[["見出し","見出し"]]]]};
