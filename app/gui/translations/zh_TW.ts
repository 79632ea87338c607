<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_TW" sourcelanguage="en">
<context>
    <name>AvatarsPage</name>
    <message>
        <source>Avatars</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import a portrait…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No presenters yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the portraits that you use again here: cut to head and shoulders, with the owner and the consent written down. Drop a picture to begin.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Presenters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete {name} and the notes about it? Videos stay.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CacheView</name>
    <message>
        <source>{size} of faces, previews and thumbnails that can be made again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Empty the cache</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Catalogue</name>
    <message>
        <source>SadTalker 256</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Motion and face networks that render the face at 256 pixels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>engine sadtalker, face 256</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SadTalker 512</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same networks, rendering the face at 512 pixels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>engine sadtalker, face 512</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SadTalker mapping for crop and resize</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turns motion into the renderer&apos;s keypoints for cut pictures.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>engine sadtalker, modes crop, extcrop and resize</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SadTalker mapping for full pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turns motion into the renderer&apos;s keypoints for whole pictures.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>engine sadtalker, modes full and extfull</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Face detector and 68 landmarks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The S3FD detector and the 2D FAN-4 network that face-alignment 1.5.0 loads.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>engine sadtalker, landmarks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GFPGAN 1.3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restores faces, gently.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>face enhancement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GFPGAN 1.4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restores faces with more detail.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>RestoreFormer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restores faces with a transformer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Real-ESRGAN x2 plus</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Doubles the size of a picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>background enhancement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Real-ESRGAN x4 plus</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Makes a picture four times as large, with most detail.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Real-ESRGAN general x4 v3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Makes a picture four times as large; small and fast.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stable Diffusion 1.5</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Makes portraits from text; fits small graphics cards. Diffusers layout, half precision, without the safety checker.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>portrait generation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stable Diffusion XL base 1.0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Makes portraits from text at 1024 pixels. Diffusers layout, half precision, with the VAE that is safe in half precision.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ControlNet openpose for SD 1.5</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lets a pose guide the portrait. One file, to be loaded with from_single_file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>portrait generation, pose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ControlNet canny for SD 1.5</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lets edges guide the portrait. One file, to be loaded with from_single_file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>portrait generation, edges</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>DreamShaper 8</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A portrait checkpoint on SD 1.5, painterly to photographic. One file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>RealVisXL 5</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A photographic portrait checkpoint on SDXL, half precision. One file.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Choices</name>
    <message>
        <source>Best available</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Built-in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Crop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resize</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Full</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wide crop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wide full</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit Mouthpiece</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put the computer to sleep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draft</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Standard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Best</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Portrait 9:16</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The video shows head and shoulders.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The whole picture, scaled to the size of the video.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture stays as it is; the face moves inside it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Like Crop, with more around the head.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Like Full, with more of the head moving.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CreatePage</name>
    <message>
        <source>Create</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Options</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try the sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fills in a portrait and a recording of ours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give a portrait and a recording first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The files are being looked at.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One of the options does not fit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something stands in the way; see the notes above.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CropDialog</name>
    <message>
        <source>New presenter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag the frame; arrow keys move it, with Shift its corner.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whole picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add presenter</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DropZone</name>
    <message>
        <source>Browse…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files that you used before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fitting files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All files</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Findings</name>
    <message>
        <source>{name} is no longer there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the file again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is a folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For many videos at once, drop it on the page Batch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is not a picture we can read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give a PNG, JPEG, WebP or TIFF.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy or export the picture again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is too small.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>512 pixels a side or more look good.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is too large.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save it with at most 100 megapixels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No face was found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give a picture of one person who looks at the camera.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This does not look like a human face.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The face is seen from the side.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Both eyes must be visible.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The face is too small.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give a picture in which it is at least 200 pixels wide.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The chosen face is not in this picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click the face that shall speak.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are several faces; the largest one will speak.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click another one to choose it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The face is small, so the video will look soft.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A face 200 pixels wide or more looks crisp.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The face looks to the side.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A frontal picture moves more naturally.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The face is very dark.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The face is very bright.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is not a recording we can read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give a WAV, MP3, M4A or FLAC, or a video with sound.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} has no sound.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is silent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that the right track was recorded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is too short.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is longer than allowed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cut it, or raise “Longest speech” under More.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} holds broken samples.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export it again as WAV with 16 or 24 bits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The recording has telephone quality.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lips follow better from 16 kHz on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The recording is overdriven and crackles.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record it a little quieter if you can.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The recording is very quiet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lips move less; make it louder if you can.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The recording begins with a long silence.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is a video of this name already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder for videos cannot be written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk is full.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free some space; finished parts are kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mouthpiece is offline.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch Offline off, or import the model from another computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Downloads are switched off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Allow them in the settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The download did not succeed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What arrived is kept. Check the connection and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A helper process ended unexpectedly.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FirstRunPage</name>
    <message>
        <source>Welcome</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Welcome to Mouthpiece</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A portrait and a recording become a talking video, on your own computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What works now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything you need to begin is here. The built-in engine makes videos without any download: drop a portrait and a recording, or try our sample.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What more is possible</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These need models that you can get whenever you like, or bring from another computer. Nothing is downloaded unless you ask for it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make a video</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Natural head motion and lips with SadTalker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sharper faces</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Larger pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Portraits made from a description</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>•  {what}: ready</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FolderEditor</name>
    <message>
        <source>Choose a folder</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>JobNote</name>
    <message>
        <source>Play</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play the finished video</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show in queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Making {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} was cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is paused.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The video waits for its turn.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LinesEditor</name>
    <message>
        <source>Add a folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a folder</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MachineView</name>
    <message>
        <source>Looking at this computer…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>{page} (Ctrl+{number})</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ModelCard</name>
    <message>
        <source>not for sale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{size} · {licence} · for: {uses}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What arrived is kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verify</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read the files again and check them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete the files to free space</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Get</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checking</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Installed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Found on this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{done} of {total} are here</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ModelsPage</name>
    <message>
        <source>Models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mouthpiece makes videos without any of these. Models add engines, sharper faces and portraits made from text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open no network connection at all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take models from a folder, a USB stick or a pack</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking for models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not verified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody has published a checksum of this model, so it cannot be checked that the right file arrives. Take it as it comes?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete {title} ({size}) from this computer?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From a folder or stick…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From a pack or file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{folder} · {used} of models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{free} free</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) are in the store now.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>No file of a model that we know was found there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Damaged: {names}. Get them again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All files are as they should be.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Options</name>
    <message>
        <source>Engine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which engine renders the face.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mode</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>crop: head and shoulders; resize: the whole picture at face size; full: the face moves inside the untouched picture; extcrop and extfull: the same with a wider cut.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Width of the video in pixels for crop, extcrop and resize; full keeps the size of the picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frames per second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frame rate.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Still</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No head motion; the eyes still blink.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pose style</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Temperament of the head motion.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expression</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Strength of the mouth and brow motion.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Head motion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Strength of the head motion.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blink rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blinks a minute; 0 keeps eyes open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yaw</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Head turn keyframes in degrees, spread over the video; the built-in engine bends them softly to at most 14.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pitch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Head nod keyframes in degrees, spread over the video; the built-in engine bends them softly to at most 10.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Roll</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Head tilt keyframes in degrees, spread over the video; the built-in engine bends them softly to at most 15.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same seed gives the same motion.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Face</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which face of a group: largest (0), leftmost (1), or its number from the left.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>H.264 rate factor: lower is better and larger; 18 looks lossless.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Longest speech</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Longer speech is refused.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder for models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Instead of the folder `models` in the home folder; a large disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Further folders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Searched too, never written: shared disks, other programs&apos; models.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open no network connection at all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Downloads allowed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models may be fetched when asked for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files at a time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Downloads side by side.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hugging Face address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asked instead of https://huggingface.co; HF_ENDPOINT does the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Own mirrors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Addresses of folders, asked first, for MIRROR/MODEL/FILE.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>http://, https:// or socks5://; otherwise the system&apos;s variables count.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Catalogue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another file than the program&apos;s own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder for videos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where new videos are put.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Videos at a time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Processes at work.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When the queue is done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What to do then.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whether the first page has been seen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Defaults</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Options of new videos.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OptionsForm</name>
    <message>
        <source>How the head will move.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More options</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fewer</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OutputBar</name>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the video</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder: {folder}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About three seconds, small and quick (Ctrl+P)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add to queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Made after the videos that wait (Ctrl+Enter)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Render now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Made before all others (Ctrl+Shift+Enter)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder for videos</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Player</name>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Position</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PortraitInput</name>
    <message>
        <source>Drop a portrait here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A photo or drawing of one person who looks at the camera.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The bright part is what the video will show.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Portrait</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PresenterPanel</name>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Owner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Consent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who holds the rights to this portrait</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who agreed to its use, to what, when, and where that is written down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the presenter is called</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use for a video</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opens the page Create with it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deletes the portrait and these notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No consent is noted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only show people who agreed to it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PresetBox</name>
    <message>
        <source>Preset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Options by name. Your own lie in the folder presets.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Custom</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PreviewDialog</name>
    <message>
        <source>Preview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first seconds of speech, small. The video itself is larger and sharper.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress of the preview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The preview cannot be played here: {why}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Recorder</name>
    <message>
        <source>Record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start recording</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recording needs a system library: {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No microphone was found. Connect one and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop and use the recording</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the program&apos;s own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the welcome page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the program&apos;s folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Videos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New videos begin with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models and network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cache</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SpeechInput</name>
    <message>
        <source>Drop a recording here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speech as WAV, MP3, M4A or FLAC, or a video with sound.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record with the microphone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waveform</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click to go to a place in the recording.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
