"""Options that several commands have."""

from typing import Annotated

import typer

Json = Annotated[bool, typer.Option("--json", help="结果印成一个 JSON 对象")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="列出对外文书里换掉的每一处名字")]
Yes = Annotated[bool, typer.Option("--yes", help="不提问，用通常的答案")]
Out = Annotated[str, typer.Option("-o", "--out", metavar="文件", help="文件名")]
Force = Annotated[bool, typer.Option("--force", help="覆盖被人改过的文件")]
Allow = Annotated[list[str] | None, typer.Option("--allow", metavar="发现", help="核对过、确需公开的一处；可以写几次")]
