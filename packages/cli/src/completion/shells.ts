export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

/*
 * Each script asks the program itself, `ingot __complete WORD…`, with the words up to the cursor, the last one perhaps
 * empty. It gets one candidate a line, with a line of help after a tab; a line `:files` asks for names of files.
 */

const BASH = String.raw`# bash completion for ingot: source <(ingot completion bash)
_ingot() {
  local line word="\${COMP_WORDS[COMP_CWORD]}"
  COMPREPLY=()
  while IFS=$'\t' read -r line _; do
    if [ "$line" = ":files" ]; then
      compopt -o default 2>/dev/null
      COMPREPLY=()
      return
    fi
    COMPREPLY+=("$(printf '%q' "$line")")
  done < <("\${COMP_WORDS[0]}" __complete "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -F _ingot ingot
`;

const ZSH = String.raw`#compdef ingot
# zsh completion for ingot: source <(ingot completion zsh)
_ingot() {
  local name help
  local -a candidates
  while IFS=$'\t' read -r name help; do
    if [ "$name" = ":files" ]; then
      _files
      return
    fi
    candidates+=("\${name//:/\\:}:$help")
  done < <("\${words[1]}" __complete "\${(@Q)words[2,CURRENT]}" 2>/dev/null)
  _describe ingot candidates
}
if [ "\${funcstack[1]}" = _ingot ]; then _ingot; else compdef _ingot ingot; fi
`;

const FISH = String.raw`# fish completion for ingot: ingot completion fish | source
function __ingot_complete
    set -l words (commandline --tokenize --cut-at-cursor --current-process)
    set -l word (commandline --current-token --cut-at-cursor)
    for line in ($words[1] __complete $words[2..-1] "$word" 2>/dev/null)
        if test "$line" = ":files"
            __fish_complete_path "$word"
        else
            echo $line
        end
    end
end
complete --command ingot --no-files --arguments '(__ingot_complete)'
`;

const SCRIPTS: Readonly<Record<Shell, string>> = { bash: BASH, zsh: ZSH, fish: FISH };

/** What a shell has to read to complete the command line of `ingot`. */
export function completionScript(shell: Shell): string {
  return SCRIPTS[shell].replaceAll('\\$', '$');
}
