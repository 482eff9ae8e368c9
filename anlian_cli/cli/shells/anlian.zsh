_anlian() {
    local line
    local -a offers
    while IFS= read -r line; do
        line="${line//:/\\:}"
        offers+=("${line/$'\t'/:}")
    done < <(ANLIAN_COMPLETE="=${(Q)words[CURRENT]}" "${words[1]}" "${(@Q)words[2,CURRENT-1]}" 2>/dev/null)
    if (( $#offers )); then
        _describe anlian offers -U
    else
        _files
    fi
}
(( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
compdef _anlian anlian
