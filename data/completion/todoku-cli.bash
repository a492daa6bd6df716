# SPDX-License-Identifier: GPL-3.0-or-later
#
# Completion of todoku-cli for bash. The program itself is asked what there is.

_todoku_cli_ids() { todoku-cli "$1" 2>/dev/null | sed -n 's/^\([a-z0-9][a-z0-9_-]*\) — .*/\1/p'; }

# The options of a command, as its --help writes them: "--host=ID".
_todoku_cli_options() {
  todoku-cli "$1" --help 2>/dev/null \
    | sed -n 's/^  \(-., \)\?\(--[a-z-]*\(=.*\)\?\)   .*/\2/p' | sed 's/ *$//'
}

_todoku_cli() {
  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
  local command=${COMP_WORDS[1]} option offers

  # bash takes "--host=xserver" for three words.
  if [ "$current" = = ]; then
    current=
  elif [ "$previous" = = ]; then
    previous=${COMP_WORDS[COMP_CWORD - 2]}
  fi

  if [ "$COMP_CWORD" -eq 1 ]; then
    offers=$(todoku-cli --help 2>/dev/null | sed -n 's/^  \(--\)\?\([a-z][a-z-]*\)  .*/\1\2/p')
    offers+=" --help"
  elif option=$(_todoku_cli_options "$command" | grep -m 1 -e "^$previous="); then
    case $option in
      --host=* | --web-host=*) offers=$(_todoku_cli_ids hosts) ;;
      --sender=*) offers=$(_todoku_cli_ids senders) ;;
      --lang=*) offers=$(tr '|' ' ' <<<"${option#*=}") ;;
      *=FILE) compopt -o default ;;
    esac
  elif [ "${current:0:1}" = - ]; then
    offers=$(_todoku_cli_options "$command" | sed 's/=.*/=/')
  else
    compopt -o default
  fi

  mapfile -t COMPREPLY < <(compgen -W "$offers" -- "$current")
  if [ "${#COMPREPLY[@]}" -eq 1 ] && [ "${COMPREPLY[0]: -1}" = = ]; then
    compopt -o nospace
  fi
}

complete -F _todoku_cli todoku-cli
