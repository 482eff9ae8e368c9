function __anlian_offers
    set -l words (commandline --tokenize --current-process --cut-at-cursor)
    set -lx ANLIAN_COMPLETE "="(commandline --current-token)
    set -l offers ($words[1] $words[2..] 2>/dev/null)
    if set -q offers[1]
        printf '%s\n' $offers
    else
        __fish_complete_path (commandline --current-token)
    end
end
complete --command anlian --no-files --arguments '(__anlian_offers)'
