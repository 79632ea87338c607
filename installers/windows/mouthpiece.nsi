; The installer for Windows. installers/build.py says the defines; README.md there explains.
;
; What may happen to the power at any moment decides the order of things: everything new is laid
; into `app.new`, the running version stays whole until two renames exchange the folders, and the
; version in `install.ini` is written last. The file `incomplete` names the version that is being
; installed; whoever finds it knows how far the last try came (see Recover).

Unicode true
Target amd64-unicode
SetCompressor ${COMPRESSOR}
ManifestDPIAware true
ManifestSupportedOS all
ManifestLongPathAware true
RequestExecutionLevel user
AllowSkipFiles off
BrandingText " "

Name "Mouthpiece"
OutFile "${OUTFILE}"
InstallDir ""
ShowInstDetails nevershow
ShowUninstDetails nevershow

!include MUI2.nsh
!include FileFunc.nsh
!include LogicLib.nsh
!include WordFunc.nsh
!include x64.nsh

VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=0 "ProductName" "Mouthpiece"
VIAddVersionKey /LANG=0 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "FileDescription" "Mouthpiece ${VERSION} (${FLAVOUR})"
VIAddVersionKey /LANG=0 "LegalCopyright" "Apache License 2.0"

!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Mouthpiece"
!define RUNNING "Global\Mouthpiece.Running" ; app/running_mutex.py holds it

; Exit codes; 0, 1 (stopped by the user) and 2 (failed, put back) are NSIS's own.
!define CODE_RUNNING 10
!define CODE_ADMIN 11
!define CODE_SPACE 12
!define CODE_LONG 13
!define CODE_NEWER 14
!define CODE_FOREIGN 15
!define CODE_OLD_WINDOWS 16

Var Scope     ; user | all
Var There     ; the version that is installed in $INSTDIR, "" for none
Var Problem   ; why the folder cannot be used, "" when it can
Var Code      ; the exit code for that
Var Welcome
Var MayClose  ; whether a running Mouthpiece may be closed without asking

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_LANGDLL_ALLLANGUAGES
!define MUI_WELCOMEPAGE_TEXT "$Welcome"
!define MUI_FINISHPAGE_RUN "$INSTDIR\app\mouthpiecew.exe"
!define MUI_FINISHPAGE_NOREBOOTSUPPORT

!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_LICENSE "${LICENCE}"
!define MUI_PAGE_CUSTOMFUNCTION_LEAVE FolderChosen
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_COMPONENTS
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "SimpChinese"
!insertmacro MUI_LANGUAGE "TradChinese"
!insertmacro MUI_RESERVEFILE_LANGDLL
!include strings.nsh
!include shell.nsh
!include safety.nsh

!ifdef SIGN_COMMAND
!uninstfinalize '${SIGN_COMMAND} "%1"' = 0
!endif

Function .onInit
  SetRegView 64
  ${GetParameters} $R0
  ${IfNot} ${RunningX64}
    Push $(OldWindows)
    Push ${CODE_OLD_WINDOWS}
    Call Refuse
  ${EndIf}
  StrCpy $Scope "user"
  ClearErrors
  ${GetOptions} $R0 "/ALLUSERS" $R1
  ${IfNot} ${Errors}
    StrCpy $Scope "all"
    UserInfo::GetAccountType
    Pop $R2
    ${If} $R2 != "Admin"
      Call AskForRights
    ${EndIf}
  ${EndIf}
  StrCpy $MayClose "no"
  ClearErrors
  ${GetOptions} $R0 "/CLOSE" $R1
  ${IfNot} ${Errors}
    StrCpy $MayClose "yes"
  ${EndIf}
  Call UseScope
  ${If} $INSTDIR == "" ; no /D=
    ReadRegStr $INSTDIR SHCTX "${UNINSTALL_KEY}" "InstallLocation"
  ${EndIf}
  ${If} $INSTDIR == ""
    StrCpy $INSTDIR "$LOCALAPPDATA\Programs\Mouthpiece"
    ${If} $Scope == "all"
      StrCpy $INSTDIR "$PROGRAMFILES64\Mouthpiece"
    ${EndIf}
  ${EndIf}
  ${IfNot} ${Silent}
    !insertmacro MUI_LANGDLL_DISPLAY
  ${EndIf}
  Call ReadThere
  StrCpy $Welcome $(WelcomeNew)
  ${If} $There == "${VERSION}"
    StrCpy $Welcome $(WelcomeRepair)
  ${ElseIf} $There != ""
    StrCpy $Welcome $(WelcomeUpgrade)
  ${EndIf}
  Call KeepChoices
