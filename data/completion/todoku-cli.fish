# SPDX-License-Identifier: GPL-3.0-or-later
#
# Completion of todoku-cli for fish. The program itself is asked what there is.

function __todoku_cli_ids
    todoku-cli $argv[1] 2>/dev/null | string replace -rf '^([a-z0-9][a-z0-9_-]*) — (.*)' '$1\t$2'
end

# What an option takes, by how --help writes it: "host=ID".
function __todoku_cli_value
    switch $argv[1]
        case 'host=*' 'web-host=*'
            string join \n -- -x -a '(__todoku_cli_ids hosts)'
        case 'sender=*'
            string join \n -- -x -a '(__todoku_cli_ids senders)'
        case 'lang=*'
            string join \n -- -x -a (string replace -r '.*=' '' $argv[1] | string replace '|' ' ')
        case '*=FILE'
            string join \n -- -r -F
        case '*=*'
            echo -- -x
    end
end

function __todoku_cli_add_options
    for line in (todoku-cli $argv[1] --help 2>/dev/null | string match -r '^  .*--.*')
        set -l part (string match -r '^  (?:-., )?--(([a-z-]+)(?:=.*?)?)   +(.*)$' -- $line)
        test (count $part) -eq 4; or continue
        complete -c todoku-cli -n "__fish_seen_subcommand_from $argv[1]" -l $part[3] -d $part[4] \
            (__todoku_cli_value $part[2])
    end
end

complete -c todoku-cli -n __fish_use_subcommand -f
for line in (todoku-cli --help 2>/dev/null | string match -r '^  [a-z-].*')
    set -l part (string match -r '^  ((?:--)?)([a-z][a-z-]*)  +(.*)$' -- $line)
    if test -n "$part[2]"
        complete -c todoku-cli -n __fish_use_subcommand -l $part[3] -d $part[4]
    else
        complete -c todoku-cli -n __fish_use_subcommand -a $part[3] -d $part[4]
        __todoku_cli_add_options $part[3]
    end
end
complete -c todoku-cli -n __fish_use_subcommand -l help
