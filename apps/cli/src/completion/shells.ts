export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

/**
 * The script for a shell. Each hands the words before the cursor to the program itself, so
 * what is completed is what the installed version understands.
 */
export function toScript(shell: Shell): string {
  return SCRIPTS[shell];
}

const BASH = `# bash completion for kubemonitor: source <(kubemonitor completion bash)
_kubemonitor() {
  local IFS=$'\\n'
  local words=("\${COMP_WORDS[@]:1:COMP_CWORD}")
  COMPREPLY=($(kubemonitor __complete -- "\${words[@]}" 2>/dev/null))
}
complete -o default -F _kubemonitor kubemonitor
`;

const ZSH = `#compdef kubemonitor
# zsh completion for kubemonitor: kubemonitor completion zsh > "\${fpath[1]}/_kubemonitor"
_kubemonitor() {
  local -a candidates
  candidates=("\${(@f)$(kubemonitor __complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  if [[ -n "\${candidates[*]}" ]]; then
    compadd -- "\${candidates[@]}"
  else
    _files
  fi
}
if [[ "\${funcstack[1]}" = _kubemonitor ]]; then
  _kubemonitor "$@"
else
  compdef _kubemonitor kubemonitor
fi
`;

const FISH = `# fish completion for kubemonitor: kubemonitor completion fish | source
function __kubemonitor_complete
  set -l words (commandline -opc) (commandline -ct)
  kubemonitor __complete -- $words[2..-1] 2>/dev/null
end
complete -c kubemonitor -a '(__kubemonitor_complete)'
`;

const SCRIPTS: Readonly<Record<Shell, string>> = { bash: BASH, zsh: ZSH, fish: FISH };
