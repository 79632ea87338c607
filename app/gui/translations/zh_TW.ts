<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_TW" sourcelanguage="en">
<context>
    <name>AvatarsPage</name>
    <message>
        <source>Avatars</source>
        <translation>形象</translation>
    </message>
    <message>
        <source>Import a portrait…</source>
        <translation>匯入人像…</translation>
    </message>
    <message>
        <source>Let go to import this portrait</source>
        <translation>放開以匯入此人像</translation>
    </message>
    <message>
        <source>Presenters</source>
        <translation>主講人</translation>
    </message>
    <message>
        <source>Draw new ones</source>
        <translation>繪製新的</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>訓練</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>圖片</translation>
    </message>
</context>
<context>
    <name>BatchHead</name>
    <message>
        <source>Who speaks what</source>
        <translation>配對方式</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>預設組合</translation>
    </message>
    <message>
        <source>Brand</source>
        <translation>品牌</translation>
    </message>
    <message>
        <source>Names</source>
        <translation>檔名</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>資料夾</translation>
    </message>
    <message>
        <source>As it fits</source>
        <translation>自動選擇</translation>
    </message>
    <message>
        <source>One portrait speaks all</source>
        <translation>一張人像說全部錄音</translation>
    </message>
    <message>
        <source>Files of the same name</source>
        <translation>同名檔案配對</translation>
    </message>
    <message>
        <source>Every portrait speaks all</source>
        <translation>每張人像說全部錄音</translation>
    </message>
    <message>
        <source>Which portrait speaks which recording</source>
        <translation>哪張人像說哪段錄音</translation>
    </message>
    <message>
        <source>Options of all rows that name no preset of their own</source>
        <translation>沒有單獨指定預設組合的各列所用的選項</translation>
    </message>
    <message>
        <source>Made of {portrait}, {speech}, {name}, {preset}, {batch} and {n:03}</source>
        <translation>可用 {portrait}、{speech}、{name}、{preset}、{batch} 和 {n:03} 組成</translation>
    </message>
    <message>
        <source>Folder for videos</source>
        <translation>影片資料夾</translation>
    </message>
    <message>
        <source>For all rows: {options}</source>
        <translation>所有列：{options}</translation>
    </message>
    <message>
        <source>Options of all rows…</source>
        <translation>所有列的選項…</translation>
    </message>
    <message>
        <source>As the preset says</source>
        <translation>還原為預設組合</translation>
    </message>
</context>
<context>
    <name>BatchNotes</name>
    <message>
        <source>Some files lie outside the folder of the sheet.</source>
        <translation>有些檔案在試算表所在的資料夾之外。</translation>
    </message>
    <message>
        <source>Allow</source>
        <translation>允許</translation>
    </message>
    <message>
        <source>Read them too</source>
        <translation>一併讀取</translation>
    </message>
    <message>
        <source>Leave them out</source>
        <translation>略過隱藏的列</translation>
    </message>
</context>
<context>
    <name>BatchOptions</name>
    <message>
        <source>Options of all rows</source>
        <translation>所有列的選項</translation>
    </message>
    <message>
        <source>What is changed here counts before the preset. A preset or an option that stands in a row itself counts before both.</source>
        <translation>這裡的變更優先於預設組合。列裡自己的預設組合或選項優先於兩者。</translation>
    </message>
    <message>
        <source>As the preset says</source>
        <translation>還原為預設組合</translation>
    </message>
    <message>
        <source>Takes back what differs from the preset {name}</source>
        <translation>復原與預設組合「{name}」不同的變更</translation>
    </message>
    <message>
        <source>Use for all rows</source>
        <translation>用於所有列</translation>
    </message>
</context>
<context>
    <name>BatchPage</name>
    <message>
        <source>Batch</source>
        <translation>批次</translation>
    </message>
    <message>
        <source>Another batch has taken the place of {name}.</source>
        <translation>另一批已取代{name}。</translation>
    </message>
    <message>
        <source>Videos of the batch</source>
        <translation>這一批的影片</translation>
    </message>
    <message>
        <source>The files are being looked at.</source>
        <translation>正在查看檔案。</translation>
    </message>
    <message>
        <source>Let go to read this folder or sheet</source>
        <translation>放開以讀取此資料夾或試算表</translation>
    </message>
    <message numerus="yes">
        <source>%n video(s) added to the queue.</source>
        <translation>
            <numerusform>已將 %n 部影片加入佇列。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Add %n video(s) to the queue</source>
        <translation>
            <numerusform>將 %n 部影片加入佇列</numerusform>
        </translation>
    </message>
    <message>
        <source>Add all</source>
        <translation>全部加入</translation>
    </message>
</context>
<context>
    <name>BatchStart</name>
    <message>
        <source>Other folder or sheet…</source>
        <translation>其他資料夾或試算表…</translation>
    </message>
    <message>
        <source>Many videos at once</source>
        <translation>一次製作多部影片</translation>
    </message>
    <message>
        <source>Drop a folder with portraits and recordings, or a sheet (CSV, Excel) with the columns portrait and speech. Files of the same name belong together; a single portrait speaks every recording.</source>
        <translation>拖入一個含有人像和錄音的資料夾，或一個含有 portrait 和 speech 兩欄的試算表（CSV、Excel）。同名檔案自動配對；只有一張人像時，由它說出每段錄音。</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>選擇資料夾…</translation>
    </message>
    <message>
        <source>Choose a sheet…</source>
        <translation>選擇試算表…</translation>
    </message>
    <message>
        <source>Save a sample sheet…</source>
        <translation>儲存範例試算表…</translation>
    </message>
    <message>
        <source>A small table to fill in with Excel</source>
        <translation>一個可用 Excel 填寫的小表格</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>選擇資料夾</translation>
    </message>
    <message>
        <source>Save a sample sheet</source>
        <translation>儲存範例試算表</translation>
    </message>
    <message>
        <source>The sample is in {name}.</source>
        <translation>範例在 {name} 中。</translation>
    </message>
</context>
<context>
    <name>BatchTable</name>
    <message>
        <source>Portrait…</source>
        <translation>人像…</translation>
    </message>
    <message>
        <source>Speech…</source>
        <translation>語音…</translation>
    </message>
    <message>
        <source>Take out of the batch</source>
        <translation>從這一批中移出</translation>
    </message>
</context>
<context>
    <name>BatchWords</name>
    <message numerus="yes">
        <source>%n row(s) of {name}</source>
        <translation>
            <numerusform>{name} 中的 %n 列</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n video(s): one portrait speaks every recording.</source>
        <translation>
            <numerusform>%n 個影片：一個人像說所有錄音。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n video(s): files of the same name belong together.</source>
        <translation>
            <numerusform>%n 個影片：同名檔案配成一對。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n video(s): every portrait speaks every recording.</source>
        <translation>
            <numerusform>%n 個影片：每個人像說每段錄音。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n video(s): every folder for itself.</source>
        <translation>
            <numerusform>%n 部影片：每個資料夾各自配對。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to make</source>
        <translation>
            <numerusform>%n 個待製作</numerusform>
        </translation>
    </message>
    <message>
        <source>{time} of speech</source>
        <translation>語音共 {time}</translation>
    </message>
    <message numerus="yes">
        <source>%n made or waiting already</source>
        <translation>
            <numerusform>%n 個已完成或已在佇列中</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n with problems</source>
        <translation>
            <numerusform>%n 個有問題</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BatchesDone</name>
    <message>
        <source>The batch {name} is done: {made} of {all} made.</source>
        <translation>批次 {name} 已完成：共 {all} 部，製成 {made} 部。</translation>
    </message>
    <message numerus="yes">
        <source>%n failed.</source>
        <translation>
            <numerusform>%n 部失敗。</numerusform>
        </translation>
    </message>
    <message>
        <source>Show the report</source>
        <translation>檢視報告</translation>
    </message>
</context>
<context>
    <name>BrandBox</name>
    <message>
        <source>Brand</source>
        <translation>品牌</translation>
    </message>
    <message>
        <source>Logo, films, music, captions and shapes by name</source>
        <translation>依名稱選用標誌、片頭片尾、音樂、字幕和畫面比例</translation>
    </message>
    <message>
        <source>Make, change and hand on brands</source>
        <translation>建立、修改和轉交品牌</translation>
    </message>
    <message>
        <source>No brand</source>
        <translation>不用品牌</translation>
    </message>
    <message>
        <source>New brand…</source>
        <translation>新增品牌…</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>匯入…</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>修改…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>匯出…</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>移除…</translation>
    </message>
    <message>
        <source>Export the brand</source>
        <translation>匯出品牌</translation>
    </message>
    <message>
        <source>Remove the brand {name}? Finished videos stay as they are.</source>
        <translation>移除品牌{name}？已完成的影片保持原樣。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
</context>
<context>
    <name>BrandDialog</name>
    <message>
        <source>Brand</source>
        <translation>品牌</translation>
    </message>
    <message>
        <source>Logo, films, music, captions and shapes under one name. Files are copied, so that the brand moves as a whole.</source>
        <translation>把標誌、片頭片尾、音樂、字幕和畫面比例歸到一個名稱下。檔案會被複製，因此品牌可以整體轉移。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名稱</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>Shapes</source>
        <translation>畫面比例</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>標識</translation>
    </message>
    <message>
        <source>A further file of every video in the shape {shape}</source>
        <translation>每部影片另外做一個 {shape} 的檔案</translation>
    </message>
    <message>
        <source>Corner of the label</source>
        <translation>標識位置</translation>
    </message>
    <message>
        <source>As the video</source>
        <translation>同影片</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>儲存</translation>
    </message>
    <message>
        <source>Leave out the signs &lt; &gt; : &quot; / \ | ? * and use at most 200 letters.</source>
        <translation>請不要使用 &lt; &gt; : &quot; / \ | ? * 這些符號，最多 200 個字。</translation>
    </message>
    <message>
        <source>There is a brand {name} already.</source>
        <translation>已經有名為{name}的品牌。</translation>
    </message>
</context>
<context>
    <name>CacheView</name>
    <message>
        <source>{size} of faces, previews and thumbnails that can be made again.</source>
        <translation>{size} 的人臉資料、預覽和縮圖，可隨時重新生成。</translation>
    </message>
    <message>
        <source>Empty the cache</source>
        <translation>清空快取</translation>
    </message>
</context>
<context>
    <name>Candidates</name>
    <message>
        <source>Use as portrait</source>
        <translation>用作人像</translation>
    </message>
    <message>
        <source>Keep as presenter…</source>
        <translation>保留為主講人…</translation>
    </message>
    <message>
        <source>Candidates</source>
        <translation>候選圖</translation>
    </message>
    <message>
        <source>Same face again</source>
        <translation>同一張臉再來</translation>
    </message>
    <message>
        <source>Draws this face in other clothes, elsewhere, cut otherwise</source>
        <translation>換衣服、換地點、換取景來繪製這張臉</translation>
    </message>
    <message>
        <source>likeness {number} of 100</source>
        <translation>相似度 {number}（滿分 100）</translation>
    </message>
</context>
<context>
    <name>CaptionLook</name>
    <message>
        <source>Name of the style</source>
        <translation>樣式名稱</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>預覽</translation>
    </message>
    <message>
        <source>Style</source>
        <translation>樣式</translation>
    </message>
    <message>
        <source>Font</source>
        <translation>字型</translation>
    </message>
    <message>
        <source>How the captions look</source>
        <translation>字幕的樣子</translation>
    </message>
    <message>
        <source>The font of the captions</source>
        <translation>字幕的字型</translation>
    </message>
    <message>
        <source>Fits the style and the letters</source>
        <translation>依樣式和文字自動選擇</translation>
    </message>
    <message>
        <source>Keep this style under a name</source>
        <translation>以名稱儲存此樣式</translation>
    </message>
    <message>
        <source>Change the style</source>
        <translation>修改樣式</translation>
    </message>
    <message>
        <source>Close the style</source>
        <translation>收起樣式</translation>
    </message>
    <message>
        <source>Leave out the signs &lt; &gt; : &quot; / \ | ? * and use fewer letters.</source>
        <translation>請去掉 &lt; &gt; : &quot; / \ | ? * 等符號，並使用較短的名稱。</translation>
    </message>
</context>
<context>
    <name>CaptionStyles</name>
    <message>
        <source>Plain</source>
        <translation>簡潔</translation>
    </message>
    <message>
        <source>Word in color</source>
        <translation>詞語變色</translation>
    </message>
    <message>
        <source>Word in a box</source>
        <translation>詞語加框</translation>
    </message>
    <message>
        <source>Word that pops up</source>
        <translation>詞語彈出</translation>
    </message>
</context>
<context>
    <name>CaptionsPage</name>
    <message>
        <source>Captions</source>
        <translation>字幕</translation>
    </message>
    <message>
        <source>A video or a recording</source>
        <translation>影片或錄音</translation>
    </message>
    <message>
        <source>Drop it here: what is said in it becomes captions.</source>
        <translation>拖到這裡：其中所說的話會變成字幕。</translation>
    </message>
    <message>
        <source>Write down…</source>
        <translation>聽寫…</translation>
    </message>
    <message>
        <source>Writes down what is said, with the time of each word</source>
        <translation>把所說的話寫成文字，並記下每個詞的時間</translation>
    </message>
    <message>
        <source>Second language…</source>
        <translation>第二語言…</translation>
    </message>
    <message>
        <source>Puts a translation below each caption</source>
        <translation>在每條字幕下方加上譯文</translation>
    </message>
    <message>
        <source>Open captions or subtitles…</source>
        <translation>開啟字幕檔案…</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存新檔…</translation>
    </message>
    <message>
        <source>Make the video…</source>
        <translation>製作影片…</translation>
    </message>
    <message>
        <source>A version of the video with these captions</source>
        <translation>帶有這些字幕的影片版本</translation>
    </message>
    <message>
        <source>Hear</source>
        <translation>試聽</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>外觀</translation>
    </message>
    <message>
        <source>Hear or look</source>
        <translation>試聽或預覽</translation>
    </message>
    <message>
        <source>{name} is written.</source>
        <translation>已寫入 {name}。</translation>
    </message>
    <message>
        <source>Save the captions</source>
        <translation>儲存字幕</translation>
    </message>
</context>
<context>
    <name>Catalogue</name>
    <message>
        <source>SadTalker 256</source>
        <translation>SadTalker 256</translation>
    </message>
    <message>
        <source>Motion and face networks that render the face at 256 pixels.</source>
        <translation>動作網路和人臉網路，以 256 像素算繪人臉。</translation>
    </message>
    <message>
        <source>engine sadtalker, face 256</source>
        <translation>SadTalker 引擎，人臉 256</translation>
    </message>
    <message>
        <source>SadTalker 512</source>
        <translation>SadTalker 512</translation>
    </message>
    <message>
        <source>The same networks, rendering the face at 512 pixels.</source>
        <translation>同樣的網路，以 512 像素算繪人臉。</translation>
    </message>
    <message>
        <source>engine sadtalker, face 512</source>
        <translation>SadTalker 引擎，人臉 512</translation>
    </message>
    <message>
        <source>SadTalker mapping for crop and resize</source>
        <translation>SadTalker 對應網路（裁剪和縮放）</translation>
    </message>
    <message>
        <source>Turns motion into the renderer&apos;s keypoints for cut pictures.</source>
        <translation>把動作轉換為算繪器的關鍵點，用於裁剪後的圖片。</translation>
    </message>
    <message>
        <source>engine sadtalker, modes crop, extcrop and resize</source>
        <translation>SadTalker 引擎，裁剪、寬裁剪和縮放模式</translation>
    </message>
    <message>
        <source>SadTalker mapping for full pictures</source>
        <translation>SadTalker 對應網路（整圖）</translation>
    </message>
    <message>
        <source>Turns motion into the renderer&apos;s keypoints for whole pictures.</source>
        <translation>把動作轉換為算繪器的關鍵點，用於整張圖片。</translation>
    </message>
    <message>
        <source>engine sadtalker, modes full and extfull</source>
        <translation>SadTalker 引擎，整圖和寬整圖模式</translation>
    </message>
    <message>
        <source>Face detector and 68 landmarks</source>
        <translation>人臉偵測和 68 個關鍵點</translation>
    </message>
    <message>
        <source>The S3FD detector and the 2D FAN-4 network that face-alignment 1.5.0 loads.</source>
        <translation>face-alignment 1.5.0 使用的 S3FD 偵測器和 2D FAN-4 網路。</translation>
    </message>
    <message>
        <source>engine sadtalker, landmarks</source>
        <translation>SadTalker 引擎，關鍵點</translation>
    </message>
    <message>
        <source>LivePortrait</source>
        <translation>LivePortrait</translation>
    </message>
    <message>
        <source>Draws a face of 512 pixels with live eyes, brows and lips, moved by our own curves.</source>
        <translation>以 512 像素繪製人臉，眼睛、眉毛和嘴唇都會動，由我們自己的動作曲線驅動。</translation>
    </message>
    <message>
        <source>engine liveportrait</source>
        <translation>LivePortrait 引擎</translation>
    </message>
    <message>
        <source>LivePortrait, safetensors</source>
        <translation>LivePortrait，safetensors 格式</translation>
    </message>
    <message>
        <source>The same networks, converted: read without a copy of their own.</source>
        <translation>同樣的網路，已轉換格式：讀取時不需要另存副本。</translation>
    </message>
    <message>
        <source>engine liveportrait, instead of liveportrait</source>
        <translation>LivePortrait 引擎（可代替 liveportrait）</translation>
    </message>
    <message>
        <source>MuseTalk 1.5</source>
        <translation>MuseTalk 1.5</translation>
    </message>
    <message>
        <source>Draws the lower half of a filmed face anew, from what it hears.</source>
        <translation>根據聽到的聲音重新繪製影片中人臉的下半部分。</translation>
    </message>
    <message>
        <source>engine musetalk of dubs</source>
        <translation>配音引擎 musetalk</translation>
    </message>
    <message>
        <source>Stable Diffusion&apos;s VAE, ft-mse</source>
        <translation>Stable Diffusion 的 VAE（ft-mse）</translation>
    </message>
    <message>
        <source>Makes latents of pictures and pictures of latents.</source>
        <translation>在圖片與潛在變數之間轉換。</translation>
    </message>
    <message>
        <source>Whisper tiny</source>
        <translation>Whisper（tiny）</translation>
    </message>
    <message>
        <source>Its encoder hears the speech.</source>
        <translation>用它的編碼器聆聽語音。</translation>
    </message>
    <message>
        <source>GFPGAN 1.3</source>
        <translation>GFPGAN 1.3</translation>
    </message>
    <message>
        <source>Restores faces, gently.</source>
        <translation>輕柔地修復人臉。</translation>
    </message>
    <message>
        <source>face enhancement</source>
        <translation>人臉增強</translation>
    </message>
    <message>
        <source>GFPGAN 1.4</source>
        <translation>GFPGAN 1.4</translation>
    </message>
    <message>
        <source>Restores faces with more detail.</source>
        <translation>修復人臉，細節更多。</translation>
    </message>
    <message>
        <source>RestoreFormer</source>
        <translation>RestoreFormer</translation>
    </message>
    <message>
        <source>Restores faces with a transformer.</source>
        <translation>用 Transformer 修復人臉。</translation>
    </message>
    <message>
        <source>Real-ESRGAN x2 plus</source>
        <translation>Real-ESRGAN x2 plus</translation>
    </message>
    <message>
        <source>Doubles the size of a picture.</source>
        <translation>把圖片放大到兩倍。</translation>
    </message>
    <message>
        <source>background enhancement</source>
        <translation>背景增強</translation>
    </message>
    <message>
        <source>Real-ESRGAN x4 plus</source>
        <translation>Real-ESRGAN x4 plus</translation>
    </message>
    <message>
        <source>Makes a picture four times as large, with most detail.</source>
        <translation>把圖片放大到四倍，細節最多。</translation>
    </message>
    <message>
        <source>Real-ESRGAN general x4 v3</source>
        <translation>Real-ESRGAN general x4 v3</translation>
    </message>
    <message>
        <source>Makes a picture four times as large; small and fast.</source>
        <translation>把圖片放大到四倍；體積小、速度快。</translation>
    </message>
    <message>
        <source>Stable Diffusion 1.5</source>
        <translation>Stable Diffusion 1.5</translation>
    </message>
    <message>
        <source>Makes portraits from text; fits small graphics cards. Diffusers layout, half precision, without the safety checker.</source>
        <translation>用文字生成人像；適合記憶體較小的顯示卡。Diffusers 目錄結構，半精度，不含安全檢查器。</translation>
    </message>
    <message>
        <source>portrait generation</source>
        <translation>人像生成</translation>
    </message>
    <message>
        <source>Stable Diffusion XL base 1.0</source>
        <translation>Stable Diffusion XL base 1.0</translation>
    </message>
    <message>
        <source>Makes portraits from text at 1024 pixels. Diffusers layout, half precision, with the VAE that is safe in half precision.</source>
        <translation>用文字生成 1024 像素的人像。Diffusers 目錄結構，半精度，附帶在半精度下可靠的 VAE。</translation>
    </message>
    <message>
        <source>Safety checker for portraits</source>
        <translation>人像的安全檢查器</translation>
    </message>
    <message>
        <source>Looks at every drawn picture and holds back what is not fit to be shown; on by default.</source>
        <translation>檢查每一張繪製的圖片，攔下不宜展示的內容；預設開啟。</translation>
    </message>
    <message>
        <source>ControlNet openpose for SD 1.5</source>
        <translation>ControlNet openpose（SD 1.5）</translation>
    </message>
    <message>
        <source>Lets a pose guide the portrait. One file, to be loaded with from_single_file.</source>
        <translation>用姿勢引導人像。單一檔案，用 from_single_file 載入。</translation>
    </message>
    <message>
        <source>portrait generation, pose</source>
        <translation>人像生成，姿勢</translation>
    </message>
    <message>
        <source>ControlNet canny for SD 1.5</source>
        <translation>ControlNet canny（SD 1.5）</translation>
    </message>
    <message>
        <source>Lets edges guide the portrait. One file, to be loaded with from_single_file.</source>
        <translation>用邊緣線引導人像。單一檔案，用 from_single_file 載入。</translation>
    </message>
    <message>
        <source>portrait generation, edges</source>
        <translation>人像生成，邊緣線</translation>
    </message>
    <message>
        <source>DreamShaper 8</source>
        <translation>DreamShaper 8</translation>
    </message>
    <message>
        <source>A portrait checkpoint on SD 1.5, painterly to photographic. One file.</source>
        <translation>基於 SD 1.5 的人像模型，從繪畫到照片風格。單一檔案。</translation>
    </message>
    <message>
        <source>RealVisXL 5</source>
        <translation>RealVisXL 5</translation>
    </message>
    <message>
        <source>A photographic portrait checkpoint on SDXL, half precision. One file.</source>
        <translation>基於 SDXL 的寫實人像模型，半精度。單一檔案。</translation>
    </message>
    <message>
        <source>Kokoro voices</source>
        <translation>Kokoro 語音</translation>
    </message>
    <message>
        <source>Speaks a text in natural voices: English, Mandarin, and with espeak-ng installed Spanish, French, Hindi, Italian and Portuguese.</source>
        <translation>用自然的聲音朗讀文字：英語、華語；安裝 espeak-ng 後還有西班牙語、法語、印地語、義大利語和葡萄牙語。</translation>
    </message>
    <message>
        <source>speech from a text</source>
        <translation>由文字產生語音</translation>
    </message>
    <message>
        <source>Writes down what is said: quickest, with most mistakes.</source>
        <translation>把說的話寫成文字：最快，錯誤最多。</translation>
    </message>
    <message>
        <source>speech recognition</source>
        <translation>語音識別</translation>
    </message>
    <message>
        <source>Whisper base</source>
        <translation>Whisper（base）</translation>
    </message>
    <message>
        <source>Writes down what is said, in 99 languages, with the time of every word.</source>
        <translation>把說的話寫成文字，支援 99 種語言，每個詞都帶時間。</translation>
    </message>
    <message>
        <source>Whisper small</source>
        <translation>Whisper（small）</translation>
    </message>
    <message>
        <source>Writes down what is said: slower than base, with fewer mistakes.</source>
        <translation>把說的話寫成文字：比 base 慢，錯誤更少。</translation>
    </message>
    <message>
        <source>Whisper medium</source>
        <translation>Whisper（medium）</translation>
    </message>
    <message>
        <source>Writes down what is said: for unclear recordings, on a good GPU.</source>
        <translation>把說的話寫成文字：適合不清晰的錄音，需要較好的顯示卡。</translation>
    </message>
    <message>
        <source>Whisper large-v3</source>
        <translation>Whisper（large-v3）</translation>
    </message>
    <message>
        <source>Writes down what is said: the fewest mistakes, on a good GPU.</source>
        <translation>把說的話寫成文字：錯誤最少，需要較好的顯示卡。</translation>
    </message>
    <message>
        <source>Whisper large-v3-turbo</source>
        <translation>Whisper（large-v3-turbo）</translation>
    </message>
    <message>
        <source>Writes down what is said: almost as well as large-v3, several times as fast.</source>
        <translation>把說的話寫成文字：幾乎和 large-v3 一樣好，快好幾倍。</translation>
    </message>
    <message>
        <source>Noto Sans CJK</source>
        <translation>Noto Sans CJK</translation>
    </message>
    <message>
        <source>A font with the letters of Chinese, Japanese and Korean, for burned subtitles where the computer has none.</source>
        <translation>含中文、日文和韓文字元的字型，供沒有此類字型的電腦嵌入字幕使用。</translation>
    </message>
    <message>
        <source>subtitles</source>
        <translation>字幕</translation>
    </message>
    <message>
        <source>BLIP, captions</source>
        <translation>BLIP，圖片說明</translation>
    </message>
    <message>
        <source>Describes pictures in English: the words beside each picture that a model learns from.</source>
        <translation>用英語描述圖片：模型學習時每張圖片旁的文字。</translation>
    </message>
    <message>
        <source>training a presenter, captions by BLIP</source>
        <translation>訓練主講人，由 BLIP 寫說明</translation>
    </message>
    <message>
        <source>Opus-MT Chinese to English</source>
        <translation>Opus-MT 中譯英</translation>
    </message>
    <message>
        <source>Translates whole sentences of Chinese prompts, where the portrait glossary does not know a word.</source>
        <translation>翻譯中文提示詞中的整句，用於人像詞庫不認識的詞。</translation>
    </message>
    <message>
        <source>Chinese prompts</source>
        <translation>中文提示詞</translation>
    </message>
    <message>
        <source>LCM LoRA for SD 1.5</source>
        <translation>SD 1.5 的 LCM LoRA</translation>
    </message>
    <message>
        <source>Lets a model on Stable Diffusion 1.5 draw in four steps.</source>
        <translation>讓以 Stable Diffusion 1.5 為基礎的模型只用四步繪製。</translation>
    </message>
    <message>
        <source>portrait generation, few steps</source>
        <translation>人像生成，少步數</translation>
    </message>
    <message>
        <source>LCM LoRA for SDXL</source>
        <translation>SDXL 的 LCM LoRA</translation>
    </message>
    <message>
        <source>Lets a model on SDXL draw in four steps.</source>
        <translation>讓以 SDXL 為基礎的模型只用四步繪製。</translation>
    </message>
    <message>
        <source>SDXL Lightning LoRA</source>
        <translation>SDXL Lightning LoRA</translation>
    </message>
    <message>
        <source>Lets a model on SDXL draw in four steps, with more detail than LCM.</source>
        <translation>讓以 SDXL 為基礎的模型只用四步繪製，細節比 LCM 更多。</translation>
    </message>
    <message>
        <source>Hyper-SD LoRA for SD 1.5</source>
        <translation>SD 1.5 的 Hyper-SD LoRA</translation>
    </message>
    <message>
        <source>Lets a model on Stable Diffusion 1.5 draw in four steps, with more detail than LCM.</source>
        <translation>讓以 Stable Diffusion 1.5 為基礎的模型只用四步繪製，細節比 LCM 更多。</translation>
    </message>
    <message>
        <source>Hyper-SD LoRA for SDXL</source>
        <translation>SDXL 的 Hyper-SD LoRA</translation>
    </message>
    <message>
        <source>ControlNet line art for SD 1.5</source>
        <translation>ControlNet 線稿（SD 1.5）</translation>
    </message>
    <message>
        <source>Lets a drawing of lines guide the portrait. One file, to be loaded with from_single_file.</source>
        <translation>讓線稿引導人像。單一檔案，以 from_single_file 載入。</translation>
    </message>
    <message>
        <source>portrait generation, line art</source>
        <translation>人像生成，線稿</translation>
    </message>
    <message>
        <source>ControlNet scribble for SD 1.5</source>
        <translation>ControlNet 塗鴉（SD 1.5）</translation>
    </message>
    <message>
        <source>Lets a rough sketch guide the portrait. One file, to be loaded with from_single_file.</source>
        <translation>讓草圖引導人像。單一檔案，以 from_single_file 載入。</translation>
    </message>
    <message>
        <source>portrait generation, scribble</source>
        <translation>人像生成，塗鴉</translation>
    </message>
    <message>
        <source>ControlNet soft edge for SD 1.5</source>
        <translation>ControlNet 柔和邊緣（SD 1.5）</translation>
    </message>
    <message>
        <source>Lets soft outlines guide the portrait. One file, to be loaded with from_single_file.</source>
        <translation>讓柔和的輪廓引導人像。單一檔案，以 from_single_file 載入。</translation>
    </message>
    <message>
        <source>portrait generation, soft edge</source>
        <translation>人像生成，柔和邊緣</translation>
    </message>
    <message>
        <source>ControlNet depth for SD 1.5</source>
        <translation>ControlNet 深度（SD 1.5）</translation>
    </message>
    <message>
        <source>Lets near and far guide the portrait. One file, to be loaded with from_single_file.</source>
        <translation>讓遠近引導人像。單一檔案，以 from_single_file 載入。</translation>
    </message>
    <message>
        <source>portrait generation, depth</source>
        <translation>人像生成，深度</translation>
    </message>
    <message>
        <source>ControlNet tile for SD 1.5</source>
        <translation>ControlNet tile（SD 1.5）</translation>
    </message>
    <message>
        <source>Keeps what a picture shows while its details are drawn anew. One file, to be loaded with from_single_file.</source>
        <translation>保留圖片內容，重新繪製細節。單一檔案，以 from_single_file 載入。</translation>
    </message>
    <message>
        <source>portrait generation, tile</source>
        <translation>人像生成，tile</translation>
    </message>
    <message>
        <source>Image encoder of IP-Adapters</source>
        <translation>IP-Adapter 的影像編碼器</translation>
    </message>
    <message>
        <source>Sees the pictures of a presenter whose face a portrait shall have: CLIP ViT-H.</source>
        <translation>觀看主講人的圖片，讓人像具有同一張臉：CLIP ViT-H。</translation>
    </message>
    <message>
        <source>portrait generation, the same face</source>
        <translation>人像生成，同一張臉</translation>
    </message>
    <message>
        <source>IP-Adapter for faces, SD 1.5</source>
        <translation>人臉用 IP-Adapter（SD 1.5）</translation>
    </message>
    <message>
        <source>Lets portraits of SD 1.5 have the face of a presenter&apos;s pictures.</source>
        <translation>讓 SD 1.5 的人像具有主講人圖片上的臉。</translation>
    </message>
    <message>
        <source>IP-Adapter for faces, SDXL</source>
        <translation>人臉用 IP-Adapter（SDXL）</translation>
    </message>
    <message>
        <source>Lets portraits of SDXL have the face of a presenter&apos;s pictures.</source>
        <translation>讓 SDXL 的人像具有主講人圖片上的臉。</translation>
    </message>
</context>
<context>
    <name>CellWords</name>
    <message>
        <source>Portrait</source>
        <translation>人像</translation>
    </message>
    <message>
        <source>Speech</source>
        <translation>語音</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名稱</translation>
    </message>
    <message>
        <source>Presenter</source>
        <translation>主講人</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>預設組合</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>長度</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>影片</translation>
    </message>
    <message>
        <source>What happens</source>
        <translation>結果</translation>
    </message>
    <message>
        <source>Double-click to choose a file</source>
        <translation>按兩下以選擇檔案</translation>
    </message>
    <message>
        <source>waits {time}</source>
        <translation>等待 {time}</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>已排除</translation>
    </message>
    <message>
        <source>will be made</source>
        <translation>將製作</translation>
    </message>
    <message>
        <source>made already</source>
        <translation>已製作</translation>
    </message>
    <message>
        <source>is in the queue</source>
        <translation>已在佇列中</translation>
    </message>
    <message>
        <source>failed before</source>
        <translation>之前失敗</translation>
    </message>
    <message>
        <source>the same as another row</source>
        <translation>與另一列相同</translation>
    </message>
