<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AvatarsPage</name>
    <message>
        <source>Avatars</source>
        <translation>形象</translation>
    </message>
    <message>
        <source>Import a portrait…</source>
        <translation>导入人像…</translation>
    </message>
    <message>
        <source>Let go to import this portrait</source>
        <translation>松开以导入此人像</translation>
    </message>
    <message>
        <source>Presenters</source>
        <translation>主讲人</translation>
    </message>
    <message>
        <source>Draw new ones</source>
        <translation>绘制新的</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
</context>
<context>
    <name>BatchHead</name>
    <message>
        <source>Who speaks what</source>
        <translation>配对方式</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>Brand</source>
        <translation>品牌</translation>
    </message>
    <message>
        <source>Names</source>
        <translation>文件名</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>As it fits</source>
        <translation>自动选择</translation>
    </message>
    <message>
        <source>One portrait speaks all</source>
        <translation>一张人像讲全部录音</translation>
    </message>
    <message>
        <source>Files of the same name</source>
        <translation>同名文件配对</translation>
    </message>
    <message>
        <source>Every portrait speaks all</source>
        <translation>每张人像讲全部录音</translation>
    </message>
    <message>
        <source>Which portrait speaks which recording</source>
        <translation>哪张人像讲哪段录音</translation>
    </message>
    <message>
        <source>Options of all rows that name no preset of their own</source>
        <translation>没有单独指定预设的各行所用的选项</translation>
    </message>
    <message>
        <source>Made of {portrait}, {speech}, {name}, {preset}, {batch} and {n:03}</source>
        <translation>可用 {portrait}、{speech}、{name}、{preset}、{batch} 和 {n:03} 组成</translation>
    </message>
    <message>
        <source>Folder for videos</source>
        <translation>视频文件夹</translation>
    </message>
    <message>
        <source>For all rows: {options}</source>
        <translation>所有行：{options}</translation>
    </message>
    <message>
        <source>Options of all rows…</source>
        <translation>所有行的选项…</translation>
    </message>
    <message>
        <source>As the preset says</source>
        <translation>恢复为预设</translation>
    </message>
</context>
<context>
    <name>BatchNotes</name>
    <message>
        <source>Some files lie outside the folder of the sheet.</source>
        <translation>有些文件在表格所在的文件夹之外。</translation>
    </message>
    <message>
        <source>Allow</source>
        <translation>允许</translation>
    </message>
    <message>
        <source>Read them too</source>
        <translation>一并读取</translation>
    </message>
    <message>
        <source>Leave them out</source>
        <translation>忽略隐藏的行</translation>
    </message>
</context>
<context>
    <name>BatchOptions</name>
    <message>
        <source>Options of all rows</source>
        <translation>所有行的选项</translation>
    </message>
    <message>
        <source>What is changed here counts before the preset. A preset or an option that stands in a row itself counts before both.</source>
        <translation>这里的改动优先于预设。行里自己的预设或选项优先于两者。</translation>
    </message>
    <message>
        <source>As the preset says</source>
        <translation>恢复为预设</translation>
    </message>
    <message>
        <source>Takes back what differs from the preset {name}</source>
        <translation>撤销与预设“{name}”不同的改动</translation>
    </message>
    <message>
        <source>Use for all rows</source>
        <translation>用于所有行</translation>
    </message>
</context>
<context>
    <name>BatchPage</name>
    <message>
        <source>Batch</source>
        <translation>批量</translation>
    </message>
    <message>
        <source>Another batch has taken the place of {name}.</source>
        <translation>另一批已取代{name}。</translation>
    </message>
    <message>
        <source>Videos of the batch</source>
        <translation>这一批的视频</translation>
    </message>
    <message>
        <source>The files are being looked at.</source>
        <translation>正在查看文件。</translation>
    </message>
    <message>
        <source>Let go to read this folder or sheet</source>
        <translation>松开以读取此文件夹或表格</translation>
    </message>
    <message numerus="yes">
        <source>%n video(s) added to the queue.</source>
        <translation>
            <numerusform>已将 %n 个视频加入队列。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Add %n video(s) to the queue</source>
        <translation>
            <numerusform>将 %n 个视频加入队列</numerusform>
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
        <translation>其他文件夹或表格…</translation>
    </message>
    <message>
        <source>Many videos at once</source>
        <translation>一次制作多个视频</translation>
    </message>
    <message>
        <source>Drop a folder with portraits and recordings, or a sheet (CSV, Excel) with the columns portrait and speech. Files of the same name belong together; a single portrait speaks every recording.</source>
        <translation>拖入一个含有人像和录音的文件夹，或一个含有 portrait 和 speech 两列的表格（CSV、Excel）。同名文件自动配对；只有一张人像时，由它讲出每段录音。</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>选择文件夹…</translation>
    </message>
    <message>
        <source>Choose a sheet…</source>
        <translation>选择表格…</translation>
    </message>
    <message>
        <source>Save a sample sheet…</source>
        <translation>保存示例表格…</translation>
    </message>
    <message>
        <source>A small table to fill in with Excel</source>
        <translation>一个可用 Excel 填写的小表格</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>选择文件夹</translation>
    </message>
    <message>
        <source>Save a sample sheet</source>
        <translation>保存示例表格</translation>
    </message>
    <message>
        <source>The sample is in {name}.</source>
        <translation>示例在 {name} 中。</translation>
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
        <translation>语音…</translation>
    </message>
    <message>
        <source>Take out of the batch</source>
        <translation>从这一批中移出</translation>
    </message>
</context>
<context>
    <name>BatchWords</name>
    <message numerus="yes">
        <source>%n row(s) of {name}</source>
        <translation>
            <numerusform>{name} 中的 %n 行</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n video(s): one portrait speaks every recording.</source>
        <translation>
            <numerusform>%n 个视频：一个人像说所有录音。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n video(s): files of the same name belong together.</source>
        <translation>
            <numerusform>%n 个视频：同名文件配成一对。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n video(s): every portrait speaks every recording.</source>
        <translation>
            <numerusform>%n 个视频：每个人像说每段录音。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n video(s): every folder for itself.</source>
        <translation>
            <numerusform>%n 个视频：每个文件夹单独配对。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to make</source>
        <translation>
            <numerusform>%n 个待制作</numerusform>
        </translation>
    </message>
    <message>
        <source>{time} of speech</source>
        <translation>语音共 {time}</translation>
    </message>
    <message numerus="yes">
        <source>%n made or waiting already</source>
        <translation>
            <numerusform>%n 个已完成或已在队列中</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n with problems</source>
        <translation>
            <numerusform>%n 个有问题</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BatchesDone</name>
    <message>
        <source>The batch {name} is done: {made} of {all} made.</source>
        <translation>批次 {name} 已完成：共 {all} 个，制成 {made} 个。</translation>
    </message>
    <message numerus="yes">
        <source>%n failed.</source>
        <translation>
            <numerusform>%n 个失败。</numerusform>
        </translation>
    </message>
    <message>
        <source>Show the report</source>
        <translation>查看报告</translation>
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
        <translation>按名称选用徽标、片头片尾、音乐、字幕和画面比例</translation>
    </message>
    <message>
        <source>Make, change and hand on brands</source>
        <translation>创建、修改和转交品牌</translation>
    </message>
    <message>
        <source>No brand</source>
        <translation>不用品牌</translation>
    </message>
    <message>
        <source>New brand…</source>
        <translation>新建品牌…</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>修改…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>移除…</translation>
    </message>
    <message>
        <source>Export the brand</source>
        <translation>导出品牌</translation>
    </message>
    <message>
        <source>Remove the brand {name}? Finished videos stay as they are.</source>
        <translation>移除品牌{name}？已完成的视频保持原样。</translation>
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
        <translation>把徽标、片头片尾、音乐、字幕和画面比例归到一个名称下。文件会被复制，因此品牌可以整体转移。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>Shapes</source>
        <translation>画面比例</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>标识</translation>
    </message>
    <message>
        <source>A further file of every video in the shape {shape}</source>
        <translation>每个视频另外做一个 {shape} 的文件</translation>
    </message>
    <message>
        <source>Corner of the label</source>
        <translation>标识位置</translation>
    </message>
    <message>
        <source>As the video</source>
        <translation>同视频</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Leave out the signs &lt; &gt; : &quot; / \ | ? * and use at most 200 letters.</source>
        <translation>请不要使用 &lt; &gt; : &quot; / \ | ? * 这些符号，最多 200 个字。</translation>
    </message>
    <message>
        <source>There is a brand {name} already.</source>
        <translation>已经有名为{name}的品牌。</translation>
    </message>
</context>
<context>
    <name>CacheView</name>
    <message>
        <source>{size} of faces, previews and thumbnails that can be made again.</source>
        <translation>{size} 的人脸数据、预览和缩略图，可随时重新生成。</translation>
    </message>
    <message>
        <source>Empty the cache</source>
        <translation>清空缓存</translation>
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
        <translation>保留为主讲人…</translation>
    </message>
    <message>
        <source>Candidates</source>
        <translation>候选图</translation>
    </message>
    <message>
        <source>Same face again</source>
        <translation>同一张脸再来</translation>
    </message>
    <message>
        <source>Draws this face in other clothes, elsewhere, cut otherwise</source>
        <translation>换衣服、换地点、换取景来绘制这张脸</translation>
    </message>
    <message>
        <source>likeness {number} of 100</source>
        <translation>相似度 {number}（满分 100）</translation>
    </message>
</context>
<context>
    <name>CaptionLook</name>
    <message>
        <source>Name of the style</source>
        <translation>样式名称</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>Style</source>
        <translation>样式</translation>
    </message>
    <message>
        <source>Font</source>
        <translation>字体</translation>
    </message>
    <message>
        <source>How the captions look</source>
        <translation>字幕的样子</translation>
    </message>
    <message>
        <source>The font of the captions</source>
        <translation>字幕的字体</translation>
    </message>
    <message>
        <source>Fits the style and the letters</source>
        <translation>按样式和文字自动选择</translation>
    </message>
    <message>
        <source>Keep this style under a name</source>
        <translation>以名称保存此样式</translation>
    </message>
    <message>
        <source>Change the style</source>
        <translation>修改样式</translation>
    </message>
    <message>
        <source>Close the style</source>
        <translation>收起样式</translation>
    </message>
    <message>
        <source>Leave out the signs &lt; &gt; : &quot; / \ | ? * and use fewer letters.</source>
        <translation>请去掉 &lt; &gt; : &quot; / \ | ? * 等符号，并使用较短的名称。</translation>
    </message>
</context>
<context>
    <name>CaptionStyles</name>
    <message>
        <source>Plain</source>
        <translation>简洁</translation>
    </message>
    <message>
        <source>Word in color</source>
        <translation>词语变色</translation>
    </message>
    <message>
        <source>Word in a box</source>
        <translation>词语加框</translation>
    </message>
    <message>
        <source>Word that pops up</source>
        <translation>词语弹出</translation>
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
        <translation>视频或录音</translation>
    </message>
    <message>
        <source>Drop it here: what is said in it becomes captions.</source>
        <translation>拖到这里：其中所说的话会变成字幕。</translation>
    </message>
    <message>
        <source>Write down…</source>
        <translation>听写…</translation>
    </message>
    <message>
        <source>Writes down what is said, with the time of each word</source>
        <translation>把所说的话写成文字，并记下每个词的时间</translation>
    </message>
    <message>
        <source>Second language…</source>
        <translation>第二语言…</translation>
    </message>
    <message>
        <source>Puts a translation below each caption</source>
        <translation>在每条字幕下方加上译文</translation>
    </message>
    <message>
        <source>Open captions or subtitles…</source>
        <translation>打开字幕文件…</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>Make the video…</source>
        <translation>制作视频…</translation>
    </message>
    <message>
        <source>A version of the video with these captions</source>
        <translation>带有这些字幕的视频版本</translation>
    </message>
    <message>
        <source>Hear</source>
        <translation>试听</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Hear or look</source>
        <translation>试听或预览</translation>
    </message>
    <message>
        <source>{name} is written.</source>
        <translation>已写入 {name}。</translation>
    </message>
    <message>
        <source>Save the captions</source>
        <translation>保存字幕</translation>
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
        <translation>动作网络和人脸网络，以 256 像素渲染人脸。</translation>
    </message>
    <message>
        <source>engine sadtalker, face 256</source>
        <translation>SadTalker 引擎，人脸 256</translation>
    </message>
    <message>
        <source>SadTalker 512</source>
        <translation>SadTalker 512</translation>
    </message>
    <message>
        <source>The same networks, rendering the face at 512 pixels.</source>
        <translation>同样的网络，以 512 像素渲染人脸。</translation>
    </message>
    <message>
        <source>engine sadtalker, face 512</source>
        <translation>SadTalker 引擎，人脸 512</translation>
    </message>
    <message>
        <source>SadTalker mapping for crop and resize</source>
        <translation>SadTalker 映射网络（裁剪和缩放）</translation>
    </message>
    <message>
        <source>Turns motion into the renderer&apos;s keypoints for cut pictures.</source>
        <translation>把动作转换为渲染器的关键点，用于裁剪后的图片。</translation>
    </message>
    <message>
        <source>engine sadtalker, modes crop, extcrop and resize</source>
        <translation>SadTalker 引擎，裁剪、宽裁剪和缩放模式</translation>
    </message>
    <message>
        <source>SadTalker mapping for full pictures</source>
        <translation>SadTalker 映射网络（整图）</translation>
    </message>
    <message>
        <source>Turns motion into the renderer&apos;s keypoints for whole pictures.</source>
        <translation>把动作转换为渲染器的关键点，用于整张图片。</translation>
    </message>
    <message>
        <source>engine sadtalker, modes full and extfull</source>
        <translation>SadTalker 引擎，整图和宽整图模式</translation>
    </message>
    <message>
        <source>Face detector and 68 landmarks</source>
        <translation>人脸检测和 68 个关键点</translation>
    </message>
    <message>
        <source>The S3FD detector and the 2D FAN-4 network that face-alignment 1.5.0 loads.</source>
        <translation>face-alignment 1.5.0 使用的 S3FD 检测器和 2D FAN-4 网络。</translation>
    </message>
    <message>
        <source>engine sadtalker, landmarks</source>
        <translation>SadTalker 引擎，关键点</translation>
    </message>
    <message>
        <source>LivePortrait</source>
        <translation>LivePortrait</translation>
    </message>
    <message>
        <source>Draws a face of 512 pixels with live eyes, brows and lips, moved by our own curves.</source>
        <translation>以 512 像素绘制人脸，眼睛、眉毛和嘴唇都会动，由我们自己的运动曲线驱动。</translation>
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
        <translation>同样的网络，已转换格式：读取时不需要另存副本。</translation>
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
        <translation>根据听到的声音重新绘制影片中人脸的下半部分。</translation>
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
        <translation>在图片与潜变量之间转换。</translation>
    </message>
    <message>
        <source>Whisper tiny</source>
        <translation>Whisper（tiny）</translation>
    </message>
    <message>
        <source>Its encoder hears the speech.</source>
        <translation>用它的编码器聆听语音。</translation>
    </message>
    <message>
        <source>GFPGAN 1.3</source>
        <translation>GFPGAN 1.3</translation>
    </message>
    <message>
        <source>Restores faces, gently.</source>
        <translation>轻柔地修复人脸。</translation>
    </message>
    <message>
        <source>face enhancement</source>
        <translation>人脸增强</translation>
    </message>
    <message>
        <source>GFPGAN 1.4</source>
        <translation>GFPGAN 1.4</translation>
    </message>
    <message>
        <source>Restores faces with more detail.</source>
        <translation>修复人脸，细节更多。</translation>
    </message>
    <message>
        <source>RestoreFormer</source>
        <translation>RestoreFormer</translation>
    </message>
    <message>
        <source>Restores faces with a transformer.</source>
        <translation>用 Transformer 修复人脸。</translation>
    </message>
    <message>
        <source>Real-ESRGAN x2 plus</source>
        <translation>Real-ESRGAN x2 plus</translation>
    </message>
    <message>
        <source>Doubles the size of a picture.</source>
        <translation>把图片放大到两倍。</translation>
    </message>
    <message>
        <source>background enhancement</source>
        <translation>背景增强</translation>
    </message>
    <message>
        <source>Real-ESRGAN x4 plus</source>
        <translation>Real-ESRGAN x4 plus</translation>
    </message>
    <message>
        <source>Makes a picture four times as large, with most detail.</source>
        <translation>把图片放大到四倍，细节最多。</translation>
    </message>
    <message>
        <source>Real-ESRGAN general x4 v3</source>
        <translation>Real-ESRGAN general x4 v3</translation>
    </message>
    <message>
        <source>Makes a picture four times as large; small and fast.</source>
        <translation>把图片放大到四倍；体积小、速度快。</translation>
    </message>
    <message>
        <source>Stable Diffusion 1.5</source>
        <translation>Stable Diffusion 1.5</translation>
    </message>
    <message>
        <source>Makes portraits from text; fits small graphics cards. Diffusers layout, half precision, without the safety checker.</source>
        <translation>用文字生成人像；适合小显存显卡。Diffusers 目录结构，半精度，不含安全检查器。</translation>
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
        <translation>用文字生成 1024 像素的人像。Diffusers 目录结构，半精度，附带在半精度下可靠的 VAE。</translation>
    </message>
    <message>
        <source>Safety checker for portraits</source>
        <translation>人像的安全检查器</translation>
    </message>
    <message>
        <source>Looks at every drawn picture and holds back what is not fit to be shown; on by default.</source>
        <translation>检查每一张绘制的图片，拦下不宜展示的内容；默认开启。</translation>
    </message>
    <message>
        <source>ControlNet openpose for SD 1.5</source>
        <translation>ControlNet openpose（SD 1.5）</translation>
    </message>
    <message>
        <source>Lets a pose guide the portrait. One file, to be loaded with from_single_file.</source>
        <translation>用姿势引导人像。单个文件，用 from_single_file 加载。</translation>
    </message>
    <message>
        <source>portrait generation, pose</source>
        <translation>人像生成，姿势</translation>
    </message>
    <message>
        <source>ControlNet canny for SD 1.5</source>
        <translation>ControlNet canny（SD 1.5）</translation>
    </message>
    <message>
        <source>Lets edges guide the portrait. One file, to be loaded with from_single_file.</source>
        <translation>用边缘线引导人像。单个文件，用 from_single_file 加载。</translation>
    </message>
    <message>
        <source>portrait generation, edges</source>
        <translation>人像生成，边缘线</translation>
    </message>
    <message>
        <source>DreamShaper 8</source>
        <translation>DreamShaper 8</translation>
    </message>
    <message>
        <source>A portrait checkpoint on SD 1.5, painterly to photographic. One file.</source>
        <translation>基于 SD 1.5 的人像模型，从绘画到照片风格。单个文件。</translation>
    </message>
    <message>
        <source>RealVisXL 5</source>
        <translation>RealVisXL 5</translation>
    </message>
    <message>
        <source>A photographic portrait checkpoint on SDXL, half precision. One file.</source>
        <translation>基于 SDXL 的写实人像模型，半精度。单个文件。</translation>
    </message>
    <message>
        <source>Kokoro voices</source>
        <translation>Kokoro 语音</translation>
    </message>
    <message>
        <source>Speaks a text in natural voices: English, Mandarin, and with espeak-ng installed Spanish, French, Hindi, Italian and Portuguese.</source>
        <translation>用自然的声音朗读文本：英语、普通话；安装 espeak-ng 后还有西班牙语、法语、印地语、意大利语和葡萄牙语。</translation>
    </message>
    <message>
        <source>speech from a text</source>
        <translation>由文本生成语音</translation>
    </message>
    <message>
        <source>Writes down what is said: quickest, with most mistakes.</source>
        <translation>把说的话写成文字：最快，错误最多。</translation>
    </message>
    <message>
        <source>speech recognition</source>
        <translation>语音识别</translation>
    </message>
    <message>
        <source>Whisper base</source>
        <translation>Whisper（base）</translation>
    </message>
    <message>
        <source>Writes down what is said, in 99 languages, with the time of every word.</source>
        <translation>把说的话写成文字，支持 99 种语言，每个词都带时间。</translation>
    </message>
    <message>
        <source>Whisper small</source>
        <translation>Whisper（small）</translation>
    </message>
    <message>
        <source>Writes down what is said: slower than base, with fewer mistakes.</source>
        <translation>把说的话写成文字：比 base 慢，错误更少。</translation>
    </message>
    <message>
        <source>Whisper medium</source>
        <translation>Whisper（medium）</translation>
    </message>
    <message>
        <source>Writes down what is said: for unclear recordings, on a good GPU.</source>
        <translation>把说的话写成文字：适合不清晰的录音，需要较好的显卡。</translation>
    </message>
    <message>
        <source>Whisper large-v3</source>
        <translation>Whisper（large-v3）</translation>
    </message>
    <message>
        <source>Writes down what is said: the fewest mistakes, on a good GPU.</source>
        <translation>把说的话写成文字：错误最少，需要较好的显卡。</translation>
    </message>
    <message>
        <source>Whisper large-v3-turbo</source>
        <translation>Whisper（large-v3-turbo）</translation>
    </message>
    <message>
        <source>Writes down what is said: almost as well as large-v3, several times as fast.</source>
        <translation>把说的话写成文字：几乎和 large-v3 一样好，快好几倍。</translation>
    </message>
    <message>
        <source>Noto Sans CJK</source>
        <translation>Noto Sans CJK</translation>
    </message>
    <message>
        <source>A font with the letters of Chinese, Japanese and Korean, for burned subtitles where the computer has none.</source>
        <translation>含中文、日文和韩文字符的字体，供没有此类字体的电脑嵌入字幕使用。</translation>
    </message>
    <message>
        <source>subtitles</source>
        <translation>字幕</translation>
    </message>
    <message>
        <source>BLIP, captions</source>
        <translation>BLIP，图片说明</translation>
    </message>
    <message>
        <source>Describes pictures in English: the words beside each picture that a model learns from.</source>
        <translation>用英语描述图片：模型学习时每张图片旁的文字。</translation>
    </message>
    <message>
        <source>training a presenter, captions by BLIP</source>
        <translation>训练主讲人，由 BLIP 写说明</translation>
    </message>
    <message>
        <source>Opus-MT Chinese to English</source>
        <translation>Opus-MT 中译英</translation>
    </message>
    <message>
        <source>Translates whole sentences of Chinese prompts, where the portrait glossary does not know a word.</source>
        <translation>翻译中文提示词中的整句，用于人像词库不认识的词。</translation>
    </message>
    <message>
        <source>Chinese prompts</source>
        <translation>中文提示词</translation>
    </message>
    <message>
        <source>LCM LoRA for SD 1.5</source>
        <translation>SD 1.5 的 LCM LoRA</translation>
    </message>
    <message>
        <source>Lets a model on Stable Diffusion 1.5 draw in four steps.</source>
        <translation>让基于 Stable Diffusion 1.5 的模型只用四步绘制。</translation>
    </message>
    <message>
        <source>portrait generation, few steps</source>
        <translation>人像生成，少步数</translation>
    </message>
    <message>
        <source>LCM LoRA for SDXL</source>
        <translation>SDXL 的 LCM LoRA</translation>
    </message>
    <message>
        <source>Lets a model on SDXL draw in four steps.</source>
        <translation>让基于 SDXL 的模型只用四步绘制。</translation>
    </message>
    <message>
        <source>SDXL Lightning LoRA</source>
        <translation>SDXL Lightning LoRA</translation>
    </message>
    <message>
        <source>Lets a model on SDXL draw in four steps, with more detail than LCM.</source>
        <translation>让基于 SDXL 的模型只用四步绘制，细节比 LCM 更多。</translation>
    </message>
    <message>
        <source>Hyper-SD LoRA for SD 1.5</source>
        <translation>SD 1.5 的 Hyper-SD LoRA</translation>
    </message>
    <message>
        <source>Lets a model on Stable Diffusion 1.5 draw in four steps, with more detail than LCM.</source>
        <translation>让基于 Stable Diffusion 1.5 的模型只用四步绘制，细节比 LCM 更多。</translation>
    </message>
    <message>
        <source>Hyper-SD LoRA for SDXL</source>
        <translation>SDXL 的 Hyper-SD LoRA</translation>
    </message>
    <message>
        <source>ControlNet line art for SD 1.5</source>
        <translation>ControlNet 线稿（SD 1.5）</translation>
    </message>
    <message>
        <source>Lets a drawing of lines guide the portrait. One file, to be loaded with from_single_file.</source>
        <translation>让线稿引导人像。单个文件，用 from_single_file 载入。</translation>
    </message>
    <message>
        <source>portrait generation, line art</source>
        <translation>人像生成，线稿</translation>
    </message>
    <message>
        <source>ControlNet scribble for SD 1.5</source>
        <translation>ControlNet 涂鸦（SD 1.5）</translation>
    </message>
    <message>
        <source>Lets a rough sketch guide the portrait. One file, to be loaded with from_single_file.</source>
        <translation>让草图引导人像。单个文件，用 from_single_file 载入。</translation>
    </message>
    <message>
        <source>portrait generation, scribble</source>
        <translation>人像生成，涂鸦</translation>
    </message>
    <message>
        <source>ControlNet soft edge for SD 1.5</source>
        <translation>ControlNet 柔和边缘（SD 1.5）</translation>
    </message>
    <message>
        <source>Lets soft outlines guide the portrait. One file, to be loaded with from_single_file.</source>
        <translation>让柔和的轮廓引导人像。单个文件，用 from_single_file 载入。</translation>
    </message>
    <message>
        <source>portrait generation, soft edge</source>
        <translation>人像生成，柔和边缘</translation>
    </message>
    <message>
        <source>ControlNet depth for SD 1.5</source>
        <translation>ControlNet 深度（SD 1.5）</translation>
    </message>
    <message>
        <source>Lets near and far guide the portrait. One file, to be loaded with from_single_file.</source>
        <translation>让远近引导人像。单个文件，用 from_single_file 载入。</translation>
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
        <translation>保留图片内容，重新绘制细节。单个文件，用 from_single_file 载入。</translation>
    </message>
    <message>
        <source>portrait generation, tile</source>
        <translation>人像生成，tile</translation>
    </message>
    <message>
        <source>Image encoder of IP-Adapters</source>
        <translation>IP-Adapter 的图像编码器</translation>
    </message>
    <message>
        <source>Sees the pictures of a presenter whose face a portrait shall have: CLIP ViT-H.</source>
        <translation>观看主讲人的图片，让人像具有同一张脸：CLIP ViT-H。</translation>
    </message>
    <message>
        <source>portrait generation, the same face</source>
        <translation>人像生成，同一张脸</translation>
    </message>
    <message>
        <source>IP-Adapter for faces, SD 1.5</source>
        <translation>人脸用 IP-Adapter（SD 1.5）</translation>
    </message>
    <message>
        <source>Lets portraits of SD 1.5 have the face of a presenter&apos;s pictures.</source>
        <translation>让 SD 1.5 的人像具有主讲人图片上的脸。</translation>
    </message>
    <message>
        <source>IP-Adapter for faces, SDXL</source>
        <translation>人脸用 IP-Adapter（SDXL）</translation>
    </message>
    <message>
        <source>Lets portraits of SDXL have the face of a presenter&apos;s pictures.</source>
        <translation>让 SDXL 的人像具有主讲人图片上的脸。</translation>
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
        <translation>语音</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Presenter</source>
        <translation>主讲人</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>视频</translation>
    </message>
    <message>
        <source>What happens</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Double-click to choose a file</source>
        <translation>双击以选择文件</translation>
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
        <translation>将制作</translation>
    </message>
    <message>
        <source>made already</source>
        <translation>已制作</translation>
    </message>
    <message>
        <source>is in the queue</source>
        <translation>已在队列中</translation>
    </message>
    <message>
        <source>failed before</source>
        <translation>之前失败</translation>
    </message>
    <message>
        <source>the same as another row</source>
        <translation>与另一行相同</translation>
    </message>
