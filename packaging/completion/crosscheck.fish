# Completion of crosscheck for fish: copy it to ~/.config/fish/completions/.
complete -c crosscheck -a '(crosscheck "[suggest:"(commandline -C)"]" (commandline -p) 2>/dev/null)'