</context>
<context>
    <name>Choices</name>
    <message>
        <source>Best available</source>
        <translation>自動選擇最佳</translation>
    </message>
    <message>
        <source>SadTalker</source>
        <translation>SadTalker</translation>
    </message>
    <message>
        <source>Natural head motion and lips with SadTalker</source>
        <translation>用 SadTalker 獲得自然的頭部動作和口型</translation>
    </message>
    <message>
        <source>Built-in</source>
        <translation>內建</translation>
    </message>
    <message>
        <source>built-in</source>
        <translation>內建</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>處理器</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>關閉</translation>
    </message>
    <message>
        <source>Real-ESRGAN x4, fast</source>
        <translation>Real-ESRGAN x4（快速）</translation>
    </message>
    <message>
        <source>As the region asks</source>
        <translation>依地區要求</translation>
    </message>
    <message>
        <source>China</source>
        <translation>中國</translation>
    </message>
    <message>
        <source>European Union</source>
        <translation>歐盟</translation>
    </message>
    <message>
        <source>Elsewhere</source>
        <translation>其他地區</translation>
    </message>
    <message>
        <source>First two seconds</source>
        <translation>前兩秒</translation>
    </message>
    <message>
        <source>Whole video</source>
        <translation>整個影片</translation>
    </message>
    <message>
        <source>Bottom right</source>
        <translation>右下</translation>
    </message>
    <message>
        <source>Bottom left</source>
        <translation>左下</translation>
    </message>
    <message>
        <source>Top right</source>
        <translation>右上</translation>
    </message>
    <message>
        <source>Top left</source>
        <translation>左上</translation>
    </message>
    <message>
        <source>Crop</source>
        <translation>裁剪</translation>
    </message>
    <message>
        <source>Resize</source>
        <translation>縮放</translation>
    </message>
    <message>
        <source>Full</source>
        <translation>整圖</translation>
    </message>
    <message>
        <source>Wide crop</source>
        <translation>寬裁剪</translation>
    </message>
    <message>
        <source>Wide full</source>
        <translation>寬整圖</translation>
    </message>
    <message>
        <source>Head motion</source>
        <translation>頭部動作</translation>
    </message>
    <message>
        <source>Blinks</source>
        <translation>眨眼</translation>
    </message>
    <message>
        <source>Head motion and blinks</source>
        <translation>頭部動作和眨眼</translation>
    </message>
    <message>
        <source>All its motion</source>
        <translation>全部動作</translation>
    </message>
    <message>
        <source>As the computer</source>
        <translation>跟隨系統</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>淺色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Photo studio</source>
        <translation>攝影棚</translation>
    </message>
    <message>
        <source>Neutral</source>
        <translation>中性</translation>
    </message>
    <message>
        <source>Friendly</source>
        <translation>友善</translation>
    </message>
    <message>
        <source>Serious</source>
        <translation>嚴肅</translation>
    </message>
    <message>
        <source>Glad</source>
        <translation>高興</translation>
    </message>
    <message>
        <source>Concerned</source>
        <translation>關切</translation>
    </message>
    <message>
        <source>Calmed while speaking</source>
        <translation>說話時收斂</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Small glances</source>
        <translation>自然，偶爾移開</translation>
    </message>
    <message>
        <source>Into the camera</source>
        <translation>看著鏡頭</translation>
    </message>
    <message>
        <source>Face upright</source>
        <translation>按人臉正立的方向</translation>
    </message>
    <message>
        <source>Not at all</source>
        <translation>不旋轉</translation>
    </message>
    <message>
        <source>A quarter to the right</source>
        <translation>向右轉四分之一圈</translation>
    </message>
    <message>
        <source>Half a turn</source>
        <translation>轉半圈</translation>
    </message>
    <message>
        <source>A quarter to the left</source>
        <translation>向左轉四分之一圈</translation>
    </message>
    <message>
        <source>To and fro</source>
        <translation>來回播放</translation>
    </message>
    <message>
        <source>From the best matching picture on</source>
        <translation>從最吻合的畫面接著放</translation>
    </message>
    <message>
        <source>The last picture stays</source>
        <translation>停在最後一個畫面</translation>
    </message>
    <message>
        <source>It ends where the face is at rest</source>
        <translation>在臉部靜止處結束</translation>
    </message>
    <message>
        <source>It goes on with its own sound</source>
        <translation>帶著原聲繼續播放</translation>
    </message>
    <message>
        <source>Usual for the kind of file</source>
        <translation>依檔案類型</translation>
    </message>
    <message>
        <source>Corporate</source>
        <translation>商務</translation>
    </message>
    <message>
        <source>News desk</source>
        <translation>新聞台</translation>
    </message>
    <message>
        <source>Outdoor</source>
        <translation>戶外</translation>
    </message>
    <message>
        <source>Anime</source>
        <translation>動漫</translation>
    </message>
    <message>
        <source>Illustration</source>
        <translation>插畫</translation>
    </message>
    <message>
        <source>Any</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>Woman</source>
        <translation>女性</translation>
    </message>
    <message>
        <source>Man</source>
        <translation>男性</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>人</translation>
    </message>
    <message>
        <source>Face</source>
        <translation>人臉</translation>
    </message>
    <message>
        <source>Head and shoulders</source>
        <translation>頭肩</translation>
    </message>
    <message>
        <source>Half-length</source>
        <translation>半身</translation>
    </message>
    <message>
        <source>Studio</source>
        <translation>攝影棚</translation>
    </message>
    <message>
        <source>Soft</source>
        <translation>柔和</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗邊的光</translation>
    </message>
    <message>
        <source>Sun</source>
        <translation>陽光</translation>
    </message>
    <message>
        <source>Plain</source>
        <translation>純色</translation>
    </message>
    <message>
        <source>Office</source>
        <translation>辦公室</translation>
    </message>
    <message>
        <source>Newsroom</source>
        <translation>新聞編輯室</translation>
    </message>
    <message>
        <source>City</source>
        <translation>城市</translation>
    </message>
    <message>
        <source>Nature</source>
        <translation>自然</translation>
    </message>
    <message>
        <source>The model&apos;s own</source>
        <translation>模型內建</translation>
    </message>
    <message>
        <source>By the device</source>
        <translation>依裝置情況</translation>
    </message>
    <message>
        <source>As installed</source>
        <translation>依安裝方式</translation>
    </message>
    <message>
        <source>LivePortrait</source>
        <translation>LivePortrait</translation>
    </message>
    <message>
        <source>Live eyes, brows and smiles at 512 pixels with LivePortrait</source>
        <translation>用 LivePortrait 以 512 像素呈現生動的眼睛、眉毛和笑容</translation>
    </message>
    <message>
        <source>Silence, in seconds</source>
        <translation>靜音，單位為秒</translation>
    </message>
    <message>
        <source>Slower</source>
        <translation>慢一些</translation>
    </message>
    <message>
        <source>Faster</source>
        <translation>快一些</translation>
    </message>
    <message>
        <source>Softer</source>
        <translation>輕一些</translation>
    </message>
    <message>
        <source>Louder</source>
        <translation>響一些</translation>
    </message>
    <message>
        <source>Another voice</source>
        <translation>換一個音色</translation>
    </message>
    <message>
        <source>Nod</source>
        <translation>點頭</translation>
    </message>
    <message>
        <source>Shake of the head</source>
        <translation>搖頭</translation>
    </message>
    <message>
        <source>Blink</source>
        <translation>眨眼</translation>
    </message>
    <message>
        <source>Smile</source>
        <translation>微笑</translation>
    </message>
    <message>
        <source>Serious face</source>
        <translation>嚴肅</translation>
    </message>
    <message>
        <source>Raised brows</source>
        <translation>挑眉</translation>
    </message>
    <message>
        <source>Frown</source>
        <translation>皺眉</translation>
    </message>
    <message>
        <source>Eyes to the left, right, up, down, or back to the camera</source>
        <translation>看向左、右、上、下，或看回鏡頭</translation>
    </message>
    <message>
        <source>As the video</source>
        <translation>與影片相同</translation>
    </message>
    <message>
        <source>Blurred margin</source>
        <translation>模糊邊框</translation>
    </message>
    <message>
        <source>Plain margin</source>
        <translation>純色邊框</translation>
    </message>
    <message>
        <source>By its shape</source>
        <translation>依人形</translation>
    </message>
    <message>
        <source>By the color behind</source>
        <translation>依背景顏色</translation>
    </message>
    <message>
        <source>Center</source>
        <translation>置中</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自動</translation>
    </message>
    <message>
        <source>In the picture</source>
        <translation>畫在畫面中</translation>
    </message>
    <message>
        <source>To be switched on in the player</source>
        <translation>在播放器中開啟</translation>
    </message>
    <message>
        <source>PNG pictures</source>
        <translation>PNG 圖片</translation>
    </message>
    <message>
        <source>From words</source>
        <translation>由文字繪製</translation>
    </message>
    <message>
        <source>From a picture</source>
        <translation>由圖片繪製</translation>
    </message>
    <message>
        <source>Part of a picture</source>
        <translation>圖片的一部分</translation>
    </message>
    <message>
        <source>Pose or edges of a picture</source>
        <translation>圖片的姿勢或邊緣</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Edges</source>
        <translation>邊緣</translation>
    </message>
    <message>
        <source>Pose</source>
        <translation>姿勢</translation>
    </message>
    <message>
        <source>Finished drawing of edges</source>
        <translation>現成的邊緣圖</translation>
    </message>
    <message>
        <source>Finished drawing of a pose</source>
        <translation>現成的姿勢圖</translation>
    </message>
    <message>
        <source>On</source>
        <translation>開</translation>
    </message>
    <message>
        <source>Do nothing</source>
        <translation>不做任何事</translation>
    </message>
    <message>
        <source>Quit Mouthpiece</source>
        <translation>結束 Mouthpiece</translation>
    </message>
    <message>
        <source>Put the computer to sleep</source>
        <translation>讓電腦睡眠</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>標準</translation>
    </message>
    <message>
        <source>Best</source>
        <translation>最佳</translation>
    </message>
    <message>
        <source>Portrait 9:16</source>
        <translation>直式 9:16</translation>
    </message>
    <message>
        <source>The video shows head and shoulders.</source>
        <translation>影片顯示頭部和肩部。</translation>
    </message>
    <message>
        <source>The whole picture, scaled to the size of the video.</source>
        <translation>整張圖片，縮放到影片尺寸。</translation>
    </message>
    <message>
        <source>The picture stays as it is; the face moves inside it.</source>
        <translation>圖片保持原樣，只有其中的臉在動。</translation>
    </message>
    <message>
        <source>Like Crop, with more around the head.</source>
        <translation>與「裁剪」相同，但頭部周圍保留更多。</translation>
    </message>
    <message>
        <source>Like Full, with more of the head moving.</source>
        <translation>與「整圖」相同，但頭部活動的範圍更大。</translation>
    </message>
    <message>
        <source>Portraits made from a description</source>
        <translation>依描述產生人像</translation>
    </message>
    <message>
        <source>Speech from a text: English, Chinese and more</source>
        <translation>用文字產生語音：中文、英文等</translation>
    </message>
    <message>
        <source>Sharper faces</source>
        <translation>更清晰的人臉</translation>
    </message>
    <message>
        <source>Larger pictures</source>
        <translation>更大的畫面</translation>
    </message>
    <message>
        <source>No platform in particular</source>
        <translation>不限平台</translation>
    </message>
    <message>
        <source>TikTok, Douyin</source>
        <translation>抖音、TikTok</translation>
    </message>
    <message>
        <source>WeChat Channels</source>
        <translation>微信視頻號</translation>
    </message>
    <message>
        <source>Xiaohongshu (RED)</source>
        <translation>小紅書</translation>
    </message>
    <message>
        <source>All of them</source>
        <translation>所有平台</translation>
    </message>
    <message>
        <source>Graphics card (CUDA, ROCm)</source>
        <translation>顯示卡（CUDA、ROCm）</translation>
    </message>
    <message>
        <source>Graphics card (Intel)</source>
        <translation>顯示卡（Intel）</translation>
    </message>
    <message>
        <source>Graphics of an Apple computer</source>
        <translation>Apple 電腦的圖形處理器</translation>
    </message>
    <message>
        <source>Exact</source>
        <translation>精確</translation>
    </message>
    <message>
        <source>Whatever is quicker</source>
        <translation>哪個快用哪個</translation>
    </message>
    <message>
        <source>Clear of the mouth</source>
        <translation>避開嘴部</translation>
    </message>
    <message>
        <source>As the sampler</source>
        <translation>依取樣器</translation>
    </message>
    <message>
        <source>Even</source>
        <translation>均勻</translation>
    </message>
    <message>
        <source>Exponential</source>
        <translation>指數</translation>
    </message>
    <message>
        <source>Simple</source>
        <translation>簡單</translation>
    </message>
    <message>
        <source>By the model</source>
        <translation>依模型</translation>
    </message>
    <message>
        <source>The picture</source>
        <translation>原圖</translation>
    </message>
    <message>
        <source>Colours around it</source>
        <translation>周圍的顏色</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>雜訊</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>不變</translation>
    </message>
    <message>
        <source>Another color</source>
        <translation>換一種顏色</translation>
    </message>
    <message>
        <source>A box</source>
        <translation>加方框</translation>
    </message>
    <message>
        <source>It grows</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Below</source>
        <translation>下方</translation>
    </message>
    <message>
        <source>In the middle</source>
        <translation>中間</translation>
    </message>
    <message>
        <source>Above</source>
        <translation>上方</translation>
    </message>
    <message>
        <source>Captions: speech written down</source>
        <translation>字幕：把語音寫成文字</translation>
    </message>
    <message>
        <source>Stay on</source>
        <translation>保持開機</translation>
    </message>
    <message>
        <source>Sleep</source>
        <translation>睡眠</translation>
    </message>
    <message>
        <source>Switch off</source>
        <translation>關機</translation>
    </message>
    <message>
        <source>A word (textual inversion)</source>
        <translation>一個詞（文字反演）</translation>
    </message>
    <message>
        <source>The whole model (DreamBooth)</source>
        <translation>整個模型（DreamBooth）</translation>
    </message>
    <message>
        <source>Typed beside it, else the template</source>
        <translation>旁邊的文字，否則用範本</translation>
    </message>
    <message>
        <source>Typed beside it</source>
        <translation>旁邊的文字</translation>
    </message>
    <message>
        <source>The template</source>
        <translation>範本</translation>
    </message>
    <message>
        <source>Described by BLIP</source>
        <translation>由 BLIP 描述</translation>
    </message>
    <message>
        <source>AdamW with 8 bits</source>
        <translation>8 位元 AdamW</translation>
    </message>
    <message>
        <source>Profession</source>
        <translation>職業</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>年齡</translation>
    </message>
    <message>
        <source>Expression</source>
        <translation>表情</translation>
    </message>
    <message>
        <source>Hair</source>
        <translation>頭髮</translation>
    </message>
    <message>
        <source>Clothing</source>
        <translation>服裝</translation>
    </message>
    <message>
        <source>Accessories</source>
        <translation>配件</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>顏色</translation>
    </message>
    <message>
        <source>Framing</source>
        <translation>取景</translation>
    </message>
    <message>
        <source>Posture</source>
        <translation>姿態</translation>
    </message>
    <message>
        <source>Lighting</source>
        <translation>光線</translation>
    </message>
    <message>
        <source>Surroundings</source>
        <translation>場景</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>鏡頭</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>品質</translation>
    </message>
    <message>
        <source>Style</source>
        <translation>風格</translation>
    </message>
    <message>
        <source>Unwanted</source>
        <translation>不想要的</translation>
    </message>
    <message>
        <source>Pose with the face</source>
        <translation>帶臉部的姿勢</translation>
    </message>
    <message>
        <source>Line art</source>
        <translation>線稿</translation>
    </message>
    <message>
        <source>Scribble</source>
        <translation>塗鴉</translation>
    </message>
    <message>
        <source>Soft edges</source>
        <translation>柔和邊緣</translation>
    </message>
    <message>
        <source>Depth</source>
        <translation>深度</translation>
    </message>
    <message>
        <source>The picture itself</source>
        <translation>圖片本身</translation>
    </message>
    <message>
        <source>Finished line art</source>
        <translation>現成的線稿</translation>
    </message>
    <message>
        <source>Finished scribble</source>
        <translation>現成的塗鴉</translation>
    </message>
    <message>
        <source>Finished soft edges</source>
        <translation>現成的柔和邊緣</translation>
    </message>
    <message>
        <source>Finished picture of depths</source>
        <translation>現成的深度圖</translation>
    </message>
</context>
<context>
    <name>Closing</name>
    <message numerus="yes">
        <source>%n video(s) are being made.</source>
        <translation>
            <numerusform>正在製作 %n 部影片。</numerusform>
        </translation>
    </message>
    <message>
        <source>Paused videos go on from where they are the next time you open Mouthpiece. Waiting videos stay in the queue in any case.</source>
        <translation>暫停的影片會在下次開啟 Mouthpiece 時從中斷處繼續。等待中的影片無論如何都會留在佇列裡。</translation>
    </message>
    <message>
        <source>Keep working in the background</source>
        <translation>在背景繼續製作</translation>
    </message>
    <message>
        <source>Pause and quit</source>
        <translation>暫停並結束</translation>
    </message>
    <message>
        <source>Cancel them and quit</source>
        <translation>取消這些影片並結束</translation>
    </message>
    <message>
        <source>Go on working</source>
        <translation>繼續工作</translation>
    </message>
</context>
<context>
    <name>ColorEditor</name>
    <message>
        <source>Choose a color</source>
        <translation>選擇顏色</translation>
    </message>
</context>
<context>
    <name>CompareDialog</name>
    <message>
        <source>Compare</source>
        <translation>比較</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>提示詞</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>隨機種子</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>得分</translation>
    </message>
</context>
<context>
    <name>CreateInputs</name>
    <message>
        <source>Portrait</source>
        <translation>人像</translation>
    </message>
    <message>
        <source>What is heard</source>
        <translation>聽到的內容</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>錄音</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文字</translation>
    </message>
</context>
<context>
    <name>CreatePage</name>
    <message>
        <source>Create</source>
        <translation>製作</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>選項</translation>
    </message>
    <message>
        <source>Try the sample</source>
        <translation>試用範例</translation>
    </message>
    <message>
        <source>Fills in a portrait and a recording of ours</source>
        <translation>填入我們準備的人像和錄音</translation>
    </message>
    <message>
        <source>Start anew</source>
        <translation>重新開始</translation>
    </message>
    <message>
        <source>Empties the page for another video</source>
        <translation>清空本頁，製作另一部影片</translation>
    </message>
    <message>
        <source>New words for a film…</source>
        <translation>給影片配新的話…</translation>
    </message>
    <message>
        <source>A filmed person says something else</source>
        <translation>讓影片裡的人說別的話</translation>
    </message>
    <message>
        <source>What was on this page was replaced.</source>
        <translation>本頁原有的內容已被取代。</translation>
    </message>
    <message>
        <source>Give a portrait, and a recording or a text first.</source>
        <translation>請先提供人像，以及錄音或文字。</translation>
    </message>
    <message>
        <source>The files are being looked at.</source>
        <translation>正在查看檔案。</translation>
    </message>
    <message>
        <source>A video without the label needs a reason; see More options.</source>
        <translation>不帶標識的影片需要說明理由；請看「更多選項」。</translation>
    </message>
    <message>
        <source>One of the options does not fit.</source>
        <translation>有一個選項的值不合適。</translation>
    </message>
    <message>
        <source>Something stands in the way; see the notes above.</source>
        <translation>還有問題需要解決，請看上面的提示。</translation>
    </message>
</context>
<context>
    <name>CropDialog</name>
    <message>
        <source>New presenter</source>
        <translation>新主講人</translation>
    </message>
    <message>
        <source>Frame</source>
        <translation>裁剪框</translation>
    </message>
    <message>
        <source>Drag the frame; arrow keys move it, with Shift its corner.</source>
        <translation>拖動裁剪框；方向鍵移動它，按住 Shift 則移動它的角。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名稱</translation>
    </message>
    <message>
        <source>Whole picture</source>
        <translation>整張圖片</translation>
    </message>
    <message>
        <source>Add presenter</source>
        <translation>新增主講人</translation>
    </message>
</context>
<context>
    <name>CueModel</name>
    <message>
        <source>From</source>
        <translation>開始</translation>
    </message>
    <message>
        <source>To</source>
        <translation>結束</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>Second language</source>
        <translation>第二語言</translation>
    </message>
</context>
<context>
    <name>CuePlayer</name>
    <message>
        <source>Words of the chosen row</source>
        <translation>所選列的詞語</translation>
    </message>
    <message>
        <source>Click a word, or press Enter on it, to hear it</source>
        <translation>點選詞語，或在其上按 Enter，即可試聽</translation>
    </message>
    <message>
        <source>Waveform</source>
        <translation>波形</translation>
    </message>
    <message>
        <source>Click to go there, drag to select a stretch</source>
        <translation>點選可跳到該處，拖曳可選取一段</translation>
    </message>
    <message>
        <source>Hear it</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Plays the selected stretch</source>
        <translation>播放所選的一段</translation>
    </message>
    <message>
        <source>Use as times</source>
        <translation>用作起訖時間</translation>
    </message>
    <message>
        <source>Gives the chosen row the times of the selected stretch</source>
        <translation>把所選一段的起訖時間用於所選列</translation>
    </message>
</context>
<context>
    <name>CueTable</name>
    <message>
        <source>Captions</source>
        <translation>字幕</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>拆分</translation>
    </message>
    <message>
        <source>Divides the row before the chosen word, or near its middle (Ctrl+D)</source>
        <translation>在所選詞語之前，或在中間附近把這一列拆開 (Ctrl+D)</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>合併</translation>
    </message>
    <message>
        <source>Makes one row of the selected ones (Ctrl+J)</source>
        <translation>把所選列合併為一列 (Ctrl+J)</translation>
    </message>
    <message>
        <source>Delete the selected rows</source>
        <translation>刪除所選列</translation>
    </message>
    <message>
        <source>Undo (Ctrl+Z)</source>
        <translation>復原 (Ctrl+Z)</translation>
    </message>
    <message>
        <source>Redo (Ctrl+Shift+Z)</source>
        <translation>重做 (Ctrl+Shift+Z)</translation>
    </message>
    <message>
        <source> s</source>
        <translation> 秒</translation>
    </message>
    <message>
        <source>Seconds to shift by</source>
        <translation>移動的秒數</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>移動</translation>
    </message>
    <message>
        <source>Moves the selected rows, or all, so many seconds later; less than 0 earlier</source>
        <translation>把所選列或全部延後這麼多秒；負數則提前</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>尋找</translation>
    </message>
    <message>
        <source>What is looked for in all rows</source>
        <translation>在所有列中尋找的內容</translation>
    </message>
    <message>
        <source>Replace with</source>
        <translation>取代為</translation>
    </message>
    <message>
        <source>What takes its place; may be empty</source>
        <translation>取代成的內容，可以留空</translation>
    </message>
    <message>
        <source>Aa</source>
        <translation>Aa</translation>
    </message>
    <message>
        <source>Capitals count</source>
        <translation>區分大小寫</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一處</translation>
    </message>
    <message>
        <source>Goes to the next row that has it</source>
        <translation>跳到下一處</translation>
    </message>
    <message>
        <source>Replace all</source>
        <translation>全部取代</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>未找到</translation>
    </message>
    <message numerus="yes">
        <source>%n replaced</source>
        <translation>
            <numerusform>已取代 %n 處</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DayField</name>
    <message>
        <source>Choose a day</source>
        <translation>選擇日期</translation>
    </message>
    <message>
        <source>Earlier month</source>
        <translation>上個月</translation>
    </message>
    <message>
        <source>Later month</source>
        <translation>下個月</translation>
    </message>
    <message>
        <source>Choose the month</source>
        <translation>選擇月份</translation>
    </message>
    <message>
        <source>Choose the year</source>
        <translation>選擇年份</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年份</translation>
    </message>
    <message>
        <source>Days of the month</source>
        <translation>當月日期</translation>
    </message>
    <message>
        <source>This is no day. Write it as 2027-12-31.</source>
        <translation>這不是日期。請寫成 2027-12-31。</translation>
    </message>
</context>
<context>
    <name>DeclaredForm</name>
    <message>
        <source>More options</source>
        <translation>更多選項</translation>
    </message>
    <message>
        <source>Fewer options</source>
        <translation>收起選項</translation>
    </message>
</context>
<context>
    <name>DeliverDialog</name>
    <message>
        <source>Another version</source>
        <translation>另一個版本</translation>
    </message>
    <message numerus="yes">
        <source>Another version of %n video(s)</source>
        <translation>
            <numerusform>%n 部影片的另一個版本</numerusform>
        </translation>
    </message>
    <message>
        <source>Another version of {name}</source>
        <translation>{name} 的另一個版本</translation>
    </message>
    <message>
        <source>A further file of the same video</source>
        <translation>同一影片的另一個檔案</translation>
    </message>
    <message>
        <source>The face is not drawn again, so this is quick. The video itself stays.</source>
        <translation>無需重新繪製臉部，因此很快。原影片保持不變。</translation>
    </message>
    <message>
        <source>Add to queue</source>
        <translation>加入佇列</translation>
    </message>
    <message>
        <source>Use these options</source>
        <translation>使用這些選項</translation>
    </message>
</context>
<context>
    <name>Dialog</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Choose another file.</source>
        <translation>請選擇其他檔案。</translation>
    </message>
    <message>
        <source>{name} is not there.</source>
        <translation>{name}不存在。</translation>
    </message>
</context>
<context>
    <name>Doctor</name>
    <message>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>處理器</translation>
    </message>
    <message>
        <source>{} of memory free of {}.</source>
        <translation>可用記憶體 {}，共 {}。</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>記憶體</translation>
    </message>
    <message>
        <source>Portraits</source>
        <translation>人像</translation>
    </message>
    <message>
        <source>ffmpeg</source>
        <translation>ffmpeg</translation>
    </message>
    <message>
        <source>Face models</source>
        <translation>人臉模型</translation>
    </message>
    <message>
        <source>Assets</source>
        <translation>附帶檔案</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>使用者資料夾</translation>
    </message>
    <message>
        <source>{} free at {}.</source>
        <translation>可用 {}，位於 {}。</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>磁碟</translation>
    </message>
    <message>
        <source>Qt</source>
        <translation>Qt</translation>
    </message>
    <message>
        <source>Python {} on {}.</source>
        <translation>Python {}，系統 {}。</translation>
    </message>
    <message>
        <source>{} processor cores.</source>
        <translation>{} 個處理器核心。</translation>
    </message>
    <message>
        <source>Portraits can be drawn once a model is installed.</source>
        <translation>裝好模型後即可繪製人像。</translation>
    </message>
    <message>
        <source>{} with libx264 and aac.</source>
        <translation>{}，帶有 libx264 和 aac。</translation>
    </message>
    <message>
        <source>Detector, mesh and its {} edges are there.</source>
        <translation>偵測器、網格及其 {} 條邊都在。</translation>
    </message>
    <message>
        <source>Sample portrait and speech, {}.</source>
        <translation>範例人像和錄音，{}。</translation>
    </message>
    <message>
        <source>{} can be written.</source>
        <translation>{} 可以寫入。</translation>
    </message>
    <message>
        <source>Qt starts, and all its system libraries are there.</source>
        <translation>Qt 可以啟動，所需的系統程式庫都在。</translation>
    </message>
    <message>
        <source>Close other programs before long renders.</source>
        <translation>算繪長影片前請關閉其他程式。</translation>
    </message>
    <message>
        <source>Drawing portraits needs {}, which is not installed.</source>
        <translation>繪製人像需要 {}，但尚未安裝。</translation>
    </message>
    <message>
        <source>{} lacks the encoders {}.</source>
        <translation>{} 缺少編碼器 {}。</translation>
    </message>
    <message>
        <source>Unset IMAGEIO_FFMPEG_EXE, or name an ffmpeg that has them.</source>
        <translation>請取消 IMAGEIO_FFMPEG_EXE，或指定帶有它們的 ffmpeg。</translation>
    </message>
    <message>
        <source>The built-in engine&apos;s trained file is missing.</source>
        <translation>缺少內建引擎的訓練檔案。</translation>
    </message>
    <message>
        <source>Install Mouthpiece again, or restore the folder `assets` of the checkout.</source>
        <translation>請重新安裝 Mouthpiece，或還原原始碼中的資料夾 `assets`。</translation>
    </message>
    <message>
        <source>Free some space, or set MOUTHPIECE_HOME.</source>
        <translation>請騰出一些空間，或設定 MOUTHPIECE_HOME。</translation>
    </message>
    <message>
        <source>Long videos may need more.</source>
        <translation>長影片可能需要更多。</translation>
    </message>
    <message>
        <source>The window needs system libraries that are missing: {}.</source>
        <translation>視窗缺少所需的系統程式庫：{}。</translation>
    </message>
    <message>
        <source>Qt does not start: {}.</source>
        <translation>Qt 無法啟動：{}。</translation>
    </message>
    <message>
        <source>Install PySide6 again.</source>
        <translation>請重新安裝 PySide6。</translation>
    </message>
    <message>
        <source>ffmpeg does not start: {}.</source>
        <translation>ffmpeg 無法啟動：{}。</translation>
    </message>
    <message>
        <source>Install imageio-ffmpeg.</source>
        <translation>請安裝 imageio-ffmpeg。</translation>
    </message>
    <message>
        <source>The folder {} cannot be written: {}.</source>
        <translation>資料夾 {} 無法寫入：{}。</translation>
    </message>
    <message>
        <source>Set MOUTHPIECE_HOME to a folder of your own.</source>
        <translation>請把 MOUTHPIECE_HOME 設為您自己的資料夾。</translation>
    </message>
    <message>
        <source>Engines</source>
        <translation>引擎</translation>
    </message>
    <message>
        <source>New words for films: {} is ready; with more models also {}.</source>
        <translation>給影片配新的話：{} 可用；取得更多模型後還可以用 {}。</translation>
    </message>
    <message>
        <source>Engines of other packages cannot be used: {}.</source>
        <translation>其他套件的引擎無法使用：{}。</translation>
    </message>
    <message>
        <source>Install their packages again, or remove them.</source>
        <translation>請重新安裝這些套件，或將其移除。</translation>
    </message>
    <message>
        <source>Farm</source>
        <translation>算圖農場</translation>
    </message>
    <message>
        <source>The farm&apos;s keys are valid until {}.</source>
        <translation>農場金鑰的有效期至 {}。</translation>
    </message>
    <message>
        <source>Where they were made: mouthpiece farm keys --renew for that computer itself, mouthpiece farm keys NAME for another one.</source>
        <translation>請在產生金鑰的電腦上執行：該電腦自己用 mouthpiece farm keys --renew，其他電腦用 mouthpiece farm keys NAME。</translation>
    </message>
    <message>
        <source>The farm&apos;s keys are valid from {} on.</source>
        <translation>農場金鑰從 {} 起才有效。</translation>
    </message>
    <message>
        <source>Set the clock of this computer right.</source>
        <translation>請校準這台電腦的時鐘。</translation>
    </message>
    <message>
        <source>This computer has no keys for a farm.</source>
        <translation>這台電腦沒有農場金鑰。</translation>
    </message>
    <message>
        <source>The farm&apos;s keys in {} cannot be read: {}.</source>
        <translation>無法讀取 {} 中的農場金鑰：{}。</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>簽章</translation>
    </message>
    <message>
        <source>Videos are signed with {}.</source>
        <translation>影片使用 {} 簽章。</translation>
    </message>
    <message>
        <source>Videos are labelled, not signed, as the settings say.</source>
        <translation>依照設定，影片只加標識，不簽章。</translation>
    </message>
    <message>
        <source>Videos are signed with a certificate of this computer.</source>
        <translation>影片使用這台電腦的憑證簽章。</translation>
    </message>
    <message>
        <source>Videos are labelled, not signed: {}.</source>
        <translation>影片只加標識，沒有簽章：{}。</translation>
    </message>
    <message>
        <source>Install c2pa-python and cryptography again.</source>
        <translation>請重新安裝 c2pa-python 和 cryptography。</translation>
    </message>
    <message>
        <source>torch</source>
        <translation>torch</translation>
    </message>
    <message>
        <source>torch {} on {} ({}).</source>
        <translation>torch {}，執行於 {}（{}）。</translation>
    </message>
    <message>
        <source>torch is not installed; the built-in engine works without it.</source>
        <translation>沒有安裝 torch；內建引擎不需要它。</translation>
    </message>
    <message>
        <source>Run `python start.py` again while connected to the internet.</source>
        <translation>請在連上網路時再次執行 `python start.py`。</translation>
    </message>
    <message>
        <source>torch {}; no GPU, which is fine.</source>
        <translation>torch {}；沒有顯示卡，也沒關係。</translation>
    </message>
    <message>
        <source>There is a GPU ({}) that torch {} cannot use.</source>
        <translation>有一張顯示卡（{}），但 torch {} 無法使用它。</translation>
    </message>
    <message>
        <source>Run `python start.py` again while connected to the internet. If that does not help, update the NVIDIA driver.</source>
        <translation>請在連上網路時再次執行 `python start.py`。如果仍不行，請更新 NVIDIA 驅動程式。</translation>
    </message>
    <message>
        <source>torch {} was built for {}, not for {} ({}).</source>
        <translation>torch {} 是為 {} 建置的，不適用於 {}（{}）。</translation>
    </message>
    <message>
        <source>Run `python start.py` again while connected to the internet: it chooses the build for this GPU.</source>
        <translation>請在連上網路時再次執行 `python start.py`：它會選擇適合這張顯示卡的版本。</translation>
    </message>
    <message>
        <source>Dubs</source>
        <translation>影片配新話</translation>
    </message>
    <message>
        <source>New words for films: {}.</source>
        <translation>給影片配新的話：{}。</translation>
    </message>
    <message>
        <source>Backends</source>
        <translation>計算後端</translation>
    </message>
    <message>
        <source>{} tried; quickest here: {}.</source>
        <translation>已試用 {}；本機上最快的是：{}。</translation>
    </message>
    <message>
        <source>torch computes networks; others can be got with `mouthpiece backends`: {}.</source>
        <translation>神經網路由 torch 計算；可用 `mouthpiece backends` 取得其他後端：{}。</translation>
    </message>
    <message>
        <source>torch computes instead of what cannot be used: {}.</source>
        <translation>以下後端不可用，由 torch 代為計算：{}。</translation>
    </message>
    <message>
        <source>Update the driver, or get the backend again: mouthpiece backends get BACKEND.</source>
        <translation>請更新驅動程式，或重新取得後端：mouthpiece backends get BACKEND。</translation>
    </message>
    <message>
        <source>{} will be measured at the next render.</source>
        <translation>{} 將在下次製作影片時測速。</translation>
    </message>
    <message>
        <source>torch {} on {} (ROCm {}).</source>
        <translation>torch {}，執行於 {}（ROCm {}）。</translation>
    </message>
    <message>
        <source>torch {} on {}.</source>
        <translation>torch {}，執行於 {}。</translation>
    </message>
    <message>
        <source>Graphics memory</source>
        <translation>顯示卡記憶體</translation>
    </message>
    <message>
        <source>The graphics driver has moved {} of the card&apos;s memory to the computer&apos;s: what uses it is up to thirty times slower.</source>
        <translation>顯示卡驅動程式把 {} 顯示卡記憶體移到了電腦記憶體中：使用它的程式可能慢三十倍。</translation>
    </message>
    <message>
        <source>Close other programs that use the graphics card, or choose a smaller size. The driver&apos;s settings can forbid it (CUDA - Sysmem Fallback Policy).</source>
        <translation>請關閉其他使用顯示卡的程式，或選擇較小的尺寸。驅動程式的設定可以禁止這種做法（CUDA - Sysmem Fallback Policy）。</translation>
    </message>
    <message>
        <source>No program&apos;s graphics memory has been moved away.</source>
        <translation>沒有程式的顯示卡記憶體被移走。</translation>
    </message>
