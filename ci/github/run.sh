#!/usr/bin/env bash
# The step of action.yml that runs the suite: inputs become options, the exit code becomes an output. Secrets stay in the
# environment, where no other process sees them.
set -uo pipefail

options=()
option() { if [ -n "$2" ]; then options+=("$1" "$2"); fi; }
results=${INPUT_RESULTS_DIR:-${OCI_RESULTS_DIR:-.}}
option --repository "${INPUT_REPOSITORY:-}"
option --second-repository "${INPUT_SECOND_REPOSITORY:-}"
option --spec "${INPUT_SPEC:-}"
option --baseline "${INPUT_BASELINE:-}"
option --out "$results"
for format in html junit results-yaml github; do option --reporter "$format"; done
read -ra further <<<"${INPUT_ARGUMENTS:-}"
if [ -n "${INPUT_USERNAME:-}" ]; then export OCI_USERNAME=$INPUT_USERNAME; fi
if [ -n "${INPUT_PASSWORD:-}" ]; then export OCI_PASSWORD=$INPUT_PASSWORD; fi
unset INPUT_PASSWORD

code=0
node "$ACTION_PATH/dist/cli/bin.js" run "${options[@]}" "${further[@]}" ${INPUT_REGISTRY:+"$INPUT_REGISTRY"} || code=$?

case $code in 0) conformant=true ;; 1) conformant=false ;; *) conformant= ;; esac
{
  echo "conformant=$conformant"
  echo "exit-code=$code"
  echo "results-dir=$results"
} >>"${GITHUB_OUTPUT:-/dev/null}"

if [ "$code" = 1 ] && [ "${INPUT_FAIL:-true}" = false ]; then exit 0; fi
exit "$code"
