#!/usr/bin/env bash
# Searches one reader for input that it does not refuse as it should: fuzz.sh TARGET [MINUTES [FOLDER]]
# Builds nothing: `dotnet build -c Release tests/Fuzz` first. A copy of what was built is instrumented, and lies with all that is found in FOLDER,
# .tools/fuzz of the repository unless given; a search that was there before goes on. The last line has the number of runs, crashes and hangs.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
target=${1:?TARGET, one of those of README.md}
minutes=${2:-10}
folder=${3:-$here/../../.tools/fuzz}
built=$here/bin/Release/net10.0
work=$folder/$target
copy=$folder/instrumented
mkdir -p "$work"

# What is searched, and the libraries of others that take its input apart. Both are managed code; ecCodes is not, and is only asked for the place of its tables.
instrumented=(Slams.Core Slams.Formats Slams.Streaming Slams.Hosting Slams.Ingest.Polling Slams.Publisher Slams.Diffusion PureHDF Parquet)

# By content: a copy of what was built before would find what has been mended since. One makes it, for all that are started at once.
exec 9> "$folder/instrumented.lock"
flock 9
version=$(cat "$built"/Slams.*.dll | sha256sum | cut -c1-16)
if [ "$(cat "$copy/version" 2> /dev/null)" != "$version" ]; then
    rm -rf "$copy"
    cp -r "$built" "$copy"
    paths=("${instrumented[@]/#/$copy/}")
    dotnet "$built/Slams.Fuzz.dll" instrument "${paths[@]/%/.dll}" > /dev/null
    echo "$version" > "$copy/version"
fi
exec 9>&-

# Seeds, and what was found before: it leads near to what has not been found yet.
rm -rf "$work/in"
mkdir -p "$work/in"
cp "$here/seeds/$target"/* "$work/in"
if compgen -G "$here/found/$target/*" > /dev/null; then cp "$here/found/$target"/* "$work/in"; fi

export AFL_SKIP_BIN_CHECK=1 AFL_SKIP_CPUFREQ=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_NO_AFFINITY=1 AFL_NO_UI=1 AFL_AUTORESUME=1 AFL_SKIP_CRASHES=1
# 512 MB for everything that the reader holds, in hexadecimal digits; one collector and compiler, for one input at a time.
export DOTNET_GCHeapHardLimit=20000000 DOTNET_gcServer=0 DOTNET_TieredPGO=0 DOTNET_DbgEnableMiniDump=0

# Five seconds of the processor for one input end the process, which is a crash. By the clock nothing is too slow, but for what waits for ever: a process starts
# with the first input, and takes long where others work on the machine.
ulimit -c 0
status=0
afl-fuzz -i "$work/in" -o "$work/out" -V $((minutes * 60)) -t 600000 -m none -- dotnet "$copy/Slams.Fuzz.dll" fuzz "$target" > "$work/afl.log" 2>&1 || status=$?
stats=$work/out/default/fuzzer_stats
if [ $status -ne 0 ] || [ ! -e "$stats" ]; then
    grep -v "^$" "$work/afl.log" | tail -20 >&2
    exit 1
fi

value() { sed -n "s/^$1 *: //p" "$stats"; }
echo "$target: $(value execs_done) runs, $(value corpus_count) inputs kept, $(value saved_crashes) crashes, $(value saved_hangs) hangs ($work/out/default)"