</context>
<context>
    <name>DrawPanel</name>
    <message>
        <source>Draw</source>
        <translation>繪製</translation>
    </message>
    <message>
        <source>Paint mask…</source>
        <translation>繪製遮罩…</translation>
    </message>
    <message>
        <source>Picture…</source>
        <translation>圖片…</translation>
    </message>
    <message>
        <source>Describe the presenter, or choose from the lists, and draw some candidates.</source>
        <translation>描述主講人，或從清單中選擇，然後繪製幾張候選圖。</translation>
    </message>
    <message>
        <source>Choose a picture first.</source>
        <translation>請先選擇圖片。</translation>
    </message>
    <message>
        <source>Paint a mask first.</source>
        <translation>請先繪製遮罩。</translation>
    </message>
    <message>
        <source>One of the options does not fit.</source>
        <translation>有一個選項不合適。</translation>
    </message>
    <message>
        <source>Waiting in the queue</source>
        <translation>正在佇列中等待</translation>
    </message>
    <message numerus="yes">
        <source>%n candidate(s), the fittest first</source>
        <translation>
            <numerusform>%n 張候選圖，最合適的在前</numerusform>
        </translation>
    </message>
    <message>
        <source>Drawing</source>
        <translation>正在繪製</translation>
    </message>
    <message>
        <source>Read a picture…</source>
        <translation>讀取圖片…</translation>
    </message>
    <message>
        <source>Takes over how a picture was made, by this program or by another.</source>
        <translation>沿用某張圖片的製作方式，無論出自本程式還是其他程式。</translation>
    </message>
    <message>
        <source>{name} was read.</source>
        <translation>已讀取 {name}。</translation>
    </message>
    <message>
        <source>Not taken over: {left}</source>
        <translation>未沿用：{left}</translation>
    </message>
    <message>
        <source>The likeness must begin before it ends.</source>
        <translation>相似起點必須在終點之前。</translation>
    </message>
</context>
<context>
    <name>DropZone</name>
    <message>
        <source>Browse…</source>
        <translation>瀏覽…</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>選擇檔案</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>最近使用</translation>
    </message>
    <message>
        <source>Files that you used before</source>
        <translation>您以前用過的檔案</translation>
    </message>
    <message>
        <source>Choose another file</source>
        <translation>選擇其他檔案</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>刪除</translation>
    </message>
</context>
<context>
    <name>DubDialog</name>
    <message>
        <source>New words for a film</source>
        <translation>給影片配新的話</translation>
    </message>
    <message>
        <source>The person in the film says something else. Only lips and chin are drawn anew; all else stays as it was filmed.</source>
        <translation>讓影片裡的人說別的話。只重畫嘴唇和下巴，其餘都保持拍攝時的樣子。</translation>
    </message>
    <message>
        <source>See the join</source>
        <translation>查看銜接處</translation>
    </message>
    <message>
        <source>Add to queue</source>
        <translation>加入佇列</translation>
    </message>
    <message>
        <source>The film is looked through…</source>
        <translation>正在檢視影片…</translation>
    </message>
    <message>
        <source>Where the film goes on when the speech is longer, or ends when it is shorter</source>
        <translation>語音更長時影片接著放的地方，或語音更短時結束的地方</translation>
    </message>
</context>
<context>
    <name>Estimate</name>
    <message>
        <source>{length} of video: about {time} of work on this computer</source>
        <translation>影片長度 {length}：在這台電腦上約需 {time}</translation>
    </message>
</context>
<context>
    <name>FarmView</name>
    <message>
        <source>Test the connection</source>
        <translation>測試連線</translation>
    </message>
    <message>
        <source>Name the scheduler first.</source>
        <translation>請先填寫排程器。</translation>
    </message>
    <message>
        <source>Asking the scheduler…</source>
        <translation>正在詢問排程器…</translation>
    </message>
    <message>
        <source>The scheduler answers; computers: {count}.</source>
        <translation>排程器有回應;電腦數:{count}。</translation>
    </message>
    <message>
        <source>idle</source>
        <translation>閒置</translation>
    </message>
    <message>
        <source>makes job {job}</source>
        <translation>正在製作工作 {job}</translation>
    </message>
    <message>
        <source>processor</source>
        <translation>處理器</translation>
    </message>
    <message>
        <source>{size} of memory free</source>
        <translation>可用記憶體 {size}</translation>
    </message>
</context>
<context>
    <name>FileChoice</name>
    <message>
        <source>Choose a portrait</source>
        <translation>選擇人像</translation>
    </message>
    <message>
        <source>Portraits</source>
        <translation>人像</translation>
    </message>
    <message>
        <source>Choose a picture</source>
        <translation>選擇圖片</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>圖片</translation>
    </message>
    <message>
        <source>Choose a recording</source>
        <translation>選擇錄音</translation>
    </message>
    <message>
        <source>Recordings</source>
        <translation>錄音</translation>
    </message>
    <message>
        <source>Choose the second recording</source>
        <translation>選擇第二段錄音</translation>
    </message>
    <message>
        <source>Choose a video</source>
        <translation>選擇影片</translation>
    </message>
    <message>
        <source>Videos</source>
        <translation>影片</translation>
    </message>
    <message>
        <source>Choose subtitles</source>
        <translation>選擇字幕</translation>
    </message>
    <message>
        <source>Subtitles</source>
        <translation>字幕</translation>
    </message>
    <message>
        <source>Choose a sheet</source>
        <translation>選擇試算表</translation>
    </message>
    <message>
        <source>Sheets</source>
        <translation>試算表</translation>
    </message>
    <message>
        <source>Choose a list of words</source>
        <translation>選擇詞表</translation>
    </message>
    <message>
        <source>Lists of words</source>
        <translation>詞表</translation>
    </message>
    <message>
        <source>Choose a brand</source>
        <translation>選擇品牌</translation>
    </message>
    <message>
        <source>Brands</source>
        <translation>品牌</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>選擇檔案</translation>
    </message>
</context>
<context>
    <name>FileEditor</name>
    <message>
        <source>Choose a file</source>
        <translation>選擇檔案</translation>
    </message>
</context>
<context>
    <name>FileOpener</name>
    <message>
        <source>Put the preset {name} into your list?</source>
        <translation>要將預設「{name}」加入您的清單嗎？</translation>
    </message>
    <message>
        <source>Put it there</source>
        <translation>放入清單</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>不用</translation>
    </message>
    <message>
        <source>The preset {name} is in the list.</source>
        <translation>預設「{name}」已在清單中。</translation>
    </message>
</context>
<context>
    <name>FilmInput</name>
    <message>
        <source>Click the face that speaks.</source>
        <translation>請點按說話的那張臉。</translation>
    </message>
    <message>
        <source>Drop a film here</source>
        <translation>把影片拖到這裡</translation>
    </message>
    <message>
        <source>A film of a person who speaks, as long as you like.</source>
        <translation>一個人說話的影片，長短不限。</translation>
    </message>
    <message>
        <source>Film</source>
        <translation>影片</translation>
    </message>
