#!/usr/bin/env bash
# Judges a change request with the tools, schemas and configuration of the base: of the head only plans/ is taken, as data.
#
#   tools/ci/pull-request.sh BASE HEAD OUT [FORMAT]
#
# To be run from a checkout of the base in a full clone that holds both commits. FORMAT is one of preplan check (default
# text). Writes OUT/review.md, OUT/review.html and OUT/check.txt (gitlab: OUT/gl-code-quality-report.json).
# PREPLAN is the command to run (default .venv/bin/preplan), TITLE the title of the request, checked if given.
# Exit codes as preplan's: 0 fine, 1 findings, 2 could not run.
set -euo pipefail

fail() { echo "$1" >&2; exit 2; }
[ $# -ge 3 ] || fail "用法：tools/ci/pull-request.sh 基准 改动 输出目录 [格式]"
root=$(git rev-parse --show-toplevel) || fail "这里不是 git 仓库"
[ "$(git rev-parse --is-shallow-repository)" = false ] || fail "只取了最近的提交，请完整克隆（fetch-depth: 0）"
base=$(git rev-parse --verify --quiet "$1^{commit}") || fail "没有版本「$1」"
head=$(git rev-parse --verify --quiet "$2^{commit}") || fail "没有版本「$2」"
# A platform that hands over the base as head would else see every request pass unread.
! git merge-base --is-ancestor "$head" "$base" || fail "改动的提交已经在基准中，没有可以审阅的内容；请核对传入的是不是改动的提交"
mkdir -p "$3"
out=$(cd "$3" && pwd)
format=${4:-text}
cd "$root" # below, plans is the one at the top
read -r -a preplan <<<"${PREPLAN:-$root/.venv/bin/preplan}"

# A link or a submodule below plans/ could lead out of it.
odd=$(git -c core.quotePath=false ls-tree -r "$head" -- plans | awk '$1 != "100644" && $1 != "100755"')
[ -z "$odd" ] || fail "plans/ 中有链接或者子模块，不予检查：
$odd"

# What main would hold after the merge; a branch that lags behind must not undo what came since.
code=0
merged=$(git merge-tree --write-tree "$base" "$head" 2>/dev/null) || code=$?
[ "$code" -ne 1 ] || fail "与基准版本有冲突，请先把基准合并到改动中并解决冲突"
[ "$code" -eq 0 ] || fail "git 不能合并两个版本：需要 git 2.38 或更新版本，两个版本要有共同的历史"
tree=${merged%%$'\n'*}
git cat-file -e "$tree:plans" 2>/dev/null || fail "改动删去了整个 plans/，不予检查"

work=$(mktemp -d)
trap 'git worktree remove --force "$work/library" >/dev/null 2>&1 || true; rm -rf "$work"' EXIT
git worktree add --quiet --detach "$work/library" "$base"
cd "$work/library"
rm -rf plans
git checkout --quiet "$tree" -- plans
# Files that the request removed are not in the tree, but still in the index of the base.
git ls-files -z --deleted -- plans | xargs -0 -r git rm --quiet --cached --

# Indented: a name that begins with two colons would be a command to the platform that shows this.
outside=$(git -c core.quotePath=false diff --name-only "$base...$head" -- . ':!plans' | sed 's/^/  - /')
[ -z "$outside" ] || echo "plans/ 以外的改动不参加本次检查，由负责工具的人另行审查：
$outside"

worst=0
run() { local code=0; "$@" || code=$?; [ "$code" -le "$worst" ] || worst=$code; }
if [ "$format" = gitlab ]; then
  run "${preplan[@]}" check --format gitlab --output "$out/gl-code-quality-report.json"
elif [ "$format" != text ]; then
  run "${preplan[@]}" check --format "$format"
fi
run "${preplan[@]}" check --output "$out/check.txt"
[ "$format" != text ] || run "${preplan[@]}" check
run "${preplan[@]}" review --base "$base" --format md --output "$out/review.md"
run "${preplan[@]}" review --base "$base" --format html --output "$out/review.html"
if [ -n "${TITLE:-}" ]; then run "${preplan[@]}" title -- "$TITLE"; fi # -- : a title is no option
if [ -n "${GITHUB_STEP_SUMMARY:-}" ] && [ -s "$out/review.md" ]; then cat "$out/review.md" >>"$GITHUB_STEP_SUMMARY"; fi
exit "$worst"