</context>
<context>
    <name>Choices</name>
    <message>
        <source>Best available</source>
        <translation>自动选择最佳</translation>
    </message>
    <message>
        <source>SadTalker</source>
        <translation>SadTalker</translation>
    </message>
    <message>
        <source>Natural head motion and lips with SadTalker</source>
        <translation>用 SadTalker 获得自然的头部动作和口型</translation>
    </message>
    <message>
        <source>Built-in</source>
        <translation>内置</translation>
    </message>
    <message>
        <source>built-in</source>
        <translation>内置</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>处理器</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Real-ESRGAN x4, fast</source>
        <translation>Real-ESRGAN x4（快速）</translation>
    </message>
    <message>
        <source>As the region asks</source>
        <translation>按地区要求</translation>
    </message>
    <message>
        <source>China</source>
        <translation>中国</translation>
    </message>
    <message>
        <source>European Union</source>
        <translation>欧盟</translation>
    </message>
    <message>
        <source>Elsewhere</source>
        <translation>其他地区</translation>
    </message>
    <message>
        <source>First two seconds</source>
        <translation>前两秒</translation>
    </message>
    <message>
        <source>Whole video</source>
        <translation>整个视频</translation>
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
        <translation>缩放</translation>
    </message>
    <message>
        <source>Full</source>
        <translation>整图</translation>
    </message>
    <message>
        <source>Wide crop</source>
        <translation>宽裁剪</translation>
    </message>
    <message>
        <source>Wide full</source>
        <translation>宽整图</translation>
    </message>
    <message>
        <source>Head motion</source>
        <translation>头部动作</translation>
    </message>
    <message>
        <source>Blinks</source>
        <translation>眨眼</translation>
    </message>
    <message>
        <source>Head motion and blinks</source>
        <translation>头部动作和眨眼</translation>
    </message>
    <message>
        <source>All its motion</source>
        <translation>全部动作</translation>
    </message>
    <message>
        <source>As the computer</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Photo studio</source>
        <translation>摄影棚</translation>
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
        <translation>严肃</translation>
    </message>
    <message>
        <source>Glad</source>
        <translation>高兴</translation>
    </message>
    <message>
        <source>Concerned</source>
        <translation>关切</translation>
    </message>
    <message>
        <source>Calmed while speaking</source>
        <translation>说话时收敛</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Small glances</source>
        <translation>自然，偶尔移开</translation>
    </message>
    <message>
        <source>Into the camera</source>
        <translation>看着镜头</translation>
    </message>
    <message>
        <source>Face upright</source>
        <translation>按人脸正立的方向</translation>
    </message>
    <message>
        <source>Not at all</source>
        <translation>不旋转</translation>
    </message>
    <message>
        <source>A quarter to the right</source>
        <translation>向右转四分之一圈</translation>
    </message>
    <message>
        <source>Half a turn</source>
        <translation>转半圈</translation>
    </message>
    <message>
        <source>A quarter to the left</source>
        <translation>向左转四分之一圈</translation>
    </message>
    <message>
        <source>To and fro</source>
        <translation>来回播放</translation>
    </message>
    <message>
        <source>From the best matching picture on</source>
        <translation>从最吻合的画面接着放</translation>
    </message>
    <message>
        <source>The last picture stays</source>
        <translation>停在最后一个画面</translation>
    </message>
    <message>
        <source>It ends where the face is at rest</source>
        <translation>在面部静止处结束</translation>
    </message>
    <message>
        <source>It goes on with its own sound</source>
        <translation>带着原声继续播放</translation>
    </message>
    <message>
        <source>Usual for the kind of file</source>
        <translation>按文件类型</translation>
    </message>
    <message>
        <source>Corporate</source>
        <translation>商务</translation>
    </message>
    <message>
        <source>News desk</source>
        <translation>新闻台</translation>
    </message>
    <message>
        <source>Outdoor</source>
        <translation>户外</translation>
    </message>
    <message>
        <source>Anime</source>
        <translation>动漫</translation>
    </message>
    <message>
        <source>Illustration</source>
        <translation>插画</translation>
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
        <translation>人脸</translation>
    </message>
    <message>
        <source>Head and shoulders</source>
        <translation>头肩</translation>
    </message>
    <message>
        <source>Half-length</source>
        <translation>半身</translation>
    </message>
    <message>
        <source>Studio</source>
        <translation>摄影棚</translation>
    </message>
    <message>
        <source>Soft</source>
        <translation>柔和</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗边的光</translation>
    </message>
    <message>
        <source>Sun</source>
        <translation>阳光</translation>
    </message>
    <message>
        <source>Plain</source>
        <translation>纯色</translation>
    </message>
    <message>
        <source>Office</source>
        <translation>办公室</translation>
    </message>
    <message>
        <source>Newsroom</source>
        <translation>新闻编辑室</translation>
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
        <translation>模型自带</translation>
    </message>
    <message>
        <source>By the device</source>
        <translation>按设备情况</translation>
    </message>
    <message>
        <source>As installed</source>
        <translation>依安装方式</translation>
    </message>
    <message>
        <source>LivePortrait</source>
        <translation>LivePortrait</translation>
    </message>
    <message>
        <source>Live eyes, brows and smiles at 512 pixels with LivePortrait</source>
        <translation>用 LivePortrait 以 512 像素呈现生动的眼睛、眉毛和笑容</translation>
    </message>
    <message>
        <source>Silence, in seconds</source>
        <translation>静音，单位为秒</translation>
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
        <translation>轻一些</translation>
    </message>
    <message>
        <source>Louder</source>
        <translation>响一些</translation>
    </message>
    <message>
        <source>Another voice</source>
        <translation>换一个音色</translation>
    </message>
    <message>
        <source>Nod</source>
        <translation>点头</translation>
    </message>
    <message>
        <source>Shake of the head</source>
        <translation>摇头</translation>
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
        <translation>严肃</translation>
    </message>
    <message>
        <source>Raised brows</source>
        <translation>挑眉</translation>
    </message>
    <message>
        <source>Frown</source>
        <translation>皱眉</translation>
    </message>
    <message>
        <source>Eyes to the left, right, up, down, or back to the camera</source>
        <translation>看向左、右、上、下，或看回镜头</translation>
    </message>
    <message>
        <source>As the video</source>
        <translation>与视频相同</translation>
    </message>
    <message>
        <source>Blurred margin</source>
        <translation>模糊边框</translation>
    </message>
    <message>
        <source>Plain margin</source>
        <translation>纯色边框</translation>
    </message>
    <message>
        <source>By its shape</source>
        <translation>按人形</translation>
    </message>
    <message>
        <source>By the color behind</source>
        <translation>按背景颜色</translation>
    </message>
    <message>
        <source>Center</source>
        <translation>居中</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>In the picture</source>
        <translation>画在画面中</translation>
    </message>
    <message>
        <source>To be switched on in the player</source>
        <translation>在播放器中开启</translation>
    </message>
    <message>
        <source>PNG pictures</source>
        <translation>PNG 图片</translation>
    </message>
    <message>
        <source>From words</source>
        <translation>由文字绘制</translation>
    </message>
    <message>
        <source>From a picture</source>
        <translation>由图片绘制</translation>
    </message>
    <message>
        <source>Part of a picture</source>
        <translation>图片的一部分</translation>
    </message>
    <message>
        <source>Pose or edges of a picture</source>
        <translation>图片的姿势或边缘</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Edges</source>
        <translation>边缘</translation>
    </message>
    <message>
        <source>Pose</source>
        <translation>姿势</translation>
    </message>
    <message>
        <source>Finished drawing of edges</source>
        <translation>现成的边缘图</translation>
    </message>
    <message>
        <source>Finished drawing of a pose</source>
        <translation>现成的姿势图</translation>
    </message>
    <message>
        <source>On</source>
        <translation>开</translation>
    </message>
    <message>
        <source>Do nothing</source>
        <translation>不做任何事</translation>
    </message>
    <message>
        <source>Quit Mouthpiece</source>
        <translation>退出 Mouthpiece</translation>
    </message>
    <message>
        <source>Put the computer to sleep</source>
        <translation>让电脑睡眠</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>标准</translation>
    </message>
    <message>
        <source>Best</source>
        <translation>最佳</translation>
    </message>
    <message>
        <source>Portrait 9:16</source>
        <translation>竖屏 9:16</translation>
    </message>
    <message>
        <source>The video shows head and shoulders.</source>
        <translation>视频显示头部和肩部。</translation>
    </message>
    <message>
        <source>The whole picture, scaled to the size of the video.</source>
        <translation>整张图片，缩放到视频尺寸。</translation>
    </message>
    <message>
        <source>The picture stays as it is; the face moves inside it.</source>
        <translation>图片保持原样，只有其中的脸在动。</translation>
    </message>
    <message>
        <source>Like Crop, with more around the head.</source>
        <translation>与“裁剪”相同，但头部周围保留更多。</translation>
    </message>
    <message>
        <source>Like Full, with more of the head moving.</source>
        <translation>与“整图”相同，但头部活动的范围更大。</translation>
    </message>
    <message>
        <source>Portraits made from a description</source>
        <translation>根据描述生成人像</translation>
    </message>
    <message>
        <source>Speech from a text: English, Chinese and more</source>
        <translation>用文字生成语音：中文、英文等</translation>
    </message>
    <message>
        <source>Sharper faces</source>
        <translation>更清晰的人脸</translation>
    </message>
    <message>
        <source>Larger pictures</source>
        <translation>更大的画面</translation>
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
        <translation>微信视频号</translation>
    </message>
    <message>
        <source>Xiaohongshu (RED)</source>
        <translation>小红书</translation>
    </message>
    <message>
        <source>All of them</source>
        <translation>所有平台</translation>
    </message>
    <message>
        <source>Graphics card (CUDA, ROCm)</source>
        <translation>显卡（CUDA、ROCm）</translation>
    </message>
    <message>
        <source>Graphics card (Intel)</source>
        <translation>显卡（Intel）</translation>
    </message>
    <message>
        <source>Graphics of an Apple computer</source>
        <translation>苹果电脑的图形处理器</translation>
    </message>
    <message>
        <source>Exact</source>
        <translation>精确</translation>
    </message>
    <message>
        <source>Whatever is quicker</source>
        <translation>哪个快用哪个</translation>
    </message>
    <message>
        <source>Clear of the mouth</source>
        <translation>避开嘴部</translation>
    </message>
    <message>
        <source>As the sampler</source>
        <translation>按采样器</translation>
    </message>
    <message>
        <source>Even</source>
        <translation>均匀</translation>
    </message>
    <message>
        <source>Exponential</source>
        <translation>指数</translation>
    </message>
    <message>
        <source>Simple</source>
        <translation>简单</translation>
    </message>
    <message>
        <source>By the model</source>
        <translation>按模型</translation>
    </message>
    <message>
        <source>The picture</source>
        <translation>原图</translation>
    </message>
    <message>
        <source>Colours around it</source>
        <translation>周围的颜色</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>噪声</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>不变</translation>
    </message>
    <message>
        <source>Another color</source>
        <translation>换一种颜色</translation>
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
        <translation>中间</translation>
    </message>
    <message>
        <source>Above</source>
        <translation>上方</translation>
    </message>
    <message>
        <source>Captions: speech written down</source>
        <translation>字幕：把语音写成文字</translation>
    </message>
    <message>
        <source>Stay on</source>
        <translation>保持开机</translation>
    </message>
    <message>
        <source>Sleep</source>
        <translation>睡眠</translation>
    </message>
    <message>
        <source>Switch off</source>
        <translation>关机</translation>
    </message>
    <message>
        <source>A word (textual inversion)</source>
        <translation>一个词（文本反演）</translation>
    </message>
    <message>
        <source>The whole model (DreamBooth)</source>
        <translation>整个模型（DreamBooth）</translation>
    </message>
    <message>
        <source>Typed beside it, else the template</source>
        <translation>旁边的文字，否则用模板</translation>
    </message>
    <message>
        <source>Typed beside it</source>
        <translation>旁边的文字</translation>
    </message>
    <message>
        <source>The template</source>
        <translation>模板</translation>
    </message>
    <message>
        <source>Described by BLIP</source>
        <translation>由 BLIP 描述</translation>
    </message>
    <message>
        <source>AdamW with 8 bits</source>
        <translation>8 位 AdamW</translation>
    </message>
    <message>
        <source>Profession</source>
        <translation>职业</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>年龄</translation>
    </message>
    <message>
        <source>Expression</source>
        <translation>表情</translation>
    </message>
    <message>
        <source>Hair</source>
        <translation>头发</translation>
    </message>
    <message>
        <source>Clothing</source>
        <translation>服装</translation>
    </message>
    <message>
        <source>Accessories</source>
        <translation>配饰</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Framing</source>
        <translation>取景</translation>
    </message>
    <message>
        <source>Posture</source>
        <translation>姿态</translation>
    </message>
    <message>
        <source>Lighting</source>
        <translation>光线</translation>
    </message>
    <message>
        <source>Surroundings</source>
        <translation>场景</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>镜头</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>质量</translation>
    </message>
    <message>
        <source>Style</source>
        <translation>风格</translation>
    </message>
    <message>
        <source>Unwanted</source>
        <translation>不想要的</translation>
    </message>
    <message>
        <source>Pose with the face</source>
        <translation>带脸部的姿势</translation>
    </message>
    <message>
        <source>Line art</source>
        <translation>线稿</translation>
    </message>
    <message>
        <source>Scribble</source>
        <translation>涂鸦</translation>
    </message>
    <message>
        <source>Soft edges</source>
        <translation>柔和边缘</translation>
    </message>
    <message>
        <source>Depth</source>
        <translation>深度</translation>
    </message>
    <message>
        <source>The picture itself</source>
        <translation>图片本身</translation>
    </message>
    <message>
        <source>Finished line art</source>
        <translation>现成的线稿</translation>
    </message>
    <message>
        <source>Finished scribble</source>
        <translation>现成的涂鸦</translation>
    </message>
    <message>
        <source>Finished soft edges</source>
        <translation>现成的柔和边缘</translation>
    </message>
    <message>
        <source>Finished picture of depths</source>
        <translation>现成的深度图</translation>
    </message>
</context>
<context>
    <name>Closing</name>
    <message numerus="yes">
        <source>%n video(s) are being made.</source>
        <translation>
            <numerusform>正在制作 %n 个视频。</numerusform>
        </translation>
    </message>
    <message>
        <source>Paused videos go on from where they are the next time you open Mouthpiece. Waiting videos stay in the queue in any case.</source>
        <translation>暂停的视频会在下次打开 Mouthpiece 时从中断处继续。等待中的视频无论如何都会留在队列里。</translation>
    </message>
    <message>
        <source>Keep working in the background</source>
        <translation>在后台继续制作</translation>
    </message>
    <message>
        <source>Pause and quit</source>
        <translation>暂停并退出</translation>
    </message>
    <message>
        <source>Cancel them and quit</source>
        <translation>取消这些视频并退出</translation>
    </message>
    <message>
        <source>Go on working</source>
        <translation>继续工作</translation>
    </message>
</context>
<context>
    <name>ColorEditor</name>
    <message>
        <source>Choose a color</source>
        <translation>选择颜色</translation>
    </message>
</context>
<context>
    <name>CompareDialog</name>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>提示词</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
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
        <translation>所听到的</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>录音</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
</context>
<context>
    <name>CreatePage</name>
    <message>
        <source>Create</source>
        <translation>制作</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>Try the sample</source>
        <translation>试用示例</translation>
    </message>
    <message>
        <source>Fills in a portrait and a recording of ours</source>
        <translation>填入我们准备的人像和录音</translation>
    </message>
    <message>
        <source>Start anew</source>
        <translation>重新开始</translation>
    </message>
    <message>
        <source>Empties the page for another video</source>
        <translation>清空本页，制作另一个视频</translation>
    </message>
    <message>
        <source>New words for a film…</source>
        <translation>给影片配新的话…</translation>
    </message>
    <message>
        <source>A filmed person says something else</source>
        <translation>让影片里的人说别的话</translation>
    </message>
    <message>
        <source>What was on this page was replaced.</source>
        <translation>本页原有的内容已被替换。</translation>
    </message>
    <message>
        <source>Give a portrait, and a recording or a text first.</source>
        <translation>请先提供人像，以及录音或文本。</translation>
    </message>
    <message>
        <source>The files are being looked at.</source>
        <translation>正在查看文件。</translation>
    </message>
    <message>
        <source>A video without the label needs a reason; see More options.</source>
        <translation>不带标识的视频需要说明理由；请看“更多选项”。</translation>
    </message>
    <message>
        <source>One of the options does not fit.</source>
        <translation>有一个选项的值不合适。</translation>
    </message>
    <message>
        <source>Something stands in the way; see the notes above.</source>
        <translation>还有问题需要解决，请看上面的提示。</translation>
    </message>
</context>
<context>
    <name>CropDialog</name>
    <message>
        <source>New presenter</source>
        <translation>新主讲人</translation>
    </message>
    <message>
        <source>Frame</source>
        <translation>裁剪框</translation>
    </message>
    <message>
        <source>Drag the frame; arrow keys move it, with Shift its corner.</source>
        <translation>拖动裁剪框；方向键移动它，按住 Shift 则移动它的角。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Whole picture</source>
        <translation>整张图片</translation>
    </message>
    <message>
        <source>Add presenter</source>
        <translation>添加主讲人</translation>
    </message>
</context>
<context>
    <name>CueModel</name>
    <message>
        <source>From</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>To</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>Second language</source>
        <translation>第二语言</translation>
    </message>
</context>
<context>
    <name>CuePlayer</name>
    <message>
        <source>Words of the chosen row</source>
        <translation>所选行的词语</translation>
    </message>
    <message>
        <source>Click a word, or press Enter on it, to hear it</source>
        <translation>点击词语，或在其上按 Enter，即可试听</translation>
    </message>
    <message>
        <source>Waveform</source>
        <translation>波形</translation>
    </message>
    <message>
        <source>Click to go there, drag to select a stretch</source>
        <translation>点击可跳到该处，拖动可选取一段</translation>
    </message>
    <message>
        <source>Hear it</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Plays the selected stretch</source>
        <translation>播放所选的一段</translation>
    </message>
    <message>
        <source>Use as times</source>
        <translation>用作起止时间</translation>
    </message>
    <message>
        <source>Gives the chosen row the times of the selected stretch</source>
        <translation>把所选一段的起止时间用于所选行</translation>
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
        <translation>在所选词语之前，或在中间附近把这一行拆开 (Ctrl+D)</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>合并</translation>
    </message>
    <message>
        <source>Makes one row of the selected ones (Ctrl+J)</source>
        <translation>把所选行合并为一行 (Ctrl+J)</translation>
    </message>
    <message>
        <source>Delete the selected rows</source>
        <translation>删除所选行</translation>
    </message>
    <message>
        <source>Undo (Ctrl+Z)</source>
        <translation>撤销 (Ctrl+Z)</translation>
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
        <translation>移动的秒数</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>移动</translation>
    </message>
    <message>
        <source>Moves the selected rows, or all, so many seconds later; less than 0 earlier</source>
        <translation>把所选行或全部推后这么多秒；负数则提前</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>What is looked for in all rows</source>
        <translation>在所有行中查找的内容</translation>
    </message>
    <message>
        <source>Replace with</source>
        <translation>替换为</translation>
    </message>
    <message>
        <source>What takes its place; may be empty</source>
        <translation>替换成的内容，可以为空</translation>
    </message>
    <message>
        <source>Aa</source>
        <translation>Aa</translation>
    </message>
    <message>
        <source>Capitals count</source>
        <translation>区分大小写</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一处</translation>
    </message>
    <message>
        <source>Goes to the next row that has it</source>
        <translation>跳到下一处</translation>
    </message>
    <message>
        <source>Replace all</source>
        <translation>全部替换</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>未找到</translation>
    </message>
    <message numerus="yes">
        <source>%n replaced</source>
        <translation>
            <numerusform>已替换 %n 处</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DayField</name>
    <message>
        <source>Choose a day</source>
        <translation>选择日期</translation>
    </message>
    <message>
        <source>Earlier month</source>
        <translation>上个月</translation>
    </message>
    <message>
        <source>Later month</source>
        <translation>下个月</translation>
    </message>
    <message>
        <source>Choose the month</source>
        <translation>选择月份</translation>
    </message>
    <message>
        <source>Choose the year</source>
        <translation>选择年份</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年份</translation>
    </message>
    <message>
        <source>Days of the month</source>
        <translation>当月日期</translation>
    </message>
    <message>
        <source>This is no day. Write it as 2027-12-31.</source>
        <translation>这不是日期。请写成 2027-12-31。</translation>
    </message>
</context>
<context>
    <name>DeclaredForm</name>
    <message>
        <source>More options</source>
        <translation>更多选项</translation>
    </message>
    <message>
        <source>Fewer options</source>
        <translation>收起选项</translation>
    </message>
</context>
<context>
    <name>DeliverDialog</name>
    <message>
        <source>Another version</source>
        <translation>另一个版本</translation>
    </message>
    <message numerus="yes">
        <source>Another version of %n video(s)</source>
        <translation>
            <numerusform>%n 个视频的另一个版本</numerusform>
        </translation>
    </message>
    <message>
        <source>Another version of {name}</source>
        <translation>{name} 的另一个版本</translation>
    </message>
    <message>
        <source>A further file of the same video</source>
        <translation>同一视频的另一个文件</translation>
    </message>
    <message>
        <source>The face is not drawn again, so this is quick. The video itself stays.</source>
        <translation>无需重新绘制面部，因此很快。原视频保持不变。</translation>
    </message>
    <message>
        <source>Add to queue</source>
        <translation>加入队列</translation>
    </message>
    <message>
        <source>Use these options</source>
        <translation>使用这些选项</translation>
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
        <translation>请选择其他文件。</translation>
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
        <translation>处理器</translation>
    </message>
    <message>
        <source>{} of memory free of {}.</source>
        <translation>可用内存 {}，共 {}。</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
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
        <translation>人脸模型</translation>
    </message>
    <message>
        <source>Assets</source>
        <translation>附带文件</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>用户文件夹</translation>
    </message>
    <message>
        <source>{} free at {}.</source>
        <translation>可用 {}，位于 {}。</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>磁盘</translation>
    </message>
    <message>
        <source>Qt</source>
        <translation>Qt</translation>
    </message>
    <message>
        <source>Python {} on {}.</source>
        <translation>Python {}，系统 {}。</translation>
    </message>
    <message>
        <source>{} processor cores.</source>
        <translation>{} 个处理器核心。</translation>
    </message>
    <message>
        <source>Portraits can be drawn once a model is installed.</source>
        <translation>装好模型后即可绘制人像。</translation>
    </message>
    <message>
        <source>{} with libx264 and aac.</source>
        <translation>{}，带有 libx264 和 aac。</translation>
    </message>
    <message>
        <source>Detector, mesh and its {} edges are there.</source>
        <translation>检测器、网格及其 {} 条边都在。</translation>
    </message>
    <message>
        <source>Sample portrait and speech, {}.</source>
        <translation>示例人像和录音，{}。</translation>
    </message>
    <message>
        <source>{} can be written.</source>
        <translation>{} 可以写入。</translation>
    </message>
    <message>
        <source>Qt starts, and all its system libraries are there.</source>
        <translation>Qt 可以启动，所需的系统库都在。</translation>
    </message>
    <message>
        <source>Close other programs before long renders.</source>
        <translation>渲染长视频前请关闭其他程序。</translation>
    </message>
    <message>
        <source>Drawing portraits needs {}, which is not installed.</source>
        <translation>绘制人像需要 {}，但尚未安装。</translation>
    </message>
    <message>
        <source>{} lacks the encoders {}.</source>
        <translation>{} 缺少编码器 {}。</translation>
    </message>
    <message>
        <source>Unset IMAGEIO_FFMPEG_EXE, or name an ffmpeg that has them.</source>
        <translation>请取消 IMAGEIO_FFMPEG_EXE，或指定带有它们的 ffmpeg。</translation>
    </message>
    <message>
        <source>The built-in engine&apos;s trained file is missing.</source>
        <translation>缺少内置引擎的训练文件。</translation>
    </message>
    <message>
        <source>Install Mouthpiece again, or restore the folder `assets` of the checkout.</source>
        <translation>请重新安装 Mouthpiece，或恢复源码中的文件夹 `assets`。</translation>
    </message>
    <message>
        <source>Free some space, or set MOUTHPIECE_HOME.</source>
        <translation>请腾出一些空间，或设置 MOUTHPIECE_HOME。</translation>
    </message>
    <message>
        <source>Long videos may need more.</source>
        <translation>长视频可能需要更多。</translation>
    </message>
    <message>
        <source>The window needs system libraries that are missing: {}.</source>
        <translation>窗口缺少所需的系统库：{}。</translation>
    </message>
    <message>
        <source>Qt does not start: {}.</source>
        <translation>Qt 无法启动：{}。</translation>
    </message>
    <message>
        <source>Install PySide6 again.</source>
        <translation>请重新安装 PySide6。</translation>
    </message>
    <message>
        <source>ffmpeg does not start: {}.</source>
        <translation>ffmpeg 无法启动：{}。</translation>
    </message>
    <message>
        <source>Install imageio-ffmpeg.</source>
        <translation>请安装 imageio-ffmpeg。</translation>
    </message>
    <message>
        <source>The folder {} cannot be written: {}.</source>
        <translation>文件夹 {} 无法写入：{}。</translation>
    </message>
    <message>
        <source>Set MOUTHPIECE_HOME to a folder of your own.</source>
        <translation>请把 MOUTHPIECE_HOME 设为您自己的文件夹。</translation>
    </message>
    <message>
        <source>Engines</source>
        <translation>引擎</translation>
    </message>
    <message>
        <source>New words for films: {} is ready; with more models also {}.</source>
        <translation>给影片配新的话：{} 可用；获取更多模型后还可以用 {}。</translation>
    </message>
    <message>
        <source>Engines of other packages cannot be used: {}.</source>
        <translation>其他软件包的引擎无法使用：{}。</translation>
    </message>
    <message>
        <source>Install their packages again, or remove them.</source>
        <translation>请重新安装这些软件包，或将其移除。</translation>
    </message>
    <message>
        <source>Farm</source>
        <translation>渲染农场</translation>
    </message>
    <message>
        <source>The farm&apos;s keys are valid until {}.</source>
        <translation>农场密钥的有效期至 {}。</translation>
    </message>
    <message>
        <source>Where they were made: mouthpiece farm keys --renew for that computer itself, mouthpiece farm keys NAME for another one.</source>
        <translation>请在生成密钥的电脑上运行：该电脑自己用 mouthpiece farm keys --renew，其他电脑用 mouthpiece farm keys NAME。</translation>
    </message>
    <message>
        <source>The farm&apos;s keys are valid from {} on.</source>
        <translation>农场密钥从 {} 起才有效。</translation>
    </message>
    <message>
        <source>Set the clock of this computer right.</source>
        <translation>请校准这台电脑的时钟。</translation>
    </message>
    <message>
        <source>This computer has no keys for a farm.</source>
        <translation>这台电脑没有农场密钥。</translation>
    </message>
    <message>
        <source>The farm&apos;s keys in {} cannot be read: {}.</source>
        <translation>无法读取 {} 中的农场密钥：{}。</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>签名</translation>
    </message>
    <message>
        <source>Videos are signed with {}.</source>
        <translation>视频使用 {} 签名。</translation>
    </message>
    <message>
        <source>Videos are labelled, not signed, as the settings say.</source>
        <translation>按照设置，视频只加标识，不签名。</translation>
    </message>
    <message>
        <source>Videos are signed with a certificate of this computer.</source>
        <translation>视频使用这台电脑的证书签名。</translation>
    </message>
    <message>
        <source>Videos are labelled, not signed: {}.</source>
        <translation>视频只加标识，没有签名：{}。</translation>
    </message>
    <message>
        <source>Install c2pa-python and cryptography again.</source>
        <translation>请重新安装 c2pa-python 和 cryptography。</translation>
    </message>
    <message>
        <source>torch</source>
        <translation>torch</translation>
    </message>
    <message>
        <source>torch {} on {} ({}).</source>
        <translation>torch {}，运行于 {}（{}）。</translation>
    </message>
    <message>
        <source>torch is not installed; the built-in engine works without it.</source>
        <translation>没有安装 torch；内置引擎不需要它。</translation>
    </message>
    <message>
        <source>Run `python start.py` again while connected to the internet.</source>
        <translation>请在联网时再次运行 `python start.py`。</translation>
    </message>
    <message>
        <source>torch {}; no GPU, which is fine.</source>
        <translation>torch {}；没有显卡，也没关系。</translation>
    </message>
    <message>
        <source>There is a GPU ({}) that torch {} cannot use.</source>
        <translation>有一块显卡（{}），但 torch {} 无法使用它。</translation>
    </message>
    <message>
        <source>Run `python start.py` again while connected to the internet. If that does not help, update the NVIDIA driver.</source>
        <translation>请在联网时再次运行 `python start.py`。如果仍不行，请更新 NVIDIA 驱动。</translation>
    </message>
    <message>
        <source>torch {} was built for {}, not for {} ({}).</source>
        <translation>torch {} 是为 {} 构建的，不适用于 {}（{}）。</translation>
    </message>
    <message>
        <source>Run `python start.py` again while connected to the internet: it chooses the build for this GPU.</source>
        <translation>请在联网时再次运行 `python start.py`：它会选择适合这块显卡的版本。</translation>
    </message>
    <message>
        <source>Dubs</source>
        <translation>影片配新话</translation>
    </message>
    <message>
        <source>New words for films: {}.</source>
        <translation>给影片配新的话：{}。</translation>
    </message>
    <message>
        <source>Backends</source>
        <translation>计算后端</translation>
    </message>
    <message>
        <source>{} tried; quickest here: {}.</source>
        <translation>已试用 {}；本机上最快的是：{}。</translation>
    </message>
    <message>
        <source>torch computes networks; others can be got with `mouthpiece backends`: {}.</source>
        <translation>神经网络由 torch 计算；可用 `mouthpiece backends` 获取其他后端：{}。</translation>
    </message>
    <message>
        <source>torch computes instead of what cannot be used: {}.</source>
        <translation>以下后端不可用，由 torch 代为计算：{}。</translation>
    </message>
    <message>
        <source>Update the driver, or get the backend again: mouthpiece backends get BACKEND.</source>
        <translation>请更新驱动程序，或重新获取后端：mouthpiece backends get BACKEND。</translation>
    </message>
    <message>
        <source>{} will be measured at the next render.</source>
        <translation>{} 将在下次制作视频时测速。</translation>
    </message>
    <message>
        <source>torch {} on {} (ROCm {}).</source>
        <translation>torch {}，运行于 {}（ROCm {}）。</translation>
    </message>
    <message>
        <source>torch {} on {}.</source>
        <translation>torch {}，运行于 {}。</translation>
    </message>
    <message>
        <source>Graphics memory</source>
        <translation>显卡内存</translation>
    </message>
    <message>
        <source>The graphics driver has moved {} of the card&apos;s memory to the computer&apos;s: what uses it is up to thirty times slower.</source>
        <translation>显卡驱动程序把 {} 显卡内存移到了电脑内存中：使用它的程序可能慢三十倍。</translation>
    </message>
    <message>
        <source>Close other programs that use the graphics card, or choose a smaller size. The driver&apos;s settings can forbid it (CUDA - Sysmem Fallback Policy).</source>
        <translation>请关闭其他使用显卡的程序，或选择较小的尺寸。驱动程序的设置可以禁止这种做法（CUDA - Sysmem Fallback Policy）。</translation>
    </message>
    <message>
        <source>No program&apos;s graphics memory has been moved away.</source>
        <translation>没有程序的显卡内存被移走。</translation>
    </message>