</context>
<context>
    <name>Findings</name>
    <message>
        <source>The consent for {name} has ended.</source>
        <translation>{name} 的授權已到期。</translation>
    </message>
    <message>
        <source>Ask its owner again, and note the new date in Avatars.</source>
        <translation>請再次徵得權利人同意，並在「形象」中記下新的日期。</translation>
    </message>
    <message>
        <source>Choose the file again.</source>
        <translation>請重新選擇檔案。</translation>
    </message>
    <message>
        <source>{name} is a folder.</source>
        <translation>{name} 是資料夾。</translation>
    </message>
    <message>
        <source>For many videos at once, drop it on the page Batch.</source>
        <translation>要一次製作多個影片，請把它拖到「批次」頁面。</translation>
    </message>
    <message>
        <source>{name} is not a picture we can read.</source>
        <translation>{name} 不是可以讀取的圖片。</translation>
    </message>
    <message>
        <source>Give a PNG, JPEG, HEIC, WebP or TIFF.</source>
        <translation>請提供 PNG、JPEG、HEIC、WebP 或 TIFF。</translation>
    </message>
    <message>
        <source>{name} is damaged.</source>
        <translation>{name} 已損壞。</translation>
    </message>
    <message>
        <source>Copy or export the picture again.</source>
        <translation>請重新複製或匯出圖片。</translation>
    </message>
    <message>
        <source>{name} is too small.</source>
        <translation>{name} 太小。</translation>
    </message>
    <message>
        <source>512 pixels a side or more look good.</source>
        <translation>每邊 512 像素以上效果才好。</translation>
    </message>
    <message>
        <source>{name} is too large.</source>
        <translation>{name} 太大。</translation>
    </message>
    <message>
        <source>Save it with at most 100 megapixels.</source>
        <translation>請儲存為不超過 1 億像素。</translation>
    </message>
    <message>
        <source>No face was found.</source>
        <translation>沒有找到人臉。</translation>
    </message>
    <message>
        <source>Give a picture of one person who looks at the camera.</source>
        <translation>請提供一個人面向鏡頭的圖片。</translation>
    </message>
    <message>
        <source>This does not look like a human face.</source>
        <translation>這看起來不像人臉。</translation>
    </message>
    <message>
        <source>The face is seen from the side.</source>
        <translation>這是側臉。</translation>
    </message>
    <message>
        <source>Both eyes must be visible.</source>
        <translation>必須能看到兩隻眼睛。</translation>
    </message>
    <message>
        <source>{name} is larger than phones play; the video is smaller.</source>
        <translation>{name} 超出手機能播放的大小，影片會小一些。</translation>
    </message>
    <message>
        <source>“Original size” under More keeps all of its pixels.</source>
        <translation>「更多」中的「原始尺寸」可保留全部像素。</translation>
    </message>
    <message>
        <source>The video is larger than phones and many computers play.</source>
        <translation>影片超出手機和許多電腦能播放的大小。</translation>
    </message>
    <message>
        <source>Choose less upscaling, or fewer frames per second.</source>
        <translation>請降低放大倍數或影格率。</translation>
    </message>
    <message>
        <source>The portrait was not upright, so it is turned.</source>
        <translation>人像不是正立的，已自動旋轉。</translation>
    </message>
    <message>
        <source>“Turn the portrait” under More turns it otherwise.</source>
        <translation>可在「更多選項」的「旋轉人像」中另行設定。</translation>
    </message>
    <message>
        <source>The face is too small.</source>
        <translation>人臉太小。</translation>
    </message>
    <message>
        <source>Give a picture in which it is at least 200 pixels wide.</source>
        <translation>請提供人臉寬度至少 200 像素的圖片。</translation>
    </message>
    <message>
        <source>The chosen face is not in this picture.</source>
        <translation>所選的人臉不在這張圖片裡。</translation>
    </message>
    <message>
        <source>Click the face that shall speak.</source>
        <translation>請點選要說話的人臉。</translation>
    </message>
    <message>
        <source>{name} is transparent: light grey stands behind it.</source>
        <translation>{name} 是透明的：後面顯示淺灰色。</translation>
    </message>
    <message>
        <source>“New background” shows something else there.</source>
        <translation>可用「新背景」換成別的。</translation>
    </message>
    <message>
        <source>{name} is an HDR video; its colors are made usual ones.</source>
        <translation>{name} 是 HDR 影片，顏色會轉換為普通顏色。</translation>
    </message>
    <message>
        <source>There are several faces; the largest one will speak.</source>
        <translation>圖中有多張人臉；將由最大的一張說話。</translation>
    </message>
    <message>
        <source>Click another one to choose it.</source>
        <translation>點選另一張臉即可選擇它。</translation>
    </message>
    <message>
        <source>Mouth or chin are not all inside the picture.</source>
        <translation>嘴或下巴沒有完全在圖片裡。</translation>
    </message>
    <message>
        <source>Give a picture that shows the whole face.</source>
        <translation>請提供露出整張臉的圖片。</translation>
    </message>
    <message>
        <source>{name} is not there.</source>
        <translation>{name} 不存在。</translation>
    </message>
    <message>
        <source>The mouth is not to be seen.</source>
        <translation>看不到嘴。</translation>
    </message>
    <message>
        <source>Two speakers need a picture of two faces.</source>
        <translation>兩人對話需要一張有兩張人臉的圖片。</translation>
    </message>
    <message>
        <source>Give such a picture, or take the second recording away.</source>
        <translation>請提供這樣的圖片，或移除第二段錄音。</translation>
    </message>
    <message>
        <source>The two faces touch or cover each other.</source>
        <translation>兩張人臉相互接觸或遮擋。</translation>
    </message>
    <message>
        <source>Give a picture with some room between them.</source>
        <translation>請提供兩張臉之間留有間隔的圖片。</translation>
    </message>
    <message>
        <source>{name} has a changing frame rate; it becomes constant.</source>
        <translation>{name} 的影格率會變化；會改為固定影格率。</translation>
    </message>
    <message>
        <source>{name} is interlaced; its half pictures become whole ones.</source>
        <translation>{name} 是交錯掃描的；會改為逐行畫面。</translation>
    </message>
    <message>
        <source>{name} has finer colors than videos that play everywhere.</source>
        <translation>{name} 的色彩比到處都能播放的影片更細；新影片為 8 位元。</translation>
    </message>
    <message>
        <source>Where the face is away or covered, the pictures of {name} stay as they are.</source>
        <translation>臉不在或被擋住時，{name} 的畫面保持原樣。</translation>
    </message>
    <message>
        <source>Something may cover the mouth.</source>
        <translation>嘴可能被什麼東西遮住了。</translation>
    </message>
    <message>
        <source>The lips are drawn over it; a free mouth looks right.</source>
        <translation>嘴唇會畫在遮擋物上；嘴部無遮擋時效果才自然。</translation>
    </message>
    <message>
        <source>The eyes seem to be closed.</source>
        <translation>眼睛似乎是閉著的。</translation>
    </message>
    <message>
        <source>They stay as they are; open eyes look more alive.</source>
        <translation>眼睛會保持原樣；睜開的眼睛更有生氣。</translation>
    </message>
    <message>
        <source>The eyes seem to be hidden.</source>
        <translation>眼睛似乎被遮住了。</translation>
    </message>
    <message>
        <source>They do not blink; a picture without dark glasses looks more alive.</source>
        <translation>它們不會眨眼；不戴墨鏡的照片看起來更生動。</translation>
    </message>
    <message>
        <source>The face is small, so the video will look soft.</source>
        <translation>人臉較小，影片會顯得模糊。</translation>
    </message>
    <message>
        <source>A face 200 pixels wide or more looks crisp.</source>
        <translation>人臉寬度達到 200 像素才清晰。</translation>
    </message>
    <message>
        <source>The face looks to the side.</source>
        <translation>臉轉向了一側。</translation>
    </message>
    <message>
        <source>A frontal picture moves more naturally.</source>
        <translation>正面的圖片動起來更自然。</translation>
    </message>
    <message>
        <source>The face is very dark.</source>
        <translation>臉部很暗。</translation>
    </message>
    <message>
        <source>The face is very bright.</source>
        <translation>臉部過亮。</translation>
    </message>
    <message>
        <source>{name} is not a recording we can read.</source>
        <translation>{name} 不是可以讀取的錄音。</translation>
    </message>
    <message>
        <source>Give a WAV, MP3, M4A or FLAC, or a video with sound.</source>
        <translation>請提供 WAV、MP3、M4A 或 FLAC，或者有聲音的影片。</translation>
    </message>
    <message>
        <source>{name} has no sound.</source>
        <translation>{name} 沒有聲音。</translation>
    </message>
    <message>
        <source>{name} does not have that channel.</source>
        <translation>{name} 沒有這個聲道。</translation>
    </message>
    <message>
        <source>Choose another channel under More; 0 is all of them.</source>
        <translation>請在「更多」中選擇其他聲道；0 表示全部聲道。</translation>
    </message>
    <message>
        <source>{name} is empty.</source>
        <translation>{name} 是空的。</translation>
    </message>
    <message>
        <source>{name} is silent.</source>
        <translation>{name} 是靜音的。</translation>
    </message>
    <message>
        <source>Check that the right track was recorded.</source>
        <translation>請確認錄到了正確的音軌。</translation>
    </message>
    <message>
        <source>Nobody speaks in {name}.</source>
        <translation>{name} 裡沒有人說話。</translation>
    </message>
    <message>
        <source>{name} is too short.</source>
        <translation>{name} 太短。</translation>
    </message>
    <message>
        <source>Nothing is left of {name} after trimming.</source>
        <translation>擷取後{name}什麼都沒剩下。</translation>
    </message>
    <message>
        <source>Choose another stretch of it.</source>
        <translation>請另選一段。</translation>
    </message>
    <message>
        <source>{name} is longer than allowed.</source>
        <translation>{name} 超過了允許的長度。</translation>
    </message>
    <message>
        <source>Cut it, or raise “Longest speech” under More.</source>
        <translation>請剪短，或在「更多選項」中調高「最長語音」。</translation>
    </message>
    <message>
        <source>{name} holds broken samples.</source>
        <translation>{name} 含有損壞的取樣。</translation>
    </message>
    <message>
        <source>Export it again as WAV with 16 or 24 bits.</source>
        <translation>請重新匯出為 16 或 24 位元的 WAV。</translation>
    </message>
    <message>
        <source>{name} has more than one sound track.</source>
        <translation>{name} 有不只一條音軌。</translation>
    </message>
    <message>
        <source>If the wrong one is heard, choose another under More.</source>
        <translation>如果聽到的不是想要的，請在「更多」中選擇另一條。</translation>
    </message>
    <message>
        <source>The channels of {name} cancel each other out.</source>
        <translation>{name} 的聲道相互抵消。</translation>
    </message>
    <message>
        <source>The loudest of them alone is heard.</source>
        <translation>只使用其中最響的聲道。</translation>
    </message>
    <message>
        <source>{name} has holes where nothing was recorded.</source>
        <translation>{name} 中有沒錄到聲音的空缺。</translation>
    </message>
    <message>
        <source>They are filled with silence: everything stays in time.</source>
        <translation>空缺處補上了靜音，前後時間保持不變。</translation>
    </message>
    <message>
        <source>No voice stands out in {name}.</source>
        <translation>{name} 中聽不出明顯的人聲。</translation>
    </message>
    <message>
        <source>Lips would move with its music or noise.</source>
        <translation>嘴唇會跟著其中的音樂或雜音動。</translation>
    </message>
    <message>
        <source>Both speakers would say the same.</source>
        <translation>兩位說話人會說同樣的內容。</translation>
    </message>
    <message>
        <source>Record each voice in a channel or a file of its own.</source>
        <translation>請將每個人的聲音錄在各自的聲道或檔案中。</translation>
    </message>
    <message>
        <source>{name} seems to hold two voices, one in each channel.</source>
        <translation>{name} 似乎包含兩個人的聲音，每個聲道一個。</translation>
    </message>
    <message>
        <source>With a picture of two faces each can speak one; else choose a channel under More.</source>
        <translation>使用有兩張人臉的圖片時，每張臉可各說一個聲道；否則請在「更多」中選擇聲道。</translation>
    </message>
    <message>
        <source>One recording is shorter than the other.</source>
        <translation>一段錄音比另一段短。</translation>
    </message>
    <message>
        <source>Its speaker listens from then on.</source>
        <translation>此後該說話人只是傾聽。</translation>
    </message>
    <message>
        <source>The recording has telephone quality.</source>
        <translation>錄音是電話音質。</translation>
    </message>
    <message>
        <source>Lips follow better from 16 kHz on.</source>
        <translation>16 kHz 以上口型更準確。</translation>
    </message>
    <message>
        <source>The recording is overdriven and crackles.</source>
        <translation>錄音過載，有爆音。</translation>
    </message>
    <message>
        <source>Record it a little quieter if you can.</source>
        <translation>如果可以，請錄得小聲一些。</translation>
    </message>
    <message>
        <source>The recording is very quiet.</source>
        <translation>錄音音量很低。</translation>
    </message>
    <message>
        <source>Lips move less; make it louder if you can.</source>
        <translation>口型動作會變小；如果可以，請調高音量。</translation>
    </message>
    <message>
        <source>The recording begins with a long silence.</source>
        <translation>錄音開頭有很長的靜音。</translation>
    </message>
    <message>
        <source>{name} is a video: this engine shows its first frame.</source>
        <translation>{name} 是影片：這個引擎只顯示第一個影格。</translation>
    </message>
    <message>
        <source>Other engines can follow all of it.</source>
        <translation>其他引擎可以跟隨整段影片。</translation>
    </message>
    <message>
        <source>There is a video of this name already.</source>
        <translation>已有同名的影片。</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>請換一個名稱。</translation>
    </message>
    <message>
        <source>The folder for videos cannot be written.</source>
        <translation>無法寫入影片資料夾。</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>請選擇其他資料夾。</translation>
    </message>
    <message>
        <source>The disk is full.</source>
        <translation>磁碟已滿。</translation>
    </message>
    <message>
        <source>Mouthpiece is offline.</source>
        <translation>Mouthpiece 處於離線狀態。</translation>
    </message>
    <message>
        <source>Switch Offline off, or import the model from another computer.</source>
        <translation>請關閉「離線」，或從另一台電腦匯入模型。</translation>
    </message>
    <message>
        <source>Downloads are switched off.</source>
        <translation>下載已關閉。</translation>
    </message>
    <message>
        <source>Allow them in the settings.</source>
        <translation>請在設定中允許下載。</translation>
    </message>
    <message>
        <source>The download did not succeed.</source>
        <translation>下載沒有成功。</translation>
    </message>
    <message>
        <source>What arrived is kept. Check the connection and try again.</source>
        <translation>已下載的部分會保留。請檢查網路後重試。</translation>
    </message>
    <message>
        <source>The certificate {name} is not valid today.</source>
        <translation>憑證 {name} 目前不在有效期內。</translation>
    </message>
    <message>
        <source>Choose another in the settings, or none.</source>
        <translation>請在設定中換一個憑證，或不使用憑證。</translation>
    </message>
    <message>
        <source>A video without the label needs a reason.</source>
        <translation>不加標識的影片需要說明理由。</translation>
    </message>
    <message>
        <source>Type one under More options; it is recorded in the video.</source>
        <translation>請在「更多選項」中填寫理由，它會記錄在影片裡。</translation>
    </message>
    <message>
        <source>{name} cannot be read as a video.</source>
        <translation>{name} 無法作為影片讀取。</translation>
    </message>
    <message>
        <source>Check that it plays elsewhere, or export it as MP4.</source>
        <translation>請檢查它在別處能否播放，或匯出為 MP4。</translation>
    </message>
    <message>
        <source>A helper process ended unexpectedly.</source>
        <translation>輔助處理程序意外結束。</translation>
    </message>
    <message>
        <source>The work stood still for too long and was ended.</source>
        <translation>工作停滯太久，已被結束。</translation>
    </message>
    <message>
        <source>Check the files. Another try begins where it stopped.</source>
        <translation>請檢查檔案。重試會從停下的地方繼續。</translation>
    </message>
    <message>
        <source>There is not enough memory for this video.</source>
        <translation>記憶體不足以製作這部影片。</translation>
    </message>
    <message>
        <source>Close other programs, or choose a smaller size.</source>
        <translation>請關閉其他程式，或選擇較小的尺寸。</translation>
    </message>
    <message>
        <source>The video could not be written.</source>
        <translation>影片無法寫入。</translation>
    </message>
    <message>
        <source>Look at This computer in the settings; the log says more.</source>
        <translation>請看設定中的「這台電腦」；記錄檔裡有更多說明。</translation>
    </message>
    <message>
        <source>A part of the program is not installed.</source>
        <translation>程式的一個組成部分沒有安裝。</translation>
    </message>
    <message>
        <source>Look at This computer in the settings.</source>
        <translation>請看設定中的「這台電腦」。</translation>
    </message>
    <message>
        <source>The list of models cannot be used.</source>
        <translation>模型目錄無法使用。</translation>
    </message>
    <message>
        <source>Choose another catalogue in the settings, or none.</source>
        <translation>請在設定中選擇另一個目錄，或不選。</translation>
    </message>
    <message>
        <source>There is no such model in the list.</source>
        <translation>目錄中沒有這個模型。</translation>
    </message>
    <message>
        <source>Look at the page Models.</source>
        <translation>請看「模型」頁。</translation>
    </message>
    <message>
        <source>Nobody has published a checksum of this model.</source>
        <translation>沒有人公布過這個模型的校驗和。</translation>
    </message>
    <message>
        <source>Take it on the page Models if you trust where it comes from.</source>
        <translation>如果您信任其來源，請在「模型」頁接受它。</translation>
    </message>
    <message>
        <source>A model that is needed is not installed.</source>
        <translation>所需的模型尚未安裝。</translation>
    </message>
    <message>
        <source>Get it on the page Models.</source>
        <translation>請在「模型」頁取得。</translation>
    </message>
    <message>
        <source>A model file is damaged, or belongs to another model.</source>
        <translation>模型檔案已損壞，或屬於另一個模型。</translation>
    </message>
    <message>
        <source>Remove it on the page Models and get it again.</source>
        <translation>請在「模型」頁移除後重新取得。</translation>
    </message>
    <message>
        <source>The folder for models cannot be changed.</source>
        <translation>無法變更模型資料夾的內容。</translation>
    </message>
    <message>
        <source>Close programs that use it, or choose another folder in the settings.</source>
        <translation>請關閉正在使用它的程式，或在設定中選擇另一個資料夾。</translation>
    </message>
    <message>
        <source>What was to be imported is not there.</source>
        <translation>要匯入的內容不在那裡。</translation>
    </message>
    <message>
        <source>Choose the folder or file again.</source>
        <translation>請重新選擇資料夾或檔案。</translation>
    </message>
    <message>
        <source>No file of a model that we know was found there.</source>
        <translation>那裡沒有我們認識的模型檔案。</translation>
    </message>
    <message>
        <source>Models are known by their content, whatever their names.</source>
        <translation>模型依內容識別，與檔名無關。</translation>
    </message>
    <message>
        <source>The pack cannot be used; nothing of it was taken.</source>
        <translation>這個模型包無法使用，沒有取用其中任何內容。</translation>
    </message>
    <message>
        <source>Make it again on the other computer.</source>
        <translation>請在另一台電腦上重新製作。</translation>
    </message>
    <message>
        <source>The settings cannot be used as they are.</source>
        <translation>目前的設定無法使用。</translation>
    </message>
    <message>
        <source>Correct the settings file, or delete it to begin with the defaults.</source>
        <translation>請改正設定檔，或刪除它以恢復預設值。</translation>
    </message>
    <message>
        <source>The note on the consent for {name} cannot be read.</source>
        <translation>{name} 的授權記錄無法讀取。</translation>
    </message>
    <message>
        <source>Write it again in Avatars.</source>
        <translation>請在「形象」頁重新填寫。</translation>
    </message>
    <message>
        <source>The certificate cannot be used for signing.</source>
        <translation>這個憑證不能用於簽章。</translation>
    </message>
    <message>
        <source>Choose another in the settings, or none: then this computer&apos;s own is used.</source>
        <translation>請在設定中另選一個，或不選：那樣會使用這台電腦自己的憑證。</translation>
    </message>
    <message>
        <source>The video is labelled but not signed.</source>
        <translation>影片已加標識，但沒有簽章。</translation>
    </message>
    <message>
        <source>Look at the certificate in the settings.</source>
        <translation>請查看設定中的憑證。</translation>
    </message>
    <message>
        <source>{name} does not say how it was made.</source>
        <translation>{name} 沒有說明它是如何製作的。</translation>
    </message>
    <message>
        <source>Give a video that Mouthpiece made and no other program has saved since.</source>
        <translation>請給出由 Mouthpiece 製作、之後沒有被其他程式儲存過的影片。</translation>
    </message>
    <message>
        <source>A file that the video was made from is gone or has changed.</source>
        <translation>製作這部影片所用的檔案已不在或已變更。</translation>
    </message>
    <message>
        <source>Put it back, or choose another.</source>
        <translation>請放回原處，或另選一個。</translation>
    </message>
    <message>
        <source>There is nothing there to make videos from.</source>
        <translation>那裡沒有可用來製作影片的內容。</translation>
    </message>
    <message>
        <source>Put portraits and recordings into the folder, or rows into the sheet.</source>
        <translation>請把人像和錄音放入資料夾，或在表格中填入列。</translation>
    </message>
    <message>
        <source>{name} cannot be read.</source>
        <translation>{name} 無法讀取。</translation>
    </message>
    <message>
        <source>Check that it is there and may be read.</source>
        <translation>請檢查它是否存在、能否讀取。</translation>
    </message>
    <message>
        <source>Free some space and try again.</source>
        <translation>請騰出一些空間，然後重試。</translation>
    </message>
    <message>
        <source>The video is signed, but without a time stamp.</source>
        <translation>影片已簽章，但沒有時間戳記。</translation>
    </message>
    <message>
        <source>Look at the address under Time stamps in the settings.</source>
        <translation>請檢查設定中「時間戳記」的網址。</translation>
    </message>
    <message>
        <source>{name} has no partner of the same name.</source>
        <translation>{name} 沒有同名的配對檔案。</translation>
    </message>
    <message>
        <source>Give it one, or pair all with all.</source>
        <translation>請補上一個，或改為全部互相配對。</translation>
    </message>
    <message>
        <source>{name} belongs to this file, but is of a kind that is not read.</source>
        <translation>{name} 與此檔案配對，但其格式無法讀取。</translation>
    </message>
    <message>
        <source>Save it as PNG, JPEG, WAV or MP3.</source>
        <translation>請將其另存為 PNG、JPEG、WAV 或 MP3。</translation>
    </message>
    <message>
        <source>A file lies outside the folder of the sheet.</source>
        <translation>有檔案在表格所在的資料夾之外。</translation>
    </message>
    <message>
        <source>Move it into that folder.</source>
        <translation>請把它移到該資料夾中。</translation>
    </message>
    <message>
        <source>The preset cannot be used.</source>
        <translation>這個預設組合無法使用。</translation>
    </message>
    <message>
        <source>Correct or delete its file.</source>
        <translation>請改正或刪除它的檔案。</translation>
    </message>
    <message>
        <source>There is no such preset.</source>
        <translation>沒有這個預設組合。</translation>
    </message>
    <message>
        <source>Choose one from the list.</source>
        <translation>請從清單中選擇。</translation>
    </message>
    <message>
        <source>The brand cannot be used.</source>
        <translation>該品牌無法使用。</translation>
    </message>
    <message>
        <source>Make it anew.</source>
        <translation>請重新建立。</translation>
    </message>
    <message>
        <source>There is no such brand.</source>
        <translation>沒有這個品牌。</translation>
    </message>
    <message>
        <source>A row of the sheet does not fit.</source>
        <translation>表格中有一列不合要求。</translation>
    </message>
    <message>
        <source>Correct the row.</source>
        <translation>請改正這一列。</translation>
    </message>
    <message>
        <source>The sheet cannot be read.</source>
        <translation>表格無法讀取。</translation>
    </message>
    <message>
        <source>Save it as CSV in UTF-8, or as XLSX.</source>
        <translation>請另存為 UTF-8 編碼的 CSV 或 XLSX。</translation>
    </message>
    <message>
        <source>There is no such option.</source>
        <translation>沒有這個選項。</translation>
    </message>
    <message>
        <source>Check the column&apos;s name.</source>
        <translation>請檢查欄名。</translation>
    </message>
    <message>
        <source>One of the options does not fit.</source>
        <translation>有一個選項不合適。</translation>
    </message>
    <message>
        <source>Correct it and try again.</source>
        <translation>請改正後重試。</translation>
    </message>
    <message>
        <source>This video is no longer in the queue.</source>
        <translation>這部影片已不在佇列中。</translation>
    </message>
    <message>
        <source>This cannot be done with a video in this state.</source>
        <translation>影片處於這種狀態時不能這樣做。</translation>
    </message>
    <message>
        <source>Another process keeps the queue for itself.</source>
        <translation>另一個處理程序獨佔了佇列。</translation>
    </message>
    <message>
        <source>End programs that have its file open; it is not damaged.</source>
        <translation>請結束開啟了佇列檔案的程式；佇列沒有損壞。</translation>
    </message>
    <message>
        <source>The queue was made by a newer version of Mouthpiece.</source>
        <translation>佇列由較新版本的 Mouthpiece 建立。</translation>
    </message>
    <message>
        <source>Update Mouthpiece.</source>
        <translation>請更新 Mouthpiece。</translation>
    </message>
    <message>
        <source>The queue cannot be used.</source>
        <translation>佇列無法使用。</translation>
    </message>
    <message>
        <source>Check that its disk is there and can be written.</source>
        <translation>請檢查所在磁碟是否存在、能否寫入。</translation>
    </message>
    <message>
        <source>Another process is making this video; waiting for it.</source>
        <translation>另一個處理程序正在製作這部影片，請等待。</translation>
    </message>
    <message>
        <source>The best engine that can be used here was taken.</source>
        <translation>已選用此處可用的最佳引擎。</translation>
    </message>
    <message>
        <source>The page Models has more engines.</source>
        <translation>「模型」頁有更多引擎。</translation>
    </message>
    <message>
        <source>Stopped before the video was finished.</source>
        <translation>在影片完成之前停止了。</translation>
    </message>
    <message>
        <source>Begin it again to go on where it stopped.</source>
        <translation>重新開始即可從停下的地方繼續。</translation>
    </message>
    <message>
        <source>Something unexpected went wrong.</source>
        <translation>發生了意外的問題。</translation>
    </message>
    <message>
        <source>The log says more; please report it.</source>
        <translation>記錄檔裡有更多說明，請回報此問題。</translation>
    </message>
    <message>
        <source>There is no presenter of this name.</source>
        <translation>沒有這個名字的主講人。</translation>
    </message>
    <message>
        <source>Look at the page Avatars.</source>
        <translation>請看「形象」頁。</translation>
    </message>
    <message>
        <source>The mask and the picture have different sizes.</source>
        <translation>遮罩和圖片的尺寸不同。</translation>
    </message>
    <message>
        <source>Paint the mask on a copy of the picture.</source>
        <translation>請在圖片的副本上繪製遮罩。</translation>
    </message>
    <message>
        <source>A picture was held back by the safety checker.</source>
        <translation>有一張圖片被安全檢查器攔下。</translation>
    </message>
    <message>
        <source>Change the description or the seed.</source>
        <translation>請變更描述或種子。</translation>
    </message>
    <message>
        <source>Not one picture came out that can be shown.</source>
        <translation>沒有產生任何可以顯示的圖片。</translation>
    </message>
    <message>
        <source>Change the description or the seed, or choose another model.</source>
        <translation>請變更描述或種子，或選擇另一個模型。</translation>
    </message>
    <message>
        <source>The description is too long.</source>
        <translation>描述太長。</translation>
    </message>
    <message>
        <source>Shorten it.</source>
        <translation>請縮短它。</translation>
    </message>
    <message>
        <source>This width or height cannot be drawn.</source>
        <translation>無法繪製這樣的寬度或高度。</translation>
    </message>
    <message>
        <source>Choose a multiple of 8 from 64 on.</source>
        <translation>請選擇不小於 64 的 8 的倍數。</translation>
    </message>
    <message>
        <source>This user of the service may not do that.</source>
        <translation>服務的這個使用者無權這樣做。</translation>
    </message>
    <message>
        <source>Ask with the token of a user whose role allows it.</source>
        <translation>請使用角色允許此操作之使用者的權杖。</translation>
    </message>
    <message>
        <source>The same key was sent with two different requests.</source>
        <translation>同一個鍵用於兩個不同的請求。</translation>
    </message>
    <message>
        <source>Send each new request with a key of its own.</source>
        <translation>每個新請求請使用各自的鍵。</translation>
    </message>
    <message>
        <source>The service has nothing under this address.</source>
        <translation>服務在此位址下沒有任何內容。</translation>
    </message>
    <message>
        <source>Check the address.</source>
        <translation>請檢查位址。</translation>
    </message>
    <message>
        <source>This user of the service may have no more jobs now.</source>
        <translation>服務的這個使用者目前不能再有更多工作。</translation>
    </message>
    <message>
        <source>Wait until others have ended, or allow more.</source>
        <translation>請等其他工作結束，或允許更多工作。</translation>
    </message>
    <message>
        <source>The service cannot read the request.</source>
        <translation>服務無法讀取該請求。</translation>
    </message>
    <message>
        <source>Correct what the details name.</source>
        <translation>請更正詳細資料中指出的內容。</translation>
    </message>
    <message>
        <source>The service cannot be started like this.</source>
        <translation>服務無法這樣啟動。</translation>
    </message>
    <message>
        <source>The service does not know this token.</source>
        <translation>服務不認識此權杖。</translation>
    </message>
    <message>
        <source>Add the user anew to get another token.</source>
        <translation>請重新加入使用者以取得新的權杖。</translation>
    </message>
    <message>
        <source>The request is larger than the service takes.</source>
        <translation>請求超過服務所接受的大小。</translation>
    </message>
    <message>
        <source>Send shorter files, or allow larger ones.</source>
        <translation>請傳送較短的檔案，或允許更大的檔案。</translation>
    </message>
    <message>
        <source>Too many requests came in a short time.</source>
        <translation>短時間內請求過多。</translation>
    </message>
    <message>
        <source>Ask again a moment later.</source>
        <translation>請稍後再試。</translation>
    </message>
    <message>
        <source>The service has no such user.</source>
        <translation>服務沒有這個使用者。</translation>
    </message>
    <message>
        <source>Check the name.</source>
        <translation>請檢查名稱。</translation>
    </message>
    <message>
        <source>Nobody could be asked for newer versions.</source>
        <translation>無法查詢新版本。</translation>
    </message>
    <message>
        <source>Try again later; everything else works without it.</source>
        <translation>請稍後再試；其他功能不受影響。</translation>
    </message>
    <message>
        <source>What was said about newer versions cannot be trusted.</source>
        <translation>收到的新版本資訊不可信。</translation>
    </message>
    <message>
        <source>Nothing was changed. Look at the address and the key in the settings.</source>
        <translation>沒有變更任何內容。請查看設定中的位址和金鑰。</translation>
    </message>
    <message>
        <source>No computer of the farm is ready.</source>
        <translation>算繪農場中沒有就緒的電腦。</translation>
    </message>
    <message>
        <source>Start a node on one of them.</source>
        <translation>請在其中一台上啟動節點。</translation>
    </message>
    <message>
        <source>The farm cannot be reached.</source>
        <translation>無法連線到算繪農場。</translation>
    </message>
    <message>
        <source>Check its address and the network.</source>
        <translation>請檢查其位址和網路。</translation>
    </message>
    <message>
        <source>The farm refused the connection.</source>
        <translation>算繪農場拒絕了連線。</translation>
    </message>
    <message>
        <source>Check that both sides have the same keys.</source>
        <translation>請檢查雙方的金鑰是否相同。</translation>
    </message>
    <message>
        <source>The keys of the farm cannot be used.</source>
        <translation>算繪農場的金鑰無法使用。</translation>
    </message>
    <message>
        <source>Look at the farm in the settings.</source>
        <translation>請查看設定中的算繪農場。</translation>
    </message>
    <message>
        <source>A computer of the farm was lost.</source>
        <translation>算繪農場中有一台電腦失去聯繫。</translation>
    </message>
    <message>
        <source>Check that it runs and is connected.</source>
        <translation>請檢查它是否在執行並已連線。</translation>
    </message>
    <message>
        <source>A folder cannot be seen by the whole farm.</source>
        <translation>有一個資料夾不是整個算繪農場都能存取。</translation>
    </message>
    <message>
        <source>Put it on a disk that all of its computers share.</source>
        <translation>請放到所有電腦共用的磁碟上。</translation>
    </message>
    <message>
        <source>The farm has another version of Mouthpiece.</source>
        <translation>算繪農場的 Mouthpiece 版本不同。</translation>
    </message>
    <message>
        <source>Update all computers to the same version.</source>
        <translation>請把所有電腦更新到同一版本。</translation>
    </message>
    <message>
        <source>Nothing on this computer makes such a file.</source>
        <translation>這部電腦無法產生這種檔案。</translation>
    </message>
    <message>
        <source>Choose another codec.</source>
        <translation>請選擇其他編碼格式。</translation>
    </message>
    <message>
        <source>This video is not as it was signed or labelled.</source>
        <translation>此影片與簽署或標示時不一致。</translation>
    </message>
    <message>
        <source>Trust what it says of itself only if you know its sender.</source>
        <translation>僅在了解傳送者時才可相信其自述。</translation>
    </message>
    <message>
        <source>One of the further files could not be made.</source>
        <translation>有一個附加檔案未能產生。</translation>
    </message>
    <message>
        <source>The video itself is finished.</source>
        <translation>影片本身已完成。</translation>
    </message>
    <message>
        <source>No font of this computer has these letters.</source>
        <translation>這部電腦上沒有包含這些文字的字型。</translation>
    </message>
    <message>
        <source>Install one, such as the Noto fonts.</source>
        <translation>請安裝一種字型，例如 Noto 字型。</translation>
    </message>
    <message>
        <source>How the letters of the subtitles are stored was guessed.</source>
        <translation>字幕的文字編碼是猜測的。</translation>
    </message>
    <message>
        <source>If they come out wrong, choose Encoding of subtitles.</source>
        <translation>如果顯示為亂碼，請選擇「字幕編碼」。</translation>
    </message>
    <message>
        <source>Another language is spoken than the one given.</source>
        <translation>錄音裡說的不是所選的語言。</translation>
    </message>
    <message>
        <source>Leave the language out, and it is found.</source>
        <translation>不填語言，會自動識別。</translation>
    </message>
    <message>
        <source>Not all of the text for subtitles is said in the video.</source>
        <translation>影片裡沒有說出字幕文字的全部內容。</translation>
    </message>
    <message>
        <source>Some of the subtitles are left out.</source>
        <translation>部分字幕未被採用。</translation>
    </message>
    <message>
        <source>Check that the file belongs to this video.</source>
        <translation>請檢查該檔案是否屬於這個影片。</translation>
    </message>
    <message>
        <source>Nobody speaks in the video, so the text for subtitles cannot be timed.</source>
        <translation>影片中沒有人說話，無法為字幕文字配上時間。</translation>
    </message>
    <message>
        <source>Give subtitles with times, such as an SRT file.</source>
        <translation>請提供帶時間的字幕，例如 SRT 檔案。</translation>
    </message>
    <message>
        <source>Frames between the rendered ones were computed.</source>
        <translation>算繪影格之間的影格是推算出來的。</translation>
    </message>
    <message>
        <source>Render at that frame rate for the best motion.</source>
        <translation>要獲得最好的動作，請直接以該影格率算繪。</translation>
    </message>
    <message>
        <source>The sound could not be made as loud as was asked for.</source>
        <translation>聲音無法達到所要求的響度。</translation>
    </message>
    <message>
        <source>Choose a loudness of -14 or less.</source>
        <translation>請選擇 -14 或更低的響度。</translation>
    </message>
    <message>
        <source>The GIF has 50 frames a second.</source>
        <translation>此 GIF 為每秒 50 影格。</translation>
    </message>
    <message>
        <source>Browsers play faster ones in slow motion.</source>
        <translation>更快的 GIF 會被瀏覽器慢速播放。</translation>
    </message>
    <message>
        <source>The film has no steady frame rate; it gets one.</source>
        <translation>影片的影格率不固定，將改為固定影格率。</translation>
    </message>
    <message>
        <source>The film is interlaced; its half pictures are made whole.</source>
        <translation>影片是交錯掃描的，將合成完整畫面。</translation>
    </message>
    <message>
        <source>The film&apos;s pixels are stored otherwise than the video&apos;s.</source>
        <translation>影片的像素儲存方式與成品不同。</translation>
    </message>
    <message>
        <source>Where the face is away, turned aside or covered the pictures of the film stay.</source>
        <translation>人臉不在畫面中、側轉或被遮擋的地方，影片畫面保持原樣。</translation>
    </message>
    <message>
        <source>The subtitles cannot be read.</source>
        <translation>無法讀取字幕。</translation>
    </message>
    <message>
        <source>Correct the file; SRT, VTT and plain text will do.</source>
        <translation>請修正檔案；SRT、VTT 和純文字都可以。</translation>
    </message>
    <message>
        <source>The script says nothing.</source>
        <translation>稿子裡沒有要說的話。</translation>
    </message>
    <message>
        <source>Write what is to be said; marks alone are not spoken.</source>
        <translation>請寫下要說的話；只有標記是不會唸出來的。</translation>
    </message>
    <message>
        <source>The script is too long for one video.</source>
        <translation>這份稿子對一支影片來說太長。</translation>
    </message>
    <message>
        <source>Divide it; 100,000 characters can be spoken at once.</source>
        <translation>請分成幾份；一次最多可唸 100,000 個字元。</translation>
    </message>
    <message>
        <source>The script has a mark that means nothing.</source>
        <translation>稿子裡有一個沒有意義的標記。</translation>
    </message>
    <message>
        <source>Marks are written [nod]; a bracket that is none is \[.</source>
        <translation>標記寫成 [nod]；普通的方括號寫成 \[。</translation>
    </message>
    <message>
        <source>The script has a field that nothing fills.</source>
        <translation>稿子裡有一個沒有內容可填的欄位。</translation>
    </message>
    <message>
        <source>Columns of a sheet fill fields; a brace that is none is written twice.</source>
        <translation>欄位由表格的欄填入；普通的大括號要寫兩次。</translation>
    </message>
    <message>
        <source>The script has a character that cannot be spoken.</source>
        <translation>稿子裡有一個無法唸出的字元。</translation>
    </message>
    <message>
        <source>Delete it, or save the text as UTF-8.</source>
        <translation>請刪除它，或將文字另存為 UTF-8。</translation>
    </message>
    <message>
        <source>{name} is no script that we can read.</source>
        <translation>{name} 不是可以讀取的稿子。</translation>
    </message>
    <message>
        <source>Save it as plain text.</source>
        <translation>請另存為純文字。</translation>
    </message>
    <message>
        <source>The pronunciations cannot be used.</source>
        <translation>發音詞典無法使用。</translation>
    </message>
    <message>
        <source>Correct the entry that is named, or take it out.</source>
        <translation>請改正所指的詞條，或將其刪除。</translation>
    </message>
    <message>
        <source>There is no such voice on this computer.</source>
        <translation>這台電腦上沒有這個音色。</translation>
    </message>
    <message>
        <source>Choose another voice.</source>
        <translation>請選擇其他音色。</translation>
    </message>
    <message>
        <source>The voice does not speak the language of the script.</source>
        <translation>這個音色不會說稿子的語言。</translation>
    </message>
    <message>
        <source>Choose a voice of that language.</source>
        <translation>請選擇該語言的音色。</translation>
    </message>
    <message>
        <source>The voice could not speak.</source>
        <translation>這個音色無法發聲。</translation>
    </message>
    <message>
        <source>Try again, or choose another voice.</source>
        <translation>請重試，或選擇其他音色。</translation>
    </message>
    <message>
        <source>{name} does not hold a script.</source>
        <translation>{name} 中沒有文稿。</translation>
    </message>
    <message>
        <source>Make a video of the text without the earlier one.</source>
        <translation>請不使用之前的影片，直接用文稿製作影片。</translation>
    </message>
    <message>
        <source>The engine cannot show a mark of the script.</source>
        <translation>該引擎無法表現文稿中的某個標記。</translation>
    </message>
    <message>
        <source>The built-in engine shows all of them.</source>
        <translation>內建引擎可以表現所有標記。</translation>
    </message>
    <message>
        <source>Sentences of the earlier video were kept.</source>
        <translation>保留了之前影片中的句子。</translation>
    </message>
    <message>
        <source>Nothing of the earlier video could be kept.</source>
        <translation>之前的影片沒有任何內容可以保留。</translation>
    </message>
    <message>
        <source>All of it was drawn again, with the new text.</source>
        <translation>已按新文稿全部重新繪製。</translation>
    </message>
    <message>
        <source>Emoji are not spoken.</source>
        <translation>表情符號不會唸出來。</translation>
    </message>
    <message>
        <source>Nothing needs to be done.</source>
        <translation>無需處理。</translation>
    </message>
    <message>
        <source>Another font than the chosen one draws subtitles.</source>
        <translation>字幕用了所選之外的字型。</translation>
    </message>
    <message>
        <source>Choose a font that has all letters, or install it.</source>
        <translation>請選擇包含全部字元的字型，或安裝它。</translation>
    </message>
    <message>
        <source>Some subtitles are gone before they can be read.</source>
        <translation>有些字幕來不及看完就消失了。</translation>
    </message>
    <message>
        <source>Shorten or join them, or choose another style.</source>
        <translation>請縮短或合併它們，或換一種樣式。</translation>
    </message>
    <message>
        <source>A backend could not be used; torch computed instead.</source>
        <translation>一個計算後端無法使用，已改由 torch 計算。</translation>
    </message>
    <message>
        <source>Look at This computer in the settings, or remove the backend.</source>
        <translation>請看設定中的「這台電腦」，或移除該後端。</translation>
    </message>
    <message>
        <source>Computed quickly, with smaller numbers.</source>
        <translation>已使用較小的數值快速計算。</translation>
    </message>
    <message>
        <source>Choose exact numbers for pixels that are always the same.</source>
        <translation>若要像素始終一致，請選擇「精確」。</translation>
    </message>
    <message>
        <source>A model file is of a kind that cannot be used here.</source>
        <translation>模型檔案的種類在這裡不能使用。</translation>
    </message>
    <message>
        <source>The file is whole; choose one for this model.</source>
        <translation>檔案是完好的；請選擇適合此模型的檔案。</translation>
    </message>
    <message>
        <source>A library says something about this drawing.</source>
        <translation>程式庫對這次繪製有提示。</translation>
    </message>
    <message>
        <source>Look at the picture; the words are for engineers.</source>
        <translation>請看一下圖片；這段文字是給工程師的。</translation>
    </message>
    <message>
        <source>Not everything that the picture says is known here.</source>
        <translation>圖片裡的資訊並非全部可識別。</translation>
    </message>
    <message>
        <source>The drawing may differ a little.</source>
        <translation>繪製結果可能略有不同。</translation>
    </message>
    <message>
        <source>A voice file of your own cannot be used.</source>
        <translation>您自有的音色檔案無法使用。</translation>
    </message>
    <message>
        <source>Correct what is named, or take another file.</source>
        <translation>請改正所指出的內容，或換一個檔案。</translation>
    </message>
    <message>
        <source>The graphics card was full: its driver moved memory to the computer&apos;s, which is up to thirty times slower.</source>
        <translation>顯示卡記憶體已滿：驅動程式把記憶體移到了電腦記憶體中，速度可能慢三十倍。</translation>
    </message>
    <message>
        <source>Close other programs that use the graphics card, or choose a smaller size.</source>
        <translation>請關閉其他使用顯示卡的程式，或選擇較小的尺寸。</translation>
    </message>
    <message>
        <source>The voice {name} cannot be used: {why}.</source>
        <translation>音色 {name} 無法使用：{why}。</translation>
    </message>
    <message>
        <source>There is no text with the caption beside {name}.</source>
        <translation>{name} 旁沒有寫有說明的文字檔。</translation>
    </message>
    <message>
        <source>Write it, or let the template be the caption.</source>
        <translation>請寫一份，或用範本作為說明。</translation>
    </message>
    <message>
        <source>Nobody is named who has agreed to be learned.</source>
        <translation>沒有寫明誰同意被學習。</translation>
    </message>
    <message>
        <source>Write down who is shown, and what was agreed.</source>
        <translation>請寫下圖中是誰，以及同意了什麼。</translation>
    </message>
    <message>
        <source>Some pictures show more than one face.</source>
        <translation>有些圖片中不止一張臉。</translation>
    </message>
    <message>
        <source>Cut them or take them out.</source>
        <translation>請裁切或取出它們。</translation>
    </message>
    <message>
        <source>No face was found in some pictures.</source>
        <translation>有些圖片中沒有找到臉。</translation>
    </message>
    <message>
        <source>Take them out.</source>
        <translation>請取出它們。</translation>
    </message>
    <message>
        <source>There are too few pictures to learn from.</source>
        <translation>可供學習的圖片太少。</translation>
    </message>
    <message>
        <source>Add some; 10 to 30 are usual.</source>
        <translation>請再加幾張；通常為 10 到 30 張。</translation>
    </message>
    <message>
        <source>The training came to numbers without end.</source>
        <translation>訓練得出了無窮大的數字。</translation>
    </message>
    <message>
        <source>Choose a lower learning rate, or float32.</source>
        <translation>請選較低的學習率，或 float32。</translation>
    </message>
    <message>
        <source>Some pictures are left out.</source>
        <translation>略過了一些圖片。</translation>
    </message>
    <message>
        <source>Each should show one face.</source>
        <translation>每張應只有一張臉。</translation>
    </message>
    <message>
        <source>Some faces are small, cut off or blurred.</source>
        <translation>有些臉太小、被切掉或模糊。</translation>
    </message>
    <message>
        <source>The model learns that, too; better pictures help.</source>
        <translation>模型也會學到這些；更好的圖片會有幫助。</translation>
    </message>
    <message>
        <source>Chinese words were translated for the model.</source>
        <translation>中文詞已為模型翻譯成英文。</translation>
    </message>
    <message>
        <source>Words as typed sends them as they are.</source>
        <translation>「按原文送出」會原樣送出。</translation>
    </message>
    <message>
        <source>Some words are not in the portrait glossary.</source>
        <translation>有些詞不在人像詞庫中。</translation>
    </message>
    <message>
        <source>Write them in English, or choose others from the list.</source>
        <translation>請用英文書寫，或從清單中選擇其他詞。</translation>
    </message>
    <message>
        <source>The file holds no pose that is known here.</source>
        <translation>檔案裡沒有這裡認識的姿勢。</translation>
    </message>
    <message>
        <source>Give a .json of OpenPose, or a picture.</source>
        <translation>請提供 OpenPose 的 .json，或一張圖片。</translation>
    </message>
    <message>
        <source>A backend did not come back and is not used any more.</source>
        <translation>某個計算後端一直沒有傳回，不再使用。</translation>
    </message>
    <message>
        <source>Try again: it goes on where it stopped, without it.</source>
        <translation>請重試：將從中斷處繼續，不再使用該計算後端。</translation>
    </message>
</context>
<context>
    <name>FirstRunPage</name>
    <message>
        <source>Welcome</source>
        <translation>歡迎</translation>
    </message>
    <message>
        <source>Welcome to Mouthpiece</source>
        <translation>歡迎使用 Mouthpiece</translation>
    </message>
    <message>
        <source>A portrait and a recording become a talking video, on your own computer.</source>
        <translation>在您自己的電腦上，讓人像和錄音變成會說話的影片。</translation>
    </message>
    <message>
        <source>What works now</source>
        <translation>現在就能用的</translation>
    </message>
    <message>
        <source>Everything you need to begin is here. The built-in engine makes videos without any download: drop a portrait and a recording, or try our sample.</source>
        <translation>開始所需的一切都已具備。內建引擎無需下載任何東西就能製作影片：拖入人像和錄音，或者試試我們的範例。</translation>
    </message>
    <message>
        <source>What more is possible</source>
        <translation>還可以做到的</translation>
    </message>
    <message>
        <source>These need models that you can get whenever you like, or bring from another computer. Nothing is downloaded unless you ask for it.</source>
        <translation>這些功能需要模型，您可以隨時取得，也可以從另一台電腦帶來。未經您同意，不會下載任何東西。</translation>
    </message>
    <message>
        <source>Make a video</source>
        <translation>製作影片</translation>
    </message>
    <message>
        <source>Try the sample</source>
        <translation>試用範例</translation>
    </message>
    <message>
        <source>Look at the models</source>
        <translation>查看模型</translation>
    </message>
</context>
<context>
    <name>Fixes</name>
    <message>
        <source>Get the model</source>
        <translation>取得模型</translation>
    </message>
    <message>
        <source>Free space</source>
        <translation>釋放空間</translation>
    </message>
    <message>
        <source>Choose the face</source>
        <translation>選擇人臉</translation>
    </message>
    <message>
        <source>Choose another portrait</source>
        <translation>選擇其他人像</translation>
    </message>
    <message>
        <source>Choose another recording</source>
        <translation>選擇其他錄音</translation>
    </message>
    <message>
        <source>Change and make again</source>
        <translation>修改後重新製作</translation>
    </message>
    <message>
        <source>Open Avatars</source>
        <translation>開啟形象</translation>
    </message>
    <message>
        <source>Open Settings</source>
        <translation>開啟設定</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重試</translation>
    </message>
</context>
<context>
    <name>FolderEditor</name>
    <message>
        <source>Choose a folder</source>
        <translation>選擇資料夾</translation>
    </message>
</context>
<context>
    <name>FolderSwitch</name>
    <message>
        <source>Watch the folder</source>
        <translation>監看資料夾</translation>
    </message>
    <message>
        <source>Makes whatever lies in the folder and comes into it</source>
        <translation>製作資料夾中已有的和以後放進去的內容</translation>
    </message>
    <message>
        <source>What comes into the folder goes into the queue while the window is open.</source>
        <translation>視窗開啟期間，放進該資料夾的內容會加入佇列。</translation>
    </message>
    <message>
        <source>The folder is no longer watched.</source>
        <translation>不再監看該資料夾。</translation>
    </message>
</context>
<context>
    <name>Foot</name>
    <message>
        <source>Undo</source>
        <translation>復原</translation>
    </message>
    <message>
        <source>Takes this back (Ctrl+Z)</source>
        <translation>復原這一步（Ctrl+Z）</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>隱藏</translation>
    </message>
</context>
<context>
    <name>HelpWindow</name>
    <message>
        <source>Help for Mouthpiece</source>
        <translation>Mouthpiece 說明</translation>
    </message>
    <message>
        <source>Search the help</source>
        <translation>搜尋說明</translation>
    </message>
    <message>
        <source>Finds topics by the words in them (Ctrl+F)</source>
        <translation>依內容中的詞語尋找主題（Ctrl+F）</translation>
    </message>
    <message>
        <source>Topics</source>
        <translation>主題</translation>
    </message>
    <message>
        <source>Text of the topic</source>
        <translation>主題的內容</translation>
    </message>
    <message>
        <source>Back (Alt+Left)</source>
        <translation>返回（Alt+←）</translation>
    </message>
    <message>
        <source>No topic has these words.</source>
        <translation>沒有主題含有這些詞語。</translation>
    </message>
</context>
<context>
    <name>IdleView</name>
    <message>
        <source>The presenter waits for</source>
        <translation>主講人等待</translation>
    </message>
    <message>
        <source> seconds</source>
        <translation> 秒</translation>
    </message>
    <message>
        <source>Seconds to wait</source>
        <translation>等待秒數</translation>
    </message>
</context>
<context>
    <name>JobFacts</name>
    <message>
        <source>Portrait</source>
        <translation>人像</translation>
    </message>
    <message>
        <source>Speech</source>
        <translation>語音</translation>
    </message>
    <message>
        <source>Film</source>
        <translation>影片</translation>
    </message>
    <message>
        <source>Second recording</source>
        <translation>第二錄音</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>影片</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>來源</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>提示詞</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>圖片</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>錄音</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>資料夾</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>輸出</translation>
    </message>
    <message>
        <source>State</source>
        <translation>狀態</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>結束時間</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>加入時間</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>嘗試次數</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>選項</translation>
    </message>
    <message>
        <source>as usual</source>
        <translation>預設值</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>批次</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>長度</translation>
    </message>
    <message>
        <source>Work</source>
        <translation>製作用時</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>引擎</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>圖片</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>人</translation>
    </message>
</context>
<context>
    <name>JobNote</name>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Play the finished video</source>
        <translation>播放完成的影片</translation>
    </message>
    <message>
        <source>Show in queue</source>
        <translation>在佇列中查看</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>隱藏</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>進度</translation>
    </message>
    <message>
        <source>Making {name}</source>
        <translation>正在製作 {name}</translation>
    </message>
    <message>
        <source>{name} is done.</source>
        <translation>{name} 已完成。</translation>
    </message>
    <message>
        <source>{name} was cancelled.</source>
        <translation>{name} 已取消。</translation>
    </message>
    <message>
        <source>{name} is paused.</source>
        <translation>{name} 已暫停。</translation>
    </message>
    <message>
        <source>The video waits until the queue is started.</source>
        <translation>影片將等到佇列啟動。</translation>
    </message>
    <message>
        <source>The video waits for its turn.</source>
        <translation>影片正在排隊。</translation>
    </message>
    <message numerus="yes">
        <source>%n video(s) are made before it.</source>
        <translation>
            <numerusform>前面還有 %n 部影片。</numerusform>
        </translation>
    </message>
    <message>
        <source>It begins in about {time}.</source>
        <translation>約 {time}後開始。</translation>
    </message>
</context>
<context>
    <name>JobPanel</name>
    <message>
        <source>Close</source>
        <translation>關閉</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>記錄</translation>
    </message>
    <message>
        <source>What the worker wrote about this video</source>
        <translation>製作此影片時寫下的記錄</translation>
    </message>
    <message>
        <source>The disk is full. The video goes on by itself once there is space.</source>
        <translation>磁碟已滿。有空間後影片會自動繼續製作。</translation>
    </message>
    <message>
        <source>Nothing was logged yet.</source>
        <translation>還沒有記錄。</translation>
    </message>
</context>
<context>
    <name>JobProgress</name>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
</context>
<context>
    <name>Jobs</name>
    <message>
        <source>Pausing</source>
        <translation>正在暫停</translation>
    </message>
    <message>
        <source>Cancelling</source>
        <translation>正在取消</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>正在停止</translation>
    </message>
    <message>
        <source>Waits for space</source>
        <translation>等待磁碟空間</translation>
    </message>
    <message>
        <source>Beginning</source>
        <translation>正在開始</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} 小時 {minutes} 分</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} 分鐘</translation>
    </message>
    <message>
        <source>{minutes} min {seconds} s</source>
        <translation>{minutes} 分 {seconds} 秒</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} 秒</translation>
    </message>
</context>
<context>
    <name>JobsModel</name>
    <message>
        <source>Video</source>
        <translation>影片</translation>
    </message>
    <message>
        <source>State</source>
        <translation>狀態</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>進度</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>剩餘時間</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>裝置</translation>
    </message>
    <message>
        <source>took {time}</source>
        <translation>用時 {time}</translation>
    </message>
</context>
<context>
    <name>LibraryBar</name>
    <message>
        <source>All tags</source>
        <translation>所有標籤</translation>
    </message>
    <message>
        <source>When they were made</source>
        <translation>製作時間</translation>
    </message>
    <message>
        <source>What stands first</source>
        <translation>排列順序</translation>
    </message>
    <message>
        <source>Any date</source>
        <translation>任何日期</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>最近 7 天</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>最近 30 天</translation>
    </message>
    <message>
        <source>Last 365 days</source>
        <translation>最近 365 天</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>最新的在前</translation>
    </message>
    <message>
        <source>Oldest first</source>
        <translation>最早的在前</translation>
    </message>
    <message>
        <source>By name</source>
        <translation>依名稱</translation>
    </message>
    <message>
        <source>Largest first</source>
        <translation>最大的在前</translation>
    </message>
    <message>
        <source>Show pictures</source>
        <translation>顯示圖片</translation>
    </message>
    <message>
        <source>Show a list</source>
        <translation>顯示清單</translation>
    </message>
    <message>
        <source>Only what has this tag</source>
        <translation>只顯示帶此標籤的</translation>
    </message>
