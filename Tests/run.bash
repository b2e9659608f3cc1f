# ./sungov test: every runner there is, and one last line with the totals. Read by ../sungov.

help_test() {
  cat <<END
./sungov test [--long] [--filter X]

Builds everything and runs every test, headless, on databases and ports of its own. The last line is
"N passed, N failed" over all runners; the exit code is 0 only if something ran and nothing failed. Up to
$most_again failed .NET tests are run once more; what passes only then is named as unsteady.

  --long          the long runs too: every page for every role, 20 kills each of the server and of PostgreSQL, a
                  million requests to grains over a journal that loses requests and replies
  --filter X      only the .NET tests whose full name contains X
END
}

count() { passed=$((passed + $1)); failed=$((failed + $2)); }

# Remembers what failed, to be said once more just before the last line.
failed_is() { failures+=("$1"); }

# Shows failures as they happen and a line for every hundred tests.
show_progress() {
  local line done=0
  while IFS= read -r line; do
    case $line in
      '  Passed '*) done=$((done + 1)); if [ $((done % 100)) = 0 ]; then say "  $done passed ..."; fi ;;
      *) if [ -n "${line// /}" ]; then printf '%s\n' "$line"; fi ;;
    esac
  done
}

# Runs the .NET tests that the filter names and leaves what became of them in $results/$2.trx.
run_dotnet() {
  dotnet test "$root/Tests/SunGov.Tests.csproj" -c Release --no-build --nologo ${1:+--filter "$1"} \
    --logger "trx;LogFileName=$2.trx" --logger 'console;verbosity=normal' --results-directory "$results" \
    --blame-hang-timeout "$hang" --blame-hang-dump-type none 2>&1 | show_progress || true
}

# Names of the tests in a trx that passed, or with -v of those that did not, one a line.
passed_in() {
  grep '<UnitTestResult ' "$results/$1.trx" | grep ${2:-} 'outcome="Passed"' |
    sed -n 's/.* testName="\([^"]*\)".*/\1/p'
}

# At most this many failed tests are run once more: browsers and busy machines fail a few now and then, a defect fails
# again. A test that passes only then counts as passed and is named as unsteady.
most_again=5

again_dotnet() {
  local names=("$@") filter='' name good
  for name in "${names[@]}"; do filter+="${filter:+|}FullyQualifiedName=${name%%(*}"; done
  say "Once more, what failed ..."
  run_dotnet "$filter" again
  good=$(passed_in again || true)
  for name in "${names[@]}"; do
    if grep -qxF -- "$name" <<<"$good"; then
      unsteady+=("$name")
      count 1 -1
    else
      failed_is "$name"
    fi
  done
}

test_dotnet() {
  local filter=$1 trx=$results/dotnet.trx counters test names=()
  say "Running the .NET tests ..."
  run_dotnet "$filter" dotnet
  counters=$(grep -o '<Counters [^>]*>' "$trx" 2>/dev/null) ||
    { say "The .NET tests did not finish."; failed_is "the .NET tests did not finish"; count 0 1; return; }
  number() { sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p" <<<"$counters"; }
  local total good
  total=$(number total); good=$(number passed)
  count "$good" $((total - good))
  while IFS= read -r test; do names+=("$test"); done < <(passed_in dotnet -v)
  if grep -q '<ResultSummary outcome="\(Failed\|Aborted\|Error\)"' "$trx" && [ "$total" = "$good" ]; then
    failed_is "the run of the .NET tests as a whole"
    count 0 1
  elif [ ${#names[@]} -gt 0 ] && [ ${#names[@]} -le "$most_again" ]; then
    again_dotnet "${names[@]}"
  else
    for test in ${names[@]+"${names[@]}"}; do failed_is "$test"; done
  fi
}

# One check of the web that either passes or fails as a whole.
check_web() {
  say "Web: npm run $1 ..."
  if (cd "$root/Web" && npm run --silent "$1") >"$results/web-$1.log" 2>&1; then count 1 0; return; fi
  count 0 1
  failed_is "npm run $1"
  tail -n 40 "$results/web-$1.log"
}

test_web() {
  [ -f "$root/Web/package.json" ] || return 0
  local script json=$results/vitest.json
  for script in lint typecheck lint:api; do
    if [ -n "$(node -p "require('$root/Web/package.json').scripts['$script'] ?? ''")" ]; then check_web "$script"; fi
  done
  say "Web: is the client that of Api/openapi.json ..."
  if (cd "$root/Web" && npx --no-install openapi-typescript ../Api/openapi.json --output "$results/schema.d.ts") \
    >"$results/web-client.log" 2>&1 && diff -q "$results/schema.d.ts" "$root/Web/src/api/schema.d.ts" >/dev/null; then
    count 1 0
  else
    count 0 1
    failed_is "the client made from Api/openapi.json"
    say "Web/src/api/schema.d.ts is out of date (or see $results/web-client.log); npm run client makes it anew"
  fi
  say "Web: vitest ..."
  (cd "$root/Web" && npx --no-install vitest run --reporter=json --outputFile.json="$json") \
    >"$results/vitest.log" 2>&1 || tail -n 40 "$results/vitest.log"
  local counts test
  while IFS= read -r test; do failed_is "$test"; done < <(node -p "require('$json').testResults.flatMap((file) =>
    [...(file.message ? [file.name] : []), ...file.assertionResults.filter((each) => each.status === 'failed')
      .map((each) => each.fullName)]).join('\n')" | grep .)
  counts=$(node -p "const r = require('$json'); r.numPassedTests + ' ' + (r.numTotalTests - r.numPassedTests +
    (r.success || r.numFailedTests ? 0 : 1))") || counts='0 1'
  # shellcheck disable=SC2086
  count $counts
}

cmd_test() {
  local long='' name='' filter hang=10min
  while [ $# -gt 0 ]; do
    case $1 in
      --long) long=1; hang=90min ;;
      --filter) name=${2:-}; [ -n "$name" ] || misuse test "--filter needs a name"; shift ;;
      *) misuse test "test does not know '$1'" ;;
    esac
    shift
  done
  unset SUNGOV_DB SUNGOV_DB_OWNER SUNGOV_DATA
  passed=0 failed=0 failures=() unsteady=() results=$data/test-results
  prepare test
  build_web
  rm -rf "$results"
  mkdir -p "$results"
  filter=${name:+FullyQualifiedName~$name}
  if [ -z "$long" ]; then filter=${filter:+$filter&}speed!=long; fi
  test_dotnet "$filter"
  if [ -z "$name" ]; then test_web; fi
  if [ $((passed + failed)) = 0 ]; then say "No test ran, which counts as a failure."; failed=1; fi
  local each
  for each in ${unsteady[@]+"${unsteady[@]}"}; do say "unsteady, passed only when run once more: $each"; done
  for each in ${failures[@]+"${failures[@]}"}; do say "failed: $each"; done
  say "$passed passed, $failed failed"
  [ "$failed" = 0 ]
}