</context>
<context>
    <name>DrawPanel</name>
    <message>
        <source>Draw</source>
        <translation>绘制</translation>
    </message>
    <message>
        <source>Paint mask…</source>
        <translation>绘制蒙版…</translation>
    </message>
    <message>
        <source>Picture…</source>
        <translation>图片…</translation>
    </message>
    <message>
        <source>Describe the presenter, or choose from the lists, and draw some candidates.</source>
        <translation>描述主讲人，或从列表中选择，然后绘制几张候选图。</translation>
    </message>
    <message>
        <source>Choose a picture first.</source>
        <translation>请先选择图片。</translation>
    </message>
    <message>
        <source>Paint a mask first.</source>
        <translation>请先绘制蒙版。</translation>
    </message>
    <message>
        <source>One of the options does not fit.</source>
        <translation>有一个选项不合适。</translation>
    </message>
    <message>
        <source>Waiting in the queue</source>
        <translation>正在队列中等待</translation>
    </message>
    <message numerus="yes">
        <source>%n candidate(s), the fittest first</source>
        <translation>
            <numerusform>%n 张候选图，最合适的在前</numerusform>
        </translation>
    </message>
    <message>
        <source>Drawing</source>
        <translation>正在绘制</translation>
    </message>
    <message>
        <source>Read a picture…</source>
        <translation>读取图片…</translation>
    </message>
    <message>
        <source>Takes over how a picture was made, by this program or by another.</source>
        <translation>沿用某张图片的制作方式，无论出自本程序还是其他程序。</translation>
    </message>
    <message>
        <source>{name} was read.</source>
        <translation>已读取 {name}。</translation>
    </message>
    <message>
        <source>Not taken over: {left}</source>
        <translation>未沿用：{left}</translation>
    </message>
    <message>
        <source>The likeness must begin before it ends.</source>
        <translation>相似起点必须在终点之前。</translation>
    </message>
</context>
<context>
    <name>DropZone</name>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>最近使用</translation>
    </message>
    <message>
        <source>Files that you used before</source>
        <translation>您以前用过的文件</translation>
    </message>
    <message>
        <source>Choose another file</source>
        <translation>选择其他文件</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
</context>
<context>
    <name>DubDialog</name>
    <message>
        <source>New words for a film</source>
        <translation>给影片配新的话</translation>
    </message>
    <message>
        <source>The person in the film says something else. Only lips and chin are drawn anew; all else stays as it was filmed.</source>
        <translation>让影片里的人说别的话。只重画嘴唇和下巴，其余都保持拍摄时的样子。</translation>
    </message>
    <message>
        <source>See the join</source>
        <translation>查看衔接处</translation>
    </message>
    <message>
        <source>Add to queue</source>
        <translation>加入队列</translation>
    </message>
    <message>
        <source>The film is looked through…</source>
        <translation>正在查看影片…</translation>
    </message>
    <message>
        <source>Where the film goes on when the speech is longer, or ends when it is shorter</source>
        <translation>语音更长时影片接着放的地方，或语音更短时结束的地方</translation>
    </message>
</context>
<context>
    <name>Estimate</name>
    <message>
        <source>{length} of video: about {time} of work on this computer</source>
        <translation>视频时长 {length}：在这台电脑上约需 {time}</translation>
    </message>
</context>
<context>
    <name>FarmView</name>
    <message>
        <source>Test the connection</source>
        <translation>测试连接</translation>
    </message>
    <message>
        <source>Name the scheduler first.</source>
        <translation>请先填写调度器。</translation>
    </message>
    <message>
        <source>Asking the scheduler…</source>
        <translation>正在询问调度器…</translation>
    </message>
    <message>
        <source>The scheduler answers; computers: {count}.</source>
        <translation>调度器有应答;电脑数:{count}。</translation>
    </message>
    <message>
        <source>idle</source>
        <translation>空闲</translation>
    </message>
    <message>
        <source>makes job {job}</source>
        <translation>正在制作任务 {job}</translation>
    </message>
    <message>
        <source>processor</source>
        <translation>处理器</translation>
    </message>
    <message>
        <source>{size} of memory free</source>
        <translation>可用内存 {size}</translation>
    </message>
</context>
<context>
    <name>FileChoice</name>
    <message>
        <source>Choose a portrait</source>
        <translation>选择人像</translation>
    </message>
    <message>
        <source>Portraits</source>
        <translation>人像</translation>
    </message>
    <message>
        <source>Choose a picture</source>
        <translation>选择图片</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Choose a recording</source>
        <translation>选择录音</translation>
    </message>
    <message>
        <source>Recordings</source>
        <translation>录音</translation>
    </message>
    <message>
        <source>Choose the second recording</source>
        <translation>选择第二段录音</translation>
    </message>
    <message>
        <source>Choose a video</source>
        <translation>选择视频</translation>
    </message>
    <message>
        <source>Videos</source>
        <translation>视频</translation>
    </message>
    <message>
        <source>Choose subtitles</source>
        <translation>选择字幕</translation>
    </message>
    <message>
        <source>Subtitles</source>
        <translation>字幕</translation>
    </message>
    <message>
        <source>Choose a sheet</source>
        <translation>选择表格</translation>
    </message>
    <message>
        <source>Sheets</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Choose a list of words</source>
        <translation>选择词表</translation>
    </message>
    <message>
        <source>Lists of words</source>
        <translation>词表</translation>
    </message>
    <message>
        <source>Choose a brand</source>
        <translation>选择品牌</translation>
    </message>
    <message>
        <source>Brands</source>
        <translation>品牌</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>选择文件</translation>
    </message>
</context>
<context>
    <name>FileEditor</name>
    <message>
        <source>Choose a file</source>
        <translation>选择文件</translation>
    </message>
</context>
<context>
    <name>FileOpener</name>
    <message>
        <source>Put the preset {name} into your list?</source>
        <translation>将预设“{name}”加入您的列表吗？</translation>
    </message>
    <message>
        <source>Put it there</source>
        <translation>放入列表</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>不用</translation>
    </message>
    <message>
        <source>The preset {name} is in the list.</source>
        <translation>预设“{name}”已在列表中。</translation>
    </message>