</context>
<context>
    <name>LibraryPage</name>
    <message>
        <source>Library</source>
        <translation>作品庫</translation>
    </message>
    <message>
        <source>Export report…</source>
        <translation>匯出報告…</translation>
    </message>
    <message>
        <source>A page and a table about all videos of the batch</source>
        <translation>關於這一批全部影片的網頁和表格</translation>
    </message>
    <message>
        <source>Finished videos</source>
        <translation>已完成的影片</translation>
    </message>
    <message>
        <source>No videos yet</source>
        <translation>還沒有影片</translation>
    </message>
    <message>
        <source>Finished videos gather here, to be watched, renamed and made again.</source>
        <translation>完成的影片會彙集在這裡，可以觀看、重新命名和重新製作。</translation>
    </message>
    <message>
        <source>Make a video</source>
        <translation>製作影片</translation>
    </message>
    <message>
        <source>No such videos</source>
        <translation>沒有符合的影片</translation>
    </message>
    <message>
        <source>Search for another name, or choose others above.</source>
        <translation>請搜尋其他名稱，或在上方另行選擇。</translation>
    </message>
    <message>
        <source>Folder for the report</source>
        <translation>報告的資料夾</translation>
    </message>
</context>
<context>
    <name>LikeField</name>
    <message>
        <source>Pictures of the presenter: the face stays the same</source>
        <translation>主講人的圖片：臉保持不變</translation>
    </message>
    <message>
        <source>Add a face…</source>
        <translation>加入人臉…</translation>
    </message>
    <message>
        <source>Up to four pictures of one person; each is cut to its largest face.</source>
        <translation>同一個人的圖片，最多四張；每張裁剪到最大的臉。</translation>
    </message>
    <message>
        <source>Leave out {name}</source>
        <translation>去掉 {name}</translation>
    </message>
</context>
<context>
    <name>LinesEditor</name>
    <message>
        <source>Add a folder…</source>
        <translation>新增資料夾…</translation>
    </message>
    <message>
        <source>Add a folder</source>
        <translation>新增資料夾</translation>
    </message>
</context>
<context>
    <name>MachineView</name>
    <message>
        <source>Looking at this computer…</source>
        <translation>正在檢查這台電腦…</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>{page} (Ctrl+{number})</source>
        <translation>{page}（Ctrl+{number}）</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>說明</translation>
    </message>
    <message>
        <source>Explains this page (F1)</source>
        <translation>說明目前的頁面（F1）</translation>
    </message>
</context>
<context>
    <name>MaskDialog</name>
    <message>
        <source>Paint what shall be drawn anew</source>
        <translation>塗抹要重新繪製的部分</translation>
    </message>
    <message>
        <source>Left mouse button: paint. Right mouse button: wipe.</source>
        <translation>滑鼠左鍵：塗抹。滑鼠右鍵：擦除。</translation>
    </message>
    <message>
        <source>Brush</source>
        <translation>畫筆</translation>
    </message>
    <message>
        <source>Size of the brush</source>
        <translation>畫筆大小</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>復原</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Use the mask</source>
        <translation>使用此遮罩</translation>
    </message>
</context>
<context>
    <name>Microphone</name>
    <message>
        <source>Recording needs a system library: {what}</source>
        <translation>錄音需要一個系統程式庫：{what}</translation>
    </message>
    <message>
        <source>{name} cannot be used.</source>
        <translation>無法使用 {name}。</translation>
    </message>
</context>
<context>
    <name>ModelCard</name>
    <message>
        <source>not for sale</source>
        <translation>不可商用</translation>
    </message>
    <message>
        <source>{size} · {licence} · for: {uses}</source>
        <translation>{size} · {licence} · 用於：{uses}</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暫停</translation>
    </message>
    <message>
        <source>What arrived is kept</source>
        <translation>已下載的部分會保留</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>驗證</translation>
    </message>
    <message>
        <source>Read the files again and check them</source>
        <translation>重新讀取檔案並檢查</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>刪除</translation>
    </message>
    <message>
        <source>Delete the files to free space</source>
        <translation>刪除檔案以騰出空間</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>進度</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>繼續</translation>
    </message>
    <message>
        <source>Get</source>
        <translation>取得</translation>
    </message>
    <message>
        <source>Checking</source>
        <translation>正在驗證</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} / {total}</translation>
    </message>
    <message>
        <source>Installed</source>
        <translation>已安裝</translation>
    </message>
    <message>
        <source>Found on this computer</source>
        <translation>在這台電腦上找到</translation>
    </message>
    <message>
        <source>{done} of {total} are here</source>
        <translation>已有 {done} / {total}</translation>
    </message>
</context>
<context>
    <name>ModelOffers</name>
    <message>
        <source>Get</source>
        <translation>取得</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>已就緒</translation>
    </message>
</context>
<context>
    <name>ModelsPage</name>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Mouthpiece makes videos without any of these. Models add engines, sharper faces and portraits made from text.</source>
        <translation>沒有這些模型，Mouthpiece 也能製作影片。模型可以增加引擎、讓人臉更清晰，以及用文字生成人像。</translation>
    </message>
    <message>
        <source>By purpose</source>
        <translation>依用途</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>離線</translation>
    </message>
    <message>
        <source>Open no network connection at all.</source>
        <translation>完全不建立網路連線。</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>重新尋找</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>匯入…</translation>
    </message>
    <message>
        <source>Take models from a folder, a USB stick or a pack</source>
        <translation>從資料夾、隨身碟或模型包匯入模型</translation>
    </message>
    <message>
        <source>Looking for models</source>
        <translation>正在尋找模型</translation>
    </message>
    <message>
        <source>Take it</source>
        <translation>仍然取得</translation>
    </message>
    <message>
        <source>Nobody has published a checksum of this model, so it cannot be checked that the right file arrives. Take it as it comes?</source>
        <translation>沒有人公佈過這個模型的校驗碼，因此無法確認收到的檔案是否正確。仍要使用嗎？</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>刪除</translation>
    </message>
    <message>
        <source>Delete {title} ({size}) from this computer?</source>
        <translation>從這台電腦刪除 {title}（{size}）？</translation>
    </message>
    <message>
        <source>From a folder or stick…</source>
        <translation>從資料夾或隨身碟…</translation>
    </message>
    <message>
        <source>From a pack or file…</source>
        <translation>從模型包或檔案…</translation>
    </message>
    <message>
        <source>Import models</source>
        <translation>匯入模型</translation>
    </message>
    <message>
        <source>{folder} · {used} of models</source>
        <translation>{folder} · 模型佔用 {used}</translation>
    </message>
    <message>
        <source>{free} free</source>
        <translation>剩餘 {free}</translation>
    </message>
    <message>
        <source>Model files in the store now: {count}</source>
        <translation>已存入的模型檔案：{count}</translation>
    </message>
    <message>
        <source>No file of a model that we know was found there.</source>
        <translation>那裡沒有找到我們認識的模型檔案。</translation>
    </message>
    <message>
        <source>Damaged: {names}. Get them again.</source>
        <translation>已損壞：{names}。請重新取得。</translation>
    </message>
    <message>
        <source>All files are as they should be.</source>
        <translation>所有檔案都完好。</translation>
    </message>
</context>
<context>
    <name>NameDialog</name>
    <message>
        <source>Name</source>
        <translation>名稱</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>儲存</translation>
    </message>
</context>
<context>
    <name>NeedsNote</name>
    <message>
        <source>These options need the model {title}.</source>
        <translation>這些選項需要模型 {title}。</translation>
    </message>
    <message>
        <source>Get it</source>
        <translation>取得</translation>
    </message>
    <message>
        <source>These options need the models {titles}.</source>
        <translation>這些選項需要以下模型：{titles}。</translation>
    </message>
    <message>
        <source>Get them</source>
        <translation>取得這些模型</translation>
    </message>
</context>
<context>
    <name>NumbersEditor</name>
    <message>
        <source>for example {numbers}</source>
        <translation>例如 {numbers}</translation>
    </message>
</context>
<context>
    <name>OptionWords</name>
    <message>
        <source>off</source>
        <translation>關</translation>
    </message>
