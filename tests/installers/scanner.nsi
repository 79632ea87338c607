; Stands in for a scanner: reads a file for some seconds, and nobody can remove it meanwhile.
Unicode true
Target amd64-unicode
SilentInstall silent
RequestExecutionLevel user
OutFile "${OUTFILE}"

Section
  FileOpen $0 "${FILE}" r
  FileOpen $1 "$EXEDIR\held.txt" w
  FileClose $1
  Sleep ${MILLISECONDS}
  FileClose $0
SectionEnd