</context>
<context>
    <name>FilmInput</name>
    <message>
        <source>Click the face that speaks.</source>
        <translation>请点击说话的那张脸。</translation>
    </message>
    <message>
        <source>Drop a film here</source>
        <translation>把影片拖到这里</translation>
    </message>
    <message>
        <source>A film of a person who speaks, as long as you like.</source>
        <translation>一个人说话的影片，长短不限。</translation>
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
        <translation>{name} 的授权已到期。</translation>
    </message>
    <message>
        <source>Ask its owner again, and note the new date in Avatars.</source>
        <translation>请再次征得权利人同意，并在“形象”中记下新的日期。</translation>
    </message>
    <message>
        <source>Choose the file again.</source>
        <translation>请重新选择文件。</translation>
    </message>
    <message>
        <source>{name} is a folder.</source>
        <translation>{name} 是文件夹。</translation>
    </message>
    <message>
        <source>For many videos at once, drop it on the page Batch.</source>
        <translation>要一次制作多个视频，请把它拖到“批量”页面。</translation>
    </message>
    <message>
        <source>{name} is not a picture we can read.</source>
        <translation>{name} 不是可以读取的图片。</translation>
    </message>
    <message>
        <source>Give a PNG, JPEG, HEIC, WebP or TIFF.</source>
        <translation>请提供 PNG、JPEG、HEIC、WebP 或 TIFF。</translation>
    </message>
    <message>
        <source>{name} is damaged.</source>
        <translation>{name} 已损坏。</translation>
    </message>
    <message>
        <source>Copy or export the picture again.</source>
        <translation>请重新复制或导出图片。</translation>
    </message>
    <message>
        <source>{name} is too small.</source>
        <translation>{name} 太小。</translation>
    </message>
    <message>
        <source>512 pixels a side or more look good.</source>
        <translation>每边 512 像素以上效果才好。</translation>
    </message>
    <message>
        <source>{name} is too large.</source>
        <translation>{name} 太大。</translation>
    </message>
    <message>
        <source>Save it with at most 100 megapixels.</source>
        <translation>请保存为不超过 1 亿像素。</translation>
    </message>
    <message>
        <source>No face was found.</source>
        <translation>没有找到人脸。</translation>
    </message>
    <message>
        <source>Give a picture of one person who looks at the camera.</source>
        <translation>请提供一个人面向镜头的图片。</translation>
    </message>
    <message>
        <source>This does not look like a human face.</source>
        <translation>这看起来不像人脸。</translation>
    </message>
    <message>
        <source>The face is seen from the side.</source>
        <translation>这是侧脸。</translation>
    </message>
    <message>
        <source>Both eyes must be visible.</source>
        <translation>必须能看到两只眼睛。</translation>
    </message>
    <message>
        <source>{name} is larger than phones play; the video is smaller.</source>
        <translation>{name} 超出手机能播放的大小，视频会小一些。</translation>
    </message>
    <message>
        <source>“Original size” under More keeps all of its pixels.</source>
        <translation>“更多”中的“原始尺寸”可保留全部像素。</translation>
    </message>
    <message>
        <source>The video is larger than phones and many computers play.</source>
        <translation>视频超出手机和许多电脑能播放的大小。</translation>
    </message>
    <message>
        <source>Choose less upscaling, or fewer frames per second.</source>
        <translation>请降低放大倍数或帧率。</translation>
    </message>
    <message>
        <source>The portrait was not upright, so it is turned.</source>
        <translation>人像不是正立的，已自动旋转。</translation>
    </message>
    <message>
        <source>“Turn the portrait” under More turns it otherwise.</source>
        <translation>可在“更多选项”的“旋转人像”中另行设置。</translation>
    </message>
    <message>
        <source>The face is too small.</source>
        <translation>人脸太小。</translation>
    </message>
    <message>
        <source>Give a picture in which it is at least 200 pixels wide.</source>
        <translation>请提供人脸宽度至少 200 像素的图片。</translation>
    </message>
    <message>
        <source>The chosen face is not in this picture.</source>
        <translation>所选的人脸不在这张图片里。</translation>
    </message>
    <message>
        <source>Click the face that shall speak.</source>
        <translation>请点击要说话的人脸。</translation>
    </message>
    <message>
        <source>{name} is transparent: light grey stands behind it.</source>
        <translation>{name} 是透明的：后面显示浅灰色。</translation>
    </message>
    <message>
        <source>“New background” shows something else there.</source>
        <translation>可用“新背景”换成别的。</translation>
    </message>
    <message>
        <source>{name} is an HDR video; its colors are made usual ones.</source>
        <translation>{name} 是 HDR 视频，颜色会转换为普通颜色。</translation>
    </message>
    <message>
        <source>There are several faces; the largest one will speak.</source>
        <translation>图中有多张人脸；将由最大的一张说话。</translation>
    </message>
    <message>
        <source>Click another one to choose it.</source>
        <translation>点击另一张脸即可选择它。</translation>
    </message>
    <message>
        <source>Mouth or chin are not all inside the picture.</source>
        <translation>嘴或下巴没有完全在图片里。</translation>
    </message>
    <message>
        <source>Give a picture that shows the whole face.</source>
        <translation>请提供露出整张脸的图片。</translation>
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
        <translation>两人对话需要一张有两张人脸的图片。</translation>
    </message>
    <message>
        <source>Give such a picture, or take the second recording away.</source>
        <translation>请提供这样的图片，或移除第二段录音。</translation>
    </message>
    <message>
        <source>The two faces touch or cover each other.</source>
        <translation>两张人脸相互接触或遮挡。</translation>
    </message>
    <message>
        <source>Give a picture with some room between them.</source>
        <translation>请提供两张脸之间留有间隔的图片。</translation>
    </message>
    <message>
        <source>{name} has a changing frame rate; it becomes constant.</source>
        <translation>{name} 的帧率会变化；会改为恒定帧率。</translation>
    </message>
    <message>
        <source>{name} is interlaced; its half pictures become whole ones.</source>
        <translation>{name} 是隔行扫描的；会改为逐行画面。</translation>
    </message>
    <message>
        <source>{name} has finer colors than videos that play everywhere.</source>
        <translation>{name} 的色彩比到处都能播放的视频更细；新视频为 8 位。</translation>
    </message>
    <message>
        <source>Where the face is away or covered, the pictures of {name} stay as they are.</source>
        <translation>脸不在或被挡住时，{name} 的画面保持原样。</translation>
    </message>
    <message>
        <source>Something may cover the mouth.</source>
        <translation>嘴可能被什么东西遮住了。</translation>
    </message>
    <message>
        <source>The lips are drawn over it; a free mouth looks right.</source>
        <translation>嘴唇会画在遮挡物上；嘴部无遮挡时效果才自然。</translation>
    </message>
    <message>
        <source>The eyes seem to be closed.</source>
        <translation>眼睛似乎是闭着的。</translation>
    </message>
    <message>
        <source>They stay as they are; open eyes look more alive.</source>
        <translation>眼睛会保持原样；睁开的眼睛更有生气。</translation>
    </message>
    <message>
        <source>The eyes seem to be hidden.</source>
        <translation>眼睛似乎被遮住了。</translation>
    </message>
    <message>
        <source>They do not blink; a picture without dark glasses looks more alive.</source>
        <translation>它们不会眨眼；不戴墨镜的照片看起来更生动。</translation>
    </message>
    <message>
        <source>The face is small, so the video will look soft.</source>
        <translation>人脸较小，视频会显得模糊。</translation>
    </message>
    <message>
        <source>A face 200 pixels wide or more looks crisp.</source>
        <translation>人脸宽度达到 200 像素才清晰。</translation>
    </message>
    <message>
        <source>The face looks to the side.</source>
        <translation>脸转向了一侧。</translation>
    </message>
    <message>
        <source>A frontal picture moves more naturally.</source>
        <translation>正面的图片动起来更自然。</translation>
    </message>
    <message>
        <source>The face is very dark.</source>
        <translation>脸部很暗。</translation>
    </message>
    <message>
        <source>The face is very bright.</source>
        <translation>脸部过亮。</translation>
    </message>
    <message>
        <source>{name} is not a recording we can read.</source>
        <translation>{name} 不是可以读取的录音。</translation>
    </message>
    <message>
        <source>Give a WAV, MP3, M4A or FLAC, or a video with sound.</source>
        <translation>请提供 WAV、MP3、M4A 或 FLAC，或者有声音的视频。</translation>
    </message>
    <message>
        <source>{name} has no sound.</source>
        <translation>{name} 没有声音。</translation>
    </message>
    <message>
        <source>{name} does not have that channel.</source>
        <translation>{name} 没有这个声道。</translation>
    </message>
    <message>
        <source>Choose another channel under More; 0 is all of them.</source>
        <translation>请在“更多”中选择其他声道；0 表示全部声道。</translation>
    </message>
    <message>
        <source>{name} is empty.</source>
        <translation>{name} 是空的。</translation>
    </message>
    <message>
        <source>{name} is silent.</source>
        <translation>{name} 是静音的。</translation>
    </message>
    <message>
        <source>Check that the right track was recorded.</source>
        <translation>请确认录到了正确的音轨。</translation>
    </message>
    <message>
        <source>Nobody speaks in {name}.</source>
        <translation>{name} 里没有人说话。</translation>
    </message>
    <message>
        <source>{name} is too short.</source>
        <translation>{name} 太短。</translation>
    </message>
    <message>
        <source>Nothing is left of {name} after trimming.</source>
        <translation>截取后{name}什么都没剩下。</translation>
    </message>
    <message>
        <source>Choose another stretch of it.</source>
        <translation>请另选一段。</translation>
    </message>
    <message>
        <source>{name} is longer than allowed.</source>
        <translation>{name} 超过了允许的长度。</translation>
    </message>
    <message>
        <source>Cut it, or raise “Longest speech” under More.</source>
        <translation>请剪短，或在“更多选项”中调高“最长语音”。</translation>
    </message>
    <message>
        <source>{name} holds broken samples.</source>
        <translation>{name} 含有损坏的采样。</translation>
    </message>
    <message>
        <source>Export it again as WAV with 16 or 24 bits.</source>
        <translation>请重新导出为 16 或 24 位的 WAV。</translation>
    </message>
    <message>
        <source>{name} has more than one sound track.</source>
        <translation>{name} 有不止一条音轨。</translation>
    </message>
    <message>
        <source>If the wrong one is heard, choose another under More.</source>
        <translation>如果听到的不是想要的，请在“更多”中选择另一条。</translation>
    </message>
    <message>
        <source>The channels of {name} cancel each other out.</source>
        <translation>{name} 的声道相互抵消。</translation>
    </message>
    <message>
        <source>The loudest of them alone is heard.</source>
        <translation>只使用其中最响的声道。</translation>
    </message>
    <message>
        <source>{name} has holes where nothing was recorded.</source>
        <translation>{name} 中有没录到声音的空缺。</translation>
    </message>
    <message>
        <source>They are filled with silence: everything stays in time.</source>
        <translation>空缺处补上了静音，前后时间保持不变。</translation>
    </message>
    <message>
        <source>No voice stands out in {name}.</source>
        <translation>{name} 中听不出明显的人声。</translation>
    </message>
    <message>
        <source>Lips would move with its music or noise.</source>
        <translation>嘴唇会跟着其中的音乐或噪声动。</translation>
    </message>
    <message>
        <source>Both speakers would say the same.</source>
        <translation>两位说话人会说同样的内容。</translation>
    </message>
    <message>
        <source>Record each voice in a channel or a file of its own.</source>
        <translation>请将每个人的声音录在各自的声道或文件中。</translation>
    </message>
    <message>
        <source>{name} seems to hold two voices, one in each channel.</source>
        <translation>{name} 似乎包含两个人的声音，每个声道一个。</translation>
    </message>
    <message>
        <source>With a picture of two faces each can speak one; else choose a channel under More.</source>
        <translation>使用有两张人脸的图片时，每张脸可各说一个声道；否则请在“更多”中选择声道。</translation>
    </message>
    <message>
        <source>One recording is shorter than the other.</source>
        <translation>一段录音比另一段短。</translation>
    </message>
    <message>
        <source>Its speaker listens from then on.</source>
        <translation>此后该说话人只是倾听。</translation>
    </message>
    <message>
        <source>The recording has telephone quality.</source>
        <translation>录音是电话音质。</translation>
    </message>
    <message>
        <source>Lips follow better from 16 kHz on.</source>
        <translation>16 kHz 以上口型更准确。</translation>
    </message>
    <message>
        <source>The recording is overdriven and crackles.</source>
        <translation>录音过载，有爆音。</translation>
    </message>
    <message>
        <source>Record it a little quieter if you can.</source>
        <translation>如果可以，请录得小声一些。</translation>
    </message>
    <message>
        <source>The recording is very quiet.</source>
        <translation>录音音量很低。</translation>
    </message>
    <message>
        <source>Lips move less; make it louder if you can.</source>
        <translation>口型动作会变小；如果可以，请调高音量。</translation>
    </message>
    <message>
        <source>The recording begins with a long silence.</source>
        <translation>录音开头有很长的静音。</translation>
    </message>
    <message>
        <source>{name} is a video: this engine shows its first frame.</source>
        <translation>{name} 是视频：这个引擎只显示第一帧。</translation>
    </message>
    <message>
        <source>Other engines can follow all of it.</source>
        <translation>其他引擎可以跟随整段视频。</translation>
    </message>
    <message>
        <source>There is a video of this name already.</source>
        <translation>已有同名的视频。</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>请换一个名称。</translation>
    </message>
    <message>
        <source>The folder for videos cannot be written.</source>
        <translation>无法写入视频文件夹。</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>请选择其他文件夹。</translation>
    </message>
    <message>
        <source>The disk is full.</source>
        <translation>磁盘已满。</translation>
    </message>
    <message>
        <source>Mouthpiece is offline.</source>
        <translation>Mouthpiece 处于离线状态。</translation>
    </message>
    <message>
        <source>Switch Offline off, or import the model from another computer.</source>
        <translation>请关闭“离线”，或从另一台电脑导入模型。</translation>
    </message>
    <message>
        <source>Downloads are switched off.</source>
        <translation>下载已关闭。</translation>
    </message>
    <message>
        <source>Allow them in the settings.</source>
        <translation>请在设置中允许下载。</translation>
    </message>
    <message>
        <source>The download did not succeed.</source>
        <translation>下载没有成功。</translation>
    </message>
    <message>
        <source>What arrived is kept. Check the connection and try again.</source>
        <translation>已下载的部分会保留。请检查网络后重试。</translation>
    </message>
    <message>
        <source>The certificate {name} is not valid today.</source>
        <translation>证书 {name} 目前不在有效期内。</translation>
    </message>
    <message>
        <source>Choose another in the settings, or none.</source>
        <translation>请在设置中换一个证书，或不使用证书。</translation>
    </message>
    <message>
        <source>A video without the label needs a reason.</source>
        <translation>不加标识的视频需要说明理由。</translation>
    </message>
    <message>
        <source>Type one under More options; it is recorded in the video.</source>
        <translation>请在“更多选项”中填写理由，它会记录在视频里。</translation>
    </message>
    <message>
        <source>{name} cannot be read as a video.</source>
        <translation>{name} 无法作为视频读取。</translation>
    </message>
    <message>
        <source>Check that it plays elsewhere, or export it as MP4.</source>
        <translation>请检查它在别处能否播放，或导出为 MP4。</translation>
    </message>
    <message>
        <source>A helper process ended unexpectedly.</source>
        <translation>辅助进程意外退出。</translation>
    </message>
    <message>
        <source>The work stood still for too long and was ended.</source>
        <translation>工作停滞太久，已被结束。</translation>
    </message>
    <message>
        <source>Check the files. Another try begins where it stopped.</source>
        <translation>请检查文件。重试会从停下的地方继续。</translation>
    </message>
    <message>
        <source>There is not enough memory for this video.</source>
        <translation>内存不足以制作这个视频。</translation>
    </message>
    <message>
        <source>Close other programs, or choose a smaller size.</source>
        <translation>请关闭其他程序，或选择较小的尺寸。</translation>
    </message>
    <message>
        <source>The video could not be written.</source>
        <translation>视频无法写入。</translation>
    </message>
    <message>
        <source>Look at This computer in the settings; the log says more.</source>
        <translation>请看设置中的“这台电脑”；日志里有更多说明。</translation>
    </message>
    <message>
        <source>A part of the program is not installed.</source>
        <translation>程序的一个组成部分没有安装。</translation>
    </message>
    <message>
        <source>Look at This computer in the settings.</source>
        <translation>请看设置中的“这台电脑”。</translation>
    </message>
    <message>
        <source>The list of models cannot be used.</source>
        <translation>模型目录无法使用。</translation>
    </message>
    <message>
        <source>Choose another catalogue in the settings, or none.</source>
        <translation>请在设置中选择另一个目录，或不选。</translation>
    </message>
    <message>
        <source>There is no such model in the list.</source>
        <translation>目录中没有这个模型。</translation>
    </message>
    <message>
        <source>Look at the page Models.</source>
        <translation>请看“模型”页。</translation>
    </message>
    <message>
        <source>Nobody has published a checksum of this model.</source>
        <translation>没有人公布过这个模型的校验和。</translation>
    </message>
    <message>
        <source>Take it on the page Models if you trust where it comes from.</source>
        <translation>如果您信任其来源，请在“模型”页接受它。</translation>
    </message>
    <message>
        <source>A model that is needed is not installed.</source>
        <translation>所需的模型尚未安装。</translation>
    </message>
    <message>
        <source>Get it on the page Models.</source>
        <translation>请在“模型”页获取。</translation>
    </message>
    <message>
        <source>A model file is damaged, or belongs to another model.</source>
        <translation>模型文件已损坏，或属于另一个模型。</translation>
    </message>
    <message>
        <source>Remove it on the page Models and get it again.</source>
        <translation>请在“模型”页删除后重新获取。</translation>
    </message>
    <message>
        <source>The folder for models cannot be changed.</source>
        <translation>无法更改模型文件夹的内容。</translation>
    </message>
    <message>
        <source>Close programs that use it, or choose another folder in the settings.</source>
        <translation>请关闭正在使用它的程序，或在设置中选择另一个文件夹。</translation>
    </message>
    <message>
        <source>What was to be imported is not there.</source>
        <translation>要导入的内容不在那里。</translation>
    </message>
    <message>
        <source>Choose the folder or file again.</source>
        <translation>请重新选择文件夹或文件。</translation>
    </message>
    <message>
        <source>No file of a model that we know was found there.</source>
        <translation>那里没有我们认识的模型文件。</translation>
    </message>
    <message>
        <source>Models are known by their content, whatever their names.</source>
        <translation>模型按内容识别，与文件名无关。</translation>
    </message>
    <message>
        <source>The pack cannot be used; nothing of it was taken.</source>
        <translation>这个模型包无法使用，没有取用其中任何内容。</translation>
    </message>
    <message>
        <source>Make it again on the other computer.</source>
        <translation>请在另一台电脑上重新制作。</translation>
    </message>
    <message>
        <source>The settings cannot be used as they are.</source>
        <translation>目前的设置无法使用。</translation>
    </message>
    <message>
        <source>Correct the settings file, or delete it to begin with the defaults.</source>
        <translation>请改正设置文件，或删除它以恢复默认值。</translation>
    </message>
    <message>
        <source>The note on the consent for {name} cannot be read.</source>
        <translation>{name} 的授权记录无法读取。</translation>
    </message>
    <message>
        <source>Write it again in Avatars.</source>
        <translation>请在“形象”页重新填写。</translation>
    </message>
    <message>
        <source>The certificate cannot be used for signing.</source>
        <translation>这个证书不能用于签名。</translation>
    </message>
    <message>
        <source>Choose another in the settings, or none: then this computer&apos;s own is used.</source>
        <translation>请在设置中另选一个，或不选：那样会使用这台电脑自己的证书。</translation>
    </message>
    <message>
        <source>The video is labelled but not signed.</source>
        <translation>视频已加标识，但没有签名。</translation>
    </message>
    <message>
        <source>Look at the certificate in the settings.</source>
        <translation>请查看设置中的证书。</translation>
    </message>
    <message>
        <source>{name} does not say how it was made.</source>
        <translation>{name} 没有说明它是如何制作的。</translation>
    </message>
    <message>
        <source>Give a video that Mouthpiece made and no other program has saved since.</source>
        <translation>请给出由 Mouthpiece 制作、之后没有被其他程序保存过的视频。</translation>
    </message>
    <message>
        <source>A file that the video was made from is gone or has changed.</source>
        <translation>制作这个视频所用的文件已不在或已改变。</translation>
    </message>
    <message>
        <source>Put it back, or choose another.</source>
        <translation>请放回原处，或另选一个。</translation>
    </message>
    <message>
        <source>There is nothing there to make videos from.</source>
        <translation>那里没有可用来制作视频的内容。</translation>
    </message>
    <message>
        <source>Put portraits and recordings into the folder, or rows into the sheet.</source>
        <translation>请把人像和录音放入文件夹，或在表格中填入行。</translation>
    </message>
    <message>
        <source>{name} cannot be read.</source>
        <translation>{name} 无法读取。</translation>
    </message>
    <message>
        <source>Check that it is there and may be read.</source>
        <translation>请检查它是否存在、能否读取。</translation>
    </message>
    <message>
        <source>Free some space and try again.</source>
        <translation>请腾出一些空间，然后重试。</translation>
    </message>
    <message>
        <source>The video is signed, but without a time stamp.</source>
        <translation>视频已签名，但没有时间戳。</translation>
    </message>
    <message>
        <source>Look at the address under Time stamps in the settings.</source>
        <translation>请检查设置中“时间戳”的网址。</translation>
    </message>
    <message>
        <source>{name} has no partner of the same name.</source>
        <translation>{name} 没有同名的配对文件。</translation>
    </message>
    <message>
        <source>Give it one, or pair all with all.</source>
        <translation>请补上一个，或改为全部互相配对。</translation>
    </message>
    <message>
        <source>{name} belongs to this file, but is of a kind that is not read.</source>
        <translation>{name} 与此文件配对，但其格式无法读取。</translation>
    </message>
    <message>
        <source>Save it as PNG, JPEG, WAV or MP3.</source>
        <translation>请将其另存为 PNG、JPEG、WAV 或 MP3。</translation>
    </message>
    <message>
        <source>A file lies outside the folder of the sheet.</source>
        <translation>有文件在表格所在的文件夹之外。</translation>
    </message>
    <message>
        <source>Move it into that folder.</source>
        <translation>请把它移到该文件夹中。</translation>
    </message>
    <message>
        <source>The preset cannot be used.</source>
        <translation>这个预设无法使用。</translation>
    </message>
    <message>
        <source>Correct or delete its file.</source>
        <translation>请改正或删除它的文件。</translation>
    </message>
    <message>
        <source>There is no such preset.</source>
        <translation>没有这个预设。</translation>
    </message>
    <message>
        <source>Choose one from the list.</source>
        <translation>请从列表中选择。</translation>
    </message>
    <message>
        <source>The brand cannot be used.</source>
        <translation>该品牌无法使用。</translation>
    </message>
    <message>
        <source>Make it anew.</source>
        <translation>请重新创建。</translation>
    </message>
    <message>
        <source>There is no such brand.</source>
        <translation>没有这个品牌。</translation>
    </message>
    <message>
        <source>A row of the sheet does not fit.</source>
        <translation>表格中有一行不合要求。</translation>
    </message>
    <message>
        <source>Correct the row.</source>
        <translation>请改正这一行。</translation>
    </message>
    <message>
        <source>The sheet cannot be read.</source>
        <translation>表格无法读取。</translation>
    </message>
    <message>
        <source>Save it as CSV in UTF-8, or as XLSX.</source>
        <translation>请另存为 UTF-8 编码的 CSV 或 XLSX。</translation>
    </message>
    <message>
        <source>There is no such option.</source>
        <translation>没有这个选项。</translation>
    </message>
    <message>
        <source>Check the column&apos;s name.</source>
        <translation>请检查列名。</translation>
    </message>
    <message>
        <source>One of the options does not fit.</source>
        <translation>有一个选项不合适。</translation>
    </message>
    <message>
        <source>Correct it and try again.</source>
        <translation>请改正后重试。</translation>
    </message>
    <message>
        <source>This video is no longer in the queue.</source>
        <translation>这个视频已不在队列中。</translation>
    </message>
    <message>
        <source>This cannot be done with a video in this state.</source>
        <translation>视频处于这种状态时不能这样做。</translation>
    </message>
    <message>
        <source>Another process keeps the queue for itself.</source>
        <translation>另一个进程独占了队列。</translation>
    </message>
    <message>
        <source>End programs that have its file open; it is not damaged.</source>
        <translation>请结束打开了队列文件的程序；队列没有损坏。</translation>
    </message>
    <message>
        <source>The queue was made by a newer version of Mouthpiece.</source>
        <translation>队列由更新版本的 Mouthpiece 建立。</translation>
    </message>
    <message>
        <source>Update Mouthpiece.</source>
        <translation>请更新 Mouthpiece。</translation>
    </message>
    <message>
        <source>The queue cannot be used.</source>
        <translation>队列无法使用。</translation>
    </message>
    <message>
        <source>Check that its disk is there and can be written.</source>
        <translation>请检查所在磁盘是否存在、能否写入。</translation>
    </message>
    <message>
        <source>Another process is making this video; waiting for it.</source>
        <translation>另一个进程正在制作这个视频，请等待。</translation>
    </message>
    <message>
        <source>The best engine that can be used here was taken.</source>
        <translation>已选用此处可用的最佳引擎。</translation>
    </message>
    <message>
        <source>The page Models has more engines.</source>
        <translation>“模型”页有更多引擎。</translation>
    </message>
    <message>
        <source>Stopped before the video was finished.</source>
        <translation>在视频完成之前停止了。</translation>
    </message>
    <message>
        <source>Begin it again to go on where it stopped.</source>
        <translation>重新开始即可从停下的地方继续。</translation>
    </message>
    <message>
        <source>Something unexpected went wrong.</source>
        <translation>出现了意外的问题。</translation>
    </message>
    <message>
        <source>The log says more; please report it.</source>
        <translation>日志里有更多说明，请报告此问题。</translation>
    </message>
    <message>
        <source>There is no presenter of this name.</source>
        <translation>没有这个名字的主讲人。</translation>
    </message>
    <message>
        <source>Look at the page Avatars.</source>
        <translation>请看“形象”页。</translation>
    </message>
    <message>
        <source>The mask and the picture have different sizes.</source>
        <translation>蒙版和图片的尺寸不同。</translation>
    </message>
    <message>
        <source>Paint the mask on a copy of the picture.</source>
        <translation>请在图片的副本上绘制蒙版。</translation>
    </message>
    <message>
        <source>A picture was held back by the safety checker.</source>
        <translation>有一张图片被安全检查器拦下。</translation>
    </message>
    <message>
        <source>Change the description or the seed.</source>
        <translation>请更改描述或种子。</translation>
    </message>
    <message>
        <source>Not one picture came out that can be shown.</source>
        <translation>没有生成任何可以显示的图片。</translation>
    </message>
    <message>
        <source>Change the description or the seed, or choose another model.</source>
        <translation>请更改描述或种子，或选择另一个模型。</translation>
    </message>
    <message>
        <source>The description is too long.</source>
        <translation>描述太长。</translation>
    </message>
    <message>
        <source>Shorten it.</source>
        <translation>请缩短它。</translation>
    </message>
    <message>
        <source>This width or height cannot be drawn.</source>
        <translation>无法绘制这样的宽度或高度。</translation>
    </message>
    <message>
        <source>Choose a multiple of 8 from 64 on.</source>
        <translation>请选择不小于 64 的 8 的倍数。</translation>
    </message>
    <message>
        <source>This user of the service may not do that.</source>
        <translation>服务的这个用户无权这样做。</translation>
    </message>
    <message>
        <source>Ask with the token of a user whose role allows it.</source>
        <translation>请使用角色允许此操作的用户的令牌。</translation>
    </message>
    <message>
        <source>The same key was sent with two different requests.</source>
        <translation>同一个键用于两个不同的请求。</translation>
    </message>
    <message>
        <source>Send each new request with a key of its own.</source>
        <translation>每个新请求请使用各自的键。</translation>
    </message>
    <message>
        <source>The service has nothing under this address.</source>
        <translation>服务在此地址下没有任何内容。</translation>
    </message>
    <message>
        <source>Check the address.</source>
        <translation>请检查地址。</translation>
    </message>
    <message>
        <source>This user of the service may have no more jobs now.</source>
        <translation>服务的这个用户目前不能再有更多任务。</translation>
    </message>
    <message>
        <source>Wait until others have ended, or allow more.</source>
        <translation>请等其他任务结束，或允许更多任务。</translation>
    </message>
    <message>
        <source>The service cannot read the request.</source>
        <translation>服务无法读取该请求。</translation>
    </message>
    <message>
        <source>Correct what the details name.</source>
        <translation>请更正详情中指出的内容。</translation>
    </message>
    <message>
        <source>The service cannot be started like this.</source>
        <translation>服务无法这样启动。</translation>
    </message>
    <message>
        <source>The service does not know this token.</source>
        <translation>服务不认识此令牌。</translation>
    </message>
    <message>
        <source>Add the user anew to get another token.</source>
        <translation>请重新添加用户以获取新的令牌。</translation>
    </message>
    <message>
        <source>The request is larger than the service takes.</source>
        <translation>请求超过服务所接受的大小。</translation>
    </message>
    <message>
        <source>Send shorter files, or allow larger ones.</source>
        <translation>请发送较短的文件，或允许更大的文件。</translation>
    </message>
    <message>
        <source>Too many requests came in a short time.</source>
        <translation>短时间内请求过多。</translation>
    </message>
    <message>
        <source>Ask again a moment later.</source>
        <translation>请稍后再试。</translation>
    </message>
    <message>
        <source>The service has no such user.</source>
        <translation>服务没有这个用户。</translation>
    </message>
    <message>
        <source>Check the name.</source>
        <translation>请检查名称。</translation>
    </message>
    <message>
        <source>Nobody could be asked for newer versions.</source>
        <translation>无法查询新版本。</translation>
    </message>
    <message>
        <source>Try again later; everything else works without it.</source>
        <translation>请稍后再试；其他功能不受影响。</translation>
    </message>
    <message>
        <source>What was said about newer versions cannot be trusted.</source>
        <translation>收到的新版本信息不可信。</translation>
    </message>
    <message>
        <source>Nothing was changed. Look at the address and the key in the settings.</source>
        <translation>没有改变任何内容。请查看设置中的地址和密钥。</translation>
    </message>
    <message>
        <source>No computer of the farm is ready.</source>
        <translation>渲染农场中没有就绪的电脑。</translation>
    </message>
    <message>
        <source>Start a node on one of them.</source>
        <translation>请在其中一台上启动节点。</translation>
    </message>
    <message>
        <source>The farm cannot be reached.</source>
        <translation>无法连接渲染农场。</translation>
    </message>
    <message>
        <source>Check its address and the network.</source>
        <translation>请检查其地址和网络。</translation>
    </message>
    <message>
        <source>The farm refused the connection.</source>
        <translation>渲染农场拒绝了连接。</translation>
    </message>
    <message>
        <source>Check that both sides have the same keys.</source>
        <translation>请检查双方的密钥是否相同。</translation>
    </message>
    <message>
        <source>The keys of the farm cannot be used.</source>
        <translation>渲染农场的密钥无法使用。</translation>
    </message>
    <message>
        <source>Look at the farm in the settings.</source>
        <translation>请查看设置中的渲染农场。</translation>
    </message>
    <message>
        <source>A computer of the farm was lost.</source>
        <translation>渲染农场中有一台电脑失去联系。</translation>
    </message>
    <message>
        <source>Check that it runs and is connected.</source>
        <translation>请检查它是否在运行并已联网。</translation>
    </message>
    <message>
        <source>A folder cannot be seen by the whole farm.</source>
        <translation>有一个文件夹不是整个渲染农场都能访问。</translation>
    </message>
    <message>
        <source>Put it on a disk that all of its computers share.</source>
        <translation>请放到所有电脑共享的磁盘上。</translation>
    </message>
    <message>
        <source>The farm has another version of Mouthpiece.</source>
        <translation>渲染农场的 Mouthpiece 版本不同。</translation>
    </message>
    <message>
        <source>Update all computers to the same version.</source>
        <translation>请把所有电脑更新到同一版本。</translation>
    </message>
    <message>
        <source>Nothing on this computer makes such a file.</source>
        <translation>这台电脑无法生成这种文件。</translation>
    </message>
    <message>
        <source>Choose another codec.</source>
        <translation>请选择其他编码格式。</translation>
    </message>
    <message>
        <source>This video is not as it was signed or labelled.</source>
        <translation>此视频与签名或标识时不一致。</translation>
    </message>
    <message>
        <source>Trust what it says of itself only if you know its sender.</source>
        <translation>仅在了解发送者时才可相信其自述。</translation>
    </message>
    <message>
        <source>One of the further files could not be made.</source>
        <translation>有一个附加文件未能生成。</translation>
    </message>
    <message>
        <source>The video itself is finished.</source>
        <translation>视频本身已完成。</translation>
    </message>
    <message>
        <source>No font of this computer has these letters.</source>
        <translation>这台电脑上没有包含这些文字的字体。</translation>
    </message>
    <message>
        <source>Install one, such as the Noto fonts.</source>
        <translation>请安装一种字体，例如 Noto 字体。</translation>
    </message>
    <message>
        <source>How the letters of the subtitles are stored was guessed.</source>
        <translation>字幕的文字编码是猜测的。</translation>
    </message>
    <message>
        <source>If they come out wrong, choose Encoding of subtitles.</source>
        <translation>如果显示为乱码，请选择“字幕编码”。</translation>
    </message>
    <message>
        <source>Another language is spoken than the one given.</source>
        <translation>录音里说的不是所选的语言。</translation>
    </message>
    <message>
        <source>Leave the language out, and it is found.</source>
        <translation>不填语言，会自动识别。</translation>
    </message>
    <message>
        <source>Not all of the text for subtitles is said in the video.</source>
        <translation>视频里没有说出字幕文本的全部内容。</translation>
    </message>
    <message>
        <source>Some of the subtitles are left out.</source>
        <translation>部分字幕未被采用。</translation>
    </message>
    <message>
        <source>Check that the file belongs to this video.</source>
        <translation>请检查该文件是否属于这个视频。</translation>
    </message>
    <message>
        <source>Nobody speaks in the video, so the text for subtitles cannot be timed.</source>
        <translation>视频中没有人说话，无法为字幕文本配上时间。</translation>
    </message>
    <message>
        <source>Give subtitles with times, such as an SRT file.</source>
        <translation>请提供带时间的字幕，例如 SRT 文件。</translation>
    </message>
    <message>
        <source>Frames between the rendered ones were computed.</source>
        <translation>渲染帧之间的帧是推算出来的。</translation>
    </message>
    <message>
        <source>Render at that frame rate for the best motion.</source>
        <translation>要获得最好的动作，请直接按该帧率渲染。</translation>
    </message>
    <message>
        <source>The sound could not be made as loud as was asked for.</source>
        <translation>声音无法达到所要求的响度。</translation>
    </message>
    <message>
        <source>Choose a loudness of -14 or less.</source>
        <translation>请选择 -14 或更低的响度。</translation>
    </message>
    <message>
        <source>The GIF has 50 frames a second.</source>
        <translation>该 GIF 为每秒 50 帧。</translation>
    </message>
    <message>
        <source>Browsers play faster ones in slow motion.</source>
        <translation>更快的 GIF 会被浏览器慢放。</translation>
    </message>
    <message>
        <source>The film has no steady frame rate; it gets one.</source>
        <translation>影片的帧率不固定，将改为固定帧率。</translation>
    </message>
    <message>
        <source>The film is interlaced; its half pictures are made whole.</source>
        <translation>影片是隔行扫描的，将合成完整画面。</translation>
    </message>
    <message>
        <source>The film&apos;s pixels are stored otherwise than the video&apos;s.</source>
        <translation>影片的像素存储方式与成品不同。</translation>
    </message>
    <message>
        <source>Where the face is away, turned aside or covered the pictures of the film stay.</source>
        <translation>人脸不在画面中、侧转或被遮挡的地方，影片画面保持原样。</translation>
    </message>
    <message>
        <source>The subtitles cannot be read.</source>
        <translation>无法读取字幕。</translation>
    </message>
    <message>
        <source>Correct the file; SRT, VTT and plain text will do.</source>
        <translation>请修正文件；SRT、VTT 和纯文本都可以。</translation>
    </message>
    <message>
        <source>The script says nothing.</source>
        <translation>稿子里没有要说的话。</translation>
    </message>
    <message>
        <source>Write what is to be said; marks alone are not spoken.</source>
        <translation>请写下要说的话；只有标记是不会念出来的。</translation>
    </message>
    <message>
        <source>The script is too long for one video.</source>
        <translation>这份稿子对一个视频来说太长。</translation>
    </message>
    <message>
        <source>Divide it; 100,000 characters can be spoken at once.</source>
        <translation>请分成几份；一次最多可念 100,000 个字符。</translation>
    </message>
    <message>
        <source>The script has a mark that means nothing.</source>
        <translation>稿子里有一个没有意义的标记。</translation>
    </message>
    <message>
        <source>Marks are written [nod]; a bracket that is none is \[.</source>
        <translation>标记写成 [nod]；普通的方括号写成 \[。</translation>
    </message>
    <message>
        <source>The script has a field that nothing fills.</source>
        <translation>稿子里有一个没有内容可填的字段。</translation>
    </message>
    <message>
        <source>Columns of a sheet fill fields; a brace that is none is written twice.</source>
        <translation>字段由表格的列填入；普通的花括号要写两次。</translation>
    </message>
    <message>
        <source>The script has a character that cannot be spoken.</source>
        <translation>稿子里有一个无法念出的字符。</translation>
    </message>
    <message>
        <source>Delete it, or save the text as UTF-8.</source>
        <translation>请删除它，或把文本另存为 UTF-8。</translation>
    </message>
    <message>
        <source>{name} is no script that we can read.</source>
        <translation>{name} 不是可以读取的稿子。</translation>
    </message>
    <message>
        <source>Save it as plain text.</source>
        <translation>请另存为纯文本。</translation>
    </message>
    <message>
        <source>The pronunciations cannot be used.</source>
        <translation>发音词典无法使用。</translation>
    </message>
    <message>
        <source>Correct the entry that is named, or take it out.</source>
        <translation>请改正所指的词条，或将其删除。</translation>
    </message>
    <message>
        <source>There is no such voice on this computer.</source>
        <translation>这台电脑上没有这个音色。</translation>
    </message>
    <message>
        <source>Choose another voice.</source>
        <translation>请选择其他音色。</translation>
    </message>
    <message>
        <source>The voice does not speak the language of the script.</source>
        <translation>这个音色不会说稿子的语言。</translation>
    </message>
    <message>
        <source>Choose a voice of that language.</source>
        <translation>请选择该语言的音色。</translation>
    </message>
    <message>
        <source>The voice could not speak.</source>
        <translation>这个音色无法发声。</translation>
    </message>
    <message>
        <source>Try again, or choose another voice.</source>
        <translation>请重试，或选择其他音色。</translation>
    </message>
    <message>
        <source>{name} does not hold a script.</source>
        <translation>{name} 中没有文稿。</translation>
    </message>
    <message>
        <source>Make a video of the text without the earlier one.</source>
        <translation>请不使用之前的视频，直接用文稿制作视频。</translation>
    </message>
    <message>
        <source>The engine cannot show a mark of the script.</source>
        <translation>该引擎无法表现文稿中的某个标记。</translation>
    </message>
    <message>
        <source>The built-in engine shows all of them.</source>
        <translation>内置引擎可以表现所有标记。</translation>
    </message>
    <message>
        <source>Sentences of the earlier video were kept.</source>
        <translation>保留了之前视频中的句子。</translation>
    </message>
    <message>
        <source>Nothing of the earlier video could be kept.</source>
        <translation>之前的视频没有任何内容可以保留。</translation>
    </message>
    <message>
        <source>All of it was drawn again, with the new text.</source>
        <translation>已按新文稿全部重新绘制。</translation>
    </message>
    <message>
        <source>Emoji are not spoken.</source>
        <translation>表情符号不会念出来。</translation>
    </message>
    <message>
        <source>Nothing needs to be done.</source>
        <translation>无需处理。</translation>
    </message>
    <message>
        <source>Another font than the chosen one draws subtitles.</source>
        <translation>字幕用了所选之外的字体。</translation>
    </message>
    <message>
        <source>Choose a font that has all letters, or install it.</source>
        <translation>请选择包含全部字符的字体，或安装它。</translation>
    </message>
    <message>
        <source>Some subtitles are gone before they can be read.</source>
        <translation>有些字幕来不及看完就消失了。</translation>
    </message>
    <message>
        <source>Shorten or join them, or choose another style.</source>
        <translation>请缩短或合并它们，或换一种样式。</translation>
    </message>
    <message>
        <source>A backend could not be used; torch computed instead.</source>
        <translation>一个计算后端无法使用，已改由 torch 计算。</translation>
    </message>
    <message>
        <source>Look at This computer in the settings, or remove the backend.</source>
        <translation>请看设置中的“这台电脑”，或移除该后端。</translation>
    </message>
    <message>
        <source>Computed quickly, with smaller numbers.</source>
        <translation>已使用较小的数值快速计算。</translation>
    </message>
    <message>
        <source>Choose exact numbers for pixels that are always the same.</source>
        <translation>若要像素始终一致，请选择“精确”。</translation>
    </message>
    <message>
        <source>A model file is of a kind that cannot be used here.</source>
        <translation>模型文件的种类在这里不能使用。</translation>
    </message>
    <message>
        <source>The file is whole; choose one for this model.</source>
        <translation>文件是完好的；请选择适合此模型的文件。</translation>
    </message>
    <message>
        <source>A library says something about this drawing.</source>
        <translation>程序库对这次绘制有提示。</translation>
    </message>
    <message>
        <source>Look at the picture; the words are for engineers.</source>
        <translation>请看一下图片；这段文字是给工程师的。</translation>
    </message>
    <message>
        <source>Not everything that the picture says is known here.</source>
        <translation>图片里的信息并非全部可识别。</translation>
    </message>
    <message>
        <source>The drawing may differ a little.</source>
        <translation>绘制结果可能略有不同。</translation>
    </message>
    <message>
        <source>A voice file of your own cannot be used.</source>
        <translation>您自有的音色文件无法使用。</translation>
    </message>
    <message>
        <source>Correct what is named, or take another file.</source>
        <translation>请改正所指出的内容，或换一个文件。</translation>
    </message>
    <message>
        <source>The graphics card was full: its driver moved memory to the computer&apos;s, which is up to thirty times slower.</source>
        <translation>显卡内存已满：驱动程序把内存移到了电脑内存中，速度可能慢三十倍。</translation>
    </message>
    <message>
        <source>Close other programs that use the graphics card, or choose a smaller size.</source>
        <translation>请关闭其他使用显卡的程序，或选择较小的尺寸。</translation>
    </message>
    <message>
        <source>The voice {name} cannot be used: {why}.</source>
        <translation>音色 {name} 无法使用：{why}。</translation>
    </message>
    <message>
        <source>There is no text with the caption beside {name}.</source>
        <translation>{name} 旁没有写有说明的文本。</translation>
    </message>
    <message>
        <source>Write it, or let the template be the caption.</source>
        <translation>请写一份，或用模板作为说明。</translation>
    </message>
    <message>
        <source>Nobody is named who has agreed to be learned.</source>
        <translation>没有写明谁同意被学习。</translation>
    </message>
    <message>
        <source>Write down who is shown, and what was agreed.</source>
        <translation>请写下图中是谁，以及同意了什么。</translation>
    </message>
    <message>
        <source>Some pictures show more than one face.</source>
        <translation>有些图片中不止一张脸。</translation>
    </message>
    <message>
        <source>Cut them or take them out.</source>
        <translation>请裁切或取出它们。</translation>
    </message>
    <message>
        <source>No face was found in some pictures.</source>
        <translation>有些图片中没有找到脸。</translation>
    </message>
    <message>
        <source>Take them out.</source>
        <translation>请取出它们。</translation>
    </message>
    <message>
        <source>There are too few pictures to learn from.</source>
        <translation>可供学习的图片太少。</translation>
    </message>
    <message>
        <source>Add some; 10 to 30 are usual.</source>
        <translation>请再加几张；通常为 10 到 30 张。</translation>
    </message>
    <message>
        <source>The training came to numbers without end.</source>
        <translation>训练得出了无穷大的数字。</translation>
    </message>
    <message>
        <source>Choose a lower learning rate, or float32.</source>
        <translation>请选较低的学习率，或 float32。</translation>
    </message>
    <message>
        <source>Some pictures are left out.</source>
        <translation>略过了一些图片。</translation>
    </message>
    <message>
        <source>Each should show one face.</source>
        <translation>每张应只有一张脸。</translation>
    </message>
    <message>
        <source>Some faces are small, cut off or blurred.</source>
        <translation>有些脸太小、被切掉或模糊。</translation>
    </message>
    <message>
        <source>The model learns that, too; better pictures help.</source>
        <translation>模型也会学到这些；更好的图片会有帮助。</translation>
    </message>
    <message>
        <source>Chinese words were translated for the model.</source>
        <translation>中文词已为模型翻译成英文。</translation>
    </message>
    <message>
        <source>Words as typed sends them as they are.</source>
        <translation>“按原文发送”会原样发送。</translation>
    </message>
    <message>
        <source>Some words are not in the portrait glossary.</source>
        <translation>有些词不在人像词库中。</translation>
    </message>
    <message>
        <source>Write them in English, or choose others from the list.</source>
        <translation>请用英文书写，或从列表中选择其他词。</translation>
    </message>
    <message>
        <source>The file holds no pose that is known here.</source>
        <translation>文件里没有这里认识的姿势。</translation>
    </message>
    <message>
        <source>Give a .json of OpenPose, or a picture.</source>
        <translation>请提供 OpenPose 的 .json，或一张图片。</translation>
    </message>
    <message>
        <source>A backend did not come back and is not used any more.</source>
        <translation>某个计算后端一直没有返回，不再使用。</translation>
    </message>
    <message>
        <source>Try again: it goes on where it stopped, without it.</source>
        <translation>请重试：将从中断处继续，不再使用该计算后端。</translation>
    </message>
</context>
<context>
    <name>FirstRunPage</name>
    <message>
        <source>Welcome</source>
        <translation>欢迎</translation>
    </message>
    <message>
        <source>Welcome to Mouthpiece</source>
        <translation>欢迎使用 Mouthpiece</translation>
    </message>
    <message>
        <source>A portrait and a recording become a talking video, on your own computer.</source>
        <translation>在您自己的电脑上，让人像和录音变成会说话的视频。</translation>
    </message>
    <message>
        <source>What works now</source>
        <translation>现在就能用的</translation>
    </message>
    <message>
        <source>Everything you need to begin is here. The built-in engine makes videos without any download: drop a portrait and a recording, or try our sample.</source>
        <translation>开始所需的一切都已具备。内置引擎无需下载任何东西就能制作视频：拖入人像和录音，或者试试我们的示例。</translation>
    </message>
    <message>
        <source>What more is possible</source>
        <translation>还可以做到的</translation>
    </message>
    <message>
        <source>These need models that you can get whenever you like, or bring from another computer. Nothing is downloaded unless you ask for it.</source>
        <translation>这些功能需要模型，您可以随时获取，也可以从另一台电脑带来。未经您同意，不会下载任何东西。</translation>
    </message>
    <message>
        <source>Make a video</source>
        <translation>制作视频</translation>
    </message>
    <message>
        <source>Try the sample</source>
        <translation>试用示例</translation>
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
        <translation>获取模型</translation>
    </message>
    <message>
        <source>Free space</source>
        <translation>释放空间</translation>
    </message>
    <message>
        <source>Choose the face</source>
        <translation>选择人脸</translation>
    </message>
    <message>
        <source>Choose another portrait</source>
        <translation>选择其他人像</translation>
    </message>
    <message>
        <source>Choose another recording</source>
        <translation>选择其他录音</translation>
    </message>
    <message>
        <source>Change and make again</source>
        <translation>修改后重新制作</translation>
    </message>
    <message>
        <source>Open Avatars</source>
        <translation>打开形象</translation>
    </message>
    <message>
        <source>Open Settings</source>
        <translation>打开设置</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
</context>
<context>
    <name>FolderEditor</name>
    <message>
        <source>Choose a folder</source>
        <translation>选择文件夹</translation>
    </message>
</context>
<context>
    <name>FolderSwitch</name>
    <message>
        <source>Watch the folder</source>
        <translation>监视文件夹</translation>
    </message>
    <message>
        <source>Makes whatever lies in the folder and comes into it</source>
        <translation>制作文件夹中已有的和以后放进去的内容</translation>
    </message>
    <message>
        <source>What comes into the folder goes into the queue while the window is open.</source>
        <translation>窗口打开期间，放进该文件夹的内容会加入队列。</translation>
    </message>
    <message>
        <source>The folder is no longer watched.</source>
        <translation>不再监视该文件夹。</translation>
    </message>
</context>
<context>
    <name>Foot</name>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Takes this back (Ctrl+Z)</source>
        <translation>撤销这一步（Ctrl+Z）</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>隐藏</translation>
    </message>
</context>
<context>
    <name>HelpWindow</name>
    <message>
        <source>Help for Mouthpiece</source>
        <translation>Mouthpiece 帮助</translation>
    </message>
    <message>
        <source>Search the help</source>
        <translation>搜索帮助</translation>
    </message>
    <message>
        <source>Finds topics by the words in them (Ctrl+F)</source>
        <translation>按内容中的词语查找主题（Ctrl+F）</translation>
    </message>
    <message>
        <source>Topics</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Text of the topic</source>
        <translation>主题的内容</translation>
    </message>
    <message>
        <source>Back (Alt+Left)</source>
        <translation>返回（Alt+←）</translation>
    </message>
    <message>
        <source>No topic has these words.</source>
        <translation>没有主题含有这些词语。</translation>
    </message>
</context>
<context>
    <name>IdleView</name>
    <message>
        <source>The presenter waits for</source>
        <translation>主讲人等待</translation>
    </message>
    <message>
        <source> seconds</source>
        <translation> 秒</translation>
    </message>
    <message>
        <source>Seconds to wait</source>
        <translation>等待秒数</translation>
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
        <translation>语音</translation>
    </message>
    <message>
        <source>Film</source>
        <translation>影片</translation>
    </message>
    <message>
        <source>Second recording</source>
        <translation>第二录音</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>视频</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>提示词</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>录音</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>结束时间</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>加入时间</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>尝试次数</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>as usual</source>
        <translation>默认</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>批量</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>Work</source>
        <translation>制作用时</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>引擎</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
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
        <translation>播放完成的视频</translation>
    </message>
    <message>
        <source>Show in queue</source>
        <translation>在队列中查看</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>隐藏</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Making {name}</source>
        <translation>正在制作 {name}</translation>
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
        <translation>{name} 已暂停。</translation>
    </message>
    <message>
        <source>The video waits until the queue is started.</source>
        <translation>视频将等到队列启动。</translation>
    </message>
    <message>
        <source>The video waits for its turn.</source>
        <translation>视频正在排队。</translation>
    </message>
    <message numerus="yes">
        <source>%n video(s) are made before it.</source>
        <translation>
            <numerusform>前面还有 %n 个视频。</numerusform>
        </translation>
    </message>
    <message>
        <source>It begins in about {time}.</source>
        <translation>约 {time}后开始。</translation>
    </message>
</context>
<context>
    <name>JobPanel</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>What the worker wrote about this video</source>
        <translation>制作此视频时写下的记录</translation>
    </message>
    <message>
        <source>The disk is full. The video goes on by itself once there is space.</source>
        <translation>磁盘已满。有空间后视频会自动继续制作。</translation>
    </message>
    <message>
        <source>Nothing was logged yet.</source>
        <translation>还没有日志。</translation>
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
        <translation>正在暂停</translation>
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
        <translation>等待磁盘空间</translation>
    </message>
    <message>
        <source>Beginning</source>
        <translation>正在开始</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} 小时 {minutes} 分</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} 分钟</translation>
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
        <translation>视频</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>剩余时间</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>took {time}</source>
        <translation>用时 {time}</translation>
    </message>
