window.levelbookIndex={
"lists":["cmm"],
"models":[
{"id":"cmm","version":"1.0.0","name":"Capability Maturity Model for Software (SW-CMM)","page":"cmm","levels":[["1","Initial"],["2","Repeatable"],["3","Defined"],["4","Managed"],["5","Optimizing"]],"kpas":[["RM","Requirements Management",1],["SPP","Software Project Planning",1],["SPTO","Software Project Tracking and Oversight",1],["SSM","Software Subcontract Management",1],["SQA","Software Quality Assurance",1],["SCM","Software Configuration Management",1],["OPF","Organization Process Focus",2],["OPD","Organization Process Definition",2],["TP","Training Program",2],["ISM","Integrated Software Management",2],["SPE","Software Product Engineering",2],["IC","Intergroup Coordination",2],["PR","Peer Reviews",2],["QPM","Quantitative Process Management",3],["SQM","Software Quality Management",3],["DP","Defect Prevention",4],["TCM","Technology Change Management",4],["PCM","Process Change Management",4]]}],
"units":[
["Retail","retail",0,1],
["Retail / Checkout","retail/checkout",0,1]],
"teams":[
["Payments","payments",1,[[0,0,8,95,20260615,2]]]],
"pages":[
["One team","index.html",[]]]};
