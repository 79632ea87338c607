; Stands in for CPython's python.exe and pythonw.exe where only the installing is of interest: it
; notes how it was called, in `calls.txt` beside itself, and ends with the code EXIT.
Unicode true
Target amd64-unicode
SilentInstall silent
RequestExecutionLevel user
OutFile "${OUTFILE}"
!include FileFunc.nsh

Section
  FileOpen $0 "$EXEDIR\calls.txt" a
  FileSeek $0 0 END
  FileWriteUTF16LE $0 "$CMDLINE$\r$\n"
  FileClose $0
  SetErrorLevel ${EXIT}
SectionEnd
