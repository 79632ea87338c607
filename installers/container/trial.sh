#!/bin/sh
# Makes the image's root in a folder, with debootstrap and chroot instead of a builder, and tries the
# service in it as the image runs it: as nobody's user, on a root that cannot be written. Needs root.
#   sh installers/container/trial.sh FOLDER        (some GB; one that is made already is only tried)
# For what pip takes from elsewhere give its own variables, such as PIP_INDEX_URL.
set -eu
root=$1
checkout=$(cd "$(dirname "$0")/../.." && pwd)
folder=/opt/mouthpiece/installers/container

steps() { chroot "$root" sh $folder/steps.sh "$@"; }
# One command of the image, with the same rights as in it.
inside() {
    ${start:-} chroot --userspec=10001:10001 "$root" /usr/bin/env -i PATH=/usr/local/bin:/usr/bin:/bin \
        MOUTHPIECE_HOME=/data HOME=/data PYTHONDONTWRITEBYTECODE=1 "$@"
}

made=$root/usr/local/bin/mouthpiece
if [ "${MOUTHPIECE_TRIAL:-}" != inside ]; then
    [ -e "$made" ] || debootstrap --variant=minbase bookworm "$root"
    mkdir -p "$root/opt/mouthpiece"
    (cd "$checkout" && tar c --exclude=__pycache__ app assets avatar_gen installers/container \
        speech_gen talker requirements.lock pyproject.toml LICENSE) | tar x -C "$root/opt/mouthpiece"
    # Mounts of its own, which go with it.
    MOUTHPIECE_TRIAL=inside exec unshare --mount --fork sh "$0" "$root"
fi

mount -t proc proc "$root/proc"
mount --bind /dev "$root/dev"
cp /etc/resolv.conf "$root/etc/resolv.conf"
for file in ${TRIAL_FILES:-}; do mkdir -p "$root${file%/*}" && cp "$file" "$root$file"; done
for place in ${TRIAL_FOLDERS:-}; do mkdir -p "$root$place" && mount --bind "$place" "$root$place"; done
if [ ! -e "$made" ]; then
    steps system
    for file in ${TRIAL_FILES:-}; do cp "$file" "$root$file"; done
    steps program /opt/mouthpiece
    steps user
fi

mount --bind "$root" "$root"
mount -o remount,ro,bind "$root"
for place in tmp data output; do mount -t tmpfs -o mode=1777 tmpfs "$root/$place"; done
mount -t proc proc "$root/proc"
mount --bind /dev "$root/dev"

! inside touch /opt/mouthpiece/a 2>/dev/null
inside mouthpiece users add studio --role make >"$root/data/said"
token=$(tail -n 1 "$root/data/said")
start=exec inside mouthpiece serve --host 0.0.0.0 --port 8765 --plain --root /output &
service=$!
trap 'kill $service 2>/dev/null || true' EXIT
tries=0
until inside python3 $folder/health.py 2>/dev/null; do
    tries=$((tries + 1)) && [ $tries -lt 120 ] && sleep 1
done
cat >"$root/tmp/ask.py" <<'END'
import json, sys, time, urllib.request
def ask(path, body=None):
    request = urllib.request.Request("http://127.0.0.1:8765/v1" + path, body, {
        "Authorization": "Bearer " + sys.argv[1], "Content-Type": "application/json"})
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)
job = ask("/jobs", json.dumps({"request": {"portrait": "/output/a.jpg", "speech": "/output/a.flac",
                                           "size": 128, "output": "/output/a.mp4"}}).encode())
while job["state"] not in ("done", "failed", "cancelled"):
    time.sleep(1)
    job = ask(f"/jobs/{job['id']}")
print("the video is", job["state"], job["error"] or "")
sys.exit(job["state"] != "done")
END
cp "$checkout/assets/demo.jpg" "$root/output/a.jpg"
cp "$checkout/assets/demo_speech.flac" "$root/output/a.flac"
inside python3 /tmp/ask.py "$token"
ls -l "$root/output"
kill -TERM $service
wait $service || status=$?
[ "${status:-0}" = 5 ] && echo "stopped in order"
