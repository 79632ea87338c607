<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>BatchPage</name>
    <message numerus="yes">
        <source>%n video(s) added to the queue.</source>
        <translation>
            <numerusform>%n video added to the queue.</numerusform>
            <numerusform>%n videos added to the queue.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Add %n video(s) to the queue</source>
        <translation>
            <numerusform>Add %n video to the queue</numerusform>
            <numerusform>Add %n videos to the queue</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BatchWords</name>
    <message numerus="yes">
        <source>%n row(s) of {name}</source>
        <translation>
            <numerusform>%n row of {name}</numerusform>
            <numerusform>%n rows of {name}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n video(s): one portrait speaks every recording.</source>
        <translation>
            <numerusform>%n video: one portrait speaks every recording.</numerusform>
            <numerusform>%n videos: one portrait speaks every recording.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n video(s): files of the same name belong together.</source>
        <translation>
            <numerusform>%n video: files of the same name belong together.</numerusform>
            <numerusform>%n videos: files of the same name belong together.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n video(s): every portrait speaks every recording.</source>
        <translation>
            <numerusform>%n video: every portrait speaks every recording.</numerusform>
            <numerusform>%n videos: every portrait speaks every recording.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n video(s): every folder for itself.</source>
        <translation>
            <numerusform>%n video: every folder for itself.</numerusform>
            <numerusform>%n videos: every folder for itself.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to make</source>
        <translation>
            <numerusform>%n to make</numerusform>
            <numerusform>%n to make</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n made or waiting already</source>
        <translation>
            <numerusform>%n made or waiting already</numerusform>
            <numerusform>%n made or waiting already</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n with problems</source>
        <translation>
            <numerusform>%n with problems</numerusform>
            <numerusform>%n with problems</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BatchesDone</name>
    <message numerus="yes">
        <source>%n failed.</source>
        <translation>
            <numerusform>%n failed.</numerusform>
            <numerusform>%n failed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Closing</name>
    <message numerus="yes">
        <source>%n video(s) are being made.</source>
        <translation>
            <numerusform>%n video is being made.</numerusform>
            <numerusform>%n videos are being made.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CueTable</name>
    <message numerus="yes">
        <source>%n replaced</source>
        <translation>
            <numerusform>%n replaced</numerusform>
            <numerusform>%n replaced</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DeliverDialog</name>
    <message numerus="yes">
        <source>Another version of %n video(s)</source>
        <translation>
            <numerusform>Another version of %n video</numerusform>
            <numerusform>Another version of %n videos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DrawPanel</name>
    <message numerus="yes">
        <source>%n candidate(s), the fittest first</source>
        <translation>
            <numerusform>%n candidate, the fittest first</numerusform>
            <numerusform>%n candidates, the fittest first</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>JobNote</name>
    <message numerus="yes">
        <source>%n video(s) are made before it.</source>
        <translation>
            <numerusform>%n video is made before it.</numerusform>
            <numerusform>%n videos are made before it.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PictureTools</name>
    <message numerus="yes">
        <source>%n picture(s) moved to the trash.</source>
        <translation>
            <numerusform>%n picture moved to the trash.</numerusform>
            <numerusform>%n pictures moved to the trash.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PicturesPanel</name>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n picture</numerusform>
            <numerusform>%n pictures</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QueuePage</name>
    <message numerus="yes">
        <source>%n video(s) made</source>
        <translation>
            <numerusform>%n video made</numerusform>
            <numerusform>%n videos made</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n failed</numerusform>
            <numerusform>%n failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n video(s) removed from the list.</source>
        <translation>
            <numerusform>%n video removed from the list.</numerusform>
            <numerusform>%n videos removed from the list.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n video(s) cancelled.</source>
        <translation>
            <numerusform>%n video cancelled.</numerusform>
            <numerusform>%n videos cancelled.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QueueTools</name>
    <message numerus="yes">
        <source>Cancel %n video(s)?</source>
        <translation>
            <numerusform>Cancel %n video?</numerusform>
            <numerusform>Cancel %n videos?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SentenceModel</name>
    <message numerus="yes">
        <source>%n word(s)</source>
        <translation>
            <numerusform>%n word</numerusform>
            <numerusform>%n words</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SentencePanel</name>
    <message numerus="yes">
        <source>%n sentence(s)</source>
        <translation>
            <numerusform>%n sentence</numerusform>
            <numerusform>%n sentences</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n drawn again</source>
        <translation>
            <numerusform>%n drawn again</numerusform>
            <numerusform>%n drawn again</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TranslationDialog</name>
    <message numerus="yes">
        <source>Paste the translation: one line for each of the %n row(s), or the text as it is; then it is divided as the rows are. Empty removes it.</source>
        <translation>
            <numerusform>Paste the translation: one line for the one row, or the text as it is; then it is divided as the rows are. Empty removes it.</numerusform>
            <numerusform>Paste the translation: one line for each of the %n rows, or the text as it is; then it is divided as the rows are. Empty removes it.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message numerus="yes">
        <source>%n video(s) made</source>
        <translation>
            <numerusform>%n video made</numerusform>
            <numerusform>%n videos made</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n failed</numerusform>
            <numerusform>%n failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n video(s) to make</source>
        <translation>
            <numerusform>%n video to make</numerusform>
            <numerusform>%n videos to make</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>VersionsMaker</name>
    <message numerus="yes">
        <source>%n version(s) were added to the queue.</source>
        <translation>
            <numerusform>%n version was added to the queue.</numerusform>
            <numerusform>%n versions were added to the queue.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>VideoTools</name>
    <message numerus="yes">
        <source>Move %n video(s) to the trash?</source>
        <translation>
            <numerusform>Move %n video to the trash?</numerusform>
            <numerusform>Move %n videos to the trash?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n video(s) moved to the trash.</source>
        <translation>
            <numerusform>%n video moved to the trash.</numerusform>
            <numerusform>%n videos moved to the trash.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WhenDoneAction</name>
    <message numerus="yes">
        <source>Mouthpiece quits in %n second(s).</source>
        <translation>
            <numerusform>Mouthpiece quits in %n second.</numerusform>
            <numerusform>Mouthpiece quits in %n seconds.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The computer goes to sleep in %n second(s).</source>
        <translation>
            <numerusform>The computer goes to sleep in %n second.</numerusform>
            <numerusform>The computer goes to sleep in %n seconds.</numerusform>
        </translation>
    </message>
</context>
</TS>
