#!/bin/sh
# 离线安装 docgen，不联网：sh 安装.sh [装到哪个文件夹]
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd) || exit 1
wanted=$(sed -n 's/^VERSIONS = "\([^"]*\)".*/\1/p' "$here/安装.py")
for version in $wanted; do
    if command -v "python$version" >/dev/null 2>&1; then
        exec "python$version" "$here/安装.py" "$@"
    fi
done
if command -v python3 >/dev/null 2>&1; then
    exec python3 "$here/安装.py" "$@"
fi
echo "没有找到 Python（要 $wanted）：先装 Python，再运行一次。" >&2
exit 1
