# Completion of crosscheck for bash: source it, or copy it to /usr/share/bash-completion/completions/crosscheck.
_crosscheck() {
    local word=${COMP_WORDS[COMP_CWORD]} line
    # The program itself knows its commands, options and their values; paths are the shell's.
    mapfile -t COMPREPLY < <(compgen -W "$("${COMP_WORDS[0]}" "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null)" -- "$word")
    if [[ ${#COMPREPLY[@]} -eq 0 || $word != -* ]]; then
        while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -f -- "$word")
    fi
}
complete -o filenames -F _crosscheck crosscheck
