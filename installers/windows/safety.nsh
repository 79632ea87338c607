; What keeps an installed version whole: checks of the folder, the exchange, and the ways back.

!define LONGEST_PATH 259

; Sets $There to the version that is installed in $INSTDIR, "" for none.
Function ReadThere
  StrCpy $There ""
  ReadINIStr $There "$INSTDIR\install.ini" "install" "version"
  ClearErrors
FunctionEnd

; Sets $Problem and $Code when Mouthpiece cannot be installed into $INSTDIR.
Function CheckFolder
  StrCpy $Problem ""
  Call ReadThere
  ${If} $There != ""
    ${VersionCompare} "$There" "${VERSION}" $0
    ${If} $0 == 1
      StrCpy $Problem $(NewerThere)
      StrCpy $Code ${CODE_NEWER}
      Return
    ${EndIf}
  ${ElseIf} ${FileExists} "$INSTDIR\app\*.*"
  ${AndIfNot} ${FileExists} "$INSTDIR\incomplete"
    StrCpy $Problem $(ForeignFolder)
    StrCpy $Code ${CODE_FOREIGN}
    Return
  ${EndIf}
  StrLen $0 "$INSTDIR\app.new\"
  IntOp $0 $0 + ${LONGEST}
  ${If} $0 > ${LONGEST_PATH}
    StrCpy $Problem $(TooLong)
    StrCpy $Code ${CODE_LONG}
    Return
  ${EndIf}
  ${GetRoot} "$INSTDIR" $1
  ClearErrors
  ${DriveSpace} "$1\" "/D=F /S=M" $2
  ${IfNot} ${Errors}
  ${AndIf} $2 < ${SIZE_MB}
    StrCpy $Problem $(NoSpace)
    StrCpy $Code ${CODE_SPACE}
  ${EndIf}
  ClearErrors
FunctionEnd

; Puts the folder back into a state that somebody meant, after a try that was broken off.
Function Recover
  ${IfNot} ${FileExists} "$INSTDIR\incomplete"
    Return
  ${EndIf}
  ClearErrors
  FileOpen $0 "$INSTDIR\incomplete" r
  FileRead $0 $1
  FileClose $0
  Call ReadThere
  ${If} ${FileExists} "$INSTDIR\app.old\*.*"
    ${If} ${FileExists} "$INSTDIR\app\*.*"
    ${AndIf} $There == $1
      RMDir /r "$INSTDIR\app.old" ; it had come to its end but for the tidying up
    ${Else}
      Call PutBack
    ${EndIf}
  ${EndIf}
  RMDir /r "$INSTDIR\app.new"
  Delete "$INSTDIR\incomplete"
  ClearErrors
FunctionEnd

Function PutBack
  RMDir /r "$INSTDIR\app"
  Rename "$INSTDIR\app.old" "$INSTDIR\app"
FunctionEnd

; Renames the folder $R1 to $R2 inside $INSTDIR, or ends. Virus scanners like to look into new
; files, and hold them for some seconds.
Function RenamePatiently
  StrCpy $R3 0
  ${Do}
    ClearErrors
    Rename "$INSTDIR\$R1" "$INSTDIR\$R2"
    ${IfNot} ${Errors}
      Return
    ${EndIf}
    Sleep 500
    IntOp $R3 $R3 + 1
  ${LoopUntil} $R3 >= 20
  Abort $(FilesInUse)
FunctionEnd

; Makes `app.new` the program and keeps what was the program as `app.old`.
Function Exchange
  RMDir /r "$INSTDIR\app.old"
  ${If} ${FileExists} "$INSTDIR\app\*.*"
    StrCpy $R1 "app"
    StrCpy $R2 "app.old"
    Call RenamePatiently
  ${EndIf}
  StrCpy $R1 "app.new"
  StrCpy $R2 "app"
  Call RenamePatiently
FunctionEnd

; After a failure: everything as it was before.
Function RollBack
  SetOutPath "$TEMP"
  ${If} ${FileExists} "$INSTDIR\app.old\*.*"
    Call PutBack
  ${EndIf}
  RMDir /r "$INSTDIR\app.new"
  Delete "$INSTDIR\incomplete"
  Call ReadThere
  ${If} $There == ""
    ; Nothing was here before. What has been fetched stays for the next try.
    RMDir /r "$INSTDIR\app"
    RMDir "$INSTDIR"
  ${EndIf}
FunctionEnd

!macro IsRunning un
; Sets $0 to 1 when a Mouthpiece runs, of whatever user.
Function ${un}IsRunning
  System::Call 'kernel32::OpenMutexW(i 0x00100000, i 0, w "${RUNNING}") p .r1 ?e'
  Pop $2
  StrCpy $0 0
  ${If} $1 P<> 0
    System::Call 'kernel32::CloseHandle(p r1)'
    StrCpy $0 1
  ${ElseIf} $2 == 5 ; another user's
    StrCpy $0 1
  ${EndIf}
FunctionEnd

; Waits at most a minute for it to end; $0 is 1 when it still runs.
Function ${un}AwaitEnd
  StrCpy $3 0
  ${Do}
    Call ${un}IsRunning
    ${If} $0 == 0
    ${OrIf} $3 >= 120
      ${Break}
    ${EndIf}
    Sleep 500
    IntOp $3 $3 + 1
  ${Loop}
FunctionEnd
!macroend
!insertmacro IsRunning ""
!insertmacro IsRunning "un."

; Asks to close a running Mouthpiece; its videos wait in the queue and go on afterwards.
Function CloseRunning
  ${Do}
    Call IsRunning
    ${If} $0 == 0
      Return
    ${EndIf}
    ${If} ${Silent}
    ${AndIf} $MayClose != "yes"
      Push $(StillRunning)
      Push ${CODE_RUNNING}
      Call Refuse
    ${EndIf}
    ${IfNot} ${Silent}
    ${AndIfNot} ${Cmd} `MessageBox MB_OKCANCEL|MB_ICONQUESTION "$(AskToClose)" IDOK`
      SetErrorLevel 1
      Quit
    ${EndIf}
    nsExec::ExecToLog '"$INSTDIR\app\mouthpiece.exe" quit'
    Pop $0
    Call AwaitEnd
    ${If} $0 == 1
    ${AndIf} ${Silent}
      Push $(StillRunning)
      Push ${CODE_RUNNING}
      Call Refuse
    ${EndIf}
  ${Loop}
FunctionEnd

Function un.RefuseWhileRunning
  ${Do}
    Call un.IsRunning
    ${If} $0 == 0
      Return
    ${EndIf}
    ${IfNot} ${Cmd} `MessageBox MB_OKCANCEL|MB_ICONQUESTION "$(AskToClose)" /SD IDOK IDOK`
      SetErrorLevel 1
      Quit
    ${EndIf}
    nsExec::ExecToLog '"$INSTDIR\app\mouthpiece.exe" quit'
    Pop $0
    Call un.AwaitEnd
    ${If} $0 == 1
    ${AndIfNot} ${Cmd} `MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(StillRunning)" /SD IDCANCEL IDRETRY`
      SetErrorLevel ${CODE_RUNNING}
      Quit
    ${EndIf}
  ${Loop}
FunctionEnd
