window.levelbookIndex={
"lists":["small"],
"models":[
{"id":"small","version":"1.0","name":"Small Model","page":"small","levels":[["1","Low"],["2","High"],["3","Higher"]],"kpas":[["first","First area",1],["second","Second area",2]]}],
"units":[
["Division","division",0,1]],
"teams":[
["Secret","secret",0,[[0,1,0,50,20260601]]]],
"pages":[]};
