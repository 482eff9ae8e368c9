_anlian() {
    local line words=("${COMP_WORDS[@]:1:COMP_CWORD-1}") current="${COMP_WORDS[COMP_CWORD]}"
    COMPREPLY=()
    while IFS= read -r line; do
        COMPREPLY+=("$(printf '%q' "${line%%$'\t'*}")")
    done < <(ANLIAN_COMPLETE="=$current" "$1" "${words[@]}" 2>/dev/null)
}
complete -o default -F _anlian anlian
