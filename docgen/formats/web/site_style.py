"""The style sheet of the pages of a conference: for a phone, a screen, paper, and in the dark."""

from __future__ import annotations

from docgen.page.norm.model import Palette

_SANS = '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC",sans-serif'


def sheet(palette: Palette) -> str:
    """The rules, without a ``style`` element round them."""
    return f""":root{{--ink:#1d2736;--soft:#4d5a6e;--ground:#ffffff;--panel:#ffffff;--pale:{palette.pale};--line:#d7dee8;--main:{palette.main};--deep:{palette.deep};--accent:{palette.accent};--trim:{palette.trim}}}
@media (prefers-color-scheme:dark){{:root{{--ink:#e8ecf3;--soft:#b3bfd0;--ground:#10151d;--panel:#19202b;--pale:#1e2734;--line:#344052;--main:#9cc4ff;--accent:#ffa39b}}}}
*{{box-sizing:border-box}}
html{{-webkit-text-size-adjust:100%;text-size-adjust:100%}}
body{{margin:0;background:var(--ground);color:var(--ink);font:17px/1.85 {_SANS};overflow-wrap:anywhere;line-break:strict}}
h1,h2,h3,h4,p,ul,ol,figure{{margin:0;padding:0}}
a{{color:var(--main)}}
a:focus-visible{{outline:3px solid var(--trim);outline-offset:3px;border-radius:4px}}
.skip{{position:absolute;left:-999px;top:0;background:#fff;color:#000;padding:8px 16px;z-index:2}}
.skip:focus{{left:8px;top:8px}}
.wrap{{max-width:1040px;margin:0 auto;padding-left:24px;padding-right:24px}}
.band{{background:{palette.deep};color:#fff;padding:64px 0 88px;border-bottom:6px solid {palette.trim}}}
.whole{{display:inline-block}}
.band .by{{font-size:17px;letter-spacing:.06em;border-left:5px solid {palette.trim};padding-left:14px}}
h1,.cards .name{{word-break:keep-all}}
.band h1{{font-size:40px;line-height:1.35;font-weight:700;margin:18px 0 16px;text-wrap:balance}}
.band p{{max-width:46em}}
.band .day{{margin-top:14px;font-size:16px}}
.state{{display:inline-block;border:1px solid currentColor;border-radius:4px;padding:0 12px;margin-bottom:16px;font-size:15px}}
.facts{{list-style:none;display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:16px;margin-top:-52px;position:relative}}
.facts li{{background:var(--panel);border:1px solid var(--line);border-top:5px solid var(--trim);border-radius:12px;padding:18px 22px}}
.facts b{{display:block;white-space:nowrap;font-size:34px;line-height:1.25;color:var(--accent)}}
.facts span{{display:block;font-size:15.5px;line-height:1.5;color:var(--soft);margin-top:4px;text-wrap:balance}}
main{{padding-top:16px;padding-bottom:56px}}
.front{{padding-top:1px}}
.preface{{margin-top:28px;font-size:17px;color:var(--soft)}}
.preface p{{margin-bottom:.8em}}
h2{{font-size:25px;line-height:1.4;font-weight:700;margin:44px 0 20px;padding-left:16px;border-left:7px solid var(--main)}}
.cards{{list-style:none;display:grid;grid-template-columns:repeat(auto-fill,minmax(300px,1fr));gap:20px}}
.cards a{{display:flex;flex-direction:column;align-items:flex-start;height:100%;background:var(--panel);border:1px solid var(--line);border-radius:14px;padding:22px 24px;color:inherit;text-decoration:none}}
.cards a:hover{{border-color:var(--main)}}
.label{{display:inline-block;background:{palette.main};color:#fff;font-size:15px;line-height:1.7;font-weight:700;border-radius:6px;padding:0 12px}}
.cards .office{{font-size:15.5px;color:var(--soft);margin-left:12px}}
.cards .name{{font-size:21px;font-weight:700;line-height:1.45;margin-top:12px;text-wrap:balance}}
.cards .gist{{font-size:15.5px;line-height:1.7;color:var(--soft);margin-top:8px}}
.gist,.preface p,.band p,.text p{{text-wrap:pretty}}
.cards .figure{{font-size:15.5px;line-height:1.5;color:var(--soft);margin-top:auto;padding-top:14px}}
.figure b{{font-size:23px;color:var(--accent)}}
.picture{{max-width:560px;margin:0 auto;text-align:center}}
.picture img{{display:block;width:100%;height:auto;border:1px solid var(--line);border-radius:12px}}
.picture figcaption{{font-size:15.5px;margin-top:10px}}
.links{{list-style:none}}
.links li{{border-bottom:1px solid var(--line)}}
.links a{{display:block;padding:10px 2px}}
.files{{list-style:none;display:flex;flex-wrap:wrap;gap:14px}}
.files a{{display:block;border:1px solid var(--main);border-radius:8px;padding:8px 20px;text-decoration:none}}
.files a:hover{{background:var(--pale)}}
.bar{{background:{palette.deep};color:#fff;border-bottom:4px solid {palette.trim}}}
.bar .wrap{{display:flex;flex-wrap:wrap;align-items:center;gap:4px 20px;padding-top:14px;padding-bottom:14px}}
.bar .site{{flex:1;font-size:16px}}
.bar .state{{margin:0}}
.bar a{{color:#fff;text-decoration:none}}
.bar a:hover{{text-decoration:underline}}
.text{{max-width:820px;padding-top:40px}}
.text h1{{font-size:31px;line-height:1.45;font-weight:700;text-wrap:balance;margin-bottom:24px}}
.text h1 .label{{display:table;font-size:16px;margin-bottom:14px}}
.text h2,.text h3{{font-size:20px;line-height:1.5;color:var(--main);margin:34px 0 12px;padding:0 0 0 12px;border-left:5px solid var(--trim)}}
.key{{background:var(--pale);border-left:6px solid var(--main);border-radius:0 10px 10px 0;padding:16px 22px;margin-bottom:8px}}
.text .key p{{margin:0;text-align:start}}
.key .figure{{font-size:17px;color:var(--soft)}}
.key .figure b{{font-size:30px;line-height:1.4;white-space:nowrap}}
.key .figure + .gist{{margin-top:6px}}
.text p{{margin:0 0 1em;white-space:pre-wrap;text-align:justify}}
.text .关键词{{color:var(--soft)}}
.text .摘要{{background:var(--pale);border-left:5px solid var(--main);padding:14px 18px}}
.text figure{{margin:1.4em 0 .5em;text-align:center}}
.text img{{max-width:100%;height:auto;border-radius:6px}}
.text .图注,.text .来源,.text .署名行{{font-size:15.5px;color:var(--soft);text-align:center}}
.text table{{width:100%;border-collapse:collapse;margin:0 0 1em}}
.text td,.text th{{border:1px solid var(--line);padding:6px 10px;text-align:left}}
.way{{display:flex;flex-wrap:wrap;gap:14px;margin-top:44px;padding-top:22px;border-top:1px solid var(--line)}}
.way a{{border:1px solid var(--line);border-radius:8px;padding:8px 20px;text-decoration:none}}
.way a:hover{{border-color:var(--main)}}
.way .next{{margin-left:auto}}
footer{{border-top:1px solid var(--line);color:var(--soft);font-size:15px;padding:24px 0 40px}}
@media (max-width:600px){{.band{{padding:40px 0 76px}}.band h1{{font-size:29px}}.text h1{{font-size:25px}}.text p{{text-align:start}}.way .next{{margin-left:0}}.facts{{grid-template-columns:1fr;gap:10px}}.facts li{{display:flex;align-items:baseline;gap:14px;padding:10px 18px;border-top-width:1px;border-left:5px solid var(--trim)}}.facts b{{font-size:28px;min-width:4.2em}}.facts span{{margin:0}}}}
@media print{{@page{{size:210mm 297mm;margin:24mm 24mm 22mm}}:root{{--ink:#000;--soft:#222;--ground:#fff;--panel:#fff;--main:#000;--accent:#000}}body{{font-size:11.5pt;line-height:1.7}}.band,.bar{{background:none;color:#000;padding:0;border-bottom:2pt solid #000}}.bar a,a{{color:inherit;text-decoration:none}}.facts{{margin-top:16px}}.way,.skip{{display:none}}.cards{{display:block}}.cards li{{margin-bottom:10px;break-inside:avoid}}h1,h2,h3{{break-after:avoid}}.label{{background:none;color:#000;border:1pt solid #000}}.wrap,.text{{max-width:none;padding-left:0;padding-right:0}}}}"""