</context>
<context>
    <name>LibraryBar</name>
    <message>
        <source>All tags</source>
        <translation>所有标签</translation>
    </message>
    <message>
        <source>When they were made</source>
        <translation>制作时间</translation>
    </message>
    <message>
        <source>What stands first</source>
        <translation>排列顺序</translation>
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
        <translation>按名称</translation>
    </message>
    <message>
        <source>Largest first</source>
        <translation>最大的在前</translation>
    </message>
    <message>
        <source>Show pictures</source>
        <translation>显示图片</translation>
    </message>
    <message>
        <source>Show a list</source>
        <translation>显示列表</translation>
    </message>
    <message>
        <source>Only what has this tag</source>
        <translation>只显示带此标签的</translation>
    </message>
</context>
<context>
    <name>LibraryPage</name>
    <message>
        <source>Library</source>
        <translation>作品库</translation>
    </message>
    <message>
        <source>Export report…</source>
        <translation>导出报告…</translation>
    </message>
    <message>
        <source>A page and a table about all videos of the batch</source>
        <translation>关于这一批全部视频的网页和表格</translation>
    </message>
    <message>
        <source>Finished videos</source>
        <translation>已完成的视频</translation>
    </message>
    <message>
        <source>No videos yet</source>
        <translation>还没有视频</translation>
    </message>
    <message>
        <source>Finished videos gather here, to be watched, renamed and made again.</source>
        <translation>完成的视频会汇集在这里，可以观看、重命名和重新制作。</translation>
    </message>
    <message>
        <source>Make a video</source>
        <translation>制作视频</translation>
    </message>
    <message>
        <source>No such videos</source>
        <translation>没有符合的视频</translation>
    </message>
    <message>
        <source>Search for another name, or choose others above.</source>
        <translation>请搜索其他名称，或在上方另行选择。</translation>
    </message>
    <message>
        <source>Folder for the report</source>
        <translation>报告的文件夹</translation>
    </message>
</context>
<context>
    <name>LikeField</name>
    <message>
        <source>Pictures of the presenter: the face stays the same</source>
        <translation>主讲人的图片：脸保持不变</translation>
    </message>
    <message>
        <source>Add a face…</source>
        <translation>添加人脸…</translation>
    </message>
    <message>
        <source>Up to four pictures of one person; each is cut to its largest face.</source>
        <translation>同一个人的图片，最多四张；每张裁剪到最大的脸。</translation>
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
        <translation>添加文件夹…</translation>
    </message>
    <message>
        <source>Add a folder</source>
        <translation>添加文件夹</translation>
    </message>
</context>
<context>
    <name>MachineView</name>
    <message>
        <source>Looking at this computer…</source>
        <translation>正在检查这台电脑…</translation>
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
        <translation>帮助</translation>
    </message>
    <message>
        <source>Explains this page (F1)</source>
        <translation>说明当前页面（F1）</translation>
    </message>
</context>
<context>
    <name>MaskDialog</name>
    <message>
        <source>Paint what shall be drawn anew</source>
        <translation>涂抹要重新绘制的部分</translation>
    </message>
    <message>
        <source>Left mouse button: paint. Right mouse button: wipe.</source>
        <translation>鼠标左键：涂抹。鼠标右键：擦除。</translation>
    </message>
    <message>
        <source>Brush</source>
        <translation>画笔</translation>
    </message>
    <message>
        <source>Size of the brush</source>
        <translation>画笔大小</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Use the mask</source>
        <translation>使用此蒙版</translation>
    </message>
</context>
<context>
    <name>Microphone</name>
    <message>
        <source>Recording needs a system library: {what}</source>
        <translation>录音需要一个系统库：{what}</translation>
    </message>
    <message>
        <source>{name} cannot be used.</source>
        <translation>无法使用 {name}。</translation>
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
        <translation>{size} · {licence} · 用于：{uses}</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>What arrived is kept</source>
        <translation>已下载的部分会保留</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>校验</translation>
    </message>
    <message>
        <source>Read the files again and check them</source>
        <translation>重新读取文件并检查</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Delete the files to free space</source>
        <translation>删除文件以腾出空间</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Get</source>
        <translation>获取</translation>
    </message>
    <message>
        <source>Checking</source>
        <translation>正在校验</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} / {total}</translation>
    </message>
    <message>
        <source>Installed</source>
        <translation>已安装</translation>
    </message>
    <message>
        <source>Found on this computer</source>
        <translation>在这台电脑上找到</translation>
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
        <translation>获取</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>已就绪</translation>
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
        <translation>没有这些模型，Mouthpiece 也能制作视频。模型可以增加引擎、让人脸更清晰，以及用文字生成人像。</translation>
    </message>
    <message>
        <source>By purpose</source>
        <translation>按用途</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>离线</translation>
    </message>
    <message>
        <source>Open no network connection at all.</source>
        <translation>完全不建立网络连接。</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>重新查找</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>Take models from a folder, a USB stick or a pack</source>
        <translation>从文件夹、U 盘或模型包导入模型</translation>
    </message>
    <message>
        <source>Looking for models</source>
        <translation>正在查找模型</translation>
    </message>
    <message>
        <source>Take it</source>
        <translation>仍然获取</translation>
    </message>
    <message>
        <source>Nobody has published a checksum of this model, so it cannot be checked that the right file arrives. Take it as it comes?</source>
        <translation>没有人公布过这个模型的校验和，因此无法确认收到的文件是否正确。仍要使用吗？</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Delete {title} ({size}) from this computer?</source>
        <translation>从这台电脑删除 {title}（{size}）？</translation>
    </message>
    <message>
        <source>From a folder or stick…</source>
        <translation>从文件夹或 U 盘…</translation>
    </message>
    <message>
        <source>From a pack or file…</source>
        <translation>从模型包或文件…</translation>
    </message>
    <message>
        <source>Import models</source>
        <translation>导入模型</translation>
    </message>
    <message>
        <source>{folder} · {used} of models</source>
        <translation>{folder} · 模型占用 {used}</translation>
    </message>
    <message>
        <source>{free} free</source>
        <translation>剩余 {free}</translation>
    </message>
    <message>
        <source>Model files in the store now: {count}</source>
        <translation>已存入的模型文件：{count}</translation>
    </message>
    <message>
        <source>No file of a model that we know was found there.</source>
        <translation>那里没有找到我们认识的模型文件。</translation>
    </message>
    <message>
        <source>Damaged: {names}. Get them again.</source>
        <translation>已损坏：{names}。请重新获取。</translation>
    </message>
    <message>
        <source>All files are as they should be.</source>
        <translation>所有文件都完好。</translation>
    </message>
</context>
<context>
    <name>NameDialog</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
