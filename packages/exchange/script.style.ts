/** How the script looks on a screen and on paper: A4, dark on white, and no step torn in two where a page ends. */

/** The style sheet; system fonts only. */
export const scriptStyle = `
@page{size:A4;margin:14mm 12mm}
body{font:9.5pt/1.45 'Noto Sans Bengali','Hind Siliguri','Nirmala UI',Vrinda,'Noto Sans',Arial,sans-serif;color:#1d2925;max-width:190mm;margin:8mm auto;padding:0 4mm}
h1{font-size:20pt;margin:0 0 4mm}h2{font-size:16pt;margin:10mm 0 2mm;border-bottom:2px solid #17453b}
h2 small,h3 small{font-size:9pt;font-weight:400;color:#5a6a64}
h3{font-size:10pt;margin:0;break-after:avoid;padding:1mm 2mm;background:#e3f1ec;border:1px solid #9db5ac;border-bottom:0}
dl{display:grid;grid-template-columns:max-content 1fr;gap:1mm 4mm;margin:2mm 0 4mm}dt{color:#5a6a64}dd{margin:0}
.open{color:#a03021;font-weight:700}
.step{margin:0 0 4mm}tr,.sign{break-inside:avoid}thead{break-after:avoid}.sign,.ways{break-before:avoid}
table{border-collapse:collapse;width:100%;table-layout:fixed}
th,td{border:1px solid #9db5ac;padding:1mm 2mm;vertical-align:top;text-align:left;overflow-wrap:anywhere}
th{width:24mm;font-weight:400;font-size:8.5pt;color:#5a6a64}thead th{background:#f3f7f5}thead th:first-child{width:24mm}thead th{width:auto}
.page{white-space:pre-wrap;border:1px solid #8a9a94;border-radius:2mm;background:#f7faf8;padding:1mm 2mm;margin:0 0 1mm}
.words{white-space:pre-wrap}
.size{font-size:8.5pt;color:#5a6a64}
ul{margin:0;padding-left:5mm}li{margin:0}
.ways{font-size:9.5pt}.ways a{color:#17453b}
.sign{display:flex;flex-wrap:wrap;gap:6mm;border:1px solid #9db5ac;border-top:0;padding:1.5mm 2mm;font-size:9pt}
.box{display:inline-block;width:4mm;height:4mm;border:1px solid #1d2925;vertical-align:-0.6mm;margin-right:1.5mm}
.line{flex:1;border-bottom:1px solid #8a9a94;min-width:40mm}
.seal{margin:4mm 0;border:1px solid #1d2925;padding:4mm;break-inside:avoid}
.seal p{margin:0;display:flex;gap:6mm}.seal div{display:grid;grid-template-columns:repeat(4,1fr);gap:4mm;margin-top:10mm}.seal div span{border-top:1px solid #1d2925;font-size:9pt;padding-top:1mm}
img{max-width:100%;max-height:200mm;display:block;margin:2mm auto}
nav ol{columns:3;margin:2mm 0}
@media print{body{margin:0 1px;max-width:none;padding:0}nav~section,section+section{break-before:page}a{color:inherit;text-decoration:none}.page{background:none}}
`
