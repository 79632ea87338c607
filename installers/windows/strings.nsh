; What the installer says, in its three languages.

LangString WelcomeNew ${LANG_ENGLISH} "This sets up Mouthpiece ${VERSION}: a portrait and a recording become a talking video, on this computer.$\r$\n$\r$\nNo administrator rights are needed."
LangString WelcomeNew ${LANG_SIMPCHINESE} "将安装 Mouthpiece ${VERSION}：在这台电脑上，用一张肖像和一段录音生成会说话的视频。$\r$\n$\r$\n不需要管理员权限。"
LangString WelcomeNew ${LANG_TRADCHINESE} "將安裝 Mouthpiece ${VERSION}：在這部電腦上，以一張肖像和一段錄音製作會說話的影片。$\r$\n$\r$\n不需要系統管理員權限。"

LangString WelcomeUpgrade ${LANG_ENGLISH} "Mouthpiece $There is installed and becomes ${VERSION}. Settings, queue, models and presenters stay as they are. If anything fails, $There is put back."
LangString WelcomeUpgrade ${LANG_SIMPCHINESE} "已安装 Mouthpiece $There，将升级到 ${VERSION}。设置、队列、模型和主播保持不变。若安装失败，将恢复 $There。"
LangString WelcomeUpgrade ${LANG_TRADCHINESE} "已安裝 Mouthpiece $There，將升級到 ${VERSION}。設定、佇列、模型和主播保持不變。若安裝失敗，將還原 $There。"

LangString WelcomeRepair ${LANG_ENGLISH} "Mouthpiece ${VERSION} is installed already. Going on repairs it; settings, queue, models and presenters stay as they are."
LangString WelcomeRepair ${LANG_SIMPCHINESE} "已安装 Mouthpiece ${VERSION}。继续将修复安装；设置、队列、模型和主播保持不变。"
LangString WelcomeRepair ${LANG_TRADCHINESE} "已安裝 Mouthpiece ${VERSION}。繼續將修復安裝；設定、佇列、模型和主播保持不變。"

LangString OldWindows ${LANG_ENGLISH} "Mouthpiece needs 64-bit Windows."
LangString OldWindows ${LANG_SIMPCHINESE} "Mouthpiece 需要 64 位 Windows。"
LangString OldWindows ${LANG_TRADCHINESE} "Mouthpiece 需要 64 位元 Windows。"

LangString NeedsAdmin ${LANG_ENGLISH} "Installing for all users needs administrator rights. Without /ALLUSERS it needs none."
LangString NeedsAdmin ${LANG_SIMPCHINESE} "为所有用户安装需要管理员权限。不使用 /ALLUSERS 则不需要。"
LangString NeedsAdmin ${LANG_TRADCHINESE} "為所有使用者安裝需要系統管理員權限。不使用 /ALLUSERS 則不需要。"

LangString NewerThere ${LANG_ENGLISH} "Mouthpiece $There is installed in this folder, which is newer than ${VERSION}. Remove it first if you want to go back; your settings and videos stay."
LangString NewerThere ${LANG_SIMPCHINESE} "此文件夹中已安装更新的版本 Mouthpiece $There（高于 ${VERSION}）。如需回到旧版本，请先卸载；设置和视频会保留。"
LangString NewerThere ${LANG_TRADCHINESE} "此資料夾中已安裝較新的版本 Mouthpiece $There（高於 ${VERSION}）。如需回到舊版本，請先解除安裝；設定和影片會保留。"

LangString ForeignFolder ${LANG_ENGLISH} "The folder $INSTDIR holds another program. Choose an empty folder."
LangString ForeignFolder ${LANG_SIMPCHINESE} "文件夹 $INSTDIR 中有其他程序。请选择空文件夹。"
LangString ForeignFolder ${LANG_TRADCHINESE} "資料夾 $INSTDIR 中有其他程式。請選擇空的資料夾。"

LangString TooLong ${LANG_ENGLISH} "The name of the folder is too long: some files in it could not be reached. Choose a shorter one."
LangString TooLong ${LANG_SIMPCHINESE} "文件夹名称太长，其中有些文件将无法访问。请选择较短的文件夹。"
LangString TooLong ${LANG_TRADCHINESE} "資料夾名稱太長，其中有些檔案將無法存取。請選擇較短的資料夾。"

LangString NoSpace ${LANG_ENGLISH} "There is not enough room: ${SIZE_MB} MB are needed, $2 MB are free on $1."
LangString NoSpace ${LANG_SIMPCHINESE} "空间不足：需要 ${SIZE_MB} MB，$1 上可用 $2 MB。"
LangString NoSpace ${LANG_TRADCHINESE} "空間不足：需要 ${SIZE_MB} MB，$1 上可用 $2 MB。"

LangString NotWritable ${LANG_ENGLISH} "The folder $INSTDIR cannot be written. Choose another one."
LangString NotWritable ${LANG_SIMPCHINESE} "无法写入文件夹 $INSTDIR。请选择其他文件夹。"
LangString NotWritable ${LANG_TRADCHINESE} "無法寫入資料夾 $INSTDIR。請選擇其他資料夾。"

LangString NotFetched ${LANG_ENGLISH} "Some files could not be fetched. Start the installer again to go on where it stopped."
LangString NotFetched ${LANG_SIMPCHINESE} "有些文件未能下载。再次运行安装程序即可从中断处继续。"
LangString NotFetched ${LANG_TRADCHINESE} "有些檔案未能下載。再次執行安裝程式即可從中斷處繼續。"

