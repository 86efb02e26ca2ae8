window.levelbookIndex=[
["Small Model","models/small.html","model","small"],
["First area","models/small/first.html","KPA","first, small level 2"],
["Second area","models/small/second.html","KPA","second, small level 3"],
["Secret","teams/secret.html","team","Division, small 2"],
["Division","units/division.html","unit","1 team"]
];
