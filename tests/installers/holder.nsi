; Stands in for a running Mouthpiece: holds its mutex for some seconds.
Unicode true
Target amd64-unicode
SilentInstall silent
RequestExecutionLevel user
OutFile "${OUTFILE}"

Section
  System::Call 'kernel32::CreateMutexW(p 0, i 0, w "Global\Mouthpiece.Running") p .r0'
  FileOpen $1 "$EXEDIR\held.txt" w
  FileClose $1
  Sleep ${MILLISECONDS}
SectionEnd
