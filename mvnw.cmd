@echo off
rem Runs Maven on a JDK of 25 or later: an installed Maven, otherwise the one pinned in
rem .mvn\wrapper\maven-wrapper.properties, fetched once. MVNW_REPOURL names a mirror for that.
setlocal enabledelayedexpansion
set "JDK="
call :consider "%JAVA_HOME%"
for /f "delims=" %%j in ('where javac 2^>nul') do call :consider "%%~dpj.."
for /d %%j in ("%ProgramFiles%\Eclipse Adoptium\jdk-*" "%ProgramFiles%\Java\jdk-*" "%ProgramFiles%\Microsoft\jdk-*" "%ProgramFiles%\Amazon Corretto\jdk*" "%ProgramFiles%\Zulu\zulu-*" "%USERPROFILE%\.jdks\*") do call :consider "%%~j"
if not defined JDK (
    echo mvnw: Signet needs a JDK of version 25 or later: install one, or set JAVA_HOME to it. 1>&2
    exit /b 1
)
set "JAVA_HOME=%JDK%"
set "MAVEN_OPTS=--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED %MAVEN_OPTS%"
where mvn >nul 2>nul && (
    call mvn %*
    exit /b !errorlevel!
)
for /f "delims=" %%m in ('call "%JDK%\bin\java.exe" "%~dp0.mvn\wrapper\FetchMaven.java" "%~dp0.mvn\wrapper\maven-wrapper.properties" "%USERPROFILE%\.m2\wrapper"') do set "MAVEN=%%m"
if not defined MAVEN exit /b 1
call "%MAVEN%\bin\mvn.cmd" %*
exit /b %errorlevel%

rem Takes the JDK in folder %1 if there is none yet and its version is 25 or later.
:consider
if defined JDK exit /b 0
if "%~1"=="" exit /b 0
if not exist "%~1\bin\javac.exe" exit /b 0
for /f "tokens=2 delims=. " %%v in ('call "%~1\bin\javac.exe" -version 2^>^&1') do (
    if %%v geq 25 set "JDK=%~f1"
)
exit /b 0
