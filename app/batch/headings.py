"""What the headings of a sheet may be called in the other languages of the window."""

from __future__ import annotations

# By columns, separated by blanks: the window's own words (a test compares them), then what people
# commonly write. Simplified and Traditional Chinese.
CHINESE = {
    "portrait": "人像 肖像 头像 頭像 照片 图片 圖片 人物",
    "speech": "语音 語音 音频 音訊 音頻 录音 錄音 声音 聲音 配音",
    "text": "文本 文字 文案 台词 台詞 稿子",
    "second_speech": "第二录音 第二錄音 第二个录音 第二個錄音 第二语音 第二語音",
    "reference": "参考视频 參考影片 参考 參考",
    "name": "名称 名稱 视频名称 影片名稱 文件名 檔名 标题 標題",
    "preset": "预设 預設 預設組合",
    "brand": "品牌",
    "presenter": "主讲人 主講人",
    "engine": "引擎",
    "device": "设备 裝置",
    "mode": "模式",
    "size": "尺寸",
    "fps": "每秒帧数 每秒影格數",
    "still": "头部保持不动 頭部保持不動 静止 靜止",
    "pose_style": "姿态风格 姿態風格",
    "expression_scale": "表情",
    "mood": "神态 神態",
    "moods": "神态关键帧 神態關鍵影格",
    "smile": "照片中的笑容 照片中的笑容",
    "gaze": "视线 視線",
    "head_motion": "头部动作 頭部動作",
    "blink_rate": "眨眼频率 眨眼頻率",
    "speech_only": "仅语音带动嘴部 僅語音帶動嘴部",
    "yaw": "左右转头 左右轉頭 转头 轉頭",
    "pitch": "点头 點頭",
    "roll": "歪头 歪頭",
    "reference_use": "参考视频提供 參考影片提供",
    "idle": "待机秒数 待機秒數",
    "seed": "随机种子 隨機種子",
    "track": "音轨 音軌",
    "channel": "声道 聲道",
    "trim": "截取 擷取",
    "cut": "剪去 剪去",
    "second_channel": "第二说话人的声道 第二說話人的聲道",
    "panning": "声像 聲像",
    "face": "人脸 人臉",
    "second_face": "第二说话人的人脸 第二說話人的人臉",
    "anyway": "没有嘴也制作 沒有嘴也製作",
    "enhance": "人脸修复 人臉修復",
    "enhance_strength": "修复强度 修復強度",
    "upscale": "放大",
    "ai_label": "标识 標識",
    "ai_label_corner": "标识位置 標識位置",
    "ai_label_reason": "不显示标识的理由 不顯示標識的理由",
    "deliverable": "更多文件 更多檔案 further_files",  # and what older versions called it
    "title": "片头字幕 片頭字幕",
    "quality": "画质 畫質",
    "max_minutes": "最长语音（分钟） 最長語音（分鐘）",
    "original_size": "原始尺寸",
    "language": "语言 語言",
    "voice": "音色 嗓音",
    "voice_speed": "语速 語速",
    "voice_pitch": "音调 音調",
    "voice_volume": "音量",
    "sentence_pause": "句间停顿 句間停頓",
    "paragraph_pause": "段间停顿 段間停頓",
    "turn": "旋转人像 旋轉人像",
    "compile": "为显卡编译 為顯示卡編譯 编译 編譯",
    "absolute": "按参考视频原样 依參考影片原樣",
}

# Switches as spreadsheets and people write them, beside yes, no, on, off, 1 and 0.
_YES = ("是", "真", "对", "對", "开", "開", "有", "ja", "wahr", "oui", "vrai", "✓", "✔", "√", "x")
_NO = ("否", "假", "错", "錯", "关", "關", "无", "無", "nein", "falsch", "non", "faux", "✗", "✘")
SWITCHES = {**dict.fromkeys(_YES, True), **dict.fromkeys(_NO, False)}