LangString DoesNotStart ${LANG_ENGLISH} "The new version does not start on this computer. Nothing was changed."
LangString DoesNotStart ${LANG_SIMPCHINESE} "新版本无法在这台电脑上启动。未作任何更改。"
LangString DoesNotStart ${LANG_TRADCHINESE} "新版本無法在這部電腦上啟動。未作任何變更。"

LangString FilesInUse ${LANG_ENGLISH} "Files of Mouthpiece are in use. Close it, and programs that show its folder, and start the installer again."
LangString FilesInUse ${LANG_SIMPCHINESE} "Mouthpiece 的文件正在使用中。请关闭它以及显示其文件夹的程序，然后再次运行安装程序。"
LangString FilesInUse ${LANG_TRADCHINESE} "Mouthpiece 的檔案正在使用中。請關閉它以及顯示其資料夾的程式，然後再次執行安裝程式。"

LangString AskToClose ${LANG_ENGLISH} "Mouthpiece is running. OK closes it: videos that are being made are paused and go on when you open it again."
LangString AskToClose ${LANG_SIMPCHINESE} "Mouthpiece 正在运行。点击“确定”将关闭它：正在制作的视频会暂停，下次打开时继续。"
LangString AskToClose ${LANG_TRADCHINESE} "Mouthpiece 正在執行。按「確定」將關閉它：正在製作的影片會暫停，下次開啟時繼續。"

LangString StillRunning ${LANG_ENGLISH} "Mouthpiece is running. Close it first."
LangString StillRunning ${LANG_SIMPCHINESE} "Mouthpiece 正在运行。请先关闭它。"
LangString StillRunning ${LANG_TRADCHINESE} "Mouthpiece 正在執行。請先關閉它。"

LangString TakingModels ${LANG_ENGLISH} "Taking over the models beside the installer"
LangString TakingModels ${LANG_SIMPCHINESE} "正在导入安装程序旁的模型"
LangString TakingModels ${LANG_TRADCHINESE} "正在匯入安裝程式旁的模型"

LangString ProgramText ${LANG_ENGLISH} "The program with everything that it needs."
LangString ProgramText ${LANG_SIMPCHINESE} "程序及其所需的一切。"
LangString ProgramText ${LANG_TRADCHINESE} "程式及其所需的一切。"

LangString DesktopTitle ${LANG_ENGLISH} "Shortcut on the desktop"
LangString DesktopTitle ${LANG_SIMPCHINESE} "桌面快捷方式"
LangString DesktopTitle ${LANG_TRADCHINESE} "桌面捷徑"

LangString DesktopText ${LANG_ENGLISH} "Starts Mouthpiece from the desktop."
LangString DesktopText ${LANG_SIMPCHINESE} "从桌面启动 Mouthpiece。"
LangString DesktopText ${LANG_TRADCHINESE} "從桌面啟動 Mouthpiece。"

LangString OpenWithTitle ${LANG_ENGLISH} "Open with Mouthpiece"
LangString OpenWithTitle ${LANG_SIMPCHINESE} "“打开方式”中的 Mouthpiece"
LangString OpenWithTitle ${LANG_TRADCHINESE} "「開啟檔案」中的 Mouthpiece"

LangString OpenWithText ${LANG_ENGLISH} "Offers Mouthpiece for pictures and recordings in Explorer. Your usual programs stay the usual ones."
LangString OpenWithText ${LANG_SIMPCHINESE} "在资源管理器中为图片和录音提供 Mouthpiece。默认程序保持不变。"
LangString OpenWithText ${LANG_TRADCHINESE} "在檔案總管中為圖片和錄音提供 Mouthpiece。預設程式保持不變。"

LangString PresetKind ${LANG_ENGLISH} "Mouthpiece preset"
LangString PresetKind ${LANG_SIMPCHINESE} "Mouthpiece 预设"
LangString PresetKind ${LANG_TRADCHINESE} "Mouthpiece 預設集"

LangString PackKind ${LANG_ENGLISH} "Mouthpiece models"
LangString PackKind ${LANG_SIMPCHINESE} "Mouthpiece 模型包"
LangString PackKind ${LANG_TRADCHINESE} "Mouthpiece 模型包"

LangString RemoveText ${LANG_ENGLISH} "The program. Your videos stay in any case."
LangString RemoveText ${LANG_SIMPCHINESE} "程序。视频始终保留。"
LangString RemoveText ${LANG_TRADCHINESE} "程式。影片一律保留。"

LangString PurgeTitle ${LANG_ENGLISH} "Also settings, queue, models and presenters"
LangString PurgeTitle ${LANG_SIMPCHINESE} "同时删除设置、队列、模型和主播"
LangString PurgeTitle ${LANG_TRADCHINESE} "同時刪除設定、佇列、模型和主播"

LangString PurgeText ${LANG_ENGLISH} "Deletes what Mouthpiece keeps for you on this computer. This cannot be undone. Your videos stay."
LangString PurgeText ${LANG_SIMPCHINESE} "删除 Mouthpiece 在这台电脑上为您保存的内容。此操作无法撤销。视频会保留。"
LangString PurgeText ${LANG_TRADCHINESE} "刪除 Mouthpiece 在這部電腦上為您保存的內容。此操作無法復原。影片會保留。"
