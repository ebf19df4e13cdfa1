# Sourced by demo and test: sets $python to plain python3, or else to the newest Python that is new enough.
python=
for candidate in python3 python3.14 python3.13 python3.12 python3.11 python3.10; do
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 10))' >/dev/null 2>&1; then
        python=$candidate
        break
    fi
done
if [ -z "$python" ]; then
    echo '没有找到 Python 3.10 或更高的版本。请先安装：' >&2
    echo '  Debian／Ubuntu：sudo apt-get install python3' >&2
    echo '  macOS：brew install python3，或到 Python 官网下载安装包' >&2
    exit 1
fi