</context>
<context>
    <name>Options</name>
    <message>
        <source>Engine</source>
        <translation>引擎</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>裝置</translation>
    </message>
    <message>
        <source>Where networks compute; auto takes a GPU if there is one.</source>
        <translation>網路在哪裡計算；自動模式在有顯示卡時使用顯示卡。</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>模式</translation>
    </message>
    <message>
        <source>crop: head and shoulders; resize: the whole picture at face size; full: the face moves inside the untouched picture; extcrop and extfull: the same with a wider cut.</source>
        <translation>裁剪：頭部和肩部；縮放：整張圖片縮到人臉尺寸；整圖：臉在原圖中活動；寬裁剪和寬整圖：同上，但取景更寬。</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>Width of the video in pixels for crop, extcrop and resize; full keeps the size of the picture.</source>
        <translation>裁剪、寬裁剪和縮放模式下影片的寬度（像素）；整圖模式保持圖片的尺寸。</translation>
    </message>
    <message>
        <source>Frames per second</source>
        <translation>每秒影格數</translation>
    </message>
    <message>
        <source>Frame rate.</source>
        <translation>影格率。</translation>
    </message>
    <message>
        <source>No head motion; the eyes still blink.</source>
        <translation>頭部不動；眼睛仍會眨。</translation>
    </message>
    <message>
        <source>Pose style</source>
        <translation>姿態風格</translation>
    </message>
    <message>
        <source>Temperament of the head motion.</source>
        <translation>頭部動作的風格。</translation>
    </message>
    <message>
        <source>Expression</source>
        <translation>表情</translation>
    </message>
    <message>
        <source>Strength of the mouth and brow motion.</source>
        <translation>嘴部和眉毛動作的強度。</translation>
    </message>
    <message>
        <source>Head motion</source>
        <translation>頭部動作</translation>
    </message>
    <message>
        <source>Strength of the head motion.</source>
        <translation>頭部動作的強度。</translation>
    </message>
    <message>
        <source>Blink rate</source>
        <translation>眨眼頻率</translation>
    </message>
    <message>
        <source>Blinks a minute at rest; the built-in engine blinks half as often again while it speaks. 0 keeps eyes open.</source>
        <translation>靜止時每分鐘眨眼次數；內建引擎在說話時多眨一半。0 表示一直睜眼。</translation>
    </message>
    <message>
        <source>Head turn keyframes in degrees, spread over the video; the built-in engine bends them softly to at most 20.</source>
        <translation>轉頭的關鍵影格角度（度），平均分佈在影片中；內建引擎會平滑地限制在 20 度以內。</translation>
    </message>
    <message>
        <source>Head nod keyframes in degrees, spread over the video; the built-in engine bends them softly to at most 10.</source>
        <translation>點頭的關鍵影格角度（度），平均分佈在影片中；內建引擎會平滑地限制在 10 度以內。</translation>
    </message>
    <message>
        <source>Head tilt keyframes in degrees, spread over the video; the built-in engine bends them softly to at most 15.</source>
        <translation>歪頭的關鍵影格角度（度），平均分佈在影片中；內建引擎會平滑地限制在 15 度以內。</translation>
    </message>
    <message>
        <source>Compile</source>
        <translation>編譯</translation>
    </message>
    <message>
        <source>Reference gives</source>
        <translation>參考影片提供</translation>
    </message>
    <message>
        <source>Which engine renders the face; auto takes the first of them that has all it needs on this computer.</source>
        <translation>用哪個引擎算繪人臉；自動模式使用其中第一個在這台電腦上條件齊備的。</translation>
    </message>
    <message>
        <source>pixels</source>
        <translation>像素</translation>
    </message>
    <message>
        <source>Original size</source>
        <translation>原始尺寸</translation>
    </message>
    <message>
        <source>Whole pictures keep their size however large; without, they are brought to what phones play (H.264 level 5.1, 3840 pixels a side).</source>
        <translation>整張圖片無論多大都保持原尺寸；不選時會縮到手機能播放的大小（H.264 5.1 級，邊長 3840 像素）。</translation>
    </message>
    <message>
        <source>Keep the head still</source>
        <translation>頭部保持不動</translation>
    </message>
    <message>
        <source>off</source>
        <translation>關</translation>
    </message>
    <message>
        <source>weak</source>
        <translation>弱</translation>
    </message>
    <message>
        <source>natural</source>
        <translation>自然</translation>
    </message>
    <message>
        <source>strong</source>
        <translation>強</translation>
    </message>
    <message>
        <source>Mood</source>
        <translation>神態</translation>
    </message>
    <message>
        <source>The expression of the presenter besides what is said; drawn by every engine that our own motion moves.</source>
        <translation>主講人說話之外的表情；凡由我們自己的動作驅動的引擎都會畫出來。</translation>
    </message>
    <message>
        <source>Mood keyframes</source>
        <translation>神態關鍵影格</translation>
    </message>
    <message>
        <source>Moods one after the other, such as friendly;serious;glad, spread over the video, instead of one.</source>
        <translation>依次出現的多種神態，例如 friendly;serious;glad，均勻分布在整部影片中，代替單一神態。</translation>
    </message>
    <message>
        <source>Smile of the photograph</source>
        <translation>照片中的笑容</translation>
    </message>
    <message>
        <source>calm: a photographed smile is taken back in part, more while speaking; keep: it stays.</source>
        <translation>calm：照片中的笑容會收斂一部分，說話時收斂更多；keep：保持不變。</translation>
    </message>
    <message>
        <source>Gaze</source>
        <translation>視線</translation>
    </message>
    <message>
        <source>natural: small glances, mostly to the camera; camera: into the camera all the time.</source>
        <translation>natural：偶爾稍微移開視線，多數時候看著鏡頭；camera：始終看著鏡頭。</translation>
    </message>
    <message>
        <source>a minute</source>
        <translation>次/分鐘</translation>
    </message>
    <message>
        <source>None</source>
        <translation>無</translation>
    </message>
    <message>
        <source>Only speech moves the mouth</source>
        <translation>僅語音帶動嘴部</translation>
    </message>
    <message>
        <source>Music, noise and breath in the recording keep the mouth closed; they are heard as before.</source>
        <translation>錄音裡的音樂、雜訊和呼吸不會讓嘴動；聲音照常播放。</translation>
    </message>
    <message>
        <source>Turn of the head</source>
        <translation>左右轉頭</translation>
    </message>
    <message>
        <source>Nod of the head</source>
        <translation>點頭</translation>
    </message>
    <message>
        <source>Tilt of the head</source>
        <translation>歪頭</translation>
    </message>
    <message>
        <source>Compile for the graphics card</source>
        <translation>為顯示卡編譯</translation>
    </message>
    <message>
        <source>Let torch compile the networks that draw for the GPU: minutes at the beginning, quicker afterwards; for long videos and batches.</source>
        <translation>讓 torch 為顯示卡編譯繪圖的神經網路：開始時要幾分鐘，之後更快；適合長影片和批次。</translation>
    </message>
    <message>
        <source>What is taken from the reference video: head pose, blinks, both, or all of its motion (the speech is then only heard).</source>
        <translation>從參考影片取用什麼：頭部姿態、眨眼、兩者，或全部動作（此時語音只用來聽）。</translation>
    </message>
    <message>
        <source>Idle seconds</source>
        <translation>待機秒數</translation>
    </message>
    <message>
        <source>Instead of a recording: the presenter waits this many seconds, blinks and moves, and says nothing.</source>
        <translation>代替錄音：主講人等待這麼多秒，會眨眼和活動，但不說話。</translation>
    </message>
    <message>
        <source>s</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>Sound track</source>
        <translation>音軌</translation>
    </message>
    <message>
        <source>Which sound track of the recording is heard, from 1; 0 takes the one that its file marks as default, else the one with most speech.</source>
        <translation>使用錄音的哪條音軌，從 1 數起；0 表示檔案標為預設的音軌，沒有標明時用說話最多的一條。</translation>
    </message>
    <message>
        <source>The one with speech</source>
        <translation>有語音的那條</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>聲道</translation>
    </message>
    <message>
        <source>Which channel of the recording is heard: mix (0) for all of them, left (1), right (2), or its number. A mix whose channels cancel each other out becomes the loudest of them.</source>
        <translation>使用錄音的哪個聲道：mix（0）為全部聲道，left（1）為左，right（2）為右，或聲道的序號。各聲道相互抵消時，只用最響的一個。</translation>
    </message>
    <message>
        <source>All together</source>
        <translation>全部混合</translation>
    </message>
    <message>
        <source>In the middle</source>
        <translation>置中</translation>
    </message>
    <message>
        <source>Trim</source>
        <translation>擷取</translation>
    </message>
    <message>
        <source>Which stretch of the recording is heard, in seconds: 0.5-12.3, 1:05-2:10, or 3- for all after the third second. The file stays as it is.</source>
        <translation>錄音的哪一段會被聽到，以秒計：0.5-12.3、1:05-2:10，或 3- 表示第三秒以後的全部。檔案保持原樣。</translation>
    </message>
    <message>
        <source>Cut out</source>
        <translation>剪去</translation>
    </message>
    <message>
        <source>Stretches of the recording that are left out, such as 3.0-4.2; several are divided by ;. All times are those of the whole recording.</source>
        <translation>錄音中被略去的片段，例如 3.0-4.2；多個片段用 ; 分隔。所有時間都按整段錄音計算。</translation>
    </message>
    <message>
        <source>What is spoken, as a language tag such as en or zh-Hant: players name the sound track by it. A deliverable takes that of its video, else that of its spoken text.</source>
        <translation>所說的語言，以語言標籤表示，例如 en 或 zh-Hant；播放器據此顯示音軌名稱。更多檔案沿用其影片的語言，否則取朗讀文字的語言。</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>隨機種子</translation>
    </message>
    <message>
        <source>The same seed gives the same motion; 0 gives each portrait and speech one of its own.</source>
        <translation>相同的種子得到相同的動作；0 讓每個肖像和錄音各有自己的種子。</translation>
    </message>
    <message>
        <source>By portrait and speech</source>
        <translation>由人像和語音決定</translation>
    </message>
    <message>
        <source>Face</source>
        <translation>人臉</translation>
    </message>
    <message>
        <source>The largest</source>
        <translation>最大的</translation>
    </message>
    <message>
        <source>By itself</source>
        <translation>自動</translation>
    </message>
    <message>
        <source>Turn the portrait</source>
        <translation>旋轉人像</translation>
    </message>
    <message>
        <source>Degrees clockwise; auto turns a portrait that lies on its side or upside down, 0 leaves it as it is.</source>
        <translation>順時針旋轉的角度；auto 會把側躺或倒置的人像轉正，0 表示保持原樣。</translation>
    </message>
    <message>
        <source>Without a mouth</source>
        <translation>沒有嘴也製作</translation>
    </message>
    <message>
        <source>Makes the video also of a picture in which no mouth is to be seen: lips are drawn where it would be.</source>
        <translation>看不到嘴的照片也製作影片：在嘴應在的位置畫出嘴唇。</translation>
    </message>
    <message>
        <source>Restore the face</source>
        <translation>人臉修復</translation>
    </message>
    <message>
        <source>Redraws the face with more detail in every frame; needs the model of the same name.</source>
        <translation>在每一幀中以更多細節重繪人臉；需要同名的模型。</translation>
    </message>
    <message>
        <source>Strength of restoring</source>
        <translation>修復強度</translation>
    </message>
    <message>
        <source>How much of the restored face is shown; 0 leaves the face as it was drawn.</source>
        <translation>顯示多少修復後的人臉；0 表示保持原樣。</translation>
    </message>
    <message>
        <source>Upscale</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Makes the video two or four times as wide and high; needs the model of the same name.</source>
        <translation>把影片的寬和高放大到兩倍或四倍；需要同名的模型。</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>標識</translation>
    </message>
    <message>
        <source>The words AI-generated / AI生成 in the video: as the region of the settings asks, for the first two seconds, always, or off, which needs a reason.</source>
        <translation>影片中的「AI-generated / AI生成」字樣：依設定中地區的要求、前兩秒、全程顯示，或關閉（需說明理由）。</translation>
    </message>
    <message>
        <source>Voice</source>
        <translation>音色</translation>
    </message>
    <message>
        <source>Who speaks a text, as mouthpiece say --voices names them; empty takes the first voice of its language.</source>
        <translation>由誰來唸文字，名稱見 mouthpiece say --voices；留空則用該語言的第一個音色。</translation>
    </message>
    <message>
        <source>Speed of the voice</source>
        <translation>語速</translation>
    </message>
    <message>
        <source>1 is the voice&apos;s own speed.</source>
        <translation>1 為音色本來的語速。</translation>
    </message>
    <message>
        <source>Pitch of the voice</source>
        <translation>音調</translation>
    </message>
    <message>
        <source>Semitones by which the voice is higher, or lower where negative.</source>
        <translation>將聲音提高多少個半音；負數為降低。</translation>
    </message>
    <message>
        <source>semitones</source>
        <translation>半音</translation>
    </message>
    <message>
        <source>Volume of the voice</source>
        <translation>音量</translation>
    </message>
    <message>
        <source>Decibels by which the voice is louder, or softer where negative.</source>
        <translation>將聲音加大多少分貝；負數為減小。</translation>
    </message>
    <message>
        <source>dB</source>
        <translation>分貝</translation>
    </message>
    <message>
        <source>Pause after sentences</source>
        <translation>句間停頓</translation>
    </message>
    <message>
        <source>Seconds of silence between two sentences of a text.</source>
        <translation>文字中兩句之間靜音的秒數。</translation>
    </message>
    <message>
        <source>Pause after paragraphs</source>
        <translation>段間停頓</translation>
    </message>
    <message>
        <source>Seconds of silence between two paragraphs of a text.</source>
        <translation>文字中兩段之間靜音的秒數。</translation>
    </message>
    <message>
        <source>Reference as it is</source>
        <translation>依參考影片原樣</translation>
    </message>
    <message>
        <source>LivePortrait takes over the pose and the expression of the reference video themselves; without, how they change from its first frame on.</source>
        <translation>LivePortrait 直接採用參考影片中的姿態和表情；不選則採用它們相對第一格的變化。</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>畫幅</translation>
    </message>
    <message>
        <source>The shape of the finished picture.</source>
        <translation>成品畫面的形狀。</translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation>解析度</translation>
    </message>
    <message>
        <source>Pixels of the shorter side of the finished picture.</source>
        <translation>成品畫面短邊的像素數。</translation>
    </message>
    <message>
        <source>Fitting</source>
        <translation>配合方式</translation>
    </message>
    <message>
        <source>How the picture comes into another shape: crop, around the face; blur or color: the whole picture, with its own blurred margin or a plain one.</source>
        <translation>畫面如何配合另一種畫幅：裁切，圍繞臉部；模糊或純色：顯示整個畫面，四周為自身的模糊邊框或純色邊框。</translation>
    </message>
    <message>
        <source>Color of the margin</source>
        <translation>邊框顏色</translation>
    </message>
    <message>
        <source>For a plain margin: #rrggbb.</source>
        <translation>用於純色邊框：#rrggbb。</translation>
    </message>
    <message>
        <source>New background</source>
        <translation>新背景</translation>
    </message>
    <message>
        <source>A picture or a video that is shown behind the presenter.</source>
        <translation>顯示在主講人身後的圖片或影片。</translation>
    </message>
    <message>
        <source>Color of the background</source>
        <translation>背景顏色</translation>
    </message>
    <message>
        <source>A plain color behind the presenter: #rrggbb.</source>
        <translation>主講人身後的純色：#rrggbb。</translation>
    </message>
    <message>
        <source>Cutting out</source>
        <translation>去背方式</translation>
    </message>
    <message>
        <source>How the presenter is told from the background: network, or key for one in front of a plain color; auto takes the network when it is there.</source>
        <translation>如何將主講人與背景分開：依人形（神經網路），或在純色背景前依顏色；自動在可用時依人形。</translation>
    </message>
    <message>
        <source>Color of the screen</source>
        <translation>幕布顏色</translation>
    </message>
    <message>
        <source>For key: the color behind the presenter, #rrggbb.</source>
        <translation>用於依顏色去背：主講人身後的顏色，#rrggbb。</translation>
    </message>
    <message>
        <source>Logo</source>
        <translation>標誌</translation>
    </message>
    <message>
        <source>A picture that is shown in the video, such as a PNG.</source>
        <translation>顯示在影片中的圖片，例如 PNG。</translation>
    </message>
    <message>
        <source>Place of the logo</source>
        <translation>標誌位置</translation>
    </message>
    <message>
        <source>Where the logo is shown.</source>
        <translation>標誌顯示的位置。</translation>
    </message>
    <message>
        <source>Size of the logo</source>
        <translation>標誌大小</translation>
    </message>
    <message>
        <source>Its longer side in percent of the shorter side of the video.</source>
        <translation>其長邊，佔影片短邊的百分比。</translation>
    </message>
    <message>
        <source>Margin of the logo</source>
        <translation>標誌邊距</translation>
    </message>
    <message>
        <source>Its distance from the edges in percent of the shorter side of the video.</source>
        <translation>與邊緣的距離，佔影片短邊的百分比。</translation>
    </message>
    <message>
        <source>Opacity of the logo</source>
        <translation>標誌不透明度</translation>
    </message>
    <message>
        <source>1 is opaque, 0 is not there.</source>
        <translation>1 為不透明，0 為看不見。</translation>
    </message>
    <message>
        <source>Intro</source>
        <translation>片頭</translation>
    </message>
    <message>
        <source>A video that is shown before the presenter.</source>
        <translation>在主講人之前播放的影片。</translation>
    </message>
    <message>
        <source>Outro</source>
        <translation>片尾</translation>
    </message>
    <message>
        <source>A video that is shown after the presenter.</source>
        <translation>接在主講人之後播放的影片。</translation>
    </message>
    <message>
        <source>Music</source>
        <translation>音樂</translation>
    </message>
    <message>
        <source>Sound under the speech; repeated as long as it lasts.</source>
        <translation>語音下面的聲音；依語音長度循環。</translation>
    </message>
    <message>
        <source>Level of the music</source>
        <translation>音樂音量</translation>
    </message>
    <message>
        <source>In decibels; 0 is as loud as the file.</source>
        <translation>單位分貝；0 與檔案本身一樣響。</translation>
    </message>
    <message>
        <source>Steady music</source>
        <translation>音樂不避讓</translation>
    </message>
    <message>
        <source>The music does not step back while there is speech.</source>
        <translation>有語音時音樂不減弱。</translation>
    </message>
    <message>
        <source>Set the loudness</source>
        <translation>調整響度</translation>
    </message>
    <message>
        <source>every frame</source>
        <translation>每個影格</translation>
    </message>
    <message>
        <source>every second frame</source>
        <translation>每隔一個影格</translation>
    </message>
    <message>
        <source>Which engine draws the new mouth; auto takes the first that has all it needs on this computer.</source>
        <translation>用哪個引擎畫新的嘴；自動會選這台電腦上第一個所需齊全的引擎。</translation>
    </message>
    <message>
        <source>Who speaks where the film shows several: the largest (0), leftmost (1), or the number from the left, as they stand where the film begins.</source>
        <translation>影片裡有幾個人時由誰說話：最大的臉（0）、最左邊（1），或從左數的編號，以影片開頭的位置為準。</translation>
    </message>
    <message>
        <source>Strength of the motion of the lips.</source>
        <translation>嘴唇動作的強度。</translation>
    </message>
    <message>
        <source>Longer speech</source>
        <translation>語音更長時</translation>
    </message>
    <message>
        <source>How the film goes on where the speech is longer: to and fro, again from the picture that its end matches best, or with its last picture.</source>
        <translation>語音更長時影片怎樣繼續：來回播放，從與結尾最吻合的畫面重新接上，或停在最後一個畫面。</translation>
    </message>
    <message>
        <source>Longer film</source>
        <translation>影片更長時</translation>
    </message>
    <message>
        <source>What becomes of the film after the speech: it ends as soon as the face is at rest, or it goes on as it is, with its own sound.</source>
        <translation>語音結束後影片怎樣：臉部一靜止就結束，或保持原樣、帶著原聲繼續。</translation>
    </message>
    <message>
        <source>Sound of the film</source>
        <translation>影片原聲</translation>
    </message>
    <message>
        <source>How loud the film&apos;s own sound stays under the new speech, in per cent; 0 leaves it out.</source>
        <translation>影片原聲在新語音下保留多大音量（百分比）；0 表示去掉原聲。</translation>
    </message>
    <message>
        <source>Sound track of the film</source>
        <translation>影片的音軌</translation>
    </message>
    <message>
        <source>Which of the film&apos;s own sound tracks stays, from 1; 0 takes the one that the file marks as default.</source>
        <translation>保留影片的哪條音軌，從 1 數起；0 取檔案標為預設的那條。</translation>
    </message>
    <message>
        <source>Bring the whole sound to a loudness (EBU R128, in two passes).</source>
        <translation>將整段聲音調到指定響度（EBU R128，兩遍處理）。</translation>
    </message>
    <message>
        <source>Loudness</source>
        <translation>響度</translation>
    </message>
    <message>
        <source>In LUFS: -16 for the web, -23 for television in Europe.</source>
        <translation>單位 LUFS：網路用 -16，歐洲電視用 -23。</translation>
    </message>
    <message>
        <source>LUFS</source>
        <translation>LUFS</translation>
    </message>
    <message>
        <source>H.264 rate factor: lower is better and larger; 0 chooses it so that the film keeps the quality that it has.</source>
        <translation>H.264 品質係數：越低越清晰、檔案越大；0 會自動選擇，使影片保持原有品質。</translation>
    </message>
    <message>
        <source>Film</source>
        <translation>影片</translation>
    </message>
    <message>
        <source>The film of the presenter.</source>
        <translation>主講人的影片。</translation>
    </message>
    <message>
        <source>Speech</source>
        <translation>語音</translation>
    </message>
    <message>
        <source>The recording, or a video with sound.</source>
        <translation>錄音，或有聲音的影片。</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>Instead of a recording: a script that a voice speaks, with marks such as [pause 0.5].</source>
        <translation>代替錄音：由聲音朗讀的腳本，可帶 [pause 0.5] 之類的標記。</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>輸出</translation>
    </message>
    <message>
        <source>The video to write (.mp4), or a folder for it; default: the current folder.</source>
        <translation>要寫入的影片（.mp4）或其資料夾；預設：目前資料夾。</translation>
    </message>
    <message>
        <source>Overwrite</source>
        <translation>覆寫</translation>
    </message>
    <message>
        <source>Replace the output when it exists.</source>
        <translation>輸出檔案已存在時取代它。</translation>
    </message>
    <message>
        <source>Subtitles</source>
        <translation>字幕</translation>
    </message>
    <message>
        <source>Subtitles in a second language</source>
        <translation>第二種語言的字幕</translation>
    </message>
    <message>
        <source>Shown below the others at the same time: a file with times, or a text.</source>
        <translation>同時顯示在另一行字幕下方：帶時間的檔案，或文字。</translation>
    </message>
    <message>
        <source>Subtitles of the spoken text</source>
        <translation>朗讀文稿的字幕</translation>
    </message>
    <message>
        <source>Of a video that was made from a text: what is said, while it is said; a file of subtitles wins.</source>
        <translation>用於由文稿製作的影片：說到哪裡就顯示哪裡；如果給出字幕檔，則以檔案為準。</translation>
    </message>
    <message>
        <source>Showing of subtitles</source>
        <translation>字幕顯示方式</translation>
    </message>
    <message>
        <source>burn: drawn into the picture; track: switched on in the player.</source>
        <translation>畫在畫面中，或作為可在播放器中開啟的字幕軌。</translation>
    </message>
    <message>
        <source>Style of subtitles</source>
        <translation>字幕樣式</translation>
    </message>
    <message>
        <source>Size of subtitles</source>
        <translation>字幕大小</translation>
    </message>
    <message>
        <source>Height of a letter in percent of the shorter side of the video.</source>
        <translation>文字高度，佔影片短邊的百分比。</translation>
    </message>
    <message>
        <source>Codec</source>
        <translation>編碼</translation>
    </message>
    <message>
        <source>Hardware encoder</source>
        <translation>硬體編碼器</translation>
    </message>
    <message>
        <source>auto: a graphics card encodes what is finished when it truly can; else the processor.</source>
        <translation>自動：顯示卡確實可用時由顯示卡編碼，否則由處理器編碼。</translation>
    </message>
    <message>
        <source>Quality of finishing</source>
        <translation>成品品質</translation>
    </message>
    <message>
        <source>How carefully the finished pictures are stored; best is largest.</source>
        <translation>成品畫面儲存的精細程度；最佳的檔案最大。</translation>
    </message>
    <message>
        <source>Kind of file</source>
        <translation>檔案類型</translation>
    </message>
    <message>
        <source>mp4; webm (VP9 or AV1); mov (ProRes); gif; png: a folder of pictures.</source>
        <translation>mp4；webm（VP9 或 AV1）；mov（ProRes）；gif；png：一個圖片資料夾。</translation>
    </message>
    <message>
        <source>Transparent</source>
        <translation>透明</translation>
    </message>
    <message>
        <source>Nothing behind the presenter: mov (ProRes 4444), webm (VP9) or png.</source>
        <translation>主講人身後沒有任何內容：mov（ProRes 4444）、webm（VP9）或 png。</translation>
    </message>
    <message>
        <source>Another frame rate. Frames in between are computed from their neighbours; `render --fps` draws them.</source>
        <translation>另一種影格率。中間的影格由相鄰影格推算；`render --fps` 則會逐格繪製。</translation>
    </message>
    <message>
        <source>txt2img: from words alone; img2img: a picture, drawn anew; inpaint: only where the mask is white; controlnet: pose or edges of a picture; upscale: larger.</source>
        <translation>txt2img：僅由文字；img2img：重新繪製一張圖片；inpaint：只繪製遮罩為白色的部分；controlnet：按圖片的姿勢或邊緣；upscale：放大。</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>A model of the catalogue, a folder of diffusers, or a .safetensors or .ckpt file; auto takes the first that is installed.</source>
        <translation>目錄中的模型、diffusers 資料夾，或 .safetensors、.ckpt 檔案；auto 使用第一個已安裝的模型。</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>提示詞</translation>
    </message>
    <message>
        <source>What to draw, in words; (word:1.2), ((word)) and [word] give weight.</source>
        <translation>用文字說明要畫什麼；(詞:1.2)、((詞)) 和 [詞] 設定權重。</translation>
    </message>
    <message>
        <source>Without</source>
        <translation>不要</translation>
    </message>
    <message>
        <source>What the picture must not show.</source>
        <translation>圖片中不應出現的內容。</translation>
    </message>
    <message>
        <source>Style</source>
        <translation>風格</translation>
    </message>
    <message>
        <source>Adds the words of a look to both prompts.</source>
        <translation>在兩個提示詞中加入某種風格的詞語。</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>人</translation>
    </message>
    <message>
        <source>Who is shown, put in front of the prompt.</source>
        <translation>畫中的人，放在提示詞之前。</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>年齡</translation>
    </message>
    <message>
        <source>About how old the person is; 0 says nothing.</source>
        <translation>此人大約的年齡；0 表示不說明。</translation>
    </message>
    <message>
        <source>years</source>
        <translation>歲</translation>
    </message>
    <message>
        <source>Any</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>Clothing</source>
        <translation>服裝</translation>
    </message>
    <message>
        <source>Such as: navy blazer over a white shirt.</source>
        <translation>例如：navy blazer over a white shirt。</translation>
    </message>
    <message>
        <source>Framing</source>
        <translation>取景</translation>
    </message>
    <message>
        <source>How much of the person is shown.</source>
        <translation>畫面中顯示人物的多少。</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>光線</translation>
    </message>
    <message>
        <source>Where the light comes from.</source>
        <translation>光從哪裡來。</translation>
    </message>
    <message>
        <source>Background</source>
        <translation>背景</translation>
    </message>
    <message>
        <source>What is behind the person.</source>
        <translation>人物身後是什麼。</translation>
    </message>
    <message>
        <source>Candidates</source>
        <translation>候選圖</translation>
    </message>
    <message>
        <source>How many are drawn.</source>
        <translation>繪製多少張。</translation>
    </message>
    <message>
        <source>Keep the best</source>
        <translation>保留最好的</translation>
    </message>
    <message>
        <source>Keeps that many, best fit for talking first; the others go to the folder not-kept. 0 keeps all.</source>
        <translation>保留這麼多張，最適合說話的在前；其餘移到 not-kept 資料夾。0 表示全部保留。</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步數</translation>
    </message>
    <message>
        <source>More take longer.</source>
        <translation>步數越多越慢。</translation>
    </message>
    <message>
        <source>Guidance scale</source>
        <translation>引導係數</translation>
    </message>
    <message>
        <source>How strictly the prompt is followed; up to 1 the negative prompt is ignored.</source>
        <translation>遵循提示詞的嚴格程度；不超過 1 時忽略反向提示詞。</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>寬度</translation>
    </message>
    <message>
        <source>Pixels, in steps of 8; 0 takes what the model was trained on.</source>
        <translation>像素，須為 8 的倍數；0 使用模型訓練時的尺寸。</translation>
    </message>
    <message>
        <source>As the model</source>
        <translation>依模型</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>高度</translation>
    </message>
    <message>
        <source>The same for the height.</source>
        <translation>高度同理。</translation>
    </message>
    <message>
        <source>Scheduler</source>
        <translation>取樣器</translation>
    </message>
    <message>
        <source>Clip skip</source>
        <translation>略過 CLIP 層數</translation>
    </message>
    <message>
        <source>Denoising strength</source>
        <translation>重繪強度</translation>
    </message>
    <message>
        <source>How much of the given picture is drawn anew.</source>
        <translation>給定圖片中有多少被重新繪製。</translation>
    </message>
    <message>
        <source>Control</source>
        <translation>控制</translation>
    </message>
    <message>
        <source>ControlNet</source>
        <translation>ControlNet</translation>
    </message>
    <message>
        <source>A ControlNet of the catalogue, a folder or a file; auto takes the one that fits.</source>
        <translation>目錄中的 ControlNet、資料夾或檔案；auto 使用合適的那個。</translation>
    </message>
    <message>
        <source>Control strength</source>
        <translation>控制強度</translation>
    </message>
    <message>
        <source>How strictly it is followed.</source>
        <translation>遵循的嚴格程度。</translation>
    </message>
    <message>
        <source>LoRAs</source>
        <translation>LoRA</translation>
    </message>
    <message>
        <source>Files, each with its scale after a colon, separated by semicolons: smile.safetensors:0.8;blazer.safetensors.</source>
        <translation>檔案，冒號後為各自的權重，用分號分隔：smile.safetensors:0.8;blazer.safetensors。</translation>
    </message>
    <message>
        <source>Embeddings</source>
        <translation>嵌入</translation>
    </message>
    <message>
        <source>Files of textual inversions, separated by semicolons; the file&apos;s name is the word for the prompt.</source>
        <translation>文字反演檔案，用分號分隔；檔名就是提示詞中使用的詞。</translation>
    </message>
    <message>
        <source>VAE</source>
        <translation>VAE</translation>
    </message>
    <message>
        <source>A file or folder that replaces the model&apos;s.</source>
        <translation>替換模型自帶 VAE 的檔案或資料夾。</translation>
    </message>
    <message>
        <source>Face detail</source>
        <translation>臉部細節</translation>
    </message>
    <message>
        <source>Detail strength</source>
        <translation>細節強度</translation>
    </message>
    <message>
        <source>How much of the face is redrawn.</source>
        <translation>臉部有多少被重新繪製。</translation>
    </message>
    <message>
        <source>Makes the picture two or four times as wide and high; needs the model of the same name.</source>
        <translation>把圖片的寬和高放大到兩倍或四倍；需要同名的模型。</translation>
    </message>
    <message>
        <source>Second pass</source>
        <translation>第二遍</translation>
    </message>
    <message>
        <source>After upscaling the picture is drawn over with this denoising strength; 0 leaves it.</source>
        <translation>放大後以此重繪強度再繪製一遍；0 表示保持不變。</translation>
    </message>
    <message>
        <source>X axis</source>
        <translation>X 軸</translation>
    </message>
    <message>
        <source>An option and its values for a contact sheet, such as steps=10,20,30.</source>
        <translation>用於對照圖的一個選項及其取值，例如 steps=10,20,30。</translation>
    </message>
    <message>
        <source>Y axis</source>
        <translation>Y 軸</translation>
    </message>
    <message>
        <source>The same for the rows.</source>
        <translation>用於各列，寫法相同。</translation>
    </message>
    <message>
        <source>Where networks compute.</source>
        <translation>網路在哪裡計算。</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>記憶體</translation>
    </message>
    <message>
        <source>How memory is saved: for cards of 8, 12 or 24 GB, or the processor.</source>
        <translation>如何節省記憶體：適用於 8、12、24 GB 的顯示卡，或處理器。</translation>
    </message>
    <message>
        <source>Let torch compile the network for the GPU: minutes at first, then quicker.</source>
        <translation>讓 torch 為顯示卡編譯網路：開始時需幾分鐘，之後更快。</translation>
    </message>
    <message>
        <source>Safety checker</source>
        <translation>安全檢查器</translation>
    </message>
    <message>
        <source>Looks at every picture and leaves out what is not fit to be shown.</source>
        <translation>檢查每一張圖片，去掉不宜展示的。</translation>
    </message>
    <message>
        <source>Recogniser</source>
        <translation>識別器</translation>
    </message>
    <message>
        <source>Which size of Whisper listens; auto takes the best of those installed that this computer is up to.</source>
        <translation>用哪種規格的 Whisper 來聽寫；auto 取已安裝且本機能勝任的最好一種。</translation>
    </message>
    <message>
        <source>Language that is spoken</source>
        <translation>所講語言</translation>
    </message>
    <message>
        <source>A language tag such as en or zh-Hant; empty finds it by what is said first.</source>
        <translation>語言標籤，如 en 或 zh-Hant；留空則由開頭所說的話判斷。</translation>
    </message>
    <message>
        <source>Width and height of the help window when it was last closed.</source>
        <translation>上次關閉說明視窗時的寬度和高度。</translation>
    </message>
    <message>
        <source>What stands first in the Library.</source>
        <translation>作品庫中的排列順序。</translation>
    </message>
    <message>
        <source>Whether the Library shows a list instead of pictures.</source>
        <translation>作品庫是否顯示清單而不是圖片。</translation>
    </message>
    <message>
        <source>How loud the window plays.</source>
        <translation>視窗播放的音量。</translation>
    </message>
    <message>
        <source>Options of the other version that was made last.</source>
        <translation>上次製作另一個版本時的選項。</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>地區</translation>
    </message>
    <message>
        <source>Where videos are published. It says how long the visible label is shown: the first two seconds, in the EU the whole video.</source>
        <translation>影片發布的地區。它決定可見標識顯示多久：前兩秒；在歐盟為整部影片。</translation>
    </message>
    <message>
        <source>Producer</source>
        <translation>製作者</translation>
    </message>
    <message>
        <source>Who answers for the videos: a name, or the code that an authority gave you.</source>
        <translation>對影片負責的人或機構：名稱，或主管機關給您的編碼。</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>憑證</translation>
    </message>
    <message>
        <source>PEM chain, leaf first; without it this computer signs with its own.</source>
        <translation>PEM 憑證鏈，自己的憑證在最前；不填則用本機自己的憑證簽章。</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>私密金鑰</translation>
    </message>
    <message>
        <source>The certificate&apos;s private key, PEM, no password.</source>
        <translation>憑證的私密金鑰，PEM 格式，無密碼。</translation>
    </message>
    <message>
        <source>Sign</source>
        <translation>簽章</translation>
    </message>
    <message>
        <source>Sign videos; the labels stay in any case.</source>
        <translation>為影片簽章；標識無論如何都會保留。</translation>
    </message>
    <message>
        <source>Time stamps</source>
        <translation>時間戳記</translation>
    </message>
    <message>
        <source>Address of a time-stamp authority (RFC 3161), asked for each signature, which then outlives the certificate; nobody is asked without it.</source>
        <translation>時間戳記機構（RFC 3161）的網址，每次簽章時向其請求；簽章因此在憑證到期後仍然有效。不填則不聯絡任何機構。</translation>
    </message>
    <message>
        <source>Let the farm make videos</source>
        <translation>讓其他電腦製作影片</translation>
    </message>
    <message>
        <source>The window&apos;s queue is made by other computers instead of this one.</source>
        <translation>視窗中的佇列由其他電腦製作,而不是本機。</translation>
    </message>
    <message>
        <source>Scheduler of the farm</source>
        <translation>農場的排程器</translation>
    </message>
    <message>
        <source>HOST or HOST:PORT, as `mouthpiece farm scheduler` prints it; empty: none.</source>
        <translation>主機或 主機:連接埠,如 `mouthpiece farm scheduler` 所示;留空表示沒有。</translation>
    </message>
    <message>
        <source>Shared folder</source>
        <translation>共用資料夾</translation>
    </message>
    <message>
        <source>A folder that all computers see; inputs in it are not sent.</source>
        <translation>所有電腦都能看到的資料夾;其中的輸入檔案不必傳送。</translation>
    </message>
    <message>
        <source>Look for newer versions</source>
        <translation>檢查新版本</translation>
    </message>
    <message>
        <source>As installed: only where the program came over the network. You are told; nothing is fetched.</source>
        <translation>依安裝方式：僅在程式經由網路安裝時檢查。只會告知，不會下載。</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>位址</translation>
    </message>
    <message>
        <source>Of the file that names the newest version.</source>
        <translation>說明最新版本的檔案的位址。</translation>
    </message>
    <message>
        <source>Ed25519, base64: who signs that file.</source>
        <translation>Ed25519，base64：該檔案的簽署者。</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>Of that file, instead of a signature.</source>
        <translation>該檔案的 SHA-256，用以代替簽章。</translation>
    </message>
    <message>
        <source>Corner of the label</source>
        <translation>標識位置</translation>
    </message>
    <message>
        <source>Channel of the second speaker</source>
        <translation>第二說話人的聲道</translation>
    </message>
    <message>
        <source>Two faces speak: the second is heard in this channel of the second recording, or of the only one, whose other channel is then the first speaker&apos;s. left (1), right (2), or its number; 0 is the mix of a second recording.</source>
        <translation>兩張臉說話：第二位說話人的聲音取自第二段錄音的這個聲道；只有一段錄音時取自其中的這個聲道，另一個聲道屬於第一位。left（1）、right（2）或聲道號；0 為第二段錄音的混音。</translation>
    </message>
    <message>
        <source>Panning</source>
        <translation>聲像</translation>
    </message>
    <message>
        <source>How far the voices of two recordings are put to the sides of their faces in the sound: 0 leaves them where they are, 1 takes each away from the other side. One recording with a voice in each channel keeps its sound.</source>
        <translation>兩段錄音的聲音在立體聲中向各自人臉一側移動的程度：0 保持原樣，1 則各自完全離開另一側。每個聲道一個聲音的單段錄音保持原聲。</translation>
    </message>
    <message>
        <source>Which face of a group: largest (0), leftmost (1), its number from the left, or all: two faces speak, each with a recording or a channel of its own.</source>
        <translation>合影中的哪張臉：最大的（0）、最左邊的（1）、從左數的序號，或 all：兩張臉說話，各用自己的錄音或聲道。</translation>
    </message>
    <message>
        <source>Face of the second speaker</source>
        <translation>第二說話人的人臉</translation>
    </message>
    <message>
        <source>Which face speaks the second recording or channel, by its number from the left. With 0 the two largest speak, the left one first; where --face is given, the largest of the others.</source>
        <translation>哪張臉說第二段錄音或第二個聲道，按從左數的序號。0 時由最大的兩張臉說話，左邊的為第一位；指定了 --face 時取其餘中最大的。</translation>
    </message>
    <message>
        <source>Reason for no label</source>
        <translation>不顯示標識的理由</translation>
    </message>
    <message>
        <source>Why a video has no visible label; it is recorded in the video.</source>
        <translation>影片為何沒有可見標識；理由會記錄在影片檔案中。</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>畫質</translation>
    </message>
    <message>
        <source>H.264 rate factor: lower is better and larger; 18 looks lossless.</source>
        <translation>H.264 位元率因子：越低畫質越好、檔案越大；18 看起來無損。</translation>
    </message>
    <message>
        <source>for editing</source>
        <translation>供剪輯</translation>
    </message>
    <message>
        <source>looks lossless</source>
        <translation>看似無損</translation>
    </message>
    <message>
        <source>good</source>
        <translation>良好</translation>
    </message>
    <message>
        <source>small</source>
        <translation>小檔案</translation>
    </message>
    <message>
        <source>coarse</source>
        <translation>粗糙</translation>
    </message>
    <message>
        <source>Longest speech</source>
        <translation>最長語音</translation>
    </message>
    <message>
        <source>Longer speech is refused.</source>
        <translation>更長的語音會被拒絕。</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>分鐘</translation>
    </message>
    <message>
        <source>A file with times (SRT, WebVTT, ASS, SBV, TTML, LRC), or the spoken text as .txt: that is timed by the pauses of the speech.</source>
        <translation>帶時間的檔案（SRT、WebVTT、ASS、SBV、TTML、LRC），或所說的文字（.txt）：後者按語音的停頓配上時間。</translation>
    </message>
    <message>
        <source>Encoding of subtitles</source>
        <translation>字幕編碼</translation>
    </message>
    <message>
        <source>How the letters of the subtitle file are stored, when auto guesses wrong.</source>
        <translation>字幕檔案的文字編碼；自動判斷有誤時再選。</translation>
    </message>
    <message>
        <source>Language of subtitles</source>
        <translation>字幕語言</translation>
    </message>
    <message>
        <source>A language tag such as en or zh-Hant, by which players name the track; else what the file&apos;s name (film.de.srt) or the file says.</source>
        <translation>語言標籤，例如 en 或 zh-Hant，播放器據此顯示軌道名稱；不填則取檔名（film.de.srt）或檔案中的說明。</translation>
    </message>
    <message>
        <source>How the pictures are stored. auto: h264 in mp4, which plays everywhere, vp9 in webm, prores in mov.</source>
        <translation>畫面的儲存方式。auto：mp4 用到處都能播放的 h264，webm 用 vp9，mov 用 prores。</translation>
    </message>
    <message>
        <source>Folder for models</source>
        <translation>模型資料夾</translation>
    </message>
    <message>
        <source>Instead of the folder `models` in the home folder; a large disk.</source>
        <translation>代替主資料夾中的 models 資料夾；適合放在大磁碟上。</translation>
    </message>
    <message>
        <source>Further folders</source>
        <translation>其他資料夾</translation>
    </message>
    <message>
        <source>Searched too, never written: shared disks, other programs&apos; models.</source>
        <translation>也會在其中尋找，但從不寫入：共用磁碟、其他程式的模型。</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>離線</translation>
    </message>
    <message>
        <source>Open no network connection at all.</source>
        <translation>完全不建立網路連線。</translation>
    </message>
    <message>
        <source>Downloads allowed</source>
        <translation>允許下載</translation>
    </message>
    <message>
        <source>Models may be fetched when asked for.</source>
        <translation>在您要求時可以下載模型。</translation>
    </message>
    <message>
        <source>Files at a time</source>
        <translation>同時下載的檔案數</translation>
    </message>
    <message>
        <source>Downloads side by side.</source>
        <translation>並行下載的數量。</translation>
    </message>
    <message>
        <source>Hugging Face address</source>
        <translation>Hugging Face 位址</translation>
    </message>
    <message>
        <source>Asked instead of https://huggingface.co; HF_ENDPOINT does the same.</source>
        <translation>代替 https://huggingface.co；與 HF_ENDPOINT 作用相同。</translation>
    </message>
    <message>
        <source>Own mirrors</source>
        <translation>自己的鏡像站</translation>
    </message>
    <message>
        <source>Addresses of folders, asked first, for MIRROR/MODEL/FILE.</source>
        <translation>優先存取的資料夾位址，格式為 鏡像站/模型/檔案。</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>代理</translation>
    </message>
    <message>
        <source>http://, https:// or socks5://; otherwise the system&apos;s variables count.</source>
        <translation>http://、https:// 或 socks5://；不填則使用系統變數。</translation>
    </message>
    <message>
        <source>Catalogue</source>
        <translation>目錄</translation>
    </message>
    <message>
        <source>Another file than the program&apos;s own.</source>
        <translation>使用其他目錄檔案。</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>語言</translation>
    </message>
    <message>
        <source>Extra versions</source>
        <translation>更多檔案</translation>
    </message>
    <message>
        <source>Made beside the video from the same render, such as 9:16,1080 or gif; divided by ;.</source>
        <translation>由同一次生成另外製作的檔案，例如 9:16,1080 或 gif；以 ; 分隔。</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主題</translation>
    </message>
    <message>
        <source>Folder for videos</source>
        <translation>影片資料夾</translation>
    </message>
    <message>
        <source>Where new videos are put.</source>
        <translation>新影片的存放位置。</translation>
    </message>
    <message>
        <source>Videos at a time</source>
        <translation>同時製作的影片數</translation>
    </message>
    <message>
        <source>Processes at work.</source>
        <translation>工作處理程序的數量。</translation>
    </message>
    <message>
        <source>When the queue is done</source>
        <translation>佇列完成後</translation>
    </message>
    <message>
        <source>What to do then.</source>
        <translation>完成後要做的事。</translation>
    </message>
    <message>
        <source>Whether waiting videos are made while the window is open.</source>
        <translation>視窗開啟時是否製作等待中的影片。</translation>
    </message>
    <message>
        <source>Whether the first page has been seen.</source>
        <translation>是否看過歡迎頁。</translation>
    </message>
    <message>
        <source>Defaults</source>
        <translation>預設值</translation>
    </message>
    <message>
        <source>Options of new videos.</source>
        <translation>新影片的選項。</translation>
    </message>
    <message>
        <source>Title card</source>
        <translation>片頭字幕</translation>
    </message>
    <message>
        <source>Words on a card of their own that is shown before the presenter, with the logo where there is one; an upright bar begins a new line, and those after the first are smaller. In batches {name} is filled from the row.</source>
        <translation>在主講人之前單獨顯示的一張字幕卡，有標誌時一併顯示；用直線換行，第一行之後的字較小。批次製作時 {name} 由該列填入。</translation>
    </message>
    <message>
        <source>Length of the title card</source>
        <translation>片頭字幕時長</translation>
    </message>
    <message>
        <source>How long the title card is shown.</source>
        <translation>片頭字幕顯示多久。</translation>
    </message>
    <message>
        <source>Color of the title</source>
        <translation>字幕卡文字顏色</translation>
    </message>
    <message>
        <source>Of its words: #rrggbb.</source>
        <translation>文字的顏色：#rrggbb。</translation>
    </message>
    <message>
        <source>Color behind the title</source>
        <translation>字幕卡底色</translation>
    </message>
    <message>
        <source>Of the card that they stand on: #rrggbb.</source>
        <translation>文字所在卡片的顏色：#rrggbb。</translation>
    </message>
    <message>
        <source>plain, karaoke, box or pop, of which the last three light up each word while it is said; or one of your own, by its name or as a .toml file.</source>
        <translation>plain、karaoke、box 或 pop，後三種會逐詞點亮正在說的話；也可用自己的樣式：寫名稱或 .toml 檔案。</translation>
    </message>
    <message>
        <source>Font of subtitles</source>
        <translation>字幕字型</translation>
    </message>
    <message>
        <source>The family of an installed font, such as Noto Sans CJK SC; empty takes the style&apos;s, else the first that has all letters.</source>
        <translation>已安裝字型的名稱，如 Noto Sans CJK SC；留空則用樣式裡的，否則取第一個包含全部字元的字型。</translation>
    </message>
    <message>
        <source>Platform</source>
        <translation>平台</translation>
    </message>
    <message>
        <source>Keeps subtitles of upright videos clear of what a platform shows over them.</source>
        <translation>讓直式影片的字幕避開平台疊加的按鈕和文字。</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>數值精度</translation>
    </message>
    <message>
        <source>exact: float32 on a processor; fast: bfloat16 where the processor has it, and int8 by a backend where that was measured quicker and pixels differ by half a grey level in the mean at most. A graphics card computes in half precision anyway.</source>
        <translation>exact：處理器上使用 float32；fast：處理器支援時使用 bfloat16，計算後端測得更快且像素平均相差不超過半個灰階時使用 int8。顯示卡本來就用半精度計算。</translation>
    </message>
    <message>
        <source>Where the label is shown; auto takes the lower right corner, or where the mouth is there the next one that is clear of it.</source>
        <translation>標識顯示在哪裡；auto 取右下角，若嘴在那裡，則取下一個不遮住嘴的角。</translation>
    </message>
    <message>
        <source>The same seed gives the same picture; each candidate takes the next one. &apos;random&apos; or -1 draws one.</source>
        <translation>相同的種子得到相同的圖片；每個候選依次取下一個。&apos;random&apos; 或 -1 隨機取一個。</translation>
    </message>
    <message>
        <source>Variation</source>
        <translation>變化</translation>
    </message>
    <message>
        <source>How far the noise goes from that of the seed to that of the variation seed: pictures that resemble each other. For txt2img and controlnet.</source>
        <translation>雜訊從種子向變化種子移動多遠：得到彼此相似的圖片。用於 txt2img 和 controlnet。</translation>
    </message>
    <message>
        <source>Variation seed</source>
        <translation>變化種子</translation>
    </message>
    <message>
        <source>Where the variation leads.</source>
        <translation>變化的方向。</translation>
    </message>
    <message>
        <source>Guidance rescale</source>
        <translation>引導重縮放</translation>
    </message>
    <message>
        <source>Takes back the contrast that a strong guidance adds; about 0.7 for models that predict v.</source>
        <translation>收回強引導帶來的對比度；預測 v 的模型約用 0.7。</translation>
    </message>
    <message>
        <source>How the noise is taken away; auto takes DPM++ 2M Karras, for models of few steps their own.</source>
        <translation>如何去除雜訊；auto 用 DPM++ 2M Karras，少步模型用它自己的。</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>雜訊表</translation>
    </message>
    <message>
        <source>How the noise falls from step to step; sgm-uniform is for Turbo, Lightning and Hyper models.</source>
        <translation>雜訊如何逐步下降；sgm-uniform 用於 Turbo、Lightning 和 Hyper 模型。</translation>
    </message>
    <message>
        <source>Prediction</source>
        <translation>預測</translation>
    </message>
    <message>
        <source>What the model says of a picture; only for models that do not tell it.</source>
        <translation>模型預測什麼；只用於自身沒有說明的模型。</translation>
    </message>
    <message>
        <source>Which layer of the text encoder counts, from the last; anime models want 2. SDXL takes the last but one for 1 and 2.</source>
        <translation>取文字編碼器倒數第幾層；動漫模型用 2。SDXL 的 1 和 2 都取倒數第二層。</translation>
    </message>
    <message>
        <source>Only masked</source>
        <translation>只畫遮罩內</translation>
    </message>
    <message>
        <source>For inpaint: draws the part under the mask at the full size and puts it back.</source>
        <translation>用於局部重繪：以完整尺寸繪製遮罩下的部分再放回。</translation>
    </message>
    <message>
        <source>Mask padding</source>
        <translation>遮罩邊距</translation>
    </message>
    <message>
        <source>How much around the mask is seen when only that part is drawn.</source>
        <translation>只畫這一部分時，遮罩周圍看到多少。</translation>
    </message>
    <message>
        <source>Mask blur</source>
        <translation>遮罩模糊</translation>
    </message>
    <message>
        <source>How softly the mask ends.</source>
        <translation>遮罩邊緣有多柔和。</translation>
    </message>
    <message>
        <source>Masked content</source>
        <translation>遮罩內容</translation>
    </message>
    <message>
        <source>What stands under the mask before it is drawn: the picture, the colours around it, noise, or nothing.</source>
        <translation>繪製前遮罩下是什麼：原圖、周圍的顏色、雜訊，或空白。</translation>
    </message>
    <message>
        <source>Folder for add-ons</source>
        <translation>附加檔案夾</translation>
    </message>
    <message>
        <source>Where the LoRAs lie that a prompt names as &lt;lora:name:0.8&gt;, and, in its folder embeddings, the embeddings; else the folder addons of the program&apos;s own.</source>
        <translation>提示詞裡 &lt;lora:name:0.8&gt; 所指的 LoRA 所在之處，其中的 embeddings 檔案夾放 Embedding；否則用程式自己的 addons 檔案夾。</translation>
    </message>
    <message>
        <source>Draws every face once more at a higher resolution.</source>
        <translation>以更高解析度再畫一次每張臉。</translation>
    </message>
    <message>
        <source>Detail prompt</source>
        <translation>臉部提示詞</translation>
    </message>
    <message>
        <source>What the faces are drawn by; the prompt itself when it is empty.</source>
        <translation>畫臉所用的提示詞；為空時用提示詞本身。</translation>
    </message>
    <message>
        <source>High resolution</source>
        <translation>高清放大</translation>
    </message>
    <message>
        <source>Draws the picture so many times as wide and high in a second pass that begins with the first.</source>
        <translation>第二遍從第一遍的圖開始，畫成幾倍寬和高。</translation>
    </message>
    <message>
        <source>High resolution strength</source>
        <translation>高清放大強度</translation>
    </message>
    <message>
        <source>How much the second pass draws anew.</source>
        <translation>第二遍重畫多少。</translation>
    </message>
    <message>
        <source>Name of the style</source>
        <translation>樣式名稱</translation>
    </message>
    <message>
        <source>Font</source>
        <translation>字型</translation>
    </message>
    <message>
        <source>The family of an installed font; empty takes the first that has all letters.</source>
        <translation>已安裝字型的名稱；留空則取第一個包含全部字元的字型。</translation>
    </message>
    <message>
        <source>The word that is said</source>
        <translation>正在說的詞</translation>
    </message>
    <message>
        <source>What happens to a word while it is said.</source>
        <translation>詞語說出時的效果。</translation>
    </message>
    <message>
        <source>Color</source>
        <translation>顏色</translation>
    </message>
    <message>
        <source>Of the letters, as #rrggbb.</source>
        <translation>文字的顏色，寫作 #rrggbb。</translation>
    </message>
    <message>
        <source>Color of the word</source>
        <translation>醒目顏色</translation>
    </message>
    <message>
        <source>Of the word that is said, or of its box.</source>
        <translation>正在說的詞或其方框的顏色。</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>描邊</translation>
    </message>
    <message>
        <source>In shares of a line&apos;s height.</source>
        <translation>以行高的比例計。</translation>
    </message>
    <message>
        <source>Color of the outline</source>
        <translation>描邊顏色</translation>
    </message>
    <message>
        <source>As #rrggbb.</source>
        <translation>寫作 #rrggbb。</translation>
    </message>
    <message>
        <source>Shadow</source>
        <translation>陰影</translation>
    </message>
    <message>
        <source>Bold</source>
        <translation>粗體</translation>
    </message>
    <message>
        <source>Strong letters.</source>
        <translation>筆畫較粗的文字。</translation>
    </message>
    <message>
        <source>Capitals</source>
        <translation>大寫</translation>
    </message>
    <message>
        <source>All letters as capitals.</source>
        <translation>所有字母大寫。</translation>
    </message>
    <message>
        <source>Punctuation</source>
        <translation>標點</translation>
    </message>
    <message>
        <source>Shows full stops and commas; without it those inside words and numbers stay.</source>
        <translation>顯示句號和逗號；關閉時，詞和數字中間的仍保留。</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Where the lines stand; they give way to the mouth, the label and the logo.</source>
        <translation>字幕所在的位置；會避開嘴部、標示和標誌。</translation>
    </message>
    <message>
        <source>Lines at once</source>
        <translation>同時顯示行數</translation>
    </message>
    <message>
        <source>What has no room is shown afterwards; 0 shows as many as there is room for.</source>
        <translation>放不下的隨後顯示；0 表示能放多少行就放多少行。</translation>
    </message>
    <message>
        <source>Longest line</source>
        <translation>每行最長</translation>
    </message>
    <message>
        <source>In Latin letters, of which a Chinese character takes two; 0 has no limit.</source>
        <translation>按拉丁字母計，一個漢字算兩個；0 表示不限。</translation>
    </message>
    <message>
        <source>Longest line by language</source>
        <translation>各語言每行最長</translation>
    </message>
    <message>
        <source>In letters of the language.</source>
        <translation>按該語言的字數計。</translation>
    </message>
    <message>
        <source>Reading speed</source>
        <translation>閱讀速度</translation>
    </message>
    <message>
        <source>Latin letters a second that can be read: shorter texts stay longer, the next one permitting; 0 has no limit.</source>
        <translation>每秒可讀的拉丁字母數：時間太短的字幕會多停留一會兒，直到下一條；0 表示不限。</translation>
    </message>
    <message>
        <source>Times the size of subtitles.</source>
        <translation>相對於字幕字級的倍數。</translation>
    </message>
    <message>
        <source>Computers to wake</source>
        <translation>要喚醒的電腦</translation>
    </message>
    <message>
        <source>Addresses of network cards, such as 00:1a:2b:3c:4d:5e, that are woken when videos wait; @ and a broadcast address may follow.</source>
        <translation>網路卡位址，例如 00:1a:2b:3c:4d:5e，有影片等待時會被喚醒；後面可以加 @ 和廣播位址。</translation>
    </message>
    <message>
        <source>Quiet hours</source>
        <translation>安靜時段</translation>
    </message>
    <message>
        <source>When this computer makes no videos for the farm, such as Mon-Fri 08:00-18:00, Sat 09:00-12:00; empty: it always does.</source>
        <translation>這台電腦不為其他電腦製作影片的時段，例如 Mon-Fri 08:00-18:00, Sat 09:00-12:00；留空表示一律製作。</translation>
    </message>
    <message>
        <source>Hottest card</source>
        <translation>顯示卡最高溫度</translation>
    </message>
    <message>
        <source>Degrees Celsius at which a graphics card rests until it is 10 degrees cooler; 0: never.</source>
        <translation>顯示卡達到這個攝氏溫度時暫停，降低 10 度後繼續；0 表示從不暫停。</translation>
    </message>
    <message>
        <source>When the farm has no work</source>
        <translation>沒有工作時</translation>
    </message>
    <message>
        <source>Minutes without work</source>
        <translation>沒有工作的分鐘數</translation>
    </message>
    <message>
        <source>How long there has to be no work before that.</source>
        <translation>在此之前需要多久沒有工作。</translation>
    </message>
    <message>
        <source>Draw every</source>
        <translation>繪製間隔</translation>
    </message>
    <message>
        <source>With 2 a neural engine draws every second frame; those between are moved from their neighbours by its own motion field: quicker, and lips a little softer.</source>
        <translation>設為 2 時，神經網路引擎每隔一個影格繪製一次；中間的影格由引擎自身的運動場從相鄰影格移動得到：更快，嘴唇略微柔和。</translation>
    </message>
    <message>
        <source>What is trained</source>
        <translation>訓練什麼</translation>
    </message>
    <message>
        <source>lora: a small file that is put on the model; embedding: a word for prompts (textual inversion); whole: the model itself (DreamBooth), which takes the most memory.</source>
        <translation>lora：附加到模型上的小檔案；embedding：用在提示詞裡的一個詞（文字反演）；whole：模型本身（DreamBooth），佔用記憶體最多。</translation>
    </message>
    <message>
        <source>What learns the person: a model of the catalogue, a folder of diffusers, or a .safetensors or .ckpt file; auto takes the first that is installed.</source>
        <translation>學習此人的模型：目錄中的模型、diffusers 資料夾，或 .safetensors、.ckpt 檔案；auto 取第一個已安裝的。</translation>
    </message>
    <message>
        <source>Word for the person</source>
        <translation>代表此人的詞</translation>
    </message>
    <message>
        <source>Stands for the person in prompts; rare letters, so that the model has no other idea of it.</source>
        <translation>在提示詞中代表此人；用少見的字母組合，模型才不會有別的理解。</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>是什麼</translation>
    </message>
    <message>
        <source>Such as woman, man or person: what the model knows already.</source>
        <translation>例如 woman、man 或 person：模型已經認識的。</translation>
    </message>
    <message>
        <source>Captions</source>
        <translation>圖片說明</translation>
    </message>
    <message>
        <source>Words beside each picture. typed: from a .txt of the same name; template: the same for all; blip: described by the BLIP model, where it is installed; auto: typed where there is such a file, else the template.</source>
        <translation>每張圖片旁的文字。typed：取自同名的 .txt；template：全部相同；blip：由 BLIP 模型描述（須已安裝）；auto：有這樣的檔案就用它，否則用範本。</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>範本</translation>
    </message>
    <message>
        <source>The caption for pictures without one; {word} and {kind} are put in.</source>
        <translation>沒有文字的圖片所用的說明；會填入 {word} 和 {kind}。</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>裁切</translation>
    </message>
    <message>
        <source>face: head and shoulders; none: all that is seen.</source>
        <translation>face：頭和肩；none：看到的全部。</translation>
    </message>
    <message>
        <source>Fewest pictures</source>
        <translation>最少圖片數</translation>
    </message>
    <message>
        <source>With fewer the model would learn the pictures instead of the person; 10 to 30 are usual.</source>
        <translation>再少，模型學到的會是圖片而不是人；通常為 10 到 30 張。</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>略過</translation>
    </message>
    <message>
        <source>Goes on without the pictures that show no face, or several.</source>
        <translation>略過沒有臉或有多張臉的圖片，繼續進行。</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>秩</translation>
    </message>
    <message>
        <source>How much a LoRA can hold; for an embedding see --vectors.</source>
        <translation>LoRA 能容納多少；嵌入請見 --vectors。</translation>
    </message>
    <message>
        <source>Alpha</source>
        <translation>Alpha</translation>
    </message>
    <message>
        <source>A LoRA counts alpha / rank times; 0 takes the rank.</source>
        <translation>LoRA 按 alpha / 秩 倍計算；0 取秩本身。</translation>
    </message>
    <message>
        <source>As the rank</source>
        <translation>同秩</translation>
    </message>
    <message>
        <source>Vectors</source>
        <translation>向量</translation>
    </message>
    <message>
        <source>How much a word can hold: tokens of a prompt.</source>
        <translation>一個詞能容納多少：提示詞中的詞元數。</translation>
    </message>
    <message>
        <source>Text encoder too</source>
        <translation>也訓練文字編碼器</translation>
    </message>
    <message>
        <source>Lets the text encoders learn as well; for lora and whole.</source>
        <translation>讓文字編碼器也學習；用於 lora 和 whole。</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>學習率</translation>
    </message>
    <message>
        <source>How far each step goes; 0 takes what is usual: 0.0001 for lora, 0.005 for embedding, 0.000002 for whole.</source>
        <translation>每一步走多遠；0 取通常值：lora 為 0.0001，embedding 為 0.005，whole 為 0.000002。</translation>
    </message>
    <message>
        <source>Usual</source>
        <translation>通常值</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>批次大小</translation>
    </message>
    <message>
        <source>Pictures at once; more take more memory.</source>
        <translation>一次處理的圖片數；越多佔用記憶體越多。</translation>
    </message>
    <message>
        <source>Accumulation</source>
        <translation>梯度累積</translation>
    </message>
    <message>
        <source>So many batches count as one step: as a larger batch, without its memory.</source>
        <translation>這麼多批算作一步：相當於更大的批，卻不佔那麼多記憶體。</translation>
    </message>
    <message>
        <source>Pixels a side that are learned, from 128 on; 0 takes the model&apos;s own.</source>
        <translation>學習時的邊長（像素），128 起；0 取模型自己的大小。</translation>
    </message>
    <message>
        <source>Square</source>
        <translation>正方形</translation>
    </message>
    <message>
        <source>Cuts all pictures square instead of sorting them into buckets of their shape.</source>
        <translation>把所有圖片裁成正方形，而不是按形狀分組。</translation>
    </message>
    <message>
        <source>Pictures of others</source>
        <translation>其他人的圖片</translation>
    </message>
    <message>
        <source>Prior preservation: so many pictures of other people are drawn by the model first and learned beside, so that it does not forget what others look like.</source>
        <translation>先驗保留：先由模型繪製這麼多張其他人的圖片並一起學習，使它不會忘記其他人的樣子。</translation>
    </message>
    <message>
        <source>Their weight</source>
        <translation>其權重</translation>
    </message>
    <message>
        <source>How much pictures of others count.</source>
        <translation>其他人的圖片佔多少分量。</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精度</translation>
    </message>
    <message>
        <source>In which numbers the network computes; auto: half precision on graphics cards, float32 on the processor.</source>
        <translation>網路以何種數字計算；auto：顯示卡上用半精度，處理器上用 float32。</translation>
    </message>
    <message>
        <source>Optimiser</source>
        <translation>最佳化器</translation>
    </message>
    <message>
        <source>adamw-8bit takes less memory; it needs the package bitsandbytes.</source>
        <translation>adamw-8bit 佔用記憶體較少；需要套件 bitsandbytes。</translation>
    </message>
    <message>
        <source>Save memory</source>
        <translation>節省記憶體</translation>
    </message>
    <message>
        <source>Computes parts of the network twice instead of keeping them (gradient checkpointing).</source>
        <translation>網路的一部分計算兩次而不保存（梯度檢查點）。</translation>
    </message>
    <message>
        <source>The same seed learns the same again.</source>
        <translation>同樣的種子會學到同樣的結果。</translation>
    </message>
    <message>
        <source>Sample pictures every</source>
        <translation>每隔多少步繪製樣圖</translation>
    </message>
    <message>
        <source>After so many steps pictures are drawn onto the sheet beside the file; 0 draws none.</source>
        <translation>每過這麼多步，就在檔案旁的樣圖頁上繪製圖片；0 表示不繪製。</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>步</translation>
    </message>
    <message>
        <source>Sample pictures</source>
        <translation>樣圖</translation>
    </message>
    <message>
        <source>How many, each of a seed of its own.</source>
        <translation>多少張，每張用各自的種子。</translation>
    </message>
    <message>
        <source>Prompt of the samples</source>
        <translation>樣圖的提示詞</translation>
    </message>
    <message>
        <source>What they show; empty takes the template.</source>
        <translation>樣圖顯示什麼；留空則用範本。</translation>
    </message>
    <message>
        <source>Save every</source>
        <translation>每隔多少步儲存</translation>
    </message>
    <message>
        <source>After so many steps all is kept that is needed to go on after a stop.</source>
        <translation>每過這麼多步，就儲存停止後繼續所需的一切。</translation>
    </message>
    <message>
        <source>Full precision</source>
        <translation>全精度</translation>
    </message>
    <message>
        <source>Writes float32 instead of float16: twice as large.</source>
        <translation>寫入 float32 而不是 float16：大一倍。</translation>
    </message>
    <message>
        <source>Words as typed</source>
        <translation>按原文送出</translation>
    </message>
    <message>
        <source>Sends Chinese words as they are; else the portrait glossary translates them, because models understand English.</source>
        <translation>中文按原樣送出；否則由人像詞庫翻譯，因為模型只懂英文。</translation>
    </message>
    <message>
        <source>What stands first among the drawn pictures.</source>
        <translation>繪製的圖片中什麼排在最前。</translation>
    </message>
    <message>
        <source>Whether drawn pictures are shown as a list.</source>
        <translation>繪製的圖片是否以清單顯示。</translation>
    </message>
    <message>
        <source>What is offered first while a prompt is typed.</source>
        <translation>輸入提示詞時最先提供的詞。</translation>
    </message>
    <message>
        <source>Few steps</source>
        <translation>少步數</translation>
    </message>
    <message>
        <source>Draws in four steps, for processors and small cards: by a LoRA of the catalogue (LCM, Lightning, Hyper-SD), or by a Turbo model of your own. Sets steps, guidance, scheduler and schedule where they are not given.</source>
        <translation>只用四步繪製，適合處理器和小顯示記憶體的顯示卡：使用目錄中的 LoRA（LCM、Lightning、Hyper-SD），或您自己的 Turbo 模型。未另行指定時，會設定步數、引導係數、取樣器和雜訊表。</translation>
    </message>
    <message>
        <source>What this computer does then, unless it is used or others are logged in.</source>
        <translation>這台電腦此時做什麼；如有人正在使用或有其他人登入，則什麼也不做。</translation>
    </message>
    <message>
        <source>What ControlNet follows of the given picture: its edges, pose, lines, depth or the picture itself; given-... when the picture is such a drawing already. A pose may be a .json of OpenPose.</source>
        <translation>ControlNet 遵循所給圖片的什麼：邊緣、姿勢、線條、深度或圖片本身；圖片已經是這樣的畫時用 given-…。姿勢也可以是 OpenPose 的 .json。</translation>
    </message>
    <message>
        <source>Control from</source>
        <translation>控制起點</translation>
    </message>
    <message>
        <source>From which part of the steps on the ControlNet counts.</source>
        <translation>ControlNet 從步數的哪一部分開始起作用。</translation>
    </message>
    <message>
        <source>Control until</source>
        <translation>控制終點</translation>
    </message>
    <message>
        <source>Up to which part of the steps.</source>
        <translation>到步數的哪一部分為止。</translation>
    </message>
    <message>
        <source>Further ControlNets</source>
        <translation>更多 ControlNet</translation>
    </message>
    <message>
        <source>Others that are followed at the same time, separated by semicolons, each with what it follows and, where wanted, its strength, start, end, model and picture: depth,strength=0.6,end=0.5;given-lineart,picture=lines.png.</source>
        <translation>同時遵循的其他 ControlNet，用分號隔開，每個寫明遵循什麼，需要時再寫強度、起點、終點、模型和圖片：depth,strength=0.6,end=0.5;given-lineart,picture=lines.png。</translation>
    </message>
    <message>
        <source>Likeness strength</source>
        <translation>相似強度</translation>
    </message>
    <message>
        <source>How much the face follows the pictures of the presenter; above 1 clothes and pose follow them, too. 0 leaves them out.</source>
        <translation>臉部在多大程度上遵循主講人的圖片；大於 1 時服裝和姿勢也會跟隨。0 表示不使用。</translation>
    </message>
    <message>
        <source>Likeness from</source>
        <translation>相似起點</translation>
    </message>
    <message>
        <source>From which part of the steps on the pictures of the presenter count: 0.2 leaves the pose to the words.</source>
        <translation>主講人的圖片從步數的哪一部分開始起作用：0.2 時姿勢由文字決定。</translation>
    </message>
    <message>
        <source>Likeness until</source>
        <translation>相似終點</translation>
    </message>
    <message>
        <source>IP-Adapter</source>
        <translation>IP-Adapter</translation>
    </message>
    <message>
        <source>What lets pictures count as words do: an IP-Adapter of the catalogue or a file; auto takes the one for faces that fits the model.</source>
        <translation>讓圖片像文字一樣起作用：目錄中的 IP-Adapter 或一個檔案；auto 選用與模型相配的人臉版本。</translation>
    </message>
    <message>
        <source>Width and height of each kind of dialog when it was last closed.</source>
        <translation>各種對話方塊上次關閉時的寬度和高度。</translation>
    </message>