</context>
<context>
    <name>NeedsNote</name>
    <message>
        <source>These options need the model {title}.</source>
        <translation>这些选项需要模型 {title}。</translation>
    </message>
    <message>
        <source>Get it</source>
        <translation>获取</translation>
    </message>
    <message>
        <source>These options need the models {titles}.</source>
        <translation>这些选项需要以下模型：{titles}。</translation>
    </message>
    <message>
        <source>Get them</source>
        <translation>获取这些模型</translation>
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
        <translation>关</translation>
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
        <translation>设备</translation>
    </message>
    <message>
        <source>Where networks compute; auto takes a GPU if there is one.</source>
        <translation>网络在哪里计算；自动模式在有显卡时使用显卡。</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>模式</translation>
    </message>
    <message>
        <source>crop: head and shoulders; resize: the whole picture at face size; full: the face moves inside the untouched picture; extcrop and extfull: the same with a wider cut.</source>
        <translation>裁剪：头部和肩部；缩放：整张图片缩到人脸尺寸；整图：脸在原图中活动；宽裁剪和宽整图：同上，但取景更宽。</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>Width of the video in pixels for crop, extcrop and resize; full keeps the size of the picture.</source>
        <translation>裁剪、宽裁剪和缩放模式下视频的宽度（像素）；整图模式保持图片的尺寸。</translation>
    </message>
    <message>
        <source>Frames per second</source>
        <translation>每秒帧数</translation>
    </message>
    <message>
        <source>Frame rate.</source>
        <translation>帧率。</translation>
    </message>
    <message>
        <source>No head motion; the eyes still blink.</source>
        <translation>头部不动；眼睛仍会眨。</translation>
    </message>
    <message>
        <source>Pose style</source>
        <translation>姿态风格</translation>
    </message>
    <message>
        <source>Temperament of the head motion.</source>
        <translation>头部动作的风格。</translation>
    </message>
    <message>
        <source>Expression</source>
        <translation>表情</translation>
    </message>
    <message>
        <source>Strength of the mouth and brow motion.</source>
        <translation>嘴部和眉毛动作的强度。</translation>
    </message>
    <message>
        <source>Head motion</source>
        <translation>头部动作</translation>
    </message>
    <message>
        <source>Strength of the head motion.</source>
        <translation>头部动作的强度。</translation>
    </message>
    <message>
        <source>Blink rate</source>
        <translation>眨眼频率</translation>
    </message>
    <message>
        <source>Blinks a minute at rest; the built-in engine blinks half as often again while it speaks. 0 keeps eyes open.</source>
        <translation>静止时每分钟眨眼次数；内置引擎在说话时多眨一半。0 表示一直睁眼。</translation>
    </message>
    <message>
        <source>Head turn keyframes in degrees, spread over the video; the built-in engine bends them softly to at most 20.</source>
        <translation>转头的关键帧角度（度），平均分布在视频中；内置引擎会平滑地限制在 20 度以内。</translation>
    </message>
    <message>
        <source>Head nod keyframes in degrees, spread over the video; the built-in engine bends them softly to at most 10.</source>
        <translation>点头的关键帧角度（度），平均分布在视频中；内置引擎会平滑地限制在 10 度以内。</translation>
    </message>
    <message>
        <source>Head tilt keyframes in degrees, spread over the video; the built-in engine bends them softly to at most 15.</source>
        <translation>歪头的关键帧角度（度），平均分布在视频中；内置引擎会平滑地限制在 15 度以内。</translation>
    </message>
    <message>
        <source>Compile</source>
        <translation>编译</translation>
    </message>
    <message>
        <source>Reference gives</source>
        <translation>参考视频提供</translation>
    </message>
    <message>
        <source>Which engine renders the face; auto takes the first of them that has all it needs on this computer.</source>
        <translation>用哪个引擎渲染人脸；自动模式使用其中第一个在这台电脑上条件齐备的。</translation>
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
        <translation>整张图片无论多大都保持原尺寸；不选时会缩到手机能播放的大小（H.264 5.1 级，边长 3840 像素）。</translation>
    </message>
    <message>
        <source>Keep the head still</source>
        <translation>头部保持不动</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
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
        <translation>强</translation>
    </message>
    <message>
        <source>Mood</source>
        <translation>神态</translation>
    </message>
    <message>
        <source>The expression of the presenter besides what is said; drawn by every engine that our own motion moves.</source>
        <translation>主讲人说话之外的表情；凡由我们自己的动作驱动的引擎都会画出来。</translation>
    </message>
    <message>
        <source>Mood keyframes</source>
        <translation>神态关键帧</translation>
    </message>
    <message>
        <source>Moods one after the other, such as friendly;serious;glad, spread over the video, instead of one.</source>
        <translation>依次出现的多种神态，例如 friendly;serious;glad，均匀分布在整个视频中，代替单一神态。</translation>
    </message>
    <message>
        <source>Smile of the photograph</source>
        <translation>照片中的笑容</translation>
    </message>
    <message>
        <source>calm: a photographed smile is taken back in part, more while speaking; keep: it stays.</source>
        <translation>calm：照片中的笑容会收敛一部分，说话时收敛更多；keep：保持不变。</translation>
    </message>
    <message>
        <source>Gaze</source>
        <translation>视线</translation>
    </message>
    <message>
        <source>natural: small glances, mostly to the camera; camera: into the camera all the time.</source>
        <translation>natural：偶尔稍微移开视线，多数时候看着镜头；camera：始终看着镜头。</translation>
    </message>
    <message>
        <source>a minute</source>
        <translation>次/分钟</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Only speech moves the mouth</source>
        <translation>仅语音带动嘴部</translation>
    </message>
    <message>
        <source>Music, noise and breath in the recording keep the mouth closed; they are heard as before.</source>
        <translation>录音里的音乐、噪声和呼吸不会让嘴动；声音照常播放。</translation>
    </message>
    <message>
        <source>Turn of the head</source>
        <translation>左右转头</translation>
    </message>
    <message>
        <source>Nod of the head</source>
        <translation>点头</translation>
    </message>
    <message>
        <source>Tilt of the head</source>
        <translation>歪头</translation>
    </message>
    <message>
        <source>Compile for the graphics card</source>
        <translation>为显卡编译</translation>
    </message>
    <message>
        <source>Let torch compile the networks that draw for the GPU: minutes at the beginning, quicker afterwards; for long videos and batches.</source>
        <translation>让 torch 为显卡编译绘图的神经网络：开始时要几分钟，之后更快；适合长视频和批量。</translation>
    </message>
    <message>
        <source>What is taken from the reference video: head pose, blinks, both, or all of its motion (the speech is then only heard).</source>
        <translation>从参考视频取用什么：头部姿态、眨眼、两者，或全部动作（此时语音只用来听）。</translation>
    </message>
    <message>
        <source>Idle seconds</source>
        <translation>待机秒数</translation>
    </message>
    <message>
        <source>Instead of a recording: the presenter waits this many seconds, blinks and moves, and says nothing.</source>
        <translation>代替录音：主讲人等待这么多秒，会眨眼和活动，但不说话。</translation>
    </message>
    <message>
        <source>s</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>Sound track</source>
        <translation>音轨</translation>
    </message>
    <message>
        <source>Which sound track of the recording is heard, from 1; 0 takes the one that its file marks as default, else the one with most speech.</source>
        <translation>使用录音的哪条音轨，从 1 数起；0 表示文件标为默认的音轨，没有标明时用说话最多的一条。</translation>
    </message>
    <message>
        <source>The one with speech</source>
        <translation>有语音的那条</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>声道</translation>
    </message>
    <message>
        <source>Which channel of the recording is heard: mix (0) for all of them, left (1), right (2), or its number. A mix whose channels cancel each other out becomes the loudest of them.</source>
        <translation>使用录音的哪个声道：mix（0）为全部声道，left（1）为左，right（2）为右，或声道的序号。各声道相互抵消时，只用最响的一个。</translation>
    </message>
    <message>
        <source>All together</source>
        <translation>全部混合</translation>
    </message>
    <message>
        <source>In the middle</source>
        <translation>居中</translation>
    </message>
    <message>
        <source>Trim</source>
        <translation>截取</translation>
    </message>
    <message>
        <source>Which stretch of the recording is heard, in seconds: 0.5-12.3, 1:05-2:10, or 3- for all after the third second. The file stays as it is.</source>
        <translation>录音的哪一段会被听到，以秒计：0.5-12.3、1:05-2:10，或 3- 表示第三秒以后的全部。文件保持原样。</translation>
    </message>
    <message>
        <source>Cut out</source>
        <translation>剪去</translation>
    </message>
    <message>
        <source>Stretches of the recording that are left out, such as 3.0-4.2; several are divided by ;. All times are those of the whole recording.</source>
        <translation>录音中被略去的片段，例如 3.0-4.2；多个片段用 ; 分隔。所有时间都按整段录音计算。</translation>
    </message>
    <message>
        <source>What is spoken, as a language tag such as en or zh-Hant: players name the sound track by it. A deliverable takes that of its video, else that of its spoken text.</source>
        <translation>所说的语言，用语言标签表示，例如 en 或 zh-Hant；播放器据此显示音轨名称。更多文件沿用其视频的语言，否则取朗读文本的语言。</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>The same seed gives the same motion; 0 gives each portrait and speech one of its own.</source>
        <translation>相同的种子得到相同的动作；0 让每个肖像和录音各有自己的种子。</translation>
    </message>
    <message>
        <source>By portrait and speech</source>
        <translation>由人像和语音决定</translation>
    </message>
    <message>
        <source>Face</source>
        <translation>人脸</translation>
    </message>
    <message>
        <source>The largest</source>
        <translation>最大的</translation>
    </message>
    <message>
        <source>By itself</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Turn the portrait</source>
        <translation>旋转人像</translation>
    </message>
    <message>
        <source>Degrees clockwise; auto turns a portrait that lies on its side or upside down, 0 leaves it as it is.</source>
        <translation>顺时针旋转的角度；auto 会把侧躺或倒置的人像转正，0 表示保持原样。</translation>
    </message>
    <message>
        <source>Without a mouth</source>
        <translation>没有嘴也制作</translation>
    </message>
    <message>
        <source>Makes the video also of a picture in which no mouth is to be seen: lips are drawn where it would be.</source>
        <translation>看不到嘴的照片也制作视频：在嘴应在的位置画出嘴唇。</translation>
    </message>
    <message>
        <source>Restore the face</source>
        <translation>人脸修复</translation>
    </message>
    <message>
        <source>Redraws the face with more detail in every frame; needs the model of the same name.</source>
        <translation>在每一帧中以更多细节重绘人脸；需要同名的模型。</translation>
    </message>
    <message>
        <source>Strength of restoring</source>
        <translation>修复强度</translation>
    </message>
    <message>
        <source>How much of the restored face is shown; 0 leaves the face as it was drawn.</source>
        <translation>显示多少修复后的人脸；0 表示保持原样。</translation>
    </message>
    <message>
        <source>Upscale</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Makes the video two or four times as wide and high; needs the model of the same name.</source>
        <translation>把视频的宽和高放大到两倍或四倍；需要同名的模型。</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>标识</translation>
    </message>
    <message>
        <source>The words AI-generated / AI生成 in the video: as the region of the settings asks, for the first two seconds, always, or off, which needs a reason.</source>
        <translation>视频中的“AI-generated / AI生成”字样：按设置中地区的要求、前两秒、始终显示，或关闭（需说明理由）。</translation>
    </message>
    <message>
        <source>Voice</source>
        <translation>音色</translation>
    </message>
    <message>
        <source>Who speaks a text, as mouthpiece say --voices names them; empty takes the first voice of its language.</source>
        <translation>由谁来念文本，名称见 mouthpiece say --voices；留空则用该语言的第一个音色。</translation>
    </message>
    <message>
        <source>Speed of the voice</source>
        <translation>语速</translation>
    </message>
    <message>
        <source>1 is the voice&apos;s own speed.</source>
        <translation>1 为音色本来的语速。</translation>
    </message>
    <message>
        <source>Pitch of the voice</source>
        <translation>音调</translation>
    </message>
    <message>
        <source>Semitones by which the voice is higher, or lower where negative.</source>
        <translation>把声音提高多少个半音；负数为降低。</translation>
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
        <translation>把声音加大多少分贝；负数为减小。</translation>
    </message>
    <message>
        <source>dB</source>
        <translation>分贝</translation>
    </message>
    <message>
        <source>Pause after sentences</source>
        <translation>句间停顿</translation>
    </message>
    <message>
        <source>Seconds of silence between two sentences of a text.</source>
        <translation>文本中两句之间静音的秒数。</translation>
    </message>
    <message>
        <source>Pause after paragraphs</source>
        <translation>段间停顿</translation>
    </message>
    <message>
        <source>Seconds of silence between two paragraphs of a text.</source>
        <translation>文本中两段之间静音的秒数。</translation>
    </message>
    <message>
        <source>Reference as it is</source>
        <translation>按参考视频原样</translation>
    </message>
    <message>
        <source>LivePortrait takes over the pose and the expression of the reference video themselves; without, how they change from its first frame on.</source>
        <translation>LivePortrait 直接采用参考视频中的姿态和表情；不选则采用它们相对第一帧的变化。</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>画幅</translation>
    </message>
    <message>
        <source>The shape of the finished picture.</source>
        <translation>成品画面的形状。</translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation>分辨率</translation>
    </message>
    <message>
        <source>Pixels of the shorter side of the finished picture.</source>
        <translation>成品画面短边的像素数。</translation>
    </message>
    <message>
        <source>Fitting</source>
        <translation>适配方式</translation>
    </message>
    <message>
        <source>How the picture comes into another shape: crop, around the face; blur or color: the whole picture, with its own blurred margin or a plain one.</source>
        <translation>画面如何适配另一种画幅：裁剪，围绕面部；模糊或纯色：显示整个画面，四周为自身的模糊边框或纯色边框。</translation>
    </message>
    <message>
        <source>Color of the margin</source>
        <translation>边框颜色</translation>
    </message>
    <message>
        <source>For a plain margin: #rrggbb.</source>
        <translation>用于纯色边框：#rrggbb。</translation>
    </message>
    <message>
        <source>New background</source>
        <translation>新背景</translation>
    </message>
    <message>
        <source>A picture or a video that is shown behind the presenter.</source>
        <translation>显示在主讲人身后的图片或视频。</translation>
    </message>
    <message>
        <source>Color of the background</source>
        <translation>背景颜色</translation>
    </message>
    <message>
        <source>A plain color behind the presenter: #rrggbb.</source>
        <translation>主讲人身后的纯色：#rrggbb。</translation>
    </message>
    <message>
        <source>Cutting out</source>
        <translation>抠像方式</translation>
    </message>
    <message>
        <source>How the presenter is told from the background: network, or key for one in front of a plain color; auto takes the network when it is there.</source>
        <translation>如何将主讲人与背景分开：按人形（神经网络），或在纯色背景前按颜色；自动在可用时按人形。</translation>
    </message>
    <message>
        <source>Color of the screen</source>
        <translation>幕布颜色</translation>
    </message>
    <message>
        <source>For key: the color behind the presenter, #rrggbb.</source>
        <translation>用于按颜色抠像：主讲人身后的颜色，#rrggbb。</translation>
    </message>
    <message>
        <source>Logo</source>
        <translation>徽标</translation>
    </message>
    <message>
        <source>A picture that is shown in the video, such as a PNG.</source>
        <translation>显示在视频中的图片，例如 PNG。</translation>
    </message>
    <message>
        <source>Place of the logo</source>
        <translation>徽标位置</translation>
    </message>
    <message>
        <source>Where the logo is shown.</source>
        <translation>徽标显示的位置。</translation>
    </message>
    <message>
        <source>Size of the logo</source>
        <translation>徽标大小</translation>
    </message>
    <message>
        <source>Its longer side in percent of the shorter side of the video.</source>
        <translation>其长边，占视频短边的百分比。</translation>
    </message>
    <message>
        <source>Margin of the logo</source>
        <translation>徽标边距</translation>
    </message>
    <message>
        <source>Its distance from the edges in percent of the shorter side of the video.</source>
        <translation>与边缘的距离，占视频短边的百分比。</translation>
    </message>
    <message>
        <source>Opacity of the logo</source>
        <translation>徽标不透明度</translation>
    </message>
    <message>
        <source>1 is opaque, 0 is not there.</source>
        <translation>1 为不透明，0 为看不见。</translation>
    </message>
    <message>
        <source>Intro</source>
        <translation>片头</translation>
    </message>
    <message>
        <source>A video that is shown before the presenter.</source>
        <translation>在主讲人之前播放的视频。</translation>
    </message>
    <message>
        <source>Outro</source>
        <translation>片尾</translation>
    </message>
    <message>
        <source>A video that is shown after the presenter.</source>
        <translation>接在主讲人之后播放的视频。</translation>
    </message>
    <message>
        <source>Music</source>
        <translation>音乐</translation>
    </message>
    <message>
        <source>Sound under the speech; repeated as long as it lasts.</source>
        <translation>语音下面的声音；按语音时长循环。</translation>
    </message>
    <message>
        <source>Level of the music</source>
        <translation>音乐音量</translation>
    </message>
    <message>
        <source>In decibels; 0 is as loud as the file.</source>
        <translation>单位分贝；0 与文件本身一样响。</translation>
    </message>
    <message>
        <source>Steady music</source>
        <translation>音乐不避让</translation>
    </message>
    <message>
        <source>The music does not step back while there is speech.</source>
        <translation>有语音时音乐不减弱。</translation>
    </message>
    <message>
        <source>Set the loudness</source>
        <translation>调整响度</translation>
    </message>
    <message>
        <source>every frame</source>
        <translation>每一帧</translation>
    </message>
    <message>
        <source>every second frame</source>
        <translation>每隔一帧</translation>
    </message>
    <message>
        <source>Which engine draws the new mouth; auto takes the first that has all it needs on this computer.</source>
        <translation>用哪个引擎画新的嘴；自动会选这台电脑上第一个所需齐全的引擎。</translation>
    </message>
    <message>
        <source>Who speaks where the film shows several: the largest (0), leftmost (1), or the number from the left, as they stand where the film begins.</source>
        <translation>影片里有几个人时由谁说话：最大的脸（0）、最左边（1），或从左数的编号，以影片开头的位置为准。</translation>
    </message>
    <message>
        <source>Strength of the motion of the lips.</source>
        <translation>嘴唇动作的强度。</translation>
    </message>
    <message>
        <source>Longer speech</source>
        <translation>语音更长时</translation>
    </message>
    <message>
        <source>How the film goes on where the speech is longer: to and fro, again from the picture that its end matches best, or with its last picture.</source>
        <translation>语音更长时影片怎样继续：来回播放，从与结尾最吻合的画面重新接上，或停在最后一个画面。</translation>
    </message>
    <message>
        <source>Longer film</source>
        <translation>影片更长时</translation>
    </message>
    <message>
        <source>What becomes of the film after the speech: it ends as soon as the face is at rest, or it goes on as it is, with its own sound.</source>
        <translation>语音结束后影片怎样：面部一静止就结束，或保持原样、带着原声继续。</translation>
    </message>
    <message>
        <source>Sound of the film</source>
        <translation>影片原声</translation>
    </message>
    <message>
        <source>How loud the film&apos;s own sound stays under the new speech, in per cent; 0 leaves it out.</source>
        <translation>影片原声在新语音下保留多大音量（百分比）；0 表示去掉原声。</translation>
    </message>
    <message>
        <source>Sound track of the film</source>
        <translation>影片的音轨</translation>
    </message>
    <message>
        <source>Which of the film&apos;s own sound tracks stays, from 1; 0 takes the one that the file marks as default.</source>
        <translation>保留影片的哪条音轨，从 1 数起；0 取文件标为默认的那条。</translation>
    </message>
    <message>
        <source>Bring the whole sound to a loudness (EBU R128, in two passes).</source>
        <translation>将整段声音调到指定响度（EBU R128，两遍处理）。</translation>
    </message>
    <message>
        <source>Loudness</source>
        <translation>响度</translation>
    </message>
    <message>
        <source>In LUFS: -16 for the web, -23 for television in Europe.</source>
        <translation>单位 LUFS：网络用 -16，欧洲电视用 -23。</translation>
    </message>
    <message>
        <source>LUFS</source>
        <translation>LUFS</translation>
    </message>
    <message>
        <source>H.264 rate factor: lower is better and larger; 0 chooses it so that the film keeps the quality that it has.</source>
        <translation>H.264 质量系数：越低越清晰、文件越大；0 会自动选择，使影片保持原有质量。</translation>
    </message>
    <message>
        <source>Film</source>
        <translation>影片</translation>
    </message>
    <message>
        <source>The film of the presenter.</source>
        <translation>主讲人的影片。</translation>
    </message>
    <message>
        <source>Speech</source>
        <translation>语音</translation>
    </message>
    <message>
        <source>The recording, or a video with sound.</source>
        <translation>录音，或有声音的视频。</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Instead of a recording: a script that a voice speaks, with marks such as [pause 0.5].</source>
        <translation>代替录音：由声音朗读的脚本，可带 [pause 0.5] 之类的标记。</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>The video to write (.mp4), or a folder for it; default: the current folder.</source>
        <translation>要写入的视频（.mp4）或其文件夹；默认：当前文件夹。</translation>
    </message>
    <message>
        <source>Overwrite</source>
        <translation>覆盖</translation>
    </message>
    <message>
        <source>Replace the output when it exists.</source>
        <translation>输出文件已存在时替换它。</translation>
    </message>
    <message>
        <source>Subtitles</source>
        <translation>字幕</translation>
    </message>
    <message>
        <source>Subtitles in a second language</source>
        <translation>第二种语言的字幕</translation>
    </message>
    <message>
        <source>Shown below the others at the same time: a file with times, or a text.</source>
        <translation>同时显示在另一行字幕下方：带时间的文件，或文本。</translation>
    </message>
    <message>
        <source>Subtitles of the spoken text</source>
        <translation>朗读文稿的字幕</translation>
    </message>
    <message>
        <source>Of a video that was made from a text: what is said, while it is said; a file of subtitles wins.</source>
        <translation>用于由文稿制作的视频：说到哪里就显示哪里；如果给出字幕文件，则以文件为准。</translation>
    </message>
    <message>
        <source>Showing of subtitles</source>
        <translation>字幕显示方式</translation>
    </message>
    <message>
        <source>burn: drawn into the picture; track: switched on in the player.</source>
        <translation>画在画面中，或作为可在播放器中开启的字幕轨。</translation>
    </message>
    <message>
        <source>Style of subtitles</source>
        <translation>字幕样式</translation>
    </message>
    <message>
        <source>Size of subtitles</source>
        <translation>字幕大小</translation>
    </message>
    <message>
        <source>Height of a letter in percent of the shorter side of the video.</source>
        <translation>文字高度，占视频短边的百分比。</translation>
    </message>
    <message>
        <source>Codec</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>Hardware encoder</source>
        <translation>硬件编码器</translation>
    </message>
    <message>
        <source>auto: a graphics card encodes what is finished when it truly can; else the processor.</source>
        <translation>自动：显卡确实可用时由显卡编码，否则由处理器编码。</translation>
    </message>
    <message>
        <source>Quality of finishing</source>
        <translation>成品质量</translation>
    </message>
    <message>
        <source>How carefully the finished pictures are stored; best is largest.</source>
        <translation>成品画面保存的精细程度；最佳的文件最大。</translation>
    </message>
    <message>
        <source>Kind of file</source>
        <translation>文件类型</translation>
    </message>
    <message>
        <source>mp4; webm (VP9 or AV1); mov (ProRes); gif; png: a folder of pictures.</source>
        <translation>mp4；webm（VP9 或 AV1）；mov（ProRes）；gif；png：一个图片文件夹。</translation>
    </message>
    <message>
        <source>Transparent</source>
        <translation>透明</translation>
    </message>
    <message>
        <source>Nothing behind the presenter: mov (ProRes 4444), webm (VP9) or png.</source>
        <translation>主讲人身后没有任何内容：mov（ProRes 4444）、webm（VP9）或 png。</translation>
    </message>
    <message>
        <source>Another frame rate. Frames in between are computed from their neighbours; `render --fps` draws them.</source>
        <translation>另一种帧率。中间的帧由相邻帧推算；`render --fps` 则会逐帧绘制。</translation>
    </message>
    <message>
        <source>txt2img: from words alone; img2img: a picture, drawn anew; inpaint: only where the mask is white; controlnet: pose or edges of a picture; upscale: larger.</source>
        <translation>txt2img：仅由文字；img2img：重新绘制一张图片；inpaint：只绘制蒙版为白色的部分；controlnet：按图片的姿势或边缘；upscale：放大。</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>A model of the catalogue, a folder of diffusers, or a .safetensors or .ckpt file; auto takes the first that is installed.</source>
        <translation>目录中的模型、diffusers 文件夹，或 .safetensors、.ckpt 文件；auto 使用第一个已安装的模型。</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>提示词</translation>
    </message>
    <message>
        <source>What to draw, in words; (word:1.2), ((word)) and [word] give weight.</source>
        <translation>用文字说明要画什么；(词:1.2)、((词)) 和 [词] 设定权重。</translation>
    </message>
    <message>
        <source>Without</source>
        <translation>不要</translation>
    </message>
    <message>
        <source>What the picture must not show.</source>
        <translation>图片中不应出现的内容。</translation>
    </message>
    <message>
        <source>Style</source>
        <translation>风格</translation>
    </message>
    <message>
        <source>Adds the words of a look to both prompts.</source>
        <translation>在两个提示词中加入某种风格的词语。</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>人</translation>
    </message>
    <message>
        <source>Who is shown, put in front of the prompt.</source>
        <translation>画中的人，放在提示词之前。</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>年龄</translation>
    </message>
    <message>
        <source>About how old the person is; 0 says nothing.</source>
        <translation>此人大约的年龄；0 表示不说明。</translation>
    </message>
    <message>
        <source>years</source>
        <translation>岁</translation>
    </message>
    <message>
        <source>Any</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>Clothing</source>
        <translation>服装</translation>
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
        <translation>画面中显示人物的多少。</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>光线</translation>
    </message>
    <message>
        <source>Where the light comes from.</source>
        <translation>光从哪里来。</translation>
    </message>
    <message>
        <source>Background</source>
        <translation>背景</translation>
    </message>
    <message>
        <source>What is behind the person.</source>
        <translation>人物身后是什么。</translation>
    </message>
    <message>
        <source>Candidates</source>
        <translation>候选图</translation>
    </message>
    <message>
        <source>How many are drawn.</source>
        <translation>绘制多少张。</translation>
    </message>
    <message>
        <source>Keep the best</source>
        <translation>保留最好的</translation>
    </message>
    <message>
        <source>Keeps that many, best fit for talking first; the others go to the folder not-kept. 0 keeps all.</source>
        <translation>保留这么多张，最适合说话的在前；其余移到 not-kept 文件夹。0 表示全部保留。</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>More take longer.</source>
        <translation>步数越多越慢。</translation>
    </message>
    <message>
        <source>Guidance scale</source>
        <translation>引导系数</translation>
    </message>
    <message>
        <source>How strictly the prompt is followed; up to 1 the negative prompt is ignored.</source>
        <translation>遵循提示词的严格程度；不超过 1 时忽略反向提示词。</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>Pixels, in steps of 8; 0 takes what the model was trained on.</source>
        <translation>像素，须为 8 的倍数；0 使用模型训练时的尺寸。</translation>
    </message>
    <message>
        <source>As the model</source>
        <translation>按模型</translation>
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
        <translation>采样器</translation>
    </message>
    <message>
        <source>Clip skip</source>
        <translation>跳过 CLIP 层数</translation>
    </message>
    <message>
        <source>Denoising strength</source>
        <translation>重绘强度</translation>
    </message>
    <message>
        <source>How much of the given picture is drawn anew.</source>
        <translation>给定图片中有多少被重新绘制。</translation>
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
        <translation>目录中的 ControlNet、文件夹或文件；auto 使用合适的那个。</translation>
    </message>
    <message>
        <source>Control strength</source>
        <translation>控制强度</translation>
    </message>
    <message>
        <source>How strictly it is followed.</source>
        <translation>遵循的严格程度。</translation>
    </message>
    <message>
        <source>LoRAs</source>
        <translation>LoRA</translation>
    </message>
    <message>
        <source>Files, each with its scale after a colon, separated by semicolons: smile.safetensors:0.8;blazer.safetensors.</source>
        <translation>文件，冒号后为各自的权重，用分号分隔：smile.safetensors:0.8;blazer.safetensors。</translation>
    </message>
    <message>
        <source>Embeddings</source>
        <translation>嵌入</translation>
    </message>
    <message>
        <source>Files of textual inversions, separated by semicolons; the file&apos;s name is the word for the prompt.</source>
        <translation>文本反演文件，用分号分隔；文件名就是提示词中使用的词。</translation>
    </message>
    <message>
        <source>VAE</source>
        <translation>VAE</translation>
    </message>
    <message>
        <source>A file or folder that replaces the model&apos;s.</source>
        <translation>替换模型自带 VAE 的文件或文件夹。</translation>
    </message>
    <message>
        <source>Face detail</source>
        <translation>面部细节</translation>
    </message>
    <message>
        <source>Detail strength</source>
        <translation>细节强度</translation>
    </message>
    <message>
        <source>How much of the face is redrawn.</source>
        <translation>面部有多少被重新绘制。</translation>
    </message>
    <message>
        <source>Makes the picture two or four times as wide and high; needs the model of the same name.</source>
        <translation>把图片的宽和高放大到两倍或四倍；需要同名的模型。</translation>
    </message>
    <message>
        <source>Second pass</source>
        <translation>第二遍</translation>
    </message>
    <message>
        <source>After upscaling the picture is drawn over with this denoising strength; 0 leaves it.</source>
        <translation>放大后以此重绘强度再绘制一遍；0 表示保持不变。</translation>
    </message>
    <message>
        <source>X axis</source>
        <translation>X 轴</translation>
    </message>
    <message>
        <source>An option and its values for a contact sheet, such as steps=10,20,30.</source>
        <translation>用于对照图的一个选项及其取值，例如 steps=10,20,30。</translation>
    </message>
    <message>
        <source>Y axis</source>
        <translation>Y 轴</translation>
    </message>
    <message>
        <source>The same for the rows.</source>
        <translation>用于各行，写法相同。</translation>
    </message>
    <message>
        <source>Where networks compute.</source>
        <translation>网络在哪里计算。</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>How memory is saved: for cards of 8, 12 or 24 GB, or the processor.</source>
        <translation>如何节省内存：适用于 8、12、24 GB 的显卡，或处理器。</translation>
    </message>
    <message>
        <source>Let torch compile the network for the GPU: minutes at first, then quicker.</source>
        <translation>让 torch 为显卡编译网络：开始时需几分钟，之后更快。</translation>
    </message>
    <message>
        <source>Safety checker</source>
        <translation>安全检查器</translation>
    </message>
    <message>
        <source>Looks at every picture and leaves out what is not fit to be shown.</source>
        <translation>检查每一张图片，去掉不宜展示的。</translation>
    </message>
    <message>
        <source>Recogniser</source>
        <translation>识别器</translation>
    </message>
    <message>
        <source>Which size of Whisper listens; auto takes the best of those installed that this computer is up to.</source>
        <translation>用哪种规格的 Whisper 来听写；auto 取已安装且本机能胜任的最好一种。</translation>
    </message>
    <message>
        <source>Language that is spoken</source>
        <translation>所讲语言</translation>
    </message>
    <message>
        <source>A language tag such as en or zh-Hant; empty finds it by what is said first.</source>
        <translation>语言标签，如 en 或 zh-Hant；留空则由开头所说的话判断。</translation>
    </message>
    <message>
        <source>Width and height of the help window when it was last closed.</source>
        <translation>上次关闭帮助窗口时的宽度和高度。</translation>
    </message>
    <message>
        <source>What stands first in the Library.</source>
        <translation>作品库中的排列顺序。</translation>
    </message>
    <message>
        <source>Whether the Library shows a list instead of pictures.</source>
        <translation>作品库是否显示列表而不是图片。</translation>
    </message>
    <message>
        <source>How loud the window plays.</source>
        <translation>窗口播放的音量。</translation>
    </message>
    <message>
        <source>Options of the other version that was made last.</source>
        <translation>上次制作另一个版本时的选项。</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>地区</translation>
    </message>
    <message>
        <source>Where videos are published. It says how long the visible label is shown: the first two seconds, in the EU the whole video.</source>
        <translation>视频发布的地区。它决定可见标识显示多久：前两秒；在欧盟为整个视频。</translation>
    </message>
    <message>
        <source>Producer</source>
        <translation>制作者</translation>
    </message>
    <message>
        <source>Who answers for the videos: a name, or the code that an authority gave you.</source>
        <translation>对视频负责的人或机构：名称，或主管部门给您的编码。</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>证书</translation>
    </message>
    <message>
        <source>PEM chain, leaf first; without it this computer signs with its own.</source>
        <translation>PEM 证书链，自己的证书在最前；不填则用本机自己的证书签名。</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>私钥</translation>
    </message>
    <message>
        <source>The certificate&apos;s private key, PEM, no password.</source>
        <translation>证书的私钥，PEM 格式，无密码。</translation>
    </message>
    <message>
        <source>Sign</source>
        <translation>签名</translation>
    </message>
    <message>
        <source>Sign videos; the labels stay in any case.</source>
        <translation>为视频签名；标识无论如何都会保留。</translation>
    </message>
    <message>
        <source>Time stamps</source>
        <translation>时间戳</translation>
    </message>
    <message>
        <source>Address of a time-stamp authority (RFC 3161), asked for each signature, which then outlives the certificate; nobody is asked without it.</source>
        <translation>时间戳机构（RFC 3161）的网址，每次签名时向其请求；签名因此在证书到期后仍然有效。不填则不联系任何机构。</translation>
    </message>
    <message>
        <source>Let the farm make videos</source>
        <translation>让其他电脑制作视频</translation>
    </message>
    <message>
        <source>The window&apos;s queue is made by other computers instead of this one.</source>
        <translation>窗口中的队列由其他电脑制作,而不是本机。</translation>
    </message>
    <message>
        <source>Scheduler of the farm</source>
        <translation>农场的调度器</translation>
    </message>
    <message>
        <source>HOST or HOST:PORT, as `mouthpiece farm scheduler` prints it; empty: none.</source>
        <translation>主机或 主机:端口,如 `mouthpiece farm scheduler` 所示;留空表示没有。</translation>
    </message>
    <message>
        <source>Shared folder</source>
        <translation>共享文件夹</translation>
    </message>
    <message>
        <source>A folder that all computers see; inputs in it are not sent.</source>
        <translation>所有电脑都能看到的文件夹;其中的输入文件不必传送。</translation>
    </message>
    <message>
        <source>Look for newer versions</source>
        <translation>检查新版本</translation>
    </message>
    <message>
        <source>As installed: only where the program came over the network. You are told; nothing is fetched.</source>
        <translation>依安装方式：仅在程序通过网络安装时检查。只会告知，不会下载。</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Of the file that names the newest version.</source>
        <translation>说明最新版本的文件的地址。</translation>
    </message>
    <message>
        <source>Ed25519, base64: who signs that file.</source>
        <translation>Ed25519，base64：该文件的签名者。</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>Of that file, instead of a signature.</source>
        <translation>该文件的 SHA-256，用以代替签名。</translation>
    </message>
    <message>
        <source>Corner of the label</source>
        <translation>标识位置</translation>
    </message>
    <message>
        <source>Channel of the second speaker</source>
        <translation>第二说话人的声道</translation>
    </message>
    <message>
        <source>Two faces speak: the second is heard in this channel of the second recording, or of the only one, whose other channel is then the first speaker&apos;s. left (1), right (2), or its number; 0 is the mix of a second recording.</source>
        <translation>两张脸说话：第二位说话人的声音取自第二段录音的这个声道；只有一段录音时取自其中的这个声道，另一个声道属于第一位。left（1）、right（2）或声道号；0 为第二段录音的混音。</translation>
    </message>
    <message>
        <source>Panning</source>
        <translation>声像</translation>
    </message>
    <message>
        <source>How far the voices of two recordings are put to the sides of their faces in the sound: 0 leaves them where they are, 1 takes each away from the other side. One recording with a voice in each channel keeps its sound.</source>
        <translation>两段录音的声音在立体声中向各自人脸一侧移动的程度：0 保持原样，1 则各自完全离开另一侧。每个声道一个声音的单段录音保持原声。</translation>
    </message>
    <message>
        <source>Which face of a group: largest (0), leftmost (1), its number from the left, or all: two faces speak, each with a recording or a channel of its own.</source>
        <translation>合影中的哪张脸：最大的（0）、最左边的（1）、从左数的序号，或 all：两张脸说话，各用自己的录音或声道。</translation>
    </message>
    <message>
        <source>Face of the second speaker</source>
        <translation>第二说话人的人脸</translation>
    </message>
    <message>
        <source>Which face speaks the second recording or channel, by its number from the left. With 0 the two largest speak, the left one first; where --face is given, the largest of the others.</source>
        <translation>哪张脸说第二段录音或第二个声道，按从左数的序号。0 时由最大的两张脸说话，左边的为第一位；指定了 --face 时取其余中最大的。</translation>
    </message>
    <message>
        <source>Reason for no label</source>
        <translation>不显示标识的理由</translation>
    </message>
    <message>
        <source>Why a video has no visible label; it is recorded in the video.</source>
        <translation>视频为何没有可见标识；理由会记录在视频文件中。</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>画质</translation>
    </message>
    <message>
        <source>H.264 rate factor: lower is better and larger; 18 looks lossless.</source>
        <translation>H.264 码率因子：越低画质越好、文件越大；18 看起来无损。</translation>
    </message>
    <message>
        <source>for editing</source>
        <translation>供剪辑</translation>
    </message>
    <message>
        <source>looks lossless</source>
        <translation>看似无损</translation>
    </message>
    <message>
        <source>good</source>
        <translation>良好</translation>
    </message>
    <message>
        <source>small</source>
        <translation>小文件</translation>
    </message>
    <message>
        <source>coarse</source>
        <translation>粗糙</translation>
    </message>
    <message>
        <source>Longest speech</source>
        <translation>最长语音</translation>
    </message>
    <message>
        <source>Longer speech is refused.</source>
        <translation>更长的语音会被拒绝。</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>分钟</translation>
    </message>
    <message>
        <source>A file with times (SRT, WebVTT, ASS, SBV, TTML, LRC), or the spoken text as .txt: that is timed by the pauses of the speech.</source>
        <translation>带时间的文件（SRT、WebVTT、ASS、SBV、TTML、LRC），或所说的文字（.txt）：后者按语音的停顿配上时间。</translation>
    </message>
    <message>
        <source>Encoding of subtitles</source>
        <translation>字幕编码</translation>
    </message>
    <message>
        <source>How the letters of the subtitle file are stored, when auto guesses wrong.</source>
        <translation>字幕文件的文字编码；自动判断有误时再选。</translation>
    </message>
    <message>
        <source>Language of subtitles</source>
        <translation>字幕语言</translation>
    </message>
    <message>
        <source>A language tag such as en or zh-Hant, by which players name the track; else what the file&apos;s name (film.de.srt) or the file says.</source>
        <translation>语言标签，例如 en 或 zh-Hant，播放器据此显示轨道名称；不填则取文件名（film.de.srt）或文件中的说明。</translation>
    </message>
    <message>
        <source>How the pictures are stored. auto: h264 in mp4, which plays everywhere, vp9 in webm, prores in mov.</source>
        <translation>画面的保存方式。auto：mp4 用到处都能播放的 h264，webm 用 vp9，mov 用 prores。</translation>
    </message>
    <message>
        <source>Folder for models</source>
        <translation>模型文件夹</translation>
    </message>
    <message>
        <source>Instead of the folder `models` in the home folder; a large disk.</source>
        <translation>代替主文件夹中的 models 文件夹；适合放在大磁盘上。</translation>
    </message>
    <message>
        <source>Further folders</source>
        <translation>其他文件夹</translation>
    </message>
    <message>
        <source>Searched too, never written: shared disks, other programs&apos; models.</source>
        <translation>也会在其中查找，但从不写入：共享磁盘、其他程序的模型。</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>离线</translation>
    </message>
    <message>
        <source>Open no network connection at all.</source>
        <translation>完全不建立网络连接。</translation>
    </message>
    <message>
        <source>Downloads allowed</source>
        <translation>允许下载</translation>
    </message>
    <message>
        <source>Models may be fetched when asked for.</source>
        <translation>在您要求时可以下载模型。</translation>
    </message>
    <message>
        <source>Files at a time</source>
        <translation>同时下载的文件数</translation>
    </message>
    <message>
        <source>Downloads side by side.</source>
        <translation>并行下载的数量。</translation>
    </message>
    <message>
        <source>Hugging Face address</source>
        <translation>Hugging Face 地址</translation>
    </message>
    <message>
        <source>Asked instead of https://huggingface.co; HF_ENDPOINT does the same.</source>
        <translation>代替 https://huggingface.co；与 HF_ENDPOINT 作用相同。</translation>
    </message>
    <message>
        <source>Own mirrors</source>
        <translation>自己的镜像</translation>
    </message>
    <message>
        <source>Addresses of folders, asked first, for MIRROR/MODEL/FILE.</source>
        <translation>优先访问的文件夹地址，格式为 镜像/模型/文件。</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>代理</translation>
    </message>
    <message>
        <source>http://, https:// or socks5://; otherwise the system&apos;s variables count.</source>
        <translation>http://、https:// 或 socks5://；不填则使用系统变量。</translation>
    </message>
    <message>
        <source>Catalogue</source>
        <translation>目录</translation>
    </message>
    <message>
        <source>Another file than the program&apos;s own.</source>
        <translation>使用其他目录文件。</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Extra versions</source>
        <translation>更多文件</translation>
    </message>
    <message>
        <source>Made beside the video from the same render, such as 9:16,1080 or gif; divided by ;.</source>
        <translation>由同一次生成另外制作的文件，例如 9:16,1080 或 gif；用 ; 分隔。</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Folder for videos</source>
        <translation>视频文件夹</translation>
    </message>
    <message>
        <source>Where new videos are put.</source>
        <translation>新视频的存放位置。</translation>
    </message>
    <message>
        <source>Videos at a time</source>
        <translation>同时制作的视频数</translation>
    </message>
    <message>
        <source>Processes at work.</source>
        <translation>工作进程的数量。</translation>
    </message>
    <message>
        <source>When the queue is done</source>
        <translation>队列完成后</translation>
    </message>
    <message>
        <source>What to do then.</source>
        <translation>完成后要做的事。</translation>
    </message>
    <message>
        <source>Whether waiting videos are made while the window is open.</source>
        <translation>窗口打开时是否制作等待中的视频。</translation>
    </message>
    <message>
        <source>Whether the first page has been seen.</source>
        <translation>是否看过欢迎页。</translation>
    </message>
    <message>
        <source>Defaults</source>
        <translation>默认值</translation>
    </message>
    <message>
        <source>Options of new videos.</source>
        <translation>新视频的选项。</translation>
    </message>
    <message>
        <source>Title card</source>
        <translation>片头字幕</translation>
    </message>
    <message>
        <source>Words on a card of their own that is shown before the presenter, with the logo where there is one; an upright bar begins a new line, and those after the first are smaller. In batches {name} is filled from the row.</source>
        <translation>在主讲人之前单独显示的一张字幕卡，有徽标时一并显示；用竖线换行，第一行之后的字较小。批量制作时 {name} 由该行填入。</translation>
    </message>
    <message>
        <source>Length of the title card</source>
        <translation>片头字幕时长</translation>
    </message>
    <message>
        <source>How long the title card is shown.</source>
        <translation>片头字幕显示多久。</translation>
    </message>
    <message>
        <source>Color of the title</source>
        <translation>字幕卡文字颜色</translation>
    </message>
    <message>
        <source>Of its words: #rrggbb.</source>
        <translation>文字的颜色：#rrggbb。</translation>
    </message>
    <message>
        <source>Color behind the title</source>
        <translation>字幕卡底色</translation>
    </message>
    <message>
        <source>Of the card that they stand on: #rrggbb.</source>
        <translation>文字所在卡片的颜色：#rrggbb。</translation>
    </message>
    <message>
        <source>plain, karaoke, box or pop, of which the last three light up each word while it is said; or one of your own, by its name or as a .toml file.</source>
        <translation>plain、karaoke、box 或 pop，后三种会逐词点亮正在说的话；也可用自己的样式：写名称或 .toml 文件。</translation>
    </message>
    <message>
        <source>Font of subtitles</source>
        <translation>字幕字体</translation>
    </message>
    <message>
        <source>The family of an installed font, such as Noto Sans CJK SC; empty takes the style&apos;s, else the first that has all letters.</source>
        <translation>已安装字体的名称，如 Noto Sans CJK SC；留空则用样式里的，否则取第一个包含全部字符的字体。</translation>
    </message>
    <message>
        <source>Platform</source>
        <translation>平台</translation>
    </message>
    <message>
        <source>Keeps subtitles of upright videos clear of what a platform shows over them.</source>
        <translation>让竖屏视频的字幕避开平台叠加的按钮和文字。</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>数值精度</translation>
    </message>
    <message>
        <source>exact: float32 on a processor; fast: bfloat16 where the processor has it, and int8 by a backend where that was measured quicker and pixels differ by half a grey level in the mean at most. A graphics card computes in half precision anyway.</source>
        <translation>exact：处理器上使用 float32；fast：处理器支持时使用 bfloat16，计算后端测得更快且像素平均相差不超过半个灰阶时使用 int8。显卡本来就用半精度计算。</translation>
    </message>
    <message>
        <source>Where the label is shown; auto takes the lower right corner, or where the mouth is there the next one that is clear of it.</source>
        <translation>标识显示在哪里；auto 取右下角，若嘴在那里，则取下一个不遮住嘴的角。</translation>
    </message>
    <message>
        <source>The same seed gives the same picture; each candidate takes the next one. &apos;random&apos; or -1 draws one.</source>
        <translation>相同的种子得到相同的图片；每个候选依次取下一个。&apos;random&apos; 或 -1 随机取一个。</translation>
    </message>
    <message>
        <source>Variation</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>How far the noise goes from that of the seed to that of the variation seed: pictures that resemble each other. For txt2img and controlnet.</source>
        <translation>噪声从种子向变化种子移动多远：得到彼此相似的图片。用于 txt2img 和 controlnet。</translation>
    </message>
    <message>
        <source>Variation seed</source>
        <translation>变化种子</translation>
    </message>
    <message>
        <source>Where the variation leads.</source>
        <translation>变化的方向。</translation>
    </message>
    <message>
        <source>Guidance rescale</source>
        <translation>引导重缩放</translation>
    </message>
    <message>
        <source>Takes back the contrast that a strong guidance adds; about 0.7 for models that predict v.</source>
        <translation>收回强引导带来的对比度；预测 v 的模型约用 0.7。</translation>
    </message>
    <message>
        <source>How the noise is taken away; auto takes DPM++ 2M Karras, for models of few steps their own.</source>
        <translation>如何去除噪声；auto 用 DPM++ 2M Karras，少步模型用它自己的。</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>噪声表</translation>
    </message>
    <message>
        <source>How the noise falls from step to step; sgm-uniform is for Turbo, Lightning and Hyper models.</source>
        <translation>噪声如何逐步下降；sgm-uniform 用于 Turbo、Lightning 和 Hyper 模型。</translation>
    </message>
    <message>
        <source>Prediction</source>
        <translation>预测</translation>
    </message>
    <message>
        <source>What the model says of a picture; only for models that do not tell it.</source>
        <translation>模型预测什么；只用于自身没有说明的模型。</translation>
    </message>
    <message>
        <source>Which layer of the text encoder counts, from the last; anime models want 2. SDXL takes the last but one for 1 and 2.</source>
        <translation>取文本编码器倒数第几层；动漫模型用 2。SDXL 的 1 和 2 都取倒数第二层。</translation>
    </message>
    <message>
        <source>Only masked</source>
        <translation>只画蒙版内</translation>
    </message>
    <message>
        <source>For inpaint: draws the part under the mask at the full size and puts it back.</source>
        <translation>用于局部重绘：以完整尺寸绘制蒙版下的部分再放回。</translation>
    </message>
    <message>
        <source>Mask padding</source>
        <translation>蒙版边距</translation>
    </message>
    <message>
        <source>How much around the mask is seen when only that part is drawn.</source>
        <translation>只画这一部分时，蒙版周围看到多少。</translation>
    </message>
    <message>
        <source>Mask blur</source>
        <translation>蒙版模糊</translation>
    </message>
    <message>
        <source>How softly the mask ends.</source>
        <translation>蒙版边缘有多柔和。</translation>
    </message>
    <message>
        <source>Masked content</source>
        <translation>蒙版内容</translation>
    </message>
    <message>
        <source>What stands under the mask before it is drawn: the picture, the colours around it, noise, or nothing.</source>
        <translation>绘制前蒙版下是什么：原图、周围的颜色、噪声，或空白。</translation>
    </message>
    <message>
        <source>Folder for add-ons</source>
        <translation>附加文件夹</translation>
    </message>
    <message>
        <source>Where the LoRAs lie that a prompt names as &lt;lora:name:0.8&gt;, and, in its folder embeddings, the embeddings; else the folder addons of the program&apos;s own.</source>
        <translation>提示词里 &lt;lora:name:0.8&gt; 所指的 LoRA 所在之处，其中的 embeddings 文件夹放 Embedding；否则用程序自己的 addons 文件夹。</translation>
    </message>
    <message>
        <source>Draws every face once more at a higher resolution.</source>
        <translation>以更高分辨率再画一次每张脸。</translation>
    </message>
    <message>
        <source>Detail prompt</source>
        <translation>脸部提示词</translation>
    </message>
    <message>
        <source>What the faces are drawn by; the prompt itself when it is empty.</source>
        <translation>画脸所用的提示词；为空时用提示词本身。</translation>
    </message>
    <message>
        <source>High resolution</source>
        <translation>高清放大</translation>
    </message>
    <message>
        <source>Draws the picture so many times as wide and high in a second pass that begins with the first.</source>
        <translation>第二遍从第一遍的图开始，画成几倍宽和高。</translation>
    </message>
    <message>
        <source>High resolution strength</source>
        <translation>高清放大强度</translation>
    </message>
    <message>
        <source>How much the second pass draws anew.</source>
        <translation>第二遍重画多少。</translation>
    </message>
    <message>
        <source>Name of the style</source>
        <translation>样式名称</translation>
    </message>
    <message>
        <source>Font</source>
        <translation>字体</translation>
    </message>
    <message>
        <source>The family of an installed font; empty takes the first that has all letters.</source>
        <translation>已安装字体的名称；留空则取第一个包含全部字符的字体。</translation>
    </message>
    <message>
        <source>The word that is said</source>
        <translation>正在说的词</translation>
    </message>
    <message>
        <source>What happens to a word while it is said.</source>
        <translation>词语说出时的效果。</translation>
    </message>
    <message>
        <source>Color</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Of the letters, as #rrggbb.</source>
        <translation>文字的颜色，写作 #rrggbb。</translation>
    </message>
    <message>
        <source>Color of the word</source>
        <translation>高亮颜色</translation>
    </message>
    <message>
        <source>Of the word that is said, or of its box.</source>
        <translation>正在说的词或其方框的颜色。</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>描边</translation>
    </message>
    <message>
        <source>In shares of a line&apos;s height.</source>
        <translation>以行高的比例计。</translation>
    </message>
    <message>
        <source>Color of the outline</source>
        <translation>描边颜色</translation>
    </message>
    <message>
        <source>As #rrggbb.</source>
        <translation>写作 #rrggbb。</translation>
    </message>
    <message>
        <source>Shadow</source>
        <translation>阴影</translation>
    </message>
    <message>
        <source>Bold</source>
        <translation>粗体</translation>
    </message>
    <message>
        <source>Strong letters.</source>
        <translation>笔画较粗的文字。</translation>
    </message>
    <message>
        <source>Capitals</source>
        <translation>大写</translation>
    </message>
    <message>
        <source>All letters as capitals.</source>
        <translation>所有字母大写。</translation>
    </message>
    <message>
        <source>Punctuation</source>
        <translation>标点</translation>
    </message>
    <message>
        <source>Shows full stops and commas; without it those inside words and numbers stay.</source>
        <translation>显示句号和逗号；关闭时，词和数字中间的仍保留。</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Where the lines stand; they give way to the mouth, the label and the logo.</source>
        <translation>字幕所在的位置；会避开嘴部、标识和徽标。</translation>
    </message>
    <message>
        <source>Lines at once</source>
        <translation>同时显示行数</translation>
    </message>
    <message>
        <source>What has no room is shown afterwards; 0 shows as many as there is room for.</source>
        <translation>放不下的随后显示；0 表示能放多少行就放多少行。</translation>
    </message>
    <message>
        <source>Longest line</source>
        <translation>每行最长</translation>
    </message>
    <message>
        <source>In Latin letters, of which a Chinese character takes two; 0 has no limit.</source>
        <translation>按拉丁字母计，一个汉字算两个；0 表示不限。</translation>
    </message>
    <message>
        <source>Longest line by language</source>
        <translation>各语言每行最长</translation>
    </message>
    <message>
        <source>In letters of the language.</source>
        <translation>按该语言的字数计。</translation>
    </message>
    <message>
        <source>Reading speed</source>
        <translation>阅读速度</translation>
    </message>
    <message>
        <source>Latin letters a second that can be read: shorter texts stay longer, the next one permitting; 0 has no limit.</source>
        <translation>每秒可读的拉丁字母数：时间太短的字幕会多停留一会儿，直到下一条；0 表示不限。</translation>
    </message>
    <message>
        <source>Times the size of subtitles.</source>
        <translation>相对于字幕字号的倍数。</translation>
    </message>
    <message>
        <source>Computers to wake</source>
        <translation>要唤醒的电脑</translation>
    </message>
    <message>
        <source>Addresses of network cards, such as 00:1a:2b:3c:4d:5e, that are woken when videos wait; @ and a broadcast address may follow.</source>
        <translation>网卡地址，例如 00:1a:2b:3c:4d:5e，有视频等待时会被唤醒；后面可以加 @ 和广播地址。</translation>
    </message>
    <message>
        <source>Quiet hours</source>
        <translation>安静时段</translation>
    </message>
    <message>
        <source>When this computer makes no videos for the farm, such as Mon-Fri 08:00-18:00, Sat 09:00-12:00; empty: it always does.</source>
        <translation>这台电脑不为其他电脑制作视频的时段，例如 Mon-Fri 08:00-18:00, Sat 09:00-12:00；留空表示始终制作。</translation>
    </message>
    <message>
        <source>Hottest card</source>
        <translation>显卡最高温度</translation>
    </message>
    <message>
        <source>Degrees Celsius at which a graphics card rests until it is 10 degrees cooler; 0: never.</source>
        <translation>显卡达到这个摄氏温度时暂停，降低 10 度后继续；0 表示从不暂停。</translation>
    </message>
    <message>
        <source>When the farm has no work</source>
        <translation>没有工作时</translation>
    </message>
    <message>
        <source>Minutes without work</source>
        <translation>没有工作的分钟数</translation>
    </message>
    <message>
        <source>How long there has to be no work before that.</source>
        <translation>在此之前需要多久没有工作。</translation>
    </message>
    <message>
        <source>Draw every</source>
        <translation>绘制间隔</translation>
    </message>
    <message>
        <source>With 2 a neural engine draws every second frame; those between are moved from their neighbours by its own motion field: quicker, and lips a little softer.</source>
        <translation>设为 2 时，神经网络引擎每隔一帧绘制一次；中间的帧由引擎自身的运动场从相邻帧移动得到：更快，嘴唇略微柔和。</translation>
    </message>
    <message>
        <source>What is trained</source>
        <translation>训练什么</translation>
    </message>
    <message>
        <source>lora: a small file that is put on the model; embedding: a word for prompts (textual inversion); whole: the model itself (DreamBooth), which takes the most memory.</source>
        <translation>lora：附加到模型上的小文件；embedding：用在提示词里的一个词（文本反演）；whole：模型本身（DreamBooth），占用内存最多。</translation>
    </message>
    <message>
        <source>What learns the person: a model of the catalogue, a folder of diffusers, or a .safetensors or .ckpt file; auto takes the first that is installed.</source>
        <translation>学习此人的模型：目录中的模型、diffusers 文件夹，或 .safetensors、.ckpt 文件；auto 取第一个已安装的。</translation>
    </message>
    <message>
        <source>Word for the person</source>
        <translation>代表此人的词</translation>
    </message>
    <message>
        <source>Stands for the person in prompts; rare letters, so that the model has no other idea of it.</source>
        <translation>在提示词中代表此人；用少见的字母组合，模型才不会有别的理解。</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>是什么</translation>
    </message>
    <message>
        <source>Such as woman, man or person: what the model knows already.</source>
        <translation>例如 woman、man 或 person：模型已经认识的。</translation>
    </message>
    <message>
        <source>Captions</source>
        <translation>图片说明</translation>
    </message>
    <message>
        <source>Words beside each picture. typed: from a .txt of the same name; template: the same for all; blip: described by the BLIP model, where it is installed; auto: typed where there is such a file, else the template.</source>
        <translation>每张图片旁的文字。typed：取自同名的 .txt；template：全部相同；blip：由 BLIP 模型描述（须已安装）；auto：有这样的文件就用它，否则用模板。</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>模板</translation>
    </message>
    <message>
        <source>The caption for pictures without one; {word} and {kind} are put in.</source>
        <translation>没有文字的图片所用的说明；会填入 {word} 和 {kind}。</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>裁切</translation>
    </message>
    <message>
        <source>face: head and shoulders; none: all that is seen.</source>
        <translation>face：头和肩；none：看到的全部。</translation>
    </message>
    <message>
        <source>Fewest pictures</source>
        <translation>最少图片数</translation>
    </message>
    <message>
        <source>With fewer the model would learn the pictures instead of the person; 10 to 30 are usual.</source>
        <translation>再少，模型学到的会是图片而不是人；通常为 10 到 30 张。</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>略过</translation>
    </message>
    <message>
        <source>Goes on without the pictures that show no face, or several.</source>
        <translation>略过没有脸或有多张脸的图片，继续进行。</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>秩</translation>
    </message>
    <message>
        <source>How much a LoRA can hold; for an embedding see --vectors.</source>
        <translation>LoRA 能容纳多少；嵌入请见 --vectors。</translation>
    </message>
    <message>
        <source>Alpha</source>
        <translation>Alpha</translation>
    </message>
    <message>
        <source>A LoRA counts alpha / rank times; 0 takes the rank.</source>
        <translation>LoRA 按 alpha / 秩 倍计算；0 取秩本身。</translation>
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
        <translation>一个词能容纳多少：提示词中的词元数。</translation>
    </message>
    <message>
        <source>Text encoder too</source>
        <translation>也训练文本编码器</translation>
    </message>
    <message>
        <source>Lets the text encoders learn as well; for lora and whole.</source>
        <translation>让文本编码器也学习；用于 lora 和 whole。</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>How far each step goes; 0 takes what is usual: 0.0001 for lora, 0.005 for embedding, 0.000002 for whole.</source>
        <translation>每一步走多远；0 取通常值：lora 为 0.0001，embedding 为 0.005，whole 为 0.000002。</translation>
    </message>
    <message>
        <source>Usual</source>
        <translation>通常值</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>Pictures at once; more take more memory.</source>
        <translation>一次处理的图片数；越多占用内存越多。</translation>
    </message>
    <message>
        <source>Accumulation</source>
        <translation>梯度累积</translation>
    </message>
    <message>
        <source>So many batches count as one step: as a larger batch, without its memory.</source>
        <translation>这么多批算作一步：相当于更大的批，却不占那么多内存。</translation>
    </message>
    <message>
        <source>Pixels a side that are learned, from 128 on; 0 takes the model&apos;s own.</source>
        <translation>学习时的边长（像素），128 起；0 取模型自己的大小。</translation>
    </message>
    <message>
        <source>Square</source>
        <translation>正方形</translation>
    </message>
    <message>
        <source>Cuts all pictures square instead of sorting them into buckets of their shape.</source>
        <translation>把所有图片裁成正方形，而不是按形状分组。</translation>
    </message>
    <message>
        <source>Pictures of others</source>
        <translation>其他人的图片</translation>
    </message>
    <message>
        <source>Prior preservation: so many pictures of other people are drawn by the model first and learned beside, so that it does not forget what others look like.</source>
        <translation>先验保留：先由模型绘制这么多张其他人的图片并一起学习，使它不会忘记其他人的样子。</translation>
    </message>
    <message>
        <source>Their weight</source>
        <translation>其权重</translation>
    </message>
    <message>
        <source>How much pictures of others count.</source>
        <translation>其他人的图片占多少分量。</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精度</translation>
    </message>
    <message>
        <source>In which numbers the network computes; auto: half precision on graphics cards, float32 on the processor.</source>
        <translation>网络以何种数字计算；auto：显卡上用半精度，处理器上用 float32。</translation>
    </message>
    <message>
        <source>Optimiser</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>adamw-8bit takes less memory; it needs the package bitsandbytes.</source>
        <translation>adamw-8bit 占用内存较少；需要软件包 bitsandbytes。</translation>
    </message>
    <message>
        <source>Save memory</source>
        <translation>节省内存</translation>
    </message>
    <message>
        <source>Computes parts of the network twice instead of keeping them (gradient checkpointing).</source>
        <translation>网络的一部分计算两次而不保存（梯度检查点）。</translation>
    </message>
    <message>
        <source>The same seed learns the same again.</source>
        <translation>同样的种子会学到同样的结果。</translation>
    </message>
    <message>
        <source>Sample pictures every</source>
        <translation>每隔多少步绘制样图</translation>
    </message>
    <message>
        <source>After so many steps pictures are drawn onto the sheet beside the file; 0 draws none.</source>
        <translation>每过这么多步，就在文件旁的样图页上绘制图片；0 表示不绘制。</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>步</translation>
    </message>
    <message>
        <source>Sample pictures</source>
        <translation>样图</translation>
    </message>
    <message>
        <source>How many, each of a seed of its own.</source>
        <translation>多少张，每张用各自的种子。</translation>
    </message>
    <message>
        <source>Prompt of the samples</source>
        <translation>样图的提示词</translation>
    </message>
    <message>
        <source>What they show; empty takes the template.</source>
        <translation>样图显示什么；留空则用模板。</translation>
    </message>
    <message>
        <source>Save every</source>
        <translation>每隔多少步保存</translation>
    </message>
    <message>
        <source>After so many steps all is kept that is needed to go on after a stop.</source>
        <translation>每过这么多步，就保存停止后继续所需的一切。</translation>
    </message>
    <message>
        <source>Full precision</source>
        <translation>全精度</translation>
    </message>
    <message>
        <source>Writes float32 instead of float16: twice as large.</source>
        <translation>写入 float32 而不是 float16：大一倍。</translation>
    </message>
    <message>
        <source>Words as typed</source>
        <translation>按原文发送</translation>
    </message>
    <message>
        <source>Sends Chinese words as they are; else the portrait glossary translates them, because models understand English.</source>
        <translation>中文按原样发送；否则由人像词库翻译，因为模型只懂英文。</translation>
    </message>
    <message>
        <source>What stands first among the drawn pictures.</source>
        <translation>绘制的图片中什么排在最前。</translation>
    </message>
    <message>
        <source>Whether drawn pictures are shown as a list.</source>
        <translation>绘制的图片是否以列表显示。</translation>
    </message>
    <message>
        <source>What is offered first while a prompt is typed.</source>
        <translation>输入提示词时最先提供的词。</translation>
    </message>
    <message>
        <source>Few steps</source>
        <translation>少步数</translation>
    </message>
    <message>
        <source>Draws in four steps, for processors and small cards: by a LoRA of the catalogue (LCM, Lightning, Hyper-SD), or by a Turbo model of your own. Sets steps, guidance, scheduler and schedule where they are not given.</source>
        <translation>只用四步绘制，适合处理器和小显存显卡：使用目录中的 LoRA（LCM、Lightning、Hyper-SD），或您自己的 Turbo 模型。未另行指定时，会设置步数、引导系数、采样器和噪声表。</translation>
    </message>
    <message>
        <source>What this computer does then, unless it is used or others are logged in.</source>
        <translation>这台电脑此时做什么；如有人正在使用或有其他人登录，则什么也不做。</translation>
    </message>
    <message>
        <source>What ControlNet follows of the given picture: its edges, pose, lines, depth or the picture itself; given-... when the picture is such a drawing already. A pose may be a .json of OpenPose.</source>
        <translation>ControlNet 遵循所给图片的什么：边缘、姿势、线条、深度或图片本身；图片已经是这样的画时用 given-…。姿势也可以是 OpenPose 的 .json。</translation>
    </message>
    <message>
        <source>Control from</source>
        <translation>控制起点</translation>
    </message>
    <message>
        <source>From which part of the steps on the ControlNet counts.</source>
        <translation>ControlNet 从步数的哪一部分开始起作用。</translation>
    </message>
    <message>
        <source>Control until</source>
        <translation>控制终点</translation>
    </message>
    <message>
        <source>Up to which part of the steps.</source>
        <translation>到步数的哪一部分为止。</translation>
    </message>
    <message>
        <source>Further ControlNets</source>
        <translation>更多 ControlNet</translation>
    </message>
    <message>
        <source>Others that are followed at the same time, separated by semicolons, each with what it follows and, where wanted, its strength, start, end, model and picture: depth,strength=0.6,end=0.5;given-lineart,picture=lines.png.</source>
        <translation>同时遵循的其他 ControlNet，用分号隔开，每个写明遵循什么，需要时再写强度、起点、终点、模型和图片：depth,strength=0.6,end=0.5;given-lineart,picture=lines.png。</translation>
    </message>
    <message>
        <source>Likeness strength</source>
        <translation>相似强度</translation>
    </message>
    <message>
        <source>How much the face follows the pictures of the presenter; above 1 clothes and pose follow them, too. 0 leaves them out.</source>
        <translation>脸部在多大程度上遵循主讲人的图片；大于 1 时服装和姿势也会跟随。0 表示不使用。</translation>
    </message>
    <message>
        <source>Likeness from</source>
        <translation>相似起点</translation>
    </message>
    <message>
        <source>From which part of the steps on the pictures of the presenter count: 0.2 leaves the pose to the words.</source>
        <translation>主讲人的图片从步数的哪一部分开始起作用：0.2 时姿势由文字决定。</translation>
    </message>
    <message>
        <source>Likeness until</source>
        <translation>相似终点</translation>
    </message>
    <message>
        <source>IP-Adapter</source>
        <translation>IP-Adapter</translation>
    </message>
    <message>
        <source>What lets pictures count as words do: an IP-Adapter of the catalogue or a file; auto takes the one for faces that fits the model.</source>
        <translation>让图片像文字一样起作用：目录中的 IP-Adapter 或一个文件；auto 选用与模型相配的人脸版本。</translation>
    </message>
    <message>
        <source>Width and height of each kind of dialog when it was last closed.</source>
        <translation>各种对话框上次关闭时的宽度和高度。</translation>
    </message>
