#compdef todoku-cli
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Completion of todoku-cli for zsh. The program itself is asked what there is.

_todoku_cli_ids() {
  local -a ids
  ids=(${(f)"$(todoku-cli $1 2>/dev/null | sed -n 's/^\([a-z0-9][a-z0-9_-]*\) — \(.*\)/\1:\2/p')"})
  _describe -t ids "$1" ids
}

# What _arguments wants to hear of each line of the --help, as
# "  --host=ID     The mail host".
_todoku_cli_options() {
  local line name value action
  for line in ${(f)"$(todoku-cli $1 --help 2>/dev/null)"}; do
    [[ $line =~ '^  (-(.), )?--([a-z-]+)(=(.*[^ ]))?   +(.*)$' ]] || continue
    name=$match[3] value=${match[5]//:/\\:}
    line=${${match[6]//\[/\\[}//\]/\\]}
    case $name=$value in
      host=* | web-host=*) action='{_todoku_cli_ids hosts}' ;;
      sender=*) action='{_todoku_cli_ids senders}' ;;
      lang=*) action="(${value//|/ })" ;;
      *=FILE) action=_files ;;
      *) action=' ' ;;
    esac
    if [[ -n $value ]]; then
      specs+=("*--$name=[$line]:$value:$action")
    else
      specs+=("--${name}[$line]")
    fi
  done
}

_todoku_cli() {
  local -a commands specs
  if ((CURRENT == 2)); then
    commands=(${(f)"$(todoku-cli --help 2>/dev/null \
      | sed -n 's/^  \(--\)\?\([a-z][a-z-]*\)  *\(.*\)/\1\2:\3/p')"} --help)
    _describe -t commands command commands
  else
    _todoku_cli_options $words[2]
    shift words
    ((CURRENT--))
    _arguments $specs '*:file:_files'
  fi
}

_todoku_cli "$@"
