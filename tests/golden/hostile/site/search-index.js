window.levelbookIndex=[
["model","\u003cscript>alert('model')\u003c/script>","models/hostile.html","hostile"],
["KPA","=HYPERLINK(\"https://example.org/\")","models/hostile/A.1.html","A.1, hostile level 2"],
["page","\u003cb>Bold\u003c/b> & \"quoted\"","pages/100%25%20%231%20%26%20more.html",""],
["team","Robert'); \u003cscript>alert('name')\u003c/script>","teams/bobby.html","\u003cscript>alert('unit')\u003c/script> / -1+1, hostile 1"],
["page","A | pipe and [brackets] stars","teams/bobby/evidence/pipe.html","A | pipe and [brackets] stars, Main"],
["unit","\u003cscript>alert('unit')\u003c/script>","units/script-alert-unit-script.html","1 team"],
["unit","\u003cscript>alert('unit')\u003c/script> / -1+1","units/script-alert-unit-script/1-1.html","1 team"]
];
