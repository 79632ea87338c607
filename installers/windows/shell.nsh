; What Windows is told about the program, for one user or for all (SHCTX), and how it forgets it.

!define CLASSES "Software\Classes"
!define APP_PATH "Software\Microsoft\Windows\CurrentVersion\App Paths\mouthpiece.exe"

; Calls a macro with each file name extension that "Open with" is offered for.
!macro EachMedia action
  !insertmacro ${action} ".png"
  !insertmacro ${action} ".jpg"
  !insertmacro ${action} ".jpeg"
  !insertmacro ${action} ".webp"
  !insertmacro ${action} ".heic"
  !insertmacro ${action} ".heif"
  !insertmacro ${action} ".avif"
  !insertmacro ${action} ".bmp"
  !insertmacro ${action} ".tif"
  !insertmacro ${action} ".tiff"
  !insertmacro ${action} ".wav"
  !insertmacro ${action} ".mp3"
  !insertmacro ${action} ".m4a"
  !insertmacro ${action} ".aac"
  !insertmacro ${action} ".flac"
  !insertmacro ${action} ".ogg"
  !insertmacro ${action} ".opus"
  !insertmacro ${action} ".wma"
!macroend

!macro Offer extension
  WriteRegStr SHCTX "${CLASSES}\${extension}\OpenWithProgids" "Mouthpiece.Media" ""
!macroend

!macro TakeBack extension
  DeleteRegValue SHCTX "${CLASSES}\${extension}\OpenWithProgids" "Mouthpiece.Media"
  DeleteRegKey /ifempty SHCTX "${CLASSES}\${extension}\OpenWithProgids"
  DeleteRegKey /ifempty SHCTX "${CLASSES}\${extension}"
!macroend

!macro Kind name title
  WriteRegStr SHCTX "${CLASSES}\${name}" "" "${title}"
  WriteRegStr SHCTX "${CLASSES}\${name}\DefaultIcon" "" "$INSTDIR\app\mouthpiece.ico"
  WriteRegStr SHCTX "${CLASSES}\${name}\shell\open" "FriendlyAppName" "Mouthpiece"
  WriteRegStr SHCTX "${CLASSES}\${name}\shell\open\command" "" \
    '"$INSTDIR\app\mouthpiecew.exe" "%1"'
!macroend

!macro TellExplorer
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
!macroend

Function OfferMedia
  !insertmacro Kind "Mouthpiece.Media" "Mouthpiece"
  !insertmacro EachMedia Offer
  !insertmacro TellExplorer
FunctionEnd

Function RegisterFiles
  !insertmacro Kind "Mouthpiece.Preset" "$(PresetKind)"
  !insertmacro Kind "Mouthpiece.Pack" "$(PackKind)"
  WriteRegStr SHCTX "${CLASSES}\.mppreset" "" "Mouthpiece.Preset"
  WriteRegStr SHCTX "${CLASSES}\.mppack" "" "Mouthpiece.Pack"
  !insertmacro TellExplorer
FunctionEnd

Function RegisterProgram
  WriteRegStr SHCTX "${APP_PATH}" "" "$INSTDIR\app\mouthpiece.exe"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayName" "Mouthpiece"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\app\mouthpiece.ico"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "Publisher" "Mouthpiece"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "EstimatedSize" ${SIZE_KB}
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "NoRepair" 1 ; the installer itself repairs
FunctionEnd

Function un.Unregister
  !insertmacro EachMedia TakeBack
  DeleteRegKey SHCTX "${CLASSES}\Mouthpiece.Media"
  DeleteRegKey SHCTX "${CLASSES}\Mouthpiece.Preset"
  DeleteRegKey SHCTX "${CLASSES}\Mouthpiece.Pack"
  DeleteRegKey SHCTX "${CLASSES}\.mppreset"
  DeleteRegKey SHCTX "${CLASSES}\.mppack"
  DeleteRegKey SHCTX "${APP_PATH}"
  DeleteRegKey SHCTX "${UNINSTALL_KEY}"
  !insertmacro TellExplorer
FunctionEnd