</context>
<context>
    <name>OptionsForm</name>
    <message>
        <source>{engine} makes no use of this.</source>
        <translation>{engine}引擎不使用此选项。</translation>
    </message>
    <message>
        <source>How the head moves, shown with the built-in engine.</source>
        <translation>头部如何活动，以内置引擎演示。</translation>
    </message>
</context>
<context>
    <name>OutputBar</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Name of the video</source>
        <translation>视频名称</translation>
    </message>
    <message>
        <source>Folder: {folder}</source>
        <translation>文件夹：{folder}</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>About three seconds, small and quick (Ctrl+P)</source>
        <translation>约三秒，尺寸小、速度快（Ctrl+P）</translation>
    </message>
    <message>
        <source>Add to queue</source>
        <translation>加入队列</translation>
    </message>
    <message>
        <source>Made after the videos that wait (Ctrl+Enter)</source>
        <translation>排在等待的视频之后（Ctrl+Enter）</translation>
    </message>
    <message>
        <source>Render now</source>
        <translation>立即渲染</translation>
    </message>
    <message>
        <source>Made before all others (Ctrl+Shift+Enter)</source>
        <translation>排在所有视频之前（Ctrl+Shift+Enter）</translation>
    </message>
    <message>
        <source>Folder for videos</source>
        <translation>视频文件夹</translation>
    </message>
</context>
<context>
    <name>OwnVoicesView</name>
    <message>
        <source>Voices that were made for Kokoro-82M, as files with the ending .npy, .bin, .safetensors or .pt; a .toml file beside each says what it speaks.</source>
        <translation>为 Kokoro-82M 制作的音色，文件扩展名为 .npy、.bin、.safetensors 或 .pt；旁边的 .toml 文件说明它讲什么语言。</translation>
    </message>
    <message>
        <source>Open the folder of your voices</source>
        <translation>打开自己音色的文件夹</translation>
    </message>
    <message>
        <source>There are none yet.</source>
        <translation>还没有。</translation>
    </message>
</context>
<context>
    <name>PictureTools</name>
    <message>
        <source>Again with…</source>
        <translation>照此再画…</translation>
    </message>
    <message>
        <source>Use as portrait</source>
        <translation>用作人像</translation>
    </message>
    <message>
        <source>Keep as presenter…</source>
        <translation>保留为主讲人…</translation>
    </message>
    <message>
        <source>Compare two</source>
        <translation>比较两张</translation>
    </message>
    <message>
        <source>Stars</source>
        <translation>星级</translation>
    </message>
    <message>
        <source>Tags…</source>
        <translation>标签…</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Move to the trash</source>
        <translation>移到回收站</translation>
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
        <translation>对比</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Trash</source>
        <translation>回收站</translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) moved to the trash.</source>
        <translation>
            <numerusform>已将 %n 张图片移到回收站。</numerusform>
        </translation>
    </message>
    <message>
        <source>No stars</source>
        <translation>无星</translation>
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
        <translation>只显示某个模型的图片</translation>
    </message>
    <message>
        <source>Any stars</source>
        <translation>任意星级</translation>
    </message>
    <message>
        <source>Only pictures with so many stars</source>
        <translation>只显示达到该星级的图片</translation>
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
        <translation>绘制的图片</translation>
    </message>
    <message>
        <source>No pictures yet</source>
        <translation>还没有图片</translation>
    </message>
    <message>
        <source>Everything that is drawn gathers here, with its prompt, seed and model.</source>
        <translation>绘制的一切都汇集在这里，连同提示词、种子和模型。</translation>
    </message>
    <message>
        <source>Draw new ones</source>
        <translation>绘制新的</translation>
    </message>
    <message>
        <source>No such pictures</source>
        <translation>没有这样的图片</translation>
    </message>
    <message>
        <source>Search for other words, or choose others above.</source>
        <translation>搜索其他词，或在上方另选。</translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n 张图片</numerusform>
        </translation>
    </message>
    <message>
        <source>Seed {seed}</source>
        <translation>种子 {seed}</translation>
    </message>
</context>
<context>
    <name>Player</name>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
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
        <translation>打开声音</translation>
    </message>
    <message>
        <source>Sound off</source>
        <translation>静音</translation>
    </message>
    <message>
        <source>Speed, loop, volume</source>
        <translation>速度、循环、音量</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全屏</translation>
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
        <translation>此文件无法在这里播放：{why}</translation>
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
        <translation>循环播放</translation>
    </message>
    <message>
        <source>Next frame</source>
        <translation>下一帧</translation>
    </message>
    <message>
        <source>Previous frame</source>
        <translation>上一帧</translation>
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
        <translation>把人像拖到这里</translation>
    </message>
    <message>
        <source>A photo, drawing or short clip of one person who looks at the camera.</source>
        <translation>一个人正对镜头的照片、图画或短片。</translation>
    </message>
    <message>
        <source>The bright part is what the video will show.</source>
        <translation>明亮的部分就是视频会显示的内容。</translation>
    </message>
    <message>
        <source>Portrait</source>
        <translation>人像</translation>
    </message>
    <message>
        <source>{engine} follows the person in this video.</source>
        <translation>{engine} 会跟随这段视频中的人。</translation>
    </message>
    <message>
        <source>{name} is a video: the {engine} engine shows its first frame.</source>
        <translation>{name} 是视频：{engine}引擎只显示第一帧。</translation>
    </message>
    <message>
        <source>{engines} can follow all of it.</source>
        <translation>{engines} 可以跟随整段视频。</translation>
    </message>
</context>
<context>
    <name>PoseTool</name>
    <message>
        <source>Edit pose…</source>
        <translation>编辑姿势…</translation>
    </message>
    <message>
        <source>A skeleton to drag, drawn as a pose to follow</source>
        <translation>可拖动的骨架，画成要遵循的姿势</translation>
    </message>
</context>
<context>
    <name>PresenterPanel</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>权利人</translation>
    </message>
    <message>
        <source>Consent</source>
        <translation>授权</translation>
    </message>
    <message>
        <source>Who holds the rights to this portrait</source>
        <translation>谁拥有这张人像的权利</translation>
    </message>
    <message>
        <source>What the presenter is called</source>
        <translation>主讲人的名称</translation>
    </message>
    <message>
        <source>Voice</source>
        <translation>语音</translation>
    </message>
    <message>
        <source>The recording for videos that name none of their own</source>
        <translation>没有另行指定录音的视频使用这段录音</translation>
    </message>
    <message>
        <source>Voice for texts</source>
        <translation>朗读文本的声音</translation>
    </message>
    <message>
        <source>Who speaks the texts of videos with it</source>
        <translation>用此形象制作的视频中，由谁朗读文本</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>The options for videos that name none of their own</source>
        <translation>没有另行指定选项的视频使用这些选项</translation>
    </message>
    <message>
        <source>Where it is written down</source>
        <translation>记录在何处</translation>
    </message>
    <message>
        <source>What was agreed to</source>
        <translation>同意了什么</translation>
    </message>
    <message>
        <source>The last day; empty: no end</source>
        <translation>最后一天；留空表示没有期限</translation>
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
        <translation>我们的产品视频</translation>
    </message>
    <message>
        <source>Covers</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>有效期至</translation>
    </message>
    <message>
        <source>Use for a video</source>
        <translation>用于视频</translation>
    </message>
    <message>
        <source>Opens the page Create with it</source>
        <translation>打开“制作”页面并使用它</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>删除…</translation>
    </message>
    <message>
        <source>Deletes the portrait and these notes</source>
        <translation>删除人像和这些备注</translation>
    </message>
    <message>
        <source>The consent has ended.</source>
        <translation>授权已到期。</translation>
    </message>
    <message>
        <source>No video is made with this portrait until it is renewed.</source>
        <translation>续期之前不会用这张人像制作视频。</translation>
    </message>
    <message>
        <source>No consent is noted.</source>
        <translation>没有记录授权。</translation>
    </message>
    <message>
        <source>Only show people who agreed to it.</source>
        <translation>请只展示已经同意的人。</translation>
    </message>
    <message>
        <source>Another picture</source>
        <translation>再画一张</translation>
    </message>
    <message>
        <source>Draws the same face in other clothes, elsewhere, cut otherwise</source>
        <translation>换衣服、换地点、换取景来绘制同一张脸</translation>
    </message>
</context>
<context>
    <name>PresenterRoom</name>
    <message>
        <source>No presenters yet</source>
        <translation>还没有主讲人</translation>
    </message>
    <message>
        <source>Keep the portraits that you use again here: cut to head and shoulders, with the owner and the consent written down. Drop a picture to begin.</source>
        <translation>把会反复使用的人像放在这里：裁到头和肩，并记下权利人和授权情况。拖入一张图片即可开始。</translation>
    </message>
    <message>
        <source>Import a portrait…</source>
        <translation>导入人像…</translation>
    </message>
    <message>
        <source>Presenters</source>
        <translation>主讲人</translation>
    </message>
    <message>
        <source>Choose a portrait</source>
        <translation>选择人像</translation>
    </message>
    <message>
        <source>Keep as presenter</source>
        <translation>保留为主讲人</translation>
    </message>
    <message>
        <source>A name has at most {count} letters.</source>
        <translation>名称最多 {count} 个字符。</translation>
    </message>
    <message>
        <source>{name} is a presenter now.</source>
        <translation>{name} 现在是主讲人了。</translation>
    </message>
    <message>
        <source>Delete {name} and the notes about it? Videos stay.</source>
        <translation>删除 {name} 及其备注？已生成的视频会保留。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
</context>
<context>
    <name>PresetBox</name>
    <message>
        <source>Preset</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>Options by name. Your own lie in the folder presets.</source>
        <translation>按名称保存的选项。您自己的预设放在 presets 文件夹中。</translation>
    </message>
    <message>
        <source>Keep or remove presets</source>
        <translation>保存或删除预设</translation>
    </message>
    <message>
        <source>Custom</source>
        <translation>自定义</translation>
    </message>
    <message>
        <source>Save as preset…</source>
        <translation>保存为预设…</translation>
    </message>
    <message>
        <source>Remove the preset {name}</source>
        <translation>删除预设 {name}</translation>
    </message>
    <message>
        <source>Save as preset</source>
        <translation>保存为预设</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>Leave out the signs &lt; &gt; : &quot; / \ | ? * and use at most 200 letters.</source>
        <translation>请不要使用 &lt; &gt; : &quot; / \ | ? * 这些符号，最多 200 个字符。</translation>
    </message>
    <message>
        <source>There is a preset {name} already. Replace it?</source>
        <translation>已有名为 {name} 的预设。要替换它吗？</translation>
    </message>
    <message>
        <source>Show with pictures…</source>
        <translation>以图片显示…</translation>
    </message>
</context>
<context>
    <name>PresetDelegate</name>
    <message>
        <source>As above</source>
        <translation>与上方相同</translation>
    </message>
</context>
<context>
    <name>PresetField</name>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
</context>
<context>
    <name>PresetGallery</name>
    <message>
        <source>Presets</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>Each picture is drawn by the built-in engine from the portrait of the program; the first time that takes some seconds.</source>
        <translation>每张图片由内置引擎用程序自带的人像绘制；第一次需要几秒钟。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>PreviewPanel</name>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>The first seconds of speech, small. The video itself is larger and sharper.</source>
        <translation>语音的最初几秒，小尺寸。成品视频更大、更清晰。</translation>
    </message>
    <message>
        <source>Progress of the preview</source>
        <translation>预览进度</translation>
    </message>
    <message>
        <source>Follow changes</source>
        <translation>跟随修改</translation>
    </message>
    <message>
        <source>Makes a new preview after each change of the options</source>
        <translation>每次修改选项后生成新的预览</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>留存</translation>
    </message>
    <message>
        <source>Keeps this one, to compare others with it</source>
        <translation>留存这一个，以便与其他预览比较</translation>
    </message>
    <message>
        <source>Close the preview</source>
        <translation>关闭预览</translation>
    </message>
    <message>
        <source>A: kept</source>
        <translation>A：留存的</translation>
    </message>
    <message>
        <source>B: now</source>
        <translation>B：当前的</translation>
    </message>
    <message>
        <source>Turns between the kept preview and the present one</source>
        <translation>在留存的预览与当前预览之间切换</translation>
    </message>
    <message>
        <source>The preview cannot be played here: {why}</source>
        <translation>无法在此播放预览：{why}</translation>
    </message>
    <message>
        <source>Restored</source>
        <translation>已修复</translation>
    </message>
    <message>
        <source>With the restoration that is chosen in the options; that takes longer</source>
        <translation>使用选项中选择的面部修复；需要更长时间</translation>
    </message>
    <message>
        <source>Divide</source>
        <translation>左右对比</translation>
    </message>
    <message>
        <source>Shows the kept preview left of a line, this one right of it</source>
        <translation>在分界线左侧显示保留的预览，右侧显示当前的预览</translation>
    </message>
    <message>
        <source>Line between the two previews</source>
        <translation>两个预览之间的分界线</translation>
    </message>
</context>
<context>
    <name>PromptEditor</name>
    <message>
        <source>Words and favourites</source>
        <translation>词语与收藏</translation>
    </message>
    <message>
        <source>Sent: {words}</source>
        <translation>发送：{words}</translation>
    </message>
    <message>
        <source>Not in the glossary: {words}</source>
        <translation>词库中没有：{words}</translation>
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
        <translation>词语</translation>
    </message>