</context>
<context>
    <name>OptionsForm</name>
    <message>
        <source>{engine} makes no use of this.</source>
        <translation>{engine}引擎不使用此選項。</translation>
    </message>
    <message>
        <source>How the head moves, shown with the built-in engine.</source>
        <translation>頭部如何活動，以內建引擎示範。</translation>
    </message>
</context>
<context>
    <name>OutputBar</name>
    <message>
        <source>Name</source>
        <translation>名稱</translation>
    </message>
    <message>
        <source>Name of the video</source>
        <translation>影片名稱</translation>
    </message>
    <message>
        <source>Folder: {folder}</source>
        <translation>資料夾：{folder}</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>預覽</translation>
    </message>
    <message>
        <source>About three seconds, small and quick (Ctrl+P)</source>
        <translation>約三秒，尺寸小、速度快（Ctrl+P）</translation>
    </message>
    <message>
        <source>Add to queue</source>
        <translation>加入佇列</translation>
    </message>
    <message>
        <source>Made after the videos that wait (Ctrl+Enter)</source>
        <translation>排在等待的影片之後（Ctrl+Enter）</translation>
    </message>
    <message>
        <source>Render now</source>
        <translation>立即算繪</translation>
    </message>
    <message>
        <source>Made before all others (Ctrl+Shift+Enter)</source>
        <translation>排在所有影片之前（Ctrl+Shift+Enter）</translation>
    </message>
    <message>
        <source>Folder for videos</source>
        <translation>影片資料夾</translation>
    </message>
</context>
<context>
    <name>OwnVoicesView</name>
    <message>
        <source>Voices that were made for Kokoro-82M, as files with the ending .npy, .bin, .safetensors or .pt; a .toml file beside each says what it speaks.</source>
        <translation>為 Kokoro-82M 製作的音色，副檔名為 .npy、.bin、.safetensors 或 .pt；旁邊的 .toml 檔案說明它講什麼語言。</translation>
    </message>
    <message>
        <source>Open the folder of your voices</source>
        <translation>開啟自己音色的資料夾</translation>
    </message>
    <message>
        <source>There are none yet.</source>
        <translation>還沒有。</translation>
    </message>
</context>
<context>
    <name>PictureTools</name>
    <message>
        <source>Again with…</source>
        <translation>照此再畫…</translation>
    </message>
    <message>
        <source>Use as portrait</source>
        <translation>用作人像</translation>
    </message>
    <message>
        <source>Keep as presenter…</source>
        <translation>保留為主講人…</translation>
    </message>
    <message>
        <source>Compare two</source>
        <translation>比較兩張</translation>
    </message>
    <message>
        <source>Stars</source>
        <translation>星級</translation>
    </message>
    <message>
        <source>Tags…</source>
        <translation>標籤…</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在資料夾中顯示</translation>
    </message>
    <message>
        <source>Move to the trash</source>
        <translation>移到資源回收筒</translation>
    </message>
    <message>
        <source>Again</source>
        <translation>再做</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>對比</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>標籤</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>資料夾</translation>
    </message>
    <message>
        <source>Trash</source>
        <translation>回收桶</translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) moved to the trash.</source>
        <translation>
            <numerusform>已將 %n 張圖片移到資源回收筒。</numerusform>
        </translation>
    </message>
    <message>
        <source>No stars</source>
        <translation>無星</translation>
    </message>
</context>
<context>
    <name>PicturesBar</name>
    <message>
        <source>All models</source>
        <translation>所有模型</translation>
    </message>
    <message>
        <source>Only the pictures of one model</source>
        <translation>只顯示某個模型的圖片</translation>
    </message>
    <message>
        <source>Any stars</source>
        <translation>任意星級</translation>
    </message>
    <message>
        <source>Only pictures with so many stars</source>
        <translation>只顯示達到該星級的圖片</translation>
    </message>
    <message>
        <source>Best first</source>
        <translation>最好的在前</translation>
    </message>
</context>
<context>
    <name>PicturesPanel</name>
    <message>
        <source>Drawn pictures</source>
        <translation>繪製的圖片</translation>
    </message>
    <message>
        <source>No pictures yet</source>
        <translation>還沒有圖片</translation>
    </message>
    <message>
        <source>Everything that is drawn gathers here, with its prompt, seed and model.</source>
        <translation>繪製的一切都匯集在這裡，連同提示詞、種子和模型。</translation>
    </message>
    <message>
        <source>Draw new ones</source>
        <translation>繪製新的</translation>
    </message>
    <message>
        <source>No such pictures</source>
        <translation>沒有這樣的圖片</translation>
    </message>
    <message>
        <source>Search for other words, or choose others above.</source>
        <translation>搜尋其他詞，或在上方另選。</translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n 張圖片</numerusform>
        </translation>
    </message>
    <message>
        <source>Seed {seed}</source>
        <translation>種子 {seed}</translation>
    </message>
</context>
<context>
    <name>Player</name>
    <message>
        <source>Pause</source>
        <translation>暫停</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Sound on</source>
        <translation>開啟聲音</translation>
    </message>
    <message>
        <source>Sound off</source>
        <translation>靜音</translation>
    </message>
    <message>
        <source>Speed, loop, volume</source>
        <translation>速度、循環、音量</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全螢幕</translation>
    </message>
    <message>
        <source>Player</source>
        <translation>播放器</translation>
    </message>
</context>
<context>
    <name>PlayerDialog</name>
    <message>
        <source>This file cannot be played here: {why}</source>
        <translation>此檔案無法在這裡播放：{why}</translation>
    </message>
</context>
<context>
    <name>PlayerMenu</name>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>Play again and again</source>
        <translation>循環播放</translation>
    </message>
    <message>
        <source>Next frame</source>
        <translation>下一影格</translation>
    </message>
    <message>
        <source>Previous frame</source>
        <translation>上一影格</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>音量</translation>
    </message>
</context>
<context>
    <name>PortraitInput</name>
    <message>
        <source>Drop a portrait here</source>
        <translation>把人像拖到這裡</translation>
    </message>
    <message>
        <source>A photo, drawing or short clip of one person who looks at the camera.</source>
        <translation>一個人正對鏡頭的照片、圖畫或短片。</translation>
    </message>
    <message>
        <source>The bright part is what the video will show.</source>
        <translation>明亮的部分就是影片會顯示的內容。</translation>
    </message>
    <message>
        <source>Portrait</source>
        <translation>人像</translation>
    </message>
    <message>
        <source>{engine} follows the person in this video.</source>
        <translation>{engine} 會跟隨這段影片中的人。</translation>
    </message>
    <message>
        <source>{name} is a video: the {engine} engine shows its first frame.</source>
        <translation>{name} 是影片：{engine}引擎只顯示第一個影格。</translation>
    </message>
    <message>
        <source>{engines} can follow all of it.</source>
        <translation>{engines} 可以跟隨整段影片。</translation>
    </message>
</context>
<context>
    <name>PoseTool</name>
    <message>
        <source>Edit pose…</source>
        <translation>編輯姿勢…</translation>
    </message>
    <message>
        <source>A skeleton to drag, drawn as a pose to follow</source>
        <translation>可拖曳的骨架，畫成要遵循的姿勢</translation>
    </message>
</context>
<context>
    <name>PresenterPanel</name>
    <message>
        <source>Name</source>
        <translation>名稱</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>權利人</translation>
    </message>
    <message>
        <source>Consent</source>
        <translation>授權</translation>
    </message>
    <message>
        <source>Who holds the rights to this portrait</source>
        <translation>誰擁有這張人像的權利</translation>
    </message>
    <message>
        <source>What the presenter is called</source>
        <translation>主講人的名稱</translation>
    </message>
    <message>
        <source>Voice</source>
        <translation>語音</translation>
    </message>
    <message>
        <source>The recording for videos that name none of their own</source>
        <translation>沒有另行指定錄音的影片使用這段錄音</translation>
    </message>
    <message>
        <source>Voice for texts</source>
        <translation>朗讀文字的聲音</translation>
    </message>
    <message>
        <source>Who speaks the texts of videos with it</source>
        <translation>用此形象製作的影片中，由誰朗讀文字</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>預設組合</translation>
    </message>
    <message>
        <source>The options for videos that name none of their own</source>
        <translation>沒有另行指定選項的影片使用這些選項</translation>
    </message>
    <message>
        <source>Where it is written down</source>
        <translation>記錄在何處</translation>
    </message>
    <message>
        <source>What was agreed to</source>
        <translation>同意了什麼</translation>
    </message>
    <message>
        <source>The last day; empty: no end</source>
        <translation>最後一天；留空表示沒有期限</translation>
    </message>
    <message>
        <source>Anna Berg</source>
        <translation>王芳</translation>
    </message>
    <message>
        <source>letter of 3 May</source>
        <translation>5 月 3 日的函</translation>
    </message>
    <message>
        <source>our product videos</source>
        <translation>我們的產品影片</translation>
    </message>
    <message>
        <source>Covers</source>
        <translation>範圍</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>有效期至</translation>
    </message>
    <message>
        <source>Use for a video</source>
        <translation>用於影片</translation>
    </message>
    <message>
        <source>Opens the page Create with it</source>
        <translation>開啟「製作」頁面並使用它</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>刪除…</translation>
    </message>
    <message>
        <source>Deletes the portrait and these notes</source>
        <translation>刪除人像和這些備註</translation>
    </message>
    <message>
        <source>The consent has ended.</source>
        <translation>授權已到期。</translation>
    </message>
    <message>
        <source>No video is made with this portrait until it is renewed.</source>
        <translation>續期之前不會用這張人像製作影片。</translation>
    </message>
    <message>
        <source>No consent is noted.</source>
        <translation>沒有記錄授權。</translation>
    </message>
    <message>
        <source>Only show people who agreed to it.</source>
        <translation>請只展示已經同意的人。</translation>
    </message>
    <message>
        <source>Another picture</source>
        <translation>再畫一張</translation>
    </message>
    <message>
        <source>Draws the same face in other clothes, elsewhere, cut otherwise</source>
        <translation>換衣服、換地點、換取景來繪製同一張臉</translation>
    </message>
</context>
<context>
    <name>PresenterRoom</name>
    <message>
        <source>No presenters yet</source>
        <translation>還沒有主講人</translation>
    </message>
    <message>
        <source>Keep the portraits that you use again here: cut to head and shoulders, with the owner and the consent written down. Drop a picture to begin.</source>
        <translation>把會反覆使用的人像放在這裡：裁到頭和肩，並記下權利人和授權情況。拖入一張圖片即可開始。</translation>
    </message>
    <message>
        <source>Import a portrait…</source>
        <translation>匯入人像…</translation>
    </message>
    <message>
        <source>Presenters</source>
        <translation>主講人</translation>
    </message>
    <message>
        <source>Choose a portrait</source>
        <translation>選擇人像</translation>
    </message>
    <message>
        <source>Keep as presenter</source>
        <translation>保留為主講人</translation>
    </message>
    <message>
        <source>A name has at most {count} letters.</source>
        <translation>名稱最多 {count} 個字元。</translation>
    </message>
    <message>
        <source>{name} is a presenter now.</source>
        <translation>{name} 現在是主講人了。</translation>
    </message>
    <message>
        <source>Delete {name} and the notes about it? Videos stay.</source>
        <translation>刪除 {name} 及其備註？已生成的影片會保留。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>刪除</translation>
    </message>
</context>
<context>
    <name>PresetBox</name>
    <message>
        <source>Preset</source>
        <translation>預設組合</translation>
    </message>
    <message>
        <source>Options by name. Your own lie in the folder presets.</source>
        <translation>以名稱儲存的選項。您自己的預設組合放在 presets 資料夾中。</translation>
    </message>
    <message>
        <source>Keep or remove presets</source>
        <translation>儲存或刪除預設組合</translation>
    </message>
    <message>
        <source>Custom</source>
        <translation>自訂</translation>
    </message>
    <message>
        <source>Save as preset…</source>
        <translation>儲存為預設組合…</translation>
    </message>
    <message>
        <source>Remove the preset {name}</source>
        <translation>刪除預設組合 {name}</translation>
    </message>
    <message>
        <source>Save as preset</source>
        <translation>儲存為預設組合</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>取代</translation>
    </message>
    <message>
        <source>Leave out the signs &lt; &gt; : &quot; / \ | ? * and use at most 200 letters.</source>
        <translation>請不要使用 &lt; &gt; : &quot; / \ | ? * 這些符號，最多 200 個字元。</translation>
    </message>
    <message>
        <source>There is a preset {name} already. Replace it?</source>
        <translation>已有名為 {name} 的預設組合。要取代它嗎？</translation>
    </message>
    <message>
        <source>Show with pictures…</source>
        <translation>以圖片顯示…</translation>
    </message>
</context>
<context>
    <name>PresetDelegate</name>
    <message>
        <source>As above</source>
        <translation>與上方相同</translation>
    </message>
</context>
<context>
    <name>PresetField</name>
    <message>
        <source>None</source>
        <translation>無</translation>
    </message>
</context>
<context>
    <name>PresetGallery</name>
    <message>
        <source>Presets</source>
        <translation>預設組合</translation>
    </message>
    <message>
        <source>Each picture is drawn by the built-in engine from the portrait of the program; the first time that takes some seconds.</source>
        <translation>每張圖片由內建引擎用程式附帶的人像繪製；第一次需要幾秒鐘。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>關閉</translation>
    </message>
</context>
<context>
    <name>PreviewPanel</name>
    <message>
        <source>Preview</source>
        <translation>預覽</translation>
    </message>
    <message>
        <source>The first seconds of speech, small. The video itself is larger and sharper.</source>
        <translation>語音的最初幾秒，小尺寸。成品影片更大、更清晰。</translation>
    </message>
    <message>
        <source>Progress of the preview</source>
        <translation>預覽進度</translation>
    </message>
    <message>
        <source>Follow changes</source>
        <translation>跟隨修改</translation>
    </message>
    <message>
        <source>Makes a new preview after each change of the options</source>
        <translation>每次修改選項後產生新的預覽</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>留存</translation>
    </message>
    <message>
        <source>Keeps this one, to compare others with it</source>
        <translation>留存這一個，以便與其他預覽比較</translation>
    </message>
    <message>
        <source>Close the preview</source>
        <translation>關閉預覽</translation>
    </message>
    <message>
        <source>A: kept</source>
        <translation>A：留存的</translation>
    </message>
    <message>
        <source>B: now</source>
        <translation>B：目前的</translation>
    </message>
    <message>
        <source>Turns between the kept preview and the present one</source>
        <translation>在留存的預覽與目前預覽之間切換</translation>
    </message>
    <message>
        <source>The preview cannot be played here: {why}</source>
        <translation>無法在此播放預覽：{why}</translation>
    </message>
    <message>
        <source>Restored</source>
        <translation>已修復</translation>
    </message>
    <message>
        <source>With the restoration that is chosen in the options; that takes longer</source>
        <translation>使用選項中選擇的臉部修復；需要更長時間</translation>
    </message>
    <message>
        <source>Divide</source>
        <translation>左右對比</translation>
    </message>
    <message>
        <source>Shows the kept preview left of a line, this one right of it</source>
        <translation>在分界線左側顯示保留的預覽，右側顯示目前的預覽</translation>
    </message>
    <message>
        <source>Line between the two previews</source>
        <translation>兩個預覽之間的分界線</translation>
    </message>
</context>
<context>
    <name>PromptEditor</name>
    <message>
        <source>Words and favourites</source>
        <translation>詞語與收藏</translation>
    </message>
    <message>
        <source>Sent: {words}</source>
        <translation>送出：{words}</translation>
    </message>
    <message>
        <source>Not in the glossary: {words}</source>
        <translation>詞庫中沒有：{words}</translation>
    </message>
    <message>
        <source>No favourite: {word}</source>
        <translation>取消收藏：{word}</translation>
    </message>
    <message>
        <source>Favourite: {word}</source>
        <translation>收藏：{word}</translation>
    </message>
    <message>
        <source>Favourites</source>
        <translation>收藏</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>詞語</translation>
    </message>
</context>
<context>
    <name>PronunciationsView</name>
    <message>
        <source>Language</source>
        <translation>語言</translation>
    </message>
    <message>
        <source>Word</source>
        <translation>詞</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>讀音</translation>
    </message>
    <message>
        <source>Pronunciations</source>
        <translation>發音詞典</translation>
    </message>
    <message>
        <source>How words sound that a voice says wrongly: another spelling, or /phonemes/.</source>
        <translation>音色唸錯的詞怎樣唸：寫成另一種寫法，或 /音標/。</translation>
    </message>
    <message>
        <source>Add a word</source>
        <translation>新增詞</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Listen</source>
        <translation>試聽</translation>
    </message>
    <message>
        <source>Hear the chosen word</source>
        <translation>試聽所選的詞</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>匯入…</translation>
    </message>
    <message>
        <source>Take the words of a file</source>
        <translation>讀入檔案中的詞</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>匯出…</translation>
    </message>
    <message>
        <source>Write the words to a file</source>
        <translation>將詞寫入檔案</translation>
    </message>
    <message>
        <source>Save the list of words</source>
        <translation>儲存詞表</translation>
    </message>
</context>
<context>
    <name>Queue</name>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Being made</source>
        <translation>製作中</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暫停</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失敗</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Speaking</source>
        <translation>正在朗讀</translation>
    </message>
    <message>
        <source>Checking the input</source>
        <translation>檢查輸入</translation>
    </message>
    <message>
        <source>Preparing the face</source>
        <translation>準備人臉</translation>
    </message>
    <message>
        <source>Listening to the speech</source>
        <translation>聆聽語音</translation>
    </message>
    <message>
        <source>Rendering</source>
        <translation>算繪</translation>
    </message>
    <message>
        <source>Finishing the video</source>
        <translation>完成影片</translation>
    </message>
    <message>
        <source>Writing down the speech</source>
        <translation>正在把語音寫成文字</translation>
    </message>
</context>
<context>
    <name>QueueFilter</name>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>製作中</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失敗</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>{name}: {count}</source>
        <translation>{name}：{count}</translation>
    </message>
