window.levelbookIndex=[
["\u003cscript>alert('model')\u003c/script>","models/hostile.html","model","hostile"],
["=HYPERLINK(\"https://example.org/\")","models/hostile/A.1.html","KPA","A.1, hostile level 2"],
["\u003cb>Bold\u003c/b> & \"quoted\"","pages/100%25%20%231%20%26%20more.html","page",""],
["Robert'); \u003cscript>alert('name')\u003c/script>","teams/bobby.html","team","\u003cscript>alert('unit')\u003c/script> / -1+1, hostile 1"],
["A | pipe and [brackets] stars","teams/bobby/evidence/pipe.html","page","A | pipe and [brackets] stars, Main"],
["\u003cscript>alert('unit')\u003c/script>","units/script-alert-unit-script.html","unit","1 team"],
["\u003cscript>alert('unit')\u003c/script> / -1+1","units/script-alert-unit-script/1-1.html","unit","1 team"]
];