</context>
<context>
    <name>PronunciationsView</name>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Word</source>
        <translation>词</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>读音</translation>
    </message>
    <message>
        <source>Pronunciations</source>
        <translation>发音词典</translation>
    </message>
    <message>
        <source>How words sound that a voice says wrongly: another spelling, or /phonemes/.</source>
        <translation>音色念错的词怎样念：写成另一种写法，或 /音标/。</translation>
    </message>
    <message>
        <source>Add a word</source>
        <translation>添加词</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Listen</source>
        <translation>试听</translation>
    </message>
    <message>
        <source>Hear the chosen word</source>
        <translation>试听所选的词</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>Take the words of a file</source>
        <translation>读入文件中的词</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Write the words to a file</source>
        <translation>把词写入文件</translation>
    </message>
    <message>
        <source>Save the list of words</source>
        <translation>保存词表</translation>
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
        <translation>制作中</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Speaking</source>
        <translation>正在朗读</translation>
    </message>
    <message>
        <source>Checking the input</source>
        <translation>检查输入</translation>
    </message>
    <message>
        <source>Preparing the face</source>
        <translation>准备人脸</translation>
    </message>
    <message>
        <source>Listening to the speech</source>
        <translation>聆听语音</translation>
    </message>
    <message>
        <source>Rendering</source>
        <translation>渲染</translation>
    </message>
    <message>
        <source>Finishing the video</source>
        <translation>完成视频</translation>
    </message>
    <message>
        <source>Writing down the speech</source>
        <translation>正在把语音写成文字</translation>
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
        <translation>制作中</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
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
        <translation>队列</translation>
    </message>
    <message>
        <source>When done</source>
        <translation>完成后</translation>
    </message>
    <message>
        <source>When the queue is done</source>
        <translation>队列完成后</translation>
    </message>
    <message>
        <source>What happens after the last video</source>
        <translation>最后一个视频完成后做什么</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Nothing in the queue</source>
        <translation>队列为空</translation>
    </message>
    <message>
        <source>Videos that you make wait here and are made one after another, also while you do something else. They survive a crash of the computer.</source>
        <translation>您要制作的视频在这里排队，逐个完成，您可以同时做其他事情。即使计算机崩溃也不会丢失。</translation>
    </message>
    <message>
        <source>No such videos</source>
        <translation>没有符合的视频</translation>
    </message>
    <message>
        <source>Choose another group, or search for another name.</source>
        <translation>请选择其他分组，或搜索其他名称。</translation>
    </message>
    <message>
        <source>Videos of the queue</source>
        <translation>队列中的视频</translation>
    </message>
    <message>
        <source>Progress of the queue</source>
        <translation>队列进度</translation>
    </message>
    <message numerus="yes">
        <source>%n video(s) made</source>
        <translation>
            <numerusform>已制作 %n 个视频</numerusform>
        </translation>
    </message>
    <message>
        <source>{made} of {total} made</source>
        <translation>已完成 {made} / {total}</translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n 个失败</numerusform>
        </translation>
    </message>
    <message>
        <source>about {time} left</source>
        <translation>约剩 {time}</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Running videos stop and go on later</source>
        <translation>正在制作的视频会停下，稍后继续</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Make the videos that wait</source>
        <translation>制作等待中的视频</translation>
    </message>
    <message>
        <source>Remove finished from the list</source>
        <translation>从列表中移除已完成的</translation>
    </message>
    <message>
        <source>Remove failed and cancelled</source>
        <translation>移除失败和已取消的</translation>
    </message>
    <message>
        <source>Try all failed again</source>
        <translation>全部重试失败项</translation>
    </message>
    <message>
        <source>Empty the list…</source>
        <translation>清空列表…</translation>
    </message>
    <message>
        <source>Empty the list</source>
        <translation>清空列表</translation>
    </message>
    <message>
        <source>Remove all videos from the list but the running ones? Their files stay.</source>
        <translation>从列表中移除除正在制作以外的全部视频？文件会保留。</translation>
    </message>
    <message numerus="yes">
        <source>%n video(s) removed from the list.</source>
        <translation>
            <numerusform>已从列表中移除 %n 个视频。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n video(s) cancelled.</source>
        <translation>
            <numerusform>已取消 %n 个视频。</numerusform>
        </translation>
    </message>
    <message>
        <source>Make a video</source>
        <translation>制作视频</translation>
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
            <numerusform>取消 %n 个视频？</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel them</source>
        <translation>取消这些视频</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Make next</source>
        <translation>下一个制作</translation>
    </message>
    <message>
        <source>Make again with changes…</source>
        <translation>修改后重新制作…</translation>
    </message>
    <message>
        <source>Open the video</source>
        <translation>打开视频</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation>从列表中移除</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>优先</translation>
    </message>
    <message>
        <source>Again</source>
        <translation>再做</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
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
        <translation>适合说话</translation>
    </message>
    <message>
        <source>no face was found</source>
        <translation>没有找到面部</translation>
    </message>
    <message>
        <source>there is more than one face</source>
        <translation>不止一张脸</translation>
    </message>
    <message>
        <source>the face is turned aside</source>
        <translation>脸转向一侧</translation>
    </message>
    <message>
        <source>the head is raised or lowered</source>
        <translation>头抬起或低下</translation>
    </message>
    <message>
        <source>the head is tilted</source>
        <translation>头歪斜</translation>
    </message>
    <message>
        <source>the eyes are not open</source>
        <translation>眼睛没有睁开</translation>
    </message>
    <message>
        <source>the mouth is open</source>
        <translation>嘴张开</translation>
    </message>
    <message>
        <source>the face is small</source>
        <translation>脸太小</translation>
    </message>
    <message>
        <source>the face is cut off</source>
        <translation>脸被截断</translation>
    </message>
    <message>
        <source>the face is blurred</source>
        <translation>脸模糊</translation>
    </message>
    <message>
        <source>something may cover the mouth</source>
        <translation>可能有东西遮住嘴</translation>
    </message>
    <message>
        <source>its name has other signs than letters, digits, _ and -</source>
        <translation>文件名含有字母、数字、_ 和 - 以外的符号</translation>
    </message>
    <message>
        <source>it is not there any more</source>
        <translation>它已经不在了</translation>
    </message>
    <message>
        <source>nothing says what it speaks: {} is missing beside it</source>
        <translation>没有说明它讲什么语言：旁边缺少 {}</translation>
    </message>
    <message>
        <source>what stands in {} is wrong: {}</source>
        <translation>{} 的内容有误：{}</translation>
    </message>
    <message>
        <source>it has {} bytes</source>
        <translation>它有 {} 字节</translation>
    </message>
    <message>
        <source>it cannot be read ({})</source>
        <translation>无法读取（{}）</translation>
    </message>
    <message>
        <source>it holds no numbers</source>
        <translation>里面没有数值</translation>
    </message>
    <message>
        <source>its numbers have the shape {}</source>
        <translation>其数值的形状是 {}</translation>
    </message>
    <message>
        <source>some of its numbers are none</source>
        <translation>其中有些数值无效</translation>
    </message>
</context>
<context>
    <name>RecogniseDialog</name>
    <message>
        <source>What is said is written down on this computer, with the time of each word.</source>
        <translation>在本机上把所说的话写成文字，并记下每个词的时间。</translation>
    </message>
    <message>
        <source>It takes the place of the captions that are there.</source>
        <translation>它会取代现有的字幕。</translation>
    </message>
    <message>
        <source>Write down what is said</source>
        <translation>把所说的话写成字幕</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>开始</translation>
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
        <translation>停止听写</translation>
    </message>
    <message>
        <source>How much is written down</source>
        <translation>听写进度</translation>
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
        <translation>录音</translation>
    </message>
    <message>
        <source>Paste a text here to read it while you record.</source>
        <translation>在此粘贴文本，录音时照着读。</translation>
    </message>
    <message>
        <source>Text to read from</source>
        <translation>要照读的文本</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>麦克风</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>电平</translation>
    </message>
    <message>
        <source>Use the recording</source>
        <translation>使用这段录音</translation>
    </message>
    <message>
        <source>No microphone was found. Connect one; it is noticed at once.</source>
        <translation>没有找到麦克风。请连接一个，会立即识别。</translation>
    </message>
    <message>
        <source>It was too loud for the microphone and may sound distorted.</source>
        <translation>声音对麦克风来说太响，可能失真。</translation>
    </message>
    <message>
        <source>It is very quiet. Speak closer to the microphone, or turn it up.</source>
        <translation>声音很轻。请靠近麦克风，或调高其音量。</translation>
    </message>
    <message>
        <source>Ends the recording</source>
        <translation>结束录音</translation>
    </message>
    <message>
        <source>Record again</source>
        <translation>重新录音</translation>
    </message>
    <message>
        <source>Another take in place of this one</source>
        <translation>用新的录音代替这一段</translation>
    </message>
    <message>
        <source>Start recording</source>
        <translation>开始录音</translation>
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
        <translation>参考视频</translation>
    </message>
    <message>
        <source>Lends its head motion or its blinks. Not needed.</source>
        <translation>借用其中的头部动作或眨眼，可以不给。</translation>
    </message>
</context>
<context>
    <name>Remarks</name>
    <message>
        <source>Pictures of a kind that is not read: {names}. Save them as PNG or JPEG.</source>
        <translation>以下图片的格式无法读取：{names}。请另存为 PNG 或 JPEG。</translation>
    </message>
    <message>
        <source>Recordings of a kind that is not read: {names}. Save them as WAV or MP3.</source>
        <translation>以下录音的格式无法读取：{names}。请另存为 WAV 或 MP3。</translation>
    </message>
    <message>
        <source>Still being copied: {names}.</source>
        <translation>仍在复制中：{names}。</translation>
    </message>
    <message>
        <source>With names or folders that are not UTF-8: {names}. Rename them.</source>
        <translation>名称或所在文件夹的名称不是 UTF-8：{names}。请重命名。</translation>
    </message>
    <message>
        <source>Of an unknown kind: {names}.</source>
        <translation>类型未知：{names}。</translation>
    </message>
    <message>
        <source>Neither portrait nor recording: {names}.</source>
        <translation>既不是人像也不是录音：{names}。</translation>
    </message>
    <message>
        <source>Hidden rows are made too: {names}.</source>
        <translation>隐藏的行也会制作：{names}。</translation>
    </message>
    <message>
        <source>Columns that only texts and names can use, in braces: {names}.</source>
        <translation>只能在文本和名称中用花括号引用的列：{names}。</translation>
    </message>
    <message>
        <source>Read from the worksheet {names}.</source>
        <translation>读取的工作表：{names}。</translation>
    </message>
    <message>
        <source>How the letters of the sheet are stored was guessed: {names}.</source>
        <translation>表格的文字编码是猜测的：{names}。</translation>
    </message>
    <message>
        <source>There are folders inside: {names}.</source>
        <translation>其中还有文件夹：{names}。</translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <source>The report is in {name}.</source>
        <translation>报告位于 {name}。</translation>
    </message>
    <message>
        <source>{done} of {videos} videos made</source>
        <translation>{videos} 个视频中已制成 {done} 个</translation>
    </message>
    <message>
        <source>{failed} failed</source>
        <translation>{failed} 个失败</translation>
    </message>
    <message>
        <source>{open} not finished</source>
        <translation>{open} 个未完成</translation>
    </message>
    <message>
        <source>{length} of video in {took} of work, {factor} seconds for each second of video</source>
        <translation>{length} 视频用时 {took}，每秒视频耗时 {factor} 秒</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>视频</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>Made in</source>
        <translation>用时</translation>
    </message>
    <message>
        <source>Factor</source>
        <translation>倍数</translation>
    </message>
    <message>
        <source>To try the failed videos again, choose Try all failed again on the page Queue, under More.</source>
        <translation>要重试失败的视频，请在“队列”页面的“更多”中选择“全部重试失败项”。</translation>
    </message>
    <message>
        <source>After correcting files or rows, drop the same folder or sheet on the page Batch again: only what has changed is added.</source>
        <translation>更正文件或行之后，再次将同一文件夹或表格拖到“批量”页面：只会添加有变化的项。</translation>
    </message>
    <message>
        <source>All videos:</source>
        <translation>所有视频：</translation>
    </message>
</context>
<context>
    <name>ScriptInput</name>
    <message>
        <source>The voice is speaking…</source>
        <translation>正在合成语音…</translation>
    </message>
    <message>
        <source>Write what is to be said. [pause 0.5] is silence, [nod] a nod, *word* stress.</source>
        <translation>写下要说的话。[停顿 0.5] 为静音，[点头] 为点头，*词语* 为强调。</translation>
    </message>
    <message>
        <source>Script</source>
        <translation>稿子</translation>
    </message>
    <message>
        <source>Mark</source>
        <translation>标记</translation>
    </message>
    <message>
        <source>Put a mark where the cursor is</source>
        <translation>在光标处插入标记</translation>
    </message>
    <message>
        <source>Listen</source>
        <translation>试听</translation>
    </message>
    <message>
        <source>Hear the first half minute of the script</source>
        <translation>试听稿子的前半分钟</translation>
    </message>
    <message>
        <source>Make every sentence anew</source>
        <translation>每句都重新制作</translation>
    </message>
    <message>
        <source>Sentences that stay as they are come from {name}.</source>
        <translation>没有改动的句子取自 {name}。</translation>
    </message>
    <message>
        <source>{count} words, about {time}</source>
        <translation>{count} 字，约 {time}</translation>
    </message>
    <message>
        <source>The voice needs the model {title}.</source>
        <translation>这个音色需要模型 {title}。</translation>
    </message>
    <message>
        <source>Get it</source>
        <translation>获取</translation>
    </message>
    <message>
        <source>Line {line}, column {column}, at “{text}”:</source>
        <translation>第 {line} 行第 {column} 列，“{text}”处：</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Search by name</source>
        <translation>按名称搜索</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>清除搜索</translation>
    </message>
</context>
<context>
    <name>SecondInput</name>
    <message>
        <source>Second recording</source>
        <translation>第二录音</translation>
    </message>
    <message>
        <source>What the other face says.</source>
        <translation>另一张脸所说的内容。</translation>
    </message>
    <message>
        <source>One voice a channel</source>
        <translation>每个声道一个声音</translation>
    </message>
    <message>
        <source>Each channel of the recording is the voice of one face</source>
        <translation>录音的每个声道是一张脸的声音</translation>
    </message>
    <message>
        <source>Swap</source>
        <translation>互换</translation>
    </message>
    <message>
        <source>Let each face speak what the other one says</source>
        <translation>让两张脸互换所说的内容</translation>
    </message>
    <message>
        <source>Face 1 speaks the first recording, face 2 this one.</source>
        <translation>人脸 1 说第一段录音，人脸 2 说这一段。</translation>
    </message>
    <message>
        <source>Face 2 speaks channel {number}, face 1 the other one.</source>
        <translation>人脸 2 说声道 {number}，人脸 1 说另一个声道。</translation>
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
        <translation>{words}，约 {seconds} 秒</translation>
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
        <translation>重新绘制</translation>
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
        <translation>空格键播放一句，F2 或双击修改</translation>
    </message>
    <message>
        <source>Play this sentence</source>
        <translation>播放这一句</translation>
    </message>
    <message>
        <source>Change this sentence</source>
        <translation>修改这一句</translation>
    </message>
    <message numerus="yes">
        <source>%n sentence(s)</source>
        <translation>
            <numerusform>%n 句</numerusform>
        </translation>
    </message>
    <message>
        <source>Shows the sentences one by one, to hear and to change them</source>
        <translation>逐句显示，可试听和修改</translation>
    </message>
    <message>
        <source>none is drawn again</source>
        <translation>没有要重新绘制的</translation>
    </message>
    <message numerus="yes">
        <source>%n drawn again</source>
        <translation>
            <numerusform>%n 句重新绘制</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SettingsGroups</name>
    <message>
        <source>Back to the program&apos;s own</source>
        <translation>恢复程序默认值</translation>
    </message>
    <message>
        <source>Offline is switched on: nothing is fetched.</source>
        <translation>已开启离线：不会下载任何内容。</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>Videos</source>
        <translation>视频</translation>
    </message>
    <message>
        <source>New videos begin with</source>
        <translation>新视频的默认选项</translation>
    </message>
    <message>
        <source>Labels and signature</source>
        <translation>标识与签名</translation>
    </message>
    <message>
        <source>Models and network</source>
        <translation>模型和网络</translation>
    </message>
    <message>
        <source>Other computers</source>
        <translation>其他电脑</translation>
    </message>
    <message>
        <source>This computer for others</source>
        <translation>这台电脑为他人工作</translation>
    </message>
    <message>
        <source>Pronunciations</source>
        <translation>发音词典</translation>
    </message>
    <message>
        <source>Voices of your own</source>
        <translation>自己的音色</translation>
    </message>
    <message>
        <source>Cache</source>
        <translation>缓存</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>这台电脑</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Show the welcome page</source>
        <translation>显示欢迎页</translation>
    </message>
    <message>
        <source>Open the program&apos;s folder</source>
        <translation>打开程序文件夹</translation>
    </message>
</context>
<context>
    <name>ShelfTools</name>
    <message>
        <source>Tags, with commas between them</source>
        <translation>标签，用逗号分隔</translation>
    </message>
</context>
<context>
    <name>SkeletonDialog</name>
    <message>
        <source>Edit the pose</source>
        <translation>编辑姿势</translation>
    </message>
    <message>
        <source>Drag the points; with Shift the whole person. Keys: N and P choose a point, arrows move it, Delete leaves it out or brings it back.</source>
        <translation>拖动各点；按住 Shift 移动整个人。按键：N 和 P 选择点，方向键移动，Delete 去掉或恢复该点。</translation>
    </message>
    <message>
        <source>Head and shoulders</source>
        <translation>头肩</translation>
    </message>
    <message>
        <source>Half-length</source>
        <translation>半身</translation>
    </message>
    <message>
        <source>To the knees</source>
        <translation>到膝盖</translation>
    </message>
    <message>
        <source>Begins with this, from the front</source>
        <translation>从这个正面姿势开始</translation>
    </message>
    <message>
        <source>As in the picture</source>
        <translation>与图片相同</translation>
    </message>
    <message>
        <source>Finds the face and what is seen of the body</source>
        <translation>找出脸和看得见的身体部分</translation>
    </message>
    <message>
        <source>Points of the face</source>
        <translation>脸部的点</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Skeleton</source>
        <translation>骨架</translation>
    </message>
    <message>
        <source>Point of the face</source>
        <translation>脸部的点</translation>
    </message>
    <message>
        <source>not seen</source>
        <translation>看不见</translation>
    </message>
    <message>
        <source>Nose</source>
        <translation>鼻子</translation>
    </message>
    <message>
        <source>Neck</source>
        <translation>颈部</translation>
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
        <translation>右髋</translation>
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
        <translation>左髋</translation>
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
        <translation>使用此姿势</translation>
    </message>
</context>
<context>
    <name>SpeechInput</name>
    <message>
        <source>Drop a recording here</source>
        <translation>把录音拖到这里</translation>
    </message>
    <message>
        <source>Speech as WAV, MP3, M4A or FLAC, or a video with sound.</source>
        <translation>WAV、MP3、M4A 或 FLAC 格式的语音，或者有声音的视频。</translation>
    </message>
    <message>
        <source>Record…</source>
        <translation>录音…</translation>
    </message>
    <message>
        <source>Record with the microphone</source>
        <translation>用麦克风录音</translation>
    </message>
    <message>
        <source>No recording</source>
        <translation>不用录音</translation>
    </message>
    <message>
        <source>Let the presenter wait, without saying anything</source>
        <translation>让主讲人等待，什么也不说</translation>
    </message>
    <message>
        <source>Waveform</source>
        <translation>波形</translation>
    </message>
    <message>
        <source>Click to go to a place. Drag the ends to trim, or over a stretch to cut it out. Keys: I and O begin and end here, Delete cuts out.</source>
        <translation>点击可跳到某处。拖动两端可截取；拖过一段可将其剪去。按键：I 和 O 设定开头和结尾，Delete 剪去。</translation>
    </message>
</context>
<context>
    <name>TrainPanel</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>What the file is called, among the add-ons</source>
        <translation>文件在附加文件中的名称</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>人</translation>
    </message>
    <message>
        <source>Who is shown, and has agreed</source>
        <translation>图中是谁，且已同意</translation>
    </message>
    <message>
        <source>Consent</source>
        <translation>授权</translation>
    </message>
    <message>
        <source>Where it is written down</source>
        <translation>记录在何处</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>有效期至</translation>
    </message>
    <message>
        <source>The last day; empty: no end</source>
        <translation>最后一天；留空表示没有期限</translation>
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
        <translation>选择存放图片的文件夹</translation>
    </message>
    <message>
        <source>Pictures…</source>
        <translation>图片…</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Choose a folder with 10 to 30 pictures of one person who has agreed. Training takes an hour or so on a graphics card, and far longer without.</source>
        <translation>请选择一个文件夹，内有一位已同意者的 10 到 30 张图片。用显卡训练约需一小时，没有显卡则久得多。</translation>
    </message>
    <message>
        <source>Choose the pictures first.</source>
        <translation>请先选择图片。</translation>
    </message>
    <message>
        <source>Type a name for the file.</source>
        <translation>请输入文件的名称。</translation>
    </message>
    <message>
        <source>Type who has agreed.</source>
        <translation>请输入谁已同意。</translation>
    </message>
    <message>
        <source>One of the options does not fit.</source>
        <translation>有一个选项的值不合适。</translation>
    </message>
    <message>
        <source>Waiting in the queue</source>
        <translation>正在队列中等待</translation>
    </message>
    <message>
        <source>{name} is trained. It is put on a model under LoRAs or Embeddings.</source>
        <translation>{name} 已训练好。可在 LoRA 或嵌入下把它附加到模型上。</translation>
    </message>
    <message>
        <source>Stopped; the steps are kept.</source>
        <translation>已停止；走过的步已保存。</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>正在训练</translation>
    </message>
    <message>
        <source>Step {done} of {total}, {left} left</source>
        <translation>第 {done} 步，共 {total} 步，还剩 {left}</translation>
    </message>
</context>
<context>
    <name>TranslationDialog</name>
    <message>
        <source>Second language</source>
        <translation>第二语言</translation>
    </message>
    <message numerus="yes">
        <source>Paste the translation: one line for each of the %n row(s), or the text as it is; then it is divided as the rows are. Empty removes it.</source>
        <translation>
            <numerusform>粘贴译文：%n 行字幕各占一行，或直接粘贴整篇，会按字幕自动分段。留空则去掉。</numerusform>
        </translation>
    </message>
    <message>
        <source>Put it below</source>
        <translation>放在下方</translation>
    </message>
    <message>
        <source>Translation</source>
        <translation>译文</translation>
    </message>
    <message>
        <source>From a file…</source>
        <translation>从文件…</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Goes on here with the videos of the queue.</source>
        <translation>队列中的视频会在这里继续制作。</translation>
    </message>
    <message numerus="yes">
        <source>%n video(s) made</source>
        <translation>
            <numerusform>已制作 %n 个视频</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n 个失败</numerusform>
        </translation>
    </message>
    <message>
        <source>Open Mouthpiece</source>
        <translation>打开 Mouthpiece</translation>
    </message>
    <message>
        <source>Stop the queue</source>
        <translation>停止队列</translation>
    </message>
    <message>
        <source>Start the queue</source>
        <translation>开始队列</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message numerus="yes">
        <source>%n video(s) to make</source>
        <translation>
            <numerusform>还有 %n 个视频待制作</numerusform>
        </translation>
    </message>
    <message>
        <source>about {time} left</source>
        <translation>约剩 {time}</translation>
    </message>
</context>
<context>
    <name>TrimTools</name>
    <message>
        <source>Trim silence</source>
        <translation>去掉静音</translation>
    </message>
    <message>
        <source>Leaves the silence before and after the speech out</source>
        <translation>略去讲话前后的静音</translation>
    </message>
    <message>
        <source>Cut out</source>
        <translation>剪去</translation>
    </message>
    <message>
        <source>Leaves the selected stretch out (Delete)</source>
        <translation>略去选中的一段（Delete）</translation>
    </message>
    <message>
        <source>Keep the whole recording</source>
        <translation>保留整段录音</translation>
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
        <translation>Mouthpiece {version} 已发布：{page}</translation>
    </message>
</context>
<context>
    <name>Versions</name>
    <message>
        <source>{rate} fps</source>
        <translation>{rate} 帧/秒</translation>
    </message>
    <message>
        <source>As the video</source>
        <translation>与视频相同</translation>
    </message>
    <message>
        <source>For telephones: Douyin, Reels, Shorts</source>
        <translation>适合手机：抖音、Reels、Shorts</translation>
    </message>
    <message>
        <source>For screens: web pages, television</source>
        <translation>适合横屏：网页、电视</translation>
    </message>
    <message>
        <source>For posts and shop pages</source>
        <translation>适合动态和商品页</translation>
    </message>
    <message>
        <source>For posts that fill more of the screen</source>
        <translation>适合占屏更多的动态</translation>
    </message>
    <message>
        <source>The shape stays as it is</source>
        <translation>画幅保持不变</translation>
    </message>
</context>
<context>
    <name>VersionsEditor</name>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>A further file from the same render</source>
        <translation>由同一次渲染得到的另一个文件</translation>
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
            <numerusform>已将 %n 个版本加入队列。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>VideoBar</name>
    <message>
        <source>All videos</source>
        <translation>所有视频</translation>
    </message>
    <message>
        <source>Only the videos of one batch</source>
        <translation>只显示某一批的视频</translation>
    </message>
    <message>
        <source>All presenters</source>
        <translation>所有主讲人</translation>
    </message>
    <message>
        <source>Only the videos of one presenter</source>
        <translation>只显示某位主讲人的视频</translation>
    </message>
    <message>
        <source>Longest first</source>
        <translation>最长的在前</translation>
    </message>
</context>
<context>
    <name>VideoDetails</name>
    <message>
        <source>Not signed</source>
        <translation>未签名</translation>
    </message>
    <message>
        <source>Cannot be checked on this computer</source>
        <translation>无法在这台电脑上检验</translation>
    </message>
    <message>
        <source>Not valid</source>
        <translation>无效</translation>
    </message>
    <message>
        <source>Unchanged since it was signed with a certificate that a computer made for itself</source>
        <translation>自某台电脑用其自有证书签名以来未被更改</translation>
    </message>
    <message>
        <source>Unchanged since it was signed; nobody known here vouches for the name {signer}</source>
        <translation>自签名以来未被更改；此处无已知机构为名称“{signer}”担保</translation>
    </message>
    <message>
        <source>Valid; by {signer}</source>
        <translation>有效；签名者：{signer}</translation>
    </message>
    <message>
        <source>Generated by AI</source>
        <translation>人工智能生成</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>标识</translation>
    </message>
    <message>
        <source>Producer</source>
        <translation>制作者</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>签名</translation>
    </message>
    <message>
        <source>Made with</source>
        <translation>制作方式</translation>
    </message>
    <message>
        <source>Portrait</source>
        <translation>人像</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>录音</translation>
    </message>
    <message>
        <source>Owner of the portrait</source>
        <translation>肖像权利人</translation>
    </message>
    <message>
        <source>The video is not what was signed.</source>
        <translation>视频与签名时不一致。</translation>
    </message>
    <message>
        <source>Somebody has changed it since, or its labels.</source>
        <translation>签名之后，视频或其标识被改动过。</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
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
        <translation>重命名</translation>
    </message>
    <message>
        <source>Make another version…</source>
        <translation>制作另一个版本…</translation>
    </message>
    <message>
        <source>Make again with changes…</source>
        <translation>修改后重新制作…</translation>
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
        <translation>标签…</translation>
    </message>
    <message>
        <source>About this video</source>
        <translation>关于此视频</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Move to the trash</source>
        <translation>移到回收站</translation>
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
        <translation>改文本</translation>
    </message>
    <message>
        <source>Captions</source>
        <translation>字幕</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>About</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Trash</source>
        <translation>回收站</translation>
    </message>
    <message>
        <source>Copy the file</source>
        <translation>复制文件</translation>
    </message>
    <message>
        <source>Copy its path</source>
        <translation>复制路径</translation>
    </message>
    <message>
        <source>{before} is called {name} now.</source>
        <translation>{before}现在叫{name}。</translation>
    </message>
    <message numerus="yes">
        <source>Move %n video(s) to the trash?</source>
        <translation>
            <numerusform>将 %n 个视频移到回收站？</numerusform>
        </translation>
    </message>
    <message>
        <source>Move {name} to the trash?</source>
        <translation>将“{name}”移到回收站？</translation>
    </message>
    <message numerus="yes">
        <source>%n video(s) moved to the trash.</source>
        <translation>
            <numerusform>已把 %n 个视频移到回收站。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>VoiceEditor</name>
    <message>
        <source>Fits the language</source>
        <translation>按语言选择</translation>
    </message>
</context>
<context>
    <name>VoiceField</name>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Choose the usual recording</source>
        <translation>选择常用录音</translation>
    </message>
    <message>
        <source>No usual recording</source>
        <translation>不用常用录音</translation>
    </message>
</context>
<context>
    <name>WhenDoneAction</name>
    <message>
        <source>All videos of the queue are made.</source>
        <translation>队列中的视频已全部制作完成。</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>暂不</translation>
    </message>
    <message>
        <source>Quit now</source>
        <translation>立即退出</translation>
    </message>
    <message>
        <source>Sleep now</source>
        <translation>立即睡眠</translation>
    </message>
    <message numerus="yes">
        <source>Mouthpiece quits in %n second(s).</source>
        <translation>
            <numerusform>Mouthpiece 将在 %n 秒后退出。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The computer goes to sleep in %n second(s).</source>
        <translation>
            <numerusform>计算机将在 %n 秒后进入睡眠。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>box</name>
    <message>
        <source>Leave it</source>
        <translation>保持不变</translation>
    </message>
</context>
</TS>