FunctionEnd

Function AskForRights
  ${If} ${Silent}
    Push $(NeedsAdmin)
    Push ${CODE_ADMIN}
    Call Refuse
  ${EndIf}
  ExecShell "runas" "$EXEPATH" $R0
  Quit
FunctionEnd

Function UseScope
  SetShellVarContext current
  ${If} $Scope == "all"
    SetShellVarContext all
  ${EndIf}
FunctionEnd

; Takes a text and an exit code from the stack and ends.
Function Refuse
  Pop $R8
  Pop $R9
  MessageBox MB_OK|MB_ICONSTOP "$R9" /SD IDOK
  SetErrorLevel $R8
  Quit
FunctionEnd

Function FolderChosen
  Call CheckFolder
  ${If} $Problem != ""
    MessageBox MB_OK|MB_ICONEXCLAMATION "$Problem"
    Abort
  ${EndIf}
FunctionEnd

Section "-before"
  Call Recover
  Call CheckFolder
  ${If} $Problem != ""
    Push $Problem
    Push $Code
    Call Refuse
  ${EndIf}
  Call CloseRunning
  ClearErrors
  CreateDirectory "$INSTDIR"
  FileOpen $0 "$INSTDIR\incomplete" w
  FileWrite $0 "${VERSION}"
  FileClose $0
  RMDir /r "$INSTDIR\app.new"
  ${If} ${Errors}
    DetailPrint $(NotWritable)
    Abort $(NotWritable)
  ${EndIf}
SectionEnd

Section "Mouthpiece" SectionProgram
  SectionIn RO
  SetOutPath "$INSTDIR\app.new"
  File /r "${PAYLOAD}/*"
!ifdef PARTS
  ; Laid beside the installer, or fetched; a broken download goes on where it was.
  AddSize ${PARTS_KB}
  nsExec::ExecToLog '"$INSTDIR\app.new\python\python.exe" -m app.install_parts \
    "$INSTDIR\app.new\parts.json" --beside "$EXEDIR" --keep "$INSTDIR\parts" \
    --into "$INSTDIR\app.new"'
  Pop $0
  ${If} $0 != 0
    Abort $(NotFetched)
  ${EndIf}
!endif
  SetOutPath "$INSTDIR" ; nobody may stand in a folder that is renamed
  ; A program that does not start here is never exchanged for one that does.
  nsExec::ExecToLog '"$INSTDIR\app.new\mouthpiece.exe" --version'
  Pop $0
  ${If} $0 != 0
    Abort $(DoesNotStart)
  ${EndIf}
  Call Exchange
SectionEnd

Section "$(DesktopTitle)" SectionDesktop
  CreateShortcut "$DESKTOP\Mouthpiece.lnk" "$INSTDIR\app\mouthpiecew.exe" "" \
    "$INSTDIR\app\mouthpiece.ico"
SectionEnd

Section "$(OpenWithTitle)" SectionOpenWith
  Call OfferMedia
SectionEnd

Section "-after"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\Mouthpiece.lnk" "$INSTDIR\app\mouthpiecew.exe" "" \
    "$INSTDIR\app\mouthpiece.ico"
  Call RegisterFiles
  Call RegisterProgram
  ${If} $Scope == "all"
    ; Whoever uses it later may not write here, and would translate all of it at every start.
    nsExec::ExecToLog '"$INSTDIR\app\python\python.exe" -m compileall -q -j 0 \
      "$INSTDIR\app\python\Lib\site-packages"'
    Pop $0
  ${EndIf}
  WriteINIStr "$INSTDIR\install.ini" "install" "scope" "$Scope"
  WriteINIStr "$INSTDIR\install.ini" "install" "flavour" "${FLAVOUR}"
  WriteINIStr "$INSTDIR\install.ini" "install" "version" "${VERSION}"
  Delete "$INSTDIR\incomplete"
  RMDir /r "$INSTDIR\app.old"
  RMDir /r "$INSTDIR\parts"
  ${If} ${FileExists} "$EXEDIR\models\*.*"
    ; Not vital: the page Models can do it later, and says then what is wrong.
    DetailPrint $(TakingModels)
    nsExec::ExecToLog '"$INSTDIR\app\mouthpiece.exe" models import "$EXEDIR\models"'
    Pop $0
  ${EndIf}
