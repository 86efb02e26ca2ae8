window.levelbookIndex={
"lists":["hostile"],
"models":[
{"id":"hostile","version":"1.0","name":"\u003cscript>alert('model')\u003c/script>","page":"hostile","levels":[["1","\u003cb>Low\u003c/b>"],["2","High\" onmouseover=\"alert(1)"]],"kpas":[["A.1","=HYPERLINK(\"https://example.org/\")",1]]}],
"units":[
["\u003cscript>alert('unit')\u003c/script>","script-alert-unit-script",0,1],
["\u003cscript>alert('unit')\u003c/script> / -1+1","script-alert-unit-script/1-1",0,1]],
"teams":[
["Robert'); \u003cscript>alert('name')\u003c/script>","bobby",1,[[0,0,0,50,20260601]]]],
"pages":[
["Start","index.html",[]],
["\u003cb>Bold\u003c/b> & \"quoted\"","pages/100%25%20%231%20%26%20more.html",[]],
["A | pipe and [brackets] stars","teams/bobby/evidence/pipe.html",[["Main","main"]]]]};