</context>
<context>
    <name>QueuePage</name>
    <message>
        <source>Queue</source>
        <translation>佇列</translation>
    </message>
    <message>
        <source>When done</source>
        <translation>完成後</translation>
    </message>
    <message>
        <source>When the queue is done</source>
        <translation>佇列完成後</translation>
    </message>
    <message>
        <source>What happens after the last video</source>
        <translation>最後一部影片完成後做什麼</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Nothing in the queue</source>
        <translation>佇列是空的</translation>
    </message>
    <message>
        <source>Videos that you make wait here and are made one after another, also while you do something else. They survive a crash of the computer.</source>
        <translation>您要製作的影片在這裡排隊，逐部完成，您可以同時做其他事情。即使電腦當機也不會遺失。</translation>
    </message>
    <message>
        <source>No such videos</source>
        <translation>沒有符合的影片</translation>
    </message>
    <message>
        <source>Choose another group, or search for another name.</source>
        <translation>請選擇其他分組，或搜尋其他名稱。</translation>
    </message>
    <message>
        <source>Videos of the queue</source>
        <translation>佇列中的影片</translation>
    </message>
    <message>
        <source>Progress of the queue</source>
        <translation>佇列進度</translation>
    </message>
    <message numerus="yes">
        <source>%n video(s) made</source>
        <translation>
            <numerusform>已製作 %n 部影片</numerusform>
        </translation>
    </message>
    <message>
        <source>{made} of {total} made</source>
        <translation>已完成 {made} / {total}</translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n 個失敗</numerusform>
        </translation>
    </message>
    <message>
        <source>about {time} left</source>
        <translation>約剩 {time}</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Running videos stop and go on later</source>
        <translation>正在製作的影片會停下，稍後繼續</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>開始</translation>
    </message>
    <message>
        <source>Make the videos that wait</source>
        <translation>製作等待中的影片</translation>
    </message>
    <message>
        <source>Remove finished from the list</source>
        <translation>從清單中移除已完成的</translation>
    </message>
    <message>
        <source>Remove failed and cancelled</source>
        <translation>移除失敗和已取消的</translation>
    </message>
    <message>
        <source>Try all failed again</source>
        <translation>全部重試失敗項</translation>
    </message>
    <message>
        <source>Empty the list…</source>
        <translation>清空清單…</translation>
    </message>
    <message>
        <source>Empty the list</source>
        <translation>清空清單</translation>
    </message>
    <message>
        <source>Remove all videos from the list but the running ones? Their files stay.</source>
        <translation>從清單中移除正在製作以外的全部影片？檔案會保留。</translation>
    </message>
    <message numerus="yes">
        <source>%n video(s) removed from the list.</source>
        <translation>
            <numerusform>已從清單中移除 %n 部影片。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n video(s) cancelled.</source>
        <translation>
            <numerusform>已取消 %n 部影片。</numerusform>
        </translation>
    </message>
    <message>
        <source>Make a video</source>
        <translation>製作影片</translation>
    </message>
</context>
<context>
    <name>QueueTools</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message numerus="yes">
        <source>Cancel %n video(s)?</source>
        <translation>
            <numerusform>取消 %n 部影片？</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel them</source>
        <translation>取消這些影片</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暫停</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>繼續</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重試</translation>
    </message>
    <message>
        <source>Make next</source>
        <translation>下一個製作</translation>
    </message>
    <message>
        <source>Make again with changes…</source>
        <translation>修改後重新製作…</translation>
    </message>
    <message>
        <source>Open the video</source>
        <translation>開啟影片</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在資料夾中顯示</translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation>從清單中移除</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>重試</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>優先</translation>
    </message>
    <message>
        <source>Again</source>
        <translation>再做</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>開啟</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>資料夾</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
</context>
<context>
    <name>Reasons</name>
    <message>
        <source>fit for talking</source>
        <translation>適合說話</translation>
    </message>
    <message>
        <source>no face was found</source>
        <translation>沒有找到臉部</translation>
    </message>
    <message>
        <source>there is more than one face</source>
        <translation>不只一張臉</translation>
    </message>
    <message>
        <source>the face is turned aside</source>
        <translation>臉轉向一側</translation>
    </message>
    <message>
        <source>the head is raised or lowered</source>
        <translation>頭抬起或低下</translation>
    </message>
    <message>
        <source>the head is tilted</source>
        <translation>頭歪斜</translation>
    </message>
    <message>
        <source>the eyes are not open</source>
        <translation>眼睛沒有睜開</translation>
    </message>
    <message>
        <source>the mouth is open</source>
        <translation>嘴張開</translation>
    </message>
    <message>
        <source>the face is small</source>
        <translation>臉太小</translation>
    </message>
    <message>
        <source>the face is cut off</source>
        <translation>臉被截斷</translation>
    </message>
    <message>
        <source>the face is blurred</source>
        <translation>臉模糊</translation>
    </message>
    <message>
        <source>something may cover the mouth</source>
        <translation>可能有東西遮住嘴</translation>
    </message>
    <message>
        <source>its name has other signs than letters, digits, _ and -</source>
        <translation>檔名含有字母、數字、_ 和 - 以外的符號</translation>
    </message>
    <message>
        <source>it is not there any more</source>
        <translation>它已經不在了</translation>
    </message>
    <message>
        <source>nothing says what it speaks: {} is missing beside it</source>
        <translation>沒有說明它講什麼語言：旁邊缺少 {}</translation>
    </message>
    <message>
        <source>what stands in {} is wrong: {}</source>
        <translation>{} 的內容有誤：{}</translation>
    </message>
    <message>
        <source>it has {} bytes</source>
        <translation>它有 {} 位元組</translation>
    </message>
    <message>
        <source>it cannot be read ({})</source>
        <translation>無法讀取（{}）</translation>
    </message>
    <message>
        <source>it holds no numbers</source>
        <translation>裡面沒有數值</translation>
    </message>
    <message>
        <source>its numbers have the shape {}</source>
        <translation>其數值的形狀是 {}</translation>
    </message>
    <message>
        <source>some of its numbers are none</source>
        <translation>其中有些數值無效</translation>
    </message>
</context>
<context>
    <name>RecogniseDialog</name>
    <message>
        <source>What is said is written down on this computer, with the time of each word.</source>
        <translation>在本機上把所說的話寫成文字，並記下每個詞的時間。</translation>
    </message>
    <message>
        <source>It takes the place of the captions that are there.</source>
        <translation>它會取代現有的字幕。</translation>
    </message>
    <message>
        <source>Write down what is said</source>
        <translation>把所說的話寫成字幕</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>開始</translation>
    </message>
</context>
<context>
    <name>RecognitionNote</name>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stops writing down what is said</source>
        <translation>停止聽寫</translation>
    </message>
    <message>
        <source>How much is written down</source>
        <translation>聽寫進度</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
</context>
<context>
    <name>Recorder</name>
    <message>
        <source>Record</source>
        <translation>錄音</translation>
    </message>
    <message>
        <source>Paste a text here to read it while you record.</source>
        <translation>在此貼上文字，錄音時照著讀。</translation>
    </message>
    <message>
        <source>Text to read from</source>
        <translation>要照讀的文字</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>麥克風</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>電平</translation>
    </message>
    <message>
        <source>Use the recording</source>
        <translation>使用這段錄音</translation>
    </message>
    <message>
        <source>No microphone was found. Connect one; it is noticed at once.</source>
        <translation>沒有找到麥克風。請連接一個，會立即辨識。</translation>
    </message>
    <message>
        <source>It was too loud for the microphone and may sound distorted.</source>
        <translation>聲音對麥克風來說太大，可能失真。</translation>
    </message>
    <message>
        <source>It is very quiet. Speak closer to the microphone, or turn it up.</source>
        <translation>聲音很小。請靠近麥克風，或調高其音量。</translation>
    </message>
    <message>
        <source>Ends the recording</source>
        <translation>結束錄音</translation>
    </message>
    <message>
        <source>Record again</source>
        <translation>重新錄音</translation>
    </message>
    <message>
        <source>Another take in place of this one</source>
        <translation>以新的錄音取代這一段</translation>
    </message>
    <message>
        <source>Start recording</source>
        <translation>開始錄音</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
</context>
<context>
    <name>ReferenceInput</name>
    <message>
        <source>Reference video</source>
        <translation>參考影片</translation>
    </message>
    <message>
        <source>Lends its head motion or its blinks. Not needed.</source>
        <translation>借用其中的頭部動作或眨眼，可以不給。</translation>
    </message>
</context>
<context>
    <name>Remarks</name>
    <message>
        <source>Pictures of a kind that is not read: {names}. Save them as PNG or JPEG.</source>
        <translation>以下圖片的格式無法讀取：{names}。請另存為 PNG 或 JPEG。</translation>
    </message>
    <message>
        <source>Recordings of a kind that is not read: {names}. Save them as WAV or MP3.</source>
        <translation>以下錄音的格式無法讀取：{names}。請另存為 WAV 或 MP3。</translation>
    </message>
    <message>
        <source>Still being copied: {names}.</source>
        <translation>仍在複製中：{names}。</translation>
    </message>
    <message>
        <source>With names or folders that are not UTF-8: {names}. Rename them.</source>
        <translation>名稱或所在資料夾的名稱不是 UTF-8：{names}。請重新命名。</translation>
    </message>
    <message>
        <source>Of an unknown kind: {names}.</source>
        <translation>類型未知：{names}。</translation>
    </message>
    <message>
        <source>Neither portrait nor recording: {names}.</source>
        <translation>既不是人像也不是錄音：{names}。</translation>
    </message>
    <message>
        <source>Hidden rows are made too: {names}.</source>
        <translation>隱藏的列也會製作：{names}。</translation>
    </message>
    <message>
        <source>Columns that only texts and names can use, in braces: {names}.</source>
        <translation>只能在文字和名稱中用大括號引用的欄：{names}。</translation>
    </message>
    <message>
        <source>Read from the worksheet {names}.</source>
        <translation>讀取的工作表：{names}。</translation>
    </message>
    <message>
        <source>How the letters of the sheet are stored was guessed: {names}.</source>
        <translation>表格的文字編碼是猜測的：{names}。</translation>
    </message>
    <message>
        <source>There are folders inside: {names}.</source>
        <translation>其中還有資料夾：{names}。</translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <source>The report is in {name}.</source>
        <translation>報告位於 {name}。</translation>
    </message>
    <message>
        <source>{done} of {videos} videos made</source>
        <translation>{videos} 部影片中已製成 {done} 部</translation>
    </message>
    <message>
        <source>{failed} failed</source>
        <translation>{failed} 部失敗</translation>
    </message>
    <message>
        <source>{open} not finished</source>
        <translation>{open} 部未完成</translation>
    </message>
    <message>
        <source>{length} of video in {took} of work, {factor} seconds for each second of video</source>
        <translation>{length} 影片用時 {took}，每秒影片耗時 {factor} 秒</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>影片</translation>
    </message>
    <message>
        <source>State</source>
        <translation>狀態</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>長度</translation>
    </message>
    <message>
        <source>Made in</source>
        <translation>用時</translation>
    </message>
    <message>
        <source>Factor</source>
        <translation>倍數</translation>
    </message>
    <message>
        <source>To try the failed videos again, choose Try all failed again on the page Queue, under More.</source>
        <translation>要重試失敗的影片，請在「佇列」頁面的「更多」中選擇「全部重試失敗項」。</translation>
    </message>
    <message>
        <source>After correcting files or rows, drop the same folder or sheet on the page Batch again: only what has changed is added.</source>
        <translation>更正檔案或列之後，再次將同一資料夾或試算表拖到「批次」頁面：只會加入有變動的項目。</translation>
    </message>
    <message>
        <source>All videos:</source>
        <translation>所有影片：</translation>
    </message>
</context>
<context>
    <name>ScriptInput</name>
    <message>
        <source>The voice is speaking…</source>
        <translation>正在合成語音…</translation>
    </message>
    <message>
        <source>Write what is to be said. [pause 0.5] is silence, [nod] a nod, *word* stress.</source>
        <translation>寫下要說的話。[停頓 0.5] 為靜音，[點頭] 為點頭，*詞語* 為強調。</translation>
    </message>
    <message>
        <source>Script</source>
        <translation>稿子</translation>
    </message>
    <message>
        <source>Mark</source>
        <translation>標記</translation>
    </message>
    <message>
        <source>Put a mark where the cursor is</source>
        <translation>在游標處插入標記</translation>
    </message>
    <message>
        <source>Listen</source>
        <translation>試聽</translation>
    </message>
    <message>
        <source>Hear the first half minute of the script</source>
        <translation>試聽稿子的前半分鐘</translation>
    </message>
    <message>
        <source>Make every sentence anew</source>
        <translation>每句都重新製作</translation>
    </message>
    <message>
        <source>Sentences that stay as they are come from {name}.</source>
        <translation>沒有改動的句子取自 {name}。</translation>
    </message>
    <message>
        <source>{count} words, about {time}</source>
        <translation>{count} 字，約 {time}</translation>
    </message>
    <message>
        <source>The voice needs the model {title}.</source>
        <translation>這個音色需要模型 {title}。</translation>
    </message>
    <message>
        <source>Get it</source>
        <translation>取得</translation>
    </message>
    <message>
        <source>Line {line}, column {column}, at “{text}”:</source>
        <translation>第 {line} 行第 {column} 欄，「{text}」處：</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Search</source>
        <translation>搜尋</translation>
    </message>
    <message>
        <source>Search by name</source>
        <translation>依名稱搜尋</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>清除搜尋</translation>
    </message>
</context>
<context>
    <name>SecondInput</name>
    <message>
        <source>Second recording</source>
        <translation>第二錄音</translation>
    </message>
    <message>
        <source>What the other face says.</source>
        <translation>另一張臉所說的內容。</translation>
    </message>
    <message>
        <source>One voice a channel</source>
        <translation>每個聲道一個聲音</translation>
    </message>
    <message>
        <source>Each channel of the recording is the voice of one face</source>
        <translation>錄音的每個聲道是一張臉的聲音</translation>
    </message>
    <message>
        <source>Swap</source>
        <translation>互換</translation>
    </message>
    <message>
        <source>Let each face speak what the other one says</source>
        <translation>讓兩張臉互換所說的內容</translation>
    </message>
    <message>
        <source>Face 1 speaks the first recording, face 2 this one.</source>
        <translation>人臉 1 說第一段錄音，人臉 2 說這一段。</translation>
    </message>
    <message>
        <source>Face 2 speaks channel {number}, face 1 the other one.</source>
        <translation>人臉 2 說聲道 {number}，人臉 1 說另一個聲道。</translation>
    </message>
</context>
<context>
    <name>SentenceDelegate</name>
    <message>
        <source>Sentence</source>
        <translation>句子</translation>
    </message>
</context>
<context>
    <name>SentenceModel</name>
    <message numerus="yes">
        <source>%n word(s)</source>
        <translation>
            <numerusform>%n 字</numerusform>
        </translation>
    </message>
    <message>
        <source>{words}, about {seconds} s</source>
        <translation>{words}，約 {seconds} 秒</translation>
    </message>
    <message>
        <source>{words}, {seconds} s</source>
        <translation>{words}，{seconds} 秒</translation>
    </message>
    <message>
        <source>stays</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>drawn again</source>
        <translation>重新繪製</translation>
    </message>
</context>
<context>
    <name>SentencePanel</name>
    <message>
        <source>Sentences</source>
        <translation>句子</translation>
    </message>
    <message>
        <source>Space plays a sentence, F2 or a double click changes it</source>
        <translation>空白鍵播放一句，F2 或按兩下修改</translation>
    </message>
    <message>
        <source>Play this sentence</source>
        <translation>播放這一句</translation>
    </message>
    <message>
        <source>Change this sentence</source>
        <translation>修改這一句</translation>
    </message>
    <message numerus="yes">
        <source>%n sentence(s)</source>
        <translation>
            <numerusform>%n 句</numerusform>
        </translation>
    </message>
    <message>
        <source>Shows the sentences one by one, to hear and to change them</source>
        <translation>逐句顯示，可試聽和修改</translation>
    </message>
    <message>
        <source>none is drawn again</source>
        <translation>沒有要重新繪製的</translation>
    </message>
    <message numerus="yes">
        <source>%n drawn again</source>
        <translation>
            <numerusform>%n 句重新繪製</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SettingsGroups</name>
    <message>
        <source>Back to the program&apos;s own</source>
        <translation>恢復程式預設值</translation>
    </message>
    <message>
        <source>Offline is switched on: nothing is fetched.</source>
        <translation>已開啟離線：不會下載任何內容。</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>視窗</translation>
    </message>
    <message>
        <source>Videos</source>
        <translation>影片</translation>
    </message>
    <message>
        <source>New videos begin with</source>
        <translation>新影片的預設選項</translation>
    </message>
    <message>
        <source>Labels and signature</source>
        <translation>標識與簽章</translation>
    </message>
    <message>
        <source>Models and network</source>
        <translation>模型和網路</translation>
    </message>
    <message>
        <source>Other computers</source>
        <translation>其他電腦</translation>
    </message>
    <message>
        <source>This computer for others</source>
        <translation>這台電腦為他人工作</translation>
    </message>
    <message>
        <source>Pronunciations</source>
        <translation>發音詞典</translation>
    </message>
    <message>
        <source>Voices of your own</source>
        <translation>自己的音色</translation>
    </message>
    <message>
        <source>Cache</source>
        <translation>快取</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>這台電腦</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>Show the welcome page</source>
        <translation>顯示歡迎頁</translation>
    </message>
    <message>
        <source>Open the program&apos;s folder</source>
        <translation>開啟程式資料夾</translation>
    </message>
</context>
<context>
    <name>ShelfTools</name>
    <message>
        <source>Tags, with commas between them</source>
        <translation>標籤，用逗號分隔</translation>
    </message>
</context>
<context>
    <name>SkeletonDialog</name>
    <message>
        <source>Edit the pose</source>
        <translation>編輯姿勢</translation>
    </message>
    <message>
        <source>Drag the points; with Shift the whole person. Keys: N and P choose a point, arrows move it, Delete leaves it out or brings it back.</source>
        <translation>拖曳各點；按住 Shift 移動整個人。按鍵：N 和 P 選擇點，方向鍵移動，Delete 去掉或恢復該點。</translation>
    </message>
    <message>
        <source>Head and shoulders</source>
        <translation>頭肩</translation>
    </message>
    <message>
        <source>Half-length</source>
        <translation>半身</translation>
    </message>
    <message>
        <source>To the knees</source>
        <translation>到膝蓋</translation>
    </message>
    <message>
        <source>Begins with this, from the front</source>
        <translation>從這個正面姿勢開始</translation>
    </message>
    <message>
        <source>As in the picture</source>
        <translation>與圖片相同</translation>
    </message>
    <message>
        <source>Finds the face and what is seen of the body</source>
        <translation>找出臉和看得見的身體部分</translation>
    </message>
    <message>
        <source>Points of the face</source>
        <translation>臉部的點</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>復原</translation>
    </message>
    <message>
        <source>Skeleton</source>
        <translation>骨架</translation>
    </message>
    <message>
        <source>Point of the face</source>
        <translation>臉部的點</translation>
    </message>
    <message>
        <source>not seen</source>
        <translation>看不見</translation>
    </message>
    <message>
        <source>Nose</source>
        <translation>鼻子</translation>
    </message>
    <message>
        <source>Neck</source>
        <translation>頸部</translation>
    </message>
    <message>
        <source>Right shoulder</source>
        <translation>右肩</translation>
    </message>
    <message>
        <source>Right elbow</source>
        <translation>右肘</translation>
    </message>
    <message>
        <source>Right wrist</source>
        <translation>右腕</translation>
    </message>
    <message>
        <source>Left shoulder</source>
        <translation>左肩</translation>
    </message>
    <message>
        <source>Left elbow</source>
        <translation>左肘</translation>
    </message>
    <message>
        <source>Left wrist</source>
        <translation>左腕</translation>
    </message>
    <message>
        <source>Right hip</source>
        <translation>右髖</translation>
    </message>
    <message>
        <source>Right knee</source>
        <translation>右膝</translation>
    </message>
    <message>
        <source>Right ankle</source>
        <translation>右踝</translation>
    </message>
    <message>
        <source>Left hip</source>
        <translation>左髖</translation>
    </message>
    <message>
        <source>Left knee</source>
        <translation>左膝</translation>
    </message>
    <message>
        <source>Left ankle</source>
        <translation>左踝</translation>
    </message>
    <message>
        <source>Right eye</source>
        <translation>右眼</translation>
    </message>
    <message>
        <source>Left eye</source>
        <translation>左眼</translation>
    </message>
    <message>
        <source>Right ear</source>
        <translation>右耳</translation>
    </message>
    <message>
        <source>Left ear</source>
        <translation>左耳</translation>
    </message>
    <message>
        <source>Use the pose</source>
        <translation>使用此姿勢</translation>
    </message>
</context>
<context>
    <name>SpeechInput</name>
    <message>
        <source>Drop a recording here</source>
        <translation>把錄音拖到這裡</translation>
    </message>
    <message>
        <source>Speech as WAV, MP3, M4A or FLAC, or a video with sound.</source>
        <translation>WAV、MP3、M4A 或 FLAC 格式的語音，或者有聲音的影片。</translation>
    </message>
    <message>
        <source>Record…</source>
        <translation>錄音…</translation>
    </message>
    <message>
        <source>Record with the microphone</source>
        <translation>用麥克風錄音</translation>
    </message>
    <message>
        <source>No recording</source>
        <translation>不用錄音</translation>
    </message>
    <message>
        <source>Let the presenter wait, without saying anything</source>
        <translation>讓主講人等待，什麼也不說</translation>
    </message>
    <message>
        <source>Waveform</source>
        <translation>波形</translation>
    </message>
    <message>
        <source>Click to go to a place. Drag the ends to trim, or over a stretch to cut it out. Keys: I and O begin and end here, Delete cuts out.</source>
        <translation>點選可跳到某處。拖曳兩端可擷取；拖過一段可將其剪去。按鍵：I 和 O 設定開頭和結尾，Delete 剪去。</translation>
    </message>
</context>
<context>
    <name>TrainPanel</name>
    <message>
        <source>Name</source>
        <translation>名稱</translation>
    </message>
    <message>
        <source>What the file is called, among the add-ons</source>
        <translation>檔案在附加檔案中的名稱</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>人</translation>
    </message>
    <message>
        <source>Who is shown, and has agreed</source>
        <translation>圖中是誰，且已同意</translation>
    </message>
    <message>
        <source>Consent</source>
        <translation>授權</translation>
    </message>
    <message>
        <source>Where it is written down</source>
        <translation>記錄在何處</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>有效期至</translation>
    </message>
    <message>
        <source>The last day; empty: no end</source>
        <translation>最後一天；留空表示沒有期限</translation>
    </message>
    <message>
        <source>Anna Berg</source>
        <translation>王芳</translation>
    </message>
    <message>
        <source>letter of 3 May</source>
        <translation>5 月 3 日的函</translation>
    </message>
    <message>
        <source>Choose the folder with the pictures</source>
        <translation>選擇存放圖片的資料夾</translation>
    </message>
    <message>
        <source>Pictures…</source>
        <translation>圖片…</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>訓練</translation>
    </message>
    <message>
        <source>Choose a folder with 10 to 30 pictures of one person who has agreed. Training takes an hour or so on a graphics card, and far longer without.</source>
        <translation>請選擇一個資料夾，內有一位已同意者的 10 到 30 張圖片。用顯示卡訓練約需一小時，沒有顯示卡則久得多。</translation>
    </message>
    <message>
        <source>Choose the pictures first.</source>
        <translation>請先選擇圖片。</translation>
    </message>
    <message>
        <source>Type a name for the file.</source>
        <translation>請輸入檔案的名稱。</translation>
    </message>
    <message>
        <source>Type who has agreed.</source>
        <translation>請輸入誰已同意。</translation>
    </message>
    <message>
        <source>One of the options does not fit.</source>
        <translation>有一個選項的值不合適。</translation>
    </message>
    <message>
        <source>Waiting in the queue</source>
        <translation>正在佇列中等待</translation>
    </message>
    <message>
        <source>{name} is trained. It is put on a model under LoRAs or Embeddings.</source>
        <translation>{name} 已訓練好。可在 LoRA 或嵌入下把它附加到模型上。</translation>
    </message>
    <message>
        <source>Stopped; the steps are kept.</source>
        <translation>已停止；走過的步已儲存。</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>正在訓練</translation>
    </message>
    <message>
        <source>Step {done} of {total}, {left} left</source>
        <translation>第 {done} 步，共 {total} 步，還剩 {left}</translation>
    </message>
</context>
<context>
    <name>TranslationDialog</name>
    <message>
        <source>Second language</source>
        <translation>第二語言</translation>
    </message>
    <message numerus="yes">
        <source>Paste the translation: one line for each of the %n row(s), or the text as it is; then it is divided as the rows are. Empty removes it.</source>
        <translation>
            <numerusform>貼上譯文：%n 列字幕各占一行，或直接貼上整篇，會按字幕自動分段。留空則去掉。</numerusform>
        </translation>
    </message>
    <message>
        <source>Put it below</source>
        <translation>放在下方</translation>
    </message>
    <message>
        <source>Translation</source>
        <translation>譯文</translation>
    </message>
    <message>
        <source>From a file…</source>
        <translation>從檔案…</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Goes on here with the videos of the queue.</source>
        <translation>佇列中的影片會在這裡繼續製作。</translation>
    </message>
    <message numerus="yes">
        <source>%n video(s) made</source>
        <translation>
            <numerusform>已製作 %n 部影片</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n 個失敗</numerusform>
        </translation>
    </message>
    <message>
        <source>Open Mouthpiece</source>
        <translation>開啟 Mouthpiece</translation>
    </message>
    <message>
        <source>Stop the queue</source>
        <translation>停止佇列</translation>
    </message>
    <message>
        <source>Start the queue</source>
        <translation>開始佇列</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>結束</translation>
    </message>
    <message numerus="yes">
        <source>%n video(s) to make</source>
        <translation>
            <numerusform>還有 %n 部影片待製作</numerusform>
        </translation>
    </message>
    <message>
        <source>about {time} left</source>
        <translation>約剩 {time}</translation>
    </message>
</context>
<context>
    <name>TrimTools</name>
    <message>
        <source>Trim silence</source>
        <translation>去掉靜音</translation>
    </message>
    <message>
        <source>Leaves the silence before and after the speech out</source>
        <translation>略去說話前後的靜音</translation>
    </message>
    <message>
        <source>Cut out</source>
        <translation>剪去</translation>
    </message>
    <message>
        <source>Leaves the selected stretch out (Delete)</source>
        <translation>略去選取的一段（Delete）</translation>
    </message>
    <message>
        <source>Keep the whole recording</source>
        <translation>保留整段錄音</translation>
    </message>
    <message>
        <source>{heard} of {whole}</source>
        <translation>{heard} / {whole}</translation>
    </message>
</context>
<context>
    <name>UpdateNote</name>
    <message>
        <source>Mouthpiece {version} is there: {page}</source>
        <translation>Mouthpiece {version} 已發布：{page}</translation>
    </message>
</context>
<context>
    <name>Versions</name>
    <message>
        <source>{rate} fps</source>
        <translation>{rate} 格/秒</translation>
    </message>
    <message>
        <source>As the video</source>
        <translation>與影片相同</translation>
    </message>
    <message>
        <source>For telephones: Douyin, Reels, Shorts</source>
        <translation>適合手機：抖音、Reels、Shorts</translation>
    </message>
    <message>
        <source>For screens: web pages, television</source>
        <translation>適合橫式螢幕：網頁、電視</translation>
    </message>
    <message>
        <source>For posts and shop pages</source>
        <translation>適合貼文和商品頁</translation>
    </message>
    <message>
        <source>For posts that fill more of the screen</source>
        <translation>適合佔畫面更多的貼文</translation>
    </message>
    <message>
        <source>The shape stays as it is</source>
        <translation>畫幅保持不變</translation>
    </message>
</context>
<context>
    <name>VersionsEditor</name>
    <message>
        <source>Add</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>A further file from the same render</source>
        <translation>由同一次算繪得到的另一個檔案</translation>
    </message>
    <message>
        <source>Another…</source>
        <translation>其他…</translation>
    </message>
    <message>
        <source>Change {version}</source>
        <translation>修改 {version}</translation>
    </message>
    <message>
        <source>Remove {version}</source>
        <translation>移除 {version}</translation>
    </message>
</context>
<context>
    <name>VersionsMaker</name>
    <message numerus="yes">
        <source>%n version(s) were added to the queue.</source>
        <translation>
            <numerusform>已將 %n 個版本加入佇列。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>VideoBar</name>
    <message>
        <source>All videos</source>
        <translation>所有影片</translation>
    </message>
    <message>
        <source>Only the videos of one batch</source>
        <translation>只顯示某一批的影片</translation>
    </message>
    <message>
        <source>All presenters</source>
        <translation>所有主講人</translation>
    </message>
    <message>
        <source>Only the videos of one presenter</source>
        <translation>只顯示某位主講人的影片</translation>
    </message>
    <message>
        <source>Longest first</source>
        <translation>最長的在前</translation>
    </message>
</context>
<context>
    <name>VideoDetails</name>
    <message>
        <source>Not signed</source>
        <translation>未簽章</translation>
    </message>
    <message>
        <source>Cannot be checked on this computer</source>
        <translation>無法在這台電腦上檢驗</translation>
    </message>
    <message>
        <source>Not valid</source>
        <translation>無效</translation>
    </message>
    <message>
        <source>Unchanged since it was signed with a certificate that a computer made for itself</source>
        <translation>自某台電腦用其自有憑證簽章以來未被更改</translation>
    </message>
    <message>
        <source>Unchanged since it was signed; nobody known here vouches for the name {signer}</source>
        <translation>自簽章以來未被更改；此處無已知機構為名稱「{signer}」擔保</translation>
    </message>
    <message>
        <source>Valid; by {signer}</source>
        <translation>有效；簽章者：{signer}</translation>
    </message>
    <message>
        <source>Generated by AI</source>
        <translation>人工智慧生成</translation>
    </message>
    <message>
        <source>None</source>
        <translation>無</translation>
    </message>
    <message>
        <source>File</source>
        <translation>檔案</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>長度</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>標識</translation>
    </message>
    <message>
        <source>Producer</source>
        <translation>製作者</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>簽章</translation>
    </message>
    <message>
        <source>Made with</source>
        <translation>製作方式</translation>
    </message>
    <message>
        <source>Portrait</source>
        <translation>人像</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>錄音</translation>
    </message>
    <message>
        <source>Owner of the portrait</source>
        <translation>肖像權利人</translation>
    </message>
    <message>
        <source>The video is not what was signed.</source>
        <translation>影片與簽章時不一致。</translation>
    </message>
    <message>
        <source>Somebody has changed it since, or its labels.</source>
        <translation>簽章之後，影片或其標識被改動過。</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在資料夾中顯示</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>關閉</translation>
    </message>
</context>
<context>
    <name>VideoTools</name>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重新命名</translation>
    </message>
    <message>
        <source>Make another version…</source>
        <translation>製作另一個版本…</translation>
    </message>
    <message>
        <source>Make again with changes…</source>
        <translation>修改後重新製作…</translation>
    </message>
    <message>
        <source>Change the text…</source>
        <translation>修改文稿…</translation>
    </message>
    <message>
        <source>Captions…</source>
        <translation>字幕…</translation>
    </message>
    <message>
        <source>Tags…</source>
        <translation>標籤…</translation>
    </message>
    <message>
        <source>About this video</source>
        <translation>關於此影片</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在資料夾中顯示</translation>
    </message>
    <message>
        <source>Move to the trash</source>
        <translation>移到資源回收筒</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>新版本</translation>
    </message>
    <message>
        <source>Again</source>
        <translation>再做</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>改文字</translation>
    </message>
    <message>
        <source>Captions</source>
        <translation>字幕</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>標籤</translation>
    </message>
    <message>
        <source>About</source>
        <translation>詳情</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>資料夾</translation>
    </message>
    <message>
        <source>Trash</source>
        <translation>回收桶</translation>
    </message>
    <message>
        <source>Copy the file</source>
        <translation>複製檔案</translation>
    </message>
    <message>
        <source>Copy its path</source>
        <translation>複製路徑</translation>
    </message>
    <message>
        <source>{before} is called {name} now.</source>
        <translation>{before}現在叫{name}。</translation>
    </message>
    <message numerus="yes">
        <source>Move %n video(s) to the trash?</source>
        <translation>
            <numerusform>將 %n 部影片移到資源回收筒？</numerusform>
        </translation>
    </message>
    <message>
        <source>Move {name} to the trash?</source>
        <translation>將「{name}」移到資源回收筒？</translation>
    </message>
    <message numerus="yes">
        <source>%n video(s) moved to the trash.</source>
        <translation>
            <numerusform>已把 %n 部影片移到資源回收筒。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>VoiceEditor</name>
    <message>
        <source>Fits the language</source>
        <translation>按語言選擇</translation>
    </message>
</context>
<context>
    <name>VoiceField</name>
    <message>
        <source>None</source>
        <translation>無</translation>
    </message>
    <message>
        <source>Choose the usual recording</source>
        <translation>選擇常用錄音</translation>
    </message>
    <message>
        <source>No usual recording</source>
        <translation>不用常用錄音</translation>
    </message>
</context>
<context>
    <name>WhenDoneAction</name>
    <message>
        <source>All videos of the queue are made.</source>
        <translation>佇列中的影片已全部製作完成。</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>暫不</translation>
    </message>
    <message>
        <source>Quit now</source>
        <translation>立即結束</translation>
    </message>
    <message>
        <source>Sleep now</source>
        <translation>立即睡眠</translation>
    </message>
    <message numerus="yes">
        <source>Mouthpiece quits in %n second(s).</source>
        <translation>
            <numerusform>Mouthpiece 將在 %n 秒後結束。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The computer goes to sleep in %n second(s).</source>
        <translation>
            <numerusform>電腦將在 %n 秒後進入睡眠。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>box</name>
    <message>
        <source>Leave it</source>
        <translation>保持不變</translation>
    </message>
</context>
</TS>