SectionEnd

; A shortcut that the user has thrown away does not come back with every upgrade.
Function KeepChoices
  ${If} $There != ""
  ${AndIfNot} ${FileExists} "$DESKTOP\Mouthpiece.lnk"
    SectionSetFlags ${SectionDesktop} 0
  ${EndIf}
FunctionEnd

Function .onInstFailed
  Call RollBack
FunctionEnd

!insertmacro MUI_FUNCTION_DESCRIPTION_BEGIN
  !insertmacro MUI_DESCRIPTION_TEXT ${SectionProgram} $(ProgramText)
  !insertmacro MUI_DESCRIPTION_TEXT ${SectionDesktop} $(DesktopText)
  !insertmacro MUI_DESCRIPTION_TEXT ${SectionOpenWith} $(OpenWithText)
!insertmacro MUI_FUNCTION_DESCRIPTION_END

Function un.onInit
  SetRegView 64
  ReadINIStr $Scope "$INSTDIR\install.ini" "install" "scope"
  SetShellVarContext current
  ${If} $Scope == "all"
    SetShellVarContext all
  ${EndIf}
  ${GetParameters} $R0
  ClearErrors
  ${GetOptions} $R0 "/PURGE" $R1
  ${IfNot} ${Errors}
    Call un.ChoosePurge
  ${EndIf}
  ${IfNot} ${Silent}
    !insertmacro MUI_UNGETLANGUAGE
  ${EndIf}
FunctionEnd

; Others hold a file for moments: a scanner, an indexer, the shell that draws an icon.
!macro RemoveTree FOLDER
  ${For} $R0 1 40
    RMDir /r "${FOLDER}"
    ${IfNot} ${FileExists} "${FOLDER}\*.*"
      ${ExitFor}
    ${EndIf}
    Sleep 250
  ${Next}
  RMDir /r /REBOOTOK "${FOLDER}" ; what is held longer goes when Windows starts
!macroend

Section "un.Mouthpiece" SectionRemove
  SectionIn RO
  Call un.RefuseWhileRunning
  FileOpen $0 "$INSTDIR\incomplete" w ; a removal that is broken off can be done again
  FileClose $0
  !insertmacro RemoveTree "$INSTDIR\app"
  !insertmacro RemoveTree "$INSTDIR\app.new"
  !insertmacro RemoveTree "$INSTDIR\app.old"
  !insertmacro RemoveTree "$INSTDIR\parts"
  Call un.Unregister
  Delete "$SMPROGRAMS\Mouthpiece.lnk"
  Delete "$DESKTOP\Mouthpiece.lnk"
  Delete "$INSTDIR\install.ini"
  Delete "$INSTDIR\incomplete"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR" ; only when nothing else lies there
SectionEnd

; The videos lie elsewhere and are never touched.
Section /o "un.$(PurgeTitle)" SectionPurge
  SetShellVarContext current
  RMDir /r "$LOCALAPPDATA\Mouthpiece"
SectionEnd

Function un.ChoosePurge
  SectionSetFlags ${SectionPurge} ${SF_SELECTED}
FunctionEnd

!insertmacro MUI_UNFUNCTION_DESCRIPTION_BEGIN
  !insertmacro MUI_DESCRIPTION_TEXT ${SectionRemove} $(RemoveText)
  !insertmacro MUI_DESCRIPTION_TEXT ${SectionPurge} $(PurgeText)
!insertmacro MUI_UNFUNCTION_DESCRIPTION_END
