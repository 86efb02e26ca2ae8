window.levelbookIndex={
"lists":["two"],
"models":[
{"id":"two","version":"1.0","name":"Two","page":"two","levels":[["1","Low"],["2","High"]],"kpas":[["A","One thing",1]]}],
"units":[],
"teams":[
["Door \u003cb>opens\u003c/b>","door",-1,[[0,1,0,-1,20260601]]],
["Gate","gate",-1,[[0,0,0,0,20260601]]]],
"pages":[
["More to read","index.html",[]],
["Attacks","pages/attacks.html",[["What follows is still there","what-follows-is-still-there"]]],
["Press F1","pages/harmless.html",[["Steps of this page","steps"]]],
["Swallows","pages/swallows.html",[["What follows is still there","what-follows-is-still-there"]]]]};
