window.levelbookIndex=[
["model","Small Model","models/small.html","small"],
["KPA","First area","models/small/first.html","first, small level 2"],
["KPA","Second area","models/small/second.html","second, small level 3"],
["team","Secret","teams/secret.html","Division, small 2"],
["unit","Division","units/division.html","1 team"]
];
