@echo off
chcp 65001 >nul
setlocal
set PYTHONUTF8=1
for /f "tokens=2 delims==" %%v in ('findstr /b /c:"VERSIONS = " "%~dp0安装.py"') do set wanted=%%v
for %%p in (3.14 3.13 3.12 3.11 3.10) do (
  echo %wanted% | findstr /c:"%%p" >nul && py -%%p -c "" >nul 2>nul && (
    py -%%p "%~dp0安装.py" %*
    goto :end
  )
)
python -c "" >nul 2>nul && (
  python "%~dp0安装.py" %*
  goto :end
)
echo 没有找到 Python：先装 Python，再运行一次。
:end
pause
